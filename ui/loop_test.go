package ui_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/loops"
	"recruitty/recruit/pools"
	"recruitty/ui/shell"
)

// crew adds members whose calendars are read and empty, in a pool Backend.
func (w *world) crew(names ...string) pools.Pool {
	w.t.Helper()
	ctx, free := w.t.Context(), w.svc.Availability
	free.Readers[busy.Feed] = &shelf{}
	pool := firstOf(w.svc.Pools.Add(ctx, w.robin, pools.Pool{Name: "Backend"}))
	for _, name := range names {
		first, _, _ := strings.Cut(strings.ToLower(name), " ")
		m := firstOf(w.svc.Team.Add(ctx, w.robin, recruit.Member{Name: name, Email: first + "@acme.example", TimeZone: "Europe/Lisbon", Role: recruit.Interviewer}))
		firstOf(free.Connect(ctx, m, availability.Connection{Kind: busy.Feed, Owner: m.ID, URL: "https://calendar.example.com/" + first + ".ics"}))
		firstOf(w.svc.Pools.SetMember(ctx, w.robin, pool.ID, m.ID, pools.Qualified))
	}
	firstOf(free.Sync(ctx, w.robin, availability.Which{All: true}))
	return pool
}

// onsite writes the plan of the stage in which Priya is.
func (w *world) onsite(lines string) loops.Plan {
	w.t.Helper()
	ctx := w.t.Context()
	in, _ := firstOf(w.svc.Store.Profile(ctx, w.priya.ID)).Application(w.job.ID)
	p := loops.New(w.job.ID, in.Stage)
	p.Sessions = firstOf(loops.ParseSessions(lines, firstOf(w.svc.Loops.Known(ctx))))
	return firstOf(w.svc.Loops.Save(ctx, w.robin, p))
}

const fourSessions = "Storage engines, 45 min, 1 of Backend\nSystem design, 45 min, 1 of Backend\nCode, 45 min, 1 of Backend\nManager, 30 min, 1 of Backend"

// TestALoopIsSentInFewKeys walks from the profile to a sent loop of four sessions and
// counts the keys; each interview stands by itself then, and an undo takes all back.
func TestALoopIsSentInFewKeys(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		w.crew("Ana Lima", "Bo Sand", "Cleo Marsh", "Drew Park", "Eva Stone")
		w.onsite(fourSessions)
		w.profile()
		keys := []string{"L", "enter", "enter"}
		if len(keys) > 12 {
			t.Errorf("it takes %d keys", len(keys))
		}
		w.Press(keys[0])
		w.Shows("Interviews of one plan, booked together", "Storage engines", "System design", "Manager", "for the candidate", "this week")
		w.Press("right")
		w.Press("left")
		w.Press(keys[1])
		w.Shows("Schedule this loop", "This will happen: 4 Zoom meetings", "1. ")
		w.Press("end")
		w.Shows("4. ", "Nothing is saved or sent yet")
		w.Press("home")
		w.Shows("This will happen: 4 Zoom meetings", "1. ")
		w.Press("pgdown", "pgup")
		w.Shows("This will happen: 4 Zoom meetings")
		w.Press("esc")
		w.Shows("Interviews of one plan, booked together")
		w.Press("enter", keys[2])
		w.Shows("undo all")
		all := firstOf(w.svc.Store.Interviews(t.Context(), recruit.InterviewFilter{CandidateID: w.priya.ID}))
		if len(all) != 4 || all[0].Loop == "" || all[0].Loop != all[3].Loop {
			t.Fatalf("interviews are %+v", all)
		}
		w.Press("u")
		w.Shows("Undone", "Interviews of one plan, booked together")
		if all := firstOf(w.svc.Store.Interviews(t.Context(), recruit.InterviewFilter{CandidateID: w.priya.ID})); len(all) != 0 {
			t.Errorf("%d interviews are left", len(all))
		}
		w.Press("enter", "enter")
		w.advance(2 * time.Minute)
		w.work()
		w.work()
		w.Shows("Storage engines")
		w.Press("esc")
		w.Shows("loop 1 of 4", "loop 4 of 4")
	}
}

// TestALoopIsConfirmedOnce holds that everything is called confirmed once, below all
// sessions, and not while one of them waits; and that the sheet is told from the invitation.
func TestALoopIsConfirmedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 70, setup{})
	w.connect()
	w.crew("Ana Lima", "Bo Sand", "Cleo Marsh", "Drew Park", "Eva Stone")
	w.onsite(fourSessions)
	w.profile()
	w.Press("L", "enter", "enter")
	w.Shows("undo all", "priya@example.com (overview)")
	const said = "everything above is confirmed"
	w.Hides(said)
	w.advance(2 * time.Minute)
	for range 6 {
		w.work()
		_, box, _ := strings.Cut(w.Screen(), "Schedule this loop")
		if now, waits := strings.Count(box, said), strings.Contains(box, "◌"); now > 1 || now == 1 && waits {
			t.Fatalf("it is said %d times:\n%s", now, w.Screen())
		}
	}
	w.Shows(said)
}

// TestALoopWithoutAPlan holds that L leads to writing a plan where there is none, and from
// there to its days; that nobody of whom nothing is known is offered; and that the causes
// and the ways out stand there.
func TestALoopWithoutAPlan(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		w.backend()
		w.Press("3", "L")
		w.Shows("Write an interview plan first?")
		w.Press("enter")
		w.Shows("Interview plan of")
		w.put("Technical, 1h, 1 of Backend\nManager, 30 min, robin@acme.example")
		w.Press("ctrl+s")
		w.advance(shell.Grace)
		w.Shows("No schedule for these sessions suits everybody", "1 without knowing")
		w.Press("enter")
		w.Shows("No schedule was found; use one of the alternatives")
		w.Shows("1 use the alternative", "? keys", "esc back")
		w.Press("?")
		w.Shows("over soft entries", "look further ahead", "change the plan", "paste the candidate's words")
		w.Press("esc")
		w.Press("1")
		w.Shows("taken: without knowing", "09:00–10:00 Technical", "Mon 14:30 for the candidate")
		w.Press("p")
		w.Shows("When is the candidate free?")
		w.put("Tuesday between 3pm and 6pm")
		w.Press("ctrl+s")
		w.Shows("Only times that the candidate has offered", "▸ Tue 24 Nov", "Tue 15:00 for the candidate")
		w.Hides("▸ Mon 23 Nov", "Wed 25 Nov 09")
	}
}

// TestALoopThatNoLongerHolds holds that nothing is booked where something has come up since
// it was looked at, and that the reason is said.
func TestALoopThatNoLongerHolds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.connect()
	w.crew("Ana Lima", "Bo Sand")
	w.onsite("Storage engines, 60 min, ana@acme.example\nSystem design, 60 min, bo@acme.example")
	w.profile()
	w.Press("L", "enter")
	w.Shows("This will happen")
	first := firstOf(w.svc.Loops.Solve(t.Context(), w.robin, loops.Request{Candidate: w.priya.ID})).Loops[0].Sittings[0]
	firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Talk", Start: first.Start,
		TimeZone: "Europe/Lisbon", Duration: time.Hour, Participants: first.Addresses(), Platform: recruit.Phone, Place: "1"}, 0))
	w.Press("enter")
	w.Shows("Interviews of one plan, booked together", "Something has changed in the meantime")
	if all := firstOf(w.svc.Store.Interviews(t.Context(), recruit.InterviewFilter{CandidateID: w.priya.ID})); len(all) != 1 {
		t.Errorf("there are %d interviews", len(all))
	}
}
