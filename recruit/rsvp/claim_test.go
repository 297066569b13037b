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

// TestAnswersOfOthers holds who may answer for whom.
func TestAnswersOfOthers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		sender string
		file   bool
		counts bool
		by     string
	}{
		{"the person", "Priya@Example.org", false, true, ""},
		{"the person, behind a mark of their own", "priya+jobs@example.org", false, true, "priya+jobs@example.org"},
		{"the service that sent it", "no-reply@calendar.example", false, false, "no-reply@calendar.example"},
		{"a file that a member gives", "", true, true, ""},
		{"an assistant", "office@example.org", false, true, "office@example.org"},
		{"someone who is invited too", "dana@example.com", false, true, "dana@example.com"},
		{"the organiser", "robin@example.com", false, true, "robin@example.com"},
		{"a stranger", "mallory@example.net", false, false, "mallory@example.net"},
		{"a neighbour in name only", "mallory@notexample.org", false, false, "mallory@notexample.org"},
		{"nobody who can be read", "", false, false, "an unreadable address"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, _, answers, _, r, clock := recruittest.Asked(t)
			y := reply(r, 0, *clock, recruit.Accepted)
			y.Sender, y.Mailed = c.sender, !c.file
			y.SentBy = "mallory@example.net" // anybody can write that
			taken, err := answers.Take(t.Context(), y)
			if err != nil || !taken.Recorded {
				t.Fatalf("%+v, %v", taken, err)
			}
			p := taken.Person
			if (p.Answer == recruit.Accepted) != c.counts || c.counts && p.AnsweredBy != c.by || !c.counts && p.Claim.From != c.by {
				t.Errorf("%s, by %q, claimed by %q", p.Answer, p.AnsweredBy, p.Claim.From)
			}
			if c.by != "" && !strings.Contains(taken.Sentence, c.by) {
				t.Errorf("%q does not say %s", taken.Sentence, c.by)
			}
		})
	}
}

func TestClaimsWaitForAMember(t *testing.T) {
	t.Parallel()
	store, schedule, answers, robin, r, clock := recruittest.Asked(t)
	stamp := *clock
	*clock = clock.Add(time.Hour)
	claim := func(answer recruit.Answer, at time.Time) rsvp.Outcome {
		y := reply(r, 0, at, answer)
		y.Mailed, y.Sender = true, "mallory@example.net"
		y.Proposed = recruit.Proposal{Start: r.Interview.Start.Add(26 * time.Hour)}
		taken, err := answers.Take(t.Context(), y)
		if err != nil {
			t.Fatal(err)
		}
		return taken
	}
	taken := claim(recruit.Declined, stamp)
	if c := taken.Record.ReplyIssues(*clock); len(c) != 1 || c[0].Kind != recruit.HasClaim || taken.Person.Answer != recruit.NoAnswer {
		t.Errorf("%+v", c)
	}
	if _, ok := taken.Record.Proposal(taken.Person, *clock); ok {
		t.Error("the time that a stranger proposes counts")
	}
	log := len(store.Activity())
	if again := claim(recruit.Declined, stamp); again.Recorded || len(store.Activity()) != log {
		t.Errorf("the same claim was taken twice: %s", again.Sentence)
	}
	seen := taken.Person.Claim
	reader := recruit.Member{ID: 99, Role: recruit.ReadOnly}
	if _, err := answers.Accept(t.Context(), reader, r.Interview.ID, "priya@example.org", seen); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a reader accepts: %v", err)
	}
	done, err := answers.Accept(t.Context(), robin, r.Interview.ID, "priya@example.org", seen)
	if err != nil || done.Person.Answer != recruit.Declined || done.Person.AnsweredBy != "mallory@example.net" || done.Person.Claim.From != "" {
		t.Errorf("accepted: %+v, %v", done, err)
	}
	if _, ok := done.Record.Proposal(done.Person, *clock); !ok {
		t.Error("the proposed time was lost")
	}
	if _, err := answers.Accept(t.Context(), robin, r.Interview.ID, "priya@example.org", seen); !errors.Is(err, recruit.ErrStale) {
		t.Errorf("twice: %v", err)
	}

	other := claim(recruit.Accepted, stamp.Add(30*time.Second)).Person.Claim
	if _, err := answers.Dismiss(t.Context(), robin, r.Interview.ID, "priya@example.org", seen); !errors.Is(err, recruit.ErrStale) {
		t.Errorf("another claim than was seen: %v", err)
	}
	if done, err := answers.Dismiss(t.Context(), robin, r.Interview.ID, "priya@example.org", other); err != nil || done.Person.Claim.From != "" || done.Person.Answer != recruit.Declined {
		t.Errorf("dismissed: %+v, %v", done, err)
	}

	// The person's own word ends a claim, and so does another time.
	claim(recruit.Tentative, stamp.Add(time.Minute))
	own, err := answers.Take(t.Context(), reply(r, 0, stamp.Add(2*time.Minute), recruit.Accepted))
	if err != nil || own.Person.Claim.From != "" || own.Person.AnsweredBy != "" || own.Person.Answer != recruit.Accepted {
		t.Errorf("%+v, %v", own, err)
	}
	claim(recruit.Tentative, stamp.Add(3*time.Minute))
	moved, err := schedule.Reschedule(t.Context(), robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: r.Interview.Start.Add(24 * time.Hour)}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if p, _ := moved.Person("priya@example.org"); p.Claim.From == "" {
		t.Error("the claim was not kept")
	} else if _, ok := moved.Claimed(p); ok {
		t.Error("a claim about the earlier time waits")
	}
}
