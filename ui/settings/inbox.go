package settings

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
)

// inboxDraft is what the form of the mailbox for answers holds.
type inboxDraft struct {
	accountDraft
	Folder string
}

// defaultFolder is the one in which mails arrive (RFC 9051 section 5.1).
const defaultFolder = "INBOX"

func inboxDraftOf(saved string) *inboxDraft {
	account, u := readingMails().apart(saved)
	if u == nil {
		return &inboxDraft{accountDraft: accountDraft{Port: readingMails().ports, Security: implicitTLS}, Folder: defaultFolder}
	}
	d := &inboxDraft{accountDraft: account, Folder: strings.Trim(u.Path, "/")}
	if d.Folder == "" {
		d.Folder = defaultFolder
	}
	return d
}

// address is the mailbox's; "" without a server, so that none is read.
func (d *inboxDraft) address(saved string) (string, error) {
	if strings.TrimSpace(d.Host) == "" {
		return "", nil
	}
	u, err := readingMails().together(d.accountDraft, saved)
	if err != nil {
		return "", err
	}
	if u.User.Username() == "" {
		return "", recruit.Invalid("user", "The mailbox needs the name with which one signs in to it.")
	}
	if _, ok := u.User.Password(); !ok && !accounts.ByAccount(u.String()) {
		// The same password may be right for the server before, so that this
		// belongs to no field alone.
		return "", recruit.Invalid("", "The mailbox needs its password; a saved one stays only with the same server and user.")
	}
	if folder := strings.Trim(strings.TrimSpace(d.Folder), "/"); folder != "" && folder != defaultFolder {
		u.Path = "/" + folder
	}
	return u.String(), nil
}

// checked lets check look at the address. A connection without protection is
// at fault together with the server, so that belongs to neither field.
func (d inboxDraft) checked(check func(string) (string, error)) func(string) (string, error) {
	return func(address string) (string, error) {
		shown, err := check(address)
		if err != nil && d.Security == unprotected {
			err = recruit.Invalid("", "%s", recruit.Sentence(err))
		}
		return shown, err
	}
}

// editInbox changes the mailbox in which answers arrive.
func editInbox(a *shell.App, saved string) tea.Cmd {
	d := inboxDraftOf(saved)
	desk, actor := a.Desk(), a.Member()
	return forms.OpenBox(a, forms.FormSpec{
		Title: "Mailbox for answers", Draft: d, Keep: "inbox", Room: 18,
		Intro: "The mailbox behind the sender address. Only answers to interviews of this workspace are marked as read there. A new mailbox begins with the mails of the last 30 days; without a server none is read.",
		Fields: func(f *forms.Fields) []huh.Field {
			return append(account(f, readingMails(), "IMAP server", &d.accountDraft, saved, "works to this very machine only"),
				f.Line("folder", "Folder", &d.Folder).Proposing(defaultFolder))
		},
		Save: func() func(context.Context) error {
			address, err := d.address(saved)
			check := d.checked(desk.Mailer.CheckInbox)
			return func(ctx context.Context) error {
				if err != nil {
					return err
				}
				return desk.Settings.SetInbox(ctx, actor, address, check)
			}
		},
		Saved: func() tea.Cmd {
			said := "Mailbox saved; answers show as they arrive."
			if strings.TrimSpace(d.Host) == "" {
				said = "No mailbox is read for answers any more."
			}
			return shell.SettingsSaved(a, said)()
		},
	})
}
