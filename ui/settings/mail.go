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

// MailKeys are the keys of the mail settings; the name of the sign-in is what it
// does to the account.
func MailKeys(signIn string) (change, test, reminders, inbox, account, disconnect shell.Key) {
	return shell.Bind("enter/e", "change", "enter", "e"), shell.Bind("t", "test"), shell.Bind("r", "reminders"), shell.Bind("i", "mailbox for answers"),
		shell.Bind("s", signIn), shell.Bind("x", "Disconnect")
}

func (p *mailPart) Name() string { return "Mail" }

func (p *mailPart) keys() []shell.Key {
	change, test, reminders, inbox, account, disconnect := MailKeys(p.signIn())
	manage := p.app.Forbidden(recruit.ToManage)
	may := manage
	if p.facts.mail.FromEnvironment {
		may = "The mail settings come from the environment (RECRUITTY_SMTP, RECRUITTY_MAIL_FROM) and are changed there."
	}
	if p.app.Session().Demo && p.facts.mail.FromEnvironment {
		may = "The demo has a mailbox of its own; 7 shows the mails in it."
	}
	fixed := manage
	if p.facts.inbox.FromEnvironment {
		fixed = "The mailbox for answers comes from the environment (RECRUITTY_IMAP) and is changed there."
	}
	unset := ""
	if p.facts.mail.URL == "" {
		unset = "There is nothing to test yet; fill in the mail server first."
	}
	keys := []shell.Key{change.Unless(may), test.Unless(unset), account.Unless(may)}
	if p.facts.account.Provider != "" {
		keys = append(keys, disconnect.Unless(manage))
	}
	return append(keys, reminders.Unless(manage), inbox.Unless(fixed))
}

// signIn is what the sign-in does to the account.
func (p *mailPart) signIn() string {
	switch {
	case p.facts.account.Provider == "":
		return "Google or Microsoft 365"
	case p.facts.account.State == recruit.ReconnectNow:
		return "Reconnect"
	}
	return "sign in anew"
}

func (p *mailPart) learn(f settingsFacts) { p.facts = f }

func (p *mailPart) press(press tea.KeyPressMsg) tea.Cmd {
	change, test, reminders, inbox, account, disconnect := MailKeys("")
	switch {
	case change.Matches(press):
		return editMail(p.app, p.facts.mail)
	case test.Matches(press):
		return openMailTest(p.app)
	case reminders.Matches(press):
		return editReminders(p.app, p.facts.reminders)
	case inbox.Matches(press):
		return editInbox(p.app, p.facts.inbox.URL)
	case account.Matches(press):
		return connect.OpenMailConnect(p.app, p.facts.account.Provider)
	case disconnect.Matches(press):
		return connect.OpenMailDisconnect(p.app, p.facts.account)
	}
	return nil
}

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
	case p.facts.account.State == recruit.ReconnectNow:
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
