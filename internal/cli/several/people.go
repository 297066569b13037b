package several

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/recruit/filter"
	"recruitty/recruit/fulltext"
	"recruitty/recruit/steps"
)

// People is the noun of many candidates, below candidate.
func People(p *command.Program) *cobra.Command {
	here := changer{p}
	return command.Noun("bulk", "Change, reject, or write to many candidates at once",
		here.movePeople(), here.rejectPeople(), here.mailPeople(), here.linkPeople(), here.tagPeople(), here.ownPeople(), here.undoPeople(), here.exportPeople())
}

// whom are the flags that say which candidates, and how.
type whom struct{ how }

func (w *whom) add(p changer, c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&w.query, "query", "", "all that match this `filter`, such as tag:go")
	c.Args = cobra.ArbitraryArgs
	c.ValidArgsFunction = p.First(p.CandidateIDs)
}

// howPeople is what all of the commands that change candidates say of themselves.
const howPeople = ` Name the candidates by their numbers or addresses, or with --query: all that match a filter, at most
200. Each is handled separately, as by its own command: if it cannot be done for one, that one is listed with the reason and the others continue;
the exit code is then that of the first such candidate. At a terminal it shows what will happen and asks first; --dry-run only shows it.
recruitty candidate bulk undo undoes it.`

func (w *whom) addChanging(p changer, c *cobra.Command) {
	w.add(p, c)
	c.Flags().BoolVar(&w.dryRun, "dry-run", false, "show what would happen to each, and change nothing")
	c.Flags().Bool("yes", false, "do not ask")
}

// holding adds the flag that holds mails back.
func (w *whom) holding(c *cobra.Command) {
	c.Flags().DurationVar(&w.undo, "undo", 0, "hold the emails and cancellations back for this `time`, in which candidate bulk undo undoes that")
}

// candidates are named by their numbers or addresses.
func candidates() source[recruit.CandidateID] {
	return source[recruit.CandidateID]{unit: steps.Candidates, list: filter.Candidates, refs: "their numbers or addresses", eg: "tag:go", fit: fitting,
		none: "No candidate fits %q; recruitty candidate list %[1]q shows who does.",
		one: func(ctx context.Context, s *command.Session, ref string) (recruit.CandidateID, error) {
			return s.CandidateRef(ctx, ref)
		}}
}

// fitting are the candidates that fit a filter.
func fitting(ctx context.Context, s *command.Session, q filter.Query) ([]recruit.CandidateID, error) {
	f := recruit.CandidateFilter{Query: q.Words, Without: q.Without, Where: q.Terms, Limit: people.Max + 1, CountTo: people.Max + 1}
	also, part, err := recruit.NextFound(ctx, s.Services.Store, s.Now(), f.Query, func(t time.Time) string { return recruit.TimeWords(t, s.Actor.Location()) })
	if err != nil {
		return nil, err
	}
	if part {
		s.Tell("Note: %s", recruit.NotAllUpcoming)
	}
	f.Also = also
	page, err := s.Services.Store.CandidatePage(ctx, f)
	if err != nil {
		return nil, err
	}
	if words := fulltext.NotSearched(page.Texts); words != "" {
		s.Tell("Note: %s", words)
	}
	return output.Each(page.Rows, func(c recruit.CandidateSummary) recruit.CandidateID { return c.ID }), nil
}

// ofCandidates is a request about many candidates.
type ofCandidates struct {
	people.Bulk
	s *command.Session
}

// doingPeople is the body of a command that changes candidates in one way.
func (p changer) doingPeople(w *whom, read func(ctx context.Context, s *command.Session) (people.Change, error)) func(*cobra.Command, []string) error {
	return p.Acting(work(&w.how, candidates(), func(ctx context.Context, s *command.Session) (request[recruit.CandidateID, people.Preview, people.Result], error) {
		change, err := read(ctx, s)
		return ofCandidates{people.Bulk{By: w.by(s), Change: change}, s}, err
	}))
}

func (q ofCandidates) preview(ctx context.Context, ids []recruit.CandidateID, far step) (people.Preview, error) {
	q.Step = far
	return q.Preview(ctx, ids)
}

func (q ofCandidates) question(seen people.Preview) string {
	return asked(len(seen.Possible()), seen.Summary(), seen.Change.Words().Verb)
}

func (q ofCandidates) commit(ctx context.Context, seen people.Preview, far step) (people.Result, error) {
	q.Step = far
	return q.Commit(ctx, seen)
}

// jobFlag is the number of a job, 0 where none is said.
func jobFlag(job string) (recruit.JobID, error) {
	if strings.TrimSpace(job) == "" {
		return 0, nil
	}
	return command.Numbered[recruit.JobID]("job", job)
}

func (p changer) exportPeople() *cobra.Command {
	var w whom
	var format string
	c := &cobra.Command{
		Use:   "export [ID…]",
		Short: "Write some candidates with their links to jobs and their notes",
		Long: `Writes candidates on standard output, in the form of recruitty export candidates. Name them by their numbers or
addresses, or with --query: all that match a filter, at most 200.`,
		Example: `  recruitty candidate bulk export --query tag:go > go.csv
  recruitty candidate bulk export 7 8 9 --format json`,
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			if p.JSON && !s.Cmd.Flags().Changed("format") {
				format = "json"
			}
			ids, err := candidates().chosen(ctx, s, args, w.query)
			if err != nil {
				return err
			}
			content, left, err := people.Export(ctx, s.Services, ids, format)
			if err != nil {
				return err
			}
			for _, what := range left {
				s.Tell("recruitty: left out %s", output.OneLine(what))
			}
			if _, err := p.Out.Write(content); err != nil {
				return err
			}
			if len(left) > 0 {
				return output.AllBut(len(left))
			}
			return nil
		}),
	}
	w.add(p, c)
	c.Flags().StringVar(&format, "format", "csv", "csv or json")
	p.Among(c, "format", people.Formats()...)
	return c
}
