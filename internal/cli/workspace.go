package cli

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

// workspace is what an admin decides for everybody.
func (p *program) workspace() *cobra.Command {
	return command.Noun("workspace", "Settings for everybody: company, time for undo, address of the host, reasons", p.workspaceShow(), p.workspaceSet(), p.workspaceReasons(), p.workspaceRead())
}

type workspaceJSON struct {
	Company     string `json:"company"`
	Undo        int    `json:"undo_seconds"`
	HostAddress string `json:"host_address"`
	Platform    string `json:"platform"`
}

func (p *program) workspaceShow() *cobra.Command {
	return &cobra.Command{
		Use:     "show",
		Short:   "Show the settings for everybody",
		Example: "  recruitty workspace show --json",
		Args:    command.Exactly(),
		RunE:    p.reading(func(ctx context.Context, s *session, _ []string) error { return s.printWorkspace(ctx) }),
	}
}

func (s *session) printWorkspace(ctx context.Context) error {
	var w workspaceJSON
	var err error
	if w.Company, err = s.Services.Settings.Workspace(ctx); err != nil {
		return err
	}
	undo, err := s.Services.Settings.Undo(ctx)
	if err != nil {
		return err
	}
	if w.HostAddress, err = s.Services.Settings.HostAddress(ctx); err != nil {
		return err
	}
	platform, err := s.Services.Accounts.DefaultPlatform(ctx)
	if err != nil {
		return err
	}
	w.Undo, w.Platform = int(undo/time.Second), string(platform)
	return s.Print(w, func(out *output.Page) {
		out.Field("Company", w.Company)
		out.Field("Undo", undo.String())
		out.Field("SSH address", w.HostAddress)
		out.Field("Platform", w.Platform)
	})
}

func (p *program) workspaceSet() *cobra.Command {
	var company, host, platform string
	var undo time.Duration
	c := &cobra.Command{
		Use:   "set",
		Short: "Change the settings for everybody",
		Long: `Changes the settings for everybody; only an admin may. --undo is how long a decision on the screen can be undone
before anything leaves, from 0s to 120s. --host-address is where the team enters by SSH; it stands in the line that
invites people.`,
		Example: "  recruitty workspace set --company \"Acme hiring\" --undo 15s\n  recruitty workspace set --host-address desk.example.com:2222",
		Args:    command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			given := s.Cmd.Flags().Changed
			if !given("company") && !given("undo") && !given("host-address") && !given("platform") {
				return command.WrongUsage(s.Cmd, "Say what to change: --company, --undo, --host-address or --platform.")
			}
			for _, set := range []struct {
				flag string
				do   func() error
			}{
				{"company", func() error { return s.Services.Settings.SetWorkspace(ctx, s.Actor, company) }},
				{"undo", func() error { return s.Services.Settings.SetUndo(ctx, s.Actor, undo) }},
				{"host-address", func() error { return s.Services.Settings.SetHostAddress(ctx, s.Actor, host) }},
				{"platform", func() error { return s.Services.Accounts.SetDefaultPlatform(ctx, s.Actor, recruit.Platform(platform)) }},
			} {
				if !given(set.flag) {
					continue
				}
				if err := set.do(); err != nil {
					return err
				}
			}
			return s.printWorkspace(ctx)
		}),
	}
	f := c.Flags()
	f.StringVar(&company, "company", "", "`name` of the company, as screens and emails show it")
	f.DurationVar(&undo, "undo", recruit.DefaultUndo, "`time` in which a decision can be undone")
	f.StringVar(&host, "host-address", "", "`address` at which the team enters, with the port where it is not 22; \"\" for none")
	f.StringVar(&platform, "platform", "", "zoom, phone, on_site or other_link: where new interviews take place unless said otherwise")
	p.Among(c, "platform", output.Each(recruit.Platforms(), func(p recruit.Platform) string { return string(p) })...)
	return c
}

