package timeparse

import (
	"errors"
	"strings"
	"time"
)

// maxText bounds what Parse and ParseDuration look at, in bytes.
const maxText = 250

// Parse reads a date with a time, as a person or a spreadsheet writes it, in
// zone unless the text names another zone or an offset: "2026-12-01 14:30",
// RFC 3339, "4/25/2027 8:30:00 AM", "1 dec 2:30pm", "next tuesday 10:00",
// "tomorrow noon", "in 3 hours", "14:30 Europe/London". Seconds are dropped:
// interviews start on whole minutes.
//
// A date without a year, and a weekday, is the next one after now. The result
// may still be in the past when the text says so. Errors are ErrUnclear,
// ErrZone, *GapError, *FoldError, or *YearError for a date without a year that
// is nearer behind now than ahead of it.
func Parse(text string, now time.Time, zone *time.Location) (Moment, error) {
	return read(text, now, zone, false)
}

// ParseDay is Parse for a text that may leave the time of day away, as the ends
// of a range of days do: "yesterday", "2 weeks ago", "27 nov". It is then the
// beginning of that day, and today is the next of its weekday and its date.
func ParseDay(text string, now time.Time, zone *time.Location) (Moment, error) {
	return read(text, now, zone, true)
}

// HasTime reports whether a text that may be a day alone names a time of day with
// it, as "wed 10am" does.
func HasTime(text string) bool {
	p := &parts{}
	return len(text) <= maxText && p.scan(text) == nil && p.settleDotted(true) == nil && (p.clock != nil || p.elapsed != nil)
}

func read(text string, now time.Time, zone *time.Location, days bool) (Moment, error) {
	if len(text) > maxText {
		return Moment{}, unclear("The date and time are too long to read; type them as 2026-12-01 14:30.")
	}
	if strings.TrimSpace(text) == "" {
		return Moment{}, unclear("The date and the time are missing; type them as 2026-12-01 14:30.")
	}
	p := &parts{}
	if err := p.scan(text); err != nil {
		return Moment{}, err
	}
	if err := p.settleDotted(days); err != nil {
		return Moment{}, err
	}
	moment := Moment{Zone: zone, YearTyped: p.year != 0, Timed: p.clock != nil || p.elapsed != nil}
	if p.zone != nil {
		moment.Zone, moment.ZoneTyped = p.zone, true
	}
	// The zone in which "tomorrow" and the wall time are read.
	reading := moment.Zone
	if p.offset != nil {
		reading = p.offset
	}
	now = now.In(reading).Truncate(time.Minute)
	if days && !moment.Timed {
		p.clock, p.dayOnly = &clock{}, true
	}
	at, err := p.instant(now)
	if err != nil {
		return Moment{}, err
	}
	moment.Time = at.In(moment.Zone)
	if year := moment.Time.Year(); year < firstYear || year > lastYear {
		return Moment{}, unclear("The year %d is out of reach; type a year from %d to %d.", year, firstYear, lastYear)
	}
	return moment, nil
}

// instant puts the parts together; now is in the zone to read them in.
func (p *parts) instant(now time.Time) (time.Time, error) {
	hasDay := p.weekday != nil || p.relative != nil || p.hasDate()
	if p.elapsed != nil {
		if hasDay || p.clock != nil {
			return time.Time{}, unclear("%s together with another date or time can mean two things; type only one of them.", quoted(p.elapsedText))
		}
		return now.Add(*p.elapsed), nil
	}
	if err := p.complete(hasDay); err != nil {
		return time.Time{}, err
	}
	switch {
	case p.hasDate():
		return p.onDate(now)
	case p.relative != nil:
		day := p.relative.from(midnight(now))
		if p.weekday != nil && *p.weekday != day.Weekday() {
			return time.Time{}, otherWeekday(day, *p.weekday)
		}
		return p.at(now, day)
	}
	day, err := p.nextWeekday(now)
	if err != nil {
		return time.Time{}, err
	}
	return p.at(now, day)
}

// ahead reports whether the time of day on a day is ahead of now. A whole day is
// until it ends.
func (p *parts) ahead(day, now time.Time) bool {
	if p.dayOnly {
		return !day.Before(midnight(now))
	}
	return p.wall(day).asUTC().After(WallOf(now).asUTC())
}

// wall is the time of day on a day.
func (p *parts) wall(day time.Time) Wall {
	return Wall{day.Year(), day.Month(), day.Day(), p.clock.hour, p.clock.minute}
}

// at is the instant of the time of day on a day. A day begins when its clocks
// first show it, also where they skip midnight or show it twice.
func (p *parts) at(now, day time.Time) (time.Time, error) {
	at, err := Resolve(p.wall(day), now.Location())
	if !p.dayOnly {
		return at, err
	}
	var gap *GapError
	var fold *FoldError
	switch {
	case errors.As(err, &gap):
		return gap.After, nil
	case errors.As(err, &fold):
		return fold.First, nil
	}
	return at, err
}

