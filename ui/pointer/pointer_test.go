package pointer_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/pointer"
	"recruitty/ui/text"
)

// drawing is a target that has drawn some lines.
type drawing string

func (d drawing) Drawn() string                        { return string(d) }
func (d drawing) Wheel(int) bool                       { return false }
func (d drawing) Point(int, int) (tea.Cmd, bool, bool) { return nil, true, false }

func TestFind(t *testing.T) {
	t.Parallel()
	picture := strings.Split("Überschrift\n▸ Jobs  Ana    Offer\n  Team  Lee    Offer\n        Lee    Applied\n", "\n")
	list := drawing("\x1b[1mAna    Offer\x1b[m\nLee    Offer\nLee    Applied")
	for name, c := range map[string]struct {
		targets      []pointer.Target
		x, y         int
		line, column int
		found        bool
	}{
		"the first row":            {[]pointer.Target{list}, 8, 1, 0, 0, true},
		"a row like another":       {[]pointer.Target{list}, 10, 3, 2, 2, true},
		"right of the text":        {[]pointer.Target{list}, 21, 1, 0, 13, true},
		"beside it":                {[]pointer.Target{list}, 4, 2, 0, 0, false},
		"behind it":                {[]pointer.Target{list}, 40, 2, 0, 0, false},
		"above it":                 {[]pointer.Target{list}, 8, 0, 0, 0, false},
		"out of the window":        {[]pointer.Target{list}, 8, 99, 0, 0, false},
		"before the window":        {[]pointer.Target{list}, -3, -1, 0, 0, false},
		"covered since":            {[]pointer.Target{drawing("Ana    Offer\nMia    Offer")}, 8, 1, 0, 0, false},
		"nothing was drawn":        {[]pointer.Target{drawing(""), drawing("  \n ")}, 8, 1, 0, 0, false},
		"longer than the window":   {[]pointer.Target{drawing("Lee    Applied\n\n\nmore\nmore")}, 9, 3, 0, 1, true},
		"what was drawn last":      {[]pointer.Target{list, drawing("Lee    Applied")}, 8, 3, 0, 0, true},
		"after an empty first row": {[]pointer.Target{drawing("\nAna    Offer")}, 9, 1, 1, 1, true},
	} {
		hit, found := pointer.Find(text.Grid{}, picture, c.targets, c.x, c.y)
		if found != c.found || found && (hit.Line != c.line || hit.Column != c.column) {
			t.Errorf("%s: line %d, column %d, %v", name, hit.Line, hit.Column, found)
		}
	}
}

func TestAt(t *testing.T) {
	t.Parallel()
	const line = "Größe  Jobs · Jobs done  e edit"
	names := []string{"Jobs", "Jobs done", "e edit", "Größe", ""}
	for column, want := range map[int]int{0: 3, 4: 3, 5: -1, 7: 0, 10: 0, 11: -1, 14: 1, 22: 1, 23: -1, 25: 2, 99: -1, -1: -1} {
		got, is := pointer.At(text.Grid{}, line, names, column)
		if is != (want >= 0) || is && got != want {
			t.Errorf("column %d is %d, %v", column, got, is)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("a\nb", "b", 0, 1)
	f.Add("  x  \n\n", "\n\x1b[1mx\x1b[m\n", 2, 0)
	f.Fuzz(func(t *testing.T, picture, drawn string, x, y int) {
		lines := strings.Split(picture, "\n")
		hit, found := pointer.Find(text.Grid{}, lines, []pointer.Target{drawing(drawn)}, x, y)
		if found && (hit.Line < 0 || hit.Line > strings.Count(drawn, "\n") || hit.Column < 0) {
			t.Errorf("line %d, column %d", hit.Line, hit.Column)
		}
	})
}
