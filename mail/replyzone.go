package mail

import (
	"strconv"
	"strings"
	"time"

	"recruitty/internal/icalendar"
)

// offsetAt is the offset from UTC that a VTIMEZONE has for a wall time: that of
// the observance which began last before it (RFC 5545 3.6.5).
func offsetAt(zone icalendar.Component, wall time.Time) (time.Duration, bool) {
	var (
		best  time.Time
		found time.Duration
		ok    bool
	)
	for n, observance := range zone.Children {
		if n == 100 {
			break
		}
		offset, good := utcOffsetValue(valueOf(observance, "TZOFFSETTO"))
		if !good {
			return 0, false
		}
		onset, begun := lastOnset(observance, wall)
		if !begun {
			if !ok {
				found, ok = offset, true // better than nothing when wall is before all of them
			}
			continue
		}
		if best.IsZero() || onset.After(best) {
			best, found, ok = onset, offset, true
		}
	}
	return found, ok
}

// lastOnset is when an observance began last before a wall time. Of rules it
// knows the one in use: yearly, on the n-th or last weekday of a month.
func lastOnset(observance icalendar.Component, wall time.Time) (time.Time, bool) {
	first, err := time.Parse(wallLayout, valueOf(observance, "DTSTART"))
	if err != nil || first.After(wall) {
		return time.Time{}, false
	}
	rule := map[string]string{}
	for _, part := range strings.Split(valueOf(observance, "RRULE"), ";") {
		name, value, _ := strings.Cut(part, "=")
		rule[strings.ToUpper(name)] = strings.ToUpper(value)
	}
	month, err := strconv.Atoi(rule["BYMONTH"])
	if err != nil || month < 1 || month > 12 || len(rule["BYDAY"]) < 3 {
		return first, true
	}
	for year := wall.Year(); year >= wall.Year()-1 && year >= first.Year(); year-- {
		onset, ok := nthWeekday(year, time.Month(month), rule["BYDAY"], first)
		if ok && !onset.After(wall) {
			return onset, true
		}
	}
	return first, true
}

// nthWeekday is the day that 2SU or -1SU means, at the time of day of clock.
func nthWeekday(year int, month time.Month, day string, clock time.Time) (time.Time, bool) {
	n, err := strconv.Atoi(day[:len(day)-2])
	weekday := strings.Index("SUMOTUWETHFRSA", day[len(day)-2:])
	if err != nil || n == 0 || n < -5 || n > 5 || weekday < 0 || weekday%2 != 0 {
		return time.Time{}, false
	}
	at := time.Date(year, month, 1, clock.Hour(), clock.Minute(), clock.Second(), 0, time.UTC)
	if n < 0 {
		at = at.AddDate(0, 1, -1)
	}
	step := (weekday/2 - int(at.Weekday()) + 7) % 7
	if n < 0 {
		step = -((int(at.Weekday()) - weekday/2 + 7) % 7)
		n++
	} else {
		n--
	}
	return at.AddDate(0, 0, step+7*n), true
}

// utcOffsetValue reads +0100 or -033000.
func utcOffsetValue(text string) (time.Duration, bool) {
	if len(text) != 5 && len(text) != 7 || text[0] != '+' && text[0] != '-' {
		return 0, false
	}
	n, err := strconv.Atoi((text[1:] + "00")[:6])
	if err != nil || n < 0 {
		return 0, false
	}
	d := time.Duration(n/10000)*time.Hour + time.Duration(n/100%100)*time.Minute + time.Duration(n%100)*time.Second
	if text[0] == '-' {
		d = -d
	}
	return d, d < 24*time.Hour && d > -24*time.Hour
}
