package plain

import (
	"context"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// settings says what is set and what changes it, or changes it.
func (p *plain) settings(ctx context.Context, name string) error {
	if name != "" {
		return p.changeSetting(ctx, name)
	}
	m := p.Member
	clock := "24 hours"
	if m.TwelveHour {
		clock = "12 hours"
	}
	p.Tell("You: %s, %s, %s, %s, clock of %s.", text.Line(m.Name), text.Line(m.Email), m.Role, text.Line(timeparse.Called(m.TimeZone, p.Now())), clock)
	p.Tell("To change it: settings profile, or recruitty member edit %s --name, --email or --time-zone.", text.Line(m.Email))
	mode := "no: the screens open, except with --plain or TERM=dumb"
	if m.Plain {
		mode = "yes"
	}
	p.Tell("Plain mode always: %s. To change it: plain yes, or plain no.", mode)
	zoom, err := p.Services.Accounts.Status(ctx, m)
	if err != nil {
		return err
	}
	p.Tell("Zoom: %s. Here: zoom and connect, and settings zoom for the app that is registered, settings zoom workspace for everybody; recruitty zoom status, connect, disconnect and doctor.", wording.Account(zoom))
	mail, err := p.Services.Settings.Mail(ctx)
	if err != nil {
		return err
	}
	from := "not set up, so invitations wait in the outbox"
	if mail.URL != "" && mail.From != "" {
		from = "from " + text.Line(mail.From)
	}
	p.Tell("Mail: %s. To change it: settings mail; mail test sends a test email; or recruitty mail set, mail test, mail status.", from)
	sender, err := p.Services.MailAccounts.Standing(ctx)
	if err != nil {
		return err
	}
	if sender != "" {
		p.Tell("Warning: %s", text.Line(sender))
	}
	account, err := p.Services.MailAccounts.Account(ctx)
	if err != nil {
		return err
	}
	p.Tell("Mail account: %s Here: mail connect, mail disconnect.", text.Line(account.Story(p.Reader().Stamp)))
	box, err := p.Services.Settings.Inbox(ctx)
	if err != nil {
		return err
	}
	p.Tell("Answers: %s To change it: settings mailbox, or recruitty mail inbox.", text.Line(box.Story(p.Reader().Stamp)))
	for _, story := range box.PassedStories(p.Reader().Stamp, 5) {
		p.Tell("Not read: %s", text.Line(story))
	}
	if err := p.settingsForAll(ctx); err != nil {
		return err
	}
	p.Tell("Calendars here: calendars. When they count is changed with: settings calendars.")
	if err := p.sayHours(ctx); err != nil {
		return err
	}
	p.Tell("Pools here: pools. Or recruitty pool.")
	p.Tell("Custom fields here: fields. Or recruitty field.")
	p.Tell("Email templates: recruitty template.")
	p.Tell("Team here: team, and change member. To change it: recruitty member add, list, edit, invite, key, remove and left.")
	if recruit.Allow(m, recruit.ToManage) == nil {
		left, err := p.Services.Departures.Left(ctx, m)
		if err != nil {
			return err
		}
		for _, said := range left.Sentences(p.Reader().Stamp) {
			p.Tell("Left behind: %s See recruitty member left.", text.Line(said))
		}
	}
	p.Tell("Keys and colours of the screens here: config. Or recruitty config.")
	p.Tell("Imports here: import. Exports: recruitty export.")
	return nil
}

// settingsForAll says what holds for everybody besides.
func (p *plain) settingsForAll(ctx context.Context) error {
	reminders, err := p.Services.Settings.Reminders(ctx)
	if err != nil {
		return err
	}
	p.Tell("Reminders: the candidate %s, the panel %s. To change it: settings reminders, or recruitty mail reminders.", wording.Reminded(reminders.Candidate), wording.Reminded(reminders.Panel))
	language, err := p.Services.Settings.Language(ctx)
	if err != nil {
		return err
	}
	p.Tell("Emails are in %s. To change it: settings language, or recruitty template language.", recruit.LanguageName(language))
	all, err := draft.ReadWorkspace(ctx, p.Services)
	if err != nil {
		return err
	}
	company := text.Line(all.Company)
	if company == "" {
		company = "no name yet"
	}
	p.Tell("Company: %s. Undo: %s. To change it: settings workspace, or recruitty workspace set.", company, wording.Counted(wording.Seconds(all.Undo), "second"))
	reasons, err := p.Services.Outcomes.Reasons(ctx)
	if err != nil {
		return err
	}
	p.Tell("Reasons for a rejection: %s. To change it: settings reasons, or recruitty workspace reasons.", text.Line(strings.Join(reasons, "; ")))
	p.Tell("Times that candidates choose from: %s. To change it: settings offers, or recruitty offer settings.", text.Line(draft.OffersWords(all.Offers)))
	return nil
}

// setPlain reports whether the member always gets the plain mode.
func (p *plain) setPlain(ctx context.Context, answer string) error {
	m := p.Member
	switch strings.ToLower(answer) {
	case "yes", "y":
		m.Plain = true
	case "no", "n":
		m.Plain = false
	default:
		return recruit.Invalid("plain", "Type plain yes, or plain no.")
	}
	now, err := p.Services.Store.Member(ctx, m.ID)
	if err != nil {
		return err
	}
	now.Plain = m.Plain
	saved, err := p.Services.Team.Update(ctx, p.Member, now)
	if err != nil {
		return err
	}
	if p.Member = saved; saved.Plain {
		p.Tell("Saved. recruitty opens in plain mode for you from now on.")
	} else {
		p.Tell("Saved. The screens open the next time; recruitty --plain still opens the plain mode.")
	}
	return nil
}

// firstRun asks who begins a new workspace.
func (p *plain) firstRun(ctx context.Context) error {
	p.Tell(wording.NewWorkspace)
	who := draft.First{Company: p.Company}
	if zone, err := timeparse.Zone(p.Zone.String()); err == nil && zone != time.UTC && zone.String() != "UTC" {
		who.TimeZone = zone.String()
	}
	d := draft.NewFirst(who)
	base := d.Values()
	kept, err := p.Resume(ctx, draft.FirstKey(), d.Fill)
	if err != nil {
		return kept.Left(err)
	}
	keep := func() { kept.Store(draft.Kept{Base: base, Typed: d.Values()}.Encode()) }
	fields := talk.Questions(p.Conversation, d, nil)
	if err := p.Fill(ctx, fields, keep); err != nil {
		return kept.Left(err)
	}
	if err := p.Insist(ctx, fields, keep, func() error {
		if who, err = d.Into(who); err != nil {
			return err
		}
		added, err := p.Services.Team.Add(ctx, recruit.Member{}, who.Member)
		if err == nil {
			p.Member, p.Company = added, who.Company
		}
		return err
	}); err != nil {
		return kept.Left(err)
	}
	kept.Store("")
	if err := p.Services.Settings.SetWorkspace(ctx, p.Member, who.Company); err != nil {
		p.Complain(err) // the member is there; only the company's name is not
	}
	return nil
}