// onDate is the instant of a date on the calendar.
func (p *parts) onDate(now time.Time) (time.Time, error) {
	if err := p.checkDay(); err != nil {
		return time.Time{}, err
	}
	year := p.year
	if year == 0 {
		year = now.Year()
	}
	day := time.Date(year, p.month, p.day, 0, 0, 0, 0, time.UTC)
	if p.year == 0 {
		day = p.nextYearly(now)
	}
	at, err := p.at(now, day)
	if err != nil {
		return at, err
	}
	if p.weekday != nil && *p.weekday != day.Weekday() {
		return time.Time{}, otherWeekday(day, *p.weekday)
	}
	if past, ok := p.justPassed(now, day, at); ok {
		return time.Time{}, &YearError{Past: past, Next: at, timed: !p.dayOnly, today: daysBetween(now, past) == 0}
	}
	return at, nil
}

func otherWeekday(day time.Time, typed time.Weekday) error {
	return unclear("%s is a %s, not a %s; type the date or the weekday, whichever is right.", day.Format("2 January 2006"), day.Weekday(), typed)
}

// justPassed returns what a date without a year would be this year, if that is
// nearer to now than next is. A weekday beside it says which year is meant.
func (p *parts) justPassed(now, day, next time.Time) (past time.Time, ok bool) {
	if p.year != 0 || p.weekday != nil {
		return past, false
	}
	before := time.Date(day.Year()-1, p.month, p.day, 0, 0, 0, 0, time.UTC)
	if before.Month() != p.month { // 29 February
		return past, false
	}
	past, err := p.at(now, before)
	return past, err == nil && now.Sub(past) < next.Sub(now)
}

// complete reports what is missing.
func (p *parts) complete(hasDay bool) error {
	switch {
	case p.next && p.weekday == nil:
		return unclear("“next” needs a weekday after it; type the date as 2026-12-01.")
	case p.last && p.weekday == nil:
		return unclear("“last” needs a weekday after it; type the date as 2026-12-01.")
	case !hasDay && (p.day != 0 || p.month != 0 || p.year != 0):
		return unclear("The date is incomplete; type it with day and month, as 1 Dec or 2026-12-01.")
	case !hasDay && (p.clock == nil || p.dayOnly):
		return unclear("The date and the time are missing; type them as 2026-12-01 14:30.")
	case !hasDay:
		return unclear("The date is missing; type it before the time, as 2026-12-01 14:30 or tomorrow 14:30.")
	case p.clock == nil && p.day != 0 && p.month == 0:
		return unclear("The time is incomplete; type the hour with minutes, as 10:00, or as 10am.")
	case p.clock == nil:
		return unclear("The time is missing; type it after the date, as 2026-12-01 14:30.")
	case !p.hasDate() && (p.day != 0 || p.month != 0 || p.year != 0):
		return unclear("The date can mean two things; type it as 2026-12-01.")
	case p.hasDate() && p.relative != nil:
		return unclear("There are two dates; type only one of them.")
	case (p.next || p.last) && (p.hasDate() || p.relative != nil):
		return unclear("“next” or “last” together with a date can mean two things; type only the date.")
	}
	return nil
}

// nextWeekday returns the day of the next such weekday, or of the last one.
// "Next tuesday", said on a Monday, is tomorrow to some people and next week to
// others.
func (p *parts) nextWeekday(now time.Time) (time.Time, error) {
	today := midnight(now)
	days := (int(*p.weekday) - int(today.Weekday()) + 7) % 7
	day := today.AddDate(0, 0, days)
	if p.last {
		return day.AddDate(0, 0, -7), nil
	}
	if !p.next {
		if !p.ahead(day, now) {
			day = day.AddDate(0, 0, 7)
		}
		return day, nil
	}
	if days == 0 {
		return day.AddDate(0, 0, 7), nil
	}
	sinceMonday := (int(today.Weekday()) + 6) % 7
	if sinceMonday+days < 7 {
		later := day.AddDate(0, 0, 7)
		return time.Time{}, unclear("Next %s can be %s or %s; type %s or %s.", *p.weekday,
			day.Format("2 January"), later.Format("2 January"), day.Format(time.DateOnly), later.Format(time.DateOnly))
	}
	return day, nil
}

// nextYearly returns the first day after now that has the month and day. 29
// February waits for a leap year, at most eight years.
func (p *parts) nextYearly(now time.Time) time.Time {
	day := time.Date(now.Year(), p.month, p.day, 0, 0, 0, 0, time.UTC)
	for n := range 9 {
		day = time.Date(now.Year()+n, p.month, p.day, 0, 0, 0, 0, time.UTC)
		if day.Month() == p.month && p.ahead(day, now) {
			break
		}
	}
	return day
}
