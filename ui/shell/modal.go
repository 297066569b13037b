package shell

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Modal floats over the screen and has the keyboard to itself while it is the
// topmost. Implementations are pointers.
type Modal interface {
	// Init is called once, when the modal opens.
	Init() tea.Cmd
	// Update gets what a Screen's Update gets, and tea.WindowSizeMsg. Closing is
	// App.Close; what was decided, the opener is told by a function that it gave.
	Update(tea.Msg) tea.Cmd
	// View draws the box, frame included, into at most maxW by maxH cells. The
	// cursor, if any, is at a place inside the box. See App.Frame.
	View(maxW, maxH int) (string, *tea.Cursor)
	// Keys is the table of what can be done in the modal, for the footer, too. Keys
	// that do something by themselves do not come to Update.
	Keys() []Action
	// Typing is true while letters are text rather than keys.
	Typing() bool
}

// Grace is how long a modal that nobody asked for ignores keys, so that a key
// meant for the screen beneath does not answer a question that just appeared.
const Grace = 400 * time.Millisecond

// Open shows a modal because the user asked for it.
func (a *App) Open(m Modal) tea.Cmd {
	if len(a.Modals) == 0 {
		a.base = nil
	}
	a.Modals = append(a.Modals, m)
	return m.Init()
}

// OpenLater shows a modal as the result of something that ended by itself. It
// ignores keys for a moment.
func (a *App) OpenLater(m Modal) tea.Cmd {
	a.GraceUntil = a.session.Now().Add(Grace)
	return a.Open(m)
}

// Close takes a modal away wherever it is in the pile.
func (a *App) Close(m Modal) {
	for i := range a.Modals {
		if a.Modals[i] == m {
			a.Modals = append(a.Modals[:i:i], a.Modals[i+1:]...)
			a.hush()
			break
		}
	}
	if a.status.within == m {
		a.status = status{generation: a.status.generation}
	}
	a.dirty = true
}

// TopModal is the modal that has the keyboard, or nil.
func (a *App) TopModal() Modal {
	if len(a.Modals) == 0 {
		return nil
	}
	return a.Modals[len(a.Modals)-1]
}

// Foot is the line of keys at the bottom of a box: those that are named of the ones
// that it has now, in the order of the names; without names all of them.
func Foot(keys []Action, names ...string) string {
	var items []string
	add := func(k Action) {
		if k.Why() == "" {
			items = append(items, k.Key+" "+k.Help)
		}
	}
	if keys = Present(keys); len(names) == 0 {
		for _, k := range keys {
			add(k)
		}
	}
	for _, name := range names {
		if i := slices.IndexFunc(keys, func(k Action) bool { return k.Key == name || k.usual == name }); i >= 0 {
			add(keys[i])
		}
	}
	return strings.Join(items, footGap)
}

// footGap stands between two keys at the bottom of a box.
const footGap = "     "

// fitFoot makes a line of keys fit into w cells: closer together first, then keys are left
// out whole. The last one, which leads out, and the one that shows the others stay longest.
func fitFoot(g text.Grid, foot string, w int) string {
	if g.Width(foot) <= w {
		return foot
	}
	items := strings.Split(foot, footGap)
	for {
		line := strings.Join(items, "   ")
		if g.Width(line) <= w || len(items) == 1 {
			return g.Truncate(line, w)
		}
		out := len(items) - 2
		if out > 0 && strings.HasPrefix(items[out], "? ") {
			out--
		}
		items = slices.Delete(items, out, out+1)
	}
}

// HelpKey shows the keys of a box that has more of them than its foot holds.
func HelpKey(a *App) Action {
	return Action{Name: "app.keys", Key: "?", Help: "keys", Do: func() tea.Cmd { return a.Open(a.Nav.Help(a)) }}
}

// CloseKey closes a box that has nothing to ask.
func CloseKey(a *App, m Modal) Action {
	return Action{Key: "esc", Help: "close", Strokes: []string{"esc", "enter"}, Do: func() tea.Cmd {
		a.Close(m)
		return nil
	}}
}

// scrollPage is how many lines a page is in a box, and pastEnd is below every text; the
// window (Window) brings it back to its last page.
const (
	scrollPage = 10
	pastEnd    = 1 << 20
)

// ScrollKeys move a text in its window: at is the first line in sight.
func ScrollKeys(at *int) Action {
	by := scrolls(at)
	return Action{Name: "box.scroll", Key: "↑/↓", Help: "scroll", Strokes: []string{"up", "down", "k", "j", "pgup", "pgdown", "home", "end"}, Turn: by,
		On: func(press tea.KeyPressMsg) tea.Cmd {
			switch press.String() {
			case "up", "k":
				return by(-1)
			case "pgup":
				return by(-scrollPage)
			case "pgdown":
				return by(scrollPage)
			case "home":
				return by(-pastEnd)
			case "end":
				return by(pastEnd)
			}
			return by(1)
		}}
}

