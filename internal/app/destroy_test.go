package app

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli"
	"recruitty/internal/cli/command"
	"recruitty/internal/exitcode"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

// everyCommand lists the commands that do something, each once.
func everyCommand(root *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, c := range root.Commands() {
		if c.HasSubCommands() {
			out = append(out, everyCommand(c)...)
		} else {
			out = append(out, c)
		}
	}
	return out
}

// TestWhatDestroysIsMarked: a command whose name says that it takes something
// away is declared to, unless what it does can be taken back.
func TestWhatDestroysIsMarked(t *testing.T) {
	t.Parallel()
	takenBack := []string{"recruitty interview undo", "recruitty candidate undo", "recruitty job undo", "recruitty candidate bulk undo", "recruitty interview bulk undo", "recruitty pool remove", "recruitty pool restore", "recruitty field remove", "recruitty field restore", "recruitty view remove", "recruitty view restore", "recruitty hours off remove", "recruitty config reset"}
	for _, c := range everyCommand(machine{}.program(command.App{}).Root) {
		words := strings.Split(c.Name(), "-")
		takes := slices.ContainsFunc(words, func(w string) bool {
			return slices.Contains([]string{"erase", "remove", "delete", "disconnect", "undo", "reset", "restore", "uninvite", "clear", "purge", "forget"}, w)
		})
		_, marked := c.Annotations[command.Destructive]
		if takes && !marked && !slices.Contains(takenBack, c.CommandPath()) {
			t.Errorf("%s takes something away and is not declared to", c.CommandPath())
		}
		if marked && c.Flags().Lookup("yes") == nil {
			t.Errorf("%s destroys and has no --yes", c.CommandPath())
		}
	}
}

// TestNothingIsDestroyedUnasked: what destroys ends with 2 and the name of the
// flag where nobody can be asked, here and over SSH, and has opened nothing by then.
func TestNothingIsDestroyedUnasked(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	if err := os.WriteFile(filepath.Join(data, "recruitty.db"), []byte("a workspace"), 0o600); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	var out, errOut bytes.Buffer
	app := command.App{Data: data, Out: &out, Err: &errOut, Now: time.Now,
		Open: func(context.Context, string) (*workspace.Workspace, error) {
			t.Errorf("the workspace was opened behind %q", errOut.String())
			return nil, errors.New("closed")
		}}
	for _, program := range []func() *command.Program{
		func() *command.Program { return machine{}.program(app) },
		func() *command.Program {
			visited := app
			visited.Visitor = recruit.Member{ID: 1, Email: "dana@example.com"}
			return cli.New(visited)
		},
	} {
		for _, json := range [][]string{nil, {"--json"}} {
			for _, c := range everyCommand(program().Root) {
				if _, marked := c.Annotations[command.Destructive]; !marked {
					continue
				}
				seen[c.CommandPath()] = true
				out.Reset()
				errOut.Reset()
				app.In = strings.NewReader("y\n")
				args := slices.Concat(strings.Fields(c.CommandPath())[1:], exampleArgs(c), json)
				if code := program().Run(t.Context(), args); code != exitcode.Usage {
					t.Errorf("%q: exit code %d", args, code)
				}
				if !strings.Contains(errOut.String(), "--yes") || out.Len() > 0 {
					t.Errorf("%q said %q and printed %q", args, errOut.String(), out.String())
				}
			}
		}
	}
	if _, err := os.Stat(filepath.Join(data, "recruitty.db")); err != nil {
		t.Errorf("the workspace is gone: %v", err)
	}
	for _, must := range []string{"candidate erase", "zoom disconnect", "restore", "import undo", "member remove", "member key remove",
		"member uninvite", "template reset", "mail inbox"} {
		if !seen["recruitty "+must] {
			t.Errorf("%s is not declared to destroy", must)
		}
	}
}

// exampleArgs are arguments with which a command destroys.
func exampleArgs(c *cobra.Command) []string {
	if example := c.Annotations[command.Destructive]; example != "" {
		return strings.Fields(example)
	}
	var out []string
	for _, word := range strings.Fields(c.Use)[1:] {
		if strings.HasPrefix(word, "--") {
			break
		}
		out = append(out, "1")
	}
	return out
}
