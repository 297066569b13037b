package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/foreseen"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
)

// settle works on what a decision calls for outside, for the interview and for those that it
// changed along, and prints the interview. It is done only when everything is confirmed (R11).
func (s *session) settle(ctx context.Context, decided recruit.Record) error {
	o := s.Outside()
	r := o.Interview(ctx, decided)
	s.settleOthers(ctx, o)
	if err := s.printRecord(r); err != nil {
		return err
	}
	return o.Unconfirmed("The change is")
}

func (p *program) schedule() *cobra.Command {
	var (
		entry                         entryFlags
		d                             recruit.ScheduleRequest
		candidate, job, start, length string
		files, forEveryone, wanted    []string
		platform                      string
		documents                     bool
		undo                          time.Duration
	)
	c := &cobra.Command{
		Use:   "schedule --candidate ID --job ID --title TITLE --start TIME --duration LENGTH",
		Short: "Schedule an interview, create the Zoom meeting and invite everybody",
		Long: `Schedules an interview with a candidate for a job that they are linked to. It creates the Zoom meeting and sends an
invitation to the candidate and every participant before it returns; whatever cannot be done now stays in the outbox (exit
code 5).

The start is in --time-zone, or by default in your own time zone, unless it ends with a zone or an offset, such as
2026-12-01T10:00:00+01:00. It can be written the way people and spreadsheets do: "tue 10am", "in 2 weeks 14:30",
"4/25/2027 8:30:00 AM"; a time that can mean two things is refused, with the choices. A time zone is a name such as
Europe/Lisbon, a city, an offset such as UTC+3 (east of Greenwich), or a Windows name. Files are for the panel only, except
those given with --file-for-everyone.

As the organiser you get the interview in your own calendar, by an email like the panel's, unless you use
--no-organiser-entry or have turned that off in your profile (recruitty member edit --organiser-entry no). An organiser who is
also a participant gets the invitation instead.

The host is you, through your own Zoom connection or, if you have none, as your user in the workspace's account. --host makes
another Zoom user of the account the host, if the workspace is connected: yourself, the connected user or a member of the
team; an admin may name anybody in the account. Zoom ends meetings of a Basic host after 40 minutes; the warning says who is
licensed.

--pool adds the given number of members of a pool to the participants you name: those who are free at that time, within their
hours and limits, and have had the fewest interviews. Trainees sit in as well. The output says who was chosen. If too few are
available, nothing is scheduled and the reason is given; recruitty slots finds the hours at which enough are.

--preview shows what would happen and each email as it would leave, and schedules nothing.`,
		Example: `  recruitty interview schedule --candidate 12 --job 3 --title "Technical interview" \
      --start "2026-12-01 10:00" --time-zone Europe/Lisbon --duration 45m \
      --participant dana@example.com --participant lee@example.com --file rubric.pdf
  recruitty interview schedule --candidate 12 --job 3 --title "First call" --start "tomorrow 14:30" \
      --duration 30m --platform phone --place "+351 912 345 678"
  recruitty interview schedule --candidate 12 --job 3 --title "Storage" --start "fri 10:00" --duration 60 --pool "2 of Backend"`,
		Args: command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			if err := command.Required(s.Cmd, "candidate", "job", "title", "start", "duration"); err != nil {
				return err
			}
			if err := recruit.CheckUndo(undo); err != nil {
				return err
			}
			var err error
			if d.CandidateID, err = s.CandidateRef(ctx, candidate); err != nil {
				return err
			}
			if d.JobID, err = command.Numbered[recruit.JobID]("job", job); err != nil {
				return err
			}
			if d.Start, d.TimeZone, err = p.Start(start, d.TimeZone, s.Actor.TimeZone); err != nil {
				return err
			}
			if d.Duration, err = command.Duration(length); err != nil {
				return err
			}
			if d.Platform = recruit.Platform(platform); platform == "" {
				if d.Platform, err = s.Services.Accounts.DefaultPlatform(ctx); err != nil {
					return err
				}
			}
			if d.OrganiserEntry, err = entry.preference(s.Cmd); err != nil {
				return err
			}
			if d.Files, err = s.attachments(ctx, d.JobID, files, forEveryone, documents); err != nil {
				return err
			}
			if err := s.seat(ctx, &d, wanted); err != nil {
				return err
			}
			r, err := s.decide(ctx, &flow.Schedule{By: s.by(undo), Draft: d}, func(ctx context.Context) error {
				if d.Platform != recruit.Zoom {
					return nil
				}
				return s.knownHost(ctx, s.Actor, d.Host)
			})
			switch {
			case errors.Is(err, errForeseen):
				return nil
			case err != nil:
				return err
			}
			return s.settle(ctx, r)
		}),
	}
	f := c.Flags()
	f.StringVar(&candidate, "candidate", "", "`ID` or email address of the candidate")
	f.StringVar(&job, "job", "", "`ID` of a job that the candidate is linked to")
	f.StringVar(&d.Title, "title", "", "title of the interview, at most 200 characters")
	f.StringVar(&d.Description, "description", "", "a description for everybody who is invited")
	f.StringVar(&d.InternalNote, "internal-note", "", "a note that only the panel gets")
	f.StringVar(&start, "start", "", "`time` such as \"2026-12-01 10:00\"")
	f.StringVar(&d.TimeZone, "time-zone", "", "`zone` of the start (default your own)")
	f.StringVar(&length, "duration", "", "`length` such as 45m or 1h30")
	f.StringArrayVar(&d.Participants, "participant", nil, "email `address` of a member or of anybody else (may be repeated)")
	f.StringArrayVar(&wanted, "pool", nil, "a number of members of a `pool` who are free then, such as \"2 of Backend\" (may be repeated)")
	f.StringArrayVar(&files, "file", nil, "`path` of a file for the panel (may be repeated)")
	f.StringArrayVar(&forEveryone, "file-for-everyone", nil, "`path` of a file that the candidate gets too (may be repeated)")
	f.BoolVar(&d.AllowExecutable, "allow-executable", false, "allow a program among the files")
	f.BoolVar(&documents, "job-documents", false, "attach the job's documents")
	f.StringVar(&platform, "platform", "", "zoom, phone, on_site or other_link (default as in Settings)")
	f.StringVar(&d.Place, "place", "", "phone number, address or link, on platforms other than Zoom (for phone, default the candidate's number)")
	f.StringVar(&d.Host, "host", "", "`address` of the Zoom user to be the host, through the workspace's connection")
	entry.add(c)
	undoFlag(c, &undo)
	foreseen.Flag(c)
	p.Complete(c, "candidate", p.CandidateIDs)
	p.Complete(c, "job", p.JobIDs)
	p.Complete(c, "participant", p.MemberEmails)
	p.Complete(c, "pool", p.PoolNames)
	p.Among(c, "platform", output.Each(recruit.Platforms(), func(p recruit.Platform) string { return string(p) })...)
	p.Zones(c, "time-zone")
	return c
}

