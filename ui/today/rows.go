package today

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/dayview"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// list is the rows of Today while they are put together.
type list struct {
	screen *todayScreen
	rows   []table.Row
	over   []table.Row // the heading over what comes, until a row matches the filter
	under  string      // its words
	kept   int         // rows that matched
}

// heading names what comes, if anything of it matches the filter.
func (l *list) heading(key, words string) {
	l.over, l.under = []table.Row{shell.HeadingRow(key, words)}, words
}

// row adds a row, if it matches the filter; more are further words by which it is found.
func (l *list) row(key, more string, cells ...table.Cell) bool {
	return l.add(table.Row{Key: key, Cells: cells}, more)
}

// need adds a row about what needs a person, told in a line, with what a key does about it. In
// a narrow window the line of keys alone says that, and words that are longer than a line go
// on in a second one.
func (l *list) need(key, more string, tone theme.Tone, words, does string) {
	s, rest := l.screen, ""
	if words = text.Line(words); s.narrow() {
		does = ""
		if s.Query() == "" {
			words, rest, _ = strings.Cut(s.App.Grid().Wrap(words, max(s.width-4, 1)), "\n")
		}
	}
	kept := l.add(table.Row{Key: key, Whole: true, Cells: []table.Cell{shell.ToneCell(tone, words), shell.DimCell(does)}}, more)
	if kept && rest != "" {
		l.restOf(key, 0, table.Cell{Text: "  " + text.Line(rest), Tone: tone})
	}
}

func (l *list) add(r table.Row, more string) bool {
	if !l.screen.Find.Keeps(r.Cells, l.under, more) {
		return false
	}
	if len(l.over) > 0 && len(l.rows) > 0 { // some air above a heading
		l.rows = append(l.rows, table.Row{Key: l.over[0].Key + " above", Heading: true})
	}
	l.rows = append(append(l.rows, l.over...), r)
	l.over = nil
	l.kept++
	return true
}

// interviewKey is the key of a row about an interview as such.
func interviewKey(i recruit.Interview) string {
	return "interview " + shell.RowKey(i.CandidateID) + " " + shell.RowKey(i.ID)
}

// show fills the table: today's interviews on their rail, what needs a person, and what
// is next.
func (s *todayScreen) show() {
	s.Find.Begin(s.Asked())
	s.stories = map[string]string{}
	needs, next := &list{screen: s}, &list{screen: s}
	s.needs(needs)
	s.next(next)
	rail := &list{screen: s}
	at := s.rail(rail, s.height-len(needs.rows)-len(next.rows)-footLines-2)
	rows := rail.rows
	for _, l := range []*list{needs, next} {
		if len(rows) > 0 && len(l.rows) > 0 {
			rows = append(rows, table.Row{Key: "air " + l.rows[0].Key, Heading: true})
		}
		rows = append(rows, l.rows...)
	}
	if s.first = at; s.first == "" {
		for _, r := range rows {
			if !r.Heading && !r.Rest {
				s.first = cmp.Or(s.first, r.Key)
			}
		}
	}
	began := s.Table.Len() == 0
	s.Table.SetRows(rows)
	if began {
		s.Table.Select(s.first)
	}
}

// footLines are left free for the story of the row under the cursor.
const footLines = 3

// fit takes the size in which the rows are shown; the rail goes by it.
func (s *todayScreen) fit(w, h int) {
	if s.width == w && s.height == h {
		return
	}
	s.width, s.height = w, h
	s.Table.SetColumns(s.columns()...)
	if s.known {
		s.show()
	}
}

// columns are those of the rail: when, who, what, the panel and how it stands. In a narrow
// window who and what share one, and the panel stands on a line of its own.
func (s *todayScreen) columns() []table.Column {
	at := table.Column{Width: s.App.ClockWidth()}
	switch {
	case s.narrow():
		return []table.Column{at, {Width: 22, Weight: 1, First: true}, {Width: 19, Weight: 1}}
	case s.width >= wide:
		at.Width = s.App.HoursWidth()
	}
	return []table.Column{at, {Width: 15, Weight: 2}, {Width: 14, Weight: 1}, {Width: 12, Weight: 1}, {Width: 20, Weight: 2}}
}

// wide is from which width on a row has room for all that there is to say, and tight below
// which only for its beginning.
const wide, tight = 150, 90

func (s *todayScreen) narrow() bool { return s.width < tight }

