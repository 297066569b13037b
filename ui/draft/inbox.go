package draft

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/services"
)

// Inbox is the mailbox in which answers arrive, as it is typed.
type Inbox struct {
	MailAccount
	Folder string
}

// defaultFolder is the one in which mails arrive (RFC 9051 section 5.1).
const defaultFolder = "INBOX"

// newInbox is the mailbox as it is typed.
func newInbox(saved string) *Sheet[Inbox] {
	box := Inbox{Folder: defaultFolder}
	account, u := readingMails().apart(saved)
	if u == nil {
		account = MailAccount{Port: readingMails().ports, Security: implicitTLS}
	} else if folder := strings.Trim(u.Path, "/"); folder != "" {
		box.Folder = folder
	}
	box.MailAccount = account
	fields := append(within(readingMails().fields(saved), func(i *Inbox) *MailAccount { return &i.MailAccount }),
		Field[Inbox]{Name: "folder", Label: "Folder", Proposal: defaultFolder, Optional: true, Help: "The folder where answers arrive, usually " + defaultFolder + ".", Text: func(i *Inbox) *string { return &i.Folder }})
	fields[0].Optional, fields[0].Help = true, "The name of the server, such as imap.example.com; none turns the mailbox off."
	for i := range fields[1:] {
		fields[1+i].Unused = Inbox.none
	}
	return NewSheet(box, fields)
}

// none reports whether no mailbox is read.
func (i Inbox) none() bool { return strings.TrimSpace(i.Host) == "" }

// address is the mailbox's; "" without a server, so that none is read.
func (i Inbox) address(saved string) (string, error) {
	if i.none() {
		return "", nil
	}
	u, err := readingMails().together(i.MailAccount, saved)
	if err != nil {
		return "", err
	}
	if u.User.Username() == "" {
		return "", recruit.Invalid("user", "The mailbox needs a user name.")
	}
	if _, ok := u.User.Password(); !ok && !accounts.ByAccount(u.String()) {
		// The same password may be right for the server before, so that this
		// belongs to no field alone.
		return "", recruit.Invalid("", "The mailbox needs its password; a saved one stays only with the same server and user.")
	}
	if folder := strings.Trim(strings.TrimSpace(i.Folder), "/"); folder != "" && folder != defaultFolder {
		u.Path = "/" + folder
	}
	return u.String(), nil
}

// checked lets check look at the address. A connection without protection is
// at fault together with the server, so that belongs to neither field.
func (i Inbox) checked(check func(string) (string, error)) func(string) (string, error) {
	return func(address string) (string, error) {
		shown, err := check(address)
		if err != nil && i.Security == unprotected {
			err = recruit.Invalid("", "%s", recruit.Sentence(err))
		}
		return shown, err
	}
}

// InboxForm changes the mailbox in which answers arrive.
func InboxForm(svc *services.Services, actor recruit.Member, saved string) Form[Inbox] {
	return Form[Inbox]{Key: "inbox", Title: "Mailbox for answers", Sheet: newInbox(saved),
		Intro: "The mailbox behind the sender address. Only answers to this workspace's interviews are marked as read there. A new mailbox starts with the emails of the last 30 days; without a server none is read.",
		Save: func(ctx context.Context, typed Inbox) (said, warning string, err error) {
			address, err := typed.address(saved)
			if err != nil {
				return "", "", err
			}
			said = "Mailbox saved; answers show as they arrive."
			if address == "" {
				said = recruit.NoInbox
			}
			return said, "", svc.Settings.SetInbox(ctx, actor, address, typed.checked(svc.Mailer.CheckInbox))
		}}
}
