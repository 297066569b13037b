package timeparse

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// An interview lasts from one minute to one day.
const (
	MinDuration = time.Minute
	MaxDuration = 24 * time.Hour
)

// The ways to write a duration: "1:30", also with seconds that are none, as
// spreadsheets write it; hours with or without minutes, as "1h30", "1.5 h",
// "2 hours and 15 min"; minutes alone, "45" or "45m"; and all of these behind the
// PT of ISO 8601, "PT1H30M".
var (
	clockDuration = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{1,2}):([0-5]\d)(?::00)?$`) })
	hourDuration  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(\d{1,4})(?:[.,](\d{1,4}))?\s*(?:h|hr|hrs|hour|hours)(?:\s*(?:,|and\b)?\s*(\d{1,4})\s*(?:m|min|mins|minute|minutes)?)?$`)
	})
	minuteDuration = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{1,6})\s*(?:m|min|mins|minute|minutes)?$`) })
)

// ParseDuration reads how long an interview lasts. A bare number is minutes.
// The result is a whole number of minutes from MinDuration to MaxDuration;
// the errors are ErrUnclear.
func ParseDuration(text string) (time.Duration, error) {
	if len(text) > maxText {
		return 0, unclear("The duration is too long to read; type one such as 45 min or 1h30.")
	}
	text = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(text)), ".")
	if iso, found := strings.CutPrefix(text, "pt"); found {
		text = strings.TrimSuffix(iso, "0s")
	}
	if text == "" {
		return 0, unclear("The duration is missing; type one such as 45 min or 1h30.")
	}
	minutes := 0
	if m := clockDuration().FindStringSubmatch(text); m != nil {
		minutes = number(m[1])*60 + number(m[2])
	} else if m := minuteDuration().FindStringSubmatch(text); m != nil {
		minutes = number(m[1])
	} else if m := hourDuration().FindStringSubmatch(text); m != nil {
		parts, scale := 0, 1
		if m[2] != "" {
			if m[3] != "" {
				return 0, unclear("The duration %s has both a fraction of an hour and minutes; type one such as 1h30.", quoted(text))
			}
			parts = number(m[2])
			for range m[2] {
				scale *= 10
			}
		}
		if parts*60%scale != 0 {
			return 0, unclear("The duration %s is not a whole number of minutes; type one such as 45 min or 1h30.", quoted(text))
		}
		minutes = number(m[1])*60 + parts*60/scale + number(m[3])
	} else {
		return 0, unclear("The duration %s cannot be read; type one such as 45 min or 1h30.", quoted(text))
	}
	duration := time.Duration(minutes) * time.Minute
	if duration < MinDuration || duration > MaxDuration {
		return 0, unclear("The duration %s is out of range; type one from 1 minute to 24 hours.", quoted(text))
	}
	return duration, nil
}

// number reads digits that a pattern has already bounded; none are 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
