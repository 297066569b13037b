package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// RestoreOptions say how a back-up is put in place.
type RestoreOptions struct {
	Force bool      // replace a workspace; it is kept beside the new one
	From  io.Reader // what is read in place of the file; nil is the file
	// Agree is asked before anything is replaced; lost names what has to be
	// entered again.
	Agree func(lost []string) error
	// Remark is told what people should know of the back-up before they agree.
	Remark func(sentence string)
}

// Restored says what became of it.
type Restored struct {
	Kept string   // the workspace that was replaced, "" when there was none
	Lost []string // sign-ins and passwords that no key at hand opens
	// Back names what the workspace that was replaced had no more: members and SSH
	// keys that may enter again, candidates whose data were erased.
	Back    []string
	Inboxes string // where the members' inboxes are that were set aside, "" when there were none
}

// holdsWorkspace reports whether something is there that a restore would replace.
func (p *program) holdsWorkspace() bool {
	info, err := os.Stat(filepath.Join(p.data, "recruitty.db"))
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

func (p *program) restore() *cobra.Command {
	var force bool
	c := p.destroysWhen(&cobra.Command{
		Use:   "restore FILE",
		Short: "Put a back-up in the place of the workspace",
		Long: `Checks a back-up and puts it in the place of the workspace, which nobody may have open. A workspace that is there
already is replaced only with --force, and kept beside the new one. A secret.key beside the back-up is used where the
workspace's own does not fit. Members and SSH keys that were removed since the back-up may enter again, and data that were
erased since are there again: they are named before anything is replaced, and in the activity log. Invitation codes are void, and inboxes of SSH members are set aside. With - the back-up is read from standard input. What was done at Zoom and by mail since
the back-up stays done; recruitty doctor finds what Zoom knows and the copy does not.`,
		Example: "  recruitty restore ~/recruitty-2026-12-01.db\n  recruitty restore ~/recruitty-2026-12-01.db --force --yes\n  recruitty doctor",
		Args:    exactly("the file to restore, or -"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := p.folder(); err != nil {
				return err
			}
			s := &session{program: p, cmd: cmd}
			if args[0] == "-" && p.Interactive {
				return wrongUsage(cmd, "With - the back-up comes on standard input, such as from a pipe.")
			}
			from, called := io.Reader(nil), args[0]
			if called == "-" {
				from, called = p.In, "what came on standard input"
			}
			done, err := p.Restore(cmd.Context(), p.data, args[0], RestoreOptions{Force: force, From: from, Remark: func(said string) { p.tell("Note: %s", said) }, Agree: func(lost []string) error {
				if len(lost) > 0 {
					p.tell("No key at hand opens these, so they have to be entered again: %s.", strings.Join(lost, "; "))
				}
				if p.holdsWorkspace() {
					return s.confirm("Put " + called + " in the place of the workspace in " + p.data + "?")
				}
				return nil
			}})
			if err != nil {
				return err
			}
			return p.print(restoredJSON{args[0], p.data, done.Kept, words(done.Lost), words(done.Back), done.Inboxes}, func(w *page) {
				w.line("%s is restored as the workspace in %s.", called, p.data)
				w.field("Kept", done.Kept)
				w.field("Lost", strings.Join(done.Lost, "\n"))
				w.field("Came back", strings.Join(done.Back, "\n"))
				w.field("Inboxes", done.Inboxes)
				w.line("Every invitation code is void; recruitty member invite makes new ones.")
				w.line("Run recruitty doctor now: it finds what Zoom knows and the copy does not.")
			})
		},
	}, "FILE --force", func(*cobra.Command, []string) bool { return force && p.holdsWorkspace() })
	c.Flags().BoolVar(&force, "force", false, "replace the workspace that is there, and keep it beside the new one")
	return c
}
