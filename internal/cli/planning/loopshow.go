package planning

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

func (p planner) loopShow() *cobra.Command {
	return &cobra.Command{
		Use:     "show CANDIDATE",
		Short:   "Show the loops of a candidate, and what became of each interview",
		Example: "  recruitty loop show 12",
		Args:    command.Exactly("the number or email address of a candidate"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			id, err := s.CandidateRef(ctx, args[0])
			if err != nil {
				return err
			}
			if _, err := s.Services.Store.Candidate(ctx, id); err != nil {
				return err
			}
			all, err := s.Services.Loops.Of(ctx, id)
			if err != nil {
				return err
			}
			shapes := []loopJSON{}
			var records [][]recruit.Record
			for _, l := range all {
				var of []recruit.Record
				for _, i := range l.Interviews {
					r, err := s.Services.Store.Record(ctx, i.ID)
					if err != nil {
						return err
					}
					of = append(of, r)
				}
				records = append(records, of)
				shapes = append(shapes, loopJSON{Loop: l.Loop, Waits: sheetWaits(of), Interviews: output.Each(of, func(r recruit.Record) jsonview.Interview { return jsonview.OfRecord(r, s.Now()) })})
			}
			return s.Print(shapes, func(w *output.Page) {
				if len(records) == 0 {
					w.Line("No loop was booked for this candidate yet. A plan of one session is booked as an interview, which recruitty interview list shows.")
				}
				for n, of := range records {
					w.Line("Loop of %s, sheet: %s", recruit.Counted(len(of), "interview", "interviews"), sheetState(of))
					output.Rows(w, output.ListOf("", []string{"ID", "START", "WHAT", "WITH", "STATUS"}, func(r recruit.Record) []string {
						return []string{output.Number(r.Interview.ID), recruit.Wall(r.Interview), r.Interview.Title, panelOf(r), r.Interview.Status.Words()}
					}, func(r recruit.Record) string { return r.Interview.Title }), records[n])
				}
			})
		}),
	}
}

// sheetOf is the sheet of a loop, sent or still to be sent.
func sheetOf(of []recruit.Record) (recruit.Effect, bool) {
	for _, r := range of {
		for _, e := range r.Effects {
			if e.Kind == recruit.MailSheet && e.State != recruit.Superseded {
				return e, true
			}
		}
	}
	return recruit.Effect{}, false
}

// sheetWaits says for which link the sheet of a loop waits, "" if it need not or has left.
func sheetWaits(of []recruit.Record) string {
	if e, ok := sheetOf(of); !ok || e.State != recruit.Waiting {
		return ""
	}
	return of[0].SheetWaits()
}

// sheetState says how far the sheet of a loop has come.
func sheetState(of []recruit.Record) string {
	e, ok := sheetOf(of)
	switch why := sheetWaits(of); {
	case !ok:
		return "none"
	case why != "":
		return "waiting. " + why
	}
	return strings.TrimSpace(string(e.State) + " " + e.Error)
}

func panelOf(r recruit.Record) string {
	var names []string
	for _, p := range r.Panel() {
		if p.Name == "" {
			p.Name = p.Address
		}
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}
