package plain

import (
	"context"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// settings says what is set and which command changes it.
func (p *plain) settings(ctx context.Context, _ string) error {
	m := p.Member
	clock := "24 hours"
	if m.TwelveHour {
		clock = "12 hours"
	}
	p.tell("You: %s, %s, %s, %s, clock of %s.", text.Line(m.Name), text.Line(m.Email), m.Role, text.Line(timeparse.Called(m.TimeZone, p.Now())), clock)
	p.tell("Changed with: recruitty member edit %s --name, --email or --time-zone.", text.Line(m.Email))
	mode := "no: the screens open, except with --plain or TERM=dumb"
	if m.Plain {
		mode = "yes"
	}
	p.tell("Plain mode always: %s. Changed with: plain yes, or plain no.", mode)
	zoom, err := p.Desk.Accounts.Status(ctx, m)
	if err != nil {
		return err
	}
	p.tell("Zoom: %s. Here: zoom and connect; recruitty zoom status, connect, disconnect and doctor.", wording.Account(zoom))
	mail, err := p.Desk.Settings.Mail(ctx)
	if err != nil {
		return err
	}
	from := "not set up, so invitations wait in the outbox"
	if mail.URL != "" && mail.From != "" {
		from = "from " + text.Line(mail.From)
	}
	p.tell("Mail: %s. Changed with: recruitty mail set, mail test, mail status.", from)
	sender, err := p.Desk.MailAccounts.Standing(ctx)
	if err != nil {
		return err
	}
	if sender != "" {
		p.tell("Warning: %s", text.Line(sender))
	}
	account, err := p.Desk.MailAccounts.Account(ctx)
	if err != nil {
		return err
	}
	p.tell("Mail account: %s Here: mail connect, mail disconnect.", text.Line(account.Story(p.reader().Stamp)))
	box, err := p.Desk.Settings.Inbox(ctx)
	if err != nil {
		return err
	}
	p.tell("Answers: %s", text.Line(box.Story(p.reader().Stamp)))
	for _, story := range box.PassedStories(p.reader().Stamp, 5) {
		p.tell("Not read: %s", text.Line(story))
	}
	p.tell("Words of the mails: recruitty template.")
	p.tell("Team here: team. Changed with: recruitty member add, list, edit, invite, key, remove and left.")
	if recruit.Allow(m, recruit.ToManage) == nil {
		left, err := p.Desk.Departures.Left(ctx, m)
		if err != nil {
			return err
		}
		for _, said := range left.Sentences(p.reader().Stamp) {
			p.tell("Left behind: %s See recruitty member left.", text.Line(said))
		}
	}
	p.tell("Imports here: import. Exports: recruitty export.")
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
	now, err := p.Desk.Store.Member(ctx, m.ID)
	if err != nil {
		return err
	}
	now.Plain = m.Plain
	saved, err := p.Desk.Team.Update(ctx, p.Member, now)
	if err != nil {
		return err
	}
	if p.Member = saved; saved.Plain {
		p.tell("Saved. recruitty opens in plain mode for you from now on.")
	} else {
		p.tell("Saved. The screens open the next time; recruitty --plain still opens the plain mode.")
	}
	return nil
}

// firstRun asks who begins a new workspace.
func (p *plain) firstRun(ctx context.Context) error {
	p.tell("This workspace is new and stays on this machine. Who are you? You will be its first member and an admin.")
	who := draft.First{Company: p.Company}
	if zone, err := timeparse.Zone(p.Zone.String()); err == nil && zone != time.UTC && zone.String() != "UTC" {
		who.TimeZone = zone.String()
	}
	d := draft.NewFirst(who)
	base := d.Values()
	kept, err := p.resume(ctx, draft.FirstKey(), d.Fill)
	if err != nil {
		return kept.left(err)
	}
	keep := func() { kept.store(draft.Kept{Base: base, Typed: d.Values()}.Encode()) }
	help := map[string]string{"name": "Your whole name.", "email": "Where your own invitations go.", "time_zone": "Such as Europe/Lisbon, a city, or UTC+3.", "workspace": "As mails and screens name it."}
	var fields []field
	for _, f := range d.Fields {
		value := d.At(f.Name)
		q := question{label: f.Label, help: help[f.Name], take: func(v string) error { *value = v; return nil }}
		if f.Kind == draft.Zone {
			q.value, q.take = value, p.zone(value)
		}
		fields = append(fields, field{f.Name, f.Label, true, func(ctx context.Context) error {
			q.kept = *value
			return p.ask(ctx, q)
		}})
	}
	if err := p.fill(ctx, fields, keep); err != nil {
		return kept.left(err)
	}
	if err := p.insist(ctx, fields, keep, func() error {
		if who, err = d.Into(who); err != nil {
			return err
		}
		added, err := p.Desk.Team.Add(ctx, recruit.Member{}, who.Member)
		if err == nil {
			p.Member, p.Company = added, who.Company
		}
		return err
	}); err != nil {
		return kept.left(err)
	}
	kept.store("")
	if err := p.Desk.Settings.SetWorkspace(ctx, p.Member, who.Company); err != nil {
		p.complain(err) // the member is there; only the company's name is not
	}
	return nil
}
