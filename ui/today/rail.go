package today

import (
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/dayview"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// rail adds the interviews of today in their order, with a line at now, and free time
// and long interviews to scale as far as room lines allow. It returns the key of the one
// that goes on or is next.
func (s *todayScreen) rail(l *list, room int) (at string) {
	a, day := s.App, s.facts.Day
	now := a.Session().Now()
	room -= len(day) + 1
	panels, taken := s.panelLines(day, room)
	scale := s.scale(day, room-taken)
	drawn := false
	nowLine := func() {
		if !drawn && s.Query() == "" {
			l.rows = append(l.rows, table.Row{Key: "now", Heading: true, Cells: []table.Cell{{Text: s.nowLine(), Tone: theme.Accent}}})
		}
		drawn = true
	}
	var until time.Time // the end of what was before
	for n, i := range day {
		gap := i.Start.Sub(until)
		passed := !until.IsZero() && until.Before(now) && i.Start.After(now) // now lies between the two
		free := n > 0 && gap >= dayview.Pause
		if free && s.Query() == "" {
			s.freeRows(l, until, i, scale, passed, nowLine)
		}
		if i.Start.After(now) {
			nowLine()
		}
		key := interviewKey(i.Interview)
		more := wording.Joined(" ", i.Words(a.Session().Zone), i.JobTitle)
		if !l.row(key, more, s.railCells(i, free && scale.lines(gap) == 0)...) {
			continue
		}
		s.stories[key] = s.story(i)
		if i.End().After(now) && at == "" {
			at = key
		}
		extra := scale.lines(i.Duration) - 1
		for n, line := range panels[i.ID] {
			l.restOf(key, n, line)
			extra--
		}
		for n := range extra {
			l.rest(key, n, s.bar())
		}
		if i.End().After(until) {
			until = i.End()
		}
	}
	if len(day) > 0 {
		nowLine()
	}
	return at
}

// rest adds a line under a row, on which the cursor does not rest.
func (l *list) rest(key string, n int, words string) {
	if l.screen.Query() == "" {
		l.rows = append(l.rows, table.Row{Key: fmt.Sprintf("%s rest %d", key, n), Rest: true, Cells: []table.Cell{{}, shell.DimCell(words)}})
	}
}

// restOf adds a line under a row that has the whole width.
func (l *list) restOf(key string, n int, words table.Cell) {
	if l.screen.Query() == "" {
		l.rows = append(l.rows, table.Row{Key: fmt.Sprintf("%s panel %d", key, n), Rest: true, Whole: true, Cells: []table.Cell{words}})
	}
}

// panelLines are the lines under interviews in a narrow window, and how many they are: what
// lies over an interview and its panel, of those that go on or are ahead where room lines
// allow all of them, else of the first of these and where someone has declined; what lies over
// one is always said.
func (s *todayScreen) panelLines(day []recruit.InterviewSummary, room int) (lines map[recruit.InterviewID][]table.Cell, n int) {
	lines = map[recruit.InterviewID][]table.Cell{}
	if !s.narrow() {
		return lines, 0
	}
	all := 0
	var ahead []recruit.InterviewSummary
	for _, i := range day {
		if i.Status == recruit.Scheduled && i.End().After(s.App.Session().Now()) {
			ahead = append(ahead, i)
			all += len(s.panelLine(i))
		}
	}
	for at, i := range ahead {
		switch under := s.panelLine(i); {
		case all <= room, at == 0, i.Answered(recruit.Declined) > 0:
			lines[i.ID] = under
		case s.clashes(i):
			lines[i.ID] = under[:1]
		}
		n += len(lines[i.ID])
	}
	return lines, n
}

// panelLine is what stands under an interview in a narrow window: its panel, and what else is
// to be known of the time, in one line where both have room.
func (s *todayScreen) panelLine(i recruit.InterviewSummary) []table.Cell {
	g, dot := s.App.Grid(), " "+s.App.Styles().Signs.Dot+" "
	under := strings.Repeat(" ", s.App.ClockWidth()+2) + s.bar() + "   "
	panel, time := s.panelCell(i), s.besides(i, false)
	besides := table.Cell{Text: strings.Join(time, dot), Tone: theme.Dim}
	if s.clashes(i) {
		besides = table.Cell{Text: s.App.Styles().Signs.Warning + " " + besides.Text, Tone: theme.Warning}
	}
	both := wording.Joined(dot, panel.Text, besides.Text)
	if panel.Text = under + panel.Text; besides.Text == "" {
		return []table.Cell{panel}
	}
	if besides.Tone == theme.Dim && g.Width(under+both) <= s.width-2 {
		panel.Text = under + both
		return []table.Cell{panel}
	}
	besides.Text = under + besides.Text
	return []table.Cell{besides, panel}
}

// freeRows draw the free time between what was before and an interview, with now in it
// where it lies there.
func (s *todayScreen) freeRows(l *list, from time.Time, next recruit.InterviewSummary, scale scale, passed bool, nowLine func()) {
	gap := next.Start.Sub(from)
	lines := scale.lines(gap)
	key := interviewKey(next.Interview) + " free"
	before := lines
	if passed {
		before = int(float64(lines) * float64(s.App.Session().Now().Sub(from)) / float64(gap))
	}
	for n := range lines {
		if n == before && passed {
			nowLine()
		}
		words := ""
		if n == 0 {
			words = timeparse.Length(gap) + " free"
		}
		l.rest(key, n, words)
	}
}

// scale is how much time one line of the rail stands for; 0 is none at all.
type scale time.Duration

// mostLines is how many lines a stretch takes at most, however long it is.
const mostLines = 6

// lines are those that a stretch of time takes.
func (s scale) lines(d time.Duration) int {
	if s == 0 || d <= 0 {
		return 0
	}
	return min(int(d/time.Duration(s)), mostLines)
}

// scale chooses the finest scale with which the day fits into room lines.
func (s *todayScreen) scale(day []recruit.InterviewSummary, room int) scale {
	for _, unit := range []time.Duration{15 * time.Minute, 30 * time.Minute, time.Hour} {
		chosen, lines := scale(unit), 0
		var until time.Time
		for n, i := range day {
			if gap := i.Start.Sub(until); n > 0 && gap >= dayview.Pause {
				lines += chosen.lines(gap)
			}
			lines += max(chosen.lines(i.Duration)-1, 0)
			if i.End().After(until) {
				until = i.End()
			}
		}
		if lines <= room {
			return chosen
		}
	}
	return 0
}

// bar is the rail beside an interview that goes on.
func (s *todayScreen) bar() string {
	if s.App.Styles().Box.TopLeft == "+" {
		return "|"
	}
	return "┃"
}

// nowLine is the line at now, as wide as the rail.
func (s *todayScreen) nowLine() string {
	a, line := s.App, "─"
	if a.Styles().Box.TopLeft == "+" {
		line = "-"
	}
	head := "  now " + a.Clock(a.Now()) + " "
	return head + strings.Repeat(line, max(s.width-a.Grid().Width(head), 0))
}

// railCells are the cells of an interview of today.
func (s *todayScreen) railCells(i recruit.InterviewSummary, free bool) []table.Cell {
	a := s.App
	now := a.Session().Now()
	name, title := text.Line(i.CandidateName), text.Line(i.Title)
	if s.width >= wide && i.JobTitle != "" {
		title += " " + a.Styles().Signs.Dot + " " + text.Line(i.JobTitle)
	}
	tone, state := s.state(i, free)
	at := shell.PlainCell(s.when(i))
	if !i.End().After(now) {
		at.Tone = theme.Dim
	}
	return s.barred(s.laid(at, name, title, s.panelCell(i), shell.ToneCell(tone, state)))
}

// barred puts the rail before who an interview is with.
func (s *todayScreen) barred(cells []table.Cell) []table.Cell {
	cells[1].Text = s.bar() + " " + cells[1].Text
	return cells
}

// panelCell is who takes part, in the tone of a decline if there is one.
func (s *todayScreen) panelCell(i recruit.InterviewSummary) table.Cell {
	c := table.Cell{Text: s.panel(i), Tone: theme.Plain}
	if i.Answered(recruit.Declined) > 0 && i.Status == recruit.Scheduled && i.End().After(s.App.Session().Now()) {
		c.Tone = theme.Error
	}
	return c
}

// panel names who takes part, each with the sign of their answer, the candidate first.
func (s *todayScreen) panel(i recruit.InterviewSummary) string {
	signs, me := s.App.Styles().Signs, s.App.Member().Email
	var names []string
	others := 0
	for _, p := range i.People {
		sign := map[recruit.Answer]string{recruit.Accepted: signs.OK, recruit.Declined: signs.Error, recruit.Tentative: "~", recruit.Delegated: signs.Error}[p.Answer]
		switch {
		case sign != "":
		case i.Waiting+i.NeedAttention > 0: // not everybody has been asked yet (R11)
			sign = signs.Waiting
		default:
			sign = signs.Asked
		}
		name := p.Name
		if name == "" {
			name = p.Address
		}
		name = wording.FirstName(name)
		if strings.EqualFold(p.Address, me) {
			name = "you"
		}
		if p.Audience == recruit.ToPanel {
			others++
		}
		names = append(names, sign+" "+name)
	}
	if others == 0 {
		who := wording.FirstName(i.OrganiserName)
		if i.OrganiserID == s.App.Member().ID {
			who = "you"
		}
		names = append(names, who)
	}
	return strings.Join(names, "  ")
}
