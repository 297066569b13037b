package ui_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui"
	"recruitty/ui/preferences"
	"recruitty/ui/shell"
	"recruitty/ui/uitest"
)

// prefers begins a session with preferences, which a host would keep.
func (w *world) prefers(text string) *world {
	w.t.Helper()
	if err := w.db.SetSetting(w.t.Context(), recruit.PreferencesKey(w.robin.ID), text); err != nil {
		w.t.Fatal(err)
	}
	old := w.app.Session()
	w.app = ui.New(shell.Session{Context: w.t.Context(), Now: w.clock, Zone: old.Zone, Member: w.robin, Company: "Acme", After: w.timers.After,
		Workspace: old.Workspace, Preferences: preferences.OfMember{Settings: w.db, Member: w.robin.ID}})
	w.Driver = uitest.New(w.t, w.app, 120, 40)
	w.Rest = func() { w.advance(w.app.Quiet()) }
	return w
}

func (w *world) preferred() string {
	w.t.Helper()
	return firstOf(w.db.Setting(w.t.Context(), recruit.PreferencesKey(w.robin.ID)))
}

// TestOwnKeys holds that a key that someone has set does what it is set for, and stands
// in footer, help and palette; and that the usual one does nothing any more.
func TestOwnKeys(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{}).prefers("[keys]\n\"jobs.add\" = \"N\"\n\"app.palette\" = \"ctrl+p\"\n")
	w.Press("2")
	w.Shows("N new job")
	w.Press("n")
	w.Hides("New job")
	w.Press("N")
	w.Shows("New job")
	w.Press("esc")
	w.Press("?")
	w.Shows("N new job", "ctrl+p everything by name")
	w.Press("esc", "ctrl+p")
	w.Type("new job")
	w.Shows("N Jobs")
}

// TestWrongPreferencesAreSaid begins with preferences that do not hold: the program
// starts, says the line, and the rest of them holds.
func TestWrongPreferencesAreSaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{}).prefers("theme = \"dark\"\n[keys]\n\"jobs.add\" = \"q\"\n\"job.nothing\" = \"N\"\n")
	w.Shows("Line 3: the key q is set for jobs.add but is already used: app.quit", "1 more is not understood; see Settings")
	if got := w.app.Styles().Name; got != "dark" {
		t.Errorf("the theme is %s", got)
	}
	w.Press("2", "n")
	w.Shows("New job")
}

// TestKeysAreChangedOnTheScreen changes a key, with a conflict said on the way, takes it
// back, and sets theme and mouse.
func TestKeysAreChangedOnTheScreen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{}).prefers("")
	w.Press("ctrl+k")
	w.Type("keys and colours")
	w.Press("enter")
	w.Shows("Theme", "Mouse", "by this host, for you")
	w.Press("/")
	w.Type("jobs.add")
	w.Press("enter", "enter")
	w.Shows("Press the key for “new job”")
	w.Press("e")
	w.Shows("The key e is set for jobs.add but is already used:", "job.edit (edit, Jobs)")
	w.Press("enter")
	w.Shows("The key enter keeps its meaning")
	w.Press("N")
	w.Shows("N, yours")
	if !strings.Contains(w.preferred(), `"jobs.add" = "N"`) {
		t.Errorf("kept is %q", w.preferred())
	}
	w.Press("r")
	w.Hides("yours")
	w.Press("m")
	w.Shows("off")
	w.Press("c")
	w.Shows("Of the profile")
	was := w.app.Styles().Name
	w.Press("down", "down")
	w.Shows("chosen row")
	if got := w.app.Styles().Name; got != "dark" || got == was {
		t.Errorf("under the cursor is dark, and the screen is %s", got)
	}
	w.Press("esc")
	if got := w.app.Styles().Name; got != was {
		t.Errorf("nothing was chosen, and the screen is %s", got)
	}
	w.advance(time.Second)
	w.Press("c", "down", "down", "enter")
	if got := w.app.Styles().Name; got != "dark" || !strings.Contains(w.preferred(), `theme = "dark"`) || !strings.Contains(w.preferred(), "mouse = false") {
		t.Errorf("the theme is %s, kept is %q", got, w.preferred())
	}
}

// TestKnownActions holds that what can be set is what there is: every name once in each
// place, and no two usual keys of one place in each other's way where both can be set.
func TestKnownActions(t *testing.T) {
	t.Parallel()
	l := ui.Limits()
	if len(l.Known) < 100 {
		t.Fatalf("%d actions", len(l.Known))
	}
	for _, k := range l.Known {
		for _, s := range k.Strokes {
			if k.Fixed || preferences.IsKept(s) || s == "alt+s" {
				continue
			}
			if again, err := preferences.Stroke(s); err != nil || again != s {
				t.Errorf("%s has the key %q, which cannot be set: %v", k.Name, s, err)
			}
		}
	}
}
