package timeparse

import (
	"fmt"
	"strconv"
	"time"
)

const (
	dayLayout  = "Mon 2 Jan 2006"
	timeLayout = "15:04"
)

// Date writes the day of t in its location with the year: "Tue 1 Dec 2026".
func Date(t time.Time) string { return t.Format(dayLayout) }

// DateTime writes Date and the time of day: "Tue 1 Dec 2026 10:00".
func DateTime(t time.Time) string { return t.Format(dayLayout + " " + timeLayout) }

// DayTime is DateTime without the year, for what is near: "Tue 1 Dec 10:00".
func DayTime(t time.Time) string { return t.Format("Mon 2 Jan " + timeLayout) }

// Range returns the time from start to end as read in zone: "Tue 1 Dec 2026
// 10:00–10:45". An end on another day repeats the date, and where the clocks
// change in between both offsets are shown.
func Range(start, end time.Time, zone *time.Location) string {
	start, end = start.In(zone), end.In(zone)
	from, to := start.Format(timeLayout), end.Format(timeLayout)
	if Offset(start) != Offset(end) {
		from, to = from+" "+Offset(start), to+" "+Offset(end)
	}
	if daysBetween(start, end) == 0 {
		return Date(start) + " " + from + "–" + to
	}
	return Date(start) + " " + from + " – " + Date(end) + " " + to
}

// Relative returns how far t is from now: "in 40 min", "3 h ago", "tomorrow",
// "in 9 days". Days are those of t's location.
func Relative(t, now time.Time) string {
	away := t.Sub(now)
	size := away.Abs()
	days := daysBetween(now.In(t.Location()), t)
	switch {
	case size < time.Minute:
		return "now"
	case size < time.Hour:
		// Rounded so that a future thing never seems nearer than a full minute allows.
		minutes := int(size / time.Minute)
		if away > 0 && size%time.Minute > 0 && minutes < 59 {
			minutes++
		}
		return ahead(away, fmt.Sprintf("%d min", minutes))
	case days == 0 || size < 12*time.Hour:
		return ahead(away, fmt.Sprintf("%d h", int(size.Round(time.Hour)/time.Hour)))
	case days == 1:
		return "tomorrow"
	case days == -1:
		return "yesterday"
	}
	days = max(days, -days)
	switch {
	case days <= 60:
		return ahead(away, fmt.Sprintf("%d days", days))
	case days <= 700:
		return ahead(away, fmt.Sprintf("%d months", days/30))
	}
	return ahead(away, fmt.Sprintf("%d years", (days+180)/365))
}

func ahead(away time.Duration, text string) string {
	if away > 0 {
		return "in " + text
	}
	return text + " ago"
}

// Day returns the day of t in t's location: "Today", "Tomorrow", "Yesterday",
// "Mon 30 Nov", and with the year when it is not the year of now.
func Day(t, now time.Time) string {
	now = now.In(t.Location())
	switch daysBetween(now, t) {
	case 0:
		return "Today"
	case 1:
		return "Tomorrow"
	case -1:
		return "Yesterday"
	}
	if t.Year() == now.Year() {
		return t.Format("Mon 2 Jan")
	}
	return Date(t)
}

// daysBetween counts the midnights on the calendar from one day to another,
// whatever the length of the days; both times are read in their own location.
func daysBetween(from, to time.Time) int {
	return int(midnight(to).Sub(midnight(from)) / (24 * time.Hour))
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// Length writes a duration as ParseDuration reads it: "45 min", "1h15". What is less
// than a minute is left out.
func Length(d time.Duration) string {
	h, m := int(d/time.Hour), int(d%time.Hour/time.Minute)
	switch {
	case h == 0:
		return strconv.Itoa(m) + " min"
	case m == 0:
		return strconv.Itoa(h) + "h"
	}
	return fmt.Sprintf("%dh%02d", h, m)
}
