package ui_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestAHealthyConnectionIsLookedAt holds that enter on a row of Zoom that works shows it,
// and ends nothing.
func TestAHealthyConnectionIsLookedAt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.connect()
	w.Press("7", "right", "right", "enter")
	w.Shows("Status", "Connected", "Since", "x Disconnect", "r Reconnect")
	w.Press("enter")
	w.Shows("Other Integrations")
	w.advance(time.Second)
	w.Press("enter")
	w.Press("x")
	w.Shows("Disconnect Zoom")
}

// TestAPathIsCompleted holds what tab makes of the beginning of a path, and that it goes on
// where nothing can be completed.
func TestAPathIsCompleted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	dir := t.TempDir()
	for _, name := range []string{"resume-priya.txt", "resume-sam.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("text"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w.profile()
	w.Press("f")
	w.Type(filepath.Join(dir, "re"))
	w.Press("tab")
	w.Shows("resume-")
	w.Type("p")
	w.Press("tab")
	w.Shows("resume-priya.txt")
	w.Press("ctrl+s")
	w.Shows("Added resume-priya.txt")
	w.advance(time.Second)
	w.Press("f")
	w.Type("file://" + filepath.Join(dir, "resume-sam.txt"))
	w.Press("ctrl+s")
	w.Shows("Added resume-sam.txt")
}

// TestSeveralParticipantsInALine types addresses separated by commas, and a name with
// a letter too many.
func TestSeveralParticipantsInALine(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{})
	w.connect()
	w.scheduled(true)
	w.profile()
	w.Press("i")
	w.Type("one@ext.example, two@ext.example; nobody")
	w.Press("enter")
	w.Shows("one@ext.example", "two@ext.example", "neither a member")
	w.Press("ctrl+u")
	w.Type("danna")
	w.Press("enter")
	w.Shows("Did you mean Dana")
	w.Press("ctrl+u")
	w.Type("robbin")
	w.Press("enter")
	w.Shows("Did you mean Robin")
}
