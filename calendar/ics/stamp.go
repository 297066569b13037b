package ics

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"recruitty/internal/icalendar"
)

const day = 24 * 60 * 60 // seconds

// form is what kind of time a value is.
type form uint8

const (
	isDay     form = iota // a date
	isLocal               // a time on the clock of a zone, or of the owner's ("floating")
	isInstant             // a time in UTC
)

// stamp is a time as it is written (RFC 5545, 3.3.4 and 3.3.5). Seconds are counted
// from 1970 on the clock that is meant, as if it hung in UTC.
type stamp struct {
	wall int64
	form form
	zone *clock // that a local time names, nil if none
}

var errTime = errors.New("no time")

// readStamp reads a date or a date-time.
func readStamp(value string, zone *clock) (stamp, error) {
	value = strings.TrimSpace(value)
	if len(value) < 8 {
		return stamp{}, errTime
	}
	d, ok := readDate(value[:8])
	if !ok {
		return stamp{}, errTime
	}
	rest := value[8:]
	if rest == "" {
		return stamp{wall: d, form: isDay}, nil
	}
	rest, utc := strings.CutSuffix(strings.ToUpper(rest), "Z")
	if len(rest) != 7 && len(rest) != 5 || rest[0] != 'T' {
		return stamp{}, errTime
	}
	clock, ok := digits((rest[1:] + "00")[:6])
	h, m, s := clock/10000, clock/100%100, clock%100
	if !ok || h > 24 || m > 59 || s > 60 || h == 24 && m+s > 0 {
		return stamp{}, errTime
	}
	at := stamp{wall: d + int64(h)*3600 + int64(m)*60 + int64(min(s, 59)), form: isLocal, zone: zone}
	switch {
	case utc && zone != nil:
		at.zone = zone.inUTC() // which of them is meant?
	case utc:
		at.form = isInstant
	}
	return at, nil
}

// readDate reads 20260131 as the first second of that day.
func readDate(text string) (int64, bool) {
	n, ok := digits(text)
	if !ok {
		return 0, false
	}
	y, m, d := n/10000, n/100%100, n%100
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t.Unix(), y > 0 && t.Day() == d && int(t.Month()) == m
}

func digits(text string) (int, bool) {
	if text == "" || len(text) > 9 {
		return 0, false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// length is a duration (RFC 5545, 3.3.6): days on the calendar, and then seconds.
type length struct{ days, seconds int64 }

var errDuration = errors.New("no duration")

// maxLength is longer than anything that takes someone's time, in days.
const maxLength = 100 * 366

// readLength reads P1W, P1DT2H, PT15M and their negatives.
func readLength(text string) (length, error) {
	text = strings.ToUpper(strings.TrimSpace(text))
	sign := int64(1)
	if rest, minus := strings.CutPrefix(text, "-"); minus {
		text, sign = rest, -1
	} else {
		text = strings.TrimPrefix(text, "+")
	}
	rest, ok := strings.CutPrefix(text, "P")
	if !ok {
		return length{}, errDuration
	}
	var l length
	units, parts := "WDT", 0
	for rest != "" {
		if rest[0] == 'T' {
			if !strings.Contains(units, "T") || len(rest) == 1 {
				return length{}, errDuration
			}
			units, rest = "HMS", rest[1:]
		}
		end := strings.IndexAny(rest, units)
		if end < 1 {
			return length{}, errDuration
		}
		n, ok := digits(rest[:end])
		if !ok {
			return length{}, errDuration
		}
		switch rest[end] {
		case 'W':
			l.days += 7 * int64(n)
		case 'D':
			l.days += int64(n)
		case 'H':
			l.seconds += 3600 * int64(n)
		case 'M':
			l.seconds += 60 * int64(n)
		case 'S':
			l.seconds += int64(n)
		default:
			return length{}, errDuration
		}
		units = units[strings.IndexByte(units, rest[end])+1:]
		rest, parts = rest[end+1:], parts+1
	}
	if parts == 0 || l.days+l.seconds/day > maxLength {
		return length{}, errDuration
	}
	return length{sign * l.days, sign * l.seconds}, nil
}

// period is a stretch from a time until another, or for a while (RFC 5545, 3.3.9),
// or a time alone.
type period struct {
	start, end  stamp
	long        length
	ends, lasts bool // end is given; long is
}

// readPeriod reads start/end, start/duration, or a time alone.
func readPeriod(value string, zone *clock) (p period, err error) {
	start, rest, both := strings.Cut(value, "/")
	if p.start, err = readStamp(start, zone); err != nil || !both {
		return p, err
	}
	if strings.HasPrefix(strings.TrimLeft(strings.ToUpper(rest), "+- "), "P") {
		p.lasts = true
		p.long, err = readLength(rest)
		return p, err
	}
	p.ends = true
	p.end, err = readStamp(rest, zone)
	return p, err
}

// single is the one time that a property holds. A date that is written as midnight
// is a date all the same.
func single(p icalendar.Property, zone *clock) (stamp, error) {
	at, err := readStamp(p.Value, zone)
	if err == nil && at.form == isLocal && at.wall%day == 0 && strings.EqualFold(p.Param("VALUE"), "DATE") {
		at = stamp{wall: at.wall, form: isDay}
	}
	return at, err
}
