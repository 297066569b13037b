package outbox

import (
	"testing"
	"time"

	"recruitty/recruit"
)

// TestWhatIsHeldIsKnownAsHeldBack holds the outbox's sentences to what
// recruit.Effect.HeldBack knows.
func TestWhatIsHeldIsKnownAsHeldBack(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	begun := recruit.Record{Interview: recruit.Interview{Start: now}}
	cases := map[recruit.EffectKind]bool{
		recruit.ZoomCreate: true, recruit.ZoomUpdate: true, recruit.MailInvite: true, recruit.MailUpdate: true, recruit.MailRefusal: true,
		recruit.ZoomDelete: false, recruit.MailCancel: false,
	}
	for kind, want := range cases {
		e := recruit.Effect{Kind: kind, State: recruit.Failed}
		e.Error = held(begun, e, now)
		if e.HeldBack() != want {
			t.Errorf("%s after the start: %q, held back %v, want %v", kind, e.Error, e.HeldBack(), want)
		}
		if e.State = recruit.Waiting; e.HeldBack() {
			t.Errorf("%s is waiting and held back at once", kind)
		}
	}
	if other := (recruit.Effect{State: recruit.Failed, Error: "The interview's start passed a test."}); other.HeldBack() {
		t.Error("a sentence that only begins alike counts as held back")
	}
}
