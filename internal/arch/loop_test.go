package arch

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestWorkBesideTheLoop holds that what a screen does beside the event loop (a
// function that takes a context: it reads, saves or sends) touches no screen and no
// form. The loop changes them meanwhile, so each such use is a data race. What the
// work needs is copied into a variable before it begins.
func TestWorkBesideTheLoop(t *testing.T) {
	t.Parallel()
	all := exported(t, module+"/ui/...")
	places := token.NewFileSet()
	read := importer.ForCompiler(places, "gc", func(path string) (io.ReadCloser, error) { return os.Open(all[path].Export) })
	for _, p := range all {
		if !below(p.ImportPath, module+"/ui") || below(p.ImportPath, module+"/ui/plain") || below(p.ImportPath, module+"/ui/render") { // they have no event loop
			continue
		}
		var files []*ast.File
		for _, name := range p.GoFiles {
			f, err := parser.ParseFile(places, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
		if _, err := (&types.Config{Importer: read}).Check(p.ImportPath, places, files, info); err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			ast.Inspect(f, func(n ast.Node) bool {
				work := beside(n, info)
				if work == nil {
					return true
				}
				ast.Inspect(work, func(n ast.Node) bool {
					if f, ok := n.(*ast.FuncLit); ok && commands(f, info) {
						return false // the loop calls it, with what was found
					}
					if name, ok := n.(*ast.Ident); ok {
						v, ok := info.Uses[name].(*types.Var)
						if ok && !v.IsField() && (v.Pos() < work.Pos() || v.Pos() > work.End()) && ofScreen(v.Type()) {
							at := places.Position(name.Pos())
							t.Errorf("%s:%d uses %s beside the event loop, which changes it; copy what is needed before", filepath.Base(at.Filename), at.Line, name.Name)
						}
					}
					return true
				})
				return false
			})
		}
	}
}

// beside is the body of a function that takes a context, nil for anything else.
func beside(n ast.Node, info *types.Info) *ast.BlockStmt {
	var params *ast.FieldList
	var body *ast.BlockStmt
	switch f := n.(type) {
	case *ast.FuncLit:
		params, body = f.Type.Params, f.Body
	case *ast.FuncDecl:
		if f.Name.Name != "KeepTyped" { // it is called when the loop has ended
			params, body = f.Type.Params, f.Body
		}
	}
	if params == nil || body == nil || len(params.List) == 0 || info.TypeOf(params.List[0].Type).String() != "context.Context" {
		return nil
	}
	return body
}

// commands reports whether a function makes a command of the loop.
func commands(f *ast.FuncLit, info *types.Info) bool {
	results := f.Type.Results
	return results != nil && len(results.List) == 1 && info.TypeOf(results.List[0].Type).String() == "charm.land/bubbletea/v2.Cmd"
}

// ofScreen reports whether a variable points to something of package ui or below.
func ofScreen(of types.Type) bool {
	pointer, ok := of.(*types.Pointer)
	if !ok {
		return false
	}
	switch to := pointer.Elem().(type) {
	case *types.Struct:
		return true // the values of a form
	case *types.Named:
		return to.Obj().Pkg() != nil && below(to.Obj().Pkg().Path(), module+"/ui")
	}
	return false
}

// exportedPackage is a package with what the compiler says about it.
type exportedPackage struct {
	goPackage
	Export string // a file
}

// exported lists packages and all that they import.
func exported(t *testing.T, pattern string) map[string]exportedPackage {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-export", "-json=ImportPath,Dir,GoFiles,Export", pattern).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	all := map[string]exportedPackage{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p exportedPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[p.ImportPath] = p
	}
}
