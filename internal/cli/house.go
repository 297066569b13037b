package cli

import (
	"context"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit/timeparse"
)

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
			if args[0] == "-" {
				return s.backupToOut(ctx)
			}
			if err := s.Storage.Backup(ctx, args[0]); err != nil {
				return err
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
		return command.WrongUsage(s.Cmd, "The copy is no text for a terminal; send it somewhere, such as recruitty backup - > FILE.")
	}
	if err := s.Storage.BackupTo(ctx, s.Out); err != nil {
		return err
	}
	s.Tell("The workspace is copied. Keep secret.key of %s beside the copy.", s.Dir)
	return nil
}

type buildJSON struct {
	Version      string `json:"version"`
	Revision     string `json:"revision"`
	Go           string `json:"go"`
	Platform     string `json:"platform"`
	TimeZoneData string `json:"time_zone_data"`
}

func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version, and how old the time zone data is",
		Example: "  recruitty version --json",
		Args:    command.Exactly(),
		RunE: func(*cobra.Command, []string) error {
			b := buildJSON{Version: p.Version, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, TimeZoneData: timeparse.DataVersion()}
			if info, ok := debug.ReadBuildInfo(); ok {
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						b.Revision = s.Value
					}
				}
			}
			return p.Print(b, func(w *output.Page) {
				w.Line("recruitty %s", b.Version)
				w.Field("Revision", b.Revision)
				w.Field("Built with", b.Go+" for "+b.Platform)
				w.Field("Zone data", b.TimeZoneData)
			})
		},
	}
}
