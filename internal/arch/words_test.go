package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// strange is what a native speaker would not write, each with what says it instead.
var strange = []struct{ said, better string }{
	{`\banew\b`, "again"},
	{`\bas a rule\b`, "usually"},
	{`\bnobody yet\b`, "none yet"},
	{`\bnone that\b`, "not one that"},
	{`\b(is|are) (none|no) .* any more\b`, "is no longer"},
	{`\b(is|are|does|do|was|were|can|may) not [^.;]*\bany more\b|\bcannot [^.;]*\bany more\b`, "no longer"},
	{`\bin force here\b`, "saved"},
	{`\btold of (the|its|their) end\b`, "told that it is cancelled"},
	{`\b(can|cannot) be taken back\b`, "can be undone"},
	{`\bways? out\b`, "alternative"},
	{`\bthere (is|are) nobody yet\b`, "none yet"},
	{`\bwithdrawals?\b`, "cancellation"},
	{`\bcomes? about\b`, "is made"},
	{`\bgoes on without\b`, "goes ahead without"},
	{`\bempty means that\b`, "leave it empty to"},
	{`\balways there\b`, "always available"},
	{`\ball the same\b`, "anyway"},
}

// TestPeopleReadPlainEnglish holds that no sentence of the program, and none of the first page
// that newcomers read, has a turn that a native speaker would not write.
func TestPeopleReadPlainEnglish(t *testing.T) {
	t.Parallel()
	var never []*regexp.Regexp
	for _, s := range strange {
		never = append(never, regexp.MustCompile(`(?i)`+s.said))
	}
	look := func(where, text string) {
		t.Helper()
		for i, r := range never {
			if found := r.FindString(strings.Join(strings.Fields(text), " ")); found != "" {
				t.Errorf("%s: %q; write %q, or say it in another way", where, found, strange[i].better)
			}
		}
	}
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				text, ok := n.(*ast.BasicLit)
				if !ok || text.Kind != token.STRING {
					return true
				}
				if said, err := strconv.Unquote(text.Value); err == nil && strings.Contains(said, " ") {
					look(set.Position(n.Pos()).String(), said)
				}
				return true
			})
		}
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	look("README.md", string(readme))
}
