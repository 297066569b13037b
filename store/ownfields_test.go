package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/recruit/filter"
)

// TestFilterByOwnFields finds candidates by what stands in fields, under names of now and
// of before, for who sees everything; and goes along the values where they are few.
func TestFilterByOwnFields(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	own := fields.List{{Name: "Notice period", Type: fields.Number, Earlier: []string{"Notice"}}, {Name: "Start", Type: fields.Date}}
	must(t, w.ChangeSetting(w.ctx, fields.Setting, "", own.Encode(), w.line("settings.changed", "x")))
	wantKind(t, w.ChangeSetting(w.ctx, fields.Setting, "", "[]", w.line("settings.changed", "x")), recruit.ErrStale)
	for n, of := range [][]recruit.OwnField{
		{{Name: "notice", Value: "3"}, {Name: "Start", Value: "2026-12-24"}},
		{{Name: "Notice period", Value: "30"}, {Name: "Shoe size", Value: "40 wide"}},
		{{Name: "Notice period", Value: "3 months"}, {Name: "Start", Value: "soon"}},
		{{Name: "Start", Value: "2027-02-01"}},
	} {
		_, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: fmt.Sprint("P", n), CandidateDetails: recruit.CandidateDetails{Fields: of}}, recruit.Activity{})
		must(t, err)
	}
	known, err := w.Vocabulary(w.ctx)
	must(t, err)
	if got := known[recruit.ByOwn]; !slices.Equal(got, []string{"Notice period", "Start", "Shoe size"}) {
		t.Errorf("offered are %q", got)
	}
	l := filter.Language{List: filter.Candidates, Now: now, Zone: time.UTC, Known: known}
	for typed, want := range map[string]string{
		`field:"notice period"`:              "P2 P1 P0",
		`field:"notice period"=3`:            "P2 P0", // the text begins with it, and 30 is another number
		`field:"notice period"<30`:           "P0",
		`field:"notice period">=3`:           "P1 P0",
		`field:"notice period"=3,30`:         "P2 P1 P0",
		`field:start<2027-01-01`:             "P0",
		`field:start>=2026-12-24`:            "P3 P0",
		`field:start=2026`:                   "P0",
		`field:start=soon`:                   "P2",
		`field:"shoe size"=wide`:             "P1",
		`-field:start field:"notice period"`: "P1",
	} {
		q, err := l.Parse(typed)
		must(t, err)
		page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Where: q.Terms})
		must(t, err)
		got := ""
		for _, r := range page.Rows {
			got += " " + r.Name
		}
		if got != " "+want || page.Total != len(page.Rows) {
			t.Errorf("%s finds%s of %d, want %s", typed, got, page.Total, want)
		}
	}
	// Who sees a part finds by fields that say so only.
	if names, err := w.VisibleTo(recruit.Member{ID: 99, Role: recruit.Interviewer}).(*DB).Vocabulary(w.ctx); err != nil || len(names[recruit.ByOwn]) != 0 {
		t.Errorf("an interviewer is offered %q, %v", names[recruit.ByOwn], err)
	}
}
