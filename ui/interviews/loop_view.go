package interviews

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/timeparse"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// besideFrom is the width from which schedules stand side by side, and column the least
// that one of them takes.
const (
	besideFrom = 84
	column     = 34
)

// View draws the schedules, what sending one would do, or what has become of it.
func (s *loopBox) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, loopWidth)
	inner, rows := shell.FrameSize(w, maxH)
	st := s.app.Styles()
	var lines []string
	title := "Interviews of one plan, booked together"
	switch {
	case s.stage == looking:
		lines = []string{working(s.app)}
	case s.mails.Reading():
		title, lines = s.decision.Words().Title, strings.Split(s.mails.Draw(s.app, inner), "\n")
	case s.stage == previewed:
		title, lines = s.decision.Words().Title, s.sendLines(inner)
	case s.stage == saving:
		title, lines = s.decision.Words().Title, []string{st.Signs.Waiting + " Saving"}
	case s.stage == followed:
		title, lines = s.decision.Words().Title, s.followLines(inner)
	case s.err != nil:
		lines = s.wrapped(theme.Error, st.Signs.Error+" "+recruit.Sentence(s.err), inner)
	case !s.known:
		lines = []string{st.Dim.Render(st.Signs.Waiting + " Checking everyone's calendar")}
	default:
		lines = s.lines(inner)
	}
	body, seen := shell.Window(strings.Join(lines, "\n"), &s.scroll, rows-2)
	return s.app.FrameSeen(title, s.mails.Place(s.note), body, s.foot(), seen, w, maxH), nil
}

// lines are all that the box says.
func (s *loopBox) lines(w int) []string {
	var lines []string
	if s.notice != "" {
		lines = append(s.wrapped(theme.Warning, s.app.Styles().Signs.Warning+" "+s.notice, w), "")
	}
	if none := s.found.None(); none != "" {
		lines = append(lines, s.wrapped(theme.Warning, none, w)...)
	}
	if short := s.found.Short(); short != "" {
		lines = append(lines, s.wrapped(theme.Warning, short, w)...)
	}
	switch {
	case len(s.found.Loops) == 0:
	case w < besideFrom:
		lines = append(lines, s.stacked(w)...)
	default:
		lines = append(lines, s.beside(w)...)
	}
	return append(lines, s.below(w)...)
}

// beside draws as many schedules side by side as fit; the one under the cursor always.
func (s *loopBox) beside(w int) []string {
	g := s.app.Grid()
	fit := min(max(w/column, 1), len(s.found.Loops))
	from := max(min(s.cursor-fit/2, len(s.found.Loops)-fit), 0)
	each := (w - 2*(fit-1)) / fit
	var columns [][]string
	tall := 0
	for n := from; n < from+fit; n++ {
		c := s.schedule(n, each, true)
		columns, tall = append(columns, c), max(tall, len(c))
	}
	var lines []string
	for row := range tall {
		line := ""
		for n, c := range columns {
			cell := ""
			if row < len(c) {
				cell = c[row]
			}
			if n < len(columns)-1 {
				cell = g.Pad(cell, each) + "  "
			}
			line += cell
		}
		lines = append(lines, line)
	}
	return lines
}

// stacked draws the schedules one under another: the one under the cursor whole, of the
// others the first line.
func (s *loopBox) stacked(w int) []string {
	var lines []string
	for n := range s.found.Loops {
		lines = append(lines, s.schedule(n, w, n == s.cursor)...)
	}
	return lines
}

// mostReason is how many lines the reason of a day may take.
const mostReason = 2

