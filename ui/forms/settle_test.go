package forms

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/keystroke"
)

// TestKeysBehindAMoveLandInTheNextField types on without running any command
// in between, as a fast typist or a script does.
func TestKeysBehindAMoveLandInTheNextField(t *testing.T) {
	t.Parallel()
	for _, move := range []string{"tab", "enter"} {
		t.Run(move, func(t *testing.T) {
			t.Parallel()
			_, h, d := start(t, false)
			for _, k := range []string{move, "w", "e", "d"} {
				h.form.Update(keystroke.Key(k))
			}
			if d.Title != "Technical interview" || d.Start != "wed" {
				t.Errorf("title %q, start %q", d.Title, d.Start)
			}
			for _, k := range []string{"tab", "shift+tab", "x"} {
				h.form.Update(keystroke.Key(k))
			}
			if d.Start != "wedx" || h.form.Focused() != 1 {
				t.Errorf("start %q, focus on %d", d.Start, h.form.Focused())
			}
			h.form.Update(keystroke.Key("tab"))
			h.form.Update(tea.PasteMsg{Content: "guest@example.net"})
			if d.Start != "wedx" {
				t.Errorf("start %q after a paste into the next field", d.Start)
			}
		})
	}
}
