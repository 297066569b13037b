package e2e

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/internal/app"
	"recruitty/internal/cli"
	"recruitty/internal/cli/command"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
	"recruitty/store"
)

// TestAnImportFoundsAWorkspace lets a person at a terminal import where there is no
// workspace yet: it is made with them as its first member, or not at all.
func TestAnImportFoundsAWorkspace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		typed, file string
		code        int
		made        bool
	}{
		"who it is":        {"Dana Ruiz\ndana@example.com\nLisbon\n", "name,email\nPriya Nair,priya@example.com\n", 0, true},
		"nobody":           {"\n", "name,email\nPriya Nair,priya@example.com\n", 2, false},
		"no address":       {"Dana\nnonsense\n\n", "name,email\nPriya Nair,priya@example.com\n", 2, false},
		"no such zone":     {"Dana\ndana@example.com\nAtlantis\n", "name,email\nPriya Nair,priya@example.com\n", 2, false},
		"a file of no use": {"Dana Ruiz\ndana@example.com\n\n", "", 2, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, dir := filepath.Join(t.TempDir(), "people.csv"), filepath.Join(t.TempDir(), "new")
			if c.file != "" {
				if err := os.WriteFile(file, []byte(c.file), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			run := func(in string, args ...string) (int, string, string) {
				var out, said bytes.Buffer
				app := command.App{In: io.Reader(strings.NewReader(in)), Out: &out, Err: &said, Interactive: true, Data: dir, Now: time.Now,
					Open: func(ctx context.Context, dir string) (*workspace.Workspace, error) {
						return app.Open(ctx, dir, store.Options{Existing: true}, recruit.Environment{})
					},
					Make: func(ctx context.Context, dir string) (*workspace.Workspace, error) {
						return app.Open(ctx, dir, store.Options{}, recruit.Environment{})
					}}
				code := cli.Run(t.Context(), app, args)
				return code, out.String(), said.String()
			}
			code, _, said := run(c.typed, "import", "candidates", file)
			if code != c.code && !(c.file == "" && code != 0) {
				t.Errorf("exit code %d, want %d: %s", code, c.code, said)
			}
			_, err := os.Stat(dir)
			if made := err == nil; made != c.made {
				t.Errorf("made: %v, want %v: %s", made, c.made, said)
			}
			if !c.made {
				return
			}
			if _, listed, _ := run("", "candidate", "list"); !strings.Contains(listed, "Priya Nair") {
				t.Errorf("nobody was imported: %s", listed)
			}
			if _, team, _ := run("", "member", "list", "--json"); !strings.Contains(team, `"role": "admin"`) || !strings.Contains(team, "Europe/Lisbon") {
				t.Errorf("the team is %s", team)
			}
		})
	}
}
