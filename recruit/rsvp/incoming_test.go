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

// mailed is an interview whose mails have arrived under known Message-IDs.
func mailed(t *testing.T) (*rsvp.Service, recruit.Record, func() recruit.Record, *time.Time) {
	t.Helper()
	store, _, answers, _, r, clock := recruittest.Asked(t)
	c := recruit.Commit{Interview: r.Interview, People: r.People}
	for _, e := range r.Effects {
		e.MessageID = strings.Repeat("a", 31) + string('0'+rune(len(c.Effects))) + "@example.com"
		c.Effects = append(c.Effects, e)
	}
	r, err := store.Commit(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return answers, r, func() recruit.Record {
		now, err := store.Record(t.Context(), r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		return now
	}, clock
}

// TestBounceTakesDoneBack holds that a mail that came back does not go on being
// called sent, and that only who knows its Message-ID can say so.
func TestBounceTakesDoneBack(t *testing.T) {
	t.Parallel()
	answers, r, now, clock := mailed(t)
	mail := r.Effects[0]
	take := func(in recruit.Incoming) (rsvp.Outcome, error) {
		return answers.Take(t.Context(), recruit.Reply{Incoming: &in})
	}
	bounce := recruit.Incoming{Kind: recruit.CameBack, From: "mailer-daemon@mx.example.org", Words: "there is no such mailbox", At: clock.Add(time.Minute)}
	*clock = clock.Add(time.Hour)
	forged := bounce
	forged.About = []string{strings.Repeat("b", 32) + "@example.com"}
	if _, err := take(forged); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("a forged bounce: %v", err)
	}
	delayed := bounce
	delayed.Kind, delayed.About = recruit.IsDelayed, []string{mail.MessageID}
	if taken, err := take(delayed); err != nil || !taken.Recorded || now().Effects[0].State != recruit.Done {
		t.Errorf("delayed: %+v, %v", now().Effects[0], err)
	}
	bounce.About = []string{forged.About[0], mail.MessageID}
	taken, err := take(bounce)
	e := now().Effects[0]
	if err != nil || !taken.Recorded || e.State != recruit.Failed || !e.CameBack() || !strings.Contains(e.Error, "no such mailbox") {
		t.Fatalf("came back: %+v, %v", e, err)
	}
	if again, err := take(bounce); err != nil || again.Recorded {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	if other := now().Effects[1]; other.State != recruit.Done {
		t.Errorf("another person's mail: %+v", other)
	}
}

// TestMailsInWordsCountAsNoAnswer holds that what people and their programs write
// is shown, and changes nobody's answer.
func TestMailsInWordsCountAsNoAnswer(t *testing.T) {
	t.Parallel()
	answers, r, now, clock := mailed(t)
	*clock = clock.Add(time.Hour)
	about := []string{r.Effects[0].MessageID}
	for n, c := range []struct {
		in       recruit.Incoming
		recorded bool
		why      string
	}{
		{recruit.Incoming{Kind: recruit.Wrote, From: "priya@example.org", About: about, Words: "Can we\nmeet \x1b[31mlater?"}, true, "no answer"},
		{recruit.Incoming{Kind: recruit.IsAway, From: "priya@example.org", About: about, Words: "Back on Monday"}, true, "by itself"},
		{recruit.Incoming{Kind: recruit.IsSealed, From: "priya@example.org", Subject: "Accepted: First call"}, true, "cannot open"},
		{recruit.Incoming{Kind: recruit.IsSealed, From: "mallory@evil.test", Subject: "Accepted: First call"}, false, ""},
		{recruit.Incoming{Kind: recruit.IsAway, From: "priya@example.org", Subject: "Automatic reply: First call"}, true, "by itself"},
		{recruit.Incoming{Kind: recruit.IsAway, From: "priya@example.org", Subject: "Automatic reply: the flat"}, false, ""},
		{recruit.Incoming{Kind: recruit.Wrote, From: "priya@example.org", About: []string{"x@y"}}, false, ""},
		{recruit.Incoming{Kind: recruit.Wrote, From: "robin@example.com", About: about, Words: "see you"}, false, ""},
		{recruit.Incoming{Kind: recruit.Wrote, From: "jobs@example.com", ID: r.Effects[1].MessageID, About: about}, false, ""},
	} {
		before := len(now().Unplaced())
		c.in.At = clock.Add(-time.Duration(30-n) * time.Minute)
		taken, err := answers.Take(t.Context(), recruit.Reply{Incoming: &c.in})
		if taken.Recorded != c.recorded || !c.recorded && !errors.Is(err, recruit.ErrNotFound) {
			t.Errorf("%d: %+v, %v", n, taken, err)
			continue
		}
		waiting := now().Unplaced()
		if !c.recorded {
			if len(waiting) != before {
				t.Errorf("%d: %d wait", n, len(waiting))
			}
			continue
		}
		last := waiting[len(waiting)-1]
		if !strings.Contains(last.Why, c.why) || last.From != c.in.From || strings.ContainsAny(last.Note, "\x1b\n") {
			t.Errorf("%d: %+v", n, last)
		}
		if again, err := answers.Take(t.Context(), recruit.Reply{Incoming: &c.in}); err != nil || again.Recorded {
			t.Errorf("%d again: %+v, %v", n, again, err)
		}
	}
	for _, p := range now().Invited() {
		if p.Answer != recruit.NoAnswer || p.Said != "" {
			t.Errorf("%s counts as %s", p.Address, p.Answer)
		}
	}
}
