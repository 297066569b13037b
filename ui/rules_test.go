package ui_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"recruitty/ui/keystroke"
)

// ruled is how something is ruled in a world with a connected Zoom and an interview
// ahead; or, with held, which test holds the rules for it, because it takes more than
// keys to get there.
type ruled struct {
	keys  []string
	last  int    // how many of the keys open it again
	field string // of the form, to which the cursor goes
	held  string
}

func by(keys ...string) ruled               { return ruled{keys: keys, last: 1} }
func in(field string, keys ...string) ruled { return ruled{keys: keys, last: 1, field: field} }
func heldBy(test string) ruled              { return ruled{held: test} }
func settings(rights int, then ...string) []string {
	return append(append([]string{"7"}, slices.Repeat([]string{"right"}, rights)...), then...)
}

// everyBox is every type of box that there is.
func everyBox() map[string]ruled {
	return map[string]ruled{
		"forms.formBox":          by("2", "n"),
		"forms.Picker":           by("1", "ctrl+k"),
		"interviews.decisionBox": by("3", "enter", "s"),
		"shell.confirm":          by("2", "enter", "x"),
		"views.box":              by("4", "V"),
		"connect.connect":        by("7", "right", "right", "r"),
		"connect.disconnect":     by("7", "right", "right", "x"),
		"settings.connectionBox": by("7", "right", "right", "enter"),
		"settings.departure":     by("7", "right", "down", "x"),

		"settings.mailTest": by(settings(6, "t")...),

		"bulk.box":                 heldBy("TestManyAreCancelledAndTakenBack"),
		"people.box":               heldBy("TestKeysOfThreeRejections"),
		"connect.browserSignIn":    heldBy("TestConnectOpensTheBrowserAndGoesOnByItself"),
		"connect.deviceSignIn":     heldBy("TestMailSignInByACode"),
		"connect.granted":          heldBy("TestConnectOpensTheBrowserAndGoesOnByItself"),
		"connect.mailGranted":      heldBy("TestMailSignInRegistersNamesAndConnects"),
		"interviews.findTime":      heldBy("TestFindATime"),
		"interviews.loopBox":       heldBy("TestALoopIsSentInFewKeys"),
		"interviews.wordsQuestion": heldBy("TestFindATime"),
		"offers.sendBox":           heldBy("TestKeysOfAnOffer"),
		"offers.showBox":           heldBy("TestAnOfferIsDecidedAbout"),
		"settings.invite":          heldBy("TestAMemberIsInvited"),
		"settings.keyPress":        heldBy("TestKeysAreChangedOnTheScreen"),
		"settings.templateEditor":  heldBy("TestEnterIsANewLine"),
		"shell.Waiting":            heldBy("TestReadingCalendarsIsStopped"),
		"shell.Notice":             heldBy("TestMailSignInThatComesToNothingIsOneSentence"),
		"mailview.question":        heldBy("TestQuestionsShowTheirMails"),
		"shell.twoWays":            heldBy("TestEnterIsANewLine"),
	}
}

// everyText is every field for a text of several lines, by the file and the name.
func everyText() map[string]ruled {
	return map[string]ruled{
		"candidates/notes.go text":                  in("Note", "3", "enter", "n"),
		"interviews/schedule_form.go description":   in("Description", "3", "enter", "s"),
		"interviews/schedule_form.go internal_note": in("Internal note", "3", "enter", "s"),
		"draft/records.go description":              in("Description", "2", "n"),
		"draft/ownfields.go fields":                 in("Custom fields", "3", "n"),
		"candidates/outcome.go text":                heldBy("TestAMailNeedsWords"),
		"bulk/people/form.go words":                 {keys: []string{"3", "space", "E", "enter"}, last: 2, field: "What it says"},
		"draft/reasons.go reasons":                  in("Reasons", "7", "right", "right", "right", "right", "right", "right", "right", "right", "r"),

		"offers/edit.go text": heldBy("TestWordsOfAnOfferAreKept"),

		"settings/team_keychange.go ssh_key":  heldBy("TestEnterIsANewLine"),
		"draft/ownfields.go choices":          heldBy("TestFieldsAreKeptOnTheScreen"),
		"draft/cards.go note":                 heldBy("TestKeysOfAScorecard"),
		"draft/cards.go private_note":         heldBy("TestKeysOfAScorecard"),
		"draft/cards.go why":                  heldBy("TestKeysOfAScorecard"),
		"draft/kits.go form":                  heldBy("TestKeysOfAScorecard"),
		"draft/kits.go guide":                 heldBy("TestKeysOfAScorecard"),
		"draft/plan.go sessions":              heldBy("TestAPlanIsWrittenOnTheScreen"),
		"interviews/findtime_words.go window": heldBy("TestFindATime"),
		"interviews/proposals.go reason":      heldBy("TestAnotherTimeIsRefusedFromTheCard"),
	}
}

// sources reads the code of the rooms below ui.
func sources(t *testing.T, look func(file string, f *ast.File)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "uitest") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err == nil {
			look(filepath.ToSlash(path), f)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// known compares what the code has with a table of it.
func known(t *testing.T, what string, has map[string]bool, table map[string]ruled) {
	t.Helper()
	for name := range has {
		if _, is := table[name]; !is {
			t.Errorf("the %s %s stands in no table here: say how it is opened, so that the rules of keys are tried on it", what, name)
		}
	}
	tests := map[string]bool{}
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, is := d.(*ast.FuncDecl); is {
				tests[fn.Name.Name] = true
			}
		}
	}
	for name, o := range table {
		if !has[name] {
			t.Errorf("there is no %s %s any more", what, name)
		}
		if o.held != "" && !tests[o.held] {
			t.Errorf("the test %s, which is to hold the %s %s, is not there", o.held, what, name)
		}
	}
}

