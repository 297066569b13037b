package planning

import (
	"context"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/flow"
	"recruitty/recruit/offers"
	"recruitty/recruit/pools"
)

// offerFlags say what is offered, as it is typed.
type offerFlags struct {
	sendFlags
	job, stage, title, duration, platform, place, description string
	participants, pools, at                                   []string
}

func (p planner) offerSend() *cobra.Command {
	var f offerFlags
	c := &cobra.Command{
		Use:   "send --candidate ID",
		Short: "Send a candidate times to choose from",
		Long: `Finds the best times and sends them to the candidate, who takes one on the page or answers the email with its number; everything else
happens by itself. Without --title it is the interview plan of the stage, and each number is a whole schedule of it. With --title and
--duration it is one interview with the given participants and members of pools.

--at names the times yourself. If no time is possible, nothing is sent, and the reason is given with alternatives; --way-out uses one of
them. --window takes the candidate's own words as recruitty slots does. An open offer for the same stage is replaced. The hours are held
while it is open, unless the settings say otherwise. --preview shows the email and sends
nothing. What could not be done at once stays in the outbox (exit code 5).`,
		Example: `  recruitty offer send --candidate 12 --preview
  recruitty offer send --candidate 12 --title "Technical interview" --duration 45m --pool "1 of Backend" --hours 5 --until "fri 18:00"
  recruitty offer send --candidate 12 --title Talk --duration 30m --participant dana@example.com --at "tue 10:00" --at "wed 14:00" --json`,
		Args: command.Exactly(),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, _ []string) error {
			if err := recruit.CheckUndo(f.undo); err != nil {
				return err
			}
			ask, err := f.request(ctx, p, s)
			if err != nil {
				return err
			}
			return f.send(ctx, s, flow.Offer{By: f.by(s), Ask: ask})
		}),
	}
	flags := c.Flags()
	f.add(p, c, "times")
	flags.StringVar(&f.job, "job", "", "`ID` of the job (default the only one that the candidate is linked to)")
	flags.StringVar(&f.stage, "stage", "", "`stage` that it is for (default the one that the candidate is in)")
	flags.StringVar(&f.title, "title", "", "`title` of a single interview (default the interview plan)")
	flags.StringVar(&f.description, "description", "", "`text` that everybody reads")
	flags.StringVar(&f.duration, "duration", "", "`length` of a single interview, such as 45m")
	flags.StringArrayVar(&f.participants, "participant", nil, "email `address` of a participant (may be repeated)")
	flags.StringArrayVar(&f.pools, "pool", nil, "a number of members of a `pool`, such as \"2 of Backend\" (may be repeated)")
	flags.StringVar(&f.platform, "platform", "", "zoom, phone, on_site or other_link")
	flags.StringVar(&f.place, "place", "", "phone `number`, address or link where it is not Zoom")
	flags.StringArrayVar(&f.at, "at", nil, "a `time` to offer instead of the best ones (may be repeated)")
	f.addSend(c)
	p.Complete(c, "job", p.JobIDs)
	p.Complete(c, "stage", p.Stages)
	p.Complete(c, "participant", p.MemberEmails)
	p.Complete(c, "pool", p.PoolNames)
	p.Among(c, "platform", output.Each(recruit.Platforms(), func(x recruit.Platform) string { return string(x) })...)
	return c
}

// request reads the flags.
func (f *offerFlags) request(ctx context.Context, p planner, s *command.Session) (ask offers.Request, err error) {
	in, err := f.search(ctx, s)
	if err != nil {
		return ask, err
	}
	ask = offers.Request{Candidate: in.Candidate, Stage: f.stage, Count: f.hours, From: in.From, To: in.To, Days: in.Days, Windows: in.Windows, Soft: in.Soft, Words: f.words}
	if !s.Cmd.Flags().Changed("days") {
		ask.Days = 0 // as usual
	}
	if f.job != "" {
		if ask.Job, err = command.Numbered[recruit.JobID]("job", f.job); err != nil {
			return ask, err
		}
	}
	if ask.Until, err = f.ends(s); err != nil {
		return ask, err
	}
	if f.title == "" {
		for _, name := range []string{"duration", "participant", "pool", "platform", "place", "at", "description"} {
			if s.Cmd.Flags().Changed(name) {
				return ask, recruit.Invalid("title", "--%s is about a single interview; give its --title as well, or leave it out to offer the interview plan.", name)
			}
		}
		return ask, nil
	}
	one := offers.Single{Title: f.title, Description: f.description, Participants: f.participants, Platform: recruit.Platform(f.platform), Place: f.place}
	if err := command.Required(s.Cmd, "duration"); err != nil {
		return ask, err
	}
	if one.Duration, err = command.Duration(f.duration); err != nil {
		return ask, err
	}
	if one.Platform == "" {
		if one.Platform, err = s.Services.Accounts.DefaultPlatform(ctx); err != nil {
			return ask, err
		}
	}
	if ask.Needs, err = s.PoolNeeds(ctx, f.pools); err != nil {
		return ask, err
	}
	ask.Single = &one
	ask.Options, err = f.marked(ctx, p, s, ask, one, ask.Needs)
	return ask, err
}

// marked are the options that someone named by their start, with whom pools give for each.
func (f *offerFlags) marked(ctx context.Context, p planner, s *command.Session, ask offers.Request, one offers.Single, needs []pools.Need) ([]offers.Option, error) {
	var all []offers.Option
	for _, typed := range f.at {
		start, zone, err := p.Start(typed, "", s.Actor.TimeZone)
		if err != nil {
			return nil, err
		}
		if err := recruit.CheckStart(start, s.Now()); err != nil {
			return nil, err
		}
		d := recruit.ScheduleRequest{Title: one.Title, Description: one.Description, Start: start, TimeZone: zone, Duration: one.Duration, Participants: one.Participants, Platform: one.Platform, Place: one.Place}
		if len(needs) > 0 {
			hour, err := s.Services.Finder.Seat(ctx, s.Actor, finder.Request{Candidate: ask.Candidate, Duration: one.Duration, People: one.Participants, Needs: needs}, start)
			if err != nil {
				return nil, err
			}
			d.Participants, d.Seats = append(append([]string(nil), d.Participants...), hour.Addresses()...), hour.Seats()
		}
		all = append(all, offers.OptionOf([]recruit.ScheduleRequest{d}))
	}
	return all, nil
}
