package table

import (
	"strings"
	"testing"

	"recruitty/ui/text"
)

// TestMarksAndOrderAreSaid holds that a marked row, and the column by which rows are in
// order, have a sign of their own, on the row under the cursor too.
func TestMarksAndOrderAreSaid(t *testing.T) {
	t.Parallel()
	tab := sample()
	all := rows("a", "b", "c")
	all[0].Marked, all[1].Marked = true, true
	tab.SetRows(all)
	tab.Sorted(0, false)
	lines := strings.Split(text.Strip(tab.View(plain(), 40, 5)), "\n")
	for n, want := range []string{"  Name ↑", "▸•name a", " •name b", "  name c"} {
		if !strings.HasPrefix(lines[n], want) {
			t.Errorf("line %d is %q, want %q", n, lines[n], want)
		}
	}
	tab.Sorted(1, true)
	if head, _, _ := strings.Cut(tab.View(plain(), 40, 5), "\n"); !strings.Contains(head, "No ↓") || strings.Contains(head, "↑") {
		t.Errorf("the head is %q", head)
	}
	tab.Sorted(-1, false)
	if head, _, _ := strings.Cut(tab.View(plain(), 40, 5), "\n"); strings.ContainsAny(head, "↑↓") {
		t.Errorf("the head is %q", head)
	}
}
