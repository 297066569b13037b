package cli

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/foreseen"
	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
)

func (p *program) reschedule() *cobra.Command {
	var (
		start, named, length, reason string
		take                         bool
		seen                         int
		undo                         time.Duration
	)
	c := &cobra.Command{
		Use:   "reschedule ID [--start TIME] [--duration LENGTH]",
		Short: "Move an interview: its start, its duration or both",
		Long: `Moves an interview. Only its organiser may; an admin may take it over first (--take-over). The Zoom meeting stays
the same, and every calendar entry moves in place. What is not given stays as it is; --start is in the
interview's zone unless --time-zone names another. --time-zone alone keeps the moment. Zoom keeps the host of a meeting:
until it is made, interview host chooses another; then it takes a cancellation and a new interview. Who takes part stays,
also those of a pool who may not be free at the new time: a warning says so, and interview invite --pool chooses others. Of an interview that
was imported nobody holds an entry from here: everybody gets a first invitation, and a note says what stays. --preview shows what
would happen and each email as it would leave, and changes nothing.`,
		Example: `  recruitty interview reschedule 7 --start "2026-12-02 15:00" --reason "Lee is ill"
  recruitty interview reschedule 7 --duration 1h`,
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.deciding(func(ctx context.Context, s *session, r recruit.Record) (recruit.Record, error) {
			if start == "" && length == "" && named == "" {
				return r, command.WrongUsage(s.Cmd, "Say what changes with --start, --duration or both.")
			}
			if err := recruit.CheckUndo(undo); err != nil {
				return r, err
			}
			move := recruit.RescheduleRequest{Reason: reason} // what it leaves out stays
			var err error
			if start != "" {
				if move.Start, move.TimeZone, err = p.Start(start, named, r.Interview.TimeZone); err != nil {
					return r, err
				}
			} else if named != "" {
				if move.TimeZone, err = command.ZoneName(named); err != nil {
					return r, err
				}
			}
			if length != "" {
				if move.Duration, err = command.Duration(length); err != nil {
					return r, err
				}
			}
			d := &flow.Reschedule{By: s.by(undo), Interview: on(r, seen), Move: move}
			return s.decide(ctx, d, s.takeOver(take, r, &d.Interview))
		}),
	}
	c.Flags().StringVar(&start, "start", "", "new `time`")
	c.Flags().StringVar(&named, "time-zone", "", "`zone` of the start (default the interview's)")
	c.Flags().StringVar(&length, "duration", "", "new `length`")
	c.Flags().StringVar(&reason, "reason", "", "why, for the log and for those who are told")
	changeFlags(c, &take, &seen, &undo)
	foreseen.Flag(c)
	p.Zones(c, "time-zone")
	return c
}

// changeFlags are those that reschedule and cancel have in common.
func changeFlags(c *cobra.Command, take *bool, seen *int, undo *time.Duration) {
	takeFlags(c, take, seen)
	undoFlag(c, undo)
}

// takeFlags are those of every change of an interview that is the organiser's.
func takeFlags(c *cobra.Command, take *bool, seen *int) {
	c.Flags().BoolVar(take, "take-over", false, "as an admin, become the organiser first")
	c.Flags().IntVar(seen, "if-version", 0, "refuse unless the interview still has this `version`")
}

func (p *program) cancel() *cobra.Command {
	var (
		reason string
		take   bool
		seen   int
		undo   time.Duration
	)
	c := &cobra.Command{
		Use:   "cancel ID",
		Short: "Cancel an interview, delete the Zoom meeting and withdraw every invitation",
		Long: `Cancels an interview: the Zoom meeting is deleted and the calendar entry withdrawn everywhere. The record, its files
and its notes stay. Only the organiser may; an admin may take it over first (--take-over). Of an interview that was
imported nobody holds an entry from here: it is marked, nothing is sent, and a note says so. --preview shows what would happen
and each email as it would leave, and changes nothing.`,
		Example:           "  recruitty interview cancel 7 --reason \"The position was filled\" --preview\n  recruitty interview cancel 7 --reason \"The position was filled\"",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.deciding(func(ctx context.Context, s *session, r recruit.Record) (recruit.Record, error) {
			if err := recruit.CheckUndo(undo); err != nil {
				return r, err
			}
			d := &flow.Cancel{By: s.by(undo), Interview: on(r, seen), Reason: reason}
			return s.decide(ctx, d, s.takeOver(take, r, &d.Interview))
		}),
	}
	c.Flags().StringVar(&reason, "reason", "", "why, for the log and for those who are told")
	changeFlags(c, &take, &seen, &undo)
	foreseen.Flag(c)
	return c
}

