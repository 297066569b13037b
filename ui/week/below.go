package week

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit/availability"
	"recruitty/recruit/timeparse"
	"recruitty/recruit/week"
	"recruitty/ui/interviews/daystrip"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

const plainTone = theme.Plain

func itoa(n int) string { return strconv.Itoa(n) }

// belowHeight is how many lines stand under the grid.
const belowHeight = 4

// below are the lines under the grid: what is under the cursor, and what the signs mean.
func (s *screen) below(w int) []string {
	st, g := s.app.Styles(), s.app.Grid()
	said := s.story()
	lines := []string{""}
	for n, words := range said {
		ink := st.Text
		if n > 0 {
			ink = st.Dim
		}
		lines = append(lines, ink.Render(g.Truncate(words, w)))
	}
	for len(lines) < belowHeight-1 {
		lines = append(lines, "")
	}
	return append(lines[:belowHeight-1], g.Truncate(s.legend(w), w))
}

// legend says what the signs mean, closer together where w is too narrow.
func (s *screen) legend(w int) string {
	var parts []string
	for _, m := range []week.Mark{week.Interview, week.Free, week.Soft, week.Busy, week.Unknown, week.Outside, week.Away} {
		sign, tone := daystrip.Letter(m, s.ascii())
		name := map[week.Mark]string{week.Interview: "interview", week.Free: "free", week.Outside: "not working", week.Away: "off"}[m]
		if name == "" {
			name = word(m)
		}
		parts = append(parts, s.app.Styles().Tone(tone).Render(sign)+s.app.Styles().Dim.Render(" "+name))
	}
	if wide := strings.Join(parts, "  "); s.app.Grid().Width(wide) <= w {
		return wide
	}
	return strings.Join(parts, " ")
}

// story says what is under the cursor: a line with what it is, and one with more.
func (s *screen) story() []string {
	dot := " " + s.app.Styles().Signs.Dot + " "
	if m := s.moving; m != nil {
		at := m.start.In(s.span.Zone)
		head := "Move " + text.Line(m.interview.CandidateName) + ", " + text.Line(m.interview.Title) + ": " + s.app.Start(m.interview.Start) + " → " + timeparse.Day(at, s.app.Now()) + " " + s.app.Hours(at, m.interview.Duration)
		return []string{head, "enter shows what would happen; nothing is sent before"}
	}
	if all := s.here(); len(all) > 0 {
		i := all[0]
		here := s.app.Here(i.Start)
		_, state := wording.SummaryState(i, s.app.Session().Now())
		head := timeparse.Day(here, s.app.Now()) + " " + s.app.Hours(here, i.Duration) + dot + text.Line(i.CandidateName) + dot + text.Line(i.Title)
		more := wording.Joined(dot, text.Line(i.JobTitle), "with "+wording.Panel(i), state)
		if len(all) > 1 {
			more = wording.Joined(dot, "and "+wording.Counted(len(all)-1, "more interview"), more)
		}
		return []string{head, more}
	}
	if s.byPeople {
		return s.personStory()
	}
	return s.hourStory()
}

// hourStory says how the hour under the cursor is for whose week it is.
func (s *screen) hourStory() []string {
	at, ok := s.cursor()
	if !ok {
		return []string{"The clocks skip this hour."}
	}
	quarters := s.grid.quarters(s.day, s.minute)
	head := timeparse.Day(at, s.app.Now()) + " " + s.app.Clock(at)
	if !s.week.Team() {
		if len(s.week.People) == 0 {
			return []string{head}
		}
		p := s.week.People[0]
		m := week.Worst(p.Marks, quarters)
		return []string{head + " " + s.app.Styles().Signs.Dot + " " + says(m), s.why(p, m, at)}
	}
	var free, taken, unknown []string
	for _, p := range s.week.People {
		name := wording.FirstName(p.Member.Name)
		//exhaustive:enforce
		switch week.Worst(p.Marks, quarters) {
		case week.Free:
			free = append(free, name)
		case week.Busy, week.Interview:
			taken = append(taken, name)
		case week.Soft:
			taken = append(taken, name+" (soft)")
		case week.Unknown:
			unknown = append(unknown, name)
		case week.Lunch, week.Outside, week.Away, week.Holiday:
		default:
		}
	}
	t := s.week.Tally(quarters)
	head += fmt.Sprintf(" %s free %d of %d", s.app.Styles().Signs.Dot, t.Free, t.People)
	if len(free) > 0 {
		head += ": " + several(free)
	}
	more := ""
	if len(taken) > 0 {
		more = "busy: " + several(taken)
	}
	if len(unknown) > 0 {
		more = wording.Joined("; ", more, "not known: "+several(unknown))
	}
	if t.Off > 0 {
		more = wording.Joined("; ", more, fmt.Sprintf("%d not working", t.Off))
	}
	return []string{head, more}
}

// says is a mark in a sentence.
func says(m week.Mark) string {
	//exhaustive:enforce
	switch m {
	case week.Free:
		return "free"
	case week.Soft:
		return "tentative: it may be booked over"
	case week.Busy:
		return "busy, says a calendar"
	case week.Interview:
		return "an interview"
	case week.Lunch:
		return "lunch"
	case week.Outside:
		return "outside of working hours"
	case week.Away:
		return "time off"
	case week.Holiday:
		return "a public holiday"
	case week.Unknown:
		return "not known"
	default:
		return "not known"
	}
}

// mostNamed is how many people a line names; the rest is counted.
const mostNamed = 8

func several(names []string) string {
	if n := len(names) - mostNamed; n > 0 {
		return strings.Join(names[:mostNamed], ", ") + fmt.Sprintf(" and %d more", n)
	}
	return strings.Join(names, ", ")
}

// personStory says how the day under the cursor is for a person.
func (s *screen) personStory() []string {
	if s.person >= len(s.week.People) {
		return nil
	}
	p := s.week.People[s.person]
	day := s.span.Days[s.day].In(s.span.Zone)
	var free, unknown time.Duration
	for q, m := range p.Marks {
		if at := s.week.At(q); at.Before(s.span.Days[s.day]) || !at.Before(s.span.Days[s.day+1]) {
			continue
		}
		switch m {
		case week.Free:
			free += week.Quarter
		case week.Unknown:
			unknown += week.Quarter
		}
	}
	head := text.Line(p.Member.Name) + ", " + wording.Amid(timeparse.Day(day, s.app.Now())) + ": no interview"
	if free > 0 {
		head += ", " + timeparse.Length(free) + " free"
	}
	if unknown == 0 {
		return []string{head}
	}
	head += ", " + timeparse.Length(unknown) + " not known"
	return []string{head, s.why(p, week.Unknown, day.Add(12*time.Hour))}
}

// why says why a person's time is not known.
func (s *screen) why(p week.Person, m week.Mark, at time.Time) string {
	if m != week.Unknown {
		return ""
	}
	of := slices.IndexFunc(p.Gaps, func(g availability.Gap) bool { return !at.Before(g.Start) && at.Before(g.End) })
	if len(p.Gaps) == 0 {
		return ""
	}
	g := p.Gaps[max(of, 0)]
	if g.Cause == availability.NotConnected && p.Member.ID == s.app.Member().ID {
		return "No calendar is connected. " + wording.ConnectCalendar // whole in 80 columns
	}
	return text.Line(g.Words(p.Member.Name, s.app.Stamp))
}
