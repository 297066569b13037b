package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/text"
)

// point finds the cell of a text on the screen, the last line that has it.
func (w *world) point(words string) tea.Mouse {
	w.t.Helper()
	lines := strings.Split(text.Strip(w.View().Content), "\n")
	for y := len(lines) - 1; y >= 0; y-- {
		if before, _, found := strings.Cut(lines[y], words); found {
			return tea.Mouse{X: text.Grid{}.Width(before), Y: y, Button: tea.MouseLeft}
		}
	}
	w.t.Fatalf("the screen does not show %q:\n%s", words, w.Screen())
	return tea.Mouse{}
}

func (w *world) click(words string) {
	w.t.Helper()
	w.Rest()
	w.Send(tea.MouseClickMsg(w.point(words)))
}

func (w *world) wheel(words string, button tea.MouseButton) {
	w.t.Helper()
	at := w.point(words)
	at.Button = button
	w.Send(tea.MouseWheelMsg(at))
}

// TestMouse clicks on whatever can be clicked on, in a window with a sidebar and in one
// without.
func TestMouse(t *testing.T) {
	t.Parallel()
	for _, width := range []int{120, 56} {
		w := newWorld(t, width, 40, setup{})
		if w.View().MouseMode != tea.MouseModeCellMotion {
			t.Fatal("the mouse is not asked for")
		}
		section := "Candidates"
		if width < 60 {
			section = "Cand."
		}
		w.click(section)
		w.Shows("Priya")
		w.click("Priya") // the cursor is there already
		w.Shows("Schedule an Interview")
		w.click("? keys")
		w.Shows("type to search")
		w.Press("esc")
		w.click("Notes")
		w.Shows("No notes")
		w.click("Overview")
		w.Shows("Candidate since")
		w.Press("esc")
		w.Shows("/ filter")
		w.Press("n") // the footer of a narrow window has no room for it
		w.Shows("New candidate")
		w.click("Phone")
		w.Type("+351 912 345 678")
		w.click("Email")
		w.Type("mia@example.com")
		w.click("Name")
		w.Type("Mia Sol")
		w.click("ctrl+s save")
		w.Shows("Mia Sol")
		page, err := w.svc.Store.CandidatePage(t.Context(), recruit.CandidateFilter{Query: "Mia Sol"})
		if err != nil || len(page.Rows) != 1 {
			t.Fatalf("%+v, %v", page, err)
		}
		if c := firstOf(w.svc.Store.Profile(t.Context(), page.Rows[0].ID)).Candidate; c.Email != "mia@example.com" || !strings.Contains(c.Phone, "912 345 678") {
			t.Errorf("typed into the wrong fields: %+v", c)
		}
	}
}

// TestMouseOnTabsAndQuestions clicks on a page of the settings and on an answer.
func TestMouseOnTabsAndQuestions(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.click("Settings")
	w.click("Team")
	w.Shows("a add a member")
	w.Press("2", "x")
	w.Shows("Close this job?")
	w.click("No ")
	w.Hides("Close this job?")
	w.Press("x")
	w.click("Close the job")
	w.Hides("Close this job?")
}

// TestMouseOnAList moves by clicks and the wheel, and not through a box above it.
func TestMouseOnAList(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.click("Settings")
	w.click("Workspace")
	w.Press("right", "right", "?")
	first := w.Screen()
	w.wheel("Keys", tea.MouseWheelDown)
	w.wheel("colours", tea.MouseWheelDown)
	if w.Screen() == first {
		t.Error("the wheel moves nothing in a box")
	}
	w.wheel("colours", tea.MouseWheelLeft)
	w.Press("esc")
	w.Send(tea.MouseClickMsg{X: -1, Y: 4000, Button: tea.MouseLeft})
	w.Send(tea.MouseMotionMsg{X: 5, Y: 5})
	w.Send(tea.MouseReleaseMsg{X: 5, Y: 5})
	w.Send(tea.MouseClickMsg{X: 3, Y: 3, Button: tea.MouseRight})
	w.Shows("Keys and colours")
}

// TestMouseIsOff holds that nothing is asked for and nothing taken where someone does
// not want it.
func TestMouseIsOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{}).prefers("mouse = false\n")
	if w.View().MouseMode != tea.MouseModeNone {
		t.Error("the mouse is asked for")
	}
	w.click("Candidates")
	w.Hides("Priya Raman")
}
