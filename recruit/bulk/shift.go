package bulk

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// Bounds of a shift.
const (
	maxShiftText = 100              // bytes that are read
	maxShift     = 366 * minutesDay // minutes that a shift has at most
	minutesDay   = 24 * 60
)

// Shift says how the starts of interviews move on the clocks of their own zones: by a
// stretch, or to a day at the hour that each has. So an interview at ten stays at ten
// although the clocks change in between.
type Shift struct {
	// Days and Minutes are how much later on the wall; below zero is earlier.
	Days, Minutes int
	// To is the day to move to, at midnight in any zone; zero is none.
	To time.Time
}

// HowToShift says what may be typed for a shift.
const HowToShift = "+1 day, -30 min, +1d 2h, next week, next monday"

var (
	shiftPart = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(\d{1,5})\s*(weeks|week|wk|w|days|day|d|hours|hour|hrs|hr|h|minutes|minute|mins|min|m)?[\s,]*(?:and\b)?\s*`)
	})
	sameHour = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`[\s,]*(?:at\s+)?(?:the\s+)?same\s+(?:hour|time)s?$`)
	})
)

// ParseShift reads a shift as a person types it: "+1d", "-30 min", "+1d 2h", "1 day
// earlier", "next week", "next monday", "mon same hour", "2026-12-07". now, in the zone of
// who types it, is what weekdays are counted from. Errors are ErrInvalid, of the field
// "shift".
func ParseShift(typed string, now time.Time) (Shift, error) {
	if len(typed) > maxShiftText {
		return Shift{}, recruit.Invalid("shift", "This is too long for a time; type one such as %s.", HowToShift)
	}
	text := strings.TrimSuffix(strings.ToLower(strings.Join(strings.Fields(typed), " ")), ".")
	text = strings.ReplaceAll(text, "−", "-") // as some programs write it
	if text == "" {
		return Shift{}, recruit.Invalid("shift", "Say by how much, or to which day: %s.", HowToShift)
	}
	if s, ok, err := parseStretch(text); ok || err != nil {
		return s, err
	}
	return parseDay(typed, text, now)
}

// parseStretch reads "+1d 2h"; ok is false where the text begins like nothing of that sort.
func parseStretch(text string) (s Shift, ok bool, err error) {
	switch text {
	case "next week":
		return Shift{Days: 7}, true, nil
	case "last week":
		return Shift{Days: -7}, true, nil
	}
	sign, signed := 1, true
	rest := text
	switch {
	case strings.HasPrefix(text, "+"):
		rest = text[1:]
	case strings.HasPrefix(text, "-"):
		sign, rest = -1, text[1:]
	case strings.HasSuffix(text, " later"):
		rest = strings.TrimSuffix(text, " later")
	case strings.HasSuffix(text, " earlier"):
		sign, rest = -1, strings.TrimSuffix(text, " earlier")
	default:
		signed = false
	}
	rest = strings.TrimSpace(rest)
	days, minutes, parts := 0, 0, 0
	for rest != "" {
		m := shiftPart().FindStringSubmatch(rest)
		if m == nil || m[2] == "" {
			break
		}
		n, err := strconv.Atoi(m[1])
		if err != nil {
			break
		}
		switch m[2][0] {
		case 'w':
			days += 7 * n
		case 'd':
			days += n
		case 'h':
			minutes += 60 * n
		default:
			minutes += n
		}
		parts++
		rest = rest[len(m[0]):]
	}
	switch {
	case rest != "" || parts == 0:
		if !signed {
			return s, false, nil
		}
		return s, false, recruit.Invalid("shift", "“%s” is not an amount of time; type one such as %s, with its unit.", recruit.Shorten(text), HowToShift)
	case days*minutesDay+minutes > maxShift:
		return s, false, recruit.Invalid("shift", "Interviews can be moved by a year at most; %s is more.", recruit.Shorten(text))
	case days == 0 && minutes == 0:
		return s, false, recruit.Invalid("shift", "That moves nothing; say by how much, such as %s.", HowToShift)
	}
	return Shift{Days: sign * days, Minutes: sign * minutes}, true, nil
}

// parseDay reads the day to which all move.
func parseDay(typed, text string, now time.Time) (Shift, error) {
	day := sameHour().ReplaceAllString(text, "")
	if timeparse.HasTime(day) {
		return Shift{}, recruit.Invalid("shift", "Each interview keeps its time of day; say only by how much, or to which day: %s.", HowToShift)
	}
	m, err := timeparse.ParseDay(day, now, now.Location())
	if err != nil {
		if errors.Is(err, timeparse.ErrUnclear) || errors.Is(err, timeparse.ErrZone) {
			return Shift{}, recruit.Invalid("shift", "“%s” is neither an amount of time nor a day; type one such as %s.", recruit.Shorten(strings.TrimSpace(typed)), HowToShift)
		}
		return Shift{}, recruit.Invalid("shift", "%s", err)
	}
	if m.Timed || m.ZoneTyped {
		return Shift{}, recruit.Invalid("shift", "Each interview keeps its time of day; say only by how much, or to which day: %s.", HowToShift)
	}
	return Shift{To: m.Time}, nil
}

// Zero reports whether nothing was said.
func (s Shift) Zero() bool { return s == Shift{} }

// Forward reports whether interviews that are not all on one day move to later times; of a
// move to a day it is not known.
func (s Shift) Forward() bool { return s.Days*minutesDay+s.Minutes > 0 }

// Start is when an interview begins after the shift. An hour that the clocks skip on that
// day is ErrInvalid, and says so; of one that they show twice it is the one with the
// offset from UTC that the interview had, else the first.
func (s Shift) Start(i recruit.Interview) (time.Time, error) {
	zone, err := timeparse.Zone(i.TimeZone)
	if err != nil {
		return time.Time{}, recruit.Invalid("time_zone", "%s", err)
	}
	at := i.Start.In(zone)
	year, month, day := at.Date()
	if !s.To.IsZero() {
		year, month, day = s.To.Date()
	}
	wall := time.Date(year, month, day+s.Days, at.Hour(), at.Minute()+s.Minutes, 0, 0, time.UTC)
	moved, err := timeparse.Resolve(timeparse.WallOf(wall), zone)
	var fold *timeparse.FoldError
	switch {
	case errors.As(err, &fold):
		_, was := at.Zone()
		if _, second := fold.Second.In(zone).Zone(); second == was {
			return fold.Second, nil
		}
		return fold.First, nil
	case err != nil:
		return time.Time{}, recruit.Invalid("shift", "It would begin at a time that does not exist: %s", err)
	}
	return moved, nil
}

// Words says the shift: "1 day later", "to Mon 7 Dec 2026, each at its own time".
func (s Shift) Words() string {
	if !s.To.IsZero() {
		return "to " + timeparse.Date(s.To) + ", each at its own time"
	}
	n, way := s.Days*minutesDay+s.Minutes, "later"
	if n < 0 {
		n, way = -n, "earlier"
	}
	days, minutes := n/minutesDay, n%minutesDay
	var said []string
	if days > 0 {
		said = append(said, recruit.Counted(days, "day", "days"))
	}
	if minutes >= 60 {
		said = append(said, fmt.Sprintf("%d h", minutes/60))
	}
	if minutes%60 > 0 {
		said = append(said, fmt.Sprintf("%d min", minutes%60))
	}
	return strings.Join(said, " ") + " " + way
}
