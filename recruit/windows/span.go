package windows

import "fmt"

// What a candidate's day is taken to be, in minutes. These defaults are said in a note
// whenever they are used.
const (
	dayStart     = 8 * 60
	dayEnd       = 18 * 60
	earlyStart   = 6 * 60  // where she ends at nine or earlier
	eveningEnd   = 21 * 60 // where she begins at five or later
	eveningBegin = 17 * 60
	open         = -1
)

// span is a stretch of a day in minutes; open stands for an end that she left open.
type span struct {
	from, to int
	at       bool // only a beginning is named
	habit    bool // "mornings"
	part     bool // a part of the day
	all      bool // any time
	clock    bool // has a time of day in it
}

// partOfDay returns the hours of a part of the day and its name for notes.
func partOfDay(n int) (span, string) {
	s := span{part: true}
	name := ""
	switch n {
	case partMorning:
		s.from, s.to, name = dayStart, 12*60, "morning"
	case partEarlyMorning:
		s.from, s.to, name = 7*60, 9*60, "early morning"
	case partLateMorning:
		s.from, s.to, name = 10*60, 12*60, "late morning"
	case partLunch:
		s.from, s.to, name = 12*60, 14*60, "midday"
	case partAfternoon:
		s.from, s.to, name = 12*60, dayEnd, "afternoon"
	case partEarlyAfternoon:
		s.from, s.to, name = 12*60, 15*60, "early afternoon"
	case partLateAfternoon:
		s.from, s.to, name = 16*60, dayEnd, "late afternoon"
	case partEvening:
		s.from, s.to, name = dayEnd, eveningEnd, "evening"
	case partDay:
		s.from, s.to, name = dayStart, dayEnd, "day"
	}
	return s, name
}

// hint is the part of the day within which an hour of twelve is looked for; it is wider
// than the hours that the part stands for alone.
func hint(n int) (from, to int) {
	switch n {
	case partMorning, partEarlyMorning, partLateMorning:
		return 5 * 60, 12 * 60
	case partLunch:
		return 11 * 60, 15 * 60
	case partAfternoon, partEarlyAfternoon, partLateAfternoon:
		return 12 * 60, 20 * 60
	case partEvening:
		return 17 * 60, 24 * 60
	}
	return 0, 24 * 60
}

// closed puts the defaults in the place of open ends.
func (s span) closed() span {
	if s.to == open {
		s.to = dayEnd
		if s.from >= eveningBegin {
			s.to = eveningEnd
		}
		if s.from >= s.to {
			s.to = 24 * 60
		}
	}
	if s.from == open {
		s.from = dayStart
		if s.to <= 9*60 {
			s.from = min(earlyStart, s.to-60)
		}
	}
	s.from = max(s.from, 0)
	return s
}

// and is the stretch that two spans share.
func (s span) and(t span) (span, bool) {
	shared := span{from: max(s.from, t.from), to: s.to, habit: s.habit || t.habit, part: s.part && t.part, clock: s.clock || t.clock, at: s.at && t.at}
	if s.to == open || t.to != open && t.to < s.to {
		shared.to = t.to
	}
	if s.at != t.at { // a beginning inside of a stretch
		point, other := s, t
		if t.at {
			point, other = t, s
		}
		other = other.closed()
		point.habit = shared.habit
		return point, point.from >= other.from && point.from < other.to
	}
	return shared, shared.to == open || shared.from < shared.to
}

func clockText(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// value is the span as the answer to a question, and its label.
func (s span) value() (value, label string) {
	switch {
	case s.at:
		return clockText(s.from), clockText(s.from)
	case s.to == open:
		return clockText(s.from) + "-", "from " + clockText(s.from)
	case s.from == open:
		return "-" + clockText(s.to), "until " + clockText(s.to)
	}
	return clockText(s.from) + "-" + clockText(s.to), clockText(s.from) + "–" + clockText(s.to)
}
