package rsvp_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/rsvp"
)

// TestOrderOfAnswers holds which of two answers counts.
func TestOrderOfAnswers(t *testing.T) {
	t.Parallel()
	const minute = time.Minute
	for _, c := range []struct {
		name          string
		stamp, mailed time.Duration // of the second answer, behind the first
		sequence      int
		second        recruit.Answer
		want          recruit.Answer
	}{
		{"a later stamp", minute, -minute, 0, recruit.Declined, recruit.Declined},
		{"an earlier stamp", -minute, minute, 0, recruit.Declined, recruit.Accepted},
		{"one stamp, a later mail", 0, minute, 0, recruit.Declined, recruit.Declined},
		{"one stamp, an earlier email", 0, -minute, 0, recruit.Declined, recruit.Accepted},
		{"one stamp, emails of one moment: as they come", 0, 0, 0, recruit.Declined, recruit.Declined},
		{"within one second", -300 * time.Millisecond, minute, 0, recruit.Declined, recruit.Declined},
		{"a higher number than there is", 0, minute, 7, recruit.Tentative, recruit.Tentative},
		{"the same again", 0, minute, 0, recruit.Accepted, recruit.Accepted},
		{"delegated behind accepted", 0, minute, 0, recruit.Delegated, recruit.Delegated},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, _, answers, _, r, clock := recruittest.Asked(t)
			stamp := clock.Add(time.Hour + 500*time.Millisecond)
			*clock = clock.Add(3 * time.Hour)
			take := func(y recruit.Reply, mailed time.Duration) rsvp.Outcome {
				y.Mailed, y.Sender, y.Written = true, "priya@example.org", stamp.Add(mailed)
				taken, err := answers.Take(t.Context(), y)
				if err != nil {
					t.Fatal(err)
				}
				return taken
			}
			take(reply(r, 0, stamp, recruit.Accepted), 0)
			taken := take(reply(r, c.sequence, stamp.Add(c.stamp), c.second), c.mailed)
			if taken.Person.Answer != c.want {
				t.Errorf("it counts as %s, want %s: %s", taken.Person.Answer, c.want, taken.Sentence)
			}
			if c.second == recruit.Delegated && strings.Contains(taken.Sentence, "accepted") {
				t.Errorf("the log says %q", taken.Sentence)
			}
			if taken.Recorded == (c.want != c.second || c.second == recruit.Accepted) {
				t.Errorf("recorded: %v, %s", taken.Recorded, taken.Sentence)
			}
		})
	}
}

// TestATimeCountsMoreThanANumber holds that an answer is about the time that it
// names, whatever revision it claims.
func TestATimeCountsMoreThanANumber(t *testing.T) {
	t.Parallel()
	store, schedule, answers, robin, r, clock := recruittest.Asked(t)
	first := r.Interview.Start
	moved, err := schedule.Reschedule(t.Context(), robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: first.Add(24 * time.Hour)}, 0)
	if err != nil || moved.Interview.Sequence != 1 {
		t.Fatalf("%d, %v", moved.Interview.Sequence, err)
	}
	moved = recruittest.Arrived(t, store, moved, *clock)
	*clock = clock.Add(time.Hour)
	take := func(sequence int, start time.Time) rsvp.Outcome {
		y := reply(moved, sequence, *clock, recruit.Accepted)
		y.Start = start
		taken, err := answers.Take(t.Context(), y)
		if err != nil {
			t.Fatal(err)
		}
		*clock = clock.Add(time.Minute)
		return taken
	}
	if taken := take(1, first); taken.Person.Answer != recruit.NoAnswer || !strings.Contains(taken.Sentence, "earlier time") {
		t.Errorf("the earlier time under the new number: %s", taken.Sentence)
	}
	taken := take(1, first.Add(time.Hour))
	if c, ok := taken.Record.Claimed(taken.Person); !ok || taken.Person.Answer != recruit.NoAnswer || !strings.Contains(c.Why, "another time") {
		t.Errorf("a time that never was: %s", taken.Sentence)
	}
	if got := taken.Record.ReplyIssues(*clock); len(got) == 0 || got[0].Kind != recruit.HasClaim {
		t.Errorf("nobody hears of it: %+v", got)
	}
	done, err := answers.Accept(t.Context(), robin, r.Interview.ID, "priya@example.org", taken.Person.Claim)
	if err != nil || done.Person.Answer != recruit.Accepted {
		t.Errorf("accepted, it is %s, %v", done.Person.Answer, err)
	}
	*clock = clock.Add(time.Hour)
	if taken := take(0, moved.Interview.Start); taken.Person.Answer != recruit.Accepted || !taken.Recorded {
		t.Errorf("the time in force under an old number: %s", taken.Sentence)
	}
}

