package store

import (
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestALoopIsKeptTogether holds that the interviews of a loop are written all or none, that
// each knows the others, and that a sheet is due only once Zoom has answered for all that
// take place.
func TestALoopIsKeptTogether(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, second := w.draft("one", now.Add(24*time.Hour)), w.draft("two", now.Add(26*time.Hour))
	first.Interview.Loop, first.Interview.LoopPlace, second.Interview.Loop, second.Interview.LoopPlace = "loop-a", 1, "loop-a", 2
	first.Effects = []recruit.Effect{{Version: 1, Kind: recruit.MailSheet, Target: w.candidate.Email, State: recruit.Waiting, NextAttempt: now}}
	second.Effects[1].NextAttempt, second.Effects[2].NextAttempt = time.Time{}, time.Time{}

	bad := second
	bad.Interview.JobID = 99
	first.Along = []recruit.Commit{bad}
	if _, err := w.Commit(w.ctx, first); err == nil {
		t.Fatal("a loop of which one interview cannot be is kept")
	}
	if all, err := w.Interviews(w.ctx, recruit.InterviewFilter{Loop: "loop-a"}); err != nil || len(all) != 0 {
		t.Fatalf("of it is kept: %v, %v", all, err)
	}
	first.Along = []recruit.Commit{second}
	r, err := w.Commit(w.ctx, first)
	must(t, err)
	w.scheduled(t, "alone", now.Add(25*time.Hour))
	if len(r.Loop) != 2 || r.Loop[0].Interview.ID != r.Interview.ID || r.Loop[0].ZoomAhead || !r.Loop[1].ZoomAhead || len(r.Loop[1].People) != 2 || r.Loop[1].People[0].Address != w.candidate.Email {
		t.Fatalf("the loop is %+v", r.Loop)
	}
	other, err := w.Record(w.ctx, r.Loop[1].Interview.ID)
	must(t, err)
	sheetDue := func() bool {
		t.Helper()
		due, err := w.DueInterviews(w.ctx, now, 9)
		must(t, err)
		r, err := w.Record(w.ctx, r.Interview.ID)
		must(t, err)
		if in := slices.Contains(due, r.Interview.ID); in != (len(r.Runnable(now)) > 0) {
			t.Errorf("due is %v, runnable %v", in, r.Runnable(now))
		}
		return slices.Contains(due, r.Interview.ID)
	}
	if sheetDue() {
		t.Error("the sheet is due before Zoom has answered for the second interview")
	}
	other.Effects[0].State = recruit.Failed
	other, err = w.Commit(w.ctx, recruit.Commit{Interview: other.Interview, Effects: other.Effects[:1]})
	must(t, err)
	if sheetDue() {
		t.Error("the sheet is due although Zoom has refused the second interview")
	}
	other.Interview.Status = recruit.Cancelled
	_, err = w.Commit(w.ctx, recruit.Commit{Interview: other.Interview})
	must(t, err)
	if !sheetDue() {
		t.Error("the sheet waits for an interview that does not take place")
	}
}