// schedule draws one: its day, then each session with its time for both, who, and what
// speaks against it.
func (s *loopBox) schedule(n, w int, whole bool) []string {
	l, g, st := s.found.Loops[n], s.app.Grid(), s.app.Styles()
	if len(l.Sittings) == 0 {
		return nil
	}
	here := s.app.Session().Zone
	mark, tone := "  ", theme.Plain
	if n == s.cursor {
		mark, tone = st.Signs.Cursor+" ", theme.Accent
	}
	first, last := l.Sittings[0], l.Sittings[len(l.Sittings)-1]
	mark += s.marks.sign(s.app, first.Start)
	head := mark + day(first.Start, here) + "  " + s.clock(first.Start) + "–" + s.clock(last.End)
	if day(last.Start, here) != day(first.Start, here) {
		head = mark + day(first.Start, here) + " to " + day(last.Start, here)
	}
	if doubts := s.doubts(l); doubts > 0 {
		head += "  ~ " + strconv.Itoa(doubts)
	}
	lines := []string{st.Tone(tone).Render(g.Truncate(head, w))}
	if !whole {
		return lines
	}
	before := day(first.Start, here)
	for _, sitting := range l.Sittings {
		if now := day(sitting.Start, here); now != before {
			lines, before = append(lines, "  "+now), now
		}
		hours := "  " + s.clock(sitting.Start) + "–" + s.clock(sitting.End) + " "
		for k, line := range strings.Split(g.Wrap(text.Line(sitting.Title), max(w-g.Width(hours), 8)), "\n") {
			if k > 0 {
				hours = strings.Repeat(" ", g.Width(hours))
			}
			lines = append(lines, g.Truncate(hours+line, w))
		}
		if there := s.there(sitting.Start); there != "" {
			lines = append(lines, st.Dim.Render(g.Truncate("    "+there+" for the candidate", w)))
		}
		lines = append(lines, s.indented(theme.Dim, text.Line(sitting.Who()), w)...)
		for _, said := range sitting.Concerns(here) {
			lines = append(lines, s.indented(theme.Warning, "~ "+text.Line(said), w)...)
		}
	}
	return append(lines, "")
}

// doubts is how much speaks against a schedule.
func (s *loopBox) doubts(l finder.Loop) int {
	n := 0
	for _, sitting := range l.Sittings {
		n += len(sitting.Concerns(s.app.Session().Zone))
	}
	return n
}

// clock is a time on the clock of who reads it.
func (s *loopBox) clock(at time.Time) string { return s.app.Clock(s.app.Here(at)) }

// day names a day as read in a zone.
func day(at time.Time, zone *time.Location) string { return timeparse.ShortDate(at.In(zone)) }

// there is a time on the candidate's clock, "" where it is the same.
func (s *loopBox) there(at time.Time) string {
	_, here := at.In(s.app.Session().Zone).Zone()
	if _, offset := at.In(s.found.Zone).Zone(); offset == here {
		return ""
	}
	return timeparse.Weekday(at.In(s.found.Zone)) + " " + s.app.Clock(at.In(s.found.Zone))
}

// below are the days without a schedule, what is not known, and the ways out.
func (s *loopBox) below(w int) []string {
	var lines []string
	for _, way := range s.taken {
		lines = append(lines, s.wrapped(theme.Accent, "taken: "+s.found.WayOut(way), w)...)
	}
	for n, way := range s.ways() {
		lines = append(lines, s.wrapped(theme.Plain, strconv.Itoa(n+1)+"  "+s.found.WayOut(way), w)...)
	}
	for _, name := range s.found.Left {
		lines = append(lines, s.wrapped(theme.Warning, name+" is no longer in the team; the schedules are without them.", w)...)
	}
	for _, r := range s.found.Refused() {
		said := s.wrapped(theme.Dim, s.app.Grid().Pad(r.Days(), 22)+" "+r.Reason.String(), w)
		if len(said) > mostReason { // of a large pool it names everybody
			rest := text.Strip(strings.Join(said[mostReason-1:], " "))
			said = append(said[:mostReason-1], s.app.Styles().Dim.Render(s.app.Grid().Truncate(rest, w)))
		}
		lines = append(lines, said...)
	}
	for _, said := range s.found.Unknown(s.clock) {
		lines = append(lines, s.wrapped(theme.Dim, "? "+said, w)...)
	}
	return lines
}

func (s *loopBox) wrapped(tone theme.Tone, words string, w int) []string {
	var lines []string
	for line := range strings.SplitSeq(s.app.Grid().Wrap(text.Line(words), w), "\n") {
		lines = append(lines, s.app.Styles().Tone(tone).Render(line))
	}
	return lines
}

// indented is wrapped below a session.
func (s *loopBox) indented(tone theme.Tone, words string, w int) []string {
	lines := s.wrapped(tone, words, max(w-4, 8))
	for n := range lines {
		lines[n] = "    " + lines[n]
	}
	return lines
}
