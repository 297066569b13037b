package when

import (
	"strings"
	"time"
)

// maxText bounds what Parse and ParseDuration look at, in bytes.
const maxText = 200

// Parse reads a date with a time, as a person types it, in zone unless the
// text names another zone or an offset: "2026-12-01 14:30", RFC 3339,
// "1 dec 2:30pm", "next tuesday 10:00", "tomorrow noon", "in 3 hours",
// "14:30 Europe/London". Seconds are dropped: interviews start on whole minutes.
//
// A date without a year, and a weekday, is the next one after now. The result
// may still be in the past when the text says so. Errors are ErrUnclear,
// ErrZone, *GapError or *FoldError.
func Parse(text string, now time.Time, zone *time.Location) (Moment, error) {
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
	if err := p.settleDotted(); err != nil {
		return Moment{}, err
	}
	moment := Moment{Zone: zone}
	if p.zone != nil {
		moment.Zone, moment.ZoneTyped = p.zone, true
	}
	// The zone in which "tomorrow" and the wall time are read.
	reading := moment.Zone
	if p.offset != nil {
		reading = p.offset
	}
	at, err := p.instant(now.In(reading).Truncate(time.Minute))
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
	hasDay := p.weekday != nil || p.relativeDays != nil || p.hasDate()
	if p.elapsed != nil {
		if hasDay || p.clock != nil {
			return time.Time{}, unclear("%s together with another date or time can mean two things; type only one of them.", quoted(p.elapsedText))
		}
		return now.Add(*p.elapsed), nil
	}
	if err := p.complete(hasDay); err != nil {
		return time.Time{}, err
	}
	at := func(year int, month time.Month, day int) Wall {
		return Wall{year, month, day, p.clock.hour, p.clock.minute}
	}
	switch {
	case p.hasDate():
		if err := p.checkDay(); err != nil {
			return time.Time{}, err
		}
		wall := at(p.year, p.month, p.day)
		if p.year == 0 {
			wall = nextYearly(at(now.Year(), p.month, p.day), WallOf(now))
		}
		resolved, err := Resolve(wall, now.Location())
		if err == nil && p.weekday != nil && *p.weekday != resolved.Weekday() {
			return time.Time{}, unclear("%s is a %s, not a %s; type the date or the weekday, whichever is right.",
				resolved.Format("2 January 2006"), resolved.Weekday(), *p.weekday)
		}
		return resolved, err
	case p.relativeDays != nil:
		day := midnight(now).AddDate(0, 0, *p.relativeDays)
		if p.weekday != nil && *p.weekday != day.Weekday() {
			return time.Time{}, unclear("%s is a %s, not a %s; type the date or the weekday, whichever is right.",
				day.Format("2 January 2006"), day.Weekday(), *p.weekday)
		}
		return Resolve(at(day.Date()), now.Location())
	}
	day, err := p.nextWeekday(now, at)
	if err != nil {
		return time.Time{}, err
	}
	return Resolve(at(day.Date()), now.Location())
}

// complete reports what is missing.
func (p *parts) complete(hasDay bool) error {
	switch {
	case p.next && p.weekday == nil:
		return unclear("“next” needs a weekday behind it; type the date as 2026-12-01.")
	case !hasDay && (p.day != 0 || p.month != 0 || p.year != 0):
		return unclear("The date is incomplete; type it with day and month, as 1 Dec or 2026-12-01.")
	case !hasDay && p.clock == nil:
		return unclear("The date and the time are missing; type them as 2026-12-01 14:30.")
	case !hasDay:
		return unclear("The date is missing; type it before the time, as 2026-12-01 14:30 or tomorrow 14:30.")
	case p.clock == nil && p.day != 0 && p.month == 0:
		return unclear("The time is incomplete; type the hour with minutes, as 10:00, or as 10am.")
	case p.clock == nil:
		return unclear("The time is missing; type it behind the date, as 2026-12-01 14:30.")
	case !p.hasDate() && (p.day != 0 || p.month != 0 || p.year != 0):
		return unclear("The date can mean two things; type it as 2026-12-01.")
	case p.hasDate() && p.relativeDays != nil:
		return unclear("There are two dates; type only one of them.")
	case p.next && (p.hasDate() || p.relativeDays != nil):
		return unclear("“next” together with a date can mean two things; type only the date.")
	}
	return nil
}

// nextWeekday returns the day of the next such weekday. "Next tuesday", said
// on a Monday, is tomorrow to some people and next week to others.
func (p *parts) nextWeekday(now time.Time, at func(int, time.Month, int) Wall) (time.Time, error) {
	today := midnight(now)
	days := (int(*p.weekday) - int(today.Weekday()) + 7) % 7
	day := today.AddDate(0, 0, days)
	if !p.next {
		if !at(day.Date()).asUTC().After(WallOf(now).asUTC()) {
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

// nextYearly returns the first wall time after now that has the month, day
// and time of wall. 29 February waits for a leap year, at most eight years.
func nextYearly(wall, now Wall) Wall {
	for range 9 {
		if WallOf(wall.asUTC()) == wall && wall.asUTC().After(now.asUTC()) {
			return wall
		}
		wall.Year++
	}
	return wall
}