// deciding makes the body of a command that decides about one interview and
// then makes happen outside what it calls for.
func (p *program) deciding(decide func(context.Context, *session, recruit.Record) (recruit.Record, error)) func(*cobra.Command, []string) error {
	return p.acting(func(ctx context.Context, s *session, args []string) error {
		r, err := s.Record(ctx, args[0])
		if err != nil {
			return err
		}
		r, err = decide(ctx, s, r)
		switch {
		case errors.Is(err, errForeseen):
			return nil
		case err != nil:
			return err
		}
		return s.settle(ctx, r)
	})
}

// by is who decides by a command, and how long that can be taken back.
func (s *session) by(undo time.Duration) flow.By {
	return flow.By{Services: s.Services, Actor: s.Actor, Undo: func(context.Context) (time.Duration, error) { return undo, nil }}
}

// on is the interview that a command changes; seen is the version that it has to
// have, 0 for any.
func on(r recruit.Record, seen int) flow.Interview {
	return flow.Interview{ID: r.Interview.ID, Seen: scheduling.ExpectedVersion(seen)}
}

// takeOver makes the actor the organiser first, where that was said and they are
// not. What is decided then is decided on the version that this makes.
func (s *session) takeOver(take bool, r recruit.Record, on *flow.Interview) func(context.Context) error {
	if !take || r.Interview.OrganiserID == s.Actor.ID {
		return nil
	}
	return func(ctx context.Context) error {
		taken, err := s.Services.Scheduling.TakeOver(ctx, s.Actor, on.ID, on.Seen)
		on.Seen = scheduling.ExpectedVersion(taken.Interview.Version)
		return err
	}
}

// decide makes a decision; first, which may be nil, comes before it, once nothing
// else speaks against it.
func (s *session) decide(ctx context.Context, d flow.Decision, first func(context.Context) error) (recruit.Record, error) {
	if foreseen.Asked(s.Cmd) {
		return recruit.Record{}, s.foresee(ctx, d)
	}
	said := &onTheLine{first: first}
	r, err := flow.Decide(ctx, func() (flow.Decision, error) { return d, nil }, said)
	if err == nil {
		s.warn(r.Interview.ID, said.notes)
	}
	return r, err
}

// errForeseen says that a decision was only to be looked at, and was.
var errForeseen = errors.New("the decision was shown, and not made")

// foresee shows what a decision would do, with its mails. What would be refused is refused here
// as well.
func (s *session) foresee(ctx context.Context, d flow.Decision) error {
	f, err := d.Preview(ctx)
	if p, ok := flow.ProgramOf(err); ok {
		err = p.Refused
	}
	if err == nil {
		err = f.Record.MayChange(s.Actor)
	}
	if err == nil {
		err = foreseen.Print(ctx, s.Session, f)
	}
	if err == nil {
		err = errForeseen
	}
	return err
}

// onTheLine answers the questions of a decision for a command: what it was given
// says everything, and nobody is there to be asked.
type onTheLine struct {
	first func(context.Context) error
	notes []scheduling.Warning
}

func (o *onTheLine) Agree(ctx context.Context, _ flow.Decision, f scheduling.Preview) (bool, error) {
	if o.notes = f.Notes(); o.first != nil {
		return true, o.first(ctx)
	}
	return true, nil
}

func (o *onTheLine) Program(_ context.Context, p flow.Program) (bool, error) { return false, p.Refused }

func (o *onTheLine) Correct(_ context.Context, why error) error { return why }
