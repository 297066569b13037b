package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// textPane is a longer text to scroll through.
type textPane struct {
	top, height, lines int
}

// key scrolls and reports whether the key was one for it.
func (p *textPane) key(msg tea.KeyPressMsg) bool {
	page := max(p.height-1, 1)
	switch msg.String() {
	case "up", "k":
		p.top--
	case "down", "j":
		p.top++
	case "pgup", "ctrl+b":
		p.top -= page
	case "pgdown", "ctrl+f", "space":
		p.top += page
	case "ctrl+u":
		p.top -= page / 2
	case "ctrl+d":
		p.top += page / 2
	case "g", "home":
		p.top = 0
	case "G", "end":
		p.top = p.lines
	default:
		return false
	}
	p.top = max(min(p.top, p.lines-p.height), 0)
	return true
}

// scrolled draws what is in sight of content, which is wrapped to w already.
// Where not all of it is, the last line says what is above and below.
func (a *App) scrolled(p *textPane, content string, w, h int) string {
	h = max(h, 1)
	lines := strings.Split(content, "\n")
	p.height, p.lines = h, len(lines)
	if len(lines) <= h || h < 3 {
		p.top = max(min(p.top, p.lines-p.height), 0)
		return strings.Join(lines[p.top:min(p.top+h, len(lines))], "\n")
	}
	p.height = h - 1
	body, seen := window(content, &p.top, p.height)
	return body + "\n" + a.styles.Dim.Render(a.grid().PadLeft(a.grid().Truncate(seen.words(a.styles.Signs.Dot), w), w))
}

// tab is one of the parts of a screen.
type tab struct {
	Name  string
	Count int // shown when it is not 0
}

// tabs draws the heads of a screen's parts with a rule below: two lines.
func (a *App) tabs(all []tab, active, w int) string {
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
	return a.grid().Pack(heads, " ", w) + "\n" + s.Border.Render(strings.Repeat(rule, max(w, 0)))
}

// strip draws a choice of one among items in a line, the chosen one in
// brackets. Where they do not fit, those before the chosen one go.
func (a *App) strip(items []string, chosen, w int) string {
	s := a.styles
	from, used := chosen, 0
	for i := chosen; i >= 0; i-- {
		if used += a.grid().Width(items[i]) + 4; used > w-2 && i < chosen {
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
	return a.grid().Pack(shown, "  ", w)
}

// window shows h lines of a text from a place on, which it corrects to one that
// is possible, and says what is above and below them.
func window(body string, from *int, h int) (string, sight) {
	lines := strings.Split(body, "\n")
	*from = max(min(*from, len(lines)-h), 0)
	to := min(*from+max(h, 1), len(lines))
	return strings.Join(lines[*from:to], "\n"), sight{*from, len(lines) - to}
}

// beside puts a picture to the right of words, with the width w in all.
func beside(g text.Grid, words, picture []string, w int) string {
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

// saying is a line with its meaning.
type saying struct {
	tone  theme.Tone
	words string
	state string // the same with the state first, so that nothing cuts it off; "" where that is so already
}
