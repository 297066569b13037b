package ui_test

import (
	"testing"

	"recruitty/recruit"
	"recruitty/ui/interviews"
)

// sent is an inbox of more files than a form lists.
func sent() []string {
	return []string{"Ada's CV.pdf", "履歴書.pdf", "c.pdf", "d.pdf", "e.pdf", "f.pdf", "g.pdf"}
}

func TestAFileOfTheInboxIsChosen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{remote: true, inbox: sent()})
	w.Press("3", "enter", "f")
	w.Shows("In your inbox", "▸ Ada's CV.pdf", "履歴書.pdf", "e.pdf")
	w.Hides("f.pdf")
	w.Press("down", "down", "down", "down", "down", "down", "down")
	w.Shows("▸ g.pdf", "c.pdf")
	w.Press("up", "up", "up", "up", "up")
	w.Shows("▸ 履歴書.pdf", "Ada's CV.pdf")
	w.Press("ctrl+s")
	w.Shows("Added 履歴書.pdf.")
	w.Press("f", "esc")
	w.Hides("In your inbox") // nothing was typed that could be lost
	w.Press("f", "ctrl+u")
	w.put("other.pdf")
	w.Press("ctrl+s")
	w.Shows("There is no file")
}

func TestAnEmptyInboxSaysHowToFillIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{remote: true, inbox: []string{}})
	w.Press("3", "enter", "f")
	w.Shows("your inbox is empty; send a file by scp or sftp")
	w.Press("down", "ctrl+s")
	w.Shows("your inbox is empty")
}

func TestFilesOfTheInboxAreAttached(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{remote: true, inbox: sent()})
	w.connect()
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.fillIn("tue 1 dec 10am")
	w.Press("tab", "tab", "tab", "tab")
	w.Shows("▸ [✓] Job description", "[ ] Ada's CV.pdf (in your inbox)", "e.pdf", "name of another file in your inbox")
	w.Hides("f.pdf")
	w.Press("down", "down", "space")
	w.Shows("▸ [✓] 履歴書.pdf (panel only", "[ ] Ada's CV.pdf (in your inbox)", "f.pdf (in your inbox)")
	w.Press("right")
	w.Shows("▸ [✓] 履歴書.pdf (everyone")
	w.put("g.pdf")
	w.Press("enter")
	w.Shows("▸ [✓] g.pdf (panel only")
	w.put("none.pdf")
	w.Press("enter")
	w.Shows("There is no file", "▸ + none.pdf")
}

func TestWithoutAnInboxThereIsNothingToAttach(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{remote: true})
	w.connect()
	job := firstOf(w.svc.Jobs.Add(t.Context(), w.robin, recruit.Job{Title: "Keeper"}))
	firstOf(w.svc.Pipeline.Link(t.Context(), w.robin, w.priya.ID, job.ID, ""))
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, job.ID))
	w.fillIn("tue 1 dec 10am")
	w.Press("tab", "tab", "tab", "tab", "space", "down", "space")
	w.Shows("Additional Files", "none")
}

// TestFilesAreListedWhileTheirFieldHasTheKeyboard: a form of which the file is one field of
// many neither lists what lies on the machine, nor complains of an empty inbox, before.
func TestFilesAreListedWhileTheirFieldHasTheKeyboard(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		setup setup
		said  string
	}{
		"on one's own machine": {setup{}, "actions.go"},
		"with a file sent":     {setup{remote: true, inbox: []string{"cv.pdf"}}, "cv.pdf"},
		"with none":            {setup{remote: true, inbox: []string{}}, "your inbox is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 120, 40, c.setup)
			w.Press("3", "n")
			w.Shows("New candidate", "Résumé")
			w.Hides(c.said)
			w.field("Résumé")
			w.Shows(c.said)
			w.Press("shift+tab")
			w.Hides(c.said)
		})
	}
}
