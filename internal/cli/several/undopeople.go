package several

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/recruit/export"
	"recruitty/recruit/flow"
	"recruitty/recruit/steps"
	"recruitty/recruit/undo"
)

// lastsShape is what undo of many does, as --json promises it.
type lastsShape struct {
	Change     string      `json:"change"` // "undo"
	Summary    string      `json:"summary"`
	DryRun     bool        `json:"dry_run"`
	Candidates []lastShape `json:"candidates"`
}

// lastShape is the last change of one candidate.
type lastShape struct {
	ID        recruit.CandidateID `json:"id"`
	Name      string              `json:"name"`
	TakenBack string              `json:"taken_back"` // the words of the change, "" where there is none
	Action    string              `json:"action"`
	At        export.Time         `json:"at"`
	Becomes   []string            `json:"becomes"`
	Done      bool                `json:"done"`
	Why       string              `json:"why"` // it is not taken back, "" where it is or would be
}

// ofLasts is a request to take back the last change of many candidates.
type ofLasts struct {
	people.Bulk
	s      *command.Session
	within time.Duration
}

func (p changer) undoPeople() *cobra.Command {
	var w whom
	within := recruit.RecentChange
	c := &cobra.Command{
		Use:   "undo [ID…]",
		Short: "Undo your last change of each of many candidates",
		Long: `Undoes the last change that you made of each candidate, as recruitty candidate undo does for one: a stage with its reason and
the email that has not left, links, tags, owners, emails. Only what you changed within the last hour is undone, or within --within;
candidates whose last change is older, is someone else's or can no longer
be undone are listed with the reason, and the others continue. Name the candidates by their numbers or addresses, or with --query: all that
match a filter as they are now, at most 200. At a terminal it
shows what will happen and asks first; --dry-run only shows it.`,
		Example: `  recruitty candidate bulk undo 7 8 9
  recruitty candidate bulk undo --query "job:storage stage:rejected" --within 10m --dry-run`,
		RunE: p.Acting(work(&w.how, candidates(), func(_ context.Context, s *command.Session) (request[recruit.CandidateID, []people.Last, []people.Last], error) {
			return ofLasts{people.Bulk{By: w.by(s)}, s, within}, checkWithin(s, within)
		})),
	}
	w.addChanging(p, c)
	withinFlag(c, &within)
	return c
}

func (q ofLasts) preview(ctx context.Context, ids []recruit.CandidateID, far step) ([]people.Last, error) {
	q.Step = far
	return q.Lasts(ctx, ids, q.s.Now().Add(-q.within))
}

func (q ofLasts) commit(ctx context.Context, seen []people.Last, far step) ([]people.Last, error) {
	q.Step = far
	return q.TakeLasts(ctx, seen)
}

// possible is how many changes can be taken back.
func possible(seen []people.Last) (n int) {
	for _, l := range seen {
		if l.Err == nil {
			n++
		}
	}
	return n
}

func (q ofLasts) question(seen []people.Last) string {
	n := possible(seen)
	if n == 0 {
		return ""
	}
	return "Undo the last change of " + recruit.Counted(n, "candidate", "candidates") + "?"
}

// show implements request.
func (q ofLasts) show(_ context.Context, seen []people.Last) error {
	return q.write(seen, lastsShape{DryRun: true, Summary: fmt.Sprintf("Would undo the last change of %d of %s", possible(seen), recruit.Counted(len(seen), "candidate", "candidates"))})
}

// print implements request.
func (q ofLasts) print(ctx context.Context, all []people.Last, o *command.Outside, far step) (tally, error) {
	t := tally{unit: steps.Candidates, all: len(all)}
	for n, l := range all {
		far(n, t.all)
		switch {
		case l.Done:
			t.done++
			for _, id := range l.Offer.Interviews() {
				o.Numbered(ctx, id)
			}
			continue
		case l.Err == nil:
			all[n].Err = flow.NotReached()
		}
		t.left = append(t.left, undone{l.Called(), all[n].Err})
	}
	return t, q.write(all, lastsShape{Summary: fmt.Sprintf("Undone: the last change of %d of %s", t.done, recruit.Counted(t.all, "candidate", "candidates"))})
}

// write prints the changes, with what becomes of each.
func (q ofLasts) write(all []people.Last, shape lastsShape) error {
	shape.Change, shape.Candidates = "undo", []lastShape{}
	for _, l := range all {
		one := lastShape{ID: l.ID, Name: l.Name, TakenBack: l.Offer.Text, Action: l.Offer.Action, At: export.Time(l.Offer.At), Becomes: output.Words(l.Offer.Becomes), Done: l.Done}
		if l.Err != nil {
			one.Why = recruit.Sentence(l.Err)
		}
		shape.Candidates = append(shape.Candidates, one)
	}
	return q.s.Print(shape, func(w *output.Page) {
		w.Line("%s.", shape.Summary)
		for _, l := range all {
			if l.Err != nil {
				w.Line("%s stays: %s", l.Called(), recruit.Sentence(l.Err))
				continue
			}
			w.Line("%s: %s", l.Called(), undo.Brief(l.Offer.Text))
			if becomes := strings.Join(l.Offer.Becomes, " "); becomes != "" {
				w.Line("  %s", undo.Brief(becomes))
			}
		}
	})
}