func (p *program) backup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a copy of the workspace while it is in use",
		Long: `Writes a consistent, checked copy of the workspace to a file that does not exist yet, or with - to standard output.
Keep the workspace's secret.key beside it: without that file Zoom and mail have to be set up again after a restore. See
recruitty restore.`,
		Example: "  recruitty backup ~/recruitty-2026-12-01.db\n  recruitty backup - | gpg --encrypt -r dana@example.com > recruitty.db.gpg",
		Args:    command.Exactly("the file to write, or -"),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			ctx, stop := s.Printer().Wait(ctx, s.Interactive)
			defer stop()
			if args[0] == "-" {
				return s.backupToOut(ctx)
			}
			if err := s.Storage.Backup(ctx, args[0]); err != nil {
				return command.Stopped(ctx, err, "Stopped; no backup was written.")
			}
			return s.Print(map[string]string{"file": args[0]}, func(w *output.Page) {
				w.Line("The workspace is copied to %s. Keep secret.key of %s beside it.", args[0], s.Dir)
			})
		}),
	}
}

// backupToOut writes the copy itself to standard output, and nothing else.
func (s *session) backupToOut(ctx context.Context) error {
	if s.JSON {
		return command.WrongUsage(s.Cmd, "Standard output can take the copy or JSON, not both; leave out --json.")
	}
	if output.IsTerminal(s.Out) {
		return command.WrongUsage(s.Cmd, "The copy is not text for a terminal; send it somewhere, such as recruitty backup - > FILE.")
	}
	if err := s.Storage.BackupTo(ctx, s.Out); err != nil {
		return command.Stopped(ctx, err, "Stopped; what has been written, if anything, is not a usable backup.")
	}
	s.Tell("The workspace is copied. Keep secret.key of %s beside the copy.", s.Dir)
	return nil
}

type reasonsJSON struct {
	Reasons []string `json:"reasons"`
}

func (p *program) workspaceReasons() *cobra.Command {
	var usual bool
	c := &cobra.Command{
		Use:   "reasons [REASON]...",
		Short: "List or change the reasons for a rejection",
		Long: `Lists the reasons that a rejection may have, or replaces them by those that are given, in this order; only an admin may.
--default goes back to those that come with the program. Rejections with a reason that is no longer in the list keep it.`,
		Example: "  recruitty workspace reasons\n  recruitty workspace reasons \"Too little experience\" Withdrew \"Someone else was chosen\"",
		Args:    cobra.ArbitraryArgs,
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			all, err := s.Services.Outcomes.Reasons(ctx)
			if usual || len(args) > 0 {
				if usual {
					args = nil
				}
				all, err = s.Services.Outcomes.SetReasons(ctx, s.Actor, args)
			}
			if err != nil {
				return err
			}
			return s.Print(reasonsJSON{all}, func(w *output.Page) {
				for _, one := range all {
					w.Line("%s", one)
				}
			})
		}),
	}
	c.Flags().BoolVar(&usual, "default", false, "go back to the reasons that come with the program")
	return c
}

// workspaceRead reads at once what is read behind the screens otherwise.
func (p *program) workspaceRead() *cobra.Command {
	return &cobra.Command{
		Use:   "read",
		Short: "Read notes and files that are not searched yet",
		Long: `Reads the text of files of candidates, and notes that came with an import or an older recruitty, so that text: can find it.
While recruitty is open, or serves a team, this happens automatically.`,
		Example: "  recruitty workspace read",
		Args:    command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			if err := recruit.Allow(s.Actor, recruit.ToRecruit); err != nil {
				return err
			}
			if s.Whole.Texts == nil {
				return recruit.Refused("The host reads notes and files by itself.")
			}
			at := make(chan time.Time)
			close(at) // nobody else works on this machine's screen
			sum, err := s.Whole.Texts.All(ctx, func(time.Duration) <-chan time.Time { return at })
			if err != nil {
				return err
			}
			return s.Print(sum, func(w *output.Page) {
				w.Line("Read %s and %s.", recruit.Counted(sum.Notes, "note", "notes"), recruit.Counted(sum.Files, "file", "files"))
			})
		}),
	}
}