// needs adds what needs a person.
func (s *todayScreen) needs(l *list) {
	a, f := s.App, s.facts
	signs, zone := a.Styles().Signs, a.Session().Zone
	who := "Needs you"
	if a.Forbidden(recruit.ToSchedule) != "" {
		who = "Needs attention"
	}
	if n := s.needing(); n > 0 {
		l.heading("needs", who+" "+strconv.Itoa(n))
	}
	s.causes = s.gather()
	for _, c := range s.causes {
		l.need(c.key(), c.More, c.Tone, c.sign(signs)+" "+c.Words, "enter "+c.Verb)
	}
	for n, d := range s.damaged {
		if n == dayview.PerKind {
			break // the doctor lists all of them
		}
		key := fmt.Sprintf("damaged %d %d %s", d.CandidateID, d.ID, d.What)
		s.stories[key] = d.Sentence() + " " + recruit.MendDamage
		l.need(key, s.stories[key], theme.Error, shell.Signed(a, theme.Error)+" damaged: "+wording.Joined(", ", text.Line(d.Name), d.What+" "+strconv.FormatInt(d.ID, 10), d.Field), "enter open")
	}
	s.showOffers(l)
	s.showHealing(l)
	for _, r := range f.Answers {
		for n, c := range r.ReplyIssues(a.Session().Now()) {
			if s.healing.tells(c) || c.Kind == recruit.IsSilent {
				continue
			}
			tone, what := interviews.ReplyIssue(a, c)
			whose, name := c.Person.Address, wording.PersonName(c.Person)
			if c.Kind == recruit.HasStray { // they come first, so that they have the same number
				whose, name = strayKey(n), text.Line(r.Candidate.Name)
			}
			key := interviewKey(r.Interview) + " " + whose
			s.stories[key] = interviews.ReplyIssueStory(a, r, c)
			does := "enter decide"
			if c.Kind == recruit.HasDeclined {
				does = "enter open"
			}
			l.need(key, wording.Joined(" ", recruit.TimeWords(r.Interview.Start, zone), r.Candidate.Name, c.Person.Address, s.stories[key]), tone,
				what+": "+wording.Joined(", ", name, text.Line(r.Interview.Title), interviews.ReplyIssueHint(a, r, c)), does)
		}
	}
	over := s.overBefore()
	for _, i := range over[:min(len(over), dayview.PerKind)] {
		key := interviewKey(i.Interview)
		s.stories[key] = s.overStory(i)
		l.need(key, wording.Joined(" ", i.Words(zone), s.stories[key]), theme.Warning, signs.Warning+" took place? "+wording.Joined(", ", text.Line(i.CandidateName), text.Line(i.Title), a.Start(i.Start)), "y yes "+signs.Dot+" n nobody came")
	}
	if len(over) > dayview.PerKind {
		words := wording.Counted(len(over)-dayview.PerKind, "more interview") + " from earlier days: did they take place?"
		if s.facts.OverMore {
			words = "More than " + wording.Counted(len(s.facts.Over), "interview") + " from earlier days wait for this answer"
		}
		l.need(moreOver, "", theme.Warning, signs.Warning+" "+words, "enter open Interviews")
	}
}

// moreOver is the key of the row about interviews of earlier days for which there is no room.
const moreOver = "over more"

// overStory says which interview of an earlier day it is about.
func (s *todayScreen) overStory(i recruit.InterviewSummary) string {
	dot := " " + s.App.Styles().Signs.Dot + " "
	return wording.Joined(dot, text.Line(i.CandidateName), text.Line(i.Title), text.Line(i.JobTitle), s.App.Start(i.Start), s.panel(i)) + dot + "y it took place" + dot + "n nobody came" + dot + "S scorecard"
}

// needing counts the rows about what needs a person.
func (s *todayScreen) needing() int {
	n := len(s.gather()) + min(len(s.damaged), dayview.PerKind) + len(s.healing.found.List) + len(s.overBefore()) + min(len(s.facts.Offers), dayview.PerKind)
	for _, r := range s.facts.Answers {
		for _, c := range r.ReplyIssues(s.App.Session().Now()) {
			if !s.healing.tells(c) && c.Kind != recruit.IsSilent {
				n++
			}
		}
	}
	return n
}

// overBefore are interviews of earlier days of which nobody has said how they were; those
// of today ask on the rail.
func (s *todayScreen) overBefore() []recruit.InterviewSummary {
	var all []recruit.InterviewSummary
	for _, i := range s.facts.Over {
		if _, today := s.ofDay(i.ID); !today {
			all = append(all, i)
		}
	}
	return all
}

// ofDay is the interview of today with this id.
func (s *todayScreen) ofDay(id recruit.InterviewID) (recruit.InterviewSummary, bool) {
	for _, i := range s.facts.Day {
		if i.ID == id {
			return i, true
		}
	}
	return recruit.InterviewSummary{}, false
}

// when is from when to when an interview is, or where there is less room when it begins.
func (s *todayScreen) when(i recruit.InterviewSummary) string {
	if s.width < wide {
		return s.App.Clock(s.App.Here(i.Start))
	}
	return s.App.ShortHours(s.App.Here(i.Start), i.Duration)
}

// laid puts what a row says into the columns that there are; the last cells are what follows
// who and what.
func (s *todayScreen) laid(when table.Cell, who, what string, rest ...table.Cell) []table.Cell {
	if s.narrow() {
		who, what = wording.Joined(" "+s.App.Styles().Signs.Dot+" ", wording.FirstName(who), what), ""
		return []table.Cell{when, shell.PlainCell(who), rest[len(rest)-1]}
	}
	return append([]table.Cell{when, shell.PlainCell(who), shell.PlainCell(what)}, rest...)
}

// next adds the interviews of the days to come.
func (s *todayScreen) next(l *list) {
	a, day := s.App, ""
	for _, i := range s.facts.Mine {
		if _, today := s.ofDay(i.ID); today || !i.End().After(a.Session().Now()) && i.OrganiserID == a.Member().ID {
			continue // stands above
		}
		here := a.Here(i.Start)
		if d := timeparse.Day(here, a.Now()); d != day {
			day = d
			l.heading("day "+d, interviews.DayHeading(a, here))
		}
		hint := table.Cell{Text: s.panel(i), Tone: theme.Dim}
		if here.Sub(a.Now()).Abs() < soon {
			hint.Text = timeparse.Relative(here, a.Now())
		}
		l.row(interviewKey(i.Interview), wording.Joined(" ", i.Words(a.Session().Zone), i.CandidateName), s.laid(shell.PlainCell(s.when(i)), text.Line(i.CandidateName), text.Line(i.Title), hint)...)
	}
}
