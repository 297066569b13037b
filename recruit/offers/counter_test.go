package offers_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// proposes by calendar: a COUNTER of a person to an interview.
func counter(r recruit.Record, from string, start time.Time) recruit.Reply {
	return recruit.Reply{UID: r.Interview.UID, Sequence: r.Interview.Sequence, Stamp: r.Interview.UpdatedAt.Add(time.Minute), Lines: []recruit.ReplyLine{{Addresses: []string{from}, Answer: recruit.Tentative}},
		Proposed: recruit.Proposal{Start: start}, Mailed: true, Sender: from, Fetched: true, Written: r.Interview.UpdatedAt.Add(time.Minute)}
}

// TestCounterMovesWhatWasBooked holds that a time that the candidate's calendar proposes moves
// an interview that came of an offer where everybody is free, once, and else waits for a member.
func TestCounterMovesWhatWasBooked(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*world, *recruit.Record, *recruit.Reply)
		moves  bool
		says   string
	}{
		"free": {func(*world, *recruit.Record, *recruit.Reply) {}, true, "It was moved to that time."},
		"somebody is busy": {func(w *world, r *recruit.Record, y *recruit.Reply) {
			w.busyAt(w.dana, y.Proposed.Start, y.Proposed.Start.Add(time.Hour))
		}, false, "not moved by itself"},
		"nothing is known": {func(w *world, _ *recruit.Record, _ *recruit.Reply) { w.dead.Store(true) }, false, "not moved by itself"},
		"behind the cutoff": {func(w *world, r *recruit.Record, y *recruit.Reply) {
			w.clock.Store(r.Interview.Start.Add(-23 * time.Hour).UnixMicro())
		}, false, "behind the cut-off"},
		"longer":        {func(_ *world, _ *recruit.Record, y *recruit.Reply) { y.Proposed.Duration = 2 * time.Hour }, false, "another duration"},
		"from a file":   {func(_ *world, _ *recruit.Record, y *recruit.Reply) { y.Fetched = false }, false, ""},
		"of a stranger": {func(_ *world, _ *recruit.Record, y *recruit.Reply) { y.Sender = "mallory@example.net" }, false, ""},
		"unproved":      {func(_ *world, _ *recruit.Record, y *recruit.Reply) { y.Unproved = true }, false, ""},
		"of an interviewer": {func(w *world, _ *recruit.Record, y *recruit.Reply) {
			y.Sender, y.Lines[0].Addresses = w.dana.Email, []string{w.dana.Email}
		}, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			o := w.sends(0)
			w.runs()
			done, err := w.Take(t.Context(), one(o.ID), taking(o, 3))
			w.must(err)
			w.runs()
			r, err := w.db.Record(t.Context(), done.Booked[0])
			w.must(err)
			y := counter(r, w.candidates[0].Email, o.Options[4].Start())
			c.change(w, &r, &y)
			for n := range 2 {
				said, err := w.svc.Answers.Take(t.Context(), recruit.Reply(y))
				if err != nil && !errors.Is(err, recruit.ErrNotFound) {
					t.Fatal(err)
				}
				if n == 0 && !strings.Contains(said.Sentence, c.says) {
					t.Errorf("it says %q", said.Sentence)
				}
			}
			now, err := w.db.Record(t.Context(), r.Interview.ID)
			w.must(err)
			if now.Interview.Start.Equal(y.Proposed.Start) != c.moves {
				t.Fatalf("it is at %s", now.Interview.Start)
			}
			after, err := w.Show(t.Context(), o.ID)
			w.must(err)
			want := 0
			if c.moves {
				want = 1
			}
			if after.State != offers.Booked || after.Moves != want {
				t.Errorf("%s, moved %d times", after.State, after.Moves)
			}
			if waits := len(now.AskingOtherTime(w.now())); (waits == 0) != (c.moves || name == "of a stranger" || name == "unproved") {
				t.Errorf("%d wait for another time", waits)
			}
		})
	}
}
