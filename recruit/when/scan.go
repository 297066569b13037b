package when

import (
	"regexp"
	"strings"
	"time"
)

// clock is a time of day.
type clock struct{ hour, minute int }

// parts is what the text has named so far. Zero and nil mean not named.
type parts struct {
	year, day    int
	month        time.Month
	weekday      *time.Weekday
	next         bool // "next" stood before a weekday
	relativeDays *int // today is 0
	elapsed      *time.Duration
	elapsedText  string
	clock        *clock
	zone         *time.Location
	offset       *time.Location
	dotted       []string // "14.30" and "1.12": time or date, settled at the end
}

// pattern is one way to write one part. Patterns are tried in order at every
// position, so the longer and stricter ones stand first.
type pattern struct {
	form *regexp.Regexp
	take func(p *parts, m []string) error
}

// patterns is never changed; each form ends where no letter or digit follows
// that would change its meaning.
var patterns = []pattern{
	{regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})(?:t|\b)`), (*parts).takeYearFirst},
	{regexp.MustCompile(`^(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b`), (*parts).takeYearFirst},
	{regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})\b`), (*parts).takeDayFirst},
	{regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(?:\s|,|$)`), (*parts).takeDayFirst},
	{regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b`), (*parts).takeEitherFirst},
	{regexp.MustCompile(`^(\d{1,2})/(\d{1,2})(?:\s|,|$)`), (*parts).takeEitherFirst},
	{regexp.MustCompile(`^in\s+(an?|one|\d{1,4})\s*(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)\b`), (*parts).takeIn},
	{regexp.MustCompile(`^(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])(?:m\b|\.\s?m\b\.?)`), (*parts).takeHalfDay},
	{regexp.MustCompile(`^(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?([+-]\d{2}:?\d{2})`), (*parts).takeGlued},
	{regexp.MustCompile(`^(\d{1,2}):(\d{2})(?::[0-5]\d(?:\.\d{1,9})?)?(?:\b|z)`), (*parts).takeClock},
	{regexp.MustCompile(`^(\d{1,2})h(\d{2})?\b`), (*parts).takeClock},
	{regexp.MustCompile(`^at\s+(\d{1,2})\.(\d{2})\b`), (*parts).takeClock},
	{regexp.MustCompile(`^(\d{1,2}\.\d{1,2})\b`), (*parts).takeDotted},
	{regexp.MustCompile(`^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?\b`), (*parts).takeOffset},
	{regexp.MustCompile(`^(\d{4})\b`), (*parts).takeYear},
	{regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|\.)?(?:[\s,-]|\b|$)`), (*parts).takeDay},
	{regexp.MustCompile(`^(\d{1,2})(\pL{3,9})\b`), (*parts).takeDayMonth},
}

// scan reads the text from left to right. The first words that no pattern
// and no keyword covers must be the zone, and so end the text.
func (p *parts) scan(text string) error {
	rest := plainSigns(strings.ToLower(text))
	for {
		rest = strings.TrimLeft(rest, " \t\r\n,")
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
		rest = rest[used:]
	}
}

func (p *parts) scanPattern(rest string) (used int, err error) {
	for _, pattern := range patterns {
		if m := pattern.form.FindStringSubmatch(rest); m != nil {
			return len(m[0]), pattern.take(p, m)
		}
	}
	return 0, nil
}

var word = regexp.MustCompile(`^\pL+`)

// scanWord reads one keyword, or the zone that the whole rest names.
func (p *parts) scanWord(rest string) (used int, err error) {
	name := word.FindString(rest)
	used = len(name)
	if behind := rest[used:]; behind != "" && strings.ContainsAny(behind[:1], "/_") {
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
	case "today":
		return used, p.setRelative(0)
	case "tomorrow":
		return used, p.setRelative(1)
	case "noon", "midday":
		return used, p.setClock(12, 0)
	case "midnight":
		return 0, unclear("Midnight can be the start or the end of the day; type 00:00 with the day that begins then.")
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

// takeZone reads all that is left as a zone.
func (p *parts) takeZone(rest string) (used int, err error) {
	if p.zone != nil || p.offset != nil {
		return 0, unclear("%s is a second time zone; type only one of them.", quoted(rest))
	}
	zone, err := Zone(strings.TrimRight(rest, " \t\r\n,."))
	if err != nil && !strings.Contains(rest, "/") && strings.ContainsAny(rest, " 0123456789:") {
		return 0, unclear("%s cannot be read; type the date and time as 2026-12-01 14:30.", quoted(rest))
	}
	if err != nil {
		return 0, err
	}
	p.zone = zone
	return len(rest), nil
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
