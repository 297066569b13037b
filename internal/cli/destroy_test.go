package cli

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
	takenBack := []string{"recruitty interview undo"}
	for _, c := range everyCommand(New(whole())) {
		words := strings.Split(c.Name(), "-")
		takes := slices.ContainsFunc(words, func(w string) bool {
			return slices.Contains([]string{"erase", "remove", "delete", "disconnect", "undo", "reset", "restore", "uninvite", "clear", "purge", "forget"}, w)
		})
		_, marked := c.Annotations[destructive]
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
	for _, visitor := range []recruit.Member{{}, {ID: 1, Email: "dana@example.com"}} {
		for _, json := range [][]string{nil, {"--json"}} {
			app := whole()
			app.Visitor = visitor
			for _, c := range everyCommand(New(app)) {
				if _, marked := c.Annotations[destructive]; !marked {
					continue
				}
				seen[c.CommandPath()] = true
				var out, errOut bytes.Buffer
				app.Data, app.In, app.Out, app.Err, app.Now = data, strings.NewReader("y\n"), &out, &errOut, time.Now
				app.Open = func(context.Context, string) (*workspace.Workspace, error) {
					t.Errorf("%s opened the workspace", c.CommandPath())
					return nil, errors.New("closed")
				}
				app.Restore = func(context.Context, string, string, RestoreOptions) (Restored, error) {
					t.Errorf("%s began", c.CommandPath())
					return Restored{}, errors.New("closed")
				}
				args := slices.Concat(strings.Fields(c.CommandPath())[1:], exampleArgs(c), json)
				if code := Run(t.Context(), app, args); code != ExitUsage {
					t.Errorf("%q: exit code %d", args, code)
				}
				if !strings.Contains(errOut.String(), "--yes") || out.Len() > 0 {
					t.Errorf("%q said %q and printed %q", args, errOut.String(), out.String())
				}
			}
		}
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
	if example := c.Annotations[destructive]; example != "" {
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

// TestConfirm: a person at a terminal is asked, with --json too; nobody else is.
func TestConfirm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name                string
		interactive, yes    bool
		json                bool
		typed               string
		confirmed, consider error
	}{
		{"nobody there", false, false, false, "y\n", recruit.ErrInvalid, nil},
		{"nobody there, agreed", false, true, false, "", nil, nil},
		{"yes", true, false, false, "yes\n", nil, nil},
		{"no", true, false, false, "n\n", recruit.ErrRefused, recruit.ErrRefused},
		{"only enter", true, false, false, "\n", recruit.ErrRefused, recruit.ErrRefused},
		{"hung up", true, false, false, "", recruit.ErrRefused, recruit.ErrRefused},
		{"JSON at a terminal", true, false, true, "n\n", recruit.ErrRefused, nil},
		{"agreed at a terminal", true, true, false, "n\n", nil, nil},
	} {
		ask := func(how func(*session, string) error) error {
			cmd := &cobra.Command{Use: "erase"}
			cmd.Flags().Bool("yes", c.yes, "")
			p := &program{App: App{In: strings.NewReader(c.typed), Err: &bytes.Buffer{}, Interactive: c.interactive}, json: c.json}
			return how(&session{program: p, cmd: cmd}, "Really?")
		}
		if err := ask((*session).confirm); !errors.Is(err, c.confirmed) || (err == nil) != (c.confirmed == nil) {
			t.Errorf("%s: confirm: %v", c.name, err)
		}
		if err := ask((*session).consider); !errors.Is(err, c.consider) || (err == nil) != (c.consider == nil) {
			t.Errorf("%s: consider: %v", c.name, err)
		}
	}
}
