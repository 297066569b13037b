package cli

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// closing makes a command that notes how an interview went. Nothing happens
// outside, so there is nothing to wait for.
func (p *program) closing(verb, short string, how recruit.Status) *cobra.Command {
	return &cobra.Command{
		Use:               verb + " ID",
		Short:             short,
		Example:           "  recruitty interview " + verb + " 7",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.noting(func(ctx context.Context, s *session, id recruit.InterviewID) (recruit.Record, error) {
			return s.Services.Scheduling.Close(ctx, s.Actor, id, 0, how)
		}),
	}
}

func (p *program) takeOver() *cobra.Command {
	return &cobra.Command{
		Use:   "take-over ID",
		Short: "As an admin, become the organiser of an interview; the log says so",
		Long: `Makes you the organiser of an interview. You get an entry in your own calendar, unless your profile says otherwise, and the
previous organiser's calendar entry is withdrawn. Nobody else is told.`,
		Example:           "  recruitty interview take-over 7",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.deciding(func(ctx context.Context, s *session, r recruit.Record) (recruit.Record, error) {
			said := r.OrganiserChanges(s.Actor)
			taken, err := s.Services.Scheduling.TakeOver(ctx, s.Actor, r.Interview.ID, 0)
			if err == nil && said != "" {
				s.Tell("%s", said)
			}
			return taken, err
		}),
	}
}

// noting makes the body of a command that changes an interview only here.
func (p *program) noting(note func(context.Context, *session, recruit.InterviewID) (recruit.Record, error)) func(*cobra.Command, []string) error {
	return p.acting(func(ctx context.Context, s *session, args []string) error {
		id, err := command.Numbered[recruit.InterviewID]("interview", args[0])
		if err != nil {
			return err
		}
		r, err := note(ctx, s, id)
		if err != nil {
			return err
		}
		return s.printRecord(r)
	})
}

func (p *program) undo() *cobra.Command {
	return &cobra.Command{
		Use:   "undo ID",
		Short: "Undo the last change of an interview while nothing has been sent",
		Long: `Undoes the latest change of an interview as long as nothing has been sent, for example after --undo 60s.
That it was completed, or that nobody came, can be undone at any time.
An interview that has just been scheduled is removed; it is printed as it was, with "removed" set.`,
		Example:           "  recruitty interview undo 7",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			before, err := s.Record(ctx, args[0])
			if err != nil {
				return err
			}
			r, err := s.Services.Scheduling.Undo(ctx, s.Actor, before.Interview.ID)
			if err != nil {
				return err
			}
			if r.Interview.Version != before.Interview.Version {
				return s.settle(ctx, r)
			}
			gone := struct {
				jsonview.Interview
				Removed bool `json:"removed"`
			}{jsonview.OfRecord(r, s.Now()), true}
			gone.Effects = []jsonview.Effect{}
			return s.Print(gone, func(w *output.Page) {
				w.Line("Interview %d, %s, was undone before anything was sent.", before.Interview.ID, r.Interview.Title)
			})
		}),
	}
}

func (p *program) recreate() *cobra.Command {
	return &cobra.Command{
		Use:   "recreate ID",
		Short: "Create a new Zoom meeting for an interview whose meeting was deleted",
		Long: `Creates a new Zoom meeting for an interview whose meeting no longer exists in Zoom. Everybody is told the new link; the
calendar entries stay the same ones.`,
		Example:           "  recruitty interview recreate 7",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.deciding(func(ctx context.Context, s *session, r recruit.Record) (recruit.Record, error) {
			return s.Services.Scheduling.Recreate(ctx, s.Actor, r.Interview.ID, 0)
		}),
	}
}

func (p *program) adopt() *cobra.Command {
	var (
		passcode string
		notThere bool
	)
	c := &cobra.Command{
		Use:   "adopt ID MEETING",
		Short: "Say which Zoom meeting is the one whose creation was not confirmed",
		Long: `If Zoom's answer to a creation was lost and recruitty has no permission to look for the meeting, look in Zoom yourself: the
description begins with the interview's reference. MEETING is its invitation link or its number. If it is not
there, --not-there has it created.`,
		Example: `  recruitty interview adopt 7 "https://zoom.us/j/85512345678?pwd=abc"
  recruitty interview adopt 7 --not-there`,
		Args:              command.Exactly("the number of an interview", "[the link or number of the meeting]"),
		ValidArgsFunction: p.First(p.InterviewIDs),
	}
	c.RunE = p.acting(func(ctx context.Context, s *session, args []string) error {
		if (len(args) == 2) == notThere {
			return command.WrongUsage(s.Cmd, "Give either the meeting or --not-there.")
		}
		r, err := s.Record(ctx, args[0])
		if err != nil {
			return err
		}
		if notThere {
			r, err = s.Services.Scheduling.NotThere(ctx, s.Actor, r.Interview.ID)
		} else {
			r, err = s.adopt(ctx, r, args[1], passcode)
		}
		if err != nil {
			return err
		}
		return s.settle(ctx, r)
	})
	c.Flags().StringVar(&passcode, "passcode", "", "the meeting's passcode")
	c.Flags().BoolVar(&notThere, "not-there", false, "the meeting does not exist in Zoom")
	return c
}

// adopt records the meeting that a person found.
func (s *session) adopt(ctx context.Context, r recruit.Record, text, passcode string) (recruit.Record, error) {
	m, err := meetingRef(text)
	if err != nil {
		return r, err
	}
	if m.Passcode, err = sanitize.Line(passcode, 20); err != nil {
		return r, command.Wrong("passcode", err)
	}
	h, err := s.Services.Scheduling.HostingOf(ctx, r)
	if err != nil {
		return r, err
	}
	m.ConnectionID, m.HostEmail = h.Via.ID, h.Host
	return s.Services.Scheduling.Adopt(ctx, s.Actor, r.Interview.ID, m)
}

// meetingRef reads a Zoom invitation link or a meeting's number, which people
// write in groups. Zoom's numbers have 9 to 11 digits.
func meetingRef(text string) (recruit.Meeting, error) {
	unclear := recruit.Invalid("", "%s is neither a Zoom invitation link nor a meeting's number of 9 to 11 digits.", output.Quote(text))
	digits, link := strings.NewReplacer(" ", "", "-", "").Replace(text), ""
	if strings.Contains(text, "/") {
		cleaned, err := sanitize.URL(text)
		if err != nil {
			return recruit.Meeting{}, command.Wrong("", err)
		}
		u, err := url.Parse(cleaned)
		if err != nil {
			return recruit.Meeting{}, unclear
		}
		digits, link = u.Path[strings.LastIndex(u.Path, "/")+1:], cleaned
	}
	id, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || len(digits) < 9 || len(digits) > 11 {
		return recruit.Meeting{}, unclear
	}
	if link == "" {
		link = "https://zoom.us/j/" + digits
	}
	return recruit.Meeting{ID: id, JoinURL: link}, nil
}
