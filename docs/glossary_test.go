package docs

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strings"
	"testing"
)

// TestGlossaryNamesTheCode holds that every name of the code in the glossary is
// exported by a package of that name, and that fields in brackets behind a type
// are its fields.
func TestGlossaryNamesTheCode(t *testing.T) {
	t.Parallel()
	named := regexp.MustCompile("`([a-z]+)\\.([A-Z]\\w+)`(?: \\(`(\\w+)`\\))?")
	known := exported(t)
	found := named.FindAllStringSubmatch(read(t, "docs/glossary.md"), -1)
	if len(found) < 40 {
		t.Errorf("only %d names of the code were found in the glossary", len(found))
	}
	for _, m := range found {
		name := m[1] + "." + m[2]
		if !known[name] {
			t.Errorf("the glossary names %s, which the code does not have", name)
		} else if m[3] != "" && !known[name+"."+m[3]] {
			t.Errorf("the glossary names %s of %s, which has no such field", m[3], name)
		}
	}
}

// exported are the exported names of all packages, as recruit.Job, and the
// fields of their types, as recruit.Job.Title.
func exported(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for name, text := range sources(t, ".go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					out[file.Name.Name+"."+d.Name.Name] = true
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					addSpec(out, file.Name.Name, spec)
				}
			}
		}
	}
	return out
}

func addSpec(out map[string]bool, pkg string, spec ast.Spec) {
	switch s := spec.(type) {
	case *ast.ValueSpec:
		for _, n := range s.Names {
			out[pkg+"."+n.Name] = true
		}
	case *ast.TypeSpec:
		out[pkg+"."+s.Name.Name] = true
		if fields, ok := s.Type.(*ast.StructType); ok {
			for _, f := range fields.Fields.List {
				for _, n := range f.Names {
					out[pkg+"."+s.Name.Name+"."+n.Name] = true
				}
			}
		}
	}
}
