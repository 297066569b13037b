package scheduling_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
)

// TestUndoWithoutEffects takes a cancellation back that nobody was to be told
// of: nothing waits for the end of the window, and it lasts all the same.
func TestUndoWithoutEffects(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := d.schedule(t)
	want := plan(r.Effects)
	d.now = d.now.Add(time.Second)
	r, err := d.Cancel(t.Context(), d.robin, r.Interview.ID, 0, "on hold", time.Minute)
	if err != nil || plan(r.Effects) != "" {
		t.Fatalf("cancelled: %v, effects %q", err, plan(r.Effects))
	}
	if until, ok := r.Undoable(d.now); !ok || !until.Equal(d.now.Add(time.Minute)) {
		t.Errorf("undoable until %s, %v", until, ok)
	}
	cancelled := d.now
	d.now = cancelled.Add(time.Minute)
	if _, err := d.Undo(t.Context(), d.robin, r.Interview.ID); !errors.Is(err, recruit.ErrRefused) || !strings.Contains(recruit.Sentence(err), "the time to undo is over") {
		t.Errorf("behind the window: %v", err)
	}
	d.now = cancelled.Add(59 * time.Second)
	r, err = d.Undo(t.Context(), d.robin, r.Interview.ID)
	if err != nil || r.Interview.Status != recruit.Scheduled || r.Interview.CancelReason != "" {
		t.Fatalf("undone: %v, %+v", err, r.Interview)
	}
	if got := plan(r.Effects); got != want {
		t.Errorf("effects %q, want %q again", got, want)
	}
}

