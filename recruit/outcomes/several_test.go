package outcomes_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/outcomes"
)

// TestMovingSeveral moves some candidates, of whom one cannot be moved, and takes it back
// for whom nobody has moved since.
func TestMovingSeveral(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, svc := t.Context(), w.svc
	var all []recruit.CandidateID
	for n := range 4 {
		c, err := svc.Pipeline.Add(ctx, w.admin, recruit.Candidate{Name: fmt.Sprint("Person ", n)})
		must(t, err)
		if n > 0 { // the first is not linked
			_, err = svc.Pipeline.Link(ctx, w.admin, c.ID, w.job.ID, "")
			must(t, err)
		}
		all = append(all, c.ID)
	}
	_, err := svc.Pipeline.Move(ctx, w.admin, all[3], w.job.ID, "Offer")
	must(t, err)
	stages := func() (out string) {
		for _, id := range all[1:] {
			p, err := w.db.Profile(ctx, id)
			must(t, err)
			a, _ := p.Application(w.job.ID)
			out += a.Stage + " "
		}
		return out
	}
	steps, err := svc.Outcomes.MoveSeveral(ctx, w.recruiter, w.job.ID, append(all, all[1]), "Offer")
	must(t, err)
	if said := outcomes.Told(steps, "moved to Offer"); outcomes.Done(steps) != 2 || len(steps) != 3 || stages() != "Offer Offer Offer " ||
		said != "2 candidates moved to Offer; 1 not: Person 0 is not linked to Engineer; link them first (recruitty candidate link 2 --job 1)." {
		t.Errorf("%s: %s", stages(), said)
	}
	_, err = svc.Pipeline.Move(ctx, w.admin, all[2], w.job.ID, "Hired")
	must(t, err)
	back, err := svc.Outcomes.TakeSeveralBack(ctx, w.recruiter, steps)
	must(t, err)
	if said := outcomes.Told(back, "moved back"); outcomes.Done(back) != 1 || len(back) != 2 || stages() != "Applied Hired Offer " || !strings.HasPrefix(said, "1 candidate moved back; 1 not: Someone else moved Person 2") {
		t.Errorf("%s: %s", stages(), said)
	}
	many := make([]recruit.CandidateID, outcomes.MostMoved+1)
	for what, refused := range map[string]struct {
		of    []recruit.CandidateID
		stage string
		kind  error
	}{"a rejection": {all, "Rejected", recruit.ErrRefused}, "too many": {many, "Offer", recruit.ErrInvalid}, "nobody": {nil, "Offer", recruit.ErrInvalid}} {
		if steps, err := svc.Outcomes.MoveSeveral(ctx, w.recruiter, w.job.ID, refused.of, refused.stage); !errors.Is(err, refused.kind) || len(steps) > 0 {
			t.Errorf("%s: %v %v", what, steps, err)
		}
	}
	if stages() != "Applied Hired Offer " {
		t.Errorf("what was refused moved someone: %s", stages())
	}
}
