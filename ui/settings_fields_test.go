package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/ui/shell"
)

// TestFieldsAreKeptOnTheScreen walks from the empty list to fields of several types, orders
// and renames them, fills one in on a profile, and removes it and brings it back.
func TestFieldsAreKeptOnTheScreen(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		settings := func() {
			w.Run(w.app.Goto(shell.Settings))
			w.Run(w.app.ShowPart(shell.FieldsPart, ""))
		}
		settings()
		w.Shows("No fields of candidates are defined yet", "Press a")
		w.Press("a")
		w.Shows("Add a field of candidates")
		w.put("Notice")
		w.Press("tab", "right", "ctrl+s")
		w.Shows("Added the field Notice", "number", "do not see it")
		w.Press("a")
		w.put("Level")
		w.Press("tab", "left", "tab") // a choice of a list
		w.put("Junior")
		w.Press("ctrl+s")
		w.Shows("at least two values")
		w.Press("enter")
		w.put("Senior")
		w.Press("tab", "right", "ctrl+s")
		w.Shows("Added the field Level", "choice of a list: Junior, S", "see it")
		w.Press("K")
		w.Shows("Moved the field Level")
		w.Press("down", "e", "ctrl+u")
		w.put("Notice weeks")
		w.Press("ctrl+s")
		w.Shows("Saved the field Notice weeks", "Earlier names")
		// In the form of a candidate, with the error under the field.
		w.Run(w.app.ShowCandidate(1, 0))
		w.Press("e")
		w.Shows("Level", "Notice weeks", "Other fields")
		for range 14 {
			w.Press("tab")
		}
		w.put("soon")
		w.Press("ctrl+s")
		w.Shows("“soon” is not a number")
		w.Press("ctrl+u")
		w.put("1,000")
		w.Press("ctrl+s")
		w.Shows("Changed the details")
		c := firstOf(w.db.Candidate(t.Context(), 1))
		if c.Field("Notice weeks") != "1000" || c.Field("Level") != "" {
			t.Errorf("saved %v", c.Fields)
		}
		settings()
		w.Press("x")
		w.Shows("Remove the field Notice weeks?", "1 candidate has a value")
		w.Press("right", "enter")
		w.Shows("Removed the field Notice weeks", "removed")
		w.Press("r")
		w.Shows("Brought back the field Notice weeks")
		log := firstOf(w.db.Activities(t.Context(), recruit.ActivityFilter{Limit: 20}))
		var said []string
		for _, l := range log {
			said = append(said, l.Text)
		}
		if all := strings.Join(said, "\n"); !strings.Contains(all, "Custom fields: none → Notice weeks=1000") {
			t.Errorf("%s has no line about the value", all)
		}
	}
}

// TestANewCandidateBringsAJobAndAFile is put in by one box; a file that cannot be taken
// leaves what was typed, and stores nobody.
func TestANewCandidateBringsAJobAndAFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	path := filepath.Join(t.TempDir(), "cv.txt")
	if err := os.WriteFile(path, []byte("Go, storage engines"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Run(w.app.Goto(shell.Candidates))
	w.Press("n")
	w.Shows("New candidate", "Job", "Résumé")
	w.put("Jane Doe")
	w.Press("tab", "tab", "tab", "tab")
	w.put("no such job")
	w.Press("ctrl+s")
	w.Shows("No open job is called")
	w.Press("ctrl+u")
	w.put(firstOf(w.db.Job(t.Context(), 1)).Title[:5])
	w.Press("tab")
	w.put(path + "x")
	w.Press("ctrl+s")
	w.Shows("cv.txtx", "Jane Doe")
	if page := firstOf(w.db.CandidatePage(t.Context(), recruit.CandidateFilter{Query: "jane"})); page.Total != 0 {
		t.Fatalf("stored %+v", page.Rows)
	}
	w.Press("backspace", "ctrl+s")
	w.Shows("Added Jane Doe. Linked to", "Attached cv.txt.")
	page := firstOf(w.db.CandidatePage(t.Context(), recruit.CandidateFilter{Query: "jane"}))
	if len(page.Rows) != 1 {
		t.Fatalf("found %+v", page.Rows)
	}
	if p := firstOf(w.db.Profile(t.Context(), page.Rows[0].ID)); len(p.Files) != 1 || p.Files[0].Kind != recruit.Resume || len(p.Applications) != 1 {
		t.Errorf("stored %+v", p)
	}
}
