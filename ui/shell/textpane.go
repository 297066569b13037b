package shell

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/pointer"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// TextPane is a longer text to scroll through.
type TextPane struct {
	Top, height, lines int
}

// Key scrolls and reports whether the key was one for it.
func (p *TextPane) Key(msg tea.KeyPressMsg) bool {
	page := max(p.height-1, 1)
	switch msg.String() {
	case "up", "k":
		p.Top--
	case "down", "j":
		p.Top++
	case "pgup", "ctrl+b":
		p.Top -= page
	case "pgdown", "ctrl+f", "space":
		p.Top += page
	case "ctrl+u":
		p.Top -= page / 2
	case "ctrl+d":
		p.Top += page / 2
	case "g", "home":
		p.Top = 0
	case "G", "end":
		p.Top = p.lines
	default:
		return false
	}
	p.Top = max(min(p.Top, p.lines-p.height), 0)
	return true
}

// Scrolled draws what is in sight of content, which is wrapped to w already.
// Where not all of it is, the last line says what is above and below.
func (a *App) Scrolled(p *TextPane, content string, w, h int) string {
	h = max(h, 1)
	lines := strings.Split(content, "\n")
	p.height, p.lines = h, len(lines)
	if len(lines) <= h || h < 3 {
		p.Top = max(min(p.Top, p.lines-p.height), 0)
		return strings.Join(lines[p.Top:min(p.Top+h, len(lines))], "\n")
	}
	p.height = h - 1
	body, seen := Window(content, &p.Top, p.height)
	return body + "\n" + a.styles.Dim.Render(a.Grid().PadLeft(a.Grid().Truncate(seen.words(a.styles.Signs.Dot), w), w))
}

// Tab is one of the parts of a screen.
type Tab struct {
	Name  string
	Count int // shown when it is not 0
}

// Tabs draws the heads of a screen's parts with a rule below: two lines.
func (a *App) Tabs(all []Tab, active, w int) string {
	s := a.styles
	heads := make([]string, len(all))
	for i, t := range all {
		name := t.Name
		if t.Count > 0 {
			name += " " + wording.Grouped(t.Count)
		}
		if i == active {
			heads[i] = s.Accent.Bold(true).Render(s.Signs.Cursor + " " + name)
		} else {
			heads[i] = s.Dim.Render("  " + name)
		}
	}
	rule := "─"
	if a.session.ASCII {
		rule = "-"
	}
	line := a.Grid().Pack(heads, " ", w)
	names := make([]string, len(all))
	for i, t := range all {
		names[i] = t.Name
	}
	a.Drew(&pointer.Words{Line: line, Names: names, Go: func(i int) tea.Cmd { return a.turnBy(i - active) }})
	return line + "\n" + s.Border.Render(strings.Repeat(rule, max(w, 0)))
}

// Strip draws a choice of one among items in a line, the chosen one in
// brackets. Where they do not fit, those before the chosen one go.
func (a *App) Strip(items []string, chosen, w int) string {
	s := a.styles
	from, used := chosen, 0
	for i := chosen; i >= 0; i-- {
		if used += a.Grid().Width(items[i]) + 4; used > w-2 && i < chosen {
			break
		}
		from = i
	}
	var shown []string
	for i := from; i < len(items); i++ {
		if i == chosen {
			shown = append(shown, s.Accent.Bold(true).Render("["+items[i]+"]"))
		} else {
			shown = append(shown, s.Dim.Render(items[i]))
		}
	}
	return a.Grid().Pack(shown, "  ", w)
}

// Window shows h lines of a text from a place on, which it corrects to one that
// is possible, and says what is above and below them.
func Window(body string, from *int, h int) (string, Sight) {
	lines := strings.Split(body, "\n")
	*from = max(min(*from, len(lines)-h), 0)
	to := min(*from+max(h, 1), len(lines))
	return strings.Join(lines[*from:to], "\n"), Sight{*from, len(lines) - to}
}

// Beside puts a picture to the right of words, with the width w in all.
func Beside(g text.Grid, words, picture []string, w int) string {
	room := w - g.Width(picture[0])
	lines := make([]string, max(len(words), len(picture)))
	for i := range lines {
		left, right := "", ""
		if i < len(words) {
			left = words[i]
		}
		if i < len(picture) {
			right = picture[i]
		}
		lines[i] = g.Pad(left, room) + right
	}
	return strings.Join(lines, "\n")
}

// Saying is a line with its meaning.
type Saying struct {
	Tone  theme.Tone
	Words string
	State string // the same with the state first, so that nothing cuts it off; "" where that is so already
}
