package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/interviews"
)

// TestAnHourThatSomebodyTakesIsSaidAndLookedAtAgain books Dana elsewhere while someone reads
// what moving an interview of hers would do.
func TestAnHourThatSomebodyTakesIsSaidAndLookedAtAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.connect()
	r := w.scheduled(true)
	chidi := firstOf(w.svc.Pipeline.Add(t.Context(), w.robin, recruit.Candidate{Name: "Chidi Okafor", Email: "chidi@example.org"}))
	firstOf(w.svc.Pipeline.Link(t.Context(), w.robin, chidi.ID, w.job.ID, ""))
	w.Run(interviews.OpenReschedule(w.app, r.Interview.ID))
	w.Press("tab", "ctrl+u")
	w.put("11:30")
	w.Press("ctrl+s")
	w.Shows("This will happen: 1 change at Zoom · 2 updates")
	w.Hides("another interview")
	firstOf(w.svc.Scheduling.Schedule(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: chidi.ID, JobID: w.job.ID, Title: "First call", Start: time.Date(2026, 12, 1, 11, 45, 0, 0, time.UTC),
		TimeZone: "Europe/Lisbon", Duration: 30 * time.Minute, Participants: []string{"dana@acme.example"}, Platform: recruit.Phone, Place: "+351 1"}, 0))
	w.Press("enter")
	w.Shows("Someone was faster. Dana Ortiz has another interview 11:45–12:15 (First", "Dana Ortiz has another interview 11:45–12:15.", "This will happen", "enter Reschedule")
	if now := firstOf(w.svc.Store.Record(t.Context(), r.Interview.ID)); now.Interview.Version != 1 {
		t.Errorf("it was moved: %+v", now.Interview)
	}
	w.Press("esc")
	w.Shows("11:30")
	w.Hides("Someone was faster")
	w.Press("ctrl+s")
	w.Shows("Dana Ortiz has another interview 11:45–12:15.")
	w.Press("enter") // in spite of it
	w.Shows("the interview has a new time")
}
