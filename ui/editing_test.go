package ui_test

import (
	"strings"
	"testing"

	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// TestBackspaceTakesALetterInEveryField types the same name in one field of each
// kind and takes it back, letter by letter as one sees them.
func TestBackspaceTakesALetterInEveryField(t *testing.T) {
	t.Parallel()
	letters := text.Clusters("zqZoë🇩🇪🇫🇷👨‍👩‍👧‍👦❤\ufe0f1\ufe0f\u20e3नमस्ते한e\u0301")
	const rest = 2 // stay
	for name, open := range map[string]func(*world){
		"filter":        func(w *world) { w.Run(w.app.Goto(shell.Candidates)); w.Press("/") },
		"palette":       func(w *world) { w.Press("ctrl+k") },
		"new candidate": func(w *world) { w.Press("ctrl+k"); w.put("new candidate"); w.Press("enter") },
		"note":          func(w *world) { w.profile(); w.Press("n") },
		"title":         func(w *world) { w.profile(); w.Press("s", "ctrl+u") },
		"participants":  func(w *world) { w.profile(); w.Press("i") },
		"template":      func(w *world) { w.templates(); w.Press("enter", "ctrl+k") },
		"stage":         func(w *world) { w.profile(); w.Press("m") },
		"member":        func(w *world) { w.Press("ctrl+k"); w.put("add a member"); w.Press("enter") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 120, 40, setup{})
			w.connect()
			w.scheduled(true)
			open(w)
			w.put(strings.Join(letters, ""))
			for left := len(letters); left > rest; left-- {
				typed := strings.Join(letters[:left], "")
				c := w.View().Cursor
				if c == nil {
					t.Fatalf("no cursor:\n%s", w.Screen())
				}
				row := strings.Split(w.Screen(), "\n")[c.Y]
				before, _, found := strings.Cut(row, typed)
				if left < len(letters) && strings.Contains(row, strings.Join(letters[:left+1], "")) || !found {
					t.Fatalf("with %d letters left, %q is not what stands in %q", left, typed, row)
				}
				if want := text.Width(before + typed); c.X != want {
					t.Errorf("the cursor behind %q is at %d, want %d", typed, c.X, want)
				}
				w.Press("backspace")
			}
		})
	}
}
