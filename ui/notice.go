package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// notice is a box with something that a person has to read in full, which the
// line at the bottom may have no room for.
type notice struct {
	app   *App
	title string
	tone  theme.Tone
	lines []string
}

func (n *notice) Init() tea.Cmd { return nil }

func (n *notice) Typing() bool { return false }

func (n *notice) Keys() []Key { return []Key{Bind("esc", "close", "esc", "enter")} }

func (n *notice) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok && n.Keys()[0].Matches(press) {
		return Closed, nil
	}
	return Stay, nil
}

func (n *notice) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, 76)
	inner, _ := FrameSize(w, maxH)
	var lines []string
	for _, words := range n.lines {
		for line := range strings.SplitSeq(n.app.grid().Wrap(text.Line(words), inner), "\n") {
			lines = append(lines, n.app.styles.Tone(n.tone).Render(line))
		}
	}
	return n.app.Frame(n.title, "", strings.Join(lines, "\n"), "esc close", w, maxH), nil
}
