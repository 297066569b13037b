package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// rule says what packages may import of this module: those below a path in
// only, and nothing below a path in never, of whatever module.
type rule struct {
	packages string   // the package and everything below it
	only     []string // of recruitty; nil for anything
	never    []string
}

// rules are the arrows of the house: main → cli, sshd → ui → recruit ← store,
// zoom, invite. They hold for what is imported directly.
func rules() []rule {
	recruit := []string{"recruitty/recruit"}
	return []rule{
		{packages: "recruitty/recruit", only: recruit, never: []string{"database/sql", "net/http", "net/smtp", "charm.land", "modernc.org", "github.com/spf13"}},
		{packages: "recruitty/store", only: append(recruit, "recruitty/store"), never: []string{"charm.land"}},
		{packages: "recruitty/signin", only: []string{}, never: []string{"database/sql", "charm.land"}},
		{packages: "recruitty/zoom", only: append(recruit, "recruitty/zoom", "recruitty/signin"), never: []string{"database/sql", "charm.land"}},
		{packages: "recruitty/invite", only: append(recruit, "recruitty/invite", "recruitty/signin"), never: []string{"database/sql", "charm.land"}},
		{packages: "recruitty/ui", only: append(recruit, "recruitty/ui"), never: []string{"database/sql", "net/http", "golang.org/x/crypto/ssh", "charm.land/ssh", "charm.land/wish"}},
		{packages: "recruitty/ui/plain", only: append(recruit, "recruitty/ui/agenda", "recruitty/ui/draft", "recruitty/ui/say", "recruitty/ui/text", "recruitty/ui/plain"), never: []string{"charm.land"}},
		{packages: "recruitty/cli", only: append(recruit, "recruitty/cli"), never: []string{"database/sql", "net/http", "net/smtp", "charm.land"}},
		{packages: "recruitty/sshd", only: append(recruit, "recruitty/ui", "recruitty/sshd"), never: []string{"database/sql"}},
	}
}

// TestImportsPointDownOnly holds the direction of imports.
func TestImportsPointDownOnly(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, p := range packages(t) {
		for _, r := range rules() {
			if !below(p.ImportPath, r.packages) {
				continue
			}
			seen[r.packages] = true
			for _, i := range p.Imports {
				if below(i, "recruitty") && !anyBelow(i, r.only) {
					t.Errorf("%s imports %s; of recruitty it may import only %s", p.ImportPath, i, strings.Join(r.only, ", "))
				}
				if anyBelow(i, r.never) {
					t.Errorf("%s imports %s", p.ImportPath, i)
				}
			}
		}
	}
	for _, must := range []string{"recruitty/recruit", "recruitty/store", "recruitty/zoom", "recruitty/invite", "recruitty/ui", "recruitty/cli"} {
		if !seen[must] {
			t.Errorf("there is no package %s", must)
		}
	}
}

// TestLeavesStandAlone holds the leaves of recruit and ui free of their trees:
// the words of the domain may be used anywhere only if they need nothing.
func TestLeavesStandAlone(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if !slices.Contains([]string{"recruitty/recruit/when", "recruitty/recruit/clean", "recruitty/ui/text", "recruitty/recruit/owner", "recruitty/cli/browse", "recruitty/cli/process"}, p.ImportPath) {
			continue
		}
		for _, i := range p.Imports {
			// Which characters are not seen is said once, in the leaf clean.
			if below(i, "recruitty") && i != "recruitty/recruit/clean" {
				t.Errorf("the leaf %s imports %s", p.ImportPath, i)
			}
		}
	}
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

// packages lists this module's packages as go list sees them.
func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-e", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func below(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }

func anyBelow(path string, roots []string) bool {
	return slices.ContainsFunc(roots, func(r string) bool { return below(path, r) })
}
