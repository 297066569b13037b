package planning

import (
	"context"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/availability"
)

// goodbyeJSON is how a disconnect went, with --json.
type goodbyeJSON struct {
	ID        availability.SourceID `json:"id"`
	Label     string                `json:"label"`
	Confirmed bool                  `json:"confirmed"` // the provider took the access back, or there was none
	Advice    string                `json:"advice"`    // what to do where it did not
	Dark      []darkJSON            `json:"unknown"`   // of whose time nothing is known any more
}

type darkJSON struct {
	ID    recruit.MemberID `json:"id"`
	Name  string           `json:"name"`
	Email string           `json:"email"`
}

func (p planner) calendarDisconnect() *cobra.Command {
	c := p.Destroys(&cobra.Command{
		Use:   "disconnect ID",
		Short: "Disconnect a calendar, and wipe what was read through it",
		Long: `Says whose availability will no longer be known, revokes the access at the provider, and wipes the credentials
and everything that was read through it. Interviews stay as they are. If the provider does not confirm, it says how to revoke
the access yourself, and the exit code is 5.`,
		Example: "  recruitty calendar disconnect 1 --yes",
		Args:    command.Exactly("the number of a calendar connection"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			id, err := command.Numbered[availability.SourceID]("calendar", args[0])
			if err != nil {
				return err
			}
			plan, err := s.Services.Availability.BeforeDisconnect(ctx, s.Actor, id)
			if err != nil {
				return err
			}
			s.Tell("%s", plan.Words())
			if err := s.Confirm("Disconnect " + plan.Source.Label() + "?"); err != nil {
				return err
			}
			bye, err := s.Services.Availability.Disconnect(ctx, s.Actor, id)
			if err != nil {
				return err
			}
			shape := goodbyeJSON{ID: id, Label: bye.Source.Label(), Confirmed: bye.Confirmed, Advice: bye.Advice,
				Dark: output.Each(bye.Dark, func(m recruit.Member) darkJSON { return darkJSON{m.ID, m.Name, m.Email} })}
			if err := s.Print(shape, func(w *output.Page) {
				w.Line("%s is disconnected, and what was read through it has been wiped.", shape.Label)
			}); err != nil {
				return err
			}
			if !bye.Confirmed {
				return command.Unconfirmed("%s", bye.Advice)
			}
			return nil
		}),
	})
	c.ValidArgsFunction = p.First(p.sourceIDs)
	return c
}
