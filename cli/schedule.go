package cli

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"recruitty/recruit"
)

// settle works on what a decision calls for outside and prints the interview.
// It is done only when everything is confirmed (R11).
func (s *session) settle(ctx context.Context, decided recruit.Record) error {
	r, err := s.Outbox.Settle(ctx, decided.Interview.ID)
	if err != nil {
		// The decision is saved; what is printed is how it was saved.
		s.Log.Error("work on the outbox stopped", "interview", decided.Interview.ID, "error", err)
		if err := s.printRecord(decided); err != nil {
			return err
		}
		return unconfirmed("The change is saved, but the work outside stopped (%s) Run recruitty outbox run.", recruit.Sentence(err))
	}
	if err := s.printRecord(r); err != nil {
		return err
	}
	return s.open(r)
}

// open is nil when nothing about the interview is unconfirmed.
func (s *session) open(r recruit.Record) error {
	pending := r.Pending()
	if len(pending) == 0 {
		return nil
	}
	why := pending[0].Error
	for _, e := range pending {
		if e.Error != "" {
			why = e.Error
			break
		}
	}
	if why == "" {
		why = "They wait for their turn."
	}
	return unconfirmed("The change is saved, but %d of %d steps outside are not confirmed yet: %s See recruitty outbox list.",
		len(pending), len(shown(r.Effects)), why)
}

func (p *program) schedule() *cobra.Command {
	var (
		d                             recruit.Draft
		candidate, job, start, length string
		files, forEveryone            []string
		platform                      string
		documents                     bool
		undo                          time.Duration
	)
	c := &cobra.Command{
		Use:   "schedule --candidate ID --job ID --title TITLE --start TIME --duration LENGTH",
		Short: "Schedule an interview, create the Zoom meeting and invite everybody",
		Long: `Schedules an interview with a candidate for a linked job. It creates the Zoom meeting and sends an invitation to
the candidate and every participant before it returns; what cannot be done now stays in the outbox (exit code 5).

The start is in --time-zone, else in your own zone, unless it is written with an offset such as
2026-12-01T10:00:00+01:00. Files are for the panel only, except those given with --file-for-everyone.

Your own Zoom hosts, or where there is none your user in the workspace's account. With --host, where the workspace is
connected, it is made for another Zoom user of the account: yourself, the connected user or a member of the team; an
admin may name anybody there. Zoom ends a Basic host's meetings after 40 minutes; the warning says who is licensed.`,
		Example: `  recruitty interview schedule --candidate 12 --job 3 --title "Technical interview" \
      --start "2026-12-01 10:00" --time-zone Europe/Lisbon --duration 45m \
      --participant dana@example.com --participant lee@example.com --file rubric.pdf
  recruitty interview schedule --candidate 12 --job 3 --title "First call" --start "tomorrow 14:30" \
      --duration 30m --platform phone --place "+351 912 345 678"`,
		Args: exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			if err := required(s.cmd, "candidate", "job", "title", "start", "duration"); err != nil {
				return err
			}
			if err := undoWindow(undo); err != nil {
				return err
			}
			var err error
			if d.CandidateID, err = s.candidateRef(ctx, candidate); err != nil {
				return err
			}
			if d.JobID, err = numbered[recruit.JobID]("job", job); err != nil {
				return err
			}
			if d.Start, d.TimeZone, err = p.start(start, d.TimeZone, s.actor.TimeZone); err != nil {
				return err
			}
			if d.Duration, err = duration(length); err != nil {
				return err
			}
			if d.Platform = recruit.Platform(platform); platform == "" {
				if d.Platform, err = s.Desk.Accounts.DefaultPlatform(ctx); err != nil {
					return err
				}
			}
			if d.Files, err = s.attachments(ctx, d.JobID, files, forEveryone, documents); err != nil {
				return err
			}
			warnings, err := s.Desk.Scheduling.Foresee(ctx, s.actor, d)
			if err != nil {
				return err
			}
			if d.Platform == recruit.Zoom {
				if err := s.knownHost(ctx, s.actor, d.Host); err != nil {
					return err
				}
			}
			r, err := s.Desk.Scheduling.Schedule(ctx, s.actor, d, undo)
			if err != nil {
				return err
			}
			s.warn(r.Interview.ID, warnings.Warnings)
			return s.settle(ctx, r)
		}),
	}
	f := c.Flags()
	f.StringVar(&candidate, "candidate", "", "`ID` or e-mail address of the candidate")
	f.StringVar(&job, "job", "", "`ID` of the job, to which the candidate is linked")
	f.StringVar(&d.Title, "title", "", "what the interview is called, at most 200 characters")
	f.StringVar(&d.Description, "description", "", "what everybody who is invited reads")
	f.StringVar(&d.InternalNote, "internal-note", "", "what only the panel reads")
	f.StringVar(&start, "start", "", "`time` such as \"2026-12-01 10:00\"")
	f.StringVar(&d.TimeZone, "time-zone", "", "`zone` of the start (default your own)")
	f.StringVar(&length, "duration", "", "`length` such as 45m or 1h30")
	f.StringArrayVar(&d.Participants, "participant", nil, "e-mail `address` of a member or of anybody else (may be repeated)")
	f.StringArrayVar(&files, "file", nil, "`path` of a file for the panel (may be repeated)")
	f.StringArrayVar(&forEveryone, "file-for-everyone", nil, "`path` of a file that the candidate gets too (may be repeated)")
	f.BoolVar(&d.AllowExecutable, "allow-executable", false, "let the candidate get a program among the files")
	f.BoolVar(&documents, "job-documents", false, "attach the job's documents")
	f.StringVar(&platform, "platform", "", "zoom, phone, on_site or other_link (default as in Settings)")
	f.StringVar(&d.Place, "place", "", "number, address or link, on other platforms than Zoom")
	f.StringVar(&d.Host, "host", "", "`address` of the Zoom user who hosts, through the workspace's connection")
	undoFlag(c, &undo)
	p.complete(c, "candidate", p.candidateIDs)
	p.complete(c, "job", p.jobIDs)
	p.complete(c, "participant", p.memberEmails)
	among(c, "platform", each(recruit.Platforms(), func(p recruit.Platform) string { return string(p) })...)
	zones(c, "time-zone")
	return c
}

