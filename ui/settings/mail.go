package settings

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/connect"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// mailPart is the way out for mails, what they remind of, and the way back for
// answers.
type mailPart struct {
	app   *shell.App
	facts settingsFacts
}

func (p *mailPart) Name() string { return shell.MailPart }

func (p *mailPart) actions() []shell.Action {
	manage := p.app.MayNot(recruit.ToManage)
	return []shell.Action{
		{Name: "mail.change", Key: "enter/e", Help: "change", Strokes: []string{"enter", "e"}, When: p.fixed, Do: func() tea.Cmd { return editMail(p.app, p.facts.mail) }},
		{Name: "mail.test", Key: "t", Help: "test", When: func() string {
			return shell.If(p.facts.mail.URL == "", "There is nothing to test yet; fill in the mail server first.")
		}, Do: func() tea.Cmd { return openMailTest(p.app) }},
		{Name: "mail.account", Key: "s", Help: "Google or Microsoft 365", Label: p.signIn, When: p.fixed, Do: func() tea.Cmd { return connect.OpenMailConnect(p.app, p.facts.account.Provider) }},
		{Name: "mail.disconnect", Key: "x", Help: "Disconnect", Shown: func() bool { return p.facts.account.Provider != "" }, When: manage,
			Do: func() tea.Cmd { return connect.OpenMailDisconnect(p.app, p.facts.account) }},
		{Name: "mail.reminders", Key: "r", Help: "reminders", When: manage, Do: func() tea.Cmd { return editReminders(p.app, p.facts.reminders) }},
		{Name: "mail.inbox", Key: "i", Help: "mailbox for answers", When: func() string {
			if p.facts.inbox.FromEnvironment {
				return "The mailbox for answers comes from the environment (RECRUITTY_IMAP) and is changed there."
			}
			return manage()
		}, Do: func() tea.Cmd { return editInbox(p.app, p.facts.inbox.URL) }},
	}
}

// fixed says why the mail server cannot be changed.
func (p *mailPart) fixed() string {
	switch {
	case p.facts.mail.FromEnvironment && p.app.Session().Demo:
		return "The demo has a mailbox of its own; 7 shows the mails in it."
	case p.facts.mail.FromEnvironment:
		return "The mail settings come from the environment (RECRUITTY_SMTP, RECRUITTY_MAIL_FROM) and are changed there."
	}
	return p.app.Forbidden(recruit.ToManage)
}

// signIn is what the sign-in does to the account.
func (p *mailPart) signIn() string {
	switch {
	case p.facts.account.Provider == "":
		return "Google or Microsoft 365"
	case p.facts.account.State == recruit.ReauthRequired:
		return "Reconnect"
	}
	return "sign in anew"
}

func (p *mailPart) learn(f settingsFacts) { p.facts = f }

