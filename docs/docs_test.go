// Package docs holds the documents of recruitty. Its tests hold what they say
// to what there is: rules that are cited, files and sections that are linked,
// names of the code that are given.
package docs

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// root is the folder of the module.
const root = ".."

// sources reads every file of the module with one of the endings, by its path
// from the root.
func sources(t *testing.T, endings ...string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != root && entry.Name() != ".github" && strings.HasPrefix(entry.Name(), ".") {
			return fs.SkipDir
		}
		if entry.IsDir() || !slices.Contains(endings, filepath.Ext(path)) {
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		out[filepath.ToSlash(name)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// read reads one file of the module.
func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

var (
	ruleDefined  = regexp.MustCompile(`(?m)^- \*\*(R\d+)\*\* `)
	ruleCited    = regexp.MustCompile(`\bR\d{1,2}\b`)
	sectionCited = regexp.MustCompile(`(?i)\bdesign(?:\.md)?` + "`?" + `,? ?§ ?(\S+)`)
)

// TestCitedRulesAreDefined holds that every rule and section of the design that
// any file speaks of can be looked up in design.md.
func TestCitedRulesAreDefined(t *testing.T) {
	t.Parallel()
	defined := map[string]bool{}
	for _, m := range ruleDefined.FindAllStringSubmatch(read(t, "docs/design.md"), -1) {
		if defined[m[1]] {
			t.Errorf("%s is defined twice", m[1])
		}
		defined[m[1]] = true
	}
	for n := 1; n <= len(defined); n++ {
		if !defined[fmt.Sprintf("R%d", n)] {
			t.Errorf("R%d is not defined, but a later rule is", n)
		}
	}
	for name, text := range sources(t, ".go", ".md", ".sql", ".txtar") {
		for i, line := range strings.Split(text, "\n") {
			for _, rule := range ruleCited.FindAllString(line, -1) {
				if !defined[rule] {
					t.Errorf("%s:%d cites %s, which docs/design.md does not define", name, i+1, rule)
				}
			}
			if name == "docs/docs_test.go" {
				continue
			}
			if m := sectionCited.FindString(line); m != "" {
				t.Errorf("%s:%d cites %q; sections of docs/design.md are cited by their heading, as docs/design.md#exit-codes", name, i+1, m)
			}
		}
	}
}
