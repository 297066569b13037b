// Package daystrip draws the day of an interview beside its form: a row for everybody who
// takes part, a letter for each quarter of an hour, in which a slot moves.
package daystrip

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
	"recruitty/recruit/week"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Person is someone who takes part.
type Person struct {
	Name   string
	Zone   *time.Location   // nil where nobody knows
	Member recruit.MemberID // 0 for the candidate and for guests, of whom no calendar is read
}

// People are the candidate and who is invited by address: members of the team by name.
func People(c recruit.Candidate, addresses []string, team []recruit.Member) []Person {
	var all []Person
	for _, address := range addresses {
		i := slices.IndexFunc(team, func(m recruit.Member) bool { return sanitize.SameAddress(m.Email, address) })
		if i < 0 {
			all = append(all, Person{Name: address})
			continue
		}
		all = append(all, Person{Name: team[i].Name, Zone: team[i].Location(), Member: team[i].ID})
	}
	return append(all, Person{Name: c.Name, Zone: c.Location()})
}

// Slot is when the interview is to be; Start is zero as long as nobody knows.
type Slot struct {
	Start  time.Time
	Length time.Duration
	Except recruit.InterviewID // the interview that is moved, which does not count
}

// Strip knows the week of the slot. What has not been read yet is unknown.
type Strip struct {
	App    *shell.App
	slot   shell.Slot
	asked  string // of what
	span   week.Span
	marks  map[recruit.MemberID][]week.Mark
	people []Person
	at     Slot
	first  int // the person whom the day begins with, where not all have room
	rows   int // how many of them were drawn last
}

// Follow takes the people and the slot as they are typed, and reads the week of the slot
// when it is another one, or others take part, beside the event loop.
func (s *Strip) Follow(people []Person, at Slot) tea.Cmd {
	s.people, s.at = people, at
	now := s.App.Session().Now()
	if at.Start.IsZero() {
		at.Start = now
	}
	span := week.Of(at.Start, s.App.Session().Zone)
	var ids []recruit.MemberID
	for _, p := range people {
		if p.Member != 0 {
			ids = append(ids, p.Member)
		}
	}
	asked := fmt.Sprint(span.From().Unix(), ids, at.Except)
	if asked == s.asked || len(ids) == 0 {
		return nil
	}
	s.asked = asked
	svc, actor := s.App.Services(), s.App.Member()
	return shell.Load(s.App, &s.slot, func(ctx context.Context) ([]availability.Timeline, error) {
		return svc.Availability.Timelines(ctx, actor, ids, span.From(), span.To(), availability.Options{Except: []recruit.InterviewID{at.Except}, Brief: true})
	}, func(lines []availability.Timeline, err error) tea.Cmd {
		s.span, s.marks = span, map[recruit.MemberID][]week.Mark{}
		if err != nil {
			s.asked = "" // it stays unknown until it is asked for again
			return nil
		}
		for _, line := range lines {
			s.marks[line.Member.ID] = week.Marks(span, line)
		}
		return nil
	})
}

// The hours of the day in which a candidate or a guest is not asked to come as a rule.
const earliest, latest = 8, 20

// mark is what a quarter of an hour is for someone; unknown where nobody has looked.
func (s *Strip) mark(p Person, at time.Time) week.Mark {
	if p.Member == 0 {
		if p.Zone != nil {
			if h := at.In(p.Zone).Hour(); h < earliest || h >= latest {
				return week.Outside
			}
		}
		return week.Unknown
	}
	marks := s.marks[p.Member]
	if len(marks) == 0 || !s.span.Holds(at) {
		return week.Unknown
	}
	if q := int(at.Sub(s.span.From()) / week.Quarter); q < len(marks) {
		return marks[q]
	}
	return week.Unknown
}

// during is what the slot as a whole is for someone.
func (s *Strip) during(p Person) week.Mark {
	var all []week.Mark
	var quarters []int
	for at := s.at.Start.Truncate(week.Quarter); at.Before(s.at.Start.Add(s.at.Length)); at = at.Add(week.Quarter) {
		quarters = append(quarters, len(all))
		all = append(all, s.mark(p, at))
	}
	return week.Worst(all, quarters)
}

// Line says in one line what the slot is for everybody, "" as long as there is none: "free:
// Dana · busy: Haru · unknown: Priya".
func (s *Strip) Line() string {
	if s.at.Start.IsZero() || len(s.people) < 2 { // of the candidate alone nothing is known
		return ""
	}
	var parts []string
	for _, kind := range []struct {
		name string
		is   func(week.Mark) bool
	}{
		{"free", func(m week.Mark) bool { return m == week.Free }},
		{"busy", func(m week.Mark) bool { return m == week.Busy || m == week.Interview }},
		{"soft", func(m week.Mark) bool { return m == week.Soft }},
		{"off", func(m week.Mark) bool { return !m.Works() }},
		{"unknown", func(m week.Mark) bool { return m == week.Unknown }},
	} {
		var names []string
		for _, p := range s.people {
			if kind.is(s.during(p)) {
				names = append(names, text.Line(wording.FirstName(p.Name)))
			}
		}
		if len(names) > 0 {
			parts = append(parts, kind.name+": "+strings.Join(names, ", "))
		}
	}
	return strings.Join(parts, " "+s.App.Styles().Signs.Dot+" ")
}

