package recruit_test

import (
	"context"
	"testing"
	"time"

	"recruitty/recruit"
)

// ahead is a workspace with so many upcoming interviews, an hour apart, each of another candidate.
type ahead int

func (n ahead) Interviews(_ context.Context, f recruit.InterviewFilter) (all []recruit.InterviewSummary, err error) {
	for i := range min(int(n), f.Limit) {
		all = append(all, recruit.InterviewSummary{Interview: recruit.Interview{CandidateID: recruit.CandidateID(i + 1), Start: f.From.Add(time.Duration(i) * time.Hour)}})
	}
	return all, nil
}

// TestTimesOfAPartAreSaid holds that words which may be a time say when they were looked for
// among a part of all interviews, and only then.
func TestTimesOfAPartAreSaid(t *testing.T) {
	t.Parallel()
	shown := func(at time.Time) string { return at.Format("Mon 15:04") }
	for _, c := range []struct {
		interviews int
		query      string
		part       bool
	}{{recruit.MaxUpcoming, "tue", false}, {recruit.MaxUpcoming + 1, "tue", true}, {recruit.MaxUpcoming + 500, "priya", false}, {0, "tue", false}} {
		found, part, err := recruit.NextFound(t.Context(), ahead(c.interviews), time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC), c.query, shown)
		if err != nil || part != c.part {
			t.Errorf("%d interviews, %q: a part is %v, %v", c.interviews, c.query, part, err)
		}
		for _, id := range found["tue"] {
			if int(id) > recruit.MaxUpcoming {
				t.Errorf("candidate %d is behind what is looked at", id)
			}
		}
	}
}
