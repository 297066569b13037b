package settings

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/steps"
	"recruitty/ui/connect"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// connectCalendar asks which kind of calendar is to be connected, and goes on to its
// sign-in or to the form for its address.
func connectCalendar(a *shell.App) tea.Cmd {
	var chosen draft.NewCalendar
	spec := forms.SpecOf(draft.NewCalendarForm(a.Services(), a.Member(), func(n draft.NewCalendar) { chosen = n }), func(string, string) tea.Cmd {
		c := chosen.Connection(a.Member())
		if chosen.Wholly() {
			return openWhole(a, c)
		}
		return openConnection(a, c)
	})
	spec.Verb = "go on"
	return forms.OpenBox(a, spec)
}

// openConnection leads to what a connection needs.
func openConnection(a *shell.App, c availability.Connection) tea.Cmd {
	if c.Kind == busy.Google || c.Kind == busy.Microsoft {
		return connect.OpenCalendarConnect(a, c)
	}
	return openSetting(a, draft.AddressedForm(a.Services(), a.Member(), c), 18, "")
}

// openWhole leads to what the connection of a whole organisation needs: at Microsoft the
// app of the organisation, then the form.
func openWhole(a *shell.App, c availability.Connection) tea.Cmd {
	return connect.WithWholeApp(a, c.Kind, func() tea.Cmd { return openSetting(a, draft.WholeForm(a.Services(), a.Member(), c), 18, "") })
}

// reconnect connects a source anew whose access is not accepted any more.
func (p *calendars) reconnect(src availability.Source) tea.Cmd {
	c := availability.Connection{Kind: src.Kind, Owner: src.OwnerID, Titles: src.Titles, User: src.Account}
	for _, known := range src.Calendars {
		if !src.Everyone {
			c.Calendars = append(c.Calendars, availability.Named{Member: known.MemberID, Name: known.Name})
		}
	}
	if src.Whole {
		return openWhole(p.App, c)
	}
	return openConnection(p.App, c)
}

// testCalendar reads one source now and says how that went.
func testCalendar(a *shell.App, src availability.Source) tea.Cmd {
	free, actor := a.Services().Availability, a.Member()
	return tea.Batch(a.Say(theme.Dim, "Reading "+text.Line(src.Label())), shell.Run(a, func(ctx context.Context) ([]availability.Outcome, error) {
		o, err := free.Test(ctx, actor, src.ID)
		return []availability.Outcome{o}, err
	}, func(all []availability.Outcome, err error) tea.Cmd { return readCalendars(a, all, err) }))
}

// syncCalendars reads all that the member may read.
func syncCalendars(a *shell.App) tea.Cmd {
	free, actor := a.Services().Availability, a.Member()
	w := &shell.Waiting{Title: "Reading the calendars", Unit: steps.Calendars}
	return shell.RunWaiting(a, w, func(ctx context.Context, _ func(done, all int)) ([]availability.Outcome, error) {
		return free.Sync(ctx, actor, availability.Which{All: true})
	}, func(all []availability.Outcome, err error) tea.Cmd {
		if w.Stopped() {
			return tea.Batch(a.Broadcast(shell.Changed{}), a.Say(theme.Warning, wording.ReadingStopped))
		}
		return readCalendars(a, all, err)
	})
}

// readCalendars says how a reading went: in the line below where all is well, else in a
// box.
func readCalendars(a *shell.App, all []availability.Outcome, err error) tea.Cmd {
	if err != nil {
		return tea.Batch(a.Broadcast(shell.Changed{}), a.SayProblem(err))
	}
	sentences, ok := draft.CalendarOutcomes(all)
	doubts := slices.ContainsFunc(all, func(o availability.Outcome) bool { return len(o.Doubts) > 0 })
	if ok && !doubts && len(sentences) == 1 {
		return shell.SettingsSaved(a, text.Line(sentences[0]))()
	}
	tone, title := theme.Plain, "All calendars were read"
	if !ok {
		tone, title = theme.Warning, "Not all calendars could be read"
	}
	return tea.Batch(a.Broadcast(shell.Changed{}), a.Say(tone, title+"."), a.OpenLater(&shell.Notice{App: a, Title: title, Tone: tone, Lines: sentences}))
}
