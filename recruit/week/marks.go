package week

import (
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
)

// Mark is what a quarter of an hour of somebody's time is.
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

// weight orders marks by what is said of several quarters at once: what is taken for
// certain first, what is not known before what is soft, and free only where all is.
func (m Mark) weight() int {
	return [marks]int{Interview: 8, Busy: 7, Holiday: 6, Away: 5, Unknown: 4, Soft: 3, Outside: 2, Lunch: 1, Free: 0}[min(m, marks-1)]
}

// closing orders marks within one quarter: an interview and what a calendar says for
// certain are told also outside of working hours, all else is not.
func (m Mark) closing() int {
	return [marks]int{Interview: 8, Busy: 7, Holiday: 6, Away: 5, Outside: 4, Lunch: 3, Unknown: 2, Soft: 1, Free: 0}[min(m, marks-1)]
}

// Marks are what each quarter of a week is for the person of a timeline, which covers the
// week. A quarter has the state that the timeline gives it, unless it is no working time;
// what reaches only into a part of it counts for all of it.
func Marks(s Span, t availability.Timeline) []Mark {
	all := make([]Mark, s.Quarters())
	for i := range all {
		all[i] = Free
	}
	put := func(from, to int, m Mark) {
		for i := from; i < to; i++ {
			if m.closing() > all[i].closing() {
				all[i] = m
			}
		}
	}
	for _, i := range t.Busy {
		from, to := s.reach(i.Start, i.End)
		put(from, to, ofState(i.State))
	}
	for _, c := range t.Open.Closed {
		from, to := s.reach(c.Start, c.End)
		put(from, to, ofCause(c.Cause))
	}
	for _, b := range t.Booked {
		if from, to := s.reach(b.Start, b.End); b.Scheduled {
			put(from, to, Interview)
		}
	}
	// What the timeline does not cover nobody has looked at.
	if from, to := s.reach(s.From(), t.From); t.From.After(s.From()) {
		put(from, to, Unknown)
	}
	if from, to := s.reach(t.To, s.To()); t.To.Before(s.To()) {
		put(from, to, Unknown)
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
	worst := Free
	for _, q := range quarters {
		if m := all[q]; m.weight() > worst.weight() {
			worst = m
		}
	}
	return worst
}

// Tally counts people by what some quarters are for each of them.
type Tally struct {
	People                                 int
	Free, Soft, Busy, Interviews, Unknowns int
	Off                                    int // at lunch, outside of their hours, or away
}

// add counts somebody.
func (t *Tally) add(m Mark) {
	t.People++
	//exhaustive:enforce
	switch m {
	case Free:
		t.Free++
	case Soft:
		t.Soft++
	case Busy:
		t.Busy++
	case Interview:
		t.Interviews++
	case Lunch, Outside, Away, Holiday:
		t.Off++
	case Unknown, marks:
		t.Unknowns++
	}
}
