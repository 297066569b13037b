package draft

import (
	"testing"

	"recruitty/recruit"
)

// TestProposedTitle holds what an interview is called by itself in a stage.
func TestProposedTitle(t *testing.T) {
	t.Parallel()
	usual := recruit.DefaultStages()
	for _, c := range []struct {
		stages []string
		stage  string
		want   string
	}{
		{usual, "Applied", "Interview"},
		{usual, "Screening", "Screening interview"},
		{usual, "Interview", "Interview"},
		{usual, "Offer", "Interview"},
		{usual, "Hired", "Interview"},
		{usual, "Rejected", "Interview"},
		{[]string{"New", "Technical interview", "Rejected after interview"}, "Technical interview", "Technical interview"},
		{[]string{"New", "Technical interview", "Rejected after interview"}, "Rejected after interview", "Interview"},
		{[]string{"Neu", "Fachgespräch", "Angebot", "Schluss"}, "Fachgespräch", "Fachgespräch interview"},
		{[]string{"Neu", "Fachgespräch", "Angebot", "Schluss"}, "Schluss", "Interview"},
		{[]string{"New", "Culture", "Archived"}, "Archived", "Interview"},
		{[]string{"New", "Culture", "Withdrawn by candidate"}, "Withdrawn by candidate", "Interview"},
	} {
		f := Facts{Job: recruit.Job{ID: 1, Stages: c.stages}, Profile: recruit.Profile{Applications: []recruit.Application{{JobID: 1, Stage: c.stage}}}}
		if got := f.proposedTitle(); got != c.want {
			t.Errorf("%v in %s: %q, want %q", c.stages, c.stage, got, c.want)
		}
	}
}
