package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
	"recruitty/recruit/pools"
	"recruitty/recruit/workspace"
	"recruitty/ui"
	"recruitty/ui/shell"
	"recruitty/ui/uitest"
)

// busyWeek gives Robin and Dana calendars with something in them, three interviews in the
// week from 23 November on, and a pool of the two.
func (w *world) busyWeek() (monday time.Time) {
	w.t.Helper()
	ctx := w.t.Context()
	monday = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	s := availability.Source{Kind: busy.Google, State: recruit.Connected, Since: w.now, DueAt: w.now}
	for _, m := range []recruit.Member{w.robin, w.dana} {
		s.Calendars = append(s.Calendars, availability.Calendar{MemberID: m.ID, Name: m.Email})
	}
	s = firstOf(w.db.SaveSource(ctx, s, nil, recruit.Activity{At: w.now}))
	kept := availability.Kept{Source: s.ID, Began: w.now, DueAt: w.now}
	for n, c := range s.Calendars {
		c.From, c.To, c.ReadAt = w.now.AddDate(0, 0, -7), w.now.AddDate(0, 0, 60), w.now
		entry := func(day, from, to int, state busy.State) availability.Entry {
			at := monday.AddDate(0, 0, day)
			return availability.Entry{Interval: busy.Interval{Start: at.Add(time.Duration(from) * time.Hour), End: at.Add(time.Duration(to) * time.Hour), State: state, Ref: fmt.Sprint(day, from)}, Since: w.now}
		}
		kept.Calendars = append(kept.Calendars, availability.KeptCalendar{Calendar: c, Entries: []availability.Entry{
			entry(0, 9, 11, busy.Busy), entry(1, 14, 15, busy.Soft), entry(3, 10+n, 12, busy.Busy), entry(4, 15, 17, busy.Unknown)}})
	}
	if err := w.db.KeepReading(ctx, kept); err != nil {
		w.t.Fatal(err)
	}
	day := hours.DateOf(monday.AddDate(0, 0, 2))
	set := hours.Rules{Off: []hours.TimeOff{{First: day, Last: day}}}
	if _, err := w.svc.Availability.SetMemberHours(ctx, w.robin, w.dana.ID, set, 0); err != nil {
		w.t.Fatal(err)
	}
	pool := firstOf(w.svc.Pools.Add(ctx, w.robin, pools.Pool{Name: "Backend interviewers"}))
	for _, m := range []recruit.Member{w.robin, w.dana} {
		firstOf(w.svc.Pools.SetMember(ctx, w.robin, pool.ID, m.ID, pools.Qualified))
	}
	w.talk("Technical interview", monday.Add(34*time.Hour), w.robin.Email, w.dana.Email)
	w.talk("Phone screen", monday.Add(35*time.Hour+15*time.Minute), w.robin.Email)
	w.talk("Storage deep dive", monday.Add(82*time.Hour), w.dana.Email)
	w.again()
	return monday
}

// talk is an interview of 45 minutes on site.
func (w *world) talk(title string, start time.Time, people ...string) recruit.Record {
	w.t.Helper()
	return firstOf(w.overbook(w.t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: title,
		Start: start, TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.OnSite, Place: "Rua 1", Participants: people}, 0))
}

// TestWeekLooks keeps what a week looks like, of one person, of a pool, and by people.
func TestWeekLooks(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, size[0], size[1], setup{})
			w.busyWeek()
			name := fmt.Sprintf("-%dx%d", size[0], size[1])
			w.Press("w", "]")
			w.Golden("week" + name)
			w.Press("/")
			w.Type("backend")
			w.Press("enter")
			w.Golden("week-pool" + name)
			w.Press("p")
			w.Golden("week-people" + name)
		})
	}
}

// TestWeekIsMovedAbout goes through the keys of a week.
func TestWeekIsMovedAbout(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.busyWeek()
	w.Press("w")
	w.Shows("Week 47", "Mon 16 Nov – Sun 22 Nov", "this week", "my week")
	w.Press("s")
	w.Shows("That time has passed")
	w.Press("]")
	w.Shows("Week 48", "Mon 23 Nov – Sun 29 Nov", "Tue 24")
	w.Press("enter")
	w.Shows("There is no interview here.")
	w.Press("r")
	w.Shows("There is no interview here to move.")
	w.Press("home", "left", "left", "left", "left", "left") // Tuesday
	w.Shows("Tue 24 Nov 08:00", "outside of working hours")
	w.Press("down", "down", "down", "down")
	w.Shows("Tue 24 Nov 10:00–10:45", "Priya Raman", "with Robin Reyes, Dana Ortiz")
	w.Press("enter")
	w.Shows("What changed", "Technical interview")
	w.Press("esc")
	w.Shows("Week 48")
	w.Press("[", "[")
	w.Shows("Week 46")
	w.Press("t")
	w.Shows("Week 47", "this week")
	w.Press("right")
	w.Shows("Week 48") // Sunday was the last day
	w.Press("left")
	w.Shows("Week 47")
	w.Press("esc")
	w.Shows("Sun 22 Nov")
}

