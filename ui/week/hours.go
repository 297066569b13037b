package week

import (
	"math"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/recruit/week"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// grid is how a week was drawn last: rows of step minutes from one minute of the day to
// another, of which rows are in sight.
type grid struct {
	from, to, step int
	top, rows      int
	cells          [][7][]int      // quarters of each row and day
	tallies        [][7]week.Tally // of those cells, once they were counted
	interviews     [][7][]int      // that reach into those cells, by their place in the week
	of             time.Time       // the week that cells belong to
	zone           string
}

// quarters are those of the cell in which a minute of a day lies.
func (g grid) quarters(day, minute int) []int {
	if g.step == 0 || minute < g.from {
		return nil
	}
	if row := (minute - g.from) / g.step; row < len(g.cells) {
		return g.cells[row][day]
	}
	return nil
}

// fit chooses the finest rows with which the whole day is in sight, else whole hours.
func (g *grid) fit(w week.Week, from, to int, shown []int, room int) {
	for _, minute := range shown {
		from, to = min(from, minute/60*60), max(to, minute/60*60+60)
	}
	step := 60
	for _, finer := range []int{30, 15} {
		if (to-from)/finer <= room {
			step = finer
		}
	}
	if g.from != from || g.to != to || g.step != step || !g.of.Equal(w.From()) || g.zone != w.Zone.String() {
		g.from, g.to, g.step, g.of, g.zone = from, to, step, w.From(), w.Zone.String()
		g.cells, g.tallies, g.interviews = w.Cells(from, step, (to-from)/step), nil, nil
	}
}

// fit lays the hours out, and keeps the cursor among them; an interview that is moved is
// followed wherever it goes.
func (s *screen) fit(room int) {
	var shown []int
	if s.moving != nil {
		shown = []int{s.minute}
	}
	s.grid.fit(s.week, s.facts.from, s.facts.to, shown, room)
	s.minute = max(min(s.minute, s.grid.to-s.grid.step), s.grid.from)
}

// scroll keeps the row of the cursor in sight.
func (s *screen) scroll(room int) {
	g := &s.grid
	g.rows = min(room, len(g.cells))
	row := (s.minute - g.from) / g.step
	g.top = max(min(g.top, row, len(g.cells)-g.rows), row-g.rows+1, 0)
}

// labelWidth is the room of the hours beside the days.
func (s *screen) labelWidth() int {
	if s.app.Member().TwelveHour {
		return 9
	}
	return 6
}

// weekendNarrow is the width of a day of the weekend on which nothing is.
const weekendNarrow = 4

// widths are those of the days, between which stands a blank.
func (s *screen) widths(w int) [7]int {
	var widths [7]int
	narrow := [7]bool{}
	rest, days := w-7, 7
	for day := 5; day < 7; day++ {
		if s.idle(day) && day != s.day {
			narrow[day], widths[day] = true, weekendNarrow
			rest, days = rest-weekendNarrow, days-1
		}
	}
	for day := range widths {
		if !narrow[day] {
			widths[day] = max(rest/days, 3)
			rest, days = rest-widths[day], days-1
		}
	}
	return widths
}

// idle reports whether nobody works on a day and there is no interview.
func (s *screen) idle(day int) bool {
	return s.facts.idle[day]
}

// facts are what a week is asked again and again while it is drawn, worked out once.
type facts struct {
	from, to int     // its hours
	idle     [7]bool // nobody works on the day, and there is no interview
}

func factsOf(w week.Week) (f facts) {
	f.from, f.to = w.Hours()
	for day := range f.idle {
		f.idle[day] = !w.Booked(w.Days[day], w.Days[day+1]) && !w.WorkedOn(day)
	}
	return f
}

// tally counts the people in a cell.
func (s *screen) tally(row, day int) week.Tally {
	g := &s.grid
	if g.tallies == nil {
		g.tallies = s.week.Tallies(g.cells)
	}
	return g.tallies[row][day]
}

// dayHeads name the days.
func (s *screen) dayHeads(label int, widths [7]int) string {
	st, today := s.app.Styles(), -1
	if now := s.app.Now(); s.span.Holds(now) {
		today = s.span.Day(now)
	}
	var b strings.Builder
	b.WriteString(text.Spaces(label))
	for day, w := range widths {
		at := s.week.Days[day].In(s.week.Zone)
		name := timeparse.WeekdayNumber(at)
		switch {
		case s.week.Days[day].Equal(s.week.Days[day+1]):
			name = st.Signs.Dot // a day that the zone skipped
		case w < 6:
			name = timeparse.Weekday(at)[:2] + strconv.Itoa(at.Day())
		}
		if day == today && w >= 9 {
			name = st.Signs.Cursor + " " + name
		}
		name = s.app.Grid().Pad(s.app.Grid().Truncate(name, w), w)
		if day == today {
			b.WriteString(st.Accent.Render(name) + " ")
		} else {
			b.WriteString(st.Heading.Render(name) + " ")
		}
	}
	return b.String()
}

// inSight stands behind the hours of which the rows are shown.
const inSight = " in sight"

// head is the first line: which week, and whose.
func (s *screen) head(w int) string {
	st, g := s.app.Styles(), s.app.Grid()
	_, number := s.span.Days[3].In(s.span.Zone).ISOWeek()
	from, to := s.span.Days[0].In(s.span.Zone), s.span.Days[6].In(s.span.Zone)
	dates := timeparse.Dates(from, to, s.app.Now())
	name := "my week"
	if !s.whose.Own() && s.known {
		name = text.Line(s.week.Name)
	}
	var right []string                                                              // the last is left out first, so that it is always said whose week it is
	if g := s.grid; s.known && !s.byPeople && g.rows > 0 && g.rows < len(g.cells) { // not all of the day is in sight (R17)
		right = append(right, s.clock(g.from+g.top*g.step)+"–"+s.clock((g.from+(g.top+g.rows)*g.step)%dayMinutes)+inSight)
	}
	if n := len(s.week.People); s.known && n > 1 {
		right = append(right, wording.Persons(n))
	}
	right = append(right, howFar(int(math.Round(s.span.From().Sub(week.Of(s.app.Now(), s.span.Zone).From()).Hours()/(7*24)))))
	left := st.Title.Render("Week "+itoa(number)) + st.Dim.Render("  "+dates+" "+st.Signs.Dot+" ") + g.Truncate(name, max(w/3, 8))
	far := strings.Join(right, " "+st.Signs.Dot+" ")
	for len(right) > 1 && g.Width(left)+g.Width(far)+2 > w {
		right = right[:len(right)-1]
		far = strings.Join(right, " "+st.Signs.Dot+" ")
	}
	if g.Width(left)+g.Width(far)+2 > w {
		far = strings.TrimSuffix(far, inSight)
	}
	return g.Spread(left, st.Dim.Render(far), w)
}

// howFar says how many weeks it is from this one.
func howFar(weeks int) string {
	switch {
	case weeks == 0:
		return "this week"
	case weeks == 1:
		return "next week"
	case weeks == -1:
		return "last week"
	case weeks < 0:
		return wording.Counted(-weeks, "week") + " ago"
	}
	return "in " + wording.Counted(weeks, "week")
}

// drawHours draws the days with their hours.
func (s *screen) drawHours(w, room int) []string {
	s.fit(room)
	s.scroll(room)
	label := s.labelWidth()
	widths := s.widths(w - label)
	lines := []string{s.dayHeads(label, widths)}
	st, now := s.app.Styles(), s.app.Now()
	nowRow := -1
	if s.span.Holds(now) {
		nowRow = (s.span.Minute(now) - s.grid.from) / s.grid.step
	}
	team := s.week.Team()
	for row := s.grid.top; row < s.grid.top+s.grid.rows; row++ {
		minute := s.grid.from + row*s.grid.step
		var b strings.Builder
		name := ""
		if minute%60 == 0 || s.grid.step == 60 || row == s.grid.top {
			name = s.clock(minute)
		}
		ink := st.Dim
		if row == nowRow {
			name, ink = s.clock(s.span.Minute(now)), st.Accent
		}
		b.WriteString(ink.Render(s.app.Grid().Pad(name, label)))
		for day, width := range widths {
			quarters := s.grid.cells[row][day]
			b.WriteString(s.render(s.hourCell(row, day, quarters, team, width), width, s.chosen(row, day)))
			b.WriteByte(' ')
		}
		lines = append(lines, b.String())
	}
	return lines
}

// clock writes a minute of a day.
func (s *screen) clock(minute int) string {
	return s.app.Clock(time.Date(2000, 1, 1, minute/60, minute%60, 0, 0, time.UTC))
}

// chosen reports whether the cursor is on a cell.
func (s *screen) chosen(row, day int) bool {
	return day == s.day && row == (s.minute-s.grid.from)/s.grid.step
}

// hourCell is what a day has in a row.
func (s *screen) hourCell(row, day int, quarters []int, team bool, width int) cell {
	if len(quarters) == 0 {
		return cell{words: s.app.Styles().Signs.Dot, tone: theme.Dim, fill: "-"} // the clocks skip it
	}
	from, to := s.week.At(quarters[0]), s.week.At(quarters[len(quarters)-1]+1)
	if m := s.moving; m != nil {
		if end := m.start.Add(m.interview.Duration); m.start.Before(to) && end.After(from) {
			words := s.app.Styles().Signs.Cursor + " " + s.app.Clock(m.start.In(s.span.Zone)) + " " + wording.FirstName(m.interview.CandidateName)
			if m.start.Before(from) {
				words = s.app.Styles().Signs.Cursor
			}
			return cell{words: words, tone: theme.Accent, fill: s.app.Styles().Signs.Dot}
		}
	}
	if all := s.reaching(row, day); len(all) > 0 {
		for _, n := range all {
			if i := s.week.Interviews[n]; !i.Start.Before(from) || row == s.grid.top {
				return s.ofInterview(i, len(all)-1, width)
			}
		}
		return s.goingOn(s.week.Interviews[all[0]], row, day)
	}
	if team {
		return s.ofTally(s.tally(row, day), width)
	}
	if len(s.week.People) == 0 {
		return cell{}
	}
	m := week.Worst(s.week.People[0].Marks, quarters)
	if m == week.Interview { // one that is not in the list, such as of another job
		m = week.Busy
	}
	return s.ofMark(m, width)
}

// goingOn is the line of an interview that began in a row above.
func (s *screen) goingOn(i recruit.InterviewSummary, row, day int) cell {
	_, tone := s.interviewSign(i)
	bar := "┃"
	if s.ascii() {
		bar = "|"
	}
	second := row > 0 && len(s.grid.cells[row-1][day]) > 0 && !i.Start.Before(s.week.At(s.grid.cells[row-1][day][0]))
	if second {
		return cell{words: bar + " " + text.Line(i.Title), tone: tone}
	}
	return cell{words: bar, tone: tone}
}

// reaching are the interviews that reach into a cell, by their place in the week.
func (s *screen) reaching(row, day int) []int {
	g := &s.grid
	if g.interviews == nil {
		g.interviews = make([][7][]int, len(g.cells))
		of := make([]*[]int, s.week.Quarters()) // where those of a quarter are noted
		for row := range g.cells {
			for day, quarters := range g.cells[row] {
				for _, q := range quarters {
					of[q] = &g.interviews[row][day]
				}
			}
		}
		for n, i := range s.week.Interviews {
			from, to := s.week.Reach(i.Start, i.End())
			for q := from; q < to; q++ {
				if in := of[q]; in != nil && (len(*in) == 0 || (*in)[len(*in)-1] != n) {
					*in = append(*in, n)
				}
			}
		}
	}
	return g.interviews[row][day]
}
