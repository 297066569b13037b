package plain_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

func TestRecordsAreTakenBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	ctx := t.Context()
	f := firstOf(w.db.PutFile(ctx, "cv.txt", strings.NewReader("ten years"), 100))
	if err := w.svc.Pipeline.AddFile(ctx, w.dana, w.priya.ID, f); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out.txt")
	has(t, w.says(w.dana, "candidate priya", "note Strong on systms", "change note", "Strong on systems", "notes", "save", out),
		"Changed.", "Strong on systems", "Saved as "+out)
	if content, err := os.ReadFile(out); err != nil || string(content) != "ten years" {
		t.Errorf("%q, %v", content, err)
	}
	has(t, w.says(w.dana, "candidate priya", "remove note", "no", "notes", "remove note", "yes", "notes", "remove file", "1", "files", "remove"),
		"1 note about", "Removed the note.", "0 notes about", "Removed cv.txt.", "0 files of", "Type remove note, or remove file.")
	has(t, w.says(w.dana, "close job staff", "yes", "jobs", "reopen job", "jobs", "reopen", "close job nonsense"),
		"Closed Staff Engineer", ", closed", "Reopened Staff Engineer", "Type close job", "There is no open job like that.")
	has(t, w.says(w.dana, "candidate priya", "unlink", "no", "unlink", "yes", "unlink", "link", "1"),
		"the stage was Applied", "is not linked to a job", "Linked Priya Raman")

	has(t, w.says(w.dana, append(append([]string{"candidate priya"}, byPhone("tomorrow 10:00")...), "yes", "outcome", "unlink", "yes")...),
		"No interview with Priya Raman has begun yet.", "cancel it first")
	w.now = w.now.Add(48 * time.Hour)
	has(t, w.says(w.dana, "candidate priya", "outcome", "2", "outcome", "no", "outcome", "yes", "outcome", "1"),
		" take place?\n", "Nobody came", "Undo that?", "Undone; nobody was told.", "outcome undoes that")
	if i := w.interviews(); len(i) != 1 || i[0].Status != recruit.Completed {
		t.Errorf("interviews %+v", i)
	}
}

func TestARejectionAsksAboutTheInterviewAhead(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.says(w.dana, append(append([]string{"candidate priya"}, byPhone("tomorrow 10:00")...), "yes")...)
	has(t, w.says(w.dana, "candidate priya", "move", "Rejected", "no"), "Moved Priya Raman to Rejected", "still has an interview for this job", "Cancel it?", "It is scheduled; cancel calls it off.")
	if i := w.interviews(); len(i) != 1 || i[0].Status != recruit.Scheduled {
		t.Errorf("interviews %+v", i)
	}
	has(t, w.says(w.dana, "candidate priya", "move", "Rejected", "yes", "position filled", "yes"), "Cancelled here; record, files and notes stay.")
	if i := w.interviews(); len(i) != 1 || i[0].Status != recruit.Cancelled {
		t.Errorf("interviews %+v", i)
	}
}
