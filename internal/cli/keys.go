package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/export"
)

// memberKey manages the SSH keys that members enter a host with.
func (p *program) memberKey() *cobra.Command {
	return command.Noun("key", "The SSH keys that members sign in with", p.keyAdd(), p.keyList(), p.keyRemove())
}

type keyJSON struct {
	Fingerprint string `json:"fingerprint"`
	Type        string `json:"type"`
	Comment     string `json:"comment"`
	Key         string `json:"key"`
}

func shapeKey(line string) keyJSON {
	k := access.ReadKey(line)
	return keyJSON{Fingerprint: k.Fingerprint, Type: k.Type, Comment: k.Comment, Key: line}
}

func (s *session) printKeys(m recruit.Member) error {
	return s.Print(output.Each(m.SSHKeys, shapeKey), func(w *output.Page) {
		var rows [][]string
		for _, k := range output.Each(m.SSHKeys, shapeKey) {
			rows = append(rows, []string{k.Fingerprint, k.Type, k.Comment})
		}
		none := m.Name + " has no SSH keys; add one with recruitty member key add."
		if s.Remote() && m.ID == s.Actor.ID {
			none = "You now have no key for this host: ask an admin for an invitation before you need it again."
		}
		w.List(none, []string{"FINGERPRINT", "TYPE", "COMMENT"}, rows)
	})
}

func (p *program) keyAdd() *cobra.Command {
	return &cobra.Command{
		Use:   "add ID|ADDRESS FILE",
		Short: "Let a member sign in with more SSH keys",
		Long: `Adds public keys, one on each line of the file, to a member; - reads standard input. Everybody may add keys of
their own, an admin those of anybody.`,
		Example:           "  recruitty member key add lee@example.com lee.pub\n  ssh HOST member key add lee@example.com - < ~/.ssh/id_ed25519.pub",
		Args:              command.Exactly("the number or email address of a member", "a file with public keys"),
		ValidArgsFunction: p.First(p.MemberEmails),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			m, err := s.MemberRef(ctx, args[0])
			if err != nil {
				return err
			}
			keys, err := s.keysOf(args[1])
			if err != nil {
				return err
			}
			if m, err = s.Services.Team.AddKeys(ctx, s.Actor, m.ID, keys); err != nil {
				return err
			}
			return s.printKeys(m)
		}),
	}
}

func (p *program) keyList() *cobra.Command {
	return p.ofMember(&cobra.Command{
		Use:     "list ID|ADDRESS",
		Short:   "List a member's keys",
		Example: "  recruitty member key list lee@example.com",
	}, p.reading, func(ctx context.Context, s *session, m recruit.Member) error {
		return s.printKeys(m)
	})
}

func (p *program) keyRemove() *cobra.Command {
	return p.Destroys(&cobra.Command{
		Use:               "remove ID|ADDRESS FINGERPRINT",
		Short:             "Remove a key from a member, and end the sessions it opened",
		Example:           "  recruitty member key remove lee@example.com SHA256:9c1… --yes",
		Args:              command.Exactly("the number or email address of a member", "the fingerprint or the comment of a key"),
		ValidArgsFunction: p.First(p.MemberEmails),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			m, err := s.MemberRef(ctx, args[0])
			if err != nil {
				return err
			}
			if err := s.Confirm("Take the key " + args[1] + " away from " + m.Name + "?"); err != nil {
				return err
			}
			m, err = s.Services.Team.RemoveKeys(ctx, s.Actor, m.ID, func(line string) bool {
				k := shapeKey(line)
				return k.Fingerprint == args[1] || k.Key == args[1] || k.Comment != "" && k.Comment == args[1]
			})
			if err != nil {
				return err
			}
			return s.printKeys(m)
		}),
	})
}

type invitationJSON struct {
	Member  memberJSON  `json:"member"`
	Code    string      `json:"code"`
	Expires export.Time `json:"expires"`
}

// memberInvite makes a code for someone whose key is not known yet.
func (p *program) memberInvite() *cobra.Command {
	return p.ofMember(&cobra.Command{
		Use:   "invite ID|ADDRESS",
		Short: "Create a code with which a member adds their own key",
		Long: `Creates a code that can be used once. Whoever types it, ssh -t HOST join CODE, adds the key of their machine to the
member. The code is shown only once; a new one cancels the old one, and so does recruitty member uninvite.`,
		Example: "  recruitty member invite lee@example.com",
	}, p.acting, func(ctx context.Context, s *session, m recruit.Member) error {
		code, until, err := s.Services.Invitations.Invite(ctx, s.Actor, m.ID)
		if err != nil {
			return err
		}
		address, err := s.Services.Settings.HostAddress(ctx)
		if err != nil {
			return err
		}
		return s.Print(invitationJSON{shapeMember(m), code, export.Time(until)}, func(w *output.Page) {
			w.Line("%s joins from their own machine with: %s", m.Name, recruit.JoinLine(address, code))
			w.Line("The code works once, until %s.", s.Moment(until))
		})
	})
}

// memberUninvite makes a code void.
func (p *program) memberUninvite() *cobra.Command {
	return p.Destroys(p.ofMember(&cobra.Command{
		Use:     "uninvite ID|ADDRESS",
		Short:   "Cancel a member's invitation code",
		Example: "  recruitty member uninvite lee@example.com --yes",
	}, p.acting, func(ctx context.Context, s *session, m recruit.Member) error {
		if err := s.Confirm("Make the invitation code of " + m.Name + " void?"); err != nil {
			return err
		}
		if err := s.Services.Invitations.TakeBack(ctx, s.Actor, m.ID); err != nil {
			return err
		}
		return s.Print(shapeMember(m), func(w *output.Page) { w.Line("The code of %s no longer works.", m.Name) })
	}))
}

type openInvitationJSON struct {
	Member  memberJSON  `json:"member"`
	Expires export.Time `json:"expires"`
}

// memberInvitations lists whose codes can still be used.
func (p *program) memberInvitations() *cobra.Command {
	return &cobra.Command{
		Use:     "invitations",
		Short:   "List who has an invitation code that can still be used",
		Example: "  recruitty member invitations",
		Args:    command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			open, err := s.Services.Invitations.List(ctx, s.Actor)
			if err != nil {
				return err
			}
			return command.List(s.Session, nil, output.ListOf("No invitation code is open; recruitty member invite creates one.", []string{"ID", "NAME", "EMAIL", "UNTIL"}, func(o access.OpenInvitation) []string {
				return []string{output.Number(o.Member.ID), o.Member.Name, o.Member.Email, s.Moment(o.Until)}
			}, func(o access.OpenInvitation) openInvitationJSON {
				return openInvitationJSON{shapeMember(o.Member), export.Time(o.Until)}
			}), nil, output.Whole(open))
		}),
	}
}

// keysOf reads public keys from a file, or from standard input for -.
func (s *session) keysOf(name string) ([]string, error) {
	if name == "-" {
		return access.KeysFrom(s.In)
	}
	return s.Services.Documents.Keys(strings.TrimSpace(name))
}
