package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestRulesAreSaidOnce holds that a rule of the product and its sentence have one
// home: no sentence of package recruit or below stands in another package as well,
// which asks recruit instead.
func TestRulesAreSaidOnce(t *testing.T) {
	t.Parallel()
	home, elsewhere := map[string]string{}, map[string]string{}
	for _, p := range packages(t) {
		of := elsewhere
		if below(room(p.ImportPath), "recruit") {
			of = home
		}
		for _, name := range p.GoFiles {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING {
					said, err := strconv.Unquote(text.Value)
					if err == nil && len(said) >= 36 && strings.Contains(said, " ") && strings.HasSuffix(said, ".") {
						of[said] = room(p.ImportPath) + "/" + name
					}
				}
				return true
			})
		}
	}
	if len(home) < 100 {
		t.Fatalf("recruit has %d sentences", len(home))
	}
	for said, where := range elsewhere {
		if first, twice := home[said]; twice {
			t.Errorf("%q stands in %s and in %s; ask recruit for it", said, first, where)
		}
	}
}