// hours are those of the day that w cells have room for, the slot among them.
func (s *Strip) hours(day time.Time, w int) (first, last int) {
	room := max(min(w/4, 24), 4)
	first = min(earliest, 24-room)
	if !s.at.Start.IsZero() {
		from := s.at.Start.In(day.Location()).Hour()
		to := min(from+int((s.at.Length+time.Hour-1)/time.Hour)+1, 24)
		first = max(min(first, from), min(to, 24)-room, 0)
	}
	return first, min(first+room, 24)
}

// within reports whether a quarter of an hour belongs to the slot.
func (s *Strip) within(at time.Time) bool {
	return !s.at.Start.IsZero() && at.Add(week.Quarter).After(s.at.Start) && at.Before(s.at.Start.Add(s.at.Length))
}

// marker shows under the hours where the slot is, whatever stands in the rows below.
func (s *Strip) marker(midnight time.Time, first, last int) string {
	var b strings.Builder
	begin := time.Date(midnight.Year(), midnight.Month(), midnight.Day(), first, 0, 0, 0, midnight.Location())
	for q := range (last - first) * 4 {
		if s.within(begin.Add(time.Duration(q) * week.Quarter)) {
			b.WriteString(s.App.Styles().Signs.Block)
		} else {
			b.WriteByte(' ')
		}
	}
	return s.App.Styles().Accent.Render(b.String())
}

// Draw draws the day in lines of w cells, at most h of them.
func (s *Strip) Draw(w, h int) []string {
	st, g, zone := s.App.Styles(), s.App.Grid(), s.App.Session().Zone
	day := s.at.Start
	if day.IsZero() {
		day = s.App.Session().Now()
	}
	day = day.In(zone)
	midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, zone)
	first, last := s.hours(midnight, w)
	head := ""
	for n := first; n < last; n++ {
		head += fmt.Sprintf("%-4d", n)
	}
	lines := []string{st.Heading.Render(g.Truncate(timeparse.ShortDate(day)+", your hours", w)), st.Dim.Render(g.Truncate(head, w))}
	lines = append(lines, s.marker(midnight, first, last))
	begin := time.Date(day.Year(), day.Month(), day.Day(), first, 0, 0, 0, zone)
	ascii := st.Box.TopLeft == "+"
	s.room(h - len(lines) - 1) // the legend stands below
	for _, p := range s.people[s.first : s.first+s.rows] {
		name := text.Line(p.Name)
		if !s.at.Start.IsZero() && p.Zone != nil {
			if there := s.at.Start.In(p.Zone); timeparse.WallOf(there) != timeparse.WallOf(day) {
				name = g.Truncate(name, max(w-20, 8)) + " " + st.Signs.Dot + " " + timeparse.Weekday(there) + " " + s.App.Clock(there) + " there"
			}
		}
		lines = append(lines, st.Text.Render(g.Truncate(name, w)))
		var b strings.Builder
		for q := range (last - first) * 4 {
			at := begin.Add(time.Duration(q) * week.Quarter)
			m := s.mark(p, at)
			sign, tone := Letter(m, ascii)
			if s.within(at) {
				switch m {
				case week.Free:
					sign, tone = st.Signs.Cursor, theme.Accent
				case week.Busy, week.Interview:
					sign, tone = st.Signs.Error, theme.Error
				default:
					tone = theme.Warning
				}
			}
			b.WriteString(st.Tone(tone).Render(sign))
		}
		lines = append(lines, b.String())
	}
	if s.more() {
		lines = append(lines, st.Accent.Render(g.Truncate(fmt.Sprintf("%d–%d of %d people", s.first+1, s.first+s.rows, len(s.people)), w-12))+st.Dim.Render("  "+peopleKey))
	}
	legend := []string{}
	for _, m := range []week.Mark{week.Free, week.Busy, week.Interview, week.Outside, week.Unknown} {
		sign, _ := Letter(m, ascii)
		word := m.String()
		switch m {
		case week.Outside:
			word = "off"
		case week.Interview:
			word = "booked"
		default:
		}
		legend = append(legend, sign+" "+word)
	}
	return append(lines, st.Dim.Render(g.Truncate(strings.Join(legend, " "), w)))
}

// room settles who is drawn in so many lines, of which each takes two. Where not all have
// room a line says who is shown.
func (s *Strip) room(lines int) {
	s.rows = len(s.people)
	if 2*s.rows > lines {
		s.rows = min(max((lines-1)/2, 1), len(s.people))
	}
	s.first = max(min(s.first, len(s.people)-s.rows), 0)
}

// more reports whether someone was out of sight when the day was drawn last.
func (s *Strip) more() bool { return s.rows < len(s.people) }

// peopleKey reads on among the people: the arrows with shift mean nothing in a text, and
// those to the sides move the slot.
const peopleKey = "shift+↑/↓"

// Key reads on among the people of a day that has no room for all of them.
func (s *Strip) Key() shell.Action {
	return shell.Action{Name: "interview.people", Key: peopleKey, Help: "more people of the day", Strokes: []string{"shift+up", "shift+down"}, Shown: s.more, On: func(press tea.KeyPressMsg) tea.Cmd {
		if press.String() == "shift+up" {
			s.first = max(s.first-1, 0)
		} else {
			s.first++ // what is too far the next drawing puts right
		}
		return nil
	}}
}

// Beside puts lines at the right of a body that is w cells wide.
func Beside(a *shell.App, body string, w int, lines []string) string {
	rows := strings.Split(body, "\n")
	for len(rows) < len(lines) {
		rows = append(rows, "")
	}
	bar := a.Styles().Border.Render(a.Styles().Box.Left)
	for i := range rows {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		rows[i] = a.Grid().Pad(rows[i], w) + " " + bar + " " + line
	}
	return strings.Join(rows, "\n")
}
