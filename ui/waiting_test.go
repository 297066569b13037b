package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/keystroke"
)

// TestAKeyWaitsForTheList presses enter on a filtered list before it was read.
func TestAKeyWaitsForTheList(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.Press("3", "/")
	_, reading := w.app.Update(tea.PasteMsg{Content: "Priya"})
	for range 2 { // the first one leaves the filter
		_, cmd := w.app.Update(keystroke.Key("enter"))
		w.Run(cmd)
	}
	if s := w.Screen(); strings.Contains(s, "no candidate in this list") {
		t.Errorf("what is being read is said not to be there:\n%s", s)
	}
	w.Run(reading)
	w.Shows("Priya Raman", "Overview", "Asia/Kolkata")
}
