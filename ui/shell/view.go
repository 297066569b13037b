package shell

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
)

// Rows around the screen: header and a blank above, status and footer below.
const (
	rowsAbove = 2
	rowsBelow = 2
)

func (a *App) tooSmall() bool { return a.Width < minWidth || a.Height < minHeight }

// View implements tea.Model. The screen under a modal is drawn once and kept
// until something about it changes.
func (a *App) View() tea.View {
	if !a.still || a.shown.Content == "" {
		a.shown = a.draw()
	}
	return a.shown
}

// draw draws everything.
func (a *App) draw() tea.View {
	v := tea.View{AltScreen: true, WindowTitle: "recruitty"}
	// So that letters of non-Latin layouts can be matched by their place. A field
	// gets text as the terminal makes it, dead keys and input methods included.
	v.KeyboardEnhancements.ReportAlternateKeys = true
	v.KeyboardEnhancements.ReportAllKeysAsEscapeCodes = !a.typing()
	v.KeyboardEnhancements.ReportAssociatedText = !a.typing()
	if a.prefs.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	a.targets = a.targets[:0]
	if a.Width == 0 || a.Height == 0 {
		return v
	}
	screen := a.Active()
	if screen != nil {
		v.WindowTitle = text.Line(screen.Title()) + " · recruitty"
	}
	switch {
	case a.tooSmall():
		v.Content = a.smallView()
	case len(a.Modals) == 0:
		lines := a.screenLines()
		v.Content = strings.Join(lines, "\n")
		if c, ok := screen.(Cursored); ok && !a.bar.focused {
			v.Cursor = Offset(c.Cursor(), sidebarWidth(a.Width), rowsAbove)
		}
		a.dirty = true // the next modal draws its own copy
	default:
		v.Content, v.Cursor = a.modalView()
	}
	return v
}

// typing reports whether letters are text at the moment.
func (a *App) typing() bool {
	if m := a.TopModal(); m != nil {
		return m.Typing()
	}
	s := a.Active()
	return s != nil && s.Typing()
}

// screenLines draws the window without modals: exactly height lines of exactly
// Width cells.
func (a *App) screenLines() []string {
	w, h := a.Width, a.Height
	side := sidebarWidth(w)
	bodyH := h - rowsAbove - rowsBelow
	lines := make([]string, 0, h)
	lines = append(lines, a.header(w), a.sectionLine(w))

	var body []string
	keys := []Action(nil)
	if s := a.Active(); s != nil {
		body = a.Grid().Fit(s.View(w-side, bodyH), w-side, bodyH)
		keys = a.screenKeys(s)
	} else {
		body = a.Grid().Fit("", w-side, bodyH)
	}
	bar := a.sidebar(side)
	for i, line := range body {
		if i < len(bar) {
			lines = append(lines, bar[i]+line)
		} else {
			lines = append(lines, text.Spaces(side)+line)
		}
	}
	lines = append(lines, text.Spaces(w))
	a.putStatus(lines, w)
	return append(lines, a.Grid().Pad(a.footer(keys, w), w))
}

// screenKeys are the keys in the footer of a screen: the most important of its own that
// work now, the way back, and the key that shows all.
func (a *App) screenKeys(s Screen) []Action {
	keys := a.KeysOf(s)
	if s.Typing() {
		return keys
	}
	if a.bar.focused {
		return a.barFooter()
	}
	if a.goKey.waiting {
		keys = keys[:0]
		for sec := range sections {
			if sec == Mails && !a.sectionShown(sec) {
				continue
			}
			keys = append(keys, Bind(sec.Names().Letter, sec.String()))
		}
		return keys
	}
	f, is := s.(filtered)
	bare := is && f.List().Bare() // what fills a list comes first
	keys = slices.DeleteFunc(keys, func(k Action) bool { return k.Key == "" || k.Narrows && bare || k.Why() != "" })
	ways := Pick(a.Present(a.Everywhere()), "app.keys")
	if back, own := escape(keys); own {
		keys = slices.DeleteFunc(keys, func(k Action) bool { return slices.Contains(k.Keystrokes(), "esc") })
		ways = append([]Action{back}, ways...)
	} else if len(a.Stacks[a.Section].Screens) > 1 {
		ways = append(Pick(a.Present(a.Everywhere()), "app.back"), ways...)
	}
	return append(keys[:min(len(keys), footKeys+1-len(ways))], ways...)
}

// footKeys is how many keys the footer of a screen has besides the one that shows them all:
// as many as one takes in at a glance.
const footKeys = 5

// modalView draws the modals over the dimmed screen. The footer belongs to the
// topmost.
func (a *App) modalView() (string, *tea.Cursor) {
	if a.dirty || a.base == nil {
		lines := a.screenLines()
		a.base = make([]string, len(lines)-1)
		for i := range a.base {
			a.base[i] = text.Strip(lines[i])
		}
		a.dirty = false
	}
	w, h := a.Width, len(a.base)
	under := a.base
	var lines []string
	var cursor *tea.Cursor
	for i, m := range a.Modals {
		if i > 0 {
			under = make([]string, len(lines))
			for j := range lines {
				under[j] = text.Strip(lines[j])
			}
		}
		a.targets = a.targets[:0] // what is beneath cannot be reached
		box, at := m.View(w-2, h-2)
		var x, y int
		lines, x, y = overlay(a.styles, under, box, w, h)
		cursor = Offset(at, x, y)
	}
	a.putStatus(lines, w) // bright also while a modal is open
	foot := a.Grid().Pad(a.footer(a.Present(a.TopModal().Keys()), w), w)
	return strings.Join(lines, "\n") + "\n" + foot, cursor
}

// smallView is what a window shows in which nothing fits.
func (a *App) smallView() string {
	note := a.Grid().Wrap(fmt.Sprintf("window too small: %d×%d needed (ctrl+c ends)", minWidth, minHeight), a.Width)
	lines := strings.Split(note, "\n")
	above := max((a.Height-len(lines))/2, 0)
	var b strings.Builder
	b.WriteString(strings.Repeat("\n", above))
	for i, line := range lines {
		if above+i >= a.Height {
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(text.Spaces((a.Width-a.Grid().Width(line))/2) + line)
	}
	return b.String()
}

// Offset moves a cursor from its part of the screen to the window.
func Offset(c *tea.Cursor, dx, dy int) *tea.Cursor {
	if c == nil {
		return nil
	}
	moved := *c
	moved.X += dx
	moved.Y += dy
	return &moved
}
