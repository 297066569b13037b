package ui_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
)

// TestPreparing reads the guide, the résumé and notes before an interview, from its page, from
// the profile and from Today.
func TestPreparing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	ctx := t.Context()
	k := scorecards.Kit{Job: w.job.ID}
	firstOf(w.svc.Scorecards.SetGuide(ctx, w.robin, k, "Ask about zebras first.", -1))
	f := firstOf(w.db.PutFile(ctx, "cv.md", strings.NewReader("Nine years of Ceph"), 1000))
	f.Kind = recruit.Resume
	if err := w.svc.Pipeline.AddFile(ctx, w.robin, w.priya.ID, f); err != nil {
		t.Fatal(err)
	}
	firstOf(w.svc.Pipeline.Note(ctx, w.dana, w.priya.ID, 0, "Knows LSM trees"))
	r := w.talk("Talk", w.now.Add(2*time.Hour), w.dana.Email)
	said := []string{"Interview guide", "Ask about zebras first.", "Problem solving", "Résumé, cv.md", "Nine years of Ceph", "Knows LSM trees", "the candidate sees none of this"}
	w.again()
	w.Press("P")
	w.Shows(said...)
	w.Press("esc", "v")
	w.Shows("Interview guide, for the panel only", "Ask about zebras first.")
	w.Press("P")
	w.Shows(said...)
	w.Press("enter")
	w.Shows("Priya Raman", "Overview")
	w.Press("P")
	w.Shows(said...)
	if got := firstOf(w.svc.Scorecards.Prepare(ctx, w.dana, r.Interview.ID)); got.Guide == "" || len(got.Notes) != 1 {
		t.Errorf("prepared %+v", got)
	}
}
