package scorecards_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/scorecards"
	"recruitty/store"
)

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// TestCardsByMail asks a panel once its interview has ended, takes what comes back, and holds
// what counts, what is kept as begun, and that the log tells nothing of it to others.
func TestCardsByMail(t *testing.T) {
	t.Parallel()
	ctx, now := t.Context(), recruittest.At()
	db := must[*store.DB](t)(store.Open(ctx, t.TempDir(), store.Options{Clock: func() time.Time { return now }}))
	defer db.Close()
	clock := func() time.Time { return now }
	line := recruit.Activity{At: now, Action: "x", Text: "x"}
	robin := must[recruit.Member](t)(db.SaveMember(ctx, recruit.Member{Name: "Robin", Email: "robin@example.com", Role: recruit.Admin}, line))
	dana := must[recruit.Member](t)(db.SaveMember(ctx, recruit.Member{Name: "Dana", Email: "dana@example.com", Role: recruit.Interviewer}, line))
	j := must[recruit.Job](t)(db.SaveJob(ctx, recruit.Job{Title: "Engineer", Stages: []string{"Interview", "Offer"}}, line))
	c := must[recruit.Candidate](t)(db.SaveCandidate(ctx, recruit.Candidate{Name: "Priya", Email: "priya@example.org"}, line))
	must[recruit.Application](t)(db.SaveApplication(ctx, recruit.Application{CandidateID: c.ID, JobID: j.ID, Stage: "Interview"}, line))
	r := must[recruit.Record](t)(db.Commit(ctx, recruit.Commit{
		Interview: recruit.Interview{Version: 1, Reference: "r", UID: "u@example.com", CandidateID: c.ID, JobID: j.ID, OrganiserID: robin.ID, Title: "Talk", Start: now.Add(-2 * time.Hour),
			Duration: time.Hour, TimeZone: "UTC", WallStart: "2026-01-01T10:00", Platform: recruit.Phone, Status: recruit.Scheduled},
		People: []recruit.Participant{{Address: c.Email, Name: c.Name, Audience: recruit.ToCandidate, Answer: recruit.NoAnswer},
			{Address: dana.Email, Name: dana.Name, MemberID: dana.ID, Audience: recruit.ToPanel, Answer: recruit.Accepted}},
		Version: &recruit.Version{Number: 1, Kind: recruit.WasScheduled, At: now, Start: now, Duration: time.Hour, TimeZone: "UTC"}}))
	cards := &scorecards.Service{Store: db, Settings: &recruit.Settings{Store: db, Now: clock}, Now: clock}
	asks := &scorecards.Asker{Store: db, Rules: cards.Rules, Now: clock}
	asked := func(want int) {
		t.Helper()
		if n, err := asks.AskDue(ctx); err != nil || n != want {
			t.Errorf("%d are asked, %v; want %d", n, err, want)
		}
	}
	asked(1)
	asked(0)
	now = now.Add(24 * time.Hour)
	asked(1)
	r = must[recruit.Record](t)(db.Record(ctx, r.Interview.ID))
	e := r.Effects[0]
	if e.Kind != recruit.MailFeedback || e.Target != dana.Email || len(r.Effects) != 2 {
		t.Fatalf("%+v", r.Effects)
	}
	take := func(in recruit.Incoming) (string, bool, error) {
		in.Kind = recruit.Wrote
		return cards.TakeMail(ctx, r, e, in)
	}
	own := func() scorecards.Card {
		x, _ := db.Card(ctx, r.Interview.ID, dana.ID)
		return x
	}
	at := now.Add(-time.Hour)
	if _, _, err := take(recruit.Incoming{From: dana.Email, Text: "Recommendation: yes", At: at}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a file counts: %v", err)
	}
	for from, unproved := range map[string]bool{"mallory@example.net": false, dana.Email: true} {
		if said, _, err := take(recruit.Incoming{From: from, Unproved: unproved, Fetched: true, Text: "Recommendation: no", At: at}); err != nil || !strings.Contains(said, "does not count") || own().Version != 0 {
			t.Errorf("%s: %q, %v, %+v", from, said, err, own())
		}
	}
	said, _, err := take(recruit.Incoming{From: dana.Email, Fetched: true, Text: "Great talk\n> Skills (1-4): 3\n", At: at})
	if x := own(); err != nil || !strings.Contains(said, "the recommendation is missing") || x.Given() || x.Unread != "Great talk" || len(x.Ratings) != 1 {
		t.Errorf("%q, %v, %+v", said, err, x)
	}
	at = at.Add(time.Minute)
	filled := recruit.Incoming{From: "Dana@example.com", Fetched: true, Text: "Recommendation: strong yes\nNote: zebra\n", At: at}
	if said, recorded, err := take(filled); err != nil || !recorded || !own().Given() || own().Short() != "3.0 strong yes" || own().Note != "zebra" || own().Unread != "" {
		t.Errorf("%q, %v, %+v", said, err, own())
	}
	if said, recorded, err := take(filled); err != nil || recorded {
		t.Errorf("the same email again: %q, %v", said, err)
	}
	if said, _, err := take(recruit.Incoming{From: dana.Email, Fetched: true, Text: "Recommendation: no", At: at.Add(-30 * time.Second)}); err != nil || !strings.Contains(said, "changed nothing") || own().Recommendation != scorecards.StrongYes {
		t.Errorf("an older mail: %q, %v, %+v", said, err, own())
	}
	now = now.Add(48 * time.Hour)
	asked(0)
	log := must[[]recruit.Activity](t)(db.Activities(ctx, recruit.ActivityFilter{}))
	for _, l := range log {
		if strings.Contains(l.Text, "zebra") && !strings.HasPrefix(l.Action, "scorecard.") {
			t.Errorf("the log says %s in a line of %s", l.Text, l.Action)
		}
	}
}
