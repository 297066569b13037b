package planning

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/availability"
)

// outcomeJSON is how the reading of one connection went, with --json.
type outcomeJSON struct {
	ID     availability.SourceID `json:"id"`
	Label  string                `json:"label"`
	OK     bool                  `json:"ok"` // every calendar was read
	Error  string                `json:"error"`
	Read   []string              `json:"read"` // whose calendars were read
	Failed []failedJSON          `json:"failed"`
	Doubts []string              `json:"doubts"` // what of them was not understood
}

type failedJSON struct {
	Member string `json:"member"`
	Name   string `json:"name"`
	Error  string `json:"error"`
}

// wrong is why a connection could not be read whole, nil where it was.
func wrong(out availability.Outcome) error {
	if out.Err == nil && len(out.Failed) > 0 {
		return out.Failed[0].Err
	}
	return out.Err
}

func (n names) outcome(out availability.Outcome) outcomeJSON {
	shape := outcomeJSON{ID: out.Source.ID, Label: out.Source.Label(), OK: wrong(out) == nil, Doubts: output.Words(out.Doubts),
		Read: output.Each(out.Read, func(c availability.Calendar) string { return n.of(c.MemberID) }),
		Failed: output.Each(out.Failed, func(f availability.CalendarFailure) failedJSON {
			return failedJSON{n.of(f.Calendar.MemberID), f.Calendar.Name, recruit.Sentence(f.Err)}
		})}
	if out.Err != nil {
		shape.Error = recruit.Sentence(out.Err)
	}
	return shape
}

// lines says how a reading went, for people.
func (o outcomeJSON) lines(w *output.Page) {
	w.Line("%d: %s", o.ID, o.Label)
	if o.Error != "" {
		w.Field("Trouble", o.Error)
	}
	switch n := len(o.Read); {
	case n == 1:
		w.Field("Read", "1 calendar, of "+o.Read[0])
	case n > 1:
		w.Field("Read", output.Number(n)+" calendars")
	}
	for _, f := range o.Failed {
		w.Field("Not read", f.Member+": "+f.Error)
	}
	for _, d := range o.Doubts {
		w.Field("Doubt", d)
	}
}

func (p planner) calendarTest() *cobra.Command {
	return &cobra.Command{
		Use:               "test ID",
		Short:             "Read a connected calendar now and report the result",
		Example:           "  recruitty calendar test 1",
		Args:              command.Exactly("the number of a calendar connection"),
		ValidArgsFunction: p.First(p.sourceIDs),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			id, err := command.Numbered[availability.SourceID]("calendar", args[0])
			if err != nil {
				return err
			}
			out, err := s.Services.Availability.Test(ctx, s.Actor, id)
			if err != nil {
				return err
			}
			all, err := p.names(ctx, s)
			if err != nil {
				return err
			}
			shape := all.outcome(out)
			if err := s.Print(shape, shape.lines); err != nil {
				return err
			}
			return wrong(out)
		}),
	}
}

func (p planner) calendarSync() *cobra.Command {
	var members []string
	var due bool
	c := &cobra.Command{
		Use:   "sync [ID]",
		Short: "Read connected calendars now",
		Long: `Reads connected calendars now: all of them, one connection, those of some members, or with --due those whose turn it
is. While recruitty runs, as a screen or as a host, it does so by itself every five minutes.`,
		Example:           "  recruitty calendar sync\n  recruitty calendar sync --member lee@example.com\n  recruitty calendar sync --due --json",
		Args:              command.Exactly("[the number of a calendar connection]"),
		ValidArgsFunction: p.First(p.sourceIDs),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			given := 0
			for _, yes := range []bool{len(args) > 0, len(members) > 0, due} {
				if yes {
					given++
				}
			}
			if given > 1 {
				return command.WrongUsage(s.Cmd, "Choose one of a number, --member and --due.")
			}
			which := availability.Which{All: given == 0}
			for _, text := range args {
				id, err := command.Numbered[availability.SourceID]("calendar", text)
				if err != nil {
					return err
				}
				which.Sources = append(which.Sources, id)
			}
			for _, text := range members {
				m, err := s.MemberRef(ctx, text)
				if err != nil {
					return err
				}
				which.Members = append(which.Members, m.ID)
			}
			return p.sync(ctx, s, which)
		}),
	}
	c.Flags().StringArrayVar(&members, "member", nil, "the calendars of a `member`; may be repeated")
	c.Flags().BoolVar(&due, "due", false, "only what was not read for a while")
	p.Complete(c, "member", p.MemberEmails)
	return c
}

// sync reads and prints how that went.
func (p planner) sync(ctx context.Context, s *command.Session, which availability.Which) error {
	ctx, stop := s.Printer().Wait(ctx, s.Interactive)
	defer stop()
	done, err := s.Services.Availability.Sync(ctx, s.Actor, which)
	if err != nil {
		return err
	}
	all, err := p.names(ctx, s)
	if err != nil {
		return err
	}
	shapes := output.Each(done, all.outcome)
	if err := s.Print(shapes, func(w *output.Page) {
		if len(shapes) == 0 {
			w.Line("There was nothing to read.")
		}
		for _, o := range shapes {
			o.lines(w)
		}
	}); err != nil {
		return err
	}
	bad := slices.DeleteFunc(slices.Clone(done), func(out availability.Outcome) bool { return wrong(out) == nil })
	switch len(bad) {
	case 0:
		return nil
	case 1:
		return wrong(bad[0])
	}
	return &recruit.Problem{Kind: recruit.ErrLater, Cause: wrong(bad[0]),
		Sentence: output.Number(len(bad)) + " calendar connections could not be read whole; the answer says which, and why."}
}
