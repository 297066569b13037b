package ui_test

import (
	"testing"
)

// TestNoEditorOverSSH holds that a visitor starts no program on the host, and is told so.
func TestNoEditorOverSSH(t *testing.T) {
	t.Parallel()
	for remote, says := range map[bool]string{true: "starts no programs", false: "No editor can be opened in this session"} {
		w := newWorld(t, 100, 30, setup{remote: remote})
		w.profile()
		w.Press("n")
		w.Type("Kept here.")
		w.Hides("your editor")
		w.Press("ctrl+x")
		w.Shows(says)
		w.Shows("Kept here.")
		w.Press("esc", "7")
		for range 7 {
			w.Press("right")
		}
		w.Press("enter")
		w.Press("ctrl+x")
		w.Shows(says)
	}
}
