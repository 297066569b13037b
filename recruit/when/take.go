package when

import (
	"fmt"
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

func (p *parts) setRelative(days int) error {
	if p.relativeDays != nil {
		return unclear("There are two dates; type only one of them.")
	}
	p.relativeDays = &days
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

func (p *parts) takeYearFirst(m []string) error {
	return p.setNumericDate(number(m[1]), number(m[2]), number(m[3]))
}

func (p *parts) takeDayFirst(m []string) error {
	year := 0
	if len(m) > 3 {
		year = number(m[3])
	}
	return p.setNumericDate(year, number(m[2]), number(m[1]))
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

// takeEitherFirst reads 13/02/2026, which has one reading, and refuses
// 01/02/2026, which has two.
func (p *parts) takeEitherFirst(m []string) error {
	first, second, year := number(m[1]), number(m[2]), 0
	if len(m) > 3 {
		year = number(m[3])
	}
	if first > 12 || first == second {
		return p.setNumericDate(year, second, first)
	}
	if second > 12 {
		return p.setNumericDate(year, first, second)
	}
	if first == 0 || second == 0 {
		return unclear("%s is not a date; type it as 2026-12-01.", quoted(m[0]))
	}
	name := func(day, month int) string {
		text := fmt.Sprintf("%d %s", day, time.Month(month).String()[:3])
		if year != 0 {
			text += fmt.Sprintf(" %04d", year)
		}
		return text
	}
	return unclear("%s can be %s or %s; type the one that is meant.", quoted(m[0]), name(first, second), name(second, first))
}

func (p *parts) takeIn(m []string) error {
	count := 1
	if m[1] != "a" && m[1] != "an" && m[1] != "one" {
		count = number(m[1])
	}
	unit := time.Minute
	switch m[2][0] {
	case 'd':
		return p.setRelative(count)
	case 'w':
		return p.setRelative(7 * count)
	case 'h':
		unit = time.Hour
	}
	if p.elapsed != nil {
		return unclear("There are two times; type only one of them.")
	}
	elapsed := time.Duration(count) * unit
	p.elapsed, p.elapsedText = &elapsed, m[0]
	return nil
}

func (p *parts) takeHalfDay(m []string) error {
	hour := number(m[1])
	if hour < 1 || hour > 12 {
		return unclear("%s is not a time of day; type it as 2:30pm or 14:30.", quoted(m[0]))
	}
	hour %= 12
	if m[3] == "p" {
		hour += 12
	}
	return p.setClock(hour, number(m[2]))
}

func (p *parts) takeClock(m []string) error {
	if strings.HasSuffix(m[0], "z") {
		if p.zone != nil || p.offset != nil {
			return unclear("There are two time zones; type only one of them.")
		}
		p.offset = time.UTC
	}
	return p.setClock(number(m[1]), number(m[2]))
}

// takeGlued reads an offset that stands right behind the time, as RFC 3339
// has it, unless it looks like the end of a range: 10:00-11:00.
func (p *parts) takeGlued(m []string) error {
	withSeconds := strings.Count(m[0][:len(m[0])-len(m[3])], ":") == 2
	if m[3][0] == '-' && !withSeconds {
		return unclear("%s can be a time with an offset or a start with an end; type only the start, and an offset behind a space.", quoted(m[0]))
	}
	if err := p.takeOffset([]string{m[3], m[3][:1], m[3][1:3], m[3][len(m[3])-2:]}); err != nil {
		return err
	}
	return p.setClock(number(m[1]), number(m[2]))
}

func (p *parts) takeOffset(m []string) error {
	if p.zone != nil || p.offset != nil {
		return unclear("%s is a second time zone; type only one of them.", quoted(m[0]))
	}
	hours, minutes := number(m[2]), number(m[3])
	if hours > 14 || minutes > 59 {
		return unclear("%s is not an offset from UTC; type one such as +02:00.", quoted(m[0]))
	}
	seconds := (hours*60 + minutes) * 60
	if m[1] == "-" {
		seconds = -seconds
	}
	p.offset = time.FixedZone("", seconds)
	return nil
}

func (p *parts) takeDotted(m []string) error {
	p.dotted = append(p.dotted, m[1])
	return nil
}

func (p *parts) takeYear(m []string) error {
	year := number(m[1])
	if p.year != 0 || year < firstYear || year > lastYear {
		return unclear("%s cannot be read; type the date and time as 2026-12-01 14:30.", quoted(m[0]))
	}
	p.year = year
	return nil
}

func (p *parts) takeDay(m []string) error {
	day := number(m[1])
	if p.day != 0 {
		return unclear("%s is one number too many; type the time with minutes, as 10:00, or as 10am.", quoted(m[0]))
	}
	if day < 1 || day > 31 {
		return unclear("%s is not a day of a month; type the date as 2026-12-01.", quoted(m[0]))
	}
	p.day = day
	return nil
}

// takeDayMonth reads "1dec".
func (p *parts) takeDayMonth(m []string) error {
	month := monthOf(m[2])
	if month == 0 {
		return unclear("%s cannot be read; type the date and time as 2026-12-01 14:30.", quoted(m[0]))
	}
	if err := p.takeDay(m); err != nil {
		return err
	}
	return p.setMonth(month, m[2])
}

// settleDotted decides whether 14.30 is a time and 1.12 a date, by which of
// the two the rest of the text lacks.
func (p *parts) settleDotted() error {
	if len(p.dotted) == 0 {
		return nil
	}
	text := p.dotted[0]
	first, second, _ := strings.Cut(text, ".")
	switch {
	case len(p.dotted) == 1 && p.clock == nil && p.elapsed == nil && len(second) == 2:
		return p.setClock(number(first), number(second))
	case len(p.dotted) == 1 && p.clock != nil && p.day == 0 && p.month == 0 && p.relativeDays == nil:
		year := p.year
		p.year = 0
		return p.setNumericDate(year, number(second), number(first))
	}
	return unclear("%s can be a date or a time; type the date and time as 2026-12-01 14:30.", quoted(text))
}
