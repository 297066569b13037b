package store

import (
	"slices"
	"testing"

	"recruitty/recruit"
)

// TestCandidatesByTheBeginningOfTheirName holds that case and accents do not
// matter, and that nothing but the beginning of the name counts.
func TestCandidatesByTheBeginningOfTheirName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, c := range []recruit.Candidate{{Name: "Émile Backe", Email: "a@example.com"}, {Name: "emil Nowak", Email: "b@example.com"},
		{Name: "Ana", Email: "emil@example.com", Headline: "Emil"}, {Name: "Emi%", Email: "c@example.com"}} {
		if _, err := w.SaveCandidate(w.ctx, c, recruit.Activity{}); err != nil {
			t.Fatal(err)
		}
	}
	for typed, want := range map[string][]string{"Emil": {"emil Nowak", "Émile Backe"}, "émile b": {"Émile Backe"}, "emi%": {"Emi%"}, "backe": nil} {
		page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Named: typed, Limit: 8})
		var got []string
		for _, c := range page.Rows {
			got = append(got, c.Name)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v; want %q", typed, got, err, want)
		}
	}
}
