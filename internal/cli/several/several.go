// Package several has the commands that change many interviews at once.
package several

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/foreseen"
	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/filter"
	"recruitty/recruit/flow"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/steps"
)

// changer makes the commands.
type changer struct{ *command.Program }

// Command is the noun of this room, below interview.
func Command(p *command.Program) *cobra.Command {
	here := changer{p}
	return command.Noun("bulk", "Change many interviews at once", here.move(), here.find(), here.cancel(), here.replace(), here.ask())
}

// which are the flags that say which interviews, and how.
type which struct {
	query        string
	dryRun, take bool
	mails        bool
	undo         time.Duration
}

func (w *which) add(p changer, c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&w.query, "query", "", "all that are scheduled, ahead and fit this `filter`, such as with:dana")
	f.BoolVar(&w.take, "take-over", false, "as an admin, become the organiser of those of others first")
	f.BoolVar(&w.dryRun, "dry-run", false, "show what would happen to each, and change nothing")
	foreseen.MailsFlag(c, &w.mails, "--dry-run")
	f.Bool("yes", false, "do not ask")
	f.DurationVar(&w.undo, "undo", 0, "hold everything back for this `time`, in which interview undo can undo each")
	c.Args = cobra.ArbitraryArgs
	c.ValidArgsFunction = p.First(p.InterviewIDs)
}

// how is what all of these commands say of themselves.
const how = ` Which interviews is said by their numbers, or by --query: all that are
scheduled, ahead and fit a filter. Each is decided by itself, as by its own command: one that cannot be changed, because somebody else
organises it for instance, is named with the reason and stops no other; the exit code is then that of the first such. At a terminal it shows what will happen and asks
first; --dry-run only shows it, with --mails each email as it would leave, too. What is not confirmed outside yet stays in the outbox (exit code 5).`

// chosen are the interviews that the arguments and the flags name.
func (w *which) chosen(ctx context.Context, s *command.Session, args []string) ([]recruit.InterviewID, error) {
	var ids []recruit.InterviewID
	for _, arg := range args {
		id, err := command.Numbered[recruit.InterviewID]("interview", arg)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	if w.query == "" {
		if len(ids) == 0 {
			return nil, command.WrongUsage(s.Cmd, "Say which interviews: their numbers, or --query with a filter.")
		}
		return ids, nil
	}
	q, err := s.Query(ctx, filter.Interviews, []string{w.query})
	if err != nil {
		return nil, err
	}
	if q.Empty() {
		return nil, recruit.Invalid("query", "A filter that is empty means every interview; say which, such as with:dana.")
	}
	f := recruit.InterviewFilter{Status: recruit.Scheduled, From: s.Now(), Where: q.Terms, Limit: 500, Brief: true}
	for {
		part, err := s.Services.Store.Interviews(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, i := range part {
			if filter.Interview(q.Terms, i) && q.Keeps(sanitize.Fold(i.Words(s.Actor.Location()))) {
				ids = append(ids, i.ID)
			}
			f.After = recruit.InterviewPlace{Start: i.Start, ID: i.ID}
		}
		if len(part) < f.Limit || len(ids) > bulk.Max {
			break
		}
	}
	if len(ids) == 0 {
		return nil, recruit.NotFound("No upcoming interview fits %q; recruitty interview list %q shows what does.", w.query, w.query)
	}
	return ids, nil
}

// doing is the body of a command that changes interviews in one way.
func (p changer) doing(w *which, read func(ctx context.Context, s *command.Session) (bulk.Change, error)) func(*cobra.Command, []string) error {
	return p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
		if err := recruit.CheckUndo(w.undo); err != nil {
			return err
		}
		change, err := read(ctx, s)
		if err != nil {
			return err
		}
		ids, err := w.chosen(ctx, s, args)
		if err != nil {
			return err
		}
		by := flow.By{Services: s.Services, Actor: s.Actor, Undo: func(context.Context) (time.Duration, error) { return w.undo, nil }}
		b := bulk.Bulk{By: by, Change: change, TakeOver: w.take, Step: s.Printer().Counting("Looked at", steps.Interviews)}
		seen, err := b.Preview(ctx, ids)
		if err != nil {
			return err
		}
		if w.dryRun {
			return show(ctx, s, seen, w.mails)
		}
		if len(seen.Possible()) > 0 {
			if err := consider(ctx, s, seen, w.mails); err != nil {
				return err
			}
		}
		b.Step = s.Printer().Counting("Changed", steps.Interviews)
		result, err := b.Commit(ctx, seen)
		return settle(ctx, s, result, command.Stopped(ctx, err, fmt.Sprintf(
			"Stopped: %s of %d changed, and the others are as they were. What those changes call for outside continues with recruitty outbox run.", recruit.Counted(len(result.Done()), "interview is", "interviews are"), len(seen.Items))))
	})
}
