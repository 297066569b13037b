package planning

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/pools"
)

func (p planner) pool() *cobra.Command {
	return command.Noun("pool", "Groups of members who can stand in for each other in an interview",
		p.poolAdd(), p.poolList(), p.poolShow(), p.poolEdit(), p.poolMember(), p.poolRemove(), p.poolRestore())
}

// poolJSON is a pool with --json.
type poolJSON struct {
	ID        pools.ID         `json:"id"`
	Version   int              `json:"version"`
	Name      string           `json:"name"`
	Shadows   int              `json:"interviews_as_shadow"`
	Reversed  int              `json:"interviews_as_reverse_shadow"`
	Members   []poolMemberJSON `json:"members"`
	CreatedAt export.Time      `json:"created_at"`
	RemovedAt export.Time      `json:"removed_at"`
}

type poolMemberJSON struct {
	ID       recruit.MemberID `json:"id"`
	Name     string           `json:"name"`
	Email    string           `json:"email"`
	Level    pools.Level      `json:"level"`
	Set      pools.Level      `json:"level_set"` // by someone, at since
	Since    export.Time      `json:"since"`
	Listened int              `json:"held_as_shadow"`
	Led      int              `json:"held_as_reverse_shadow"`
}

func shapePool(p pools.Pool) poolJSON {
	return poolJSON{ID: p.ID, Version: p.Version, Name: p.Name, Shadows: p.Shadows, Reversed: p.Reversed, CreatedAt: export.Time(p.CreatedAt), RemovedAt: export.Time(p.RemovedAt),
		Members: output.Each(p.Members, func(m pools.Member) poolMemberJSON {
			return poolMemberJSON{ID: m.ID, Name: m.Name, Email: m.Email, Level: p.Level(m), Set: m.Set, Since: export.Time(m.Since), Listened: m.Listened, Led: m.Led}
		})}
}

func printPool(s *command.Session, p pools.Pool) error {
	return s.Print(shapePool(p), func(w *output.Page) {
		w.Line("Pool %d: %s", p.ID, p.Name)
		w.Field("Training", p.Training())
		if p.Removed() {
			w.Field("Removed", s.Moment(p.RemovedAt))
		}
		output.Rows(w, output.ListOf("It has no members yet; add one with recruitty pool member.", []string{"MEMBER", "EMAIL", "LEVEL"},
			func(m pools.Member) []string { return []string{m.Name, m.Email, p.Standing(m)} }, func(m pools.Member) string { return m.Email }), p.Members)
	})
}

// ofPool gives a command its argument, a pool, and the body that is run with it.
func (p planner) ofPool(c *cobra.Command, run func(context.Context, *command.Session, pools.Pool, []string) error, more ...string) *cobra.Command {
	c.Args = command.Exactly(append([]string{"the name or number of a pool"}, more...)...)
	c.ValidArgsFunction = p.First(p.PoolNames)
	c.RunE = p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
		pool, err := s.Services.Pools.Find(ctx, args[0])
		if err != nil {
			return err
		}
		return run(ctx, s, pool, args[1:])
	})
	return c
}

func (p planner) poolAdd() *cobra.Command {
	var shadows, reversed int
	c := &cobra.Command{
		Use:   "add NAME",
		Short: "Add a pool",
		Long: `Adds a pool of members who can stand in for each other in an interview. A shadow sits in on a number of interviews
before leading one as a reverse shadow, and leads a number of them before being qualified; only interviews that took place count.`,
		Example: "  recruitty pool add Backend\n  recruitty pool add \"Hiring managers\" --shadows 0 --reverse-shadows 0",
		Args:    command.Exactly("the name of the pool"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			made := pools.Pool{Name: args[0], Shadows: shadows, Reversed: reversed}
			pool, err := s.Services.Pools.Add(ctx, s.Actor, made)
			if err != nil {
				return err
			}
			return printPool(s, pool)
		}),
	}
	trainingFlags(c, &shadows, &reversed)
	return c
}

// trainingFlags say how long the training of a pool is.
func trainingFlags(c *cobra.Command, shadows, reversed *int) {
	c.Flags().IntVar(shadows, "shadows", pools.DefaultShadows, "how many interviews a shadow sits in on")
	c.Flags().IntVar(reversed, "reverse-shadows", pools.DefaultReversed, "how many interviews a reverse shadow leads")
}

