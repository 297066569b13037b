package several

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/foreseen"
	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/filter"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/steps"
)

// Command is the noun of this room, below interview.
func Command(p *command.Program) *cobra.Command {
	here := changer{p}
	return command.Noun("bulk", "Change many interviews at once", here.move(), here.find(), here.cancel(), here.replace(), here.ask(), here.undo())
}

// which are the flags that say which interviews, and how.
type which struct {
	how
	take, mails bool
}

func (w *which) add(p changer, c *cobra.Command) {
	w.addLooking(p, c, "all upcoming ones that match this `filter`, such as with:dana")
	f := c.Flags()
	f.BoolVar(&w.take, "take-over", false, "as an admin, become the organiser of those of others first")
	f.DurationVar(&w.undo, "undo", 0, "hold everything back for this `time`, in which interview bulk undo can undo it")
}

// addLooking adds the flags that say which interviews, and whether it is only looked at.
func (w *which) addLooking(p changer, c *cobra.Command, query string) {
	f := c.Flags()
	f.StringVar(&w.query, "query", "", query)
	f.BoolVar(&w.dryRun, "dry-run", false, "show what would happen to each, and change nothing")
	foreseen.MailsFlag(c, &w.mails, "--dry-run")
	f.Bool("yes", false, "do not ask")
	c.Args = cobra.ArbitraryArgs
	c.ValidArgsFunction = p.First(p.InterviewIDs)
}

// howInterviews is what all of these commands say of themselves.
const howInterviews = ` Name the interviews by their numbers, or with --query: all upcoming ones that match a filter. Each is handled
separately, as by its own command: if it cannot be done for one, for example because someone else organises it, that one is listed with the
reason and the others continue; the exit code is then that of the first such interview. At a terminal it shows what will happen and asks
first; --dry-run only shows it, with --mails each email as it would leave, too. What is not confirmed outside yet stays in the outbox (exit code 5).`

// interviews are named by their numbers.
func interviews() source[recruit.InterviewID] {
	return source[recruit.InterviewID]{unit: steps.Interviews, list: filter.Interviews, refs: "their numbers", eg: "with:dana", fit: upcoming,
		none: "No upcoming interview fits %q; recruitty interview list %[1]q shows what does.",
		one: func(_ context.Context, _ *command.Session, ref string) (recruit.InterviewID, error) {
			return command.Numbered[recruit.InterviewID]("interview", ref)
		}}
}

// upcoming are the scheduled interviews from now on that match a filter.
func upcoming(ctx context.Context, s *command.Session, q filter.Query) ([]recruit.InterviewID, error) {
	return matching(ctx, s, q, recruit.InterviewFilter{Status: recruit.Scheduled, From: s.Now()}, time.Time{})
}

// matching are those of some interviews that match a filter and were changed since then.
func matching(ctx context.Context, s *command.Session, q filter.Query, f recruit.InterviewFilter, since time.Time) ([]recruit.InterviewID, error) {
	var ids []recruit.InterviewID
	f.Where, f.Limit, f.Brief = q.Terms, 500, true
	for {
		part, err := s.Services.Store.Interviews(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, i := range part {
			if !i.UpdatedAt.Before(since) && filter.Interview(q.Terms, i) && q.Keeps(sanitize.Fold(i.Words(s.Actor.Location()))) {
				ids = append(ids, i.ID)
			}
			f.After = recruit.InterviewPlace{Start: i.Start, ID: i.ID}
		}
		if len(part) < f.Limit || len(ids) > bulk.Max {
			return ids, nil
		}
	}
}

// ofInterviews is a request about many interviews.
type ofInterviews struct {
	bulk.Bulk
	s     *command.Session
	mails bool
}

// doing is the body of a command that changes interviews in one way.
func (p changer) doing(w *which, read func(ctx context.Context, s *command.Session) (bulk.Change, error)) func(*cobra.Command, []string) error {
	return p.Acting(work(&w.how, interviews(), func(ctx context.Context, s *command.Session) (request[recruit.InterviewID, bulk.Preview, bulk.Result], error) {
		change, err := read(ctx, s)
		return ofInterviews{bulk.Bulk{By: w.by(s), Change: change, TakeOver: w.take}, s, w.mails}, err
	}))
}

func (q ofInterviews) preview(ctx context.Context, ids []recruit.InterviewID, far step) (bulk.Preview, error) {
	q.Step = far
	return q.Preview(ctx, ids)
}

func (q ofInterviews) question(seen bulk.Preview) string {
	return asked(len(seen.Possible()), seen.Summary(), seen.Change.Words().Verb)
}

func (q ofInterviews) commit(ctx context.Context, seen bulk.Preview, far step) (bulk.Result, error) {
	q.Step = far
	return q.Commit(ctx, seen)
}
