package docs

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strconv"
	"strings"
	"testing"
)

// constant is one constant of a package, with the name of its type where the
// code gives one.
type constant struct{ name, kind, value string }

// constants reads those of a package of the module, tests left out.
func constants(t *testing.T, folder string) []constant {
	t.Helper()
	var out []constant
	for name, text := range sources(t, ".go") {
		if path.Dir(name) != folder || strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			group, ok := decl.(*ast.GenDecl)
			if !ok || group.Tok != token.CONST {
				continue
			}
			for _, spec := range group.Specs {
				value := spec.(*ast.ValueSpec)
				kind, _ := value.Type.(*ast.Ident)
				for i, n := range value.Names {
					if i >= len(value.Values) {
						continue
					}
					literal, ok := value.Values[i].(*ast.BasicLit)
					if !ok {
						continue
					}
					c := constant{name: n.Name, value: literal.Value}
					if kind != nil {
						c.kind = kind.Name
					}
					if text, err := strconv.Unquote(literal.Value); err == nil {
						c.value = text
					}
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// TestDesignNamesStatesAndKinds holds that design.md has every state and kind
// that the code has, so that nobody meets one that is explained nowhere.
func TestDesignNamesStatesAndKinds(t *testing.T) {
	t.Parallel()
	design := read(t, "docs/design.md")
	seen := map[string]int{"EffectKind": 0, "EffectState": 0, "Status": 0, "VersionKind": 0, "ConnectionState": 0, "Plan": 0}
	for _, c := range constants(t, "recruit") {
		if _, known := seen[c.kind]; !known {
			continue
		}
		seen[c.kind]++
		if !strings.Contains(design, "`"+c.value+"`") {
			t.Errorf("docs/design.md does not name %q (%s %s)", c.value, c.kind, c.name)
		}
	}
	for kind, n := range seen {
		if n == 0 {
			t.Errorf("package recruit has no constants of the type %s", kind)
		}
	}
}

// TestDesignHasExitCodes holds the table of exit codes to those of the commands.
func TestDesignHasExitCodes(t *testing.T) {
	t.Parallel()
	_, table, _ := strings.Cut(read(t, "docs/design.md"), "\n## Exit codes\n")
	table, _, _ = strings.Cut(table, "\n## ")
	found := 0
	for _, c := range constants(t, "internal/exitcode") {
		found++
		if !strings.Contains(table, "\n| "+c.value+" | ") {
			t.Errorf("docs/design.md has no exit code %s (%s)", c.value, c.name)
		}
	}
	if rows := strings.Count(table, "\n| ") - 2; rows != found {
		t.Errorf("docs/design.md has %d exit codes, the commands have %d", rows, found)
	}
}
