package app

import (
	"strings"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/store"

	"github.com/spf13/cobra"
)

type rekeyedJSON struct {
	Workspace string   `json:"workspace"`
	Lost      []string `json:"lost"`
}

// rekeyCommand changes the key of the workspace. It is for whoever sits at its machine,
// and for nobody who comes from another one.
func rekeyCommand(p *command.Program) *cobra.Command {
	c := &cobra.Command{
		Use:   "rekey",
		Short: "Change the key that seals passwords and sign-ins",
		Long: `Makes a new secret.key and encrypts everything with it again, all or nothing; do it when someone may have read the old one.
Nobody may have the workspace open. Backups that were made before open with the old key only: keep the copy of it that
lies beside them. Where secret.key is lost, this makes a new one and names what has to be entered again; that needs --yes
where nobody can be asked.`,
		Example: "  recruitty workspace rekey",
		Args:    command.Exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := p.Folder()
			if err != nil {
				return err
			}
			ctx, stop := p.Printer().Wait(cmd.Context(), p.Interactive)
			defer stop()
			lost, err := store.Rekey(ctx, dir, store.RekeyOptions{Clock: p.Now, Agree: func(lost []string) error {
				if len(lost) == 0 {
					return p.Consider(cmd, "Change the key of the workspace in "+dir+"?")
				}
				p.Tell("The key at hand does not open these, so they have to be entered again: %s.", strings.Join(lost, "; "))
				return p.Confirm(cmd, "Forget them, and make a new key?")
			}})
			if err != nil {
				return command.Stopped(ctx, err, "Stopped; the key of the workspace is as it was.")
			}
			return p.Print(rekeyedJSON{dir, output.Words(lost)}, func(w *output.Page) {
				w.Line("The workspace in %s has a new secret.key. Keep a copy of it with the next backup.", dir)
				w.Field("Lost", strings.Join(lost, "\n"))
			})
		},
	}
	c.Flags().Bool("yes", false, "do not ask; needed to forget what the key at hand does not open")
	return c
}
