package timeparse

import (
	"strings"
	"time"
)

func (p *parts) hasDate() bool { return p.day != 0 && p.month != 0 }

func (p *parts) setDate(year, month, day int) error {
	if p.day != 0 || p.month != 0 || p.year != 0 {
		return unclear("There are two dates; type only one of them.")
	}
	p.year, p.month, p.day = year, time.Month(month), day
	return nil
}

// checkDay refuses 30 February. A year that was not typed counts as a leap year.
func (p *parts) checkDay() error {
	year := p.year
	if year == 0 {
		year = 2000
	}
	if day := time.Date(year, p.month, p.day, 0, 0, 0, 0, time.UTC); day.Month() != p.month {
		return unclear("%d %s is not on the calendar; type the date as 2026-12-01.", p.day, p.month)
	}
	return nil
}

func (p *parts) setMonth(month time.Month, name string) error {
	if p.month != 0 {
		return unclear("%s is a second month; type only one date.", quoted(name))
	}
	p.month = month
	return nil
}

func (p *parts) setRelative(by away) error {
	if p.relative != nil {
		return unclear("There are two dates; type only one of them.")
	}
	p.relative = &by
	return nil
}

func (p *parts) setElapsed(by time.Duration, text string) error {
	if p.elapsed != nil {
		return unclear("There are two times; type only one of them.")
	}
	p.elapsed, p.elapsedText = &by, text
	return nil
}

func (p *parts) setClock(hour, minute int) error {
	if p.clock != nil {
		return unclear("There are two times; type only the start, as 14:30.")
	}
	if hour > 23 || minute > 59 {
		return unclear("%02d:%02d is not a time of day; type one from 00:00 to 23:59.", hour, minute)
	}
	p.clock = &clock{hour, minute}
	return nil
}

func (p *parts) setNumericDate(year, month, day int) error {
	if month < 1 || month > 12 {
		return unclear("%d is not a month; type the date as 2026-12-01.", month)
	}
	if day < 1 || day > 31 {
		return unclear("%d is not a day of a month; type the date as 2026-12-01.", day)
	}
	return p.setDate(year, month, day)
}

func (p *parts) takeDotted(m []string) error {
	p.dotted = append(p.dotted, m[1])
	return nil
}

// settleDotted decides whether 14.30 is a time and 1.12 a date, by which of
// the two the rest of the text lacks; where both lack, a day is all that days
// asks for.
func (p *parts) settleDotted(days bool) error {
	if len(p.dotted) == 0 {
		return nil
	}
	text := p.dotted[0]
	first, second, _ := strings.Cut(text, ".")
	switch {
	case len(p.dotted) == 1 && days && p.day == 0 && p.month == 0 && p.relative == nil && p.weekday == nil && p.elapsed == nil:
		year := p.year
		p.year = 0
		return p.setNumericDate(year, number(second), number(first))
	case len(p.dotted) == 1 && p.clock == nil && p.elapsed == nil && len(second) == 2:
		return p.setClock(number(first), number(second))
	case len(p.dotted) == 1 && p.clock != nil && p.day == 0 && p.month == 0 && p.relative == nil:
		year := p.year
		p.year = 0
		return p.setNumericDate(year, number(second), number(first))
	}
	return unclear("%s can be a date or a time; type the date and time as 2026-12-01 14:30.", quoted(text))
}
