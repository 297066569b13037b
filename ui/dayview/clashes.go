package dayview

import (
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
)

// Clash is what someone has at the time of an interview besides it.
type Clash struct {
	// Interview is another one of theirs; its zero value where it is an entry of their
	// calendar.
	Interview  recruit.InterviewSummary
	Start, End time.Time
	Soft       bool // the entry may be overruled
}

// Clashes are what else of a day lies over an interview: other interviews that have begun
// by then or begin during it, and entries of the member's own calendars. An entry that is
// the interview itself, or a block without a name in which it may stand, is none.
func Clashes(i recruit.InterviewSummary, day []recruit.InterviewSummary, calendar []availability.Layer) []Clash {
	var all []Clash
	meets := func(start, end time.Time) bool { return start.Before(i.End()) && end.After(i.Start) }
	for _, other := range day {
		if other.ID != i.ID && other.Status == recruit.Scheduled && meets(other.Start, other.End()) {
			all = append(all, Clash{Interview: other, Start: other.Start, End: other.End()})
		}
	}
	for _, l := range calendar {
		for _, e := range l.Entries {
			if e.State != busy.Busy && e.State != busy.Soft || !meets(e.Start(), e.End()) || isInterview(e, day) {
				continue
			}
			if !e.Named && !e.Start().After(i.Start) && !e.End().Before(i.End()) {
				continue
			}
			all = append(all, Clash{Start: e.Start(), End: e.End(), Soft: e.State == busy.Soft})
		}
	}
	return all
}

// isInterview reports whether an entry is that of one of the interviews.
func isInterview(e availability.LayerEntry, day []recruit.InterviewSummary) bool {
	for _, i := range day {
		if e.Start().Equal(i.Start) && e.End().Equal(i.End()) {
			return true
		}
	}
	return false
}

// Pause is how long nothing has to be between two interviews to be told as free time.
const Pause = 15 * time.Minute
