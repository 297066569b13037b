package rsvp_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/rsvp"
)

func reply(r recruit.Record, sequence int, stamp time.Time, answer recruit.Answer) recruit.Reply {
	return recruit.Reply{UID: r.Interview.UID, Attendee: "PRIYA@example.org", Sequence: sequence, Stamp: stamp, Answer: answer}
}

func TestAnswersFollowTheTimes(t *testing.T) {
	t.Parallel()
	store, schedule, answers, robin, r, clock := recruittest.Asked(t)
	first := clock.Add(time.Hour)
	*clock = clock.Add(3 * time.Hour)
	take := func(y recruit.Reply, recorded bool, want recruit.Answer) rsvp.Outcome {
		t.Helper()
		taken, err := answers.Take(t.Context(), y)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := taken.Record.Person("priya@example.org")
		if taken.Recorded != recorded || p.Answer != want {
			t.Errorf("%s: recorded %v as %s, want %v %s", taken.Sentence, taken.Recorded, p.Answer, recorded, want)
		}
		return taken
	}
	take(reply(r, 0, first, recruit.Accepted), true, recruit.Accepted)
	take(reply(r, 0, first, recruit.Accepted), false, recruit.Accepted)
	take(reply(r, 0, first.Add(-time.Minute), recruit.Declined), false, recruit.Accepted)

	moved, err := schedule.Reschedule(t.Context(), robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: r.Interview.Start.Add(24 * time.Hour)}, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if p, _ := moved.Person("priya@example.org"); p.Answer != recruit.NoAnswer || p.Said != recruit.Accepted {
		t.Errorf("after the move: %+v", p)
	}
	back, err := schedule.Undo(t.Context(), robin, r.Interview.ID)
	if err != nil {
		t.Fatal(err)
	}
	if p, _ := back.Person("priya@example.org"); p.Answer != recruit.Accepted {
		t.Errorf("taken back, the answer is %s", p.Answer)
	}
	moved, err = schedule.Reschedule(t.Context(), robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: r.Interview.Start.Add(48 * time.Hour)}, 0)
	if err != nil || moved.Interview.Sequence != 1 {
		t.Fatalf("sequence %d, %v", moved.Interview.Sequence, err)
	}
	moved = recruittest.Arrived(t, store, moved, *clock)
	late := take(reply(r, 0, first.Add(time.Minute), recruit.Declined), true, recruit.NoAnswer)
	if !strings.Contains(late.Sentence, "earlier time") {
		t.Errorf("an answer to the old time says %q", late.Sentence)
	}
	take(reply(r, 1, first.Add(-time.Hour), recruit.Tentative), true, recruit.Tentative)
	take(reply(r, 0, first.Add(time.Hour), recruit.Accepted), false, recruit.Tentative)
	take(reply(r, 99, time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC), recruit.Accepted), true, recruit.Accepted)
	*clock = clock.Add(time.Hour)
	take(reply(r, -1, *clock, recruit.Declined), false, recruit.Accepted)
	again := reply(r, -1, *clock, recruit.Declined)
	again.Start = moved.Interview.Start
	take(again, true, recruit.Declined)
	if taken, err := answers.Set(t.Context(), robin, r.Interview.ID, "priya@example.org", recruit.Accepted, "by phone"); err != nil || taken.Person.Answer != recruit.Accepted {
		t.Errorf("by hand: %+v, %v", taken.Person, err)
	}
}

func TestAnswersFromStrangersChangeNothing(t *testing.T) {
	t.Parallel()
	_, schedule, answers, robin, r, clock := recruittest.Asked(t)
	stranger, other := reply(r, 0, *clock, recruit.Accepted), reply(r, 0, *clock, recruit.Accepted)
	stranger.Attendee, other.UID = "mallory@example.net", "another"
	for _, y := range []recruit.Reply{other, {}} {
		if _, err := answers.Take(t.Context(), y); !errors.Is(err, recruit.ErrNotFound) {
			t.Errorf("%+v: %v", y, err)
		}
	}
	waits, err := answers.Take(t.Context(), stranger)
	if err != nil || len(waits.Record.Unplaced()) != 1 || !strings.Contains(waits.Sentence, "mallory@example.net") {
		t.Fatalf("a stranger: %s, %v", waits.Sentence, err)
	}
	for _, p := range waits.Record.People {
		if p.Answer != recruit.NoAnswer || p.Said != "" || p.Claim.From != "" {
			t.Errorf("a stranger's answer is %+v", p)
		}
	}
	deputy := stranger
	deputy.SentBy = "priya@example.org"
	if taken, err := answers.Take(t.Context(), deputy); err != nil || taken.Person.Address != "priya@example.org" {
		t.Errorf("on behalf: %+v, %v", taken.Person, err)
	}
	if _, err := schedule.Cancel(t.Context(), robin, r.Interview.ID, 0, "", 0); err != nil {
		t.Fatal(err)
	}
	*clock = clock.Add(2 * time.Hour)
	taken, err := answers.Take(t.Context(), reply(r, 0, clock.Add(-time.Hour), recruit.Declined))
	if err != nil || taken.Record.Interview.Status != recruit.Cancelled || !strings.Contains(taken.Sentence, "is cancelled already") {
		t.Errorf("after the end: %+v, %v", taken, err)
	}
	if c := taken.Record.ReplyIssues(*clock); len(c) != 0 {
		t.Errorf("after the end it is a matter for someone: %+v", c)
	}
}

func TestConcerns(t *testing.T) {
	t.Parallel()
	_, _, answers, robin, r, clock := recruittest.Asked(t)
	kinds := func(now time.Time) (out string) {
		r, err := answers.Store.Record(t.Context(), r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.ReplyIssues(now) {
			out += string(c.Kind) + " " + c.Person.Address + ";"
		}
		return out
	}
	if got := kinds(clock.Add(time.Hour)); got != "" {
		t.Errorf("an hour later: %s", got)
	}
	// Whatever weekday it is, five days hold at least two business days.
	if got := kinds(clock.Add(5 * 24 * time.Hour)); got != "silent priya@example.org;silent dana@example.com;" {
		t.Errorf("five days later: %s", got)
	}
	counter := reply(r, 0, *clock, recruit.NoAnswer)
	counter.Proposed = recruit.Proposal{Start: r.Interview.Start.Add(26 * time.Hour)}
	taken, err := answers.Take(t.Context(), counter)
	if err != nil || !strings.Contains(taken.Sentence, "proposes") {
		t.Fatalf("%q, %v", taken.Sentence, err)
	}
	if m, ok := taken.Record.Proposal(taken.Person, *clock); !ok || m.Duration != 45*time.Minute || !m.Start.Equal(counter.Proposed.Start) {
		t.Errorf("the proposal is %+v, %v", m, ok)
	}
	if _, err := answers.Set(t.Context(), robin, r.Interview.ID, "dana@example.com", recruit.Declined, ""); err != nil {
		t.Fatal(err)
	}
	if got := kinds(clock.Add(time.Hour)); got != "proposed priya@example.org;declined dana@example.com;" {
		t.Errorf("then: %s", got)
	}
	if open, err := answers.Open(t.Context(), 0); err != nil || len(open) != 1 {
		t.Errorf("open: %v, %v", open, err)
	}
}
