package outbox

import (
	"testing"
	"time"

	"recruitty/recruit"
)

// TestTooLateIsHeldBack holds for an attempt that looked a meeting up and found the
// interview begun; that it is no matter of words; and that a next attempt forgets it.
func TestTooLateIsHeldBack(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	begun := recruit.Record{Interview: recruit.Interview{Start: now}}
	pause := func(int) time.Duration { return time.Minute }
	cases := map[recruit.EffectKind]bool{
		recruit.ZoomCreate: true, recruit.ZoomUpdate: true, recruit.MailInvite: true, recruit.MailUpdate: true, recruit.MailRefusal: true,
		recruit.ZoomDelete: false, recruit.MailCancel: false,
	}
	for kind, want := range cases {
		e := recruit.Effect{Kind: kind, State: recruit.Running}
		why := held(begun, e, now)
		if (why != "") != want {
			t.Errorf("%s after the start: %q, want it held %v", kind, why, want)
		}
		e = settle(e, false, &recruit.Problem{Kind: recruit.ErrRejected, Cause: errTooLate, Sentence: why}, now, pause)
		if !e.HeldBack() || e.Error != why {
			t.Errorf("%s: %+v", kind, e)
		}
		e = settle(e, false, &recruit.Problem{Kind: recruit.ErrRejected, Sentence: why}, now, pause)
		if e.HeldBack() {
			t.Errorf("%s is held back by its words", kind)
		}
		if e = putBack(recruit.Effect{Kind: kind, State: recruit.Failed, Cause: recruit.TooLate}, now); e.HeldBack() || e.Cause != "" {
			t.Errorf("%s is due again and still held back", kind)
		}
	}
}