func (p planner) poolList() *cobra.Command {
	var removed bool
	c := &cobra.Command{
		Use:     "list [QUERY]",
		Short:   "List the pools",
		Example: "  recruitty pool list --json",
		Args:    command.Exactly("[words to look for]"),
		RunE: p.Reading(func(ctx context.Context, s *command.Session, args []string) error {
			all, err := s.Services.Pools.List(ctx, removed)
			if err != nil {
				return err
			}
			query := command.Wanted(args)
			none := command.NoneOf(query, "There are no pools yet; add one with recruitty pool add.")
			return command.List(s, query, output.ListOf(none, []string{"ID", "NAME", "QUALIFIED", "IN TRAINING", "STATE"}, func(p pools.Pool) []string {
				state := ""
				if p.Removed() {
					state = "removed"
				}
				qualified := len(p.At(pools.Qualified))
				return []string{output.Number(p.ID), p.Name, strconv.Itoa(qualified), strconv.Itoa(len(p.Members) - qualified), state}
			}, shapePool), memberNames, output.Whole(all))
		}),
	}
	c.Flags().BoolVar(&removed, "removed", false, "also those that were removed")
	return c
}

// memberNames are the words that a pool is found by besides its name.
func memberNames(p pools.Pool) string {
	return strings.Join(output.Each(p.Members, func(m pools.Member) string { return m.Name + " " + m.Email }), " ")
}

func (p planner) poolShow() *cobra.Command {
	return p.ofPool(&cobra.Command{
		Use:     "show POOL",
		Short:   "Show a pool, its members and their training",
		Example: "  recruitty pool show Backend",
	}, func(_ context.Context, s *command.Session, pool pools.Pool, _ []string) error {
		return printPool(s, pool)
	})
}

func (p planner) poolEdit() *cobra.Command {
	var name string
	var shadows, reversed int
	c := p.ofPool(&cobra.Command{
		Use:     "edit POOL",
		Short:   "Change the name or the training of a pool",
		Example: "  recruitty pool edit Backend --name \"Backend interviewers\" --shadows 3",
	}, func(ctx context.Context, s *command.Session, pool pools.Pool, _ []string) error {
		flags := s.Cmd.Flags()
		if flags.Changed("name") {
			pool.Name = name
		}
		if flags.Changed("shadows") {
			pool.Shadows = shadows
		}
		if flags.Changed("reverse-shadows") {
			pool.Reversed = reversed
		}
		pool, err := s.Services.Pools.Change(ctx, s.Actor, pool)
		if err != nil {
			return err
		}
		return printPool(s, pool)
	})
	c.Flags().StringVar(&name, "name", "", "another name")
	trainingFlags(c, &shadows, &reversed)
	return c
}

func (p planner) poolMember() *cobra.Command {
	var level string
	var remove bool
	c := p.ofPool(&cobra.Command{
		Use:   "member POOL ADDRESS",
		Short: "Put a member into a pool, change their level, or take them out",
		Long: `Adds a member to a pool, or changes their level, which restarts their training. With --remove it removes
them; the interviews they have had still count if they come back at the same level.`,
		Example: "  recruitty pool member Backend dana@example.com\n  recruitty pool member Backend lee@example.com --level shadow\n  recruitty pool member Backend lee@example.com --remove",
	}, func(ctx context.Context, s *command.Session, pool pools.Pool, args []string) error {
		m, err := s.MemberRef(ctx, args[0])
		if err != nil {
			return err
		}
		if remove {
			pool, err = s.Services.Pools.RemoveMember(ctx, s.Actor, pool.ID, m.ID)
		} else {
			var to pools.Level
			if to, err = pools.ParseLevel(level); err == nil {
				pool, err = s.Services.Pools.SetMember(ctx, s.Actor, pool.ID, m.ID, to)
			}
		}
		if err != nil {
			return err
		}
		return printPool(s, pool)
	}, "the number or email address of a member")
	c.Flags().StringVar(&level, "level", string(pools.Qualified), "qualified, shadow or reverse shadow")
	c.Flags().BoolVar(&remove, "remove", false, "take the member out of the pool")
	c.MarkFlagsMutuallyExclusive("level", "remove")
	p.Among(c, "level", output.Each(pools.Levels(), func(l pools.Level) string { return string(l) })...)
	return c
}

func (p planner) poolRemove() *cobra.Command {
	return p.ofPool(&cobra.Command{
		Use:     "remove POOL",
		Short:   "Remove a pool",
		Long:    "Removes a pool. Interviews that were planned with it stay as they are, and recruitty pool restore brings it back.",
		Example: "  recruitty pool remove Backend",
	}, func(ctx context.Context, s *command.Session, pool pools.Pool, _ []string) error {
		pool, err := s.Services.Pools.Remove(ctx, s.Actor, pool.ID)
		if err != nil {
			return err
		}
		return printPool(s, pool)
	})
}

func (p planner) poolRestore() *cobra.Command {
	return p.ofPool(&cobra.Command{
		Use:     "restore POOL",
		Short:   "Bring a removed pool back",
		Example: "  recruitty pool restore 3",
	}, func(ctx context.Context, s *command.Session, pool pools.Pool, _ []string) error {
		pool, err := s.Services.Pools.Restore(ctx, s.Actor, pool.ID)
		if err != nil {
			return err
		}
		return printPool(s, pool)
	})
}
