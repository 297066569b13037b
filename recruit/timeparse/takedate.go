package timeparse

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// century is the one of years with two digits: nobody schedules in another.
const century = 2000

// yearOf reads a year of two or four digits.
func yearOf(digits string) int {
	if len(digits) == 2 {
		return century + number(digits)
	}
	return number(digits)
}

// takeCompact reads the basic format of ISO 8601: 20270425, 20270425T0830Z.
func (p *parts) takeCompact(m []string) error {
	if m[4] == "" && m[6] != "" {
		return errOther
	}
	if err := p.setNumericDate(number(m[1]), number(m[2]), number(m[3])); err != nil || m[4] == "" {
		return err
	}
	if m[6] != "" {
		if err := p.setOffset(m[6]); err != nil {
			return err
		}
	}
	return p.setClock(number(m[4]), number(m[5]))
}

// takeNumericDate reads a date of three numbers. Four digits are the year,
// whichever end they stand at; dots put the day first; with slashes and hyphens
// the order is known only if there is one that makes a date. Three pairs of
// digits with dots are a time where they can be no date, or where there is one.
func (p *parts) takeNumericDate(m []string) error {
	first, second, third := m[1], m[3], m[5]
	spaced := strings.ContainsAny(m[2]+m[4], " \t")
	dots := m[2][0] == '.'
	switch {
	case m[2][0] != m[4][0], len(first) == 3, spaced && len(third) < 4:
		return errOther
	case len(first) == 4 && len(third) < 4:
		return p.setNumericDate(number(first), number(second), number(third))
	case len(first) == 4, len(third) < 2:
		return errOther
	case dots && len(third) == 2 && (number(second) > 12 || p.hasDate() || p.relative != nil || p.weekday != nil):
		if number(third) > 59 {
			return errOther
		}
		return p.setClock(number(first), number(second))
	case dots:
		return p.setNumericDate(yearOf(third), number(second), number(first))
	}
	dates := [][3]int{{yearOf(third), number(second), number(first)}, {yearOf(third), number(first), number(second)}}
	if m[2] == "-" && len(third) == 2 && len(first) == 2 {
		dates = append(dates, [3]int{yearOf(first), number(second), number(third)})
	}
	return p.oneOf(m[0], dates)
}

// takeEitherFirst reads 13/02, which has one reading, and refuses 01/02, which
// has two.
func (p *parts) takeEitherFirst(m []string) error {
	first, second := number(m[1]), number(m[2])
	return p.oneOf(m[0], [][3]int{{0, second, first}, {0, first, second}})
}

// oneOf takes the one of several readings, each a year, a month and a day, that
// is on the calendar, and names them when there is more than one.
func (p *parts) oneOf(text string, dates [][3]int) error {
	var good [][3]int
	var names []string
	for _, d := range dates {
		year := d[0]
		if year == 0 {
			year = 2000 // a leap year
		}
		day := time.Date(year, time.Month(d[1]), d[2], 0, 0, 0, 0, time.UTC)
		if d[1] < 1 || d[1] > 12 || d[2] < 1 || day.Day() != d[2] {
			continue
		}
		name := day.Format("2 Jan")
		if d[0] != 0 {
			name = day.Format("2 Jan 2006")
		}
		if !slices.Contains(names, name) {
			good, names = append(good, d), append(names, name)
		}
	}
	switch len(good) {
	case 0:
		return unclear("%s is not a date on the calendar; type it as 2026-12-01.", quoted(text))
	case 1:
		return p.setNumericDate(good[0][0], good[0][1], good[0][2])
	}
	return unclear("%s can be %s; type the one that is meant.", quoted(text), strings.Join(names, " or "))
}

// takeDayMonthDigits reads "1.12.".
func (p *parts) takeDayMonthDigits(m []string) error {
	return p.setNumericDate(0, number(m[2]), number(m[1]))
}

// takeDayNameYear reads 25-Apr-27, as spreadsheets write it, and 25apr2027.
func (p *parts) takeDayNameYear(m []string) error {
	if len(m[5]) == 2 && (m[2] == "" || m[4] == "") {
		return errOther
	}
	return p.setNamedDate(yearOf(m[5]), m[3], m[1])
}

// takeYearNameDay reads 2027-Apr-25.
func (p *parts) takeYearNameDay(m []string) error { return p.setNamedDate(number(m[1]), m[2], m[3]) }

// takeNameDayYear reads Apr-25-2027.
func (p *parts) takeNameDayYear(m []string) error { return p.setNamedDate(yearOf(m[3]), m[1], m[2]) }

func (p *parts) setNamedDate(year int, month, day string) error {
	if monthOf(month) == 0 {
		return errOther
	}
	return p.setNumericDate(year, int(monthOf(month)), number(day))
}

func (p *parts) takeYear(m []string) error { return p.setYear(number(m[1]), m[0]) }

// takeShortYear reads '27.
func (p *parts) takeShortYear(m []string) error { return p.setYear(yearOf(m[1]), m[0]) }

