package scheduling_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/rsvp"
)

// answers lets someone answer an interview by hand.
func answers(t *testing.T, d *world, r recruit.Record, address string, a recruit.Answer) {
	t.Helper()
	taken, err := (&rsvp.Service{Store: d.store, Now: func() time.Time { return d.now }}).Take(t.Context(),
		recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: address, Written: d.now, Sequence: r.Interview.Sequence, Stamp: d.now, Attendee: address, Answer: a})
	if err != nil || !taken.Recorded {
		t.Fatal(taken.Sentence, err)
	}
}

// TestWhoHasNotAnsweredIsAskedOnceMore holds who gets the mail, that the interview stays
// as it is, and that it can be taken back as long as nothing has left.
func TestWhoHasNotAnsweredIsAskedOnceMore(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := d.schedule(t)
	refused := func(says string, who ...string) {
		t.Helper()
		_, before := d.PreviewAsk(t.Context(), d.robin, r.Interview.ID, who)
		_, then := d.AskAgain(t.Context(), d.robin, r.Interview.ID, 0, who, 0)
		if before == nil || then == nil || recruit.Sentence(before) != recruit.Sentence(then) || !strings.Contains(recruit.Sentence(then), says) {
			t.Errorf("the preview says %v, the decision %v; want %q", before, then, says)
		}
	}
	refused("has not received the invitation yet")
	r = recruittest.Arrived(t, d.store, r, d.now)
	answers(t, d, r, "dana@example.com", recruit.Accepted)
	refused("has answered", "dana@example.com")
	refused("not invited", "nobody@example.com")
	if _, err := d.AskAgain(t.Context(), d.dana, r.Interview.ID, 0, nil, 0); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("another recruiter asks: %v", err)
	}
	f, err := d.PreviewAsk(t.Context(), d.root, r.Interview.ID, nil) // who may take it over
	if want := "mail.ask priya@example.org, mail.ask guest@example.net"; err != nil || plan(f.Effects) != want {
		t.Errorf("foreseen are %q, %v", plan(f.Effects), err)
	}
	before, err := d.store.Record(t.Context(), r.Interview.ID)
	if err != nil {
		t.Fatal(err)
	}
	r, err = d.AskAgain(t.Context(), d.robin, r.Interview.ID, 0, nil, 10*time.Second)
	if err != nil || r.Interview.Version != before.Interview.Version || r.Interview.Sequence != before.Interview.Sequence || len(r.Versions) != len(before.Versions) {
		t.Fatalf("the interview is %+v, %v", r.Interview, err)
	}
	if got := plan(r.Pending()); got != "mail.ask priya@example.org, mail.ask guest@example.net" {
		t.Errorf("on their way are %q", got)
	}
	refused("There is nobody to ask") // they are being asked
	if log := d.store.Activity(); log[len(log)-1].Action != "interview.asked" || !strings.Contains(log[len(log)-1].Text, "Priya Raman") {
		t.Errorf("the log says %+v", log[len(log)-1])
	}
	if r, err = d.TakeBackAsk(t.Context(), d.robin, r.Interview.ID); err != nil || len(r.Pending()) != 0 {
		t.Errorf("taken back: %v, open %q", err, plan(r.Pending()))
	}
	if _, err = d.TakeBackAsk(t.Context(), d.robin, r.Interview.ID); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("taken back twice: %v", err)
	}
	r, err = d.AskAgain(t.Context(), d.robin, r.Interview.ID, 0, []string{"PRIYA@example.org"}, 0)
	if err != nil || plan(r.Pending()) != "mail.ask priya@example.org" {
		t.Fatalf("asked are %q, %v", plan(r.Pending()), err)
	}
	d.now = d.now.Add(time.Hour)
	recruittest.Arrived(t, d.store, r, d.now)
	if _, err = d.TakeBackAsk(t.Context(), d.robin, r.Interview.ID); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("taken back what was sent: %v", err)
	}
	if f, err = d.PreviewAsk(t.Context(), d.robin, r.Interview.ID, nil); err != nil || len(f.Warnings) != 1 || !strings.Contains(f.Warnings[0].Sentence, "Priya Raman has already been asked again") {
		t.Errorf("warned of %+v, %v", f.Warnings, err)
	}
}

// TestARequestForAnAnswerGivesWay holds that it is not sent about times that are no more in
// force, nor to who has answered meanwhile, and comes back with an undo.
func TestARequestForAnAnswerGivesWay(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := recruittest.Arrived(t, d.store, d.schedule(t), d.now)
	r, err := d.AskAgain(t.Context(), d.robin, r.Interview.ID, 0, nil, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	e := r.Pending()[0]
	if !r.AskDue(e, d.now) || r.AskDue(e, r.Interview.Start) {
		t.Error("a request for an answer is due until the start")
	}
	d.now = d.now.Add(time.Second)
	moved, err := d.Reschedule(t.Context(), d.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: r.Interview.Start.Add(time.Hour)}, time.Minute)
	if err != nil || strings.Contains(plan(moved.Pending()), "mail.ask") {
		t.Errorf("behind a move are open %q, %v", plan(moved.Pending()), err)
	}
	d.now = d.now.Add(time.Second)
	back, err := d.Undo(t.Context(), d.robin, r.Interview.ID)
	if err != nil || strings.Count(plan(back.Pending()), "mail.ask") != 3 {
		t.Errorf("behind an undo are open %q, %v", plan(back.Pending()), err)
	}
	answers(t, d, back, e.Target, recruit.Accepted)
	if back, err = d.store.Record(t.Context(), r.Interview.ID); err != nil || back.AskDue(e, d.now) {
		t.Errorf("asked who has answered, %v", err)
	}
}
