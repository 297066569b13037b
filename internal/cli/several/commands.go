package several

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/filter"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
)

func (p changer) move() *cobra.Command {
	var w which
	var by, reason string
	c := &cobra.Command{
		Use:   "move [ID…] --by SHIFT",
		Short: "Move interviews by a stretch of time, or to a day",
		Long: `Moves interviews on the clocks of their own zones: by a stretch (` + bulk.HowToShift + `) or to a day, each
at its hour. An hour that the clocks skip on that day is refused for its interview.` + howInterviews,
		Example: `  recruitty interview bulk move --query with:dana --by "+1 day" --reason "Dana is ill"
  recruitty interview bulk move 7 8 9 --by -30min --dry-run`,
		RunE: p.doing(&w, func(_ context.Context, s *command.Session) (bulk.Change, error) {
			shift, err := bulk.ParseShift(by, s.Now().In(s.Actor.Location()))
			return bulk.Change{Kind: bulk.Move, Shift: shift, Reason: reason}, err
		}),
	}
	w.add(p, c)
	c.Flags().StringVar(&by, "by", "", "by how much, or to which day: `shift`")
	reasonFlag(c, &reason)
	return c
}

func reasonFlag(c *cobra.Command, reason *string) {
	c.Flags().StringVar(reason, "reason", "", "why, for the log and for those who are told")
}

func (p changer) find() *cobra.Command {
	var w which
	var from, reason string
	var days int
	c := &cobra.Command{
		Use:   "find [ID…]",
		Short: "Move interviews to hours that suit everybody in each",
		Long: `Moves each interview to the first hour that suits everybody in it, and in which no two of them collide and nobody's limit is
exceeded. Those for which there is none are named with the reason, and stay.` + howInterviews,
		Example: `  recruitty interview bulk find --query "with:dana on:today" --from tomorrow --dry-run
  recruitty interview bulk find 7 8 9 --days 5`,
		RunE: p.doing(&w, func(_ context.Context, s *command.Session) (bulk.Change, error) {
			at, err := p.Edge("from", from, s.Actor.Location())
			return bulk.Change{Kind: bulk.Find, From: at, Days: days, Reason: reason}, err
		}),
	}
	w.add(p, c)
	c.Flags().StringVar(&from, "from", "", "the earliest `time` to look at (default now)")
	c.Flags().IntVar(&days, "days", 0, "look so many days ahead (default 14)")
	reasonFlag(c, &reason)
	return c
}

func (p changer) cancel() *cobra.Command {
	var w which
	var reason string
	c := &cobra.Command{
		Use:     "cancel [ID…]",
		Short:   "Cancel interviews with one reason",
		Long:    `Cancels interviews. Their records, files and notes stay.` + howInterviews,
		Example: `  recruitty interview bulk cancel --query "job:storage" --reason "The position is on hold"`,
		RunE: p.doing(&w, func(context.Context, *command.Session) (bulk.Change, error) {
			return bulk.Change{Kind: bulk.Cancel, Reason: reason}, nil
		}),
	}
	w.add(p, c)
	reasonFlag(c, &reason)
	return c
}

func (p changer) replace() *cobra.Command {
	var w which
	var leaves, comes, pool string
	c := &cobra.Command{
		Use:   "replace [ID…] --who ADDRESS (--by ADDRESS | --pool POOL)",
		Short: "Put someone in a person's place",
		Long: `Takes someone off interviews and invites someone else in their place: a person, or whoever of a pool is free at each, within
their limits and with the fewest interviews.` + howInterviews,
		Example: `  recruitty interview bulk replace --query with:dana --who dana@acme.example --pool Backend
  recruitty interview bulk replace 7 8 --who dana@acme.example --by lee@acme.example --dry-run`,
		RunE: p.doing(&w, func(ctx context.Context, s *command.Session) (bulk.Change, error) {
			change := bulk.Change{Kind: bulk.Replace}
			var err error
			if change.Leaves, err = someone(ctx, s, "who", leaves); err != nil {
				return change, err
			}
			switch {
			case comes == "" && pool == "":
				return change, command.WrongUsage(s.Cmd, "Say who comes instead with --by, or out of which --pool.")
			case pool != "":
				change.Pool, err = poolCalled(ctx, s, pool)
			default:
				change.Comes, err = someone(ctx, s, "by", comes)
			}
			return change, err
		}),
	}
	w.add(p, c)
	c.Flags().StringVar(&leaves, "who", "", "who is taken off: `address`, or the number of a member")
	c.Flags().StringVar(&comes, "by", "", "who is invited instead: `address`, or the number of a member")
	c.Flags().StringVar(&pool, "pool", "", "out of which `pool` someone is chosen for each")
	c.MarkFlagsMutuallyExclusive("by", "pool")
	p.Complete(c, "pool", p.PoolNames)
	return c
}

