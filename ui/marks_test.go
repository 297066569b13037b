package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// bakers are three more candidates for the job of a world, the last one without an address.
func (w *world) bakers() (ids []recruit.CandidateID) {
	w.t.Helper()
	for _, c := range []recruit.Candidate{{Name: "Aaron Baker", Email: "aaron@example.org"}, {Name: "Abel Baker", Email: "abel@example.org"}, {Name: "Ada Baker"}} {
		c = firstOf(w.svc.Pipeline.Add(w.t.Context(), w.robin, c))
		firstOf(w.svc.Pipeline.Link(w.t.Context(), w.robin, c.ID, w.job.ID, ""))
		ids = append(ids, c.ID)
	}
	return ids
}

// stagesOf says in which stage of the world's job candidates are, with their tags.
func (w *world) stagesOf(ids []recruit.CandidateID) string {
	w.t.Helper()
	var said []string
	for _, id := range ids {
		p := firstOf(w.svc.Store.Profile(w.t.Context(), id))
		a, _ := p.Application(w.job.ID)
		said = append(said, strings.Join(append([]string{a.Stage}, p.Candidate.Tags...), "+"))
	}
	return strings.Join(said, " ")
}

// TestKeysOfThreeRejections counts what it takes to reject three candidates with one reason
// and a mail to each, and holds that one undo takes all of it back.
func TestKeysOfThreeRejections(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := &counting{world: newWorld(t, size[0], size[1], setup{})}
		ids := w.bakers()
		w.Press("3")
		w.Shows("Aaron Baker")
		w.press("space", "space", "space")
		w.Shows("3 marked")
		w.press("X")
		w.Shows("Why are 3 candidates rejected?")
		w.press("s", "k", "i", "enter")
		w.Shows("Reject 3 candidates: Skills do not match.", "2 emails to them, each their own.", "Aaron Baker: Applied → Rejected for "+w.job.Title, "Ada Baker has no email address", "Hello Aaron", "esc back")
		w.press("enter")
		w.Shows("Rejected here (3 candidates)", "undo all (")
		if got := w.stagesOf(ids); got != "Rejected Rejected Rejected" || w.keys > 10 {
			t.Errorf("at %v: %d keys, at most 10: %s", size, w.keys, got)
		}
		w.Press("u")
		w.Shows("Undone: 3 candidates")
		w.Press("esc")
		w.Hides("marked")
		if got := w.stagesOf(ids); got != "Applied Applied Applied" {
			t.Errorf("taken back they are in %s", got)
		}
		w.advance(time.Minute)
		w.work()
		if n := len(w.mails.List()); n != 0 {
			t.Errorf("%d emails were sent of what was taken back", n)
		}
	}
}

// TestManyAreWrittenTo: each gets their own mail, seen before one by one; who has no
// address is named before; what was typed is kept.
func TestManyAreWrittenTo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.bakers()
	w.Press("3", "/")
	w.Type("baker")
	w.Press("enter", "*")
	w.Shows("3 candidates marked", "3 marked")
	w.Press("E", "enter")
	w.Shows("What it says", "Leaves")
	w.Press("ctrl+s")
	w.Shows("has no text yet")
	w.Type("Please send us your references.")
	w.Press("esc")
	w.Press("E", "enter")
	w.Shows("Please send us your references.")
	w.Press("ctrl+s")
	w.Shows("Write to 2 candidates; 1 cannot.", "✗ Ada Baker has no email address", "Email 1 of 2, to abel@example.org", "Hello Abel", "Please send us your references.")
	w.Press("tab")
	w.Shows("Email 2 of 2, to aaron@example.org", "Hello Aaron")
	w.Press("enter")
	w.Shows("In the outbox: an email for each (2 candidates)", "Aaron Baker: aaron@example.org, “")
	w.advance(time.Minute)
	w.work()
	w.Shows("Done: everything above is confirmed.")
	w.Press("u")
	w.Shows("too late to undo")
	w.Press("esc")
	w.Shows("1 marked") // whom nothing could be done for
}

