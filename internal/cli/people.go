package cli

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/foreseen"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/sanitize"
)

func (p *program) invite() *cobra.Command {
	var (
		entry   entryFlags
		change  recruit.PeopleChange
		correct []string
		wanted  []string
		take    bool
		seen    int
		undo    time.Duration
	)
	c := &cobra.Command{
		Use:   "invite ID [--add ADDRESS] [--pool POOL] [--remove ADDRESS] [--correct OLD=NEW] [--no-organiser-entry]",
		Short: "Change who is invited to an interview",
		Long: `Changes who is invited. New people get an invitation, people who are removed get a cancellation, and the others
get an update if their entry lists who takes part. --correct replaces a wrong address with the right one; the
candidate's own is corrected in the profile too, and in their other upcoming interviews. --organiser-entry and
--no-organiser-entry add or remove your own calendar entry as the organiser; nobody else is told. Only the organiser can do this; an admin may take the interview over first (--take-over).

--pool adds people from a pool to those who are invited: those who are free at the time of the interview and have had the fewest
interviews, chosen as by interview schedule --pool. With --remove it replaces a person with someone else from the pool. --preview shows who
would be told what, with each email as it would leave, and changes nothing. What is held back with --undo can be undone until then; a corrected address
and the organiser's own entry are not held back.`,
		Example: `  recruitty interview invite 7 --add lee@example.com --remove dana@example.com
  recruitty interview invite 7 --pool "1 of Backend" --remove dana@example.com
  recruitty interview invite 7 --correct priya@exampel.com=priya@example.com`,
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.deciding(func(ctx context.Context, s *session, r recruit.Record) (recruit.Record, error) {
			err := recruit.CheckUndo(undo)
			if err != nil {
				return r, err
			}
			if change.OrganiserEntry, err = entry.preference(s.Cmd); err != nil {
				return r, err
			}
			if len(change.Add)+len(change.Remove)+len(correct)+len(wanted) == 0 && change.OrganiserEntry == "" {
				return r, command.WrongUsage(s.Cmd, "Say who is added, removed or corrected with --add, --pool, --remove or --correct, or whether the organiser gets a calendar entry.")
			}
			change.Correct = map[string]string{}
			for _, pair := range correct {
				wrong, right, ok := strings.Cut(pair, "=")
				if !ok {
					return r, recruit.Invalid("correct", "%s is not a correction; write the wrong address, = and the right one.", output.Quote(pair))
				}
				change.Correct[strings.TrimSpace(wrong)] = strings.TrimSpace(right)
			}
			if err := s.seatMore(ctx, r, &change, wanted); err != nil {
				return r, err
			}
			d := &flow.People{By: s.by(undo), Interview: on(r, seen), Change: change}
			return s.changePeople(ctx, r, d, s.takeOver(take, r, &d.Interview))
		}),
	}
	f := c.Flags()
	f.StringArrayVar(&change.Add, "add", nil, "`address` of someone to invite (may be repeated)")
	f.StringArrayVar(&wanted, "pool", nil, "more people from a pool who are available, such as \"1 of Backend\" (may be repeated)")
	f.StringArrayVar(&change.Remove, "remove", nil, "`address` of someone to remove (may be repeated)")
	f.StringArrayVar(&correct, "correct", nil, "a wrong address, = and the right one as `OLD=NEW` (may be repeated)")
	entry.add(c)
	changeFlags(c, &take, &seen, &undo)
	foreseen.Flag(c)
	p.Complete(c, "add", p.MemberEmails)
	p.Complete(c, "pool", p.PoolNames)
	return c
}

// changePeople changes who is invited to r, and along with it what has to follow
// when the candidate's own address was wrong.
func (s *session) changePeople(ctx context.Context, r recruit.Record, d *flow.People, first func(context.Context) error) (recruit.Record, error) {
	for old, right := range d.Change.Correct {
		if !sanitize.SameAddress(old, r.Candidate.Email) {
			continue
		}
		if err := s.readdressed(ctx, r.Candidate, right); err != nil {
			return r, err
		}
	}
	return s.decide(ctx, d, first)
}

func (p *program) host() *cobra.Command {
	return &cobra.Command{
		Use:   "host ID ADDRESS",
		Short: "Let another Zoom user host an interview whose meeting is not created yet",
		Long: `Lets another Zoom user host an interview whose meeting is not created yet, as when Zoom did not know the first one,
and tries the creation again. Where a connection serves the whole workspace, the organiser's own Zoom user hosts unless
another is chosen; only an admin may choose any user of the account.`,
		Example:           "  recruitty interview host 7 meetings@example.com",
		Args:              command.Exactly("the number of an interview", "the email address of a Zoom user"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			r, err := s.Record(ctx, args[0])
			if err != nil {
				return err
			}
			if err := s.knownHost(ctx, r.Organiser, args[1]); err != nil {
				return err
			}
			if r, err = s.Services.Scheduling.HostBy(ctx, s.Actor, r.Interview.ID, args[1], 0); err != nil {
				return err
			}
			return s.settle(ctx, r)
		}),
	}
}

// knownHost refuses a host whom Zoom does not know for certain, and names who
// can host instead: a command has no form in which to choose again.
func (s *session) knownHost(ctx context.Context, organiser recruit.Member, host string) error {
	if _, err := sanitize.Email(host); host != "" && err != nil {
		return nil // no address at all is refused by the decision itself
	}
	warnings, err := s.Services.Scheduling.Warnings(ctx, organiser, recruit.ScheduleRequest{Platform: recruit.Zoom, Host: host}, 0)
	if err != nil {
		return err
	}
	for _, w := range warnings {
		if w.Field == "host" {
			return &recruit.Problem{Kind: recruit.ErrRefused, Field: w.Field, Cause: recruit.ErrUnknownUser, Sentence: w.Sentence}
		}
	}
	return nil
}

func (p *program) moveBack() *cobra.Command {
	return &cobra.Command{
		Use:   "move-back ID",
		Short: "Tell Zoom again when an interview takes place, after its meeting was moved there",
		Long: `Moves the Zoom meeting of an interview back to the time that everybody was told, after someone moved it in Zoom.
Nobody gets an email, because what people were told is still correct.`,
		Example:           "  recruitty interview move-back 7",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.deciding(func(ctx context.Context, s *session, r recruit.Record) (recruit.Record, error) {
			return s.Services.Scheduling.MoveBack(ctx, s.Actor, r.Interview.ID, 0)
		}),
	}
}
