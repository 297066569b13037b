package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

type rekeyedJSON struct {
	Workspace string   `json:"workspace"`
	Lost      []string `json:"lost"`
}

// rekey changes the key of the workspace. It is for whoever sits at its machine,
// and for nobody who comes from another one.
func (p *program) rekey() *cobra.Command {
	c := &cobra.Command{
		Use:   "rekey",
		Short: "Change the key that seals passwords and sign-ins",
		Long: `Makes a new secret.key and seals everything with it anew, all or nothing; do it when somebody may have read the old one.
Nobody may have the workspace open. Back-ups that were made before open with the old key only: keep the copy of it that
lies beside them. Where secret.key is lost, this makes a new one and names what has to be entered again; that needs --yes
where nobody can be asked.`,
		Example: "  recruitty workspace rekey",
		Args:    exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := p.folder()
			if err != nil {
				return err
			}
			s := &session{program: p, cmd: cmd}
			lost, err := p.Rekey(cmd.Context(), dir, func(lost []string) error {
				if len(lost) == 0 {
					return s.consider("Change the key of the workspace in " + dir + "?")
				}
				p.tell("The key at hand does not open these, so they have to be entered again: %s.", strings.Join(lost, "; "))
				return s.confirm("Forget them, and make a new key?")
			})
			if err != nil {
				return err
			}
			return p.print(rekeyedJSON{dir, words(lost)}, func(w *page) {
				w.line("The workspace in %s has a new secret.key. Keep a copy of it with the next back-up.", dir)
				w.field("Lost", strings.Join(lost, "\n"))
			})
		},
	}
	c.Flags().Bool("yes", false, "do not ask; needed to forget what the key at hand does not open")
	return c
}
