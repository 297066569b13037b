package hours

import (
	"fmt"
	"strings"
	"time"
)

// Date is a day of the calendar, without a zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day that it is at an instant, in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.number() < other.number() }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// AddDays is the day so many days later.
func (d Date) AddDays(n int) Date { return DateOf(d.utc().AddDate(0, 0, n)) }

// Monday is the first day of the week that d belongs to.
func (d Date) Monday() Date { return d.AddDays(-((int(d.Weekday()) + 6) % 7)) }

// String is the day as "2026-12-24".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// ParseDate reads "2026-12-24".
func ParseDate(typed string) (Date, error) {
	t, err := time.Parse(time.DateOnly, strings.TrimSpace(typed))
	if err != nil {
		return Date{}, wrong("%q is not a day; write it like 2026-12-24.", shortened(typed))
	}
	return DateOf(t), nil
}

// MarshalText writes the day as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// number counts days, those before 1970 below zero.
func (d Date) number() int { return int(floorDiv(d.utc().Unix(), secondsPerDay)) }

// TimeOff is time in which a person does not work, of which nobody is told why.
type TimeOff struct {
	First Date `json:"first"`
	Last  Date `json:"last"` // the last day of it
	// Part is the time that is off on each of the days; empty for whole days.
	Part Span `json:"part"`
}

// maxOffDays bounds how long one stretch of time off may be.
const maxOffDays = 2 * 366

// Check says in a sentence what cannot be, nil when it can.
func (o TimeOff) Check() error {
	switch {
	case o.First.Year < 1970, o.Last.Year > 2200, DateOf(o.First.utc()) != o.First, DateOf(o.Last.utc()) != o.Last:
		return wrong("Time off must be between 1970 and 2200.")
	case o.Last.Before(o.First):
		return wrong("Time off cannot end on %s, before it begins on %s.", o.Last, o.First)
	case o.Last.number()-o.First.number() >= maxOffDays:
		return wrong("Time off cannot be longer than two years; remove the member from the team instead.")
	case o.Part != (Span{}) && !o.Part.sound():
		return wrong("Part of a day must begin and end on that day; write it like 13:00-17:00.")
	}
	return nil
}

// On reports whether any of it is on a day.
func (o TimeOff) On(d Date) bool { return !d.Before(o.First) && !o.Last.Before(d) }

// String is "2026-12-24 to 2027-01-01", "2026-12-24" or "2026-12-24 13:00-17:00".
func (o TimeOff) String() string {
	words := o.First.String()
	if o.Last != o.First {
		words += " to " + o.Last.String()
	}
	if !o.Part.Empty() {
		words += " " + o.Part.String()
	}
	return words
}

// Today is the day that it is for someone with these hours.
func (h Hours) Today(now time.Time) Date { return DateOf(now.In(h.Zone)) }

// Ahead leaves out the time off that was over on a day.
func Ahead(all []TimeOff, today Date) []TimeOff {
	var left []TimeOff
	for _, o := range all {
		if !o.Last.Before(today) {
			left = append(left, o)
		}
	}
	return left
}