// someone is the address that a flag names, or that of a member.
func someone(ctx context.Context, s *command.Session, flag, text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", command.WrongUsage(s.Cmd, "Say who with --%s.", flag)
	}
	if address, err := sanitize.International(text); err == nil {
		return address, nil
	}
	m, err := s.MemberRef(ctx, text)
	return m.Email, err
}

// poolCalled is the pool with a name.
func poolCalled(ctx context.Context, s *command.Session, name string) (pools.Pool, error) {
	needs, err := s.PoolNeeds(ctx, []string{"1 of " + name})
	if err != nil || len(needs) != 1 {
		return pools.Pool{}, err
	}
	return needs[0].Pool, nil
}

func (p changer) ask() *cobra.Command {
	var w which
	c := &cobra.Command{
		Use:     "ask [ID…]",
		Aliases: []string{"remind"},
		Short:   "Ask for missing answers",
		Long: `Asks everybody who was invited and has not answered once more, by an email to each; the interviews and the calendar entries stay as
they are.` + howInterviews,
		Example: `  recruitty interview bulk ask --query "answer:none on:nextweek"
  recruitty interview bulk ask 7 8 --dry-run --json`,
		RunE: p.doing(&w, func(context.Context, *command.Session) (bulk.Change, error) { return bulk.Change{Kind: bulk.Ask}, nil }),
	}
	w.add(p, c)
	return c
}

func (p changer) undo() *cobra.Command {
	var w which
	within := recruit.RecentChange
	of := interviews()
	of.none = "No interview that was changed in that time fits %q; recruitty interview list %[1]q shows what does."
	of.fit = func(ctx context.Context, s *command.Session, q filter.Query) ([]recruit.InterviewID, error) {
		return matching(ctx, s, q, recruit.InterviewFilter{}, s.Now().Add(-within))
	}
	c := &cobra.Command{
		Use:   "undo [ID…]",
		Short: "Undo your last change of each of many interviews",
		Long: `Undoes the last change that you made of each interview, as recruitty interview undo does for one: a move, a
cancellation, who is invited, a request for answers, or that it was scheduled at all, as long as nothing has been sent (--undo of those
commands holds it back); how an interview went, at any time. Only what you changed within the last hour is undone, or within
--within; interviews whose last change is older, is someone else's or can no longer be undone are listed with the reason, and the others
continue. Name the interviews by their numbers, or with --query: all that match a filter as they are now and were
changed in that time. At a terminal it shows what will happen and asks first; --dry-run only shows it.`,
		Example: `  recruitty interview bulk undo 7 8 9 --within 10m
  recruitty interview bulk undo --query with:dana --dry-run`,
		RunE: p.Acting(work(&w.how, of, func(_ context.Context, s *command.Session) (request[recruit.InterviewID, bulk.Preview, bulk.Result], error) {
			change := bulk.Change{Kind: bulk.Undo, Since: s.Now().Add(-within)}
			return ofInterviews{bulk.Bulk{By: w.by(s), Change: change}, s, w.mails}, checkWithin(s, within)
		})),
	}
	w.addLooking(p, c, "all that match this `filter` and were changed in that time, such as with:dana")
	withinFlag(c, &within)
	return c
}

// withinFlag adds the flag that says how far back changes are undone.
func withinFlag(c *cobra.Command, within *time.Duration) {
	c.Flags().DurationVar(within, "within", *within, "undo only what you changed within the last `time`")
}

// checkWithin refuses a time in which nothing can have been changed.
func checkWithin(s *command.Session, within time.Duration) error {
	if within <= 0 {
		return command.WrongUsage(s.Cmd, "--within is how far back your changes may lie; give a time such as 10m or 2h.")
	}
	return nil
}
