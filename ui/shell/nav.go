package shell

import (
	"strings"

	"recruitty/recruit/timeparse"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Section is one entry of the sidebar. Each has its own stack of screens.
type Section int

// The sections in the order of the sidebar, which is also that of keys 1 to 8.
// Mails is there in a demo only, where the mails have nowhere else to go.
const (
	Today Section = iota
	Jobs
	Candidates
	Interviews
	Outbox
	Reports
	Settings
	Mails
	sections // their number
)

// sectionName is how a section is called, short when the sidebar is narrow,
// and by which letter it is reached after g.
type sectionName struct {
	name, short, Letter string
}

func (s Section) Names() sectionName {
	switch s {
	case Today:
		return sectionName{"Today", "Today", "t"}
	case Jobs:
		return sectionName{"Jobs", "Jobs", "j"}
	case Candidates:
		return sectionName{"Candidates", "Cand.", "c"}
	case Interviews:
		return sectionName{"Interviews", "Intv.", "i"}
	case Outbox:
		return sectionName{"Outbox", "Outb.", "o"}
	case Reports:
		return sectionName{"Reports", "Rep.", "r"}
	case Mails:
		return sectionName{"Emails", "Emails", "m"}
	default:
		return sectionName{"Settings", "Sett.", "s"}
	}
}

// String is the section's name on screen.
func (s Section) String() string { return s.Names().name }

// Widths of the sidebar, gap to the screen included.
const (
	sidebarWide   = 17
	sidebarNarrow = 9
	namesFrom     = 80  // columns of the window from which on its names are whole
	besideFrom    = 60  // below that the sections stand in a line above the screen
	wideFrom      = 100 // from here on the header has room for more words
)

// SetCount puts a number beside a section in the sidebar; zero takes it away.
func (a *App) SetCount(s Section, n int) {
	a.counts[s] = n
	a.dirty = true
}

// sectionShown reports whether there is a section: its place is its key, so the
// sidebar lists each that can be reached.
func (a *App) sectionShown(s Section) bool { return s != Mails || a.session.Mails != nil }

// sidebarWidth is the width of the sidebar in a window of w columns.
func sidebarWidth(w int) int {
	switch {
	case w >= namesFrom:
		return sidebarWide
	case w >= besideFrom:
		return sidebarNarrow
	}
	return 0
}

// barEntry is a line of the sidebar.
type barEntry struct {
	name, short string
	count       int
	chosen      bool // where the person is, or while the sections have the keyboard its cursor
	active      bool // the section that is shown
}

// barEntries are the sections, and behind them the palette while one can move
// there.
func (a *App) barEntries() []barEntry {
	var list []barEntry
	for i, s := range a.BarSections() {
		n := s.Names()
		e := barEntry{name: n.name, short: n.short, count: a.counts[s], active: s == a.Section}
		if e.chosen = e.active; a.bar.focused {
			e.chosen = i == a.bar.at
		}
		list = append(list, e)
	}
	if a.bar.focused {
		list = append(list, barEntry{name: barName, short: barShort, chosen: a.bar.at == len(list)})
	}
	return list
}

// barStyle is how an entry looks. The cursor stands out of what is merely
// chosen.
func (a *App) barStyle(e barEntry) theme.Ink {
	switch {
	case e.chosen && a.bar.focused:
		return a.styles.Selected
	case e.chosen:
		return a.styles.Chosen
	case e.active:
		return a.styles.Title
	}
	return a.styles.Dim
}

// sectionLine draws the sections into one line, for a window that has no room for a
// sidebar, and nothing for one that has. The chosen one is in sight, whatever the width.
func (a *App) sectionLine(w int) string {
	if sidebarWidth(w) > 0 {
		return text.Spaces(w)
	}
	var items []string
	at := 0
	for i, e := range a.barEntries() {
		item := e.short
		if e.chosen {
			item, at = a.styles.Signs.Cursor+item, i
		}
		items = append(items, a.barStyle(e).Render(item))
	}
	from := 0
	for from < at && a.Grid().Width(strings.Join(items[from:at+1], " ")) > w {
		from++
	}
	return a.Grid().Pad(strings.Join(items[from:], " "), w)
}

// sidebar draws the sections into lines of w cells.
func (a *App) sidebar(w int) []string {
	if w == 0 {
		return nil
	}
	var lines []string
	for _, e := range a.barEntries() {
		name, count := e.name, ""
		if w < sidebarWide {
			name = e.short
		} else if e.count > 0 {
			count = short(e.count)
		}
		mark := "  "
		if e.chosen {
			mark = a.styles.Signs.Cursor + " "
		}
		line := a.Grid().Pad(mark+a.Grid().Spread(name, count, w-3)+" ", w)
		lines = append(lines, a.barStyle(e).Render(line))
	}
	return lines
}

// header draws the uppermost line: what this is, whose, and what time it is.
func (a *App) header(w int) string {
	st, s := a.styles, a.session
	left := st.Title.Render("recruitty")
	if s.Demo {
		words := " sample data, nothing leaves this machine"
		if w < wideFrom {
			words = " nothing leaves this machine"
		}
		if w < besideFrom {
			words = " sample data"
		}
		left += " " + st.Demo.Render(" DEMO ") + st.Warning.Render(words)
	}
	if s.Company != "" {
		left += st.Dim.Render(" " + st.Signs.Dot + " " + text.Line(s.Company))
	}
	now := s.Now().In(s.Zone)
	right := a.Clock(now) + " " + timeparse.Label(now)
	if s.Member.Name != "" {
		right = a.Grid().Truncate(text.Line(s.Member.Name), 24) + " " + st.Signs.Dot + " " + right
	}
	return a.Grid().Spread(left, st.Dim.Render(right), w)
}
