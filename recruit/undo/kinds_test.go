package undo_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"recruitty/recruit/undo"
)

// writers are the packages that write the log.
var writers = []string{"recruit", "store", "zoom", "mail", "calendar"}

// action is how a kind of line is written: about something that is known, or as
// something that was done.
var action = regexp.MustCompile(`^((candidate|job|interview|scorecard|debrief|plan|pool|member|hours|settings|template|mail|zoom|calendar|import|workspace|effect|offer)\.[a-z_]+|[a-z]+\.[a-z_]*(ed|given|done|begun|_set))$`)

// elsewhere are texts that look like kinds of lines and are none: keys of settings, and
// names of effects that no line has.
var elsewhere = []string{
	"mail.account", "mail.from", "mail.inbox", "mail.language", "mail.url", "mail.reminders", "zoom.account_id", "zoom.client_id", "zoom.secret",
	"calendar.firm", "calendar.max_age", "calendar.soft", "interview.name",
	"mail.bg", "mail.com", "mail.dk", "mail.ee", "mail.pt", "mail.ru",
	"offers.served", "workspace.key", "workspace.name", "zoom.create", "zoom.update", "zoom.delete",
}

// TestEveryKindIsSaid finds every kind of line that the code writes, and asks how what
// it tells is taken back: a new kind without an answer fails.
func TestEveryKindIsSaid(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, k := range undo.Kinds() {
		if known[k.Action] {
			t.Errorf("%s is there twice", k.Action)
		}
		if k.By == "" {
			t.Errorf("nobody says how, or why not, %s is taken back", k.Action)
		}
		known[k.Action] = true
	}
	written := map[string]string{}
	for _, dir := range writers {
		err := filepath.WalkDir(filepath.Join("..", "..", dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(filepath.ToSlash(path), "recruit/undo/") {
				return err
			}
			source, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, source, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if text, err := strconv.Unquote(lit.Value); err == nil && action.MatchString(text) && !slices.Contains(elsewhere, text) {
						written[text] = path
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for text, path := range written {
		if !known[text] {
			t.Errorf("%s writes %q, and nobody says in undo.Kinds how that is taken back", path, text)
		}
	}
	for text := range known {
		if written[text] == "" && text != "candidate.undone" && text != "job.undone" {
			t.Errorf("nothing writes %q any more", text)
		}
	}
}
