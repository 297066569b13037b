package ui_test

import (
	"testing"

	"recruitty/recruit"
)

// TestRejectingFromTheProfile goes the whole way: the reason, the mail as it leaves, the
// upcoming interview, and back again while nothing has left.
func TestRejectingFromTheProfile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 110, 36, setup{})
	w.connect()
	r := w.scheduled(true)
	w.work()
	w.profile()
	w.Press("X")
	w.Shows("rejected?", "Skills do not match")
	w.Type("skills")
	w.Press("enter")
	w.Shows("Tell them", "Their interviews", "cancel it", "We have decided not to move forward", "ctrl+o the emails")
	w.Press("ctrl+o") // of the cancellation
	w.Shows("email 1 of", "To        Priya Raman <priya@example.com>", "takes it out (CANCEL)", "esc back to the form")
	w.Press("x") // nothing is typed while one reads
	w.Shows("email 1 of 2")
	w.Press("tab", "tab")
	w.Shows("We have decided not to move forward", "ctrl+o the emails")
	w.Press("ctrl+o")
	w.Press("ctrl+s")
	w.Shows("is in Rejected for", "1 interview cancelled", "undoes it")
	if got := w.record(r).Interview.Status; got != recruit.Cancelled {
		t.Errorf("the interview is %s", got)
	}
	w.Press("m")
	w.Type("undo the last")
	w.Press("enter")
	w.Shows("Undo the last move?", "is not sent", "1 interview scheduled again")
	w.Press("enter")
	w.Shows("Back in Applied")
	if got := w.record(r).Interview.Status; got != recruit.Scheduled {
		t.Errorf("taken back, the interview is %s", got)
	}
}

// TestAMailNeedsWords holds that no mail leaves that says nothing.
func TestAMailNeedsWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.profile()
	w.Press("E", "enter")
	w.Shows("Mail to", "Leaves")
	w.Press("ctrl+s")
	w.Shows("The email has no text yet")
}
