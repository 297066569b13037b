package planning

import (
	"context"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/hours"
)

func (p planner) hoursOff() *cobra.Command {
	return command.Noun("off", "Days and parts of days when someone does not work", p.offAdd(), p.offList(), p.offRemove())
}

// offTyped is what was typed about time off.
type offTyped struct{ from, to, part string }

func (t *offTyped) flags(c *cobra.Command) {
	c.Flags().StringVar(&t.from, "from", "", "first `day`, such as 2026-12-24 or tomorrow")
	c.Flags().StringVar(&t.to, "to", "", "last `day`; without it there is only one")
	c.Flags().StringVar(&t.part, "part", "", "`time` that is off on each of the days, such as 13:00-17:00; without it whole days")
}

// read makes time off of it, on the clock of a zone. Without a last day it is one day.
func (t offTyped) read(s *command.Session, zone *time.Location) (hours.TimeOff, error) {
	var off hours.TimeOff
	if t.from == "" {
		return off, recruit.Invalid("from", "The first day is missing; write it like 2026-12-24.")
	}
	for _, end := range []struct {
		flag, typed string
		day         *hours.Date
	}{{"from", t.from, &off.First}, {"to", t.to, &off.Last}} {
		at, err := s.Edge(end.flag, end.typed, zone)
		if err != nil {
			return off, err
		}
		if *end.day = hours.DateOf(at.In(zone)); end.typed == "" {
			*end.day = off.First
		}
	}
	if t.part == "" {
		return off, nil
	}
	var err error
	if off.Part, err = hours.ParseSpan(t.part); err != nil {
		return off, command.Wrong("part", err)
	}
	return off, nil
}

// zone is on whose clock days are.
func (r rules) zone(s *command.Session) *time.Location {
	if r.ofWorkspace() {
		return s.Actor.Location()
	}
	return r.holds.Zone
}

func (p planner) offAdd() *cobra.Command {
	var of whose
	var typed offTyped
	c := &cobra.Command{
		Use:   "add [MEMBER] --from DAY",
		Short: "Add time off; nobody is told why",
		Example: `  recruitty hours off add --from 2026-12-24 --to 2027-01-01
  recruitty hours off add lee@example.com --from tomorrow --part 13:00-17:00
  recruitty hours off add --workspace --from 2026-12-31`,
		Args: command.Exactly("[the number or email address of a member]"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			if err := command.Required(s.Cmd, "from"); err != nil {
				return err
			}
			r, err := of.change(ctx, s, args, func(r *rules) error {
				off, err := typed.read(s, r.zone(s))
				if err != nil {
					return err
				}
				if off.Last.Before(hours.DateOf(s.Now().In(r.zone(s)))) {
					return recruit.Invalid("from", "%s is already over; past time off is not kept.", off)
				}
				if set := r.set(); !slices.Contains(set.Off, off) {
					set.Off = append(slices.Clone(set.Off), off)
				}
				return nil
			})
			if err != nil {
				return err
			}
			return listOff(s, r)
		}),
	}
	typed.flags(c)
	of.flag(c)
	c.ValidArgsFunction = p.First(p.MemberEmails)
	return c
}

// listOff prints the time off that holds.
func listOff(s *command.Session, r rules) error {
	return output.Stream(s.Printer(), output.ListOf("There is no time off.", []string{"FROM", "TO", "PART", "OF"}, func(o offJSON) []string {
		part, whose := "", "their own"
		if !o.Part.Empty() {
			part = o.Part.String()
		}
		if o.Workspace {
			whose = "everybody's"
		}
		return []string{o.First.String(), o.Last.String(), part, whose}
	}, func(o offJSON) offJSON { return o }), output.Whole(r.off()))
}

func (p planner) offList() *cobra.Command {
	var of whose
	c := &cobra.Command{
		Use:     "list [MEMBER]",
		Short:   "List time off",
		Example: "  recruitty hours off list\n  recruitty hours off list --workspace --json",
		Args:    command.Exactly("[the number or email address of a member]"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			r, err := of.read(ctx, s, args)
			if err != nil {
				return err
			}
			return listOff(s, r)
		}),
	}
	of.flag(c)
	c.ValidArgsFunction = p.First(p.MemberEmails)
	return c
}

func (p planner) offRemove() *cobra.Command {
	var of whose
	var typed offTyped
	c := &cobra.Command{
		Use:     "remove [MEMBER] --from DAY",
		Short:   "Remove time off by its first day",
		Long:    "Removes time off that begins on a day. Where several begin on it, --to and --part say which; hours off add brings it back.",
		Example: "  recruitty hours off remove --from 2026-12-24",
		Args:    command.Exactly("[the number or email address of a member]"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			if err := command.Required(s.Cmd, "from"); err != nil {
				return err
			}
			r, err := of.change(ctx, s, args, func(r *rules) error {
				wanted, err := typed.read(s, r.zone(s))
				if err != nil {
					return err
				}
				set := r.set()
				fits := func(o hours.TimeOff) bool {
					return o.First == wanted.First && (typed.to == "" || o.Last == wanted.Last) && (typed.part == "" || o.Part == wanted.Part)
				}
				left := slices.DeleteFunc(slices.Clone(set.Off), fits)
				switch len(set.Off) - len(left) {
				case 0:
					return recruit.NotFound("No such time off begins on %s; recruitty hours off list shows them, and the workspace's is removed with --workspace.", wanted.First)
				case 1:
					set.Off = left
					return nil
				}
				return recruit.Invalid("to", "Several begin on %s; name the last day or the part as well.", wanted.First)
			})
			if err != nil {
				return err
			}
			return listOff(s, r)
		}),
	}
	typed.flags(c)
	of.flag(c)
	c.ValidArgsFunction = p.First(p.MemberEmails)
	return c
}
