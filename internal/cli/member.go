package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/accounts"
	"recruitty/recruit/export"
	"recruitty/recruit/filter"
	"recruitty/recruit/timeparse"
)

func (p *program) member() *cobra.Command {
	return command.Noun("member", "The hiring team", p.memberAdd(), p.memberEdit(), p.memberList(), p.memberShow(), p.memberRemove(), p.memberKey(),
		p.memberInvite(), p.memberUninvite(), p.memberInvitations(), p.memberLeft(), p.memberInbox())
}

type memberJSON struct {
	ID        recruit.MemberID `json:"id"`
	Version   int              `json:"version"`
	Name      string           `json:"name"`
	Email     string           `json:"email"`
	Role      recruit.Role     `json:"role"`
	TimeZone  string           `json:"time_zone"`
	Plain     bool             `json:"plain"`
	Entry     bool             `json:"organiser_entry"` // of interviews that they organise, usually
	SSHKeys   []string         `json:"ssh_keys"`
	CreatedAt export.Time      `json:"created_at"`
	RemovedAt export.Time      `json:"removed_at"`
}

func shapeMember(m recruit.Member) memberJSON {
	return memberJSON{ID: m.ID, Version: m.Version, Name: m.Name, Email: m.Email, Role: m.Role, TimeZone: m.TimeZone, Plain: m.Plain, Entry: !m.SkipEntry, SSHKeys: output.Words(m.SSHKeys),
		CreatedAt: export.Time(m.CreatedAt), RemovedAt: export.Time(m.RemovedAt)}
}

func (s *session) printMember(m recruit.Member) error {
	return s.Print(shapeMember(m), func(w *output.Page) {
		w.Line("Member %d: %s", m.ID, m.Name)
		w.Field("Email", m.Email)
		w.Field("Role", string(m.Role))
		w.Field("Time zone", timeparse.Called(m.TimeZone, s.Now()))
		if m.Plain {
			w.Field("Plain mode", "yes")
		}
		if m.SkipEntry {
			w.Field("Calendar", "no entry for interviews they organise")
		}
		for _, k := range m.SSHKeys {
			w.Field("SSH key", k)
		}
		if m.Removed() {
			w.Field("Left", s.Moment(m.RemovedAt))
		}
	})
}

func (p *program) memberAdd() *cobra.Command {
	var (
		m    recruit.Member
		role string
		key  string
	)
	c := command.Makes(&cobra.Command{
		Use:   "add --name NAME --email ADDRESS",
		Short: "Add a member to the team",
		Long: `Adds a member to the team. The first member of a workspace can be added by anyone and becomes an admin;
later ones are added by an admin.`,
		Example: `  recruitty member add --name "Dana Ruiz" --email dana@example.com --time-zone Europe/Madrid
  recruitty member add --name "Lee Park" --email lee@example.com --role interviewer --time-zone Asia/Seoul`,
		Args: command.Exactly(),
		PreRunE: func(cmd *cobra.Command, _ []string) error { // before a workspace is made for it
			if err := command.Required(cmd, "name", "email"); err != nil {
				return err
			}
			var err error
			if m.TimeZone, err = command.ZoneName(m.TimeZone); err != nil {
				return err
			}
			m.Role = recruit.Role(role)
			_, err = access.CleanMember(m)
			return err
		},
		RunE: p.within(func(ctx context.Context, s *session, _ []string) error {
			var err error
			if key != "" {
				if m.SSHKeys, err = s.keysOf(key); err != nil {
					return err
				}
			}
			if s.Actor, err = s.founder(ctx); err != nil {
				return err
			}
			added, err := s.Services.Team.Add(ctx, s.Actor, m)
			if err != nil {
				return err
			}
			warning, err := accounts.JoinWarning(ctx, s.Services.Store, added, s.Services.Now)
			if err == nil && warning != "" { // they are added, whether or not this can be worked out
				s.Tell("%s", warning)
			}
			return s.printMember(added)
		}),
	})
	p.memberFlags(c, &m, &role, &key, recruit.Recruiter)
	return c
}

// memberFlags are what can be typed about a member.
func (p *program) memberFlags(c *cobra.Command, m *recruit.Member, role, key *string, usual recruit.Role) {
	c.Flags().StringVar(&m.Name, "name", "", "full name")
	c.Flags().StringVar(&m.Email, "email", "", "email `address`")
	c.Flags().StringVar(role, "role", string(usual), "admin, recruiter, interviewer or read-only")
	c.Flags().StringVar(&m.TimeZone, "time-zone", "", "`zone` such as Europe/Lisbon")
	c.Flags().StringVar(key, "ssh-key", "", "`file` with public SSH keys, one on each line")
	p.Among(c, "role", output.Each(recruit.Roles(), func(r recruit.Role) string { return string(r) })...)
	p.Zones(c, "time-zone")
}

// founder is the acting member, or nobody in a workspace without members: the
// first one is added by nobody.
func (s *session) founder(ctx context.Context) (recruit.Member, error) {
	actor, err := s.Who(ctx)
	if !errors.Is(err, recruit.ErrNotFound) {
		return actor, err
	}
	team, listErr := s.Services.Store.Members(ctx, true)
	if listErr != nil || len(team) > 0 {
		return actor, errors.Join(err, listErr)
	}
	return recruit.Member{}, nil
}

func (p *program) memberList() *cobra.Command {
	var removed bool
	c := &cobra.Command{
		Use:     "list [QUERY]",
		Short:   "List the team",
		Long:    "Lists the team. " + command.FilterHelp,
		Example: "  recruitty member list --json\n  recruitty member list role:interviewer zone:europe",
		Args:    command.Filter(),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			team, err := s.Services.Store.Members(ctx, removed)
			if err != nil {
				return err
			}
			q, err := s.Query(ctx, filter.Team, args)
			if err != nil {
				return err
			}
			none := command.NoneFound(q, "The team has no members yet; add yourself with recruitty member add.")
			l := output.ListOf(none, []string{"ID", "NAME", "EMAIL", "ROLE", "TIME ZONE"}, func(m recruit.Member) []string {
				role := string(m.Role)
				if m.Removed() {
					role = "left"
				}
				return []string{output.Number(m.ID), m.Name, m.Email, role, m.TimeZone}
			}, shapeMember)
			holds := func(terms []recruit.Term, m recruit.Member) bool { return filter.Member(terms, m, s.Now()) }
			return output.Stream(s.Printer(), l, command.Narrowed(q, holds, l, func(m recruit.Member) string { return m.Words(s.Now()) }, output.Whole(team)))
		}),
	}
	c.Flags().BoolVar(&removed, "removed", false, "also those who left")
	return c
}

// ofMember gives a command its argument, a member, and the body that is run with
// them.
func (p *program) ofMember(c *cobra.Command, within func(work) func(*cobra.Command, []string) error,
	run func(context.Context, *session, recruit.Member) error) *cobra.Command {
	c.Args, c.ValidArgsFunction = command.Exactly("the number or email address of a member"), p.First(p.MemberEmails)
	c.RunE = within(func(ctx context.Context, s *session, args []string) error {
		m, err := s.MemberRef(ctx, args[0])
		if err != nil {
			return err
		}
		return run(ctx, s, m)
	})
	return c
}

func (p *program) memberShow() *cobra.Command {
	return p.ofMember(&cobra.Command{
		Use:     "show ID|ADDRESS",
		Short:   "Show one member",
		Example: "  recruitty member show dana@example.com",
	}, p.reading, func(ctx context.Context, s *session, m recruit.Member) error {
		return s.printMember(m)
	})
}