// TestEveryBoxIsKnown holds that the rules of keys are tried on every box that the code
// has: a new type of box has to be entered above.
func TestEveryBoxIsKnown(t *testing.T) {
	t.Parallel()
	has := map[string]bool{}
	sources(t, func(_ string, f *ast.File) {
		methods := map[string]int{}
		for _, d := range f.Decls {
			fn, is := d.(*ast.FuncDecl)
			if !is || fn.Recv == nil {
				continue
			}
			star, is := fn.Recv.List[0].Type.(*ast.StarExpr)
			if !is {
				continue
			}
			name, is := star.X.(*ast.Ident)
			if is && fn.Name.Name == "View" && fn.Type.Params.NumFields() == 2 && fn.Type.Results.NumFields() == 2 {
				methods[name.Name]++
			}
		}
		for name := range methods {
			has[f.Name.Name+"."+name] = true
		}
		for _, d := range f.Decls { // boxes that are another box and more
			decl, is := d.(*ast.GenDecl)
			if !is {
				continue
			}
			for _, spec := range decl.Specs {
				ts, is := spec.(*ast.TypeSpec)
				if !is {
					continue
				}
				if st, is := ts.Type.(*ast.StructType); is && f.Name.Name == "shell" {
					for _, field := range st.Fields.List {
						if id, is := field.Type.(*ast.Ident); is && len(field.Names) == 0 && id.Name == "confirm" {
							has["shell."+ts.Name.Name] = true
						}
					}
				}
			}
		}
	})
	known(t, "box", has, everyBox())
}

// TestEveryTextIsKnown holds the same of fields for texts of several lines.
func TestEveryTextIsKnown(t *testing.T) {
	t.Parallel()
	has := map[string]bool{}
	text := func(e ast.Expr) string {
		lit, is := e.(*ast.BasicLit)
		if !is {
			return "?"
		}
		s, _ := strconv.Unquote(lit.Value)
		return s
	}
	sources(t, func(file string, f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr: // f.Lines("name", …)
				if sel, is := n.Fun.(*ast.SelectorExpr); is && sel.Sel.Name == "Lines" && len(n.Args) == 4 && f.Name.Name != "forms" {
					has[file+" "+text(n.Args[0])] = true
				}
			case *ast.CompositeLit: // Field{Name: …, Kind: Lines}
				name, lines := "", false
				for _, e := range n.Elts {
					kv, is := e.(*ast.KeyValueExpr)
					if !is {
						continue
					}
					key, _ := kv.Key.(*ast.Ident)
					value, _ := kv.Value.(*ast.Ident)
					switch {
					case key == nil:
					case key.Name == "Name":
						name = text(kv.Value)
					case key.Name == "Kind" && value != nil && value.Name == "Lines":
						lines = true
					}
				}
				if lines {
					has[file+" "+name] = true
				}
			}
			return true
		})
	})
	known(t, "text", has, everyText())
}

// open opens something in a new world.
func (o ruled) open(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, 100, 40, setup{})
	w.connect()
	w.scheduled(true)
	w.again()
	w.Press(o.keys...)
	if o.field != "" {
		w.field(o.field)
	}
	return w
}

// TestRulesOfBoxes tries on each box that esc leads one step back, and that what is
// typed on in the 150 ms after it does nothing.
func TestRulesOfBoxes(t *testing.T) {
	t.Parallel()
	boxes := everyBox()
	for _, name := range slices.Sorted(maps.Keys(boxes)) {
		if boxes[name].held != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := boxes[name].open(t)
			if top := w.app.TopModal(); top == nil || fmt.Sprintf("%T", top) != "*"+name {
				t.Fatalf("%v opens %T:\n%s", boxes[name].keys, top, w.Screen())
			}
			open := len(w.app.Modals)
			w.Send(keystroke.Key("esc"))
			if left := len(w.app.Modals); left != open-1 {
				t.Fatalf("esc leaves %d boxes of %d:\n%s", left, open, w.Screen())
			}
			if w.app.TopModal() != nil {
				return // the box beneath has the keyboard
			}
			closed := w.Screen()
			w.advance(149 * time.Millisecond)
			for _, key := range []string{"n", "x", "enter", "y", "down", "s", "esc"} {
				w.Send(keystroke.Key(key))
			}
			if now := w.Screen(); now != closed {
				t.Errorf("a key acted on the screen beneath:\n%s", now)
			}
		})
	}
}

// TestRulesOfTexts tries on each text that enter is a new line, that esc closes the form
// and keeps what is typed, and that it is there again.
func TestRulesOfTexts(t *testing.T) {
	t.Parallel()
	texts := everyText()
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		o := texts[name]
		if o.held != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := o.open(t)
			before, top := w.state(), w.app.TopModal()
			w.Type("First of it")
			w.Press("enter")
			w.Type("xyz the second")
			lines := strings.Split(w.Screen(), "\n")
			at := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "First of it") })
			if at < 0 || at+1 >= len(lines) || !strings.Contains(lines[at+1], "xyz the second") {
				t.Errorf("the lines are not below each other:\n%s", w.Screen())
			}
			if w.app.TopModal() != top || w.state() != before {
				t.Fatalf("enter did more than a new line:\n%s", w.Screen())
			}
			w.Press("esc")
			if w.app.TopModal() != nil {
				t.Fatalf("esc does not close:\n%s", w.Screen())
			}
			w.advance(time.Second)
			for _, key := range o.keys[len(o.keys)-o.last:] {
				w.Press(key)
			}
			w.field(o.field)
			w.Shows("First of it", "xyz the second")
			if w.state() != before {
				t.Error("closing has saved something")
			}
		})
	}
}
