package reports

import (
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// DefaultDays is how long a period is unless someone says another one.
const DefaultDays = 90

// Query is what is asked of a report. Candidates, jobs and members are those of the
// records, as they are now.
type Query struct {
	Name     Name
	From, To time.Time        // instants in [From, To)
	Job      recruit.JobID    // 0 for all
	Member   recruit.MemberID // who organises it or is invited; of Answers, Declines and Load only who is invited; 0 for all
	Now      time.Time        // what is over by then is over
}

// longest is how long a period may be: the log begins with the workspace, and a period of
// a hundred years is a slip.
const longest = 100 * 366 * 24 * time.Hour

// Period is the period from a day to another, which is part of it; the zero times are the
// last DefaultDays and today. Days are those of the zone.
func Period(from, to, now time.Time, zone *time.Location) (since, until time.Time, err error) {
	midnight := func(t time.Time, days int) time.Time {
		y, m, d := t.In(zone).Date()
		return time.Date(y, m, d+days, 0, 0, 0, 0, zone)
	}
	if to.IsZero() {
		to = now
	}
	until = midnight(to, 1)
	since = midnight(to, 1-DefaultDays)
	if !from.IsZero() {
		since = midnight(from, 0)
	}
	switch {
	case !since.Before(until):
		return since, until, recruit.Invalid("from", "The period ends on %s, before it begins on %s; choose an earlier start or a later end.", timeparse.Date(until.AddDate(0, 0, -1)), timeparse.Date(since))
	case until.Sub(since) > longest:
		return since, until, recruit.Invalid("from", "A period of more than a hundred years is not possible; choose a shorter one.")
	}
	return since, until, nil
}
