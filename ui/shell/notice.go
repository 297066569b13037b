package shell

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Notice is a box with something that a person has to read in full, which the
// line at the bottom may have no room for.
type Notice struct {
	App   *App
	Title string
	Tone  theme.Tone
	Lines []string
}

func (n *Notice) Init() tea.Cmd { return nil }

func (n *Notice) Typing() bool { return false }

func (n *Notice) Keys() []Action { return []Action{CloseKey(n.App, n)} }

func (n *Notice) Update(tea.Msg) tea.Cmd { return nil }

func (n *Notice) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, 76)
	inner, _ := FrameSize(w, maxH)
	var lines []string
	for _, words := range n.Lines {
		for line := range strings.SplitSeq(n.App.Grid().Wrap(text.Line(words), inner), "\n") {
			lines = append(lines, n.App.styles.Tone(n.Tone).Render(line))
		}
	}
	return n.App.Frame(n.Title, "", strings.Join(lines, "\n"), Foot(n.Keys(), "esc"), w, maxH), nil
}
