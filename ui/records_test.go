package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// kept is an office with one candidate, who has a job, a note and a file.
func kept(t *testing.T) (*office, recruit.Candidate, recruit.Job) {
	t.Helper()
	var c recruit.Candidate
	var j recruit.Job
	o := open(t, 100, 30, func(o *office) {
		ctx := context.Background()
		j = o.job("Staff Engineer")
		c = o.candidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com"}, j)
		firstOf(o.svc.Pipeline.Note(ctx, o.me, c.ID, 0, "Strong on systms"))
		f := firstOf(o.svc.Store.PutFile(ctx, "cv.txt", strings.NewReader("ten years"), 100))
		if err := o.svc.Pipeline.AddFile(ctx, o.me, c.ID, f); err != nil {
			t.Fatal(err)
		}
		if err := o.svc.Jobs.AddFile(ctx, o.me, j.ID, f); err != nil {
			t.Fatal(err)
		}
	}, nil)
	return o, c, j
}

func TestAClosedJobReopensOnTheScreen(t *testing.T) {
	t.Parallel()
	o, _, j := kept(t)
	firstOf(o.svc.Jobs.Close(context.Background(), o.me, j.ID))
	o.Press("2", "c", "x")
	o.Shows("Reopened Staff Engineer.")
	firstOf(o.svc.Jobs.Close(context.Background(), o.me, j.ID))
	o.Press("1", "2", "enter")
	o.Shows("closed", "x reopen job")
	o.Press("x")
	o.Shows("Reopened Staff Engineer.", "open")
}

func TestNotesChangeOnTheScreen(t *testing.T) {
	t.Parallel()
	o, c, _ := kept(t)
	o.Press("3", "enter", "tab", "tab", "tab")
	o.Shows("Strong on systms", "enter change a note")
	o.Press("enter", "enter")
	o.Shows("Change a note", "the log keeps the text as it was")
	o.put(" Hire.")
	o.Press("ctrl+s")
	o.Shows("Note changed.", "Strong on systms Hire.", "changed")
	o.Press("enter", "down", "enter")
	o.Shows("Remove this note?")
	o.Press("right", "enter")
	o.Shows("Note removed.", "No notes yet")
	if p := firstOf(o.svc.Store.Profile(context.Background(), c.ID)); len(p.Notes) != 0 {
		t.Errorf("notes %+v", p.Notes)
	}
}

func TestFilesComeOutAndGo(t *testing.T) {
	t.Parallel()
	o, c, _ := kept(t)
	dir := t.TempDir()
	var shown []string
	o.svc.Documents.Copies = filepath.Join(dir, "copies")
	o.svc.Documents.Show = func(path string) error { shown = append(shown, path); return nil }
	o.Press("3", "enter", "tab", "tab")
	o.Shows("cv.txt", "enter open, save, remove")
	o.Press("enter")
	o.Shows("Open", "Save as", "Remove")
	o.Press("enter")
	o.Shows("Opened a copy of cv.txt.")
	if len(shown) != 1 {
		t.Errorf("shown: %q", shown)
	}
	o.Press("enter", "down", "enter")
	o.Shows("Save a file")
	o.Press("ctrl+u")
	o.put(dir)
	o.Press("ctrl+s")
	o.Shows("Saved as " + dir)
	if content, err := os.ReadFile(filepath.Join(dir, "cv.txt")); err != nil || string(content) != "ten years" {
		t.Errorf("%q, %v", content, err)
	}
	o.Press("enter", "down", "down", "enter")
	o.Shows("as plain text, without formatting", "ten years")
	o.Press("esc", "enter", "down", "down", "down", "enter")
	o.Shows("Removed cv.txt. u brings it back until", "No files yet")
	o.Press("u")
	o.Shows("Undo the last change?", "Removed the file cv.txt", "cv.txt is among the files again.")
	o.Press("enter")
	o.Shows("Undone: Removed the file cv.txt.", "9 bytes")
	o.Press("enter", "down", "down", "down", "down", "enter")
	o.Shows("Remove and wipe this file?")
	o.Press("right", "enter")
	o.Shows("Removed cv.txt, and wiped its content.", "No files yet")
	if p := firstOf(o.svc.Store.Profile(context.Background(), c.ID)); len(p.Files) != 0 {
		t.Errorf("files %+v", p.Files)
	}
	o.Press("2", "enter", "tab")
	o.Shows("cv.txt", "enter open, save, remove")
	o.Press("enter", "enter")
	o.Shows("Opened a copy of cv.txt.")
}

