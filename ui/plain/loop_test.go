package plain_test

import (
	"testing"

	"recruitty/recruit"
)

// TestALoopInLines holds the conversation from an open candidate to a sent loop: the plan
// is written where there is none, who is not known to be free is offered only when someone
// says so, who is told what is said first, and what is booked are interviews of one loop.
func TestALoopInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.member("Lee Park", recruit.Recruiter)
	heard := w.says(w.dana, "loop", "candidate priya", "loop", "no", "loop", "yes",
		"Technical, 60 min, dana@example.com, on site: 12 Baker Street", "Manager, 30 min, lee@example.com, on site: 12 Baker Street", "", "", "", "", "", "", "",
		"9", "help", "a", "words", "Tuesday between 3 pm and 7 pm", "1", "no", "1", "yes", "candidate priya")
	has(t, heard, "has no interview plan yet. Write it now?", "Left; nothing was sent.", "Saved the interview plan of", "Book a loop, Priya Raman", "No schedule for these sessions suits everybody", "No schedule Mon 23 Nov to Fri 27 Nov:", "a: without knowing",
		"The number of a schedule", "1: ", "then ", "for the candidate", "But: it is not known", "Understood:", "1. ", "priya@example.com", "Send everything?", "Send everything?", "Saved: all interviews of the loop are scheduled here.", "Interview:", "It is number 1 of the 2 interviews of a loop.")
	all := firstOf(w.svc.Store.Interviews(t.Context(), recruit.InterviewFilter{CandidateID: w.priya.ID}))
	if len(all) != 2 || all[0].Loop == "" || all[0].Loop != all[1].Loop {
		t.Errorf("interviews are %+v", all)
	}
}
