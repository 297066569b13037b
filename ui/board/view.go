package board

import (
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/board"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Sizes of a board: the least width of a column, what stands between two, the lines of a
// candidate, those above the candidates and those under them.
const (
	least    = 19
	gap      = 2
	tall     = 2
	aboveAll = 3
	belowAll = 3
	headed   = 2 // lines of a column above its candidates
)

// View implements shell.Screen.
func (s *screen) View(w, h int) string {
	st, g := s.app.Styles(), s.app.Grid()
	switch {
	case !s.known && s.failure != "":
		return st.Error.Render(g.Wrap(st.Signs.Error+" "+s.failure, w))
	case !s.known:
		return st.Dim.Render(st.Signs.Waiting + " Loading")
	}
	room := max(h-aboveAll-belowAll, 1)
	s.fit(w, room)
	shown := s.columns[s.left:min(s.left+s.wide, len(s.columns))]
	width := (w+gap)/max(s.wide, 1) - gap
	s.width = width
	painted := make([][]string, len(shown))
	for n, c := range shown {
		painted[n] = s.paint(c, width, room, s.left+n == s.at)
	}
	lines := []string{s.head(w), s.sides(w)}
	for row := range room + 1 {
		var b strings.Builder
		for n := range painted {
			if n > 0 {
				b.WriteString(text.Spaces(gap))
			}
			if row < len(painted[n]) {
				b.WriteString(painted[n][row])
			} else {
				b.WriteString(text.Spaces(width))
			}
		}
		lines = append(lines, b.String())
	}
	s.drawn = strings.Join(lines[2:], "\n")
	s.app.Drew(s)
	lines = append(lines, "")
	for _, words := range s.story() {
		lines = append(lines, g.Truncate(words, w))
	}
	return strings.Join(lines, "\n")
}

// fit chooses how many columns and candidates are in sight, with the cursor among them.
func (s *screen) fit(w, room int) {
	s.wide = max(min((w+gap)/(least+gap), len(s.columns)), 1)
	s.high = max((room-2)/tall, 1) // a line above and one below say how many are out of sight
	s.left = max(min(s.left, s.at, len(s.columns)-s.wide), s.at-s.wide+1, 0)
}

// head says whose board it is and how many are on it.
func (s *screen) head(w int) string {
	st, g := s.app.Styles(), s.app.Grid()
	all := 0
	for _, c := range s.columns {
		all += c.Count
	}
	right := wording.Counted(all, "candidate")
	if n := len(s.marks); n > 0 {
		right = wording.Grouped(n) + " marked " + st.Signs.Dot + " " + right
	}
	if s.job.Status == recruit.JobClosed {
		right += " " + st.Signs.Dot + " closed"
	}
	if s.failure != "" {
		return st.Error.Render(g.Truncate(st.Signs.Error+" "+s.failure, w))
	}
	return g.Spread(st.Title.Render(g.Truncate(text.Line(s.job.Title), max(w-g.Width(right)-2, 8))), st.Dim.Render(right), w)
}

// sides says how many columns are out of sight on each side.
func (s *screen) sides(w int) string {
	st := s.app.Styles()
	left, right := "", ""
	if s.left > 0 {
		left = st.Signs.Left + " " + wording.Counted(s.left, "more stage")
	}
	if n := len(s.columns) - s.left - s.wide; n > 0 {
		right = wording.Counted(n, "more stage") + " " + st.Signs.Cursor
	}
	return s.app.Grid().Spread(st.Dim.Render(left), st.Dim.Render(right), w)
}

// paint draws a column into lines of w cells: its name and number, then who is in it.
func (s *screen) paint(c *column, w, room int, active bool) []string {
	st, g := s.app.Styles(), s.app.Grid()
	number := wording.Grouped(c.Count)
	name := g.Truncate(text.Line(c.Stage), max(w-g.Width(number)-1, 1))
	ink := st.Heading
	if active {
		ink = st.Accent
	}
	lines := []string{ink.Render(name) + text.Spaces(w-g.Width(name)-g.Width(number)) + st.Dim.Render(number)}
	people := c.see(s.high)
	above, below := c.hidden(len(people))
	line := func(words string, ink theme.Ink) { lines = append(lines, ink.Render(g.Pad(g.Truncate(words, w), w))) }
	switch {
	case c.Left && above == 0:
		line("  stage no longer exists", st.Warning)
	case above < 0:
		line("  more above", st.Dim)
	case above > 0:
		line("  "+wording.Grouped(above)+" above", st.Dim)
	default:
		line("", st.Dim)
	}
	if len(people) == 0 {
		words := "nobody"
		if c.Count > 0 {
			words = st.Signs.Waiting + " Loading"
		}
		if active {
			line(st.Signs.Cursor+" "+words, st.Accent)
		} else {
			line("  "+words, st.Dim)
		}
	}
	for n, p := range people {
		if len(lines)+tall > room+1 {
			below += len(people) - n
			break
		}
		lines = append(lines, s.card(p, w, active && c.top+n == c.cursor)...)
	}
	switch {
	case below < 0:
		line("  more below", st.Dim)
	case below > 0:
		line("  + "+wording.Grouped(below)+" more", st.Dim)
	}
	return lines
}

// card draws a candidate into two lines of w cells: the name and for how long they have been
// in the stage; then why they wait for us, or when their next interview is.
func (s *screen) card(p board.Person, w int, chosen bool) []string {
	st, g := s.app.Styles(), s.app.Grid()
	cursor, sign := " ", " "
	isMarked := s.markOf(p.Candidate) >= 0
	if chosen {
		cursor = st.Signs.Cursor
	} else if isMarked {
		cursor = st.Signs.Mark
	}
	now := s.app.Now()
	what, tone := "", theme.Accent
	if at := p.Next(now); !at.IsZero() {
		what = s.app.Start(at)
	}
	if w := p.Wait(); w != "" {
		sign, what, tone = st.Signs.Warning, w.Words(), theme.Warning
	}
	if p.Damage != "" {
		sign, what, tone = st.Signs.Warning, wording.Damaged(p.Damage), theme.Warning
	}
	age := board.Age(p.Since, now)
	name := g.Truncate(text.Line(p.Name), max(w-3-g.Width(age), 1))
	first := g.Pad(name, max(w-2-g.Width(age), g.Width(name))) + age
	second := g.Pad("  "+g.Truncate(what, w-2), w)
	if chosen && isMarked {
		sign = st.Signs.Mark
	}
	if chosen {
		return []string{st.Selected.Render(g.Pad(cursor+sign+first, w)), st.Selected.Render(second)}
	}
	return []string{
		st.Tone(tone).Render(cursor+sign) + name + st.Dim.Render(strings.TrimPrefix(first, name)),
		st.Tone(tone).Render(second),
	}
}

// story says about who is under the cursor what has no room in the column.
func (s *screen) story() []string {
	st, a := s.app.Styles(), s.app
	c, p := s.column(), s.person()
	if p.Candidate == 0 {
		all := 0
		for _, c := range s.columns {
			all += c.Count
		}
		if all == 0 && s.known {
			return []string{st.Dim.Render(a.Teach(recruit.ToRecruit, wording.NobodyLinked, "Press n to link a candidate."))}
		}
		return []string{st.Dim.Render("Nobody is in " + text.Line(c.Stage) + ".")}
	}
	dot := " " + st.Signs.Dot + " "
	said := text.Line(p.Name) + dot + text.Line(c.Stage) + " since " + wording.Amid(a.Stamp(p.Since))
	if at := p.Next(a.Now()); !at.IsZero() {
		said += dot + "next interview " + wording.Amid(a.Start(at))
	}
	why := make([]string, len(p.Waits))
	for n, w := range p.Waits {
		why[n] = w.Story()
	}
	return []string{said, st.Dim.Render(strings.Join(why, " "))}
}

var _ shell.Screen = (*screen)(nil)
