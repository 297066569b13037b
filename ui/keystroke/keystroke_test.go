package keystroke

import "testing"

func TestKeyIsWhatBindingsCallIt(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"s", "G", "?", "+", "é", "enter", "esc", "tab", "shift+tab", "space", "ctrl+s", "ctrl+alt+x",
		"alt+enter", "backspace", "delete", "up", "down", "left", "right", "home", "end", "pgup", "pgdown"} {
		if got := Key(name).String(); got != name {
			t.Errorf("Key(%q) is called %q", name, got)
		}
	}
}
