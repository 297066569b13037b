package timeparse

import (
	"errors"
	"regexp"
	"strings"
	"sync"
	"time"
)

// clock is a time of day.
type clock struct{ hour, minute int }

// away is a day by its distance from today.
type away struct{ months, days int }

// from is the day that far from another. A month has its last day where the
// other one has more: a month after 31 January is 28 February.
func (a away) from(day time.Time) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(a.months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1+a.days)
}

// parts is what the text has named so far. Zero and nil mean not named.
type parts struct {
	year, day   int
	month       time.Month
	weekday     *time.Weekday
	next, last  bool  // what stood before a weekday
	relative    *away // today is 0
	elapsed     *time.Duration
	elapsedText string
	clock       *clock
	dayOnly     bool // clock is the beginning of the day because there was none
	zone        *time.Location
	offset      *time.Location
	dotted      []string // "14.30" and "1.12": time or date, settled at the end
}

// pattern is one way to write one part. Patterns are tried in order at every
// position, so the longer and stricter ones stand first. take returns errOther
// for what looks like its part and is not.
type pattern struct {
	form *regexp.Regexp
	take func(p *parts, m []string) error
}

var errOther = errors.New("another part of a date")

// patterns is never changed. Dates and times are made of parts that may stand in
// any order; a part has every separator and every addition that it can have: a
// time has seconds, fractions of them, a half of the day and an offset, whichever
// date it stands behind.
var patterns = sync.OnceValue(func() []pattern {
	return []pattern{
		// Dates in digits.
		{regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(?:\d{2}(?:[.,]\d{1,9})?)?)?(z|[+-]\d{2}(?::?\d{2})?)?\b`), (*parts).takeCompact},
		{regexp.MustCompile(`^(\d{1,4})([-/]|\.\s?)(\d{1,2})([-/]|\.\s?)(\d{4}|\d{2}|\d)(?:[t_]|\b)`), (*parts).takeNumericDate},
		{regexp.MustCompile(`^(\d{1,2})\.\s?(\d{1,2})\.(?:\s|,|$)`), (*parts).takeDayMonthDigits},
		{regexp.MustCompile(`^(\d{1,2})/(\d{1,2})(?:\s|,|$)`), (*parts).takeEitherFirst},
		// Dates with the name of the month between other separators than spaces.
		{regexp.MustCompile(`^(\d{1,2})([-/.]?)(\pL{3,9})([-/.,]?)(\d{4}|\d{2})(?:[t_]|\b)`), (*parts).takeDayNameYear},
		{regexp.MustCompile(`^(\d{4})[-/.]?(\pL{3,9})[-/.]?(\d{1,2})(?:[t_]|\b)`), (*parts).takeYearNameDay},
		{regexp.MustCompile(`^(\pL{3,9})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[t_]|\b)`), (*parts).takeNameDayYear},
		// How far away.
		{regexp.MustCompile(`^in\s+` + count + `\s*` + unit + `\b`), (*parts).takeIn},
		{regexp.MustCompile(`^` + count + `\s*` + longUnit + `\s+(ago|from\s+now|from\s+today|ahead|hence)\b`), (*parts).takeFromNow},
		{regexp.MustCompile(`^(?:the\s+)?day\s+(after\s+tomorrow|before\s+yesterday)\b`), (*parts).takeOvermorrow},
		{regexp.MustCompile(`^(?:next|last|this)\s+(?:week|month|quarter|year|weekend)\b`), (*parts).refusePeriod},
		// Times of day.
		{regexp.MustCompile(`^(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?)?\s*([ap])(?:m\b|\.\s?m\b)\.?`), (*parts).takeHalfDay},
		{regexp.MustCompile(`^(\d{1,2}):(\d{2})(:\d{2}(?:[.,]\d{1,9})?)?([+-])(\d{2})(?::?(\d{2}))?\b`), (*parts).takeGlued},
		{regexp.MustCompile(`^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(z\b|\b)`), (*parts).takeClock},
		{regexp.MustCompile(`^(\d{1,2})h(\d{2})?()()\b`), (*parts).takeClock},
		{regexp.MustCompile(`^at\s+(\d{1,2})\.(\d{2})()()\b`), (*parts).takeClock},
		{regexp.MustCompile(`^(\d{1,2}\.\d{1,2})\b`), (*parts).takeDotted},
		{regexp.MustCompile(`^(?:(?:utc|gmt)\s?)?([+-])(\d{1,2})(?::?(\d{2}))?\b`), (*parts).takeOffset},
		// How far away, without a direction.
		{regexp.MustCompile(`^` + count + `\s*` + longUnit + `\b`), (*parts).refuseAway},
		// What is left of dates.
		{regexp.MustCompile(`^(\d{4})\b`), (*parts).takeYear},
		{regexp.MustCompile(`^['’](\d{2})\b`), (*parts).takeShortYear},
		{regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|\.)?(?:[\s,-]|\b|$)`), (*parts).takeDay},
		{regexp.MustCompile(`^(\d{1,2})(\pL{3,9})\b`), (*parts).takeDayName},
	}
})

const (
	count    = `(an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,4})`
	longUnit = `(minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?)`
	unit     = `(minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?|m|h|d|w|y)`
)

// scan reads the text from left to right. The first words that no pattern
// and no keyword covers must be the zone, and so end the text.
func (p *parts) scan(text string) error {
	rest := plainSigns(strings.ToLower(text))
	for rest != "" {
		rest = strings.TrimLeft(rest, " \t\r\n,;")
		if rest == "" {
			return nil
		}
		used, err := p.scanPattern(rest)
		if err != nil {
			return err
		}
		if used == 0 {
			used, err = p.scanWord(rest)
			if err != nil {
				return err
			}
		}
		if used <= 0 { // so that the loop ends whatever a pattern takes
			return cannotRead(rest)
		}
		rest = rest[used:]
	}
	return nil
}

func (p *parts) scanPattern(rest string) (used int, err error) {
	for _, pattern := range patterns() {
		m := pattern.form.FindStringSubmatch(rest)
		if m == nil {
			continue
		}
		if err := pattern.take(p, m); !errors.Is(err, errOther) {
			return len(m[0]), err
		}
	}
	return 0, nil
}

var word = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\pL+`) })

