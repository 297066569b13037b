package timeparse

import (
	"fmt"
	"slices"
	"sort"
	"time"
)

// choiceLayout is RFC 3339 with a numeric offset even for UTC, so that the
// choices an error names always look alike and can be typed back.
const choiceLayout = "2006-01-02T15:04:05-07:00"

// Wall is what a calendar and a clock on the wall show, without a zone.
type Wall struct {
	Year   int
	Month  time.Month
	Day    int
	Hour   int
	Minute int
}

// WallOf returns what the wall shows at t, in t's own location.
func WallOf(t time.Time) Wall {
	return Wall{t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute()}
}

// String returns the wall time as "2026-12-01 14:30".
func (w Wall) String() string {
	return fmt.Sprintf("%04d-%02d-%02d %02d:%02d", w.Year, w.Month, w.Day, w.Hour, w.Minute)
}

// asUTC reads the wall time as if the wall hung in UTC.
func (w Wall) asUTC() time.Time {
	return time.Date(w.Year, w.Month, w.Day, w.Hour, w.Minute, 0, 0, time.UTC)
}

// GapError reports a wall time that the clocks of its zone skip.
type GapError struct {
	Wall Wall
	Zone *time.Location
	// Before and After are the instants that are meant most often: as far
	// from the jump as the wall time is, on the earlier and the later side.
	Before, After time.Time
}

func (e *GapError) Error() string {
	return fmt.Sprintf("%s; type %s or %s.", e.said(), e.Before.Format(choiceLayout), e.After.Format(choiceLayout))
}

func (e *GapError) said() string {
	return fmt.Sprintf("%s does not exist in %s because the clocks skip it", e.Wall, Label(e.Before.In(e.Zone)))
}

// Is makes errors.Is(err, ErrGap) true.
func (e *GapError) Is(target error) bool { return target == ErrGap }

// FoldError reports a wall time that occurs twice in its zone.
type FoldError struct {
	Wall          Wall
	Zone          *time.Location
	First, Second time.Time
}

func (e *FoldError) Error() string {
	return fmt.Sprintf("%s; type %s for the first or %s for the second.", e.said(), e.First.Format(choiceLayout), e.Second.Format(choiceLayout))
}

func (e *FoldError) said() string {
	return fmt.Sprintf("%s occurs twice in %s because the clocks go back", e.Wall, Label(e.First.In(e.Zone)))
}

// Is makes errors.Is(err, ErrFold) true.
func (e *FoldError) Is(target error) bool { return target == ErrFold }

// Resolve returns the one instant at which the wall in zone shows wall. It
// returns a *GapError or a *FoldError when there is none or more than one,
// and an ErrUnclear when wall is no real date or time.
func Resolve(wall Wall, zone *time.Location) (time.Time, error) {
	asUTC := wall.asUTC()
	if WallOf(asUTC) != wall {
		return time.Time{}, unclear("%s is not a real date and time; check the day and the hour.", wall)
	}
	if wall.Year < firstYear || wall.Year > lastYear {
		return time.Time{}, unclear("The year %d is out of reach; type a year from %d to %d.", wall.Year, firstYear, lastYear)
	}

	var matches []time.Time
	gap := &GapError{Wall: wall, Zone: zone}
	before := 0
	for n, at := range offsetsAround(asUTC, zone) {
		_, offset := at.Zone()
		candidate := asUTC.Add(-time.Duration(offset) * time.Second).In(zone)
		if WallOf(candidate) == wall && !slices.ContainsFunc(matches, candidate.Equal) {
			matches = append(matches, candidate)
		}
		if n > 0 && skips(at, before, offset, asUTC) {
			gap.Before = candidate
			gap.After = asUTC.Add(-time.Duration(before) * time.Second).In(zone)
		}
		before = offset
	}

	switch len(matches) {
	case 0:
		return time.Time{}, gap
	case 1:
		return matches[0], nil
	}
	slices.SortFunc(matches, time.Time.Compare)
	return time.Time{}, &FoldError{Wall: wall, Zone: zone, First: matches[0], Second: matches[len(matches)-1]}
}

// offsetsAround returns an early instant and those at which the zone's offset
// changes afterwards, as far around as can matter for a wall time: a day and a
// bit, because Samoa once skipped a whole day.
//
// It looks at every hour and halves the hours in which the offset changes,
// rather than ask time.Time.ZoneBounds, which may return an end that is not
// after its instant (golang/go#81583): this loop ends, whatever the zone says.
func offsetsAround(asUTC time.Time, zone *time.Location) []time.Time {
	const reach = 26
	offset := func(t time.Time) int {
		_, seconds := t.In(zone).Zone()
		return seconds
	}
	at := asUTC.Add(-reach * time.Hour).Truncate(time.Second)
	changes := []time.Time{at.In(zone)}
	for range 2 * reach {
		next := at.Add(time.Hour)
		if offset(at) != offset(next) {
			hour := int(time.Hour / time.Second)
			n := sort.Search(hour, func(n int) bool { return offset(at.Add(time.Duration(n)*time.Second)) != offset(at) })
			changes = append(changes, at.Add(time.Duration(n)*time.Second).In(zone))
		}
		at = next
	}
	return changes
}

// skips reports whether a change of offset (seconds east of UTC) at an instant
// makes the clocks jump over wall, which is given as if it were UTC.
func skips(at time.Time, before, after int, wall time.Time) bool {
	last := at.Add(time.Duration(before) * time.Second)
	next := at.Add(time.Duration(after) * time.Second)
	return !wall.Before(last) && wall.Before(next)
}