func undoFlag(c *cobra.Command, undo *time.Duration) {
	c.Flags().DurationVar(undo, "undo", 0, "hold everything back for this `time`; until then interview undo can undo it")
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

// warn tells a person what is odd about a decision that was made just now and
// what to type about it, and keeps it for the JSON output.
func (s *session) warn(id recruit.InterviewID, warnings []scheduling.Warning) {
	for _, w := range warnings {
		shape := jsonview.Warning{Field: w.Field, Text: w.Sentence, Offers: []jsonview.Offer{}}
		s.Tell("Note: %s", w.Sentence)
		if length := w.Remedy.Duration; length > 0 {
			shape.Offers = append(shape.Offers, jsonview.Offer{DurationMinutes: jsonview.Minutes(length),
				Type: fmt.Sprintf("recruitty interview reschedule %d --duration %dm", id, jsonview.Minutes(length))})
		}
		for _, o := range w.Remedy.Hosts {
			shape.Offers = append(shape.Offers, jsonview.Offer{Host: o.Email,
				Type: fmt.Sprintf("recruitty interview cancel %d, then interview schedule … --host %s", id, o.Email)})
		}
		for _, o := range shape.Offers {
			s.Tell("      %s", o.Type)
		}
		s.warned = append(s.warned, shape)
	}
}