func TestACandidateLeavesAJobOnTheScreen(t *testing.T) {
	t.Parallel()
	o, c, _ := kept(t)
	o.Press("3", "enter", "m")
	o.Type("take out")
	o.Press("enter")
	o.Shows("Take Priya out of this job?")
	o.Press("right", "enter")
	o.Shows("is no longer linked to Staff Engineer; the stage was Applied.")
	if p := firstOf(o.svc.Store.Profile(context.Background(), c.ID)); len(p.Applications) != 0 {
		t.Errorf("applications %+v", p.Applications)
	}
}

func TestAnOutcomeIsTakenBackOnTheScreen(t *testing.T) {
	t.Parallel()
	o, c, j := kept(t)
	r := o.phone(c, j, "Talk", time.Hour)
	o.now = o.now.Add(3 * time.Hour)
	firstOf(o.svc.Scheduling.Close(context.Background(), o.me, r.Interview.ID, 0, recruit.NoShow))
	o.Press("3", "enter", "down")
	o.Shows("Talk")
	for range 4 {
		o.Press("down")
	}
	o.Press("home", "down", "down", "enter")
	o.Shows("Nobody came", "u undo")
	o.Press("u")
	o.Shows("Undo the last change?", "Nobody came to Talk", "nobody was told of the", "Talk is again what it was before")
	o.Press("y")
	o.Shows("Undone: Nobody came to Talk.")
	o.Press("d")
	o.Shows("It took place")
}

func TestFilesOfAnInterviewAreOpened(t *testing.T) {
	t.Parallel()
	o, c, j := kept(t)
	f := firstOf(o.svc.Store.PutFile(context.Background(), "task.txt", strings.NewReader("the task"), 100))
	r := firstOf(o.svc.Scheduling.Schedule(context.Background(), o.me, recruit.ScheduleRequest{CandidateID: c.ID, JobID: j.ID, Title: "Talk", Start: o.now.Add(time.Hour),
		TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.Phone, Place: "+44", Files: []recruit.File{f}}, 0))
	o.Press("3", "enter", "v")
	o.Shows("Talk", "task.txt")
	o.Press("f")
	o.Shows("Save as")
	o.Hides("Remove")
	o.Press("esc")
	o.Shows(r.Interview.Title)
}

// TestARejectionOffersToCancelTheInterviewAhead: the stage Rejected asks why, and names what
// is ahead; it is cancelled unless someone says that it is left.
func TestARejectionOffersToCancelTheInterviewAhead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		keys []string
		want recruit.Status
	}{
		{"cancelled", []string{"ctrl+s"}, recruit.Cancelled},
		{"left", []string{"tab", "right", "ctrl+s"}, recruit.Scheduled},
		{"not rejected", []string{"esc"}, recruit.Scheduled},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 100, 30, setup{})
			w.connect()
			r := w.scheduled(true)
			w.profile()
			w.Press("m")
			w.Type("reject")
			w.Press("enter")
			w.Shows("Why is Priya rejected?", "Skills do not match")
			w.Press("enter")
			w.Shows("Reject Priya for", "Their interviews", "cancel it", "leave it", "Technical interview, Tue 1 Dec 10:00", "The Zoom meeting is")
			w.Press(c.keys...)
			w.Hides("Reject Priya for")
			if now := w.record(r); now.Interview.Status != c.want {
				t.Errorf("it is %s", now.Interview.Status)
			}
		})
	}
}
