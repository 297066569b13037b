package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/pipeline"
)

func (p *program) candidateErase() *cobra.Command {
	return p.Destroys(&cobra.Command{
		Use:   "erase ID",
		Short: "Erase a candidate's personal data permanently",
		Long: `Overwrites the person's data everywhere in the workspace, including the activity log; only counts remain. Copies of their
documents are deleted from the members' inboxes, and their name and addresses are removed from the log files. It lists what it
could not reach: other files that mention the person, and backups in the workspace's folder. Emails that were sent, calendars,
files saved elsewhere and backups kept elsewhere are never reached. It cannot be undone.`,
		Example:           "  recruitty candidate erase 12 --yes",
		Args:              command.Exactly("the number or email address of a candidate"),
		ValidArgsFunction: p.First(p.CandidateIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			id, err := s.CandidateRef(ctx, args[0])
			if err != nil {
				return err
			}
			c, err := s.Services.Store.Candidate(ctx, id)
			if err != nil {
				return err
			}
			if err := s.Confirm("Erase everything about " + c.Name + " permanently?"); err != nil {
				return err
			}
			ctx, stop := s.Printer().Wait(ctx, false) // what is erased stays erased
			defer stop()
			done, err := s.Services.Pipeline.Erase(ctx, s.Actor, id)
			if err != nil {
				return err
			}
			if err := s.printErased(ctx, id, done); err != nil {
				return err
			}
			if len(done.Unreached) > 0 {
				return command.Unconfirmed("The data of candidate %d is erased in the workspace, but not everything could be reached: %s", id, strings.Join(done.Unreached, " "))
			}
			return nil
		}),
	})
}

type erasedJSON struct {
	jsonview.Candidate
	Removed   []string `json:"removed"`   // files that were deleted
	Rewritten []string `json:"rewritten"` // logs out of which the person was taken
	Look      []string `json:"look"`      // files that speak of the person and may be of others too
	Kept      []string `json:"kept"`      // copies of the workspace that are as they were
	Unreached []string `json:"unreached"` // what could not be done
}

// printErased says what an erasing has reached.
func (s *session) printErased(ctx context.Context, id recruit.CandidateID, done pipeline.Erasure) error {
	profile, err := s.Services.Store.Profile(ctx, id)
	if err != nil {
		return err
	}
	interviews, err := s.Services.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: id})
	if err != nil {
		return err
	}
	shape := erasedJSON{jsonview.OfCandidate(profile, interviews), output.Words(done.Removed), output.Words(done.Rewritten), output.Words(done.Look), output.Words(done.Kept), output.Words(done.Unreached)}
	return s.Print(shape, func(w *output.Page) {
		w.Line("The data of candidate %d is erased.", id)
		w.Field("Deleted", strings.Join(done.Removed, "\n"))
		w.Field("Removed from", strings.Join(done.Rewritten, "\n"))
		w.Field("Look at", strings.Join(done.Look, "\n"))
		if len(done.Look) > 0 {
			w.Line("These mention the person and may concern others too; the owner of the inbox can delete them.")
		}
		w.Field("Not reached", strings.Join(done.Kept, "\n"))
		if len(done.Kept) > 0 {
			w.Line("These are copies of the whole workspace; delete them once you no longer need them.")
		}
		w.Line("Not reached either: emails that were sent, calendars, files saved elsewhere, and backups kept elsewhere.")
	})
}
