package ui_test

import (
	"fmt"
	"go/ast"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// everyScreen is every type of screen that there is, and the keys that lead to it.
func everyScreen() map[string][]string {
	return map[string][]string{
		"today.todayScreen":           {"1"},
		"week.screen":                 {"1", "w"},
		"scorecards.prepareScreen":    {"1", "P"},
		"jobs.jobsScreen":             {"2"},
		"jobs.jobScreen":              {"2", "enter"},
		"plans.screen":                {"2", "enter", "p"},
		"board.screen":                {"2", "b"},
		"candidates.candidatesScreen": {"3"},
		"candidates.candidateScreen":  {"3", "enter"},
		"forms.fileText":              {"2", "enter", "tab", "enter", "down", "enter"},
		"interviews.interviewsScreen": {"4"},
		"interviews.interviewScreen":  {"4", "v"},
		"outbox.outboxScreen":         {"5"},
		"reports.screen":              {"6"},
		"reports.figures":             {"6", "enter"},
		"reports.rowsScreen":          {"6", "down", "enter", "enter"},
		"settings.Settings":           {"7"},
		"settings.memberKeys":         {"7", "right", "s"},
		"settings.leftBehind":         {"7", "right", "o"},
		"settings.poolMembers":        settings(5, "enter"),
		"importing.pastImports":       nil, // this world has no files to import
		"importing.importScreen":      nil, // as above
		"mails.mailsScreen":           {"8"},
		"mails.mailScreen":            {"8", "enter"},
		"today.firstRun":              nil, // a form that fills the window
	}
}

// TestFootersShowTheWays holds on every screen of 80 columns that the footer has the key that
// shows all keys, and where something is behind the screen the way back; also while a change
// can be undone, which has a key of its own.
func TestFootersShowTheWays(t *testing.T) {
	t.Parallel()
	screens := everyScreen()
	has := map[string]bool{}
	sources(t, func(_ string, f *ast.File) {
		for _, d := range f.Decls {
			if fn, is := d.(*ast.FuncDecl); is && fn.Name.Name == "Title" && fn.Recv != nil && fn.Type.Params.NumFields() == 0 {
				if star, is := fn.Recv.List[0].Type.(*ast.StarExpr); is {
					has[fmt.Sprintf("%s.%s", f.Name.Name, star.X.(*ast.Ident).Name)] = true
				}
			}
		}
	})
	for name := range has {
		if _, is := screens[name]; !is {
			t.Errorf("the screen %s is not in the table here: say which keys lead to it", name)
		}
	}
	w := newWorld(t, 80, 24, setup{demo: true})
	w.connect()
	w.crew("Ines Duarte")
	r := w.scheduled(true)
	w.advance(r.Interview.Start.Add(-time.Minute).Sub(w.clock()))
	for _, name := range slices.Sorted(maps.Keys(screens)) {
		if screens[name] == nil {
			continue
		}
		w.again()
		w.Press(screens[name]...)
		w.Rest()
		if got := fmt.Sprintf("%T", w.app.Active()); got != "*"+name || w.app.TopModal() != nil {
			t.Errorf("%v leads to %s, not to %s:\n%s", screens[name], got, name, w.Screen())
			continue
		}
		w.ways(name)
	}
	w.again()
	w.profile()
	w.Press("n")
	w.Type("Speaks Tamil.")
	w.Press("ctrl+s")
	w.Shows("u undo")
	w.ways("the profile with something to undo")
	for range 3 {
		w.Press("right")
		w.ways("a further part of the profile")
	}
}

// ways fails unless the footer shows the way back, where there is one, and the key to all.
func (w *world) ways(what string) {
	w.t.Helper()
	lines := strings.Split(w.Screen(), "\n")
	foot := lines[len(lines)-1]
	if !strings.HasSuffix(foot, "? keys") || len(w.app.Stacks[w.app.Section].Screens) > 1 && !strings.Contains(foot, "esc ") {
		w.t.Errorf("%s: the footer is %q", what, foot)
	}
}

// TestFootersOfEmptyListsBeginWithWhatFillsThem holds that the footer of a list with nothing in
// it leaves out what only shows less of it, and has that again where a filter is what empties it.
func TestFootersOfEmptyListsBeginWithWhatFillsThem(t *testing.T) {
	t.Parallel()
	o := open(t, 80, 24, nil, nil)
	for section, want := range map[string]string{"2": "n new job", "3": "n new candidate", "4": "m mine or all", "5": "? keys"} {
		o.Press(section)
		lines := strings.Split(o.Screen(), "\n")
		foot := lines[len(lines)-1]
		if !strings.HasPrefix(foot, want) || strings.Contains(foot, "/ filter") || strings.Contains(foot, "V views") {
			t.Errorf("section %s is empty, and its footer is %q", section, foot)
		}
	}
	w := newWorld(t, 80, 24, setup{})
	w.Press("3", "/")
	w.Type("nobody")
	w.Press("enter")
	w.Shows("No candidate matches the filter", "/ filter")
}
