package outbox

import (
	"testing"
	"time"

	"recruitty/recruit"
)

// TestNextAttemptIsNotBeforeItWasAllowed holds that the moment which the other
// side named is kept, also when its answer leaves open what happened.
func TestNextAttemptIsNotBeforeItWasAllowed(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	pause := func(int) time.Duration { return 2 * time.Second }
	for _, kind := range []error{recruit.ErrLost, recruit.ErrLater, recruit.ErrInProgress} {
		for allowed, want := range map[time.Time]time.Time{
			{}:                        now.Add(2 * time.Second),
			now.Add(time.Second):      now.Add(2 * time.Second),
			now.Add(20 * time.Minute): now.Add(20 * time.Minute),
		} {
			begun := recruit.Effect{Kind: recruit.ZoomUpdate, State: recruit.Running, Attempts: 1}
			e := settle(begun, false, &recruit.Problem{Kind: kind, RetryAt: allowed}, now, pause)
			if e.State != recruit.Waiting || !e.NextAttempt.Equal(want) {
				t.Errorf("%v, allowed at %v: %s at %v, want %v", kind, allowed, e.State, e.NextAttempt, want)
			}
		}
	}
}

// TestNoReminderStandsForAMail holds that a reminder which was planned by a later
// version, or by a new setting, takes nobody's invitation away, nor their other
// reminders.
func TestNoReminderStandsForAMail(t *testing.T) {
	t.Parallel()
	effect := func(version int, kind recruit.EffectKind) recruit.Effect {
		return recruit.Effect{Version: version, Kind: kind, Target: "priya@example.org", State: recruit.Waiting}
	}
	for _, c := range []struct {
		earlier, later recruit.EffectKind
		want           bool
	}{
		{recruit.MailInvite, recruit.MailReminder, false},
		{recruit.MailUpdate, recruit.MailReminder, false},
		{recruit.MailReminder, recruit.MailReminder, false},
		{recruit.MailInvite, recruit.MailUpdate, true},
		{recruit.MailReminder, recruit.MailUpdate, true},
		{recruit.MailReminder, recruit.MailCancel, true},
	} {
		e, later := effect(1, c.earlier), effect(2, c.later)
		if got := overtaken(recruit.Record{Effects: []recruit.Effect{e, later}}, e); got != c.want {
			t.Errorf("%s is overtaken by %s: %v, want %v", c.earlier, c.later, got, c.want)
		}
	}
}
