package week

import (
	"strings"

	"recruitty/recruit/week"
	"recruitty/ui/interviews/daystrip"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// nameWidth is the room of a name beside the days.
func nameWidth(w int) int { return max(min(w/5, 24), 12) }

// drawPeople draws the days with a row for each person.
func (s *screen) drawPeople(w, room int) []string {
	s.fit(room)
	label := nameWidth(w)
	widths := s.widths(w - label)
	lines := []string{s.dayHeads(label, widths)}
	if len(s.week.People) == 0 {
		return append(lines, "", s.app.Styles().Dim.Render(s.app.Grid().Wrap("No one takes part in these interviews yet. Press / to choose whose week to see.", w)))
	}
	steps := [7]int{}
	cells := map[int][][7][]int{} // by step, so that days of the same width share them
	for day, width := range widths {
		step := (s.grid.to - s.grid.from + width - 1) / width
		step = max((step+14)/15*15, 15)
		steps[day] = step
		if cells[step] == nil {
			cells[step] = s.week.Cells(s.grid.from, step, (s.grid.to-s.grid.from+step-1)/step)
		}
	}
	total := len(s.week.People)
	if total > room { // how many are out of sight is said (R17)
		room--
	}
	s.grid.rows = min(room, total)
	top := max(min(s.grid.top, s.person, total-s.grid.rows), s.person-s.grid.rows+1, 0)
	s.grid.top = top
	for n := top; n < min(top+s.grid.rows, total); n++ {
		p := s.week.People[n]
		var b strings.Builder
		mark := "  "
		if n == s.person {
			mark = s.app.Styles().Signs.Cursor + " "
		}
		b.WriteString(s.app.Grid().Pad(s.app.Grid().Truncate(mark+text.Line(p.Member.Name), label-1), label))
		for day, width := range widths {
			b.WriteString(s.strip(p, cells[steps[day]], day, width, n == s.person && day == s.day))
			b.WriteByte(' ')
		}
		lines = append(lines, b.String())
	}
	if hidden := total - s.grid.rows; hidden > 0 {
		lines = append(lines, s.app.Styles().Dim.Render("  "+outOfSight(top, hidden-top, " "+s.app.Styles().Signs.Dot+" ")))
	}
	return lines
}

// outOfSight says how many rows are not shown, and where.
func outOfSight(above, below int, sep string) string {
	words := func(n int, where string) string {
		if n == 0 {
			return ""
		}
		return wording.Grouped(n) + " more " + where
	}
	return wording.Joined(sep, words(above, "above"), words(below, "below"))
}

// strip draws one person's day, a letter for each stretch.
func (s *screen) strip(p week.Person, cells [][7][]int, day, width int, chosen bool) string {
	st := s.app.Styles()
	var b, run strings.Builder
	last := plainTone
	flush := func() {
		if run.Len() > 0 {
			b.WriteString(st.Tone(last).Render(run.String()))
			run.Reset()
		}
	}
	n := 0
	for _, days := range cells {
		if n == width {
			break
		}
		sign, tone := st.Signs.Dot, plainTone
		if len(days[day]) > 0 {
			sign, tone = daystrip.Letter(week.Worst(p.Marks, days[day]), s.ascii())
		}
		if tone != last {
			flush()
			last = tone
		}
		run.WriteString(sign)
		n++
	}
	if chosen {
		plain := text.Strip(b.String()) + run.String()
		return st.Selected.Render(s.app.Grid().Pad(plain, width))
	}
	flush()
	return b.String() + text.Spaces(width-n)
}