// scanWord reads one keyword, or the zone that the whole rest names.
func (p *parts) scanWord(rest string) (used int, err error) {
	name := word().FindString(rest)
	used = len(name)
	if behind := rest[used:]; name == "" || behind != "" && strings.ContainsAny(behind[:1], "/_") {
		return p.takeZone(rest)
	} else if strings.HasPrefix(behind, ".") || strings.HasPrefix(behind, "-") && len(behind) > 1 {
		used++ // "dec." and "1-dec-2026"
	}
	switch name {
	case "at", "on", "the", "of", "this":
		return used, nil
	case "next":
		p.next = true
		return used, nil
	case "last":
		p.last = true
		return used, nil
	case "now":
		return used, p.setElapsed(0, name)
	case "today":
		return used, p.setRelative(away{})
	case "tomorrow":
		return used, p.setRelative(away{days: 1})
	case "yesterday":
		return used, p.setRelative(away{days: -1})
	case "noon", "midday":
		return used, p.setClock(12, 0)
	case "midnight":
		return 0, unclear("Midnight can be the start or the end of the day; type 00:00 with the day that begins then.")
	}
	if vague(name) {
		return 0, unclear("%s is no exact time; type one such as 09:00 or 2:30pm.", quoted(name))
	}
	if month := monthOf(name); month != 0 {
		return used, p.setMonth(month, name)
	}
	if weekday := weekdayOf(name); weekday != nil {
		if p.weekday != nil {
			return 0, unclear("There are two weekdays; type only one of them.")
		}
		p.weekday = weekday
		return used, nil
	}
	return p.takeZone(rest)
}

// vague reports whether a word says roughly when something is.
func vague(word string) bool {
	switch word {
	case "morning", "afternoon", "evening", "night", "tonight", "lunchtime", "lunch", "dawn", "dusk", "early", "late", "later", "soon", "asap", "eod", "sometime", "anytime":
		return true
	}
	return false
}

// wordOfTime reports whether a word is one of those that scanWord knows, which no
// zone is spelled like by a slip of the fingers.
func wordOfTime(word string) bool {
	switch word {
	case "now", "today", "tomorrow", "yesterday", "noon", "midday", "midnight", "next", "last", "this":
		return true
	}
	return vague(word) || monthOf(word) != 0 || weekdayOf(word) != nil
}

// takeZone reads all that is left as a zone.
func (p *parts) takeZone(rest string) (used int, err error) {
	if p.zone != nil || p.offset != nil {
		return 0, unclear("%s is a second time zone; type only one of them.", quoted(rest))
	}
	zone, err := Zone(strings.TrimRight(rest, " \t\r\n,."))
	var s *sentence
	if errors.As(err, &s) && s.stranger && (p.clock == nil || strings.ContainsAny(rest, " 0123456789:") && !strings.Contains(rest, "/")) {
		return 0, cannotRead(rest)
	}
	if err != nil {
		return 0, err
	}
	p.zone = zone
	return len(rest), nil
}

func cannotRead(rest string) error {
	return unclear("%s cannot be read; type the date and time as 2026-12-01 14:30.", quoted(rest))
}

// monthOf returns the month of an English name or of its first three or four letters.
func monthOf(name string) time.Month {
	for month := time.January; month <= time.December; month++ {
		full := strings.ToLower(month.String())
		if name == full || len(name) == 3 && strings.HasPrefix(full, name) || name == "sept" && month == time.September {
			return month
		}
	}
	return 0
}

// weekdayOf returns the weekday of an English name or of its first letters.
func weekdayOf(name string) *time.Weekday {
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		full := strings.ToLower(weekday.String())
		if len(name) >= 3 && len(name) <= 5 && strings.HasPrefix(full, name) || name == full {
			return &weekday
		}
	}
	return nil
}
