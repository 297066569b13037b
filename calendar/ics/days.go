package ics

import (
	"slices"
	"time"
)

// calendarMonth is a month with what rules ask about its days.
type calendarMonth struct {
	year       int
	month      time.Month
	begins     int64 // its first day, counted from 1970
	length     int
	weekday    int // of its first day
	yearBegins int64
	yearLength int
}

func monthOf(year int, month time.Month) calendarMonth {
	m := calendarMonth{year: year, month: month, begins: dayOf(year, month, 1), yearBegins: dayOf(year, time.January, 1)}
	m.length = int(dayOf(year, month+1, 1) - m.begins)
	m.yearLength = int(dayOf(year+1, time.January, 1) - m.yearBegins)
	m.weekday = weekdayOf(m.begins)
	return m
}

// fits reports whether a rule holds on a day of a month, for rules by the month and
// by the year.
func (c *completeRule) fits(m calendarMonth, d int) bool {
	at := m.begins + int64(d) - 1
	ofYear := int(at-m.yearBegins) + 1
	weekday := (m.weekday + d - 1) % 7
	if len(c.monthDays) > 0 && !either(c.monthDays, d, m.length) {
		return false
	}
	if len(c.yearDays) > 0 && !either(c.yearDays, ofYear, m.yearLength) {
		return false
	}
	if c.days != 0 || len(c.nthDays) > 0 {
		fits := c.days&(1<<weekday) != 0
		number, size := d, m.length
		if c.freq == yearly && c.months == 0 {
			number, size = ofYear, m.yearLength
		}
		for i := 0; i < len(c.nthDays) && !fits; i++ {
			n := c.nthDays[i]
			fits = n.weekday == weekday && (n.n == (number-1)/7+1 || n.n == -((size-number)/7+1))
		}
		if !fits {
			return false
		}
	}
	return len(c.weeks) == 0 || eitherWeek(c.weeks, at, c.weekStarts)
}

// either reports whether numbers hold the number of something, counted from the start
// or, below zero, from the end.
func either(numbers []int, number, size int) bool {
	return slices.Contains(numbers, number) || slices.Contains(numbers, number-size-1)
}

// eitherWeek is either for the week that a day lies in. The first week of a year is the
// first that has four of its days (RFC 5545, 3.3.10).
func eitherWeek(numbers []int, at int64, weekStarts int) bool {
	year := dateOf(at).Year()
	begins := firstWeek(year, weekStarts)
	if at < begins {
		year--
		begins = firstWeek(year, weekStarts)
	} else if next := firstWeek(year+1, weekStarts); at >= next {
		year++
		begins = next
	}
	weeks := int(firstWeek(year+1, weekStarts)-begins) / 7
	return either(numbers, int(at-begins)/7+1, weeks)
}

// firstWeek is the day on which the first week of a year begins.
func firstWeek(year, weekStarts int) int64 {
	january4 := dayOf(year, time.January, 4)
	return january4 - int64(mod(weekdayOf(january4)-weekStarts, 7))
}

// dayOf counts a date in days from 1970.
func dayOf(year int, month time.Month, d int) int64 {
	return floor(time.Date(year, month, d, 0, 0, 0, 0, time.UTC).Unix(), day)
}

func dateOf(d int64) time.Time { return time.Unix(d*day, 0).UTC() }

// weekdayOf is the weekday of a day counted from 1970, which began on a Thursday.
func weekdayOf(d int64) int { return mod(int(d)+4, 7) }

func floor(n, by int64) int64 {
	q := n / by
	if n%by < 0 {
		q--
	}
	return q
}

func mod(n, by int) int { return (n%by + by) % by }