func (p *mailPart) view(w, _ int) string {
	m, out := p.facts.mail, ""
	if m.URL == "" {
		out = p.app.Grid().Wrap(p.app.Teach(recruit.ToManage, "Mail is not set up. Invitations wait in the outbox and leave once it is.", "Press e to fill it in."), w) + "\n"
	} else {
		out = values(p.app, w, [2]string{"Mail server", text.Line(p.facts.mailShown)}, [2]string{"From", text.Line(m.From)}) + "\n"
	}
	switch {
	case m.FromEnvironment && p.app.Session().Demo:
		out += p.app.Styles().Dim.Render(p.app.Grid().Wrap("The mailbox of this demo; nothing leaves this machine.", w)) + "\n"
	case m.FromEnvironment:
		out += p.app.Styles().Dim.Render(p.app.Grid().Wrap("From the environment (RECRUITTY_SMTP, RECRUITTY_MAIL_FROM), which goes before what is saved here.", w)) + "\n"
	}
	if p.facts.sender != "" {
		out += p.app.Grid().Wrap(p.app.Styles().Warning.Render(p.app.Styles().Signs.Warning)+" "+text.Line(p.facts.sender), w) + "\n"
	}
	switch story := text.Line(p.facts.account.Story(p.app.Start)); {
	case p.facts.account.State == recruit.ReauthRequired:
		out += p.app.Grid().Wrap(p.app.Styles().Warning.Render(p.app.Styles().Signs.Warning)+" "+story+" "+p.app.Teach(recruit.ToManage, "Mails wait until then.", "Press s; what waits leaves then."), w) + "\n"
	case p.facts.account.Provider != "":
		out += values(p.app, w, [2]string{"Account", story}) + "\n"
	case p.app.Session().Demo: // it has a mailbox of its own
	default:
		out += p.app.Styles().Dim.Render(p.app.Grid().Wrap(p.app.Teach(recruit.ToManage, "Gmail and Microsoft 365 take no passwords from programs.", "Press s to sign in to them."), w)) + "\n"
	}
	answers := p.app.Teach(recruit.ToManage, "not read yet.", "Press i to set the mailbox to which calendars send them.")
	if p.facts.inbox.URL != "" {
		answers = "read from " + text.Line(p.facts.inboxShown) + "\n" + text.Line(p.facts.inbox.Story(p.app.Start))
		for _, story := range p.facts.inbox.PassedStories(p.app.Start, 5) {
			answers += "\n" + p.app.Styles().Signs.Warning + " " + text.Line(story)
		}
		if p.facts.inbox.FromEnvironment {
			answers += "\nfrom the environment (RECRUITTY_IMAP), which goes before what is saved here"
		}
	}
	out += "\n" + values(p.app, w, [2]string{"Remind candidate", remindedWords(p.facts.reminders.Candidate)},
		[2]string{"Remind panel", remindedWords(p.facts.reminders.Panel)}, [2]string{"Answers", answers})
	return out
}

// mailDraft is what the form of the mail server holds.
type mailDraft struct {
	accountDraft
	From string
}

func mailDraftOf(m recruit.MailSettings) *mailDraft {
	account, saved := sendingMails().apart(m.URL)
	if saved == nil {
		account = accountDraft{Port: sendingMails().port, Security: startTLS}
	}
	return &mailDraft{accountDraft: account, From: m.From}
}

// address is the mail server's, which says how its connection is protected.
func (d *mailDraft) address(before recruit.MailSettings) (string, error) {
	u, err := sendingMails().together(d.accountDraft, before.URL)
	if err != nil {
		return "", err
	}
	if d.Security == startTLS {
		query := u.Query()
		query.Set("tls", startTLS)
		u.RawQuery = query.Encode()
	}
	return u.String(), nil
}

// editMail changes the mail server.
func editMail(a *shell.App, before recruit.MailSettings) tea.Cmd {
	d := mailDraftOf(before)
	desk, settings, accounts, actor := a.Desk(), a.Desk().Settings, a.Desk().MailAccounts, a.Member()
	warning := ""
	return forms.OpenBox(a, forms.FormSpec{
		Title: "Mail", Draft: d, Keep: "mail", Room: 18,
		Fields: func(f *forms.Fields) []huh.Field {
			return append(account(f, sendingMails(), "Mail server", &d.accountDraft, before.URL, "everything is readable on the way, passwords too"),
				f.Line("from", "From", &d.From).Proposing("Acme hiring <jobs@example.com>"))
		},
		Save: func() func(context.Context) error {
			address, err := d.address(before)
			from := strings.TrimSpace(d.From)
			return func(ctx context.Context) error {
				if err != nil {
					return err
				}
				if warning, err = accounts.Warning(ctx, from); err != nil {
					return err
				}
				if err := settings.SetMail(ctx, actor, address, from); err != nil {
					return err
				}
				if letters, err := desk.LetterWarning(ctx); err == nil && letters != "" { // it is saved all the same
					warning = strings.TrimSpace(warning + " " + letters)
				}
				return nil
			}
		},
		Saved: func() tea.Cmd {
			return warned(a, shell.SettingsSaved(a, "Mail saved; waiting invitations leave now. t tests it.")(), warning)
		},
	})
}

func (p *mailPart) holds() [][2]string {
	return [][2]string{{"Mail server", "smtp password"}, {"From", "sender address"}, {"Remind candidate", "reminders"}, {"Remind panel", "reminders"}, {"Answers", "mailbox imap"}}
}
