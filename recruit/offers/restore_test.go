package offers_test

import (
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// TestWhatWasReplacedHoldsAgain withdraws an offer in the place of another one: before its email
// has left the other one holds again, since the candidate knows only that; later it does not.
func TestWhatWasReplacedHoldsAgain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		firstLeaves, secondLeaves bool
		first                     offers.State
	}{
		"undone in time":        {true, false, offers.Offered},
		"withdrawn later":       {true, true, offers.Replaced},
		"neither was ever told": {false, false, offers.Replaced},
	} {
		w := newWorld(t)
		o := w.sends(0)
		if c.firstLeaves {
			w.runs()
		}
		w.pass(time.Minute)
		p := w.proposes(0, func(r *offers.Request) { r.From = o.Options[0].Start().Add(3 * time.Hour) })
		next, err := w.Send(t.Context(), w.robin, p, 10*time.Second)
		w.must(err)
		if c.secondLeaves {
			w.pass(time.Minute)
			w.runs()
		}
		gone, err := w.Withdraw(t.Context(), w.robin, next.ID)
		w.must(err)
		was, err := w.Show(t.Context(), o.ID)
		w.must(err)
		if again := c.first != offers.Replaced; was.State != c.first || again != slices.Equal(gone.Restored, []recruit.OfferID{o.ID}) || again != (was.ReplacedBy == 0) || again != (len(was.Held) > 0) {
			t.Errorf("%s: it is %s, replaced by %d, with %d hours held; restored are %v", name, was.State, was.ReplacedBy, len(was.Held), gone.Restored)
		}
		if c.first != offers.Offered {
			continue
		}
		done, err := w.Take(t.Context(), one(o.ID), taking(o, 2))
		if err != nil || done.Outcome != offers.TookIt {
			t.Errorf("%s: taking it comes to %s, %v", name, done.Outcome, err)
		}
	}
}

// TestEntriesOfWhatHoldsAgain holds that the tentative entries that ended with an offer are made
// anew when it holds again, whether their ends have left by then or not.
func TestEntriesOfWhatHoldsAgain(t *testing.T) {
	t.Parallel()
	for name, leaves := range map[string]bool{"at once": false, "after their ends had left": true} {
		w := newWorld(t)
		w.enters()
		o := w.sends(0)
		w.runs()
		before := w.standing()
		p := w.proposes(0, func(r *offers.Request) { r.From = o.Options[0].Start().Add(3 * time.Hour) })
		next, err := w.Send(t.Context(), w.robin, p, time.Hour)
		w.must(err)
		if leaves {
			w.runs()
			if now := w.standing(); len(now) != 0 {
				t.Errorf("%s: what is held no more stands: %v", name, now)
			}
		}
		_, err = w.Withdraw(t.Context(), w.robin, next.ID)
		w.must(err)
		w.runs()
		w.pass(2 * time.Hour)
		w.runs()
		was, err := w.Show(t.Context(), o.ID)
		w.must(err)
		now := w.standing()
		if len(now) != len(before) || len(now) != len(o.Options) {
			t.Errorf("%s: %d entries stand, %d did before: %v", name, len(now), len(before), now)
		}
		for _, e := range was.Entries {
			if _, stands := now[e.UID]; stands != e.Needed(w.now()) {
				t.Errorf("%s: %s at %s stands: %t", name, e.UID, e.Start, stands)
			}
		}
		if said := offers.EntriesStand(was.Entries, w.now()); said != "5 sent" {
			t.Errorf("%s: the offer says %q", name, said)
		}
		if open, err := w.outbox.List(t.Context(), 0); err != nil || len(open) > 0 {
			t.Errorf("%s: the outbox has %+v, %v", name, open, err)
		}
	}
}
