// Package takeback has the commands that take changes of records back.
package takeback

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/foreseen"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/undo"
)

// long says what both commands do; %s is the record.
const long = `Undoes the last change that you made to it, and says what that was: its details, a stage with its reason and an email
that has not been sent, links, notes, files. An admin can undo anyone's. It is refused if the same thing has been changed again since;
changes more than 30 days old, and files removed more than 7 days ago, cannot be undone. At a terminal it asks
first; --preview only shows what it would do, with each email that would then be sent. The log keeps both values.`

// takenJSON is what was taken back.
type takenJSON struct {
	TakenBack string      `json:"taken_back"` // the words of the line
	Action    string      `json:"action"`
	By        string      `json:"by"`
	At        export.Time `json:"at"`
	Becomes   []string    `json:"becomes"`
	Newer     string      `json:"newer,omitempty"` // why a newer change is not taken back
	Preview   bool        `json:"preview"`
	// Mails are those that leave after all when it is taken back; only with --preview.
	Mails []foreseen.Mail `json:"mails,omitempty"`
}

// Candidate is the command about a candidate.
func Candidate(p *command.Program) *cobra.Command {
	var job string
	c := verb(p, "candidate", p.CandidateIDs, func(ctx context.Context, s *command.Session, ref string) (undo.Offer, error) {
		id, err := s.CandidateRef(ctx, ref)
		if err != nil {
			return undo.Offer{}, err
		}
		if job == "" {
			return s.Services.Undo.OfCandidate(ctx, s.Actor, id)
		}
		of, err := command.Numbered[recruit.JobID]("job", job)
		if err != nil {
			return undo.Offer{}, err
		}
		return s.Services.Undo.Move(ctx, s.Actor, id, of)
	})
	c.Args = command.Exactly("the number or email address of a candidate")
	c.Example += "\n  recruitty candidate undo 12 --job 3"
	c.Flags().StringVar(&job, "job", "", "the last move in the job with this `ID`, whatever was changed since")
	p.Complete(c, "job", p.JobIDs)
	return c
}

// Job is the command about a job.
func Job(p *command.Program) *cobra.Command {
	c := verb(p, "job", p.JobIDs, func(ctx context.Context, s *command.Session, ref string) (undo.Offer, error) {
		id, err := command.Numbered[recruit.JobID]("job", ref)
		if err != nil {
			return undo.Offer{}, err
		}
		return s.Services.Undo.OfJob(ctx, s.Actor, id)
	})
	c.Args = command.Exactly("the number of a job")
	return c
}

func verb(p *command.Program, noun string, ids command.Offer, last func(ctx context.Context, s *command.Session, ref string) (undo.Offer, error)) *cobra.Command {
	preview := false
	c := &cobra.Command{
		Use:               "undo ID",
		Short:             "Undo the last change of a " + noun,
		Long:              long,
		Example:           "  recruitty " + noun + " undo 12\n  recruitty " + noun + " undo 12 --preview",
		ValidArgsFunction: p.First(ids),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			o, err := last(ctx, s, args[0])
			if err != nil {
				return err
			}
			shape := takenJSON{TakenBack: o.Text, Action: o.Action, By: o.Actor, At: export.Time(o.At), Becomes: output.Words(o.Becomes), Newer: o.Newer, Preview: preview}
			if o.Newer != "" {
				s.Tell("Note: %s What follows is the change before it.", output.OneLine(o.Newer))
			}
			if preview {
				mails, err := foreseen.Mails(ctx, s, o.Sends...)
				if err != nil {
					return err
				}
				shape.Mails = foreseen.Shape(mails)
				return s.Print(shape, func(w *output.Page) {
					w.Line("Would undo: %s (%s, %s)", o.Text, o.Actor, s.Moment(o.At))
					w.Line("%s", strings.Join(o.Becomes, "\n"))
					foreseen.Write(w, mails)
				})
			}
			if err := s.Consider("Undo: " + undo.Brief(o.Text) + "? " + undo.Brief(strings.Join(o.Becomes, " "))); err != nil {
				return err
			}
			said, err := s.Services.Undo.TakeBack(ctx, s.Actor, o)
			if err != nil {
				return err
			}
			outside := s.Outside()
			for _, id := range o.Interviews() {
				outside.Numbered(ctx, id)
			}
			if err := s.Print(shape, func(w *output.Page) {
				w.Line("%s", said)
				w.Line("%s", strings.Join(o.Becomes, "\n"))
			}); err != nil {
				return err
			}
			return outside.Unconfirmed("The change is")
		}),
	}
	c.Flags().BoolVar(&preview, "preview", false, "show what would be undone, and change nothing")
	return c
}
