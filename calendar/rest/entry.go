package rest

import (
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
)

// What is said of an entry that was not understood (R17).
const (
	DoubtTimes = "The times of an entry cannot be understood; until it is over, nobody knows whether this person is free."
	DoubtState = "An entry says in a way that is not known here whether it takes time; it counts as unknown."
)

// Entry is the time that an entry takes. A time that cannot be understood is zero:
// then, and where the end comes before the start, nothing is known for as long as the
// entry may last within the window, and DoubtTimes is to be said.
func Entry(start, end time.Time, state busy.State, from, to time.Time) (i busy.Interval, sure bool) {
	if !start.IsZero() && !end.IsZero() && !end.Before(start) {
		return busy.Interval{Start: start, End: end, State: state}, true
	}
	if !start.IsZero() && !end.IsZero() {
		start, end = end, start
	}
	if !start.IsZero() {
		from = start
	}
	if !end.IsZero() {
		to = end
	}
	return busy.Interval{Start: from, End: to, State: busy.Unknown}, false
}

// Doubt adds a doubt once.
func Doubt(all []string, one string) []string {
	if slices.Contains(all, one) {
		return all
	}
	return append(all, one)
}

// Doubts says each doubt once, and at most ten.
func Doubts(all []string) []string {
	slices.Sort(all)
	all = slices.Compact(all)
	return all[:min(len(all), maxDoubts)]
}

// Called is the name of a calendar as it may be shown.
func Called(name string) string { return sanitize.Brief(name, 100) }

// NotNow is about a calendar that the service could not read for the moment.
func (s Service) NotNow(name string) error {
	return &recruit.Problem{Kind: recruit.ErrLater, Sentence: s.Label + " could not read the calendar of " + Called(name) + " just now; it is asked again later."}
}

// Unsaid is about a calendar of which an answer says nothing that can be read: that is
// never that it is free (R13).
func (s Service) Unsaid(name string) error {
	return &recruit.Problem{Kind: recruit.ErrLater, Sentence: s.Label + " says nothing that can be read of the calendar of " + Called(name) + "; it is asked again later."}
}
