package shell

import (
	"testing"

	"recruitty/ui/text"
)

// TestFootLeavesKeysOutWhole holds that no key is cut in the middle of its words.
func TestFootLeavesKeysOutWhole(t *testing.T) {
	t.Parallel()
	const foot = "enter take it     s soft     + longer     ? keys     esc back"
	for w, want := range map[int]string{
		80: foot,
		53: "enter take it   s soft   + longer   ? keys   esc back",
		51: "enter take it   s soft   ? keys   esc back",
		30: "? keys   esc back",
		10: "esc back",
	} {
		if got := fitFoot(text.Grid{}, foot, w); got != want {
			t.Errorf("in %d cells it is %q", w, got)
		}
	}
}