// TestMarksOfCandidates: they move, are tagged, linked, given an owner and exported
// together, in the list of all and in that of a job; and the marks are said.
func TestMarksOfCandidates(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	ids := w.bakers()
	w.Press("3", "space", "space", "down", "space")
	w.Shows("3 marked")
	w.Press("space")
	w.Press("up", "space")
	w.Press("-", "space", "home")
	w.Press("-", "home", "space", "space")
	w.Press("t")
	w.Shows("Tag these candidates", "Remove")
	w.Type("silver, second round")
	w.Press("ctrl+s")
	w.Shows("Tags of 2 candidates: add silver, second round.", "Aaron Baker: nothing → silver, second round")
	w.Press("enter")
	w.Shows("Saved: they have these tags (2 candidates)", "Done: everything above is confirmed.")
	w.Press("esc")
	if got := w.stagesOf(ids); got != "Applied+silver+second round Applied+silver+second round Applied" {
		t.Error(got)
	}
	w.Press("home", "space", "space", "m")
	w.Shows("Move 2 candidates to a stage")
	w.Type("offer")
	w.Press("enter")
	w.Shows("Move 2 candidates to Offer.", "Applied → Offer")
	w.Press("enter", "u")
	w.Shows("Undone: 2 candidates")
	w.Press("esc")

	w.Press("home", "space", "space", "O")
	w.Shows("Who owns 2 candidates?")
	w.Type("robin")
	w.Press("enter")
	w.Shows("Robin Reyes owns 2 candidates.")
	w.Press("enter")
	w.Shows("Saved: they have the new owner (2 candidates)")
	w.Press("esc")
	other := firstOf(w.svc.Jobs.Add(t.Context(), w.robin, recruit.Job{Title: "Potter"}))
	w.Press("home", "space", "space", "l")
	w.Shows("Link 2 candidates to a job")
	w.Type("potter")
	w.Press("enter", "enter")
	w.Shows("Saved: they are linked to the job (2 candidates)")
	w.Press("esc")

	// Who is in several jobs is named, until it is said which one is meant.
	w.Press("home", "space", "space", "m")
	w.Type("hired")
	w.Press("enter")
	w.Shows("Move 0 candidates to Hired; 2 cannot.", "Aaron Baker is in several open jobs", "o for which job")
	w.Press("o")
	w.Type("potter")
	w.Press("enter")
	w.Shows("Move 2 candidates to Hired.", "Applied → Hired for Potter")
	w.Press("enter", "esc")
	a, _ := firstOf(w.svc.Store.Profile(t.Context(), ids[0])).Application(other.ID)
	if a.Stage != "Hired" || w.stagesOf(ids[2:]) != "Applied" {
		t.Errorf("in the other job they are in %s", a.Stage)
	}

	file := filepath.Join(t.TempDir(), "some.csv")
	w.Press("home", "space", "space", "y", "enter")
	w.Shows("Path or folder")
	w.Press("ctrl+u")
	w.Type(file)
	w.Press("ctrl+s")
	w.Shows("2 candidates saved as")
	if content := string(firstOf(os.ReadFile(file))); !strings.Contains(content, "Aaron Baker") || strings.Contains(content, "Ada Baker") {
		t.Errorf("exported is %s", content)
	}

	w.Press("esc", "2", "down", "enter") // the list of a job
	w.Shows("Aaron Baker")
	w.Press("*")
	w.Shows("4 candidates marked", "4 marked")
	w.Press("X", "enter")
	w.Shows("Reject 4 candidates")
	w.Press("e", "right")
	w.Press("ctrl+s")
	w.Shows("No one is emailed.")
	w.Press("enter")
	w.Shows("Rejected here (4 candidates)")
	w.Press("u")
	w.Shows("Undone: 4 candidates")
	w.Press("esc", "space")
	w.Shows("1 marked")
	w.Press("esc")
	w.Hides("1 marked")
}

// TestManyChangesAreStopped stops a change of many candidates and its undo before the first
// of them: nothing is changed, each says so, and they stay marked.
func TestManyChangesAreStopped(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		ids := w.bakers()
		w.Press("3", "space", "space", "space", "m")
		w.Type("offer")
		w.Press("enter")
		w.Shows("Move 3 candidates to Offer.")
		w.Rest()
		saved := w.slowly("enter")
		w.Shows("Saving", "esc stop")
		w.Press("esc")
		w.Shows("Stopping")
		w.Hides("esc stop")
		saved()
		w.Shows("Nothing was changed.", "Aaron Baker: There was not enough time for this one", "Ada Baker: There was not enough time for this one", "esc close")
		w.Hides("canceled")
		if got := w.stagesOf(ids); got != "Applied Applied Applied" {
			t.Errorf("at %v: stopped they are in %s", size, got)
		}
		w.Press("esc")
		w.Shows("3 marked")
		w.Press("m")
		w.Type("offer")
		w.Press("enter", "enter")
		w.Shows("(3 candidates)")
		w.Rest()
		undone := w.slowly("u")
		w.Shows("Undoing", "esc stop")
		w.Press("esc")
		undone()
		w.Shows("Aaron Baker stays: There was not enough time for this one", "esc close")
		if got := w.stagesOf(ids); got != "Offer Offer Offer" {
			t.Errorf("at %v: the undo was stopped and they are in %s", size, got)
		}
	}
}
