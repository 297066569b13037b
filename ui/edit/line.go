package edit

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Line is a field for one line of text, which scrolls sideways. Make it with
// NewLine.
type Line struct {
	Prompt, Placeholder string
	Limit               int  // characters; 0 for none
	Secret              bool // a star stands for each letter
	Remote              bool // ctrl+v would read another machine's clipboard
	Ruled               bool // its line is drawn: it is a field of a form
	Styles              *theme.Styles

	content
	width   int // cells for the text; one more is for the cursor behind it
	from    int // the first byte in sight
	focused bool
}

// NewLine makes an empty line without a limit. Styles may be exchanged at any
// time.
func NewLine(s *theme.Styles) *Line { return &Line{Styles: s, content: newContent(0)} }

// Value is what is typed.
func (l *Line) Value() string { return l.value() }

// SetValue replaces what is typed, without what nobody could see in it; the cursor
// is behind it.
func (l *Line) SetValue(s string) {
	l.limit, l.from = l.Limit, 0
	l.set(clean(seen(s), " ", " "))
}

// Reset empties the line.
func (l *Line) Reset() { l.SetValue("") }

// SetWidth gives the text w cells. The cursor behind it may take one more.
func (l *Line) SetWidth(w int) { l.width = max(w, 1) }

// Focus lets the line take what is typed; Blur ends that.
func (l *Line) Focus() { l.focused = true }

// Blur lets the line take nothing.
func (l *Line) Blur() { l.focused = false }

// LeftOut is how many characters of the last insertion found no room.
func (l *Line) LeftOut() int { return l.cut }

// Update takes a key or a paste. The command reads the clipboard.
func (l *Line) Update(msg tea.Msg) tea.Cmd {
	if !l.focused {
		return nil
	}
	l.limit = l.Limit
	switch msg := msg.(type) {
	case tea.PasteMsg:
		l.insert(clean(msg.Content, " ", " "))
	case tea.KeyPressMsg:
		switch {
		case msg.Text != "":
			l.insert(clean(msg.Text, " ", " "))
		case msg.String() == "ctrl+v" && !l.Remote:
			return paste
		case l.Secret && l.hide(msg.String()):
		default:
			l.press(msg)
		}
	}
	return nil
}

// hide does what keys for words do in a secret, whose words nobody may guess:
// they mean the whole of it. It reports whether the key was one.
func (l *Line) hide(name string) bool {
	switch name {
	case "alt+left", "ctrl+left", "alt+b":
		l.at = 0
	case "alt+right", "ctrl+right", "alt+f":
		l.at = len(l.line())
	case "alt+backspace", "ctrl+w", "ctrl+backspace":
		l.toStart()
	case "alt+delete", "alt+d", "ctrl+delete":
		l.toEnd()
	case "alt+u", "alt+l", "alt+c", "ctrl+t":
	default:
		return false
	}
	return true
}

// shown is what stands for a piece of the text.
func (l *Line) shown(s string) string {
	if l.Secret {
		return strings.Repeat("*", len(text.Clusters(s)))
	}
	return s
}

// scroll brings the cursor into sight, with as much of the text before it as
// fits where nothing stands behind.
func (l *Line) scroll() {
	l.from = min(l.from, l.at)
	l.from = text.Edge(l.line(), l.from)
	room, first := l.width, l.at
	for first > 0 {
		cluster := text.LastCluster(l.line()[:first])
		w := l.Styles.Grid.Width(l.shown(cluster))
		if w > room {
			break
		}
		room, first = room-w, first-len(cluster)
	}
	if l.from < first {
		l.from = first
	}
	// What was taken out behind the cursor leaves room for what is before it.
	behind := 0
	for rest := l.after(); rest != "" && behind <= l.width; {
		cluster := text.FirstCluster(rest)
		behind += l.Styles.Grid.Width(l.shown(cluster))
		rest = rest[len(cluster):]
	}
	for used := l.Styles.Grid.Width(l.shown(l.line()[l.from:l.at])) + behind; l.from > first; {
		cluster := text.LastCluster(l.line()[:l.from])
		if used += l.Styles.Grid.Width(l.shown(cluster)); used > l.width {
			break
		}
		l.from -= len(cluster)
	}
}

// View draws the prompt and the part of the text around the cursor, one cell
// wider than the width, which the cursor may take.
func (l *Line) View() string {
	prompt := ""
	if l.Prompt != "" {
		prompt = l.Styles.Accent.Render(l.Prompt)
	}
	if l.value() == "" && l.Placeholder != "" {
		if l.Ruled {
			return prompt + Ruled(l.Styles, l.Styles.Proposal, l.Styles.Grid.Truncate(l.Placeholder, l.width+1), l.width+1, l.focused)
		}
		return prompt + l.Styles.Dim.Render(l.Styles.Grid.Pad(l.Placeholder, l.width+1))
	}
	l.scroll()
	rest := l.line()[l.from:]
	end, used := 0, 0
	for end < len(rest) {
		cluster := text.FirstCluster(rest[end:])
		w := l.Styles.Grid.Width(l.shown(cluster))
		if used+w > l.width {
			break
		}
		used, end = used+w, end+len(cluster)
	}
	if l.Ruled {
		return prompt + l.Styles.Entry.Render(still(l.shown(rest[:end]))) + l.Styles.Ruled(l.width+1-used, l.focused)
	}
	return prompt + l.Styles.Text.Render(still(l.shown(rest[:end]))+text.Spaces(l.width+1-used))
}

// Ruled draws words on the line of a field that is w cells wide; here says that it has the
// keyboard.
func Ruled(s *theme.Styles, ink theme.Ink, words string, w int, here bool) string {
	out := ""
	if words != "" {
		out = ink.Render(words)
	}
	return out + s.Ruled(w-s.Grid.Width(words), here)
}

// Cursor is where the terminal's cursor stands in the View, nil without focus.
func (l *Line) Cursor() *tea.Cursor {
	if !l.focused {
		return nil
	}
	l.scroll()
	return tea.NewCursor(l.Styles.Grid.Width(l.Prompt)+l.Styles.Grid.Width(l.shown(l.line()[l.from:l.at])), 0)
}
