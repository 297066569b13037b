package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"
)

// TestNothingIsCompiledAtTheStart holds that patterns and templates at the top of a package
// are compiled by who needs them first: every start pays for what is made before main.
func TestNothingIsCompiledAtTheStart(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				made, is := d.(*ast.GenDecl)
				if !is || made.Tok != token.VAR {
					continue
				}
				ast.Inspect(made, func(n ast.Node) bool {
					if call, is := n.(*ast.CallExpr); is && compiles(call) {
						t.Errorf("%s: this is compiled at every start; put it into sync.OnceValue", set.Position(n.Pos()))
					}
					_, later := n.(*ast.FuncLit)
					return !later
				})
			}
		}
	}
}

// compiles reports whether a call compiles a pattern or a template.
func compiles(call *ast.CallExpr) bool {
	of, is := call.Fun.(*ast.SelectorExpr)
	if !is {
		return false
	}
	switch fmt.Sprintf("%s.%s", of.X, of.Sel) {
	case "regexp.MustCompile", "template.Must":
		return true
	}
	return false
}