// TestUndoOfAMoveToWhatWasTaken takes a move back after another interview was booked at the
// hour, even if that was at the very moment of the move.
func TestUndoOfAMoveToWhatWasTaken(t *testing.T) {
	t.Parallel()
	for name, later := range map[string]time.Duration{"at the same moment": 0, "later": time.Second} {
		d := newWorld(t)
		r := d.schedule(t)
		i := r.Interview
		d.now = d.now.Add(time.Second)
		if _, err := d.Reschedule(t.Context(), d.robin, i.ID, 0, recruit.RescheduleRequest{Start: i.Start.AddDate(0, 0, 7)}, time.Minute); err != nil {
			t.Fatal(err)
		}
		d.now = d.now.Add(later)
		d.schedule(t)
		if _, err := d.Undo(t.Context(), d.robin, i.ID); !errors.Is(err, recruit.ErrTaken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestUndoKeepsSequence takes a move back in a restored workspace, where the
// calendar sequence has leapt ahead of what the versions say: calendars may
// have been told of everything below.
func TestUndoKeepsSequence(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := recruittest.Arrived(t, d.store, d.schedule(t), d.now)
	r.Interview.Sequence += 1000
	if _, err := d.store.Commit(t.Context(), recruit.Commit{Interview: r.Interview, People: r.People}); err != nil {
		t.Fatal(err)
	}
	move := func(days time.Duration, window time.Duration) recruit.Record {
		t.Helper()
		r, err := d.Reschedule(t.Context(), d.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: d.now.Add(days * 24 * time.Hour)}, window)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	move(3, time.Minute)
	if r, err := d.Undo(t.Context(), d.robin, r.Interview.ID); err != nil || r.Interview.Sequence < 1000 || !r.Interview.Start.Equal(d.now.Add(48*time.Hour)) {
		t.Errorf("undone: %v, sequence %d, start %s", err, r.Interview.Sequence, r.Interview.Start)
	}
	if r := move(4, 0); r.Interview.Sequence < 1000 {
		t.Errorf("moved again: sequence %d", r.Interview.Sequence)
	}
}

// TestTooLateToUndo holds what is said to why it is so.
func TestTooLateToUndo(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	last := func(kind recruit.VersionKind, left time.Duration) []recruit.Version {
		return []recruit.Version{{Number: 1, Kind: recruit.WasScheduled}, {Number: 2, Kind: kind, At: now, UndoUntil: now.Add(left)}}
	}
	mail := func(e recruit.Effect) []recruit.Effect {
		e.Version, e.Kind = 2, recruit.MailUpdate
		return []recruit.Effect{e}
	}
	waiting := recruit.Effect{State: recruit.Waiting, NextAttempt: now.Add(time.Second)}
	// older is an invitation of the version before, and what the newest calls for.
	older := func(e recruit.Effect, own ...recruit.Effect) recruit.Record {
		e.Version, e.Kind, e.Target = 1, recruit.MailInvite, "mona@example.com"
		for i := range own {
			own[i].Version, own[i].Kind, own[i].Target = 2, recruit.MailUpdate, "Mona@example.com"
		}
		return recruit.Record{Versions: last(recruit.WasRegrouped, time.Second), Effects: append(own, e)}
	}
	for name, c := range map[string]struct {
		r    recruit.Record
		says string // "" when it can be taken back
	}{
		"in time":              {recruit.Record{Versions: last(recruit.WasRescheduled, time.Second), Effects: mail(waiting)}, ""},
		"in time, no effects":  {recruit.Record{Versions: last(recruit.WasCancelled, time.Second)}, ""},
		"an email is sent":     {recruit.Record{Versions: last(recruit.WasCancelled, time.Second), Effects: mail(recruit.Effect{State: recruit.Done, MaybeSent: true})}, "has already been sent"},
		"an email may be sent": {recruit.Record{Versions: last(recruit.WasCancelled, time.Second), Effects: mail(recruit.Effect{State: recruit.Superseded, MaybeSent: true})}, "has already been sent"},
		"an email was tried":   {recruit.Record{Versions: last(recruit.WasRescheduled, 0), Effects: mail(recruit.Effect{State: recruit.Waiting, Attempts: 1})}, "has already been sent"},
		"nothing left in time": {recruit.Record{Versions: last(recruit.WasRescheduled, 0), Effects: mail(waiting)}, "the time to undo is over"},
		"without a window":     {recruit.Record{Versions: last(recruit.WasCancelled, 0)}, "the time to undo is over"},
		"an older mail waits":  {older(waiting), ""},
		"it left before":       {older(recruit.Effect{State: recruit.Done, MaybeSent: true, DoneAt: now.Add(-time.Second)}), ""},
		"it left since":        {older(recruit.Effect{State: recruit.Done, MaybeSent: true, DoneAt: now}), "has already been sent"},
		"it is being sent":     {older(recruit.Effect{State: recruit.Running}), "has already been sent"},
		"it may have left":     {older(recruit.Effect{State: recruit.Unknown, MaybeSent: true}), "has already been sent"},
		"it is corrected":      {older(recruit.Effect{State: recruit.Running}, waiting), ""},
		"taken over":           {recruit.Record{Versions: last(recruit.WasTakenOver, time.Second)}, "(taken over) cannot be undone"},
		"no version":           {recruit.Record{}, "no change"},
	} {
		err := c.r.TooLateToUndo(now)
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(recruit.Sentence(err), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
		if _, ok := c.r.Undoable(now); ok != (err == nil) {
			t.Errorf("%s: undoable %v, but %v", name, ok, err)
		}
	}
}

// TestAChangeOfPeopleIsTakenBack holds that who was taken off is invited again as they
// were, that nobody hears of it, and that what cannot be told from its moment stays.
func TestAChangeOfPeopleIsTakenBack(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := recruittest.Arrived(t, d.store, d.schedule(t), d.now)
	answers(t, d, r, "dana@example.com", recruit.Accepted)
	d.now = d.now.Add(time.Minute)
	before, _ := d.store.Record(t.Context(), r.Interview.ID)
	swap := recruit.PeopleChange{Add: []string{"ada@example.com"}, Remove: []string{"dana@example.com"}}
	r, err := d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, swap, time.Minute)
	if err != nil || len(r.Pending()) == 0 {
		t.Fatalf("on their way are %q, %v", plan(r.Pending()), err)
	}
	if _, ok := r.Undoable(d.now); !ok {
		t.Error(r.TooLateToUndo(d.now))
	}
	d.now = d.now.Add(time.Second)
	r, err = d.Undo(t.Context(), d.robin, r.Interview.ID)
	if err != nil || len(r.Pending()) != 0 || len(r.People) != len(before.People) {
		t.Fatalf("open are %q, invited %+v, %v", plan(r.Pending()), r.People, err)
	}
	if p, ok := r.Person("dana@example.com"); !ok || !p.Invited() || p.Answer != recruit.Accepted {
		t.Errorf("who was taken off is %+v", p)
	}
	for name, c := range map[string]struct {
		change recruit.PeopleChange
		due    time.Duration
	}{
		"without a time for it":     {swap, 0},
		"a corrected address":       {recruit.PeopleChange{Correct: map[string]string{"guest@example.net": "guest@example.org"}}, time.Minute},
		"the organiser's own entry": {recruit.PeopleChange{OrganiserEntry: recruit.WithEntry}, time.Minute},
	} {
		d.now = d.now.Add(time.Hour)
		r, err = d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, c.change, c.due)
		if _, undoable := r.Undoable(d.now); err != nil || undoable {
			t.Errorf("%s can be undone: %v", name, err)
		}
		for _, e := range r.Pending() {
			if e.Kind != recruit.MailReminder && e.NextAttempt.After(d.now) {
				t.Errorf("%s cannot be undone, and still %s to %s is held until %s", name, e.Kind, e.Target, e.NextAttempt)
			}
		}
		recruittest.Arrived(t, d.store, r, d.now)
	}
}