// ReadKeys do the same where the arrows lead elsewhere, as long as something is out
// of sight.
func ReadKeys(at *int, hidden func() bool) Action {
	return Action{Name: "box.read", Key: "pgup/pgdn", Help: "read", Strokes: []string{"pgup", "pgdown"}, Shown: hidden, Turn: scrolls(at)}
}

func scrolls(at *int) func(by int) tea.Cmd {
	return func(by int) tea.Cmd {
		*at = max(*at+by, 0)
		return nil
	}
}

// Frame draws a box of w by at most maxH cells around body: title at the left
// And note at the right of the upper edge, foot (usually the keys) right at the
// bottom inside. The body starts at column 2, row 1 of the box.
func (a *App) Frame(title, note, body, foot string, w, maxH int) string {
	return frame(a.styles, title, note, body, foot, Sight{}, w, maxH)
}

// FrameSeen is Frame around a part of a text: the lower edge says what is
// above and below it.
func (a *App) FrameSeen(title, note, body, foot string, seen Sight, w, maxH int) string {
	return frame(a.styles, title, note, body, foot, seen, w, maxH)
}

// Sight is how many lines are above and below what a box shows.
type Sight struct{ Above, Below int }

// And adds what another part of the box does not show.
func (s Sight) And(other Sight) Sight { return Sight{s.Above + other.Above, s.Below + other.Below} }

// words say it in a box's lower edge, "" where everything is in sight.
func (s Sight) words(dot string) string {
	lines := func(n int, where string) string {
		if n == 0 {
			return ""
		}
		return wording.Counted(n, "line") + " " + where
	}
	return wording.Joined(" "+dot+" ", lines(s.Above, "above"), lines(s.Below, "below"))
}

// FrameSize is what a box of w by h cells leaves for its body when it has no
// foot. A foot takes two rows more.
func FrameSize(w, h int) (bodyW, bodyH int) { return max(w-4, 0), max(h-2, 0) }

// leastNote is how much of a note beside a box's title is worth showing.
const leastNote = 12

func frame(s *theme.Styles, title, note, body, foot string, seen Sight, w, maxH int) string {
	if w < 6 || maxH < 3 {
		return strings.Join(s.Grid.Fit(body, max(w, 0), max(maxH, 0)), "\n")
	}
	inner, rows := w-4, strings.Split(body, "\n")
	room := maxH - 2
	if foot != "" {
		room = max(maxH-4, 0)
	}
	shown := min(len(rows), room)
	seen.Below += len(rows) - shown
	if rows = rows[:shown]; foot != "" {
		rows = append(rows, "", s.Grid.PadLeft(fitFoot(s.Grid, foot, inner), inner))
		rows = rows[:min(len(rows), maxH-2)]
	}
	edge := func(left, fill, right, lead, tail string) string {
		if lead != "" {
			lead = " " + s.Grid.Truncate(lead, max(w-6, 0)) + " "
		}
		if room := w - 7 - s.Grid.Width(lead); tail != "" && room >= leastNote {
			tail = " " + s.Grid.Truncate(tail, room) + " "
		}
		gap := w - 4 - s.Grid.Width(lead) - s.Grid.Width(tail)
		if gap < 1 {
			tail = ""
			gap = max(w-4-s.Grid.Width(lead), 0)
		}
		line := s.Border.Render(left+fill) + s.Title.Render(lead) + s.Border.Render(strings.Repeat(fill, gap)) + s.Dim.Render(tail)
		return line + s.Border.Render(fill+right)
	}
	var b strings.Builder
	b.WriteString(edge(s.Box.TopLeft, s.Box.Top, s.Box.TopRight, title, note))
	bar := s.Border.Render(s.Box.Left)
	for _, row := range rows {
		b.WriteString("\n" + bar + " " + s.Grid.Pad(row, inner) + " " + bar)
	}
	b.WriteString("\n" + edge(s.Box.BottomLeft, s.Box.Bottom, s.Box.BottomRight, "", seen.words(s.Signs.Dot)))
	return b.String()
}

// sliver is the room beside a box in which nothing can be read any more.
const sliver = 6

// overlay puts a box into the middle of the plain lines of a screen, which it
// draws dim. It returns the lines and where the box begins.
func overlay(s *theme.Styles, under []string, box string, w, h int) (lines []string, x, y int) {
	rows := strings.Split(box, "\n")
	rows = rows[:min(len(rows), h)]
	boxW := min(s.Grid.Width(box), w)
	x, y = (w-boxW)/2, (h-len(rows))/2
	lines = make([]string, len(under))
	for i, line := range under {
		if i < y || i >= y+len(rows) {
			lines[i] = s.Dim.Render(line)
			continue
		}
		if x < sliver {
			line = ""
		}
		lines[i] = s.Dim.Render(s.Grid.Pad(s.Grid.Cut(line, 0, x), x)) +
			s.Grid.Pad(rows[i-y], boxW) +
			s.Dim.Render(s.Grid.PadLeft(s.Grid.Cut(line, x+boxW, w), w-x-boxW))
	}
	return lines, x, y
}
