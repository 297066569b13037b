package ui_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
)

// forms are those in which someone types more than a word: the keys that open
// one and lead to a field, from the first screen.
func forms() map[string][]string {
	return map[string][]string{
		"Note":                       {"3", "enter", "n"},
		"Edit details":               {"3", "enter", "e", "tab", "tab"},
		"New candidate":              {"3", "n"},
		"New job":                    {"2", "n"},
		"Edit job":                   {"2", "enter", "e", "tab", "tab", "tab", "tab"},
		"Reschedule Interview Event": {"3", "enter", "r", "tab", "tab", "tab", "tab"},
		"Cancel this interview?":     {"3", "enter", "x"},
		"Add a member":               {"7", "right", "a"},
		"Schedule Interview Event":   {"3", "enter", "s", "tab"},
		"the interview is arranged":  {"7", "right", "right", "right", "right", "right", "right", "right", "enter"},
		"Who is invited":             {"3", "enter", "i", "tab"},
		"Profile":                    {"7", "enter"},
		"Interview plan of Applied":  {"2", "enter", "p", "enter"},
		"Add a pool":                 {"7", "right", "right", "right", "right", "right", "a"},
		"Mail":                       {"7", "right", "right", "right", "right", "right", "right", "e", "tab", "tab", "tab"},
		"Mailbox for answers":        {"7", "right", "right", "right", "right", "right", "right", "i", "tab", "tab", "tab"},
		"Language of emails":         {"7", "right", "right", "right", "right", "right", "right", "right", "m"},
		"Workspace":                  {"7", "right", "right", "right", "right", "right", "right", "right", "right", "enter"},
	}
}

// TestWhatIsTypedComesBack holds that what was typed into a form is there again
// after the line was lost, and gone once it was left (R12).
func TestWhatIsTypedComesBack(t *testing.T) {
	t.Parallel()
	for title, keys := range forms() {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 100, 30, setup{})
			firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Talk",
				Start: w.now.AddDate(0, 0, 7), TimeZone: "Europe/Lisbon", Duration: time.Hour, Platform: recruit.OnSite, Place: "Rua 1"}, 0))
			w.again()
			const typed = "Half a sentence about"
			w.Press(keys...)
			w.Shows(title)
			w.put(typed)
			w.Shows(typed)
			if err := w.app.KeepTyped(t.Context()); err != nil { // the line is lost
				t.Fatal(err)
			}
			w.again()
			w.Press(keys...)
			w.Shows(title, typed, "is back")
			w.Press("esc")
			w.Shows("Closed; what you typed is kept")
			w.Hides(title+" ─", "is back")
			w.Press(keys[len(keys)-1-tabs(keys):]...)
			w.Shows(title, typed, "is back")
			w.Press("ctrl+r", "right", "enter")
			w.Shows(title, "Started over.")
			w.Hides(typed)
			w.Press("esc")
			w.Hides(title+" ─", "Closed; what you typed is kept")
			w.again()
			w.Press(keys...)
			w.Shows(title)
			w.Hides(typed)
		})
	}
}

// tabs is how many tabs stand at the end of keys.
func tabs(keys []string) int {
	n := 0
	for n < len(keys) && keys[len(keys)-1-n] == "tab" {
		n++
	}
	return n
}

// TestTypingIsKeptWhileItGoesOn holds that a crash costs a moment, also of
// someone who never pauses, and that what was saved does not come back.
func TestTypingIsKeptWhileItGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.Press("3", "enter", "n")
	w.put("She asked good ")
	w.put("questions")
	w.timers.Fire(w.Driver)
	key := recruit.DraftKey(w.robin.ID, w.priya.ID, "note")
	if kept := firstOf(w.svc.Store.Setting(t.Context(), key)); !strings.Contains(kept, "She asked good questions") {
		t.Fatalf("kept is %q", kept)
	}
	if err := w.db.SetSetting(t.Context(), key, ""); err != nil { // another session of Robin's leaves the same form
		t.Fatal(err)
	}
	if err := w.app.KeepTyped(t.Context()); err != nil {
		t.Fatal(err)
	}
	if kept := firstOf(w.svc.Store.Setting(t.Context(), key)); !strings.Contains(kept, "She asked good questions") {
		t.Errorf("kept at the end is %q", kept)
	}
	w.put(" about storage.")
	w.Press("ctrl+s")
	w.Shows("Note saved.")
	w.timers.Fire(w.Driver)
	if kept := firstOf(w.svc.Store.Setting(t.Context(), key)); kept != "" {
		t.Errorf("kept after saving is %q", kept)
	}
}

// TestWhatComesBackMeetsWhatOthersSaved shows both values where someone else
// has saved the record meanwhile.
func TestWhatComesBackMeetsWhatOthersSaved(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.Press("3", "enter", "e", "tab", "tab")
	w.put("+351 1")
	if err := w.app.KeepTyped(t.Context()); err != nil {
		t.Fatal(err)
	}
	other := firstOf(w.svc.Store.Candidate(t.Context(), w.priya.ID))
	other.Phone, other.Headline = "+44 20", "Principal Engineer"
	firstOf(w.svc.Pipeline.Update(t.Context(), w.robin, other))
	w.again()
	w.Press("3", "enter", "e")
	w.Shows("+351 1", "their value is “+44 20” (ctrl+t)", "Principal Engineer")
}

// TestWhoIsChosenComesBack holds for addresses that are chosen one by one.
func TestWhoIsChosenComesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Talk",
		Start: w.now.AddDate(0, 0, 7), TimeZone: "Europe/Lisbon", Duration: time.Hour, Platform: recruit.OnSite, Place: "Rua 1"}, 0))
	w.again()
	w.Press("3", "enter", "i")
	w.put("guest@example.org")
	w.Press("enter")
	w.put("dan")
	if err := w.app.KeepTyped(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.again()
	w.Press("3", "enter", "i")
	w.Shows("Who is invited", "guest@example.org", "+ dan", "Dana Ortiz", "is back")
	w.Send(tea.WindowSizeMsg{Width: 80, Height: 24})
	w.Shows("guest@example.org", "+ dan")
	w.Press("tab", "esc", "s")
	w.field("Participants")
	w.Shows("Schedule Interview Event", "type a name or an address")
	w.put("dan")
	if err := w.app.KeepTyped(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.again()
	w.Press("3", "enter", "s")
	w.Shows("+ dan (not added yet)")
}
