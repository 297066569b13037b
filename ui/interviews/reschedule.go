package interviews

import (
	"cmp"
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/timeparse"
	"recruitty/recruit/week"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/interviews/daystrip"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// rescheduling is the form Reschedule Interview Event (R7): it changes date, time
// and duration, nothing else.
type rescheduling struct {
	change
	draft   *draft.Move
	hosting scheduling.Hosting // zero until it is known, and without a connection
	hosted  bool               // it is known
	choices []time.Time        // the two instants that the text may mean
}

// OpenReschedule opens Reschedule Interview Event, only for the organiser.
func OpenReschedule(a *shell.App, id recruit.InterviewID) tea.Cmd {
	return openChange(a, id, func(r recruit.Record) *decisionBox { return newRescheduling(a, r).decisionBox })
}

// RescheduleTo opens Reschedule Interview Event at the preview of a move to a start that
// was chosen elsewhere.
func RescheduleTo(a *shell.App, id recruit.InterviewID, start time.Time) tea.Cmd {
	return openChange(a, id, func(r recruit.Record) *decisionBox {
		c := newRescheduling(a, r)
		c.put, c.straight = func() { c.draft.To(start, a.Session().Now(), a.Clock) }, true
		return c.decisionBox
	})
}

func newRescheduling(a *shell.App, r recruit.Record) *rescheduling {
	d := draft.NewMove(r, a.Session().Zone, a.Session().Now(), a.Clock)
	c := &rescheduling{change: change{newChange(a, r, (*flow.Reschedule)(nil).Words(), 20), d}, draft: d}
	c.strip = &daystrip.Strip{App: a}
	c.ask(c, d, c.key("reschedule"))
	return c
}

// begin looks who hosts, too. Without a connection the preview says so.
func (c *rescheduling) begin() tea.Cmd {
	svc, r := c.app.Services(), c.record
	return tea.Batch(c.change.begin(), c.followDay(), shell.Run(c.app, func(ctx context.Context) (scheduling.Hosting, error) { return svc.Scheduling.HostingOf(ctx, r) },
		func(h scheduling.Hosting, err error) tea.Cmd {
			if c.hosted = true; err == nil {
				c.hosting = h
			}
			c.form.Refresh()
			return nil
		}))
}

// typed follows the day that is typed.
func (c *rescheduling) typed() tea.Cmd { return c.followDay() }

// followDay shows the day of who takes part, as far as a start is understood.
func (c *rescheduling) followDay() tea.Cmd {
	at := daystrip.Slot{Except: c.record.Interview.ID}
	if m, err := c.draft.Read(c.app.Session().Now()); err == nil {
		at.Start, at.Length = m.Start, m.Duration
	}
	var people []daystrip.Person
	for _, p := range c.record.Panel() {
		one := daystrip.Person{Name: cmp.Or(p.Name, p.Address), Member: p.MemberID}
		if zone, err := timeparse.Zone(p.TimeZone); err == nil {
			one.Zone = zone
		}
		people = append(people, one)
	}
	return c.strip.Follow(append(people, daystrip.People(c.record.Candidate, nil, nil)...), at)
}

// shift moves the start by so many quarters of an hour.
func (c *rescheduling) shift(by int) tea.Cmd {
	now := c.app.Session().Now()
	m, err := c.draft.Read(now)
	if err != nil {
		return c.unshifted()
	}
	c.draft.To(m.Start.Add(time.Duration(by)*week.Quarter), now, c.app.Clock)
	write(c.rows, "date", c.draft.Date)
	write(c.rows, "start", c.draft.Time)
	c.form.Refresh()
	return tea.Batch(c.typed(), c.keep.Typed())
}

// limit is what can be done about a Basic host's 40 minutes, where they are too few.
func (c *rescheduling) limit() (scheduling.Remedy, bool) {
	length, err := timeparse.ParseDuration(c.draft.Duration)
	if err != nil {
		return scheduling.Remedy{}, false
	}
	w, limited := c.hosting.MoveLimit(c.record, length)
	return w.Remedy, limited
}

func (c *rescheduling) outside() []wording.Service {
	return wording.Outside(c.record.Interview.Platform, c.hosting, c.early, c.looked && c.hosted)
}

func (c *rescheduling) offers() []shell.Action {
	keys := append([]shell.Action{findTimeKey(c.findTime), shiftKey(c.shift)}, c.dayKeys()...)
	if r, limited := c.limit(); limited {
		keys = append(keys, c.shorter(r))
	}
	return keys
}

func (c *rescheduling) fields() []huh.Field {
	f, d := c.rows, c.draft
	return []huh.Field{
		f.Line("date", "Event Date", &d.Date).Stepping(c.choose).Leaving(func() {
			if d.Settle(c.app.Session().Now(), c.app.Clock) { // "wed 10am" was typed
				write(f, "date", d.Date)
				write(f, "start", d.Time)
				write(f, "time_zone", d.Zone)
			}
		}),
		f.Line("start", "Interview Time", &d.Time).Saying(c.underStart).Stepping(c.choose),
		f.Duration("duration", "Event Duration", &d.Duration, func() []forms.Hint {
			if r, limited := c.limit(); limited {
				return reliefHints(r)
			}
			return nil
		}),
		f.Zone("time_zone", "Time Zone", &d.Zone),
		f.Line("reason", "Reason", &d.Reason).Optional().Proposing("optional; everyone is told"),
	}
}

// underStart says what was understood of date and time.
func (c *rescheduling) underStart() []forms.Hint {
	c.choices = nil
	typing := c.rows.Typing("date", "start")
	if err := c.draft.Unclear(c.app.Session().Now()); err != nil {
		return []forms.Hint{{Tone: unread(typing), Text: text.Line(recruit.Sentence(err))}}
	}
	u := understand(c.app, c.draft.Start(), c.draft.Zone, c.record.Candidate, typing)
	c.choices = u.choices
	for _, t := range u.choices {
		u.hints = append(u.hints, forms.Hint{Tone: theme.Plain, Text: c.app.FullStart(t)})
	}
	return append(u.hints, c.dayLine()...)
}

// choose writes one of two possible instants into date and time.
func (c *rescheduling) choose(by int) bool {
	if len(c.choices) < 2 {
		return false
	}
	chosen := c.choices[0]
	if by > 0 {
		chosen = c.choices[1]
	}
	write(c.rows, "date", chosen.Format(time.DateOnly))
	write(c.rows, "start", chosen.Format("15:04 -07:00"))
	return true
}

func (c *rescheduling) read() (flow.Decision, error) {
	m, err := c.draft.Read(c.app.Session().Now())
	return &flow.Reschedule{By: c.by(), Interview: flow.Of(c.record), Move: m}, err
}

// head shows the times as they are and as they would be, one above the other.
func (c *rescheduling) head(w int) string {
	a, s, i := c.app, c.app.Styles(), c.record.Interview
	old := s.Dim.Render("now  ") + s.Text.Render(a.Grid().Truncate(a.WhenText(i), max(w-5, 10)))
	next := "not read yet"
	if m, err := c.draft.Read(a.Session().Now()); err == nil {
		j := i
		j.Start, j.Duration, j.TimeZone = m.Start.UTC(), m.Duration, m.TimeZone
		next = a.WhenText(j)
		if j.Start.Equal(i.Start) && j.Duration == i.Duration && j.TimeZone == i.TimeZone {
			next = "as it is"
		}
	}
	return old + "\n" + s.Dim.Render("new  ") + s.Accent.Render(a.Grid().Truncate(next, max(w-5, 10)))
}
