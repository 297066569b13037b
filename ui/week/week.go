// Package week is the screen of a week: seven days and their hours, or seven days and the
// people of a job, a pool or the whole team, with interviews, working hours and what is
// known of calendars.
package week

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/week"
	"recruitty/ui/shell"
)

// screen shows a week.
type screen struct {
	app     *shell.App
	reading shell.Reading
	whose   week.Whose
	span    week.Span        // what is asked for
	week    week.Week        // what was read last
	facts   facts            // about that
	team    []recruit.Member // as it was read last, nil once it may have changed
	known   bool
	failure string

	byPeople bool // rows are people rather than hours
	day      int  // of the cursor, 0 for Monday
	minute   int  // of the cursor, after midnight
	person   int  // row of the cursor where rows are people
	moving   *move
	grid     grid // as it was drawn last
}

// New is the screen of a week. It begins with the week of now.
func New(a *shell.App, whose week.Whose) shell.Screen {
	s := &screen{app: a, whose: whose}
	s.toNow()
	return s
}

// Open shows someone's week over the active screen.
func Open(a *shell.App, whose week.Whose) tea.Cmd { return a.Push(New(a, whose)) }

// Actions are what can be done in a week.
func Actions() []shell.Action { return (&screen{}).Keys() }

// toNow puts the cursor on this moment.
func (s *screen) toNow() {
	now := s.app.Now()
	s.span = week.Of(now, s.app.Session().Zone)
	s.day, s.minute = s.span.Day(now), s.span.Minute(now)/15*15
}

// Keys implements shell.Screen.
func (s *screen) Keys() []shell.Action {
	if s.moving != nil {
		return s.movingKeys()
	}
	return []shell.Action{
		{Name: "week.open", Key: "enter", Help: "open", When: s.nothingHere, Do: s.open},
		{Name: "week.schedule", Key: "s", Help: "schedule here", Also: "Schedule an Interview", When: shell.Unless(s.app.MayNot(recruit.ToSchedule), s.notAhead), Do: s.schedule},
		{Name: "week.move", Key: "r", Help: "move", Also: "reschedule another time", When: shell.Unless(s.app.MayNot(recruit.ToSchedule), s.nothingToMove), Do: s.beginMove},
		{Name: "week.people", Key: "p", Help: "people", Label: s.otherView, Also: "hours team rows", Do: s.turnView},
		{Name: "week.turn", Key: "[/]", Help: "other week", Strokes: []string{"[", "]"}, Also: "previous next", Turn: s.turn},
		{Name: "week.today", Key: "t", Help: "this week", Also: "today now", Do: s.today},
		{Name: "week.whose", Key: "/", Help: "whose week", Also: "filter team job pool everybody", When: s.alone, Do: s.chooseWhose},
		{Name: "week.cursor", Key: "←↑↓→", Help: "day and hour", Strokes: []string{"left", "right", "up", "down", "h", "l", "k", "j", "pgup", "pgdown", "home", "end"}, On: s.step},
	}
}

// Init implements shell.Screen.
func (s *screen) Init() tea.Cmd { return s.ask() }

// Typing implements shell.Screen.
func (s *screen) Typing() bool { return false }

// Title implements shell.Screen.
func (s *screen) Title() string { return "Week" }

// Ready implements readier.
func (s *screen) Ready() bool { return s.known }

// Update implements shell.Screen.
func (s *screen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(shell.Changed); ok {
		s.team = nil
		return s.ask()
	}
	return nil
}

// Retell implements timely: what is known of a calendar gets too old, and now moves on.
func (s *screen) Retell() tea.Cmd {
	if !s.known {
		return nil
	}
	s.team = nil
	return s.ask()
}

// sources are where the week is read, as far as the member may see it.
func (s *screen) sources() week.Sources {
	svc := s.app.Services()
	return week.Sources{Store: svc.Store, Team: s.team, Sketch: true, Times: svc.Availability, Pools: svc.Pools, Plans: svc.Loops}
}

// ask reads the week.
func (s *screen) ask() tea.Cmd {
	if zone := s.app.Session().Zone; zone.String() != s.span.Zone.String() { // changed in the settings
		s.span = week.Of(s.span.From().Add(84*time.Hour), zone)
	}
	from, actor, whose, span := s.sources(), s.app.Member(), s.whose, s.span
	type read struct {
		week.Week
		facts
	}
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) (read, error) {
		w, err := from.Read(ctx, actor, whose, span)
		if err != nil {
			return read{}, err
		}
		return read{w, factsOf(w)}, nil
	}, func(r read, err error) tea.Cmd {
		if err != nil {
			s.failure = recruit.Sentence(err)
			return nil
		}
		w := r.Week
		s.week, s.facts, s.known, s.failure, s.team = w, r.facts, true, "", w.Members
		s.grid.tallies, s.grid.interviews = nil, nil
		s.person = max(min(s.person, len(w.People)-1), 0)
		return nil
	})
}

