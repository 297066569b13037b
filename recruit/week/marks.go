package week

import (
	"time"

	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
)

// Mark is what a quarter of an hour of someone's time is.
type Mark uint8

// The marks. The zero value is Unknown, so that nothing is taken for free that was never
// looked at.
const (
	Unknown   Mark = iota // not known (R13)
	Free                  // known to be free, within working hours
	Soft                  // taken by something that a person may overrule
	Busy                  // taken by an entry of a calendar
	Interview             // an interview of their own
	Lunch                 // the rest is no working time
	Outside
	Away    // time off
	Holiday // a public holiday
	marks   // their number
)

// String is the mark in a word, as commands print it.
func (m Mark) String() string {
	//exhaustive:enforce
	switch m {
	case Unknown:
		return "unknown"
	case Free:
		return "free"
	case Soft:
		return "soft"
	case Busy:
		return "busy"
	case Interview:
		return "interview"
	case Lunch:
		return "lunch"
	case Outside:
		return "outside"
	case Away:
		return "away"
	case Holiday:
		return "holiday"
	case marks:
	}
	return "unknown"
}

// Works reports whether it is working time.
func (m Mark) Works() bool { return m <= Interview }

// weights order marks by what is said of several quarters at once: what is taken for
// certain first, what is not known before what is soft, and free only where all is.
// They are looked up for a hundred thousand marks at once, so there is one for every value
// that a mark could have.
var weights = [256]uint8{Interview: 8, Busy: 7, Holiday: 6, Away: 5, Unknown: 4, Soft: 3, Outside: 2, Lunch: 1, Free: 0}

// ofWeight are the marks by their weights.
var ofWeight = [marks]Mark{8: Interview, 7: Busy, 6: Holiday, 5: Away, 4: Unknown, 3: Soft, 2: Outside, 1: Lunch, 0: Free}

// closings order marks within one quarter: an interview and what a calendar says for
// certain are told also outside of working hours, all else is not.
var closings = [marks]uint8{Interview: 8, Busy: 7, Holiday: 6, Away: 5, Outside: 4, Lunch: 3, Unknown: 2, Soft: 1, Free: 0}

// Marks are what each quarter of a week is for the person of a timeline, which covers the
// week. A quarter has the state that the timeline gives it, unless it is no working time;
// what reaches only into a part of it counts for all of it.
func Marks(s Span, t availability.Timeline) []Mark {
	all := make([]Mark, s.Quarters())
	newMarker(s).mark(all, &t)
	return all
}

// marker works out the marks of one person after another. People share their hours, as
// availability says, so that what is closed in a week is gone through once for many.
type marker struct {
	Span
	ruler ruler
	known []closedWeek
}

func newMarker(s Span) *marker { return &marker{Span: s, ruler: s.ruler()} }

// closedWeek are the marks of a week of which nothing is known but when it is closed.
type closedWeek struct {
	closed []hours.Closed
	marks  []Mark
}

// maxClosed is how many different hours are kept.
const maxClosed = 32

// mark writes the marks of a person into all, which has room for the week.
func (m *marker) mark(all []Mark, t *availability.Timeline) {
	m.begin(all, t)
	for n := range t.Busy {
		i := &t.Busy[n]
		m.put(all, i.Start, i.End, ofState(i.State))
	}
	m.end(all, t)
}

// markBriefly is mark for a timeline of Availability.Briefly.
func (m *marker) markBriefly(all []Mark, t *availability.Timeline) {
	m.begin(all, t)
	t.Taken(func(start, end int64, state busy.State) {
		from, to := m.ruler.between(start, end)
		m.strengthen(all[from:to], ofState(state))
	})
	m.end(all, t)
}

// begin writes when somebody works.
func (m *marker) begin(all []Mark, t *availability.Timeline) { copy(all, m.closed(t.Open.Closed)) }

// end writes own interviews, and what nobody has looked at.
func (m *marker) end(all []Mark, t *availability.Timeline) {
	for _, b := range t.Booked {
		if b.Scheduled {
			m.put(all, b.Start, b.End, Interview)
		}
	}
	// What the timeline does not cover nobody has looked at.
	if t.From.After(m.From()) {
		m.put(all, m.From(), t.From, Unknown)
	}
	if t.To.Before(m.To()) {
		m.put(all, t.To, m.To(), Unknown)
	}
}

// put notes what a stretch is, where nothing stronger is known of a quarter.
func (m *marker) put(all []Mark, start, end time.Time, mark Mark) {
	from, to := m.ruler.reach(start, end)
	m.strengthen(all[from:to], mark)
}

// strengthen notes what quarters are, where nothing stronger is known of them.
func (m *marker) strengthen(quarters []Mark, mark Mark) {
	strength := closings[mark]
	for i, was := range quarters {
		if strength > closings[was] {
			quarters[i] = mark
		}
	}
}

// closed are the marks of a week that is free where it is not closed. They are not to be
// changed.
func (m *marker) closed(closed []hours.Closed) []Mark {
	for _, k := range m.known {
		if len(k.closed) == len(closed) && (len(closed) == 0 || &k.closed[0] == &closed[0]) {
			return k.marks
		}
	}
	all := make([]Mark, m.Quarters())
	for i := range all {
		all[i] = Free
	}
	for _, c := range closed {
		m.put(all, c.Start, c.End, ofCause(c.Cause))
	}
	if len(m.known) < maxClosed {
		m.known = append(m.known, closedWeek{closed, all})
	}
	return all
}

func ofState(state busy.State) Mark {
	//exhaustive:enforce
	switch state {
	case busy.Free:
		return Free
	case busy.Soft:
		return Soft
	case busy.Busy:
		return Busy
	case busy.Unknown:
		return Unknown
	}
	return Unknown
}

func ofCause(c hours.Cause) Mark {
	//exhaustive:enforce
	switch c {
	case hours.Outside:
		return Outside
	case hours.Lunch:
		return Lunch
	case hours.Away:
		return Away
	case hours.Public:
		return Holiday
	}
	return Outside
}

// Worst is what several quarters are together; Unknown where there is none.
func Worst(all []Mark, quarters []int) Mark {
	if len(quarters) == 0 {
		return Unknown
	}
	return ofWeight[heaviest(all, quarters)]
}

// heaviest is the weight of the worst of several quarters.
func heaviest(all []Mark, quarters []int) (weight uint8) {
	for _, q := range quarters {
		weight = max(weight, weights[all[q]])
	}
	return weight
}

// Tally counts people by what some quarters are for each of them.
type Tally struct {
	People                                 int
	Free, Soft, Busy, Interviews, Unknowns int
	Off                                    int // at lunch, outside of their hours, or away
}

// add counts so many people.
func (t *Tally) add(m Mark, n int) {
	t.People += n
	//exhaustive:enforce
	switch m {
	case Free:
		t.Free += n
	case Soft:
		t.Soft += n
	case Busy:
		t.Busy += n
	case Interview:
		t.Interviews += n
	case Lunch, Outside, Away, Holiday:
		t.Off += n
	case Unknown, marks:
		t.Unknowns += n
	}
}
