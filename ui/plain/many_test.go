package plain_test

import (
	"testing"
	"time"

	"recruitty/recruit"
)

// TestManyInLines moves, replaces in, asks about and cancels many interviews in lines; those
// of others are named, and taken over where that is said.
func TestManyInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	for _, at := range []string{"tue 10:00", "tue 14:00"} {
		w.says(w.dana, "candidate priya", "schedule", "Technical interview", "", at, "45", "lukasz@acme.example", "", "phone", "+351 912 345 678", "yes")
	}
	before := w.interviews()
	has(t, w.says(w.dana, "many"), "many with:dana on:tomorrow")
	has(t, w.says(w.dana, "many with:nobodyatall"), "No upcoming interview fits these words.")
	has(t, w.says(w.dana, "many lukasz", "1", "10:00", "+1d", "Łukasz is ill", "no"), "2 interviews:", "Each interview keeps its time of day", "Move 2 interviews 1 day later", "Priya", "Left; the interview is as it was.")
	heard := w.says(w.dana, "many lukasz", "move", "+1d", "Łukasz is ill", "yes")
	has(t, heard, "Saved: the interviews have new times: 2 interviews.")
	for n, i := range w.interviews() {
		if i.Start.Sub(before[n].Start) != 24*time.Hour || i.Version != 2 {
			t.Errorf("it is at %s, version %d", i.Start, i.Version)
		}
	}
	has(t, w.says(w.dana, "many undo nobodyatall"), "No interview that was changed within the last hour fits these words.")
	moved := w.interviews()
	for _, i := range moved {
		firstOf(w.svc.Scheduling.Reschedule(t.Context(), w.dana, i.ID, 0, recruit.RescheduleRequest{Start: i.Start.Add(24 * time.Hour)}, time.Minute))
	}
	has(t, w.says(w.dana, "many undo lukasz", "yes"), "Undo your last change of 2 interviews.", "rescheduled", "Undone: 2 interviews.")
	for n, i := range w.interviews() {
		if !i.Start.Equal(moved[n].Start) {
			t.Errorf("it is at %s after the undo", i.Start)
		}
	}
	has(t, w.says(w.dana, "many lukasz", "replace", "nobody", "lukasz", "dana", "yes"), "There is no one called", "instead of lukasz@acme.example", "who is invited has changed here: 2 interviews")
	root := w.member("Root", recruit.Admin)
	has(t, w.says(root, "many priya", "3", "On hold", "no"), "cannot be changed: Dana", "Take over 2 interviews of others first", "None of them can be changed like that.")
	has(t, w.says(root, "many priya", "3", "On hold", "yes", "yes"), "Cancel 2 interviews", "Cancelled here; records, files and notes are kept: 2 interviews.")
	if left := w.interviews(); len(left) != 2 || left[0].Status != recruit.Cancelled {
		t.Errorf("they are %+v", left)
	}
}
