package plain

import (
	"context"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/ui/draft"
	"recruitty/ui/plain/signin"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// calendars says which calendars are read, connects one, reads or disconnects them.
func (p *plain) calendars(ctx context.Context, rest string) error {
	words := strings.Fields(strings.ToLower(rest))
	switch {
	case len(words) == 0:
		return p.listCalendars(ctx)
	case len(words) == 1 && words[0] == "connect":
		return p.connectCalendar(ctx)
	case len(words) == 1 && words[0] == "sync":
		stopped := false
		all, err := talk.WithProgress(ctx, p.Conversation, "Reading", func(within context.Context, _ func(done, all int)) ([]availability.Outcome, error) {
			all, err := p.Services.Availability.Sync(within, p.Member, availability.Which{All: true})
			stopped = within.Err() != nil && ctx.Err() == nil
			return all, err
		})
		if stopped {
			p.Tell(wording.ReadingStopped)
			return nil
		}
		if err == nil && len(all) == 0 {
			p.Tell(wording.NoCalendars)
		}
		return p.calendarsRead(all, err)
	case len(words) == 2 && (words[0] == "test" || words[0] == "disconnect"):
		src, err := p.calendar(ctx, words[1])
		if err != nil {
			return err
		}
		if words[0] == "disconnect" {
			return p.disconnectCalendar(ctx, src)
		}
		o, err := p.Services.Availability.Test(ctx, p.Member, src.ID)
		return p.calendarsRead([]availability.Outcome{o}, err)
	}
	return recruit.Invalid("", "Type calendars, calendars connect, calendars sync, calendars test NUMBER, or calendars disconnect NUMBER.")
}

func (p *plain) listCalendars(ctx context.Context) error {
	all, err := p.Services.Availability.Sources(ctx, p.Member)
	if err != nil {
		return err
	}
	set, err := p.Services.Availability.Settings(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		p.Tell(wording.NoCalendars)
		p.Tell("Type calendars connect to connect yours.")
	}
	team, err := p.Services.Store.Members(ctx, true)
	if err != nil {
		return err
	}
	for i, src := range all {
		whose := "Workspace"
		for _, m := range team {
			if m.ID == src.OwnerID {
				whose = m.Name
			}
		}
		p.Tell("%d. %s: %s, since %s, %s. %s", i+1, text.Line(whose), text.Line(src.Label()), p.Reader().Stamp(src.Since), wording.Counted(len(src.Calendars), "calendar"), text.Line(src.Story(p.Reader().Stamp)))
		for _, c := range src.Calendars {
			if len(c.Doubts) > 0 {
				p.Tell("Note: %s", text.Line(c.Doubts[0]))
			}
		}
	}
	p.Tell("A reading counts for %s. To change it: settings calendars.", wording.Counted(int(set.MaxAge.Minutes()), "minute"))
	return nil
}

// calendar is the source with a number of the list.
func (p *plain) calendar(ctx context.Context, typed string) (availability.Source, error) {
	all, err := p.Services.Availability.Sources(ctx, p.Member)
	if err != nil {
		return availability.Source{}, err
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 1 || n > len(all) {
		return availability.Source{}, recruit.NotFound("There is no calendar %s; type calendars for their numbers.", wording.Shown(typed))
	}
	return all[n-1], nil
}

func (p *plain) calendarsRead(all []availability.Outcome, err error) error {
	if err != nil {
		return err
	}
	sentences, _ := draft.CalendarOutcomes(all)
	for _, said := range sentences {
		p.Tell("%s", text.Line(said))
	}
	return nil
}

// disconnectCalendar says first what it means.
func (p *plain) disconnectCalendar(ctx context.Context, src availability.Source) error {
	plan, err := p.Services.Availability.BeforeDisconnect(ctx, p.Member, src.ID)
	if err != nil {
		return err
	}
	p.Tell("%s", text.Line(plan.Words()))
	yes, err := p.Confirm(ctx, "Disconnect it?")
	if err != nil || !yes {
		return err
	}
	done, err := p.Services.Availability.Disconnect(ctx, p.Member, src.ID)
	if err != nil {
		return err
	}
	p.Tell("Disconnected %s.", text.Line(src.Label()))
	if done.Advice != "" {
		p.Tell("%s", talk.Spoken(text.Line(done.Advice)))
	}
	return nil
}

// connectCalendar asks which kind, and then for its address or its sign-in.
func (p *plain) connectCalendar(ctx context.Context) error {
	if err := availability.MayChange(p.Member, p.Member.ID); err != nil {
		return err
	}
	if len(p.Services.Availability.Readers) == 0 {
		return recruit.Refused(wording.CalendarsUnread)
	}
	var chosen draft.NewCalendar
	if err := talk.FillIn(ctx, p.Conversation, draft.NewCalendarForm(p.Services, p.Member, func(n draft.NewCalendar) { chosen = n })); err != nil {
		return err
	}
	c := chosen.Connection(p.Member)
	if chosen.Wholly() {
		return p.connectWhole(ctx, c)
	}
	if c.Kind != busy.Google && c.Kind != busy.Microsoft {
		return talk.FillIn(ctx, p.Conversation, draft.AddressedForm(p.Services, p.Member, c))
	}
	return p.signInToCalendar(ctx, c)
}

// connectWhole connects an organisation's calendars without anybody's sign-in.
func (p *plain) connectWhole(ctx context.Context, c availability.Connection) error {
	if c.Kind == busy.Microsoft {
		app, err := p.Services.Availability.App(ctx, c.Kind)
		if err != nil {
			return err
		}
		if provider := recruit.MailProvider(c.Kind); !draft.ReachesWhole(app) {
			if app.FromEnvironment {
				return recruit.Refused("The app for %s is set by the environment and is changed there; it needs a secret and the name of its tenant.", c.Kind.Label())
			}
			if err := talk.FillIn(ctx, p.Conversation, draft.WholeAppForm(p.Services, p.Member, provider, app)); err != nil {
				return err
			}
		}
	}
	return talk.FillIn(ctx, p.Conversation, draft.WholeForm(p.Services, p.Member, c))
}

// signInToCalendar signs in to Google or Microsoft; what is asked for is named first
// (R3).
func (p *plain) signInToCalendar(ctx context.Context, c availability.Connection) error {
	free, label, provider := p.Services.Availability, c.Kind.Label(), recruit.MailProvider(c.Kind)
	app, err := p.Services.Availability.App(ctx, c.Kind)
	if err != nil {
		return err
	}
	if app.ClientID == "" {
		if err := p.allow(recruit.ToManage); err != nil {
			return err
		}
	}
	form := draft.MailAppForm(p.Services, p.Member, provider, app)
	form.Intro = wording.CalendarRegistration(provider)
	if err := signin.Registered(ctx, p.Conversation, provider, app, form); err != nil {
		return err
	}
	signin.Asks(p.Conversation, label, free.Permissions(c.Kind, c.Titles))
	p.Tell("%s", talk.Spoken(wording.CalendarPromise(provider)))
	g, err := p.signIn(ctx, signin.AtProvider(provider, "calendars connect",
		func(ctx context.Context, local bool) (recruit.SignIn, error) {
			return free.Begin(ctx, p.Member, c, local)
		},
		func(ctx context.Context) (recruit.DeviceSignIn, error) { return free.BeginDevice(ctx, p.Member, c) }))
	if err != nil {
		return err
	}
	src, err := free.Finish(ctx, p.Member, c, g)
	if err != nil {
		return err
	}
	p.Tell("%s", text.Line(draft.ConnectedCalendar(src)))
	return nil
}

// changeCalendarSettings changes when calendars count.
func (p *plain) changeCalendarSettings(ctx context.Context) error {
	now, err := p.Services.Availability.Settings(ctx)
	if err != nil {
		return err
	}
	return talk.FillIn(ctx, p.Conversation, draft.CalendarSettingsForm(p.Services, p.Member, now))
}
