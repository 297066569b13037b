package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// openReschedule opens Reschedule Interview Event (R7): it changes date, time
// and duration, nothing else, and only for the organiser.
func openReschedule(a *App, id recruit.InterviewID) tea.Cmd {
	return openChange(a, id, func(r recruit.Record) *change { return newReschedule(a, r) })
}

func newReschedule(a *App, r recruit.Record) *change {
	i := r.Interview
	d := draft.NewMove(r, a.Session().Zone, a.Session().Now(), a.clock)
	c := &change{app: a, title: "Reschedule Interview Event", verb: "Reschedule", saved: "Saved: the new time is in force here", record: r, ask: true,
		rows: newFields(a, 20)}
	desk, actor := a.desk(), a.Member()
	var hosting recruit.Hosting // zero until it is known
	c.begin = run(a, func(ctx context.Context) (recruit.Hosting, error) { return desk.Scheduling.HostingOf(ctx, r) },
		func(h recruit.Hosting, err error) tea.Cmd {
			if err == nil { // without a connection the preview says so
				hosting = h
				c.form.Refresh()
			}
			return nil
		})
	limit := func() (recruit.Relief, bool) {
		length, err := timeparse.ParseDuration(d.Duration)
		if err != nil {
			return recruit.Relief{}, false
		}
		w, limited := hosting.MoveLimit(c.record, length)
		return w.Relief, limited
	}
	c.offers = func() []Key {
		if _, limited := limit(); limited {
			return []Key{shorterKey()}
		}
		return nil
	}
	c.take = func(press tea.KeyPressMsg) bool {
		r, limited := limit()
		if !limited || !shorterKey().Matches(press) {
			return false
		}
		write(c.rows, "duration", wording.Length(r.Duration))
		return true
	}
	var choices []time.Time
	choose := func(by int) bool {
		if len(choices) < 2 {
			return false
		}
		chosen := choices[0]
		if by > 0 {
			chosen = choices[1]
		}
		write(c.rows, "date", chosen.Format(time.DateOnly))
		write(c.rows, "start", chosen.Format("15:04 -07:00"))
		return true
	}
	c.setForm("reschedule", d, func() []huh.Field {
		f := c.rows
		timeRow := f.line("start", "Interview Time", &d.Time).saying(2, func() []hint {
			choices = nil
			if err := d.Unclear(a.Session().Now()); err != nil {
				return []hint{{theme.Dim, text.Line(recruit.Sentence(err))}}
			}
			u := understand(a, d.Start(), d.Zone, c.record.Candidate)
			choices = u.choices
			for _, t := range u.choices {
				u.hints = append(u.hints, hint{theme.Plain, a.fullStart(t)})
			}
			return u.hints
		}).stepping(choose)
		return []huh.Field{
			f.line("date", "Event Date", &d.Date).stepping(choose).leaving(func() {
				if d.Settle(a.Session().Now(), a.clock) { // "wed 10am" was typed
					write(f, "date", d.Date)
					write(f, "start", d.Time)
					write(f, "time_zone", d.Zone)
				}
			}),
			timeRow,
			f.duration("duration", "Event Duration", &d.Duration, func() []hint {
				if r, limited := limit(); limited {
					return reliefHints(r)
				}
				return nil
			}),
			f.zone("time_zone", "Time Zone", &d.Zone),
			f.line("reason", "Reason", &d.Reason).proposing("optional; everybody is told"),
		}
	})
	c.value = func(field string) string { return d.Values()[field] }
	c.above = func(w int) string { return fromTo(a, c.record.Interview, d, w) }
	c.foresee = func() func(context.Context) (recruit.Foreseen, error) {
		m, err := d.Read(a.Session().Now())
		return func(ctx context.Context) (recruit.Foreseen, error) {
			if err != nil {
				return recruit.Foreseen{}, err
			}
			return desk.Scheduling.ForeseeMove(ctx, actor, i.ID, m)
		}
	}
	c.decide = func(seen recruit.Seen) func(context.Context) (recruit.Record, error) {
		m, err := d.Read(a.Session().Now())
		return func(ctx context.Context) (recruit.Record, error) {
			if err != nil {
				return recruit.Record{}, err
			}
			undo, err := desk.Settings.Undo(ctx)
			if err != nil {
				return recruit.Record{}, err
			}
			return desk.Scheduling.Reschedule(ctx, actor, i.ID, seen, m, undo)
		}
	}
	return c
}

// fromTo shows the times as they are and as they would be, side by side.
func fromTo(a *App, i recruit.Interview, d *draft.Move, w int) string {
	s := a.Styles()
	old := s.Dim.Render("now  ") + s.Text.Render(a.grid().Truncate(a.whenText(i), max(w-5, 10)))
	next := "not read yet"
	if m, err := d.Read(a.Session().Now()); err == nil {
		j := i
		j.Start, j.Duration, j.TimeZone = m.Start.UTC(), m.Duration, m.TimeZone
		next = a.whenText(j)
		if j.Start.Equal(i.Start) && j.Duration == i.Duration && j.TimeZone == i.TimeZone {
			next = "as it is"
		}
	}
	return old + "\n" + s.Dim.Render("new  ") + s.Accent.Render(a.grid().Truncate(next, max(w-5, 10)))
}
