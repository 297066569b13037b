package settings

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/connect"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
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
			return shell.If(p.facts.mail.URL == "", wording.NoMailToTest)
		}, Do: func() tea.Cmd { return openMailTest(p.app) }},
		{Name: "mail.account", Key: "s", Help: "Google or Microsoft 365", Label: p.signIn, When: p.fixed, Do: func() tea.Cmd { return connect.OpenMailConnect(p.app, p.facts.account.Provider) }},
		{Name: "mail.disconnect", Key: "x", Help: "Disconnect", Shown: func() bool { return p.facts.account.Provider != "" }, When: manage,
			Do: func() tea.Cmd { return connect.OpenMailDisconnect(p.app, p.facts.account) }},
		{Name: "mail.reminders", Key: "r", Help: "reminders", When: manage, Do: func() tea.Cmd { return editReminders(p.app, p.facts.reminders) }},
		{Name: "mail.inbox", Key: "i", Help: "mailbox for answers", When: func() string {
			if p.facts.inbox.FromEnvironment {
				return wording.InboxFixed
			}
			return manage()
		}, Do: func() tea.Cmd { return editInbox(p.app, p.facts.inbox.URL) }},
	}
}

// fixed says why the mail server cannot be changed.
func (p *mailPart) fixed() string {
	switch {
	case p.facts.mail.FromEnvironment && p.app.Session().Demo:
		return wording.DemoMailFixed + "; 7 shows the emails in it."
	case p.facts.mail.FromEnvironment:
		return wording.MailFixed
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
	return "sign in again"
}

func (p *mailPart) learn(f settingsFacts) { p.facts = f }

func (p *mailPart) view(w, _ int) string {
	m, out := p.facts.mail, ""
	if m.URL == "" {
		out = p.app.Grid().Wrap(p.app.Teach(recruit.ToManage, "Mail is not set up. Invitations wait in the outbox until it is.", "Press e to fill it in."), w) + "\n"
	} else {
		out = values(p.app, w, [2]string{"Mail server", text.Line(p.facts.mailShown)}, [2]string{"From", text.Line(m.From)}) + "\n"
	}
	switch {
	case m.FromEnvironment && p.app.Session().Demo:
		out += p.app.Styles().Dim.Render(p.app.Grid().Wrap("The mailbox of this demo; nothing leaves this machine.", w)) + "\n"
	case m.FromEnvironment:
		out += p.app.Styles().Dim.Render(p.app.Grid().Wrap("From the environment (RECRUITTY_SMTP, RECRUITTY_MAIL_FROM), which takes precedence over what is saved here.", w)) + "\n"
	}
	if p.facts.sender != "" {
		out += p.app.Grid().Wrap(p.app.Styles().Warning.Render(p.app.Styles().Signs.Warning)+" "+text.Line(p.facts.sender), w) + "\n"
	}
	switch story := text.Line(p.facts.account.Story(p.app.Start)); {
	case p.facts.account.State == recruit.ReauthRequired:
		out += p.app.Grid().Wrap(p.app.Styles().Warning.Render(p.app.Styles().Signs.Warning)+" "+story+" "+p.app.Teach(recruit.ToManage, "Emails wait until then.", "Press s; waiting email is sent then."), w) + "\n"
	case p.facts.account.Provider != "":
		out += values(p.app, w, [2]string{"Account", story}) + "\n"
	case p.app.Session().Demo: // it has a mailbox of its own
	default:
		out += p.app.Styles().Dim.Render(p.app.Grid().Wrap(p.app.Teach(recruit.ToManage, "Gmail and Microsoft 365 do not accept your usual password here.", "Press s to sign in to them; Gmail also takes an app password (e, smtp.gmail.com, port 587)."), w)) + "\n"
	}
	answers := p.app.Teach(recruit.ToManage, "not read yet.", "Press i to set the mailbox that receives them.")
	if p.facts.inbox.URL != "" {
		answers = "read from " + text.Line(p.facts.inboxShown) + "\n" + text.Line(p.facts.inbox.Story(p.app.Start))
		for _, story := range p.facts.inbox.PassedStories(p.app.Start, 5) {
			answers += "\n" + p.app.Styles().Signs.Warning + " " + text.Line(story)
		}
		if p.facts.inbox.FromEnvironment {
			answers += "\nfrom the environment (RECRUITTY_IMAP), which takes precedence over what is saved here"
		}
	}
	out += "\n" + values(p.app, w, [2]string{"Remind candidate", wording.Reminded(p.facts.reminders.Candidate)},
		[2]string{"Remind panel", wording.Reminded(p.facts.reminders.Panel)}, [2]string{"Answers", answers})
	return out
}

// editMail changes the mail server, and tests it as soon as it is saved: what is wrong with
// a server or a password is found by whoever has just typed it, and not by an invitation.
func editMail(a *shell.App, before recruit.MailSettings) tea.Cmd {
	spec := forms.SpecOf(draft.MailForm(a.Services(), a.Member(), before), func(said, warning string) tea.Cmd {
		return tea.Batch(warned(a, shell.SettingsSaved(a, said)(), warning), openMailTest(a))
	})
	spec.Room, spec.Verb = 18, "save and test"
	return forms.OpenBox(a, spec)
}

// editReminders changes when people are reminded of their interviews.
func editReminders(a *shell.App, before recruit.Reminders) tea.Cmd {
	return openSetting(a, draft.RemindersForm(a.Services(), a.Member(), before), 18, "")
}

// editInbox changes the mailbox in which answers arrive.
func editInbox(a *shell.App, saved string) tea.Cmd {
	return openSetting(a, draft.InboxForm(a.Services(), a.Member(), saved), 18, "")
}

// openSetting opens a form about what is set; what is said once it is saved ends
// with what can be done then.
func openSetting[T any](a *shell.App, form draft.Form[T], room int, then string) tea.Cmd {
	spec := forms.SpecOf(form, func(said, warning string) tea.Cmd {
		return warned(a, shell.SettingsSaved(a, said+then)(), warning)
	})
	spec.Room = room
	return forms.OpenBox(a, spec)
}

func (p *mailPart) holds() [][2]string {
	return [][2]string{{"Mail server", "smtp password"}, {"From", "sender address"}, {"Remind candidate", "reminders"}, {"Remind panel", "reminders"}, {"Answers", "mailbox imap"}}
}
