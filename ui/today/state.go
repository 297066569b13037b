package today

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/dayview"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

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
		if s.width < wide {
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
	if s.clashes(i) {
		tone = theme.Warning
	}
	if !s.narrow() { // there it stands below
		parts = append(parts, s.besides(i, free)...)
	}
	if i.NeedAttention > 0 && s.facts.Mail { // else it is one thing for all of them, told below
		tone = theme.Error
		parts = append(parts, signs.Warning+" needs you")
	}
	if i.Start.Sub(now) <= joinAhead && i.JoinURL() != "" && !s.narrow() { // there the line of keys says it
		parts = slices.Insert(parts, 1, "o join")
	}
	return tone, strings.Join(parts, " "+signs.Dot+" ")
}

// clashes reports whether something lies over an interview.
func (s *todayScreen) clashes(i recruit.InterviewSummary) bool {
	return len(dayview.Clashes(i, s.facts.Day, s.facts.Calendar)) > 0
}

// besides is what there is to know of the time of an interview: what lies over it or how long
// nothing is before it, and what time it is for the candidate.
func (s *todayScreen) besides(i recruit.InterviewSummary, free bool) (parts []string) {
	if all := dayview.Clashes(i, s.facts.Day, s.facts.Calendar); len(all) > 0 {
		parts = append(parts, "overlaps "+s.clash(all[0]))
	} else if free && i.Start.After(s.App.Session().Now()) {
		parts = append(parts, s.before(i)+" gap")
	}
	if there := s.theirs(i); there != "" {
		parts = append(parts, there)
	}
	return parts
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
	if s.width < wide {
		when = a.Clock(a.Here(c.Start))
	}
	switch {
	case c.Interview.ID != 0:
		return wording.FirstName(c.Interview.CandidateName) + " " + when
	case c.Soft:
		return "a tentative entry in your calendar " + when
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
	if s.narrow() && i.End().After(a.Session().Now()) {
		said = wording.Joined(dot, said, strings.Join(s.besides(i, false), dot))
	}
	if s.width < wide {
		said = a.ShortHours(a.Here(i.Start), i.Duration) + dot + said
	}
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
