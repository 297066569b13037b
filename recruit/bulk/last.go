package bulk

import (
	"context"
	"errors"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/flow"
)

// Removes reports whether undoing the last change of the interview removes it: it was only
// just scheduled.
func (i Item) Removes() bool {
	n := len(i.Was.Versions)
	return !i.asked && n > 0 && i.Was.Versions[n-1].Kind == recruit.WasScheduled
}

// Removed reports whether an interview that was changed is gone.
func (r Result) Removed(o Outcome) bool {
	return r.Change.Kind == Undo && o.Tried && o.Err == nil && o.Removes()
}

// Undoes says what of an interview is undone, and what it is then, with times as when writes
// them: "Tue 1 Dec 10:00, rescheduled → Mon 30 Nov 10:00".
func (i Item) Undoes(when func(recruit.Interview) string) string {
	was, then := i.Was.Interview, i.Then.Record
	said := when(was) + ", "
	switch {
	case i.asked:
		return said + "asked for answers → nobody is asked"
	case i.Removes():
		return said + "scheduled → removed"
	}
	said += i.Was.Versions[len(i.Was.Versions)-1].Kind.Words() + " → "
	if !then.Interview.Start.Equal(was.Start) || then.Interview.Duration != was.Duration {
		return said + when(then.Interview)
	}
	if was.Status != then.Interview.Status {
		return said + then.Interview.Status.Words()
	}
	with := []string{}
	for _, p := range then.Panel() {
		with = append(with, p.Called())
	}
	if len(with) == 0 {
		return said + "nobody besides the candidate"
	}
	return said + "with " + strings.Join(with, ", ")
}

// meant refuses what nobody thinks of who undoes the last change of many interviews: what
// someone else did, and what is older. What cannot be undone at all is refused too.
func (b Bulk) meant(i *Item) error {
	now, r := b.Services.Scheduling.Now(), i.Was
	if _, i.asked = r.AskHeld(now); i.asked {
		return r.MayChange(b.Actor)
	}
	if n := len(r.Versions); n > 0 {
		switch last := r.Versions[n-1]; {
		case last.ByID != b.Actor.ID:
			return recruit.LastOfOther(last.By, last.Kind.Words())
		case last.At.Before(b.Change.Since):
			return recruit.LastTooOld(last.Kind.Words())
		}
	}
	if !r.Closed() {
		if err := r.MayChange(b.Actor); err != nil {
			return err
		}
	}
	return r.TooLateToUndo(now)
}

// undoLast takes the last change of one interview back. Sessions of a loop that was just
// booked go together, so one that is gone is what was asked for.
func (b Bulk) undoLast(ctx context.Context, i Item, on flow.Interview) (recruit.Record, error) {
	r, err := b.decision(i, on, recruit.Agreed{}).Commit(ctx)
	if errors.Is(err, recruit.ErrNotFound) && i.Was.Interview.Loop != "" && i.Removes() {
		r, err = i.Was, nil
	}
	if i.Removes() {
		r.Effects = nil // they are gone with it
	}
	return r, err
}
