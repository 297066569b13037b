package interviews

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/finder"
	"recruitty/recruit/slots"
	"recruitty/recruit/timeparse"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// View draws the hours, the day of everybody, and the ways out.
func (t *findTime) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, findTimeWidth)
	inner, rows := shell.FrameSize(w, maxH)
	s := t.app.Styles()
	foot := t.app.Foot(t.Keys(), "enter", "o", waysKey(len(t.ways())), "s", "+", "?", "esc")
	var body string
	switch {
	case t.err != nil:
		body = s.Error.Render(t.app.Grid().Wrap(s.Signs.Error+" "+text.Line(recruit.Sentence(t.err)), inner))
	case !t.known:
		body = s.Dim.Render(s.Signs.Waiting + " Checking everyone's calendar")
	default:
		below := t.below(inner)
		list := t.list(inner, max(rows-2-len(below), 3))
		body = strings.Join(append(list, below...), "\n")
	}
	return t.app.Frame("When is everyone free?", t.note, body, foot, w, maxH), nil
}

// list draws the hours and the days without one, as many as there is room for around
// the cursor.
func (t *findTime) list(w, room int) []string {
	var lines []string
	if none := t.found.None(); none != "" {
		lines = append(lines, t.tone(theme.Warning, none, w))
	}
	if short := t.found.Short(); short != "" {
		lines = append(lines, t.tone(theme.Warning, short, w))
	}
	first := len(lines)
	last := ""
	for n, h := range t.found.Hours {
		lines = append(lines, t.hourLine(n, h, &last, w))
	}
	for n, r := range t.found.Refused() {
		lines = append(lines, t.row(len(t.found.Hours)+n, theme.Dim, t.app.Grid().Pad(r.Days(), 22)+" "+text.Line(r.Reason.String()), w))
	}
	at := first + t.cursor
	from := max(min(at-room/2, len(lines)-room), 0)
	return lines[from:min(from+room, len(lines))]
}

// hourLine is one hour: day, time here, time there, who, and what speaks against it.
func (t *findTime) hourLine(n int, h finder.Hour, last *string, w int) string {
	here := t.app.Session().Zone
	day := timeparse.DateNear(h.Start.In(here), t.app.Now())
	shown := day
	if day == *last {
		shown = ""
	}
	*last = day
	line := fmt.Sprintf("%-11s %s", shown, t.app.Hours(h.Start.In(here), h.End.Sub(h.Start)))
	_, offset := h.Start.In(here).Zone()
	if _, there := h.Start.In(t.found.Zone).Zone(); offset != there {
		line += "  " + timeparse.Weekday(h.Start.In(t.found.Zone)) + " " + t.app.Clock(h.Start.In(t.found.Zone)) + " for the candidate"
	}
	line += "   "
	tone := theme.Plain
	if len(h.Concerns(here)) > 0 { // they stand below the day, where there is room for them
		line += "~ "
		tone = theme.Warning
	}
	return t.row(n, tone, t.marks.sign(t.app, h.Start)+line+text.Line(h.Who()), w)
}

// row is a line that the cursor may stand on.
func (t *findTime) row(n int, tone theme.Tone, line string, w int) string {
	s := t.app.Styles()
	mark := "  "
	if n == t.cursor {
		mark, tone = s.Signs.Cursor+" ", theme.Accent
	}
	return s.Tone(tone).Render(t.app.Grid().Truncate(mark+line, w))
}

func (t *findTime) tone(tone theme.Tone, words string, w int) string {
	return t.app.Styles().Tone(tone).Render(t.app.Grid().Truncate(text.Line(words), w))
}

// below are the day of everybody, what is not known, and the ways out.
func (t *findTime) below(w int) []string {
	var lines []string
	if _, _, hour := t.day(); !hour.Start.IsZero() { // first, so that a small window shows it as well (R13)
		for _, said := range hour.Concerns(t.app.Session().Zone) {
			lines = append(lines, t.tone(theme.Warning, "~ "+said, w))
		}
	}
	lines = append(append(lines, ""), t.strips(w)...)
	moment := func(at time.Time) string { return t.app.Clock(at) }
	for _, said := range t.found.Unknown(moment) {
		lines = append(lines, t.tone(theme.Dim, "? "+said, w))
	}
	for _, way := range t.taken {
		lines = append(lines, t.tone(theme.Accent, "taken: "+finder.WayOut(way), w))
	}
	for n, way := range t.ways() {
		lines = append(lines, t.tone(theme.Plain, strconv.Itoa(n+1)+"  "+finder.WayOut(way), w))
	}
	return lines
}

// The hours of a day that a strip shows at least; the hour under the cursor always.
const stripFrom, stripTo = 8, 19

// strips draw the day under the cursor: a row for everybody who was asked for or would
// be chosen, a letter for each quarter of an hour.
func (t *findTime) strips(w int) []string {
	from, to, hour := t.day()
	first, last := stripFrom, stripTo
	zone := t.app.Session().Zone
	if !hour.Start.IsZero() {
		first, last = min(first, hour.Start.In(zone).Hour()), max(last, hour.End.In(zone).Hour()+1)
	}
	const label = 12
	for room := max((w-label)/4, 4); last-first > room; { // the hour under the cursor stays in sight
		if !hour.Start.IsZero() && last <= hour.End.In(zone).Hour()+1 {
			first++
		} else {
			last--
		}
	}
	head := strings.Repeat(" ", label)
	for h := first; h < last; h++ {
		head += fmt.Sprintf("%-4d", h)
	}
	lines := []string{t.app.Styles().Dim.Render(t.app.Grid().Truncate(head, w))}
	start := from.Add(time.Duration(first) * time.Hour)
	for _, p := range t.rowsOf(hour) {
		cells := t.found.Strip(p.ID, from, to)
		var b strings.Builder
		b.WriteString(t.app.Grid().Pad(t.app.Grid().Truncate(text.Line(p.Name), label-1), label))
		for q := first * 4; q < last*4 && q < len(cells); q++ {
			at := start.Add(time.Duration(q-first*4) * slots.Quarter)
			if p.IsCandidate() && !t.found.Open(at) {
				cells[q].Outside = true
			}
			b.WriteString(t.cell(cells[q], !at.Before(hour.Start) && at.Before(hour.End)))
		}
		lines = append(lines, t.app.Grid().Truncate(b.String(), w))
	}
	return lines
}

// rowsOf are the people whose day is shown with an hour.
func (t *findTime) rowsOf(hour finder.Hour) []finder.Person {
	all := append([]finder.Person{}, t.found.People...)
	for _, p := range hour.People {
		if p.Pool != 0 {
			all = append(all, finder.Person{ID: int64(p.Member.ID), Name: p.Name})
		}
	}
	return all
}

// cell is a quarter of an hour as a letter: no state is told by colour alone.
func (t *findTime) cell(c slots.Cell, chosen bool) string {
	s := t.app.Styles()
	if chosen {
		return s.Accent.Render(s.Signs.Cursor)
	}
	letter, tone := "·", theme.Plain
	//exhaustive:enforce
	switch c.State {
	case busy.Free:
		if c.Outside {
			letter, tone = "░", theme.Dim
		}
	case busy.Soft:
		letter, tone = "~", theme.Warning
	case busy.Busy:
		letter = "█"
	case busy.Unknown:
		letter, tone = "?", theme.Dim
	}
	if s.Box.TopLeft == "+" { // a terminal without such letters
		letter = strings.NewReplacer("·", ".", "░", ":", "█", "#").Replace(letter)
	}
	return s.Tone(tone).Render(letter)
}