func (p *parts) setYear(year int, text string) error {
	if p.year != 0 || year < firstYear || year > lastYear {
		return unclear("%s cannot be read; type the date and time as 2026-12-01 14:30.", quoted(text))
	}
	p.year = year
	return nil
}

// takeDay reads a number that stands alone: the day, or the year behind a day
// and a month if it is no hour.
func (p *parts) takeDay(m []string) error {
	day := number(m[1])
	if p.hasDate() && p.year == 0 && day >= 24 && len(m[1]) == 2 {
		return p.setYear(century+day, m[0])
	}
	if p.day != 0 {
		return unclear("%s is one number too many; type the time with minutes, as 10:00, or as 10am.", quoted(m[0]))
	}
	if day < 1 || day > 31 {
		return unclear("%s is not a day of a month; type the date as 2026-12-01.", quoted(m[0]))
	}
	p.day = day
	return nil
}

// takeDayName reads "1dec".
func (p *parts) takeDayName(m []string) error {
	month := monthOf(m[2])
	if month == 0 {
		return cannotRead(m[0])
	}
	if err := p.takeDay(m); err != nil {
		return err
	}
	return p.setMonth(month, m[2])
}

// takeIn reads "in 2 weeks".
func (p *parts) takeIn(m []string) error { return p.setAway(m[0], m[1], m[2], 1) }

// takeFromNow reads "2 weeks ago" and "3 days from now".
func (p *parts) takeFromNow(m []string) error {
	if m[3] == "ago" {
		return p.setAway(m[0], m[1], m[2], -1)
	}
	return p.setAway(m[0], m[1], m[2], 1)
}

// takeOvermorrow reads "day after tomorrow" and "day before yesterday".
func (p *parts) takeOvermorrow(m []string) error {
	if strings.HasPrefix(m[1], "after") {
		return p.setRelative(away{days: 2})
	}
	return p.setRelative(away{days: -2})
}

// refuseAway asks about "2 weeks", which is a length and no day.
func (p *parts) refuseAway(m []string) error {
	return unclear("%s can be in %s or %s ago; type the one that is meant, or a date such as 2026-12-01.", quoted(m[0]), m[0], m[0])
}

// refusePeriod asks for the day of "next week".
func (p *parts) refusePeriod(m []string) error {
	return unclear("%s is no exact day; type one such as tue, in 2 weeks or 2026-12-01.", quoted(m[0]))
}

func (p *parts) setAway(text, many, unit string, sign int) error {
	n := sign * countOf(many)
	switch {
	case strings.HasPrefix(unit, "mo"):
		return p.setRelative(away{months: n})
	case unit[0] == 'y':
		return p.setRelative(away{months: 12 * n})
	case unit[0] == 'w':
		return p.setRelative(away{days: 7 * n})
	case unit[0] == 'd':
		return p.setRelative(away{days: n})
	case unit[0] == 'h':
		return p.setElapsed(time.Duration(n)*time.Hour, text)
	}
	return p.setElapsed(time.Duration(n)*time.Minute, text)
}

// countOf reads what the pattern count matches.
func countOf(many string) int {
	for n, name := range []string{"a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"} {
		if many == name {
			return max(n, 1)
		}
	}
	if many == "an" {
		return 1
	}
	return number(many)
}

// setOffset takes an offset that a pattern has found: "z", "+05:30", "-0300".
func (p *parts) setOffset(text string) error {
	if p.zone != nil || p.offset != nil {
		return unclear("%s is a second time zone; type only one of them.", quoted(text))
	}
	offset, found, err := parseOffset(text)
	if err != nil || !found {
		return unclear("%s is not an offset from UTC; type one such as +02:00.", quoted(text))
	}
	p.offset = offset
	return nil
}

// takeOffset reads an offset after a space.
func (p *parts) takeOffset(m []string) error { return p.setOffset(m[0]) }

func (p *parts) takeHalfDay(m []string) error {
	hour := number(m[1])
	if hour < 1 || hour > 12 || number(m[3]) > 59 {
		return unclear("%s is not a time of day; type it as 2:30pm or 14:30.", quoted(m[0]))
	}
	hour %= 12
	if m[4] == "p" {
		hour += 12
	}
	return p.setClock(hour, number(m[2]))
}

func (p *parts) takeClock(m []string) error {
	if number(m[3]) > 59 {
		return unclear("%s is not a time of day; type one from 00:00 to 23:59.", quoted(m[0]))
	}
	if m[4] != "" {
		if err := p.setOffset(m[4]); err != nil {
			return err
		}
	}
	return p.setClock(number(m[1]), number(m[2]))
}

// takeGlued reads an offset that stands right behind the time, as RFC 3339
// has it, unless it looks like the end of a range: 10:00-11:00, 10:00-11.
func (p *parts) takeGlued(m []string) error {
	if m[4] == "-" && m[3] == "" {
		return unclear("%s can be a time with an offset or a start with an end; type only the start, and an offset after a space.", quoted(m[0]))
	}
	if err := p.setOffset(fmt.Sprintf("%s%s%s", m[4], m[5], m[6])); err != nil {
		return err
	}
	return p.setClock(number(m[1]), number(m[2]))
}