// TestNobodysAnswersAreAssigned holds that a member says whose an answer is.
func TestNobodysAnswersAreAssigned(t *testing.T) {
	t.Parallel()
	_, _, answers, robin, r, clock := recruittest.Asked(t)
	send := func(from string, answer recruit.Answer) rsvp.Outcome {
		y := reply(r, 0, *clock, answer)
		y.Attendee, y.Mailed, y.Sender, y.Note = from, true, from, "see you"
		taken, err := answers.Take(t.Context(), y)
		if err != nil {
			t.Fatal(err)
		}
		return taken
	}
	alias := send("p.raman@uni.test", recruit.Declined)
	unread := send("q.raman@uni.test", "")
	log := alias.Sentence
	for _, word := range []string{"p.raman@uni.test", "declined", "see you"} {
		if !strings.Contains(log, word) {
			t.Errorf("the log %q does not say %s", log, word)
		}
	}
	if again := send("p.raman@uni.test", recruit.Declined); again.Recorded {
		t.Errorf("it is kept twice: %s", again.Sentence)
	}
	waiting := unread.Record.Unplaced()
	if kinds := unread.Record.ReplyIssues(*clock); len(waiting) != 2 || len(kinds) != 2 || kinds[0].Kind != recruit.HasStray {
		t.Fatalf("waiting: %+v", waiting)
	}
	id := r.Interview.ID
	for name, c := range map[string]struct {
		address string
		answer  recruit.Answer
		actor   recruit.Member
		seen    recruit.UnverifiedReply
	}{
		"by a reader":       {"priya@example.org", "", recruit.Member{ID: 99, Role: recruit.ReadOnly}, waiting[0]},
		"to nobody":         {"nobody@example.org", "", robin, waiting[0]},
		"what is not read":  {"priya@example.org", "", robin, waiting[1]},
		"what is not there": {"priya@example.org", "", robin, recruit.UnverifiedReply{From: "x@y.test"}},
	} {
		if taken, err := answers.Assign(t.Context(), c.actor, id, c.seen, c.address, c.answer); err == nil {
			t.Errorf("%s: %s", name, taken.Sentence)
		}
	}
	taken, err := answers.Assign(t.Context(), robin, id, waiting[0], "priya@example.org", "")
	if err != nil || taken.Person.Answer != recruit.Declined || taken.Person.AnsweredBy != "p.raman@uni.test" || taken.Person.AnswerNote != "see you" {
		t.Errorf("assigned: %+v, %v", taken.Person, err)
	}
	if taken, err = answers.Assign(t.Context(), robin, id, waiting[1], "dana@example.com", recruit.Tentative); err != nil || taken.Person.Answer != recruit.Tentative {
		t.Errorf("read by a person: %+v, %v", taken.Person, err)
	}
	other := send("r.raman@uni.test", recruit.Accepted).Record.Unplaced()
	if taken, err = answers.Assign(t.Context(), robin, id, other[0], "", ""); err != nil || len(taken.Record.Unplaced()) != 0 {
		t.Errorf("forgotten: %+v, %v", taken.Record.Unplaced(), err)
	}
}
