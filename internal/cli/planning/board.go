package planning

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/board"
	"recruitty/recruit/export"
)

// boardJSON is the pipeline of a job, with --json.
type boardJSON struct {
	Job    recruit.JobID `json:"job"`
	Title  string        `json:"title"`
	Stages []stageJSON   `json:"stages"`
}

type stageJSON struct {
	Stage      string        `json:"stage"`
	Left       bool          `json:"no_longer_of_the_job"` // and someone is still in it
	Candidates int           `json:"candidates"`           // all in it
	More       int           `json:"more"`                 // of them behind the people told here
	People     []onBoardJSON `json:"people"`
}

type onBoardJSON struct {
	Candidate recruit.CandidateID `json:"candidate"`
	Name      string              `json:"name"`
	Since     export.Time         `json:"since"`
	Days      int                 `json:"days_in_stage"`  // whole ones
	Next      export.Time         `json:"next_interview"` // for this job
	Waits     []board.Wait        `json:"waits_for_us"`   // gravest first
	Damage    string              `json:"damage,omitempty"`
}

// Board is the command that shows the pipeline of a job.
func Board(p *command.Program) *cobra.Command {
	var limit int
	var stage string
	c := &cobra.Command{
		Use:   "board ID",
		Short: "Show the pipeline of a job: who is in which stage, since when, and who is waiting for you",
		Long: `Shows each stage of a job with its number of candidates, those who have been in it longest, for how long, and what they are waiting for:
your answer (someone invited declined, asked for another time or is sending someone else), the outcome of an interview,
a scorecard, a decision, or an interview that has not been planned. Rejected candidates are listed latest first. --limit says
how many of each stage are listed; the others are counted.`,
		Example:           "  recruitty job board 3\n  recruitty job board 3 --stage Interview --limit 100 --json",
		Args:              command.Exactly("the number of a job"),
		ValidArgsFunction: p.First(p.JobIDs),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			id, err := command.Numbered[recruit.JobID]("job", args[0])
			if err != nil {
				return err
			}
			if limit < 1 || limit > board.Most {
				return recruit.Invalid("limit", "At least 1 and at most %d candidates of a stage are named at once.", board.Most)
			}
			q := board.Query{Job: id, Limit: limit}
			if stage != "" {
				q.Parts = []board.Part{{Stage: stage}}
				j, err := s.Services.Store.Job(ctx, id)
				if err != nil {
					return err
				}
				if named, err := j.Stage(stage); err == nil {
					q.Parts[0].Stage = named
				}
			}
			b, err := s.Services.Board.Read(ctx, q)
			if err != nil {
				return err
			}
			if stage != "" {
				if b.Columns, err = onlyRead(b, stage); err != nil {
					return err
				}
			}
			return printBoard(s, b)
		}),
	}
	c.Flags().IntVar(&limit, "limit", 20, "how many candidates of each stage are named, at most 1000")
	c.Flags().StringVar(&stage, "stage", "", "only this `stage`")
	p.Complete(c, "stage", p.Stages)
	return c
}

// onlyRead are the columns of which people were read.
func onlyRead(b board.Board, stage string) ([]board.Column, error) {
	for _, c := range b.Columns {
		if c.Read {
			return []board.Column{c}, nil
		}
	}
	_, err := b.Job.Stage(stage)
	return nil, err
}

func printBoard(s *command.Session, b board.Board) error {
	now := s.Now()
	shape := boardJSON{Job: b.Job.ID, Title: b.Job.Title, Stages: output.Each(b.Columns, func(c board.Column) stageJSON {
		return stageJSON{Stage: c.Stage, Left: c.Left, Candidates: c.Count, More: c.Below(), People: output.Each(c.People, func(p board.Person) onBoardJSON {
			return onBoardJSON{Candidate: p.Candidate, Name: p.Name, Since: export.Time(p.Since), Days: max(int(now.Sub(p.Since)/(24*time.Hour)), 0),
				Next: export.Time(p.Next(now)), Waits: append([]board.Wait{}, p.Waits...), Damage: p.Damage}
		})}
	})}
	return s.Print(shape, func(w *output.Page) {
		w.Line("%s (%s)", b.Job.Title, b.Job.Status)
		for _, c := range b.Columns {
			w.Line("")
			head := c.Stage + " " + output.Number(c.Count)
			if c.Left {
				head += ", " + board.LeftStage
			}
			w.Line("%s", head)
			if len(c.People) > 0 {
				w.Table([]string{"ID", "NAME", "SINCE", "FOR", "NEXT INTERVIEW", "WAITS FOR YOU"}, output.Each(c.People, func(p board.Person) []string { return boardRow(s, p, now) }))
			}
			if n := c.Below(); n > 0 {
				w.Line("%s", fmt.Sprintf("+ %d more", n))
			}
		}
	})
}

// boardRow is someone on the board in cells.
func boardRow(s *command.Session, p board.Person, now time.Time) []string {
	next := ""
	if at := p.Next(now); !at.IsZero() {
		next = s.Moment(at)
	}
	waits := output.Each(p.Waits, board.Wait.Words)
	if p.Damage != "" {
		waits = append(waits, "damaged: "+p.Damage)
	}
	return []string{output.Number(p.Candidate), p.Name, s.Moment(p.Since), board.Age(p.Since, now), next, strings.Join(waits, ", ")}
}
