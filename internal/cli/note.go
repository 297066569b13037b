package cli

import (
	"context"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

func (p *program) candidateNote() *cobra.Command {
	var change, remove, job string
	c := &cobra.Command{
		Use:   "note ID [TEXT]",
		Short: "Write, change or remove a note about a candidate",
		Long: `Writes a note about a candidate, or changes or removes one that recruitty candidate show names with its number.
Its author or an admin may; the log keeps the old text. A note is about the candidate's application for a job: the one that --job names,
or the only one they are linked to. People who cannot see that job do not see the note. --job 0 is for a note about the candidate in general.`,
		Example: `  recruitty candidate note 12 "Prefers mornings, notice period two months"
  recruitty candidate note 12 --job 3 "Strong on systems, weaker on databases"
  recruitty candidate note 12 --change 7 "Prefers mornings, notice period one month"
  recruitty candidate note 12 --remove 7 --yes`,
		Args:              command.Exactly("the number or email address of a candidate", "[the text of the note]"),
		ValidArgsFunction: p.First(p.CandidateIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			id, err := s.CandidateRef(ctx, args[0])
			if err != nil {
				return err
			}
			switch {
			case job != "" && (change != "" || remove != ""):
				return command.WrongUsage(s.Cmd, "A note stays with its job; --job is for a new one.")
			case change != "" && remove != "", remove != "" && len(args) > 1:
				return command.WrongUsage(s.Cmd, "A note is written, changed with --change, or removed with --remove: one of the three.")
			case remove == "" && len(args) < 2:
				return command.WrongUsage(s.Cmd, "The text of the note is missing.")
			case remove != "":
				return s.removeNote(ctx, id, remove)
			}
			var n recruit.Note
			if change == "" {
				var about recruit.JobID
				if about, err = s.noteJob(ctx, id, job); err == nil {
					n, err = s.Services.Pipeline.Note(ctx, s.Actor, id, about, args[1])
				}
			} else {
				var note recruit.NoteID
				if note, err = command.Numbered[recruit.NoteID]("note", change); err == nil {
					n, err = s.Services.Pipeline.EditNote(ctx, s.Actor, id, note, "", args[1])
				}
			}
			if err != nil {
				return err
			}
			return s.Print(jsonview.OfNote(n), func(w *output.Page) { w.Line("Note %d about candidate %d is saved.", n.ID, id) })
		}),
	}
	c.Flags().StringVar(&job, "job", "", "`ID` of the job that it is about, 0 for none (default the only one)")
	p.Complete(c, "job", p.JobIDs)
	c.Flags().StringVar(&change, "change", "", "`number` of the note whose text TEXT replaces")
	c.Flags().StringVar(&remove, "remove", "", "`number` of the note to remove")
	return p.DestroysWhen(c, "1 --remove 1", func(*cobra.Command, []string) bool { return remove != "" })
}

// noteJob is the job that a new note is about.
func (s *session) noteJob(ctx context.Context, id recruit.CandidateID, typed string) (recruit.JobID, error) {
	switch typed {
	case "0":
		return 0, nil
	case "":
		profile, err := s.Services.Store.Profile(ctx, id)
		return profile.NoteJob(), err
	}
	return command.Numbered[recruit.JobID]("job", typed)
}

func (s *session) removeNote(ctx context.Context, id recruit.CandidateID, ref string) error {
	note, err := command.Numbered[recruit.NoteID]("note", ref)
	if err != nil {
		return err
	}
	if err := s.Confirm("Remove note " + ref + "?"); err != nil {
		return err
	}
	n, err := s.Services.Pipeline.RemoveNote(ctx, s.Actor, id, note)
	if err != nil {
		return err
	}
	return s.Print(jsonview.OfNote(n), func(w *output.Page) {
		w.Line("Note %d about candidate %d is removed; the log keeps its text.", n.ID, id)
	})
}
