package docs

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	markdownLink = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	sectionNamed = regexp.MustCompile(`[\w./-]*\.md#[\w-]+`)
	heading      = regexp.MustCompile(`(?m)^#{1,6} (.+)$`)
	notInAnchor  = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	inlineCode   = regexp.MustCompile("`([^`\n]+)`")
	fileName     = regexp.MustCompile(`^\.?[\w.-]+(/[\w.-]+)*/?$`)
)

// anchors are the names by which the sections of a document can be linked.
func anchors(text string) map[string]bool {
	out := map[string]bool{}
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		out[strings.ReplaceAll(notInAnchor.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-")] = true
	}
	return out
}

// TestLinksLead holds that what documents link to is there, sections included,
// and so are the sections of documents that comments in the code name.
func TestLinksLead(t *testing.T) {
	t.Parallel()
	documents := sources(t, ".md")
	check := func(in, target string) {
		file, section, _ := strings.Cut(target, "#")
		if file == "" {
			file = path.Base(in)
		}
		file = path.Join(path.Dir(in), file)
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(file))); err != nil {
			t.Errorf("%s links to %s, which is not there", in, target)
			return
		}
		if section != "" && !anchors(documents[file])[section] {
			t.Errorf("%s links to %s, and %s has no such section", in, target, file)
		}
	}
	for name, text := range documents {
		for _, m := range markdownLink.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(m[1], "://") {
				check(name, m[1])
			}
		}
	}
	for name, text := range sources(t, ".go", ".sql", ".txtar") {
		for _, target := range sectionNamed.FindAllString(text, -1) {
			if path.Dir(name) != "docs" {
				check("README.md", target) // from the root
			}
		}
	}
}

// TestFilesNamedAreThere holds that files and packages that the documents name
// by their path exist, and hold the names that stand in brackets behind them,
// as in: `recruit/scheduling.go` (`Reschedule`).
func TestFilesNamedAreThere(t *testing.T) {
	t.Parallel()
	top, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	ours := map[string]bool{}
	for _, entry := range top {
		ours[entry.Name()] = true
	}
	withNames := regexp.MustCompile("`([\\w./-]+\\.go)` \\(((?:`\\w+`(?:, )?)+)\\)")
	for name, text := range sources(t, ".md") {
		for _, m := range inlineCode.FindAllStringSubmatch(text, -1) {
			first, _, below := strings.Cut(m[1], "/")
			if !fileName.MatchString(m[1]) || !below && path.Ext(m[1]) != ".go" || below && !ours[first] {
				continue
			}
			if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s names %s, which is not there", name, m[1])
			}
		}
		for _, m := range withNames.FindAllStringSubmatch(text, -1) {
			content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(m[1])))
			if err != nil {
				continue // said above
			}
			for _, symbol := range inlineCode.FindAllStringSubmatch(m[2], -1) {
				if !regexp.MustCompile(`\b` + symbol[1] + `\b`).Match(content) {
					t.Errorf("%s says that %s has %s, which it has not", name, m[1], symbol[1])
				}
			}
		}
	}
}
