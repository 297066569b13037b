package app

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/internal/manpage"
	"recruitty/recruit"
)

// builtAt is the moment of the source that this was built from, or now where that is not
// known.
func builtAt(now time.Time) time.Time {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if at, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil {
				return at.UTC()
			}
		}
	}
	return now.UTC()
}

// manCommand writes manual pages, for whoever has the program alone and no package.
func manCommand(p *command.Program) *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:   "man [COMMAND]...",
		Short: "Write manual pages",
		Long: `Writes the manual page of recruitty, or of the command that is named, in the language of man(1). With --dir it writes the
pages of all commands into a folder, which is made where there is none; put that below a folder of MANPATH, as man1, and man
finds them. Packages bring them along.`,
		Example: "  recruitty man | man -l -\n  recruitty man interview schedule | man -l -\n  recruitty man --dir ~/.local/share/man/man1",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			root, at := Documented(p.Version), builtAt(p.Now())
			if dir != "" {
				return writeMan(p, cmd, root, dir, at, args)
			}
			which, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return recruit.NotFound("There is no command %q; recruitty help lists them.", strings.Join(args, " "))
			}
			page := string(manpage.Page(which, manpage.Head{Version: p.Version, At: at}))
			return p.Print(struct {
				Command string `json:"command"`
				Page    string `json:"page"`
			}{which.CommandPath(), page}, func(w *output.Page) {
				for line := range strings.Lines(page) {
					w.Line("%s", strings.TrimSuffix(line, "\n"))
				}
			})
		},
	}
	c.Flags().StringVar(&dir, "dir", "", "write the pages of all commands into this `folder`")
	return c
}

func writeMan(p *command.Program, cmd *cobra.Command, root *cobra.Command, dir string, at time.Time, args []string) error {
	if len(args) > 0 {
		return command.WrongUsage(cmd, "With --dir all pages are written; leave out the command, or --dir.")
	}
	failed := func(err error) error {
		return &recruit.Problem{Kind: recruit.ErrInvalid, Cause: err,
			Sentence: fmt.Sprintf("The manual pages could not be written to %s; check the folder and its permissions.", dir)}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // everybody reads manual pages
		return failed(err)
	}
	paths, err := manpage.Write(root, dir, manpage.Head{Version: p.Version, At: at})
	if err != nil {
		return failed(err)
	}
	return p.Print(struct {
		Folder string `json:"folder"`
		Pages  int    `json:"pages"`
	}{dir, len(paths)}, func(w *output.Page) {
		w.Line("%d manual pages are in %s; man finds them when the folder above it is in MANPATH.", len(paths), dir)
	})
}
