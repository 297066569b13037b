package cli

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/recruit"
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
until it is made, interview host chooses another; then it takes a cancellation and a new interview. Of an interview that
was imported nobody holds an entry from here: everybody gets a first invitation, and a note says what stays.`,
		Example: `  recruitty interview reschedule 7 --start "2026-12-02 15:00" --reason "Lee is ill"
  recruitty interview reschedule 7 --duration 1h`,
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.interviewIDs),
		RunE: p.deciding(func(ctx context.Context, s *session, r recruit.Record) (recruit.Record, error) {
			if start == "" && length == "" && named == "" {
				return r, command.WrongUsage(s.Cmd, "Say what changes with --start, --duration or both.")
			}
			if err := undoWindow(undo); err != nil {
				return r, err
			}
			move := recruit.Move{Start: r.Interview.Start, TimeZone: r.Interview.TimeZone, Duration: r.Interview.Duration, Reason: reason}
			var err error
			if start != "" {
				if move.Start, move.TimeZone, err = p.start(start, named, r.Interview.TimeZone); err != nil {
					return r, err
				}
			} else if named != "" {
				if move.TimeZone, err = zoneName(named); err != nil {
					return r, err
				}
			}
			if length != "" {
				if move.Duration, err = duration(length); err != nil {
					return r, err
				}
			}
			if take {
				// Nobody else's interview is taken over for a move that cannot be.
				if _, err := s.Desk.Scheduling.ForeseeMove(ctx, s.Actor, r.Interview.ID, move); err != nil {
					return r, err
				}
				if seen, err = s.takeOver(ctx, r, seen); err != nil {
					return r, err
				}
			}
			moved, err := s.Desk.Scheduling.Reschedule(ctx, s.Actor, r.Interview.ID, recruit.Seen(seen), move, undo)
			if err != nil {
				return r, err
			}
			foreseen, err := s.Desk.Scheduling.ForeseeMove(ctx, s.Actor, r.Interview.ID, move)
			if err == nil { // a warning that cannot be worked out is none
				s.warn(r.Interview.ID, foreseen.Notes())
			}
			return moved, nil
		}),
	}
	c.Flags().StringVar(&start, "start", "", "new `time`")
	c.Flags().StringVar(&named, "time-zone", "", "`zone` of the start (default the interview's)")
	c.Flags().StringVar(&length, "duration", "", "new `length`")
	c.Flags().StringVar(&reason, "reason", "", "why, for the log and for those who are told")
	changeFlags(c, &take, &seen, &undo)
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
imported nobody holds an entry from here: it is marked, nothing is sent, and a note says so.`,
		Example:           `  recruitty interview cancel 7 --reason "The position was filled"`,
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.interviewIDs),
		RunE: p.deciding(func(ctx context.Context, s *session, r recruit.Record) (recruit.Record, error) {
			if err := undoWindow(undo); err != nil {
				return r, err
			}
			if take {
				var err error
				if seen, err = s.takeOver(ctx, r, seen); err != nil {
					return r, err
				}
			}
			foreseen, unforeseen := s.Desk.Scheduling.ForeseeCancel(ctx, r.Interview.ID)
			cancelled, err := s.Desk.Scheduling.Cancel(ctx, s.Actor, r.Interview.ID, recruit.Seen(seen), reason, undo)
			if err == nil && unforeseen == nil { // a warning that cannot be worked out is none
				s.warn(r.Interview.ID, foreseen.Notes())
			}
			return cancelled, err
		}),
	}
	c.Flags().StringVar(&reason, "reason", "", "why, for the log and for those who are told")
	changeFlags(c, &take, &seen, &undo)
	return c
}

// deciding makes the body of a command that decides about one interview and
// then makes happen outside what it calls for.
func (p *program) deciding(decide func(context.Context, *session, recruit.Record) (recruit.Record, error)) func(*cobra.Command, []string) error {
	return p.acting(func(ctx context.Context, s *session, args []string) error {
		id, err := numbered[recruit.InterviewID]("interview", args[0])
		if err != nil {
			return err
		}
		r, err := s.Desk.Store.Record(ctx, id)
		if err != nil {
			return err
		}
		if r, err = decide(ctx, s, r); err != nil {
			return err
		}
		return s.settle(ctx, r)
	})
}

// takeOver makes the actor the organiser unless they are. It returns the
// version that the decision behind it is then made on, 0 for any.
func (s *session) takeOver(ctx context.Context, r recruit.Record, seen int) (int, error) {
	if r.Interview.OrganiserID == s.Actor.ID {
		return seen, nil
	}
	taken, err := s.Desk.Scheduling.TakeOver(ctx, s.Actor, r.Interview.ID, recruit.Seen(seen))
	return taken.Interview.Version, err
}