// again reads another week, or that of others.
func (s *screen) again() tea.Cmd {
	s.reading.Slot.Cancel()
	s.moving = nil
	return s.ask()
}

// stale reports whether what is shown is not what was asked for last.
func (s *screen) stale() bool {
	return !s.known || !s.week.From().Equal(s.span.From()) || s.week.Zone.String() != s.span.Zone.String()
}

// turn goes to another week.
func (s *screen) turn(by int) tea.Cmd {
	s.span = s.span.Next(by)
	return s.again()
}

// today goes back to this week, with the cursor on now.
func (s *screen) today() tea.Cmd {
	s.toNow()
	return s.again()
}

func (s *screen) otherView() string {
	if s.byPeople {
		return "hours"
	}
	return "people"
}

func (s *screen) turnView() tea.Cmd {
	s.byPeople = !s.byPeople
	return nil
}

// alone says that a member sees no other week than their own.
func (s *screen) alone() string {
	return shell.If(!s.app.Member().SeesAll(), "You can see only your own week; recruiters and admins see everyone's.")
}

// cursor is the moment under the cursor; false where the clocks skip it.
func (s *screen) cursor() (time.Time, bool) { return s.span.Start(s.day, s.minute) }

// here are the interviews under the cursor.
func (s *screen) here() []recruit.InterviewSummary {
	switch {
	case s.stale():
		return nil
	case s.byPeople:
		if s.person >= len(s.week.People) {
			return nil
		}
		of := s.week
		of.Interviews = of.OfPerson(of.People[s.person])
		return of.During(s.span.Days[s.day], s.span.Days[s.day+1])
	}
	var all []recruit.InterviewSummary
	quarters := s.grid.quarters(s.day, s.minute)
	for _, i := range s.week.Interviews {
		for _, q := range quarters {
			if i.Start.Before(s.week.At(q+1)) && i.End().After(s.week.At(q)) {
				all = append(all, i)
				break
			}
		}
	}
	return all
}

func (s *screen) nothingHere() string {
	return shell.If(len(s.here()) == 0, s.app.Teach(recruit.ToSchedule, "There is no interview here.", "Press s to schedule one."))
}

// notAhead says why nothing can be scheduled under the cursor.
func (s *screen) notAhead() string {
	start, ok := s.chosenStart()
	switch {
	case !ok && s.byPeople:
		return "No free hour is known later on this day; press p and choose one."
	case !ok:
		return "The clocks skip this hour."
	case !start.After(s.app.Session().Now()):
		return "That time has passed; choose a later one."
	}
	return ""
}

// chosenStart is when an interview would begin that is scheduled here. Where rows are
// people, it is the first quarter of the day ahead that is known to be free.
func (s *screen) chosenStart() (time.Time, bool) {
	if !s.byPeople {
		return s.cursor()
	}
	if s.stale() || s.person >= len(s.week.People) {
		return time.Time{}, false
	}
	now := s.app.Session().Now()
	for q, m := range s.week.People[s.person].Marks {
		if at := s.week.At(q); m == week.Free && at.After(now) && !at.Before(s.span.Days[s.day]) && at.Before(s.span.Days[s.day+1]) {
			return at, true
		}
	}
	return time.Time{}, false
}

// View implements shell.Screen.
func (s *screen) View(w, h int) string {
	st := s.app.Styles()
	switch head := s.head(w); {
	case s.failure != "" && s.stale():
		return head + "\n\n" + st.Error.Render(s.app.Grid().Wrap(st.Signs.Error+" "+s.failure, w))
	case s.stale():
		return head + "\n\n" + st.Dim.Render(st.Signs.Waiting+" Loading")
	}
	lines := []string{""}
	if h >= 18 {
		lines = append(lines, "")
	}
	room := max(h-len(lines)-belowHeight-1, 1)
	if s.byPeople {
		lines = append(lines, s.drawPeople(w, room)...)
	} else {
		lines = append(lines, s.drawHours(w, room)...)
	}
	lines[0] = s.head(w) // it says what is in sight
	return join(append(lines, s.below(w)...))
}
