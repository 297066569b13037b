package availability

import (
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
)

// Reason is one thing that stands in the way of a person's being asked for a stretch.
type Reason struct {
	Start, End time.Time
	State      busy.State // Free where only hours speak against it
	// One of these says what it is: an interview of their own, an entry of a calendar
	// (its source), something unknown, an hour that is held, or hours.
	Interview recruit.InterviewID
	Label     string
	ReadAt    time.Time // how old the entry is
	Gap       *Gap
	Held      *Held
	Closed    *hours.Closed
}

// Reasons lists all that stands in the way of a stretch, in order of what it is: own
// interviews, calendars, what is held, what is unknown, hours. It is empty where nothing does.
func (t Timeline) Reasons(from, to time.Time) []Reason {
	meets := func(start, end time.Time) bool { return start.Before(to) && end.After(from) }
	var all []Reason
	for _, b := range t.Booked {
		if b.Scheduled && meets(b.Start, b.End) {
			all = append(all, Reason{Start: b.Start, End: b.End, State: busy.Busy, Interview: b.Interview})
		}
	}
	for _, l := range t.Layers {
		for _, e := range l.Entries {
			if e.State != busy.Unknown && meets(e.Start(), e.End()) {
				all = append(all, Reason{Start: e.Start(), End: e.End(), State: e.State, Label: l.Label, ReadAt: l.ReadAt})
			}
		}
	}
	for _, h := range t.Held {
		if meets(h.Start, h.End) {
			all = append(all, Reason{Start: h.Start, End: h.End, State: busy.Soft, Held: &h})
		}
	}
	for _, g := range t.Gaps {
		if meets(g.Start, g.End) {
			all = append(all, Reason{Start: g.Start, End: g.End, State: busy.Unknown, Label: g.Label, ReadAt: g.ReadAt, Gap: &g})
		}
	}
	for _, c := range t.Open.Closed {
		if meets(c.Start, c.End) {
			all = append(all, Reason{Start: c.Start, End: c.End, State: busy.Free, Closed: &c})
		}
	}
	return all
}
