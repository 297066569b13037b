package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
)

// TestAnotherTimeIsRefusedFromTheCard holds that the card says which time is asked
// for, that one key asks what becomes of it, and that esc refuses nothing.
func TestAnotherTimeIsRefusedFromTheCard(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.connect()
	r := w.scheduled(true)
	w.work()
	answers := w.svc.Answers
	if _, err := answers.Take(t.Context(), recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: w.priya.Email, Attendee: w.priya.Email, Sequence: r.Interview.Sequence,
		Answer: recruit.NoAnswer, Proposed: recruit.Proposal{Start: r.Interview.Start.Add(26 * time.Hour)}}); err != nil {
		t.Fatal(err)
	}
	sent := w.mails.List()
	w.Press("3", "1")
	w.Shows("other time?")
	w.profile()
	w.Shows("asks for", "a other time asked for")
	w.Press("a")
	w.Shows("Move the interview", "Refuse it; the time stays", "the form begins with the time asked for", "shows first who is told")
	w.Press("esc")
	w.Press("a", "down", "enter")
	w.Shows("Refuse another time?", "It stays:", "is told by email that the time stays")
	w.put("The room is taken.")
	w.Press("esc")
	if now := w.record(r); now.Interview.Version != r.Interview.Version {
		t.Fatal("esc refuses it")
	}
	w.Press("a", "down", "enter")
	w.Shows("The room is taken.")
	w.Press("ctrl+s")
	w.work()
	w.Shows("Refused; the interview stays at its time")
	w.Press("esc")
	w.Shows("proposal refused")
	if now := w.mails.List(); len(now) != len(sent)+1 {
		t.Errorf("%d emails were sent", len(now)-len(sent))
	}
	w.Press("a")
	w.Shows("No one who is invited has asked for another time.")
}
