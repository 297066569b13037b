package today

import (
	"fmt"
	"slices"
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
	scale := s.scale(day, room-len(day)-1)
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
		for extra := range scale.lines(i.Duration) - 1 {
			l.rest(key, extra, "", s.bar(), "")
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
func (l *list) rest(key string, n int, first, second, third string) {
	if l.screen.Query() != "" {
		return
	}
	l.rows = append(l.rows, table.Row{Key: fmt.Sprintf("%s rest %d", key, n), Rest: true, Cells: []table.Cell{shell.DimCell(first), shell.DimCell(strings.TrimSpace(second + " " + third))}})
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
		l.rest(key, n, "", "", words)
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
	dot := " " + a.Styles().Signs.Dot + " "
	name, title := text.Line(i.CandidateName), text.Line(i.Title)
	when := a.ShortHours(a.Here(i.Start), i.Duration)
	switch {
	case s.width >= 150 && i.JobTitle != "":
		title += dot + text.Line(i.JobTitle)
	case s.width < narrow:
		name, title, when = wording.FirstName(i.CandidateName)+dot+title, "", a.Clock(a.Here(i.Start))
	}
	panel := table.Cell{Text: s.panel(i), Tone: theme.Plain}
	if i.Answered(recruit.Declined) > 0 && i.Status == recruit.Scheduled && i.End().After(now) {
		panel.Tone = theme.Error
	}
	tone, state := s.state(i, free)
	at := shell.PlainCell(when)
	if !i.End().After(now) {
		at.Tone = theme.Dim
	}
	return []table.Cell{at, shell.PlainCell(s.bar() + " " + name), shell.PlainCell(title), panel, shell.ToneCell(tone, state)}
}

// narrow is below which width a row has room for the beginning only, and for one of name
// and title.
const narrow = 90

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

// state says how an interview of today stands now.
func (s *todayScreen) state(i recruit.InterviewSummary, free bool) (theme.Tone, string) {
	a := s.App
	signs, now := a.Styles().Signs, a.Session().Now()
	switch {
	case i.Damage != "":
		return theme.Error, signs.Error + " damaged"
	case i.Status == recruit.Completed:
		return theme.OK, signs.OK + " took place"
	case i.Status == recruit.NoShow:
		return theme.Warning, signs.Error + " nobody came"
	case !i.End().After(now) && s.asks(i):
		if s.width < narrow {
			return theme.Warning, signs.Warning + " took place? y / n"
		}
		return theme.Warning, signs.Warning + " took place? y yes " + signs.Dot + " n nobody came"
	case !i.End().After(now):
		return theme.Dim, "over"
	}
	var parts []string
	tone := theme.Dim
	if !i.Start.After(now) {
		tone = theme.Accent
		parts = append(parts, "now, ends "+timeparse.Relative(a.Here(i.End()), a.Now()))
	} else {
		parts = append(parts, timeparse.Relative(a.Here(i.Start), a.Now()))
	}
	if clashes := dayview.Clashes(i, s.facts.Day, s.facts.Calendar); len(clashes) > 0 {
		tone = theme.Warning
		parts = append(parts, "overlaps "+s.clash(clashes[0]))
	} else if free {
		parts = append(parts, s.before(i)+" free before")
	}
	if there := s.theirs(i); there != "" {
		parts = append(parts, there)
	}
	if i.NeedAttention > 0 && s.facts.Mail { // else it is one thing for all of them, told below
		tone = theme.Error
		parts = append(parts, signs.Warning+" needs you")
	}
	if i.Start.Sub(now) <= joinAhead && i.JoinURL() != "" {
		parts = slices.Insert(parts, 1, "o join")
	}
	return tone, strings.Join(parts, " "+signs.Dot+" ")
}

// joinAhead is how long before an interview its row says how to join.
const joinAhead = 15 * time.Minute

// theirs is what time it is for the candidate when an interview begins, where that is
// another one than here.
func (s *todayScreen) theirs(i recruit.InterviewSummary) string {
	zone, err := timeparse.Zone(i.CandidateZone)
	if i.CandidateZone == "" || err != nil {
		return ""
	}
	there, here := i.Start.In(zone), s.App.Here(i.Start)
	if timeparse.WallOf(there) == timeparse.WallOf(here) {
		return ""
	}
	day := ""
	if wording.SameDay(there, here) != "" {
		day = timeparse.Weekday(there) + " "
	}
	return day + s.App.Clock(there) + " " + timeparse.Label(there)
}

// clash says what lies over an interview.
func (s *todayScreen) clash(c dayview.Clash) string {
	a := s.App
	when := a.ShortHours(a.Here(c.Start), c.End.Sub(c.Start))
	switch {
	case c.Interview.ID != 0:
		return wording.FirstName(c.Interview.CandidateName) + " " + when
	case c.Soft:
		return "something soft in your calendar " + when
	}
	return "your calendar " + when
}

// before is how long nothing is before an interview.
func (s *todayScreen) before(i recruit.InterviewSummary) string {
	var until time.Time
	for _, other := range s.facts.Day {
		if other.ID != i.ID && !other.Start.After(i.Start) && other.End().After(until) {
			until = other.End()
		}
	}
	return timeparse.Length(i.Start.Sub(until))
}

// story is the whole of what the row of an interview says, where its columns cut it.
func (s *todayScreen) story(i recruit.InterviewSummary) string {
	a := s.App
	dot := " " + a.Styles().Signs.Dot + " "
	_, state := s.state(i, false)
	said := wording.Joined(dot, text.Line(i.CandidateName), text.Line(i.Title), text.Line(i.JobTitle), s.panel(i), state)
	for n, c := range dayview.Clashes(i, s.facts.Day, s.facts.Calendar) {
		if n > 0 && i.End().After(a.Session().Now()) {
			said += dot + "overlaps " + s.clash(c)
		}
	}
	return said
}

// ahead counts what is still to come today, and what needs a person.
func (s *todayScreen) ahead() string {
	if !s.known {
		return ""
	}
	more := 0
	for _, i := range s.facts.Day {
		if i.Start.After(s.App.Session().Now()) && i.Status == recruit.Scheduled {
			more++
		}
	}
	said := ""
	if more > 0 {
		said = fmt.Sprintf("%d more today", more)
	}
	needs := ""
	if n := s.needing(); n > 0 {
		needs = fmt.Sprintf("%d need you", n)
		if n == 1 {
			needs = "1 needs you"
		}
	}
	return wording.Joined(" "+s.App.Styles().Signs.Dot+" ", said, needs)
}