func undoFlag(c *cobra.Command, undo *time.Duration) {
	c.Flags().DurationVar(undo, "undo", 0, "hold everything back for this `time`, so that interview undo can take it back")
}

// attachments gathers the files of a new interview.
func (s *session) attachments(ctx context.Context, job recruit.JobID, panel, everyone []string, documents bool) ([]recruit.File, error) {
	var out []recruit.File
	if documents {
		files, err := s.documents(ctx, job)
		if err != nil {
			return nil, err
		}
		out = append(out, files...)
	}
	forPanel, err := s.fromDisk(ctx, recruit.OtherFile, panel)
	if err != nil {
		return nil, err
	}
	forEveryone, err := s.fromDisk(ctx, recruit.OtherFile, everyone)
	if err != nil {
		return nil, err
	}
	for i := range forEveryone {
		forEveryone[i].Everyone = true
	}
	return append(append(out, forPanel...), forEveryone...), nil
}

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
until it is made, interview host chooses another; then it takes a cancellation and a new interview.`,
		Example: `  recruitty interview reschedule 7 --start "2026-12-02 15:00" --reason "Lee is ill"
  recruitty interview reschedule 7 --duration 1h`,
		Args:              exactly("the number of an interview"),
		ValidArgsFunction: p.first(p.interviewIDs),
		RunE: p.deciding(func(ctx context.Context, s *session, r recruit.Record) (recruit.Record, error) {
			if start == "" && length == "" && named == "" {
				return r, wrongUsage(s.cmd, "Say what changes with --start, --duration or both.")
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
				if _, err := s.Desk.Scheduling.ForeseeMove(ctx, s.actor, r.Interview.ID, move); err != nil {
					return r, err
				}
				if seen, err = s.takeOver(ctx, r, seen); err != nil {
					return r, err
				}
			}
			moved, err := s.Desk.Scheduling.Reschedule(ctx, s.actor, r.Interview.ID, recruit.Seen(seen), move, undo)
			if err != nil {
				return r, err
			}
			foreseen, err := s.Desk.Scheduling.ForeseeMove(ctx, s.actor, r.Interview.ID, move)
			if err == nil { // a warning that cannot be worked out is none
				s.warn(r.Interview.ID, foreseen.Warnings)
			}
			return moved, nil
		}),
	}
	c.Flags().StringVar(&start, "start", "", "new `time`")
	c.Flags().StringVar(&named, "time-zone", "", "`zone` of the start (default the interview's)")
	c.Flags().StringVar(&length, "duration", "", "new `length`")
	c.Flags().StringVar(&reason, "reason", "", "why, for the log and for those who are told")
	changeFlags(c, &take, &seen, &undo)
	zones(c, "time-zone")
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
and its notes stay. Only the organiser may; an admin may take it over first (--take-over).`,
		Example:           `  recruitty interview cancel 7 --reason "The position was filled"`,
		Args:              exactly("the number of an interview"),
		ValidArgsFunction: p.first(p.interviewIDs),
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
			return s.Desk.Scheduling.Cancel(ctx, s.actor, r.Interview.ID, recruit.Seen(seen), reason, undo)
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
	if r.Interview.OrganiserID == s.actor.ID {
		return seen, nil
	}
	taken, err := s.Desk.Scheduling.TakeOver(ctx, s.actor, r.Interview.ID, recruit.Seen(seen))
	return taken.Interview.Version, err
}
