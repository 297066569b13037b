package interviews

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// OpenReschedule opens Reschedule Interview Event (R7): it changes date, time
// and duration, nothing else, and only for the organiser.
func OpenReschedule(a *shell.App, id recruit.InterviewID) tea.Cmd {
	return openChange(a, id, func(r recruit.Record) *change { return newReschedule(a, r) })
}

func newReschedule(a *shell.App, r recruit.Record) *change {
	i := r.Interview
	d := draft.NewMove(r, a.Session().Zone, a.Session().Now(), a.Clock)
	c := &change{app: a, title: "Reschedule Interview Event", verb: "Reschedule", saved: "Saved: the new time is in force here", record: r, ask: true,
		rows: forms.NewFields(a, 20)}
	desk, actor := a.Desk(), a.Member()
	var hosting recruit.Hosting // zero until it is known
	c.begin = shell.Run(a, func(ctx context.Context) (recruit.Hosting, error) { return desk.Scheduling.HostingOf(ctx, r) },
		func(h recruit.Hosting, err error) tea.Cmd {
			if err == nil { // without a connection the preview says so
				hosting = h
				c.form.Refresh()
			}
			return nil
		})
	limit := func() (recruit.Remedy, bool) {
		length, err := timeparse.ParseDuration(d.Duration)
		if err != nil {
			return recruit.Remedy{}, false
		}
		w, limited := hosting.MoveLimit(c.record, length)
		return w.Remedy, limited
	}
	c.offers = func() []shell.Action {
		if _, limited := limit(); limited {
			return []shell.Action{shorterKey()}
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
		timeRow := f.Line("start", "Interview Time", &d.Time).Saying(2, func() []forms.Hint {
			choices = nil
			if err := d.Unclear(a.Session().Now()); err != nil {
				return []forms.Hint{{Tone: theme.Dim, Text: text.Line(recruit.Sentence(err))}}
			}
			u := understand(a, d.Start(), d.Zone, c.record.Candidate)
			choices = u.choices
			for _, t := range u.choices {
				u.hints = append(u.hints, forms.Hint{Tone: theme.Plain, Text: a.FullStart(t)})
			}
			return u.hints
		}).Stepping(choose)
		return []huh.Field{
			f.Line("date", "Event Date", &d.Date).Stepping(choose).Leaving(func() {
				if d.Settle(a.Session().Now(), a.Clock) { // "wed 10am" was typed
					write(f, "date", d.Date)
					write(f, "start", d.Time)
					write(f, "time_zone", d.Zone)
				}
			}),
			timeRow,
			f.Duration("duration", "Event Duration", &d.Duration, func() []forms.Hint {
				if r, limited := limit(); limited {
					return reliefHints(r)
				}
				return nil
			}),
			f.Zone("time_zone", "Time Zone", &d.Zone),
			f.Line("reason", "Reason", &d.Reason).Proposing("optional; everybody is told"),
		}
	})
	c.value = func(field string) string { return d.Values()[field] }
	c.above = func(w int) string { return fromTo(a, c.record.Interview, d, w) }
	c.foresee = func() func(context.Context) (recruit.Preview, error) {
		m, err := d.Read(a.Session().Now())
		return func(ctx context.Context) (recruit.Preview, error) {
			if err != nil {
				return recruit.Preview{}, err
			}
			return desk.Scheduling.PreviewReschedule(ctx, actor, i.ID, m)
		}
	}
	c.decide = func(seen recruit.ExpectedVersion) func(context.Context) (recruit.Record, error) {
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
func fromTo(a *shell.App, i recruit.Interview, d *draft.Move, w int) string {
	s := a.Styles()
	old := s.Dim.Render("now  ") + s.Text.Render(a.Grid().Truncate(a.WhenText(i), max(w-5, 10)))
	next := "not read yet"
	if m, err := d.Read(a.Session().Now()); err == nil {
		j := i
		j.Start, j.Duration, j.TimeZone = m.Start.UTC(), m.Duration, m.TimeZone
		next = a.WhenText(j)
		if j.Start.Equal(i.Start) && j.Duration == i.Duration && j.TimeZone == i.TimeZone {
			next = "as it is"
		}
	}
	return old + "\n" + s.Dim.Render("new  ") + s.Accent.Render(a.Grid().Truncate(next, max(w-5, 10)))
}
