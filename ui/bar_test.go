package ui_test

import (
	"fmt"
	"strings"
	"testing"

	"recruitty/ui/shell"
)

// inSections is in the footer while the sections have the keyboard.
const inSections = "section · enter"

// toSection moves to a section by arrows and enter alone, from wherever one is.
func (w *world) toSection(s shell.Section) {
	w.t.Helper()
	for range 6 { // out of what stands over the section's first screen, and to the sections
		if strings.Contains(w.Screen(), inSections) {
			break
		}
		w.Press("esc")
	}
	w.Shows(inSections)
	if w.app.Width > 40 { // in less the line goes on where it is cut off
		w.Shows("Find")
	}
	for range 8 {
		w.Press("up")
	}
	for range int(s) {
		w.Press("down")
	}
	w.Press("enter")
	w.Hides(inSections)
	if got := w.app.Active().Title(); got != s.String() {
		w.t.Fatalf("on %q instead of %q:\n%s", got, s, w.Screen())
	}
}

// TestArrowsReachEverySection walks from each section to each other one with
// arrows, enter and esc alone, beside the screen and in the line above it.
func TestArrowsReachEverySection(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{40, 24}, {45, 35}, {60, 16}, {80, 24}, {120, 40}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, size[0], size[1], setup{})
			for from := shell.Today; from <= shell.Settings; from++ {
				w.toSection(from)
				w.Press("enter", "tab") // into what the section has to open
				for to := shell.Today; to <= shell.Settings; to++ {
					w.toSection(to)
				}
			}
			w.toSection(shell.Today)
			w.Press("shift+tab")
			w.Shows(inSections)
			for range 8 {
				w.Press("down")
			}
			w.Press("enter")
			w.Shows("> ", "Everything by name")
			w.Press("esc")
			w.Hides("Everything by name  ", inSections)
		})
	}
}

// TestSectionsGiveTheKeyboardBack holds that a key which is none of theirs is
// the screen's again, and that esc leads back.
func TestSectionsGiveTheKeyboardBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.Press("esc")
	w.Shows("▸ Today", "Find", inSections)
	w.Press("down", "esc")
	w.Hides(inSections)
	if got := w.app.Active().Title(); got != "Today" {
		t.Errorf("esc opened %q", got)
	}
	w.Press("left", "N")
	w.Shows("New job")
	w.Hides(inSections)
}
