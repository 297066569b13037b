package app

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/internal/logfile"
	"recruitty/store"

	"github.com/spf13/cobra"
)

// holdsWorkspace reports whether something is in dir that a restore would replace.
func holdsWorkspace(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, databaseName))
	return err == nil && info.Size() > 0
}

type restoredJSON struct {
	File      string   `json:"file"`
	Workspace string   `json:"workspace"`
	Kept      string   `json:"kept"`
	Lost      []string `json:"lost"`
	Back      []string `json:"back"`
	Inboxes   string   `json:"inboxes"`
}

// restoreCommand puts a back-up in the place of the workspace. Like rekeyCommand, it
// is for whoever sits at the machine.
func restoreCommand(p *command.Program) *cobra.Command {
	var force bool
	c := p.DestroysWhen(&cobra.Command{
		Use:   "restore FILE",
		Short: "Replace the workspace with a backup",
		Long: `Checks a backup and puts it in the place of the workspace, which nobody may have open. A workspace that is there
already is replaced only with --force, and kept beside the new one. A secret.key beside the backup is used where the
workspace's own does not fit. Members and SSH keys that were removed since the backup may enter again, and data that were
erased since are there again: they are named before anything is replaced, and in the activity log. Invitation codes are void, and inboxes of SSH members are set aside. With - the backup is read from standard input. What was done at Zoom and by mail since
the backup stays done; recruitty doctor finds what Zoom knows and the copy does not.`,
		Example: "  recruitty restore ~/recruitty-2026-12-01.db\n  recruitty restore ~/recruitty-2026-12-01.db --force --yes\n  recruitty doctor",
		Args:    command.Exactly("the file to restore, or -"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := p.Folder(); err != nil {
				return err
			}
			if args[0] == "-" && p.Interactive {
				return command.WrongUsage(cmd, "With - the backup comes on standard input, such as from a pipe.")
			}
			from, called := io.Reader(nil), args[0]
			if called == "-" {
				from, called = p.In, "what came on standard input"
			}
			ctx, stop := p.Printer().Wait(cmd.Context(), p.Interactive)
			defer stop()
			done, err := store.Restore(ctx, p.Data, args[0], store.RestoreOptions{
				Force: force, Clock: p.Now, From: from,
				Remark: func(said string) { p.Tell("Note: %s", said) },
				Agree: func(lost []string) error {
					if len(lost) > 0 {
						p.Tell("No key at hand opens these, so they have to be entered again: %s.", strings.Join(lost, "; "))
					}
					if holdsWorkspace(p.Data) {
						return p.Confirm(cmd, "Put "+called+" in the place of the workspace in "+p.Data+"?")
					}
					return nil
				},
			})
			if err != nil && done.Kept != "" {
				return err // the old one is aside already
			}
			if err != nil {
				return command.Stopped(ctx, err, "Stopped; nothing was restored, and a workspace that was there is as it was.")
			}
			logRestored(p.Data, done)
			return p.Print(restoredJSON{args[0], p.Data, done.Kept, output.Words(done.Lost), output.Words(done.Back), done.Inboxes}, func(w *output.Page) {
				w.Line("%s is restored as the workspace in %s.", called, p.Data)
				w.Field("Kept", done.Kept)
				w.Field("Lost", strings.Join(done.Lost, "\n"))
				w.Field("Came back", strings.Join(done.Back, "\n"))
				w.Field("Inboxes", done.Inboxes)
				w.Line("Every invitation code is void; recruitty member invite makes new ones.")
				w.Line("Run recruitty doctor now: it finds what Zoom knows and the copy does not.")
			})
		},
	}, "FILE --force", func(*cobra.Command, []string) bool { return force && holdsWorkspace(p.Data) })
	c.Flags().BoolVar(&force, "force", false, "replace the workspace that is there, and keep it beside the new one")
	return c
}

// logRestored says in the audit log that a workspace was restored: the activity log
// says who did, but this one outlasts every database.
func logRestored(dir string, done store.Restored) {
	audit := logfile.OpenLong(dir, auditName)
	audit.Logger().Warn("workspace restored", "came_back", len(done.Back))
	_ = audit.Close() // it is restored, be that written or not
}