// TestWeekWithoutACalendarSaysWhereToConnectOne holds that a week of which nothing is known
// leads on.
func TestWeekWithoutACalendarSaysWhereToConnectOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.Press("w", "]", "home", "left", "left", "left", "down", "down", "down")
	w.Shows("No calendar is connected. Settings, Calendars connects it.")
	w.Press("p")
	w.Shows("not known", "Settings, Calendars")
}

// TestWeekSchedulesInACell presses s on a free hour: whom is asked, and the form begins
// with that hour.
func TestWeekSchedulesInACell(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.busyWeek()
	w.Press("w", "]", "home", "left", "left", "left", "left", "down", "down", "down", "s") // Wednesday
	w.Shows("Interview whom on Wed 25 Nov 09:30?", "Priya Raman")
	w.Press("enter")
	w.Shows("Schedule Interview Event", "2026-11-25 09:30", "Wed 25 Nov 2026, 09:30 Lisbon")
	w.Press("esc")
	w.Shows("Week 48")
}

// TestWeekMovesAnInterview takes an interview up, moves it by a day and an hour, and sends
// nothing before the preview was confirmed.
func TestWeekMovesAnInterview(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	monday := w.busyWeek()
	before := w.interviewsAt(monday.Add(34 * time.Hour))
	w.Press("w", "]", "home", "left", "left", "left", "left", "left", "down", "down", "down", "down", "r")
	w.Shows("Move Priya Raman, Technical interview", "nothing is sent before")
	w.Press("enter")
	w.Shows("It is where it was")
	w.Press("right", "right", "down", "down", "down", "down")
	w.Shows("→ Thu 26 Nov 11:00–11:45", "▸ 11:00")
	w.Press("esc")
	w.Hides("Move Priya Raman")
	w.Press("home", "left", "left", "down", "down", "down", "down", "r", "right", "down")
	w.Shows("→ Wed 25 Nov 10:15–11:00")
	w.Press("enter")
	w.Shows("Reschedule Interview Event", "Wed 25 Nov 2026 10:15–11:00", "enter Reschedule")
	if got := w.interviewsAt(monday.Add(34 * time.Hour)); got != before {
		t.Fatal("it was moved before that was confirmed")
	}
	w.Press("enter")
	w.Shows("the interview has a new time")
	if got := w.interviewsAt(monday.Add(58*time.Hour + 15*time.Minute)); got != 1 {
		t.Errorf("%d interviews at the new time", got)
	}
}

// interviewsAt counts the interviews that begin at a moment.
func (w *world) interviewsAt(at time.Time) int {
	w.t.Helper()
	return len(firstOf(w.svc.Store.Interviews(w.t.Context(), recruit.InterviewFilter{From: at, To: at.Add(time.Second)})))
}

// TestWeekShowsAnInterviewerTheirOwnOnly holds that nothing of others comes into sight.
func TestWeekShowsAnInterviewerTheirOwnOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.busyWeek()
	w.visit(w.dana)
	w.Press("w", "]")
	w.Shows("Week 48", "◌ Priya", "▒ off")
	w.Hides("Phone screen")
	w.Press("/")
	w.Shows("You can see only your own week")
	w.Press("esc", "4", "w", "]")
	w.Shows("my week")
	w.Hides("Phone screen")
	w.Press("home", "left", "left", "s")
	w.Shows("is an interviewer and may not change this")
}

// TestWeekOfAChangeOfTheClocks shows the day on which an hour is skipped.
func TestWeekOfAChangeOfTheClocks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.now = time.Date(2026, 3, 27, 9, 0, 0, 0, time.UTC)
	w.talk("Night talk", time.Date(2026, 3, 29, 0, 30, 0, 0, time.UTC), w.robin.Email)
	w.again()
	w.Press("w")
	w.Shows("Week 13", "Mon 23 Mar – Sun 29 Mar", "Sun 29")
	w.Press("right", "right", "home", "down")
	w.Shows("The clocks skip this hour.")
	w.Press("s")
	w.Shows("! The clocks skip this hour.")
	if !strings.Contains(w.Screen(), "Priya") {
		t.Errorf("the talk of that night is missing:\n%s", w.Screen())
	}
}

// visit begins a session of someone else, who sees what their role may see.
func (w *world) visit(m recruit.Member) {
	w.t.Helper()
	svc := w.svc.As(m)
	w.app = ui.New(shell.Session{Context: w.t.Context(), Now: w.clock, Zone: m.Location(), Member: m, Company: "Acme hiring", After: w.timers.After,
		Workspace: &workspace.Workspace{Services: svc, Outbox: w.outbox, Storage: w.db}})
	w.Driver = uitest.New(w.t, w.app, 120, 40)
	w.Rest = func() { w.advance(w.app.Quiet()) }
}
