package timeparse

import (
	"fmt"
	"strconv"
	"time"
)

const (
	dayLayout   = "Mon 2 Jan 2006"
	shortLayout = "Mon 2 Jan"
	timeLayout  = "15:04"
)

// Clock writes the time of day: "10:00".
func Clock(t time.Time) string { return t.Format(timeLayout) }

// WeekdayClock writes the day of the week and the time of day: "Tue 10:00".
func WeekdayClock(t time.Time) string { return t.Format("Mon " + timeLayout) }

// Weekday writes the day of the week: "Tue".
func Weekday(t time.Time) string { return t.Format("Mon") }

// WeekdayNumber writes the day of the week with that of the month, for the head of a
// column: "Tue 1".
func WeekdayNumber(t time.Time) string { return t.Format("Mon 2") }

// Date writes the day of t in its location with the year: "Tue 1 Dec 2026".
func Date(t time.Time) string { return t.Format(dayLayout) }

// ShortDate is Date without the year, for what is near: "Tue 1 Dec".
func ShortDate(t time.Time) string { return t.Format(shortLayout) }

// DateNear is ShortDate in the year of now, and Date in another one.
func DateNear(t, now time.Time) string {
	if t.Year() == now.In(t.Location()).Year() {
		return ShortDate(t)
	}
	return Date(t)
}

// Dates writes the days from one to another, the year only where it is not that of now:
// "Mon 30 Nov – Sun 6 Dec".
func Dates(from, to, now time.Time) string {
	if daysBetween(from, to) == 0 {
		return DateNear(from, now)
	}
	if from.Year() == to.Year() {
		return ShortDate(from) + " – " + DateNear(to, now)
	}
	return DateNear(from, now) + " – " + DateNear(to, now)
}

// DateTime writes Date and the time of day: "Tue 1 Dec 2026 10:00".
func DateTime(t time.Time) string { return Date(t) + " " + Clock(t) }

// DayTime is DateTime without the year, for what is near: "Tue 1 Dec 10:00".
func DayTime(t time.Time) string { return ShortDate(t) + " " + Clock(t) }

// Near is DayTime in the year of now, and DateTime in another one.
func Near(t, now time.Time) string { return DateNear(t, now) + " " + Clock(t) }

// Hours writes from when to when on the clock of start: "10:00–10:45", and "23:30–00:15+1"
// where the end is on the next day. Where the clocks change in between both offsets are shown.
func Hours(start, end time.Time) string { return HoursBy(start, end, Clock) }

// HoursBy is Hours with the times of day written by clock.
func HoursBy(start, end time.Time, clock func(time.Time) string) string {
	end = end.In(start.Location())
	from, to := clock(start), clock(end)
	if Offset(start) != Offset(end) {
		from, to = from+" "+Offset(start), to+" "+Offset(end)
	}
	return from + "–" + to + Later(start, end)
}

// Later is how many days after start an end is on the calendar, "+1" for the next day, and
// "" on the same day. Both are read in their own location.
func Later(start, end time.Time) string {
	if days := daysBetween(start, end); days != 0 {
		return fmt.Sprintf("%+d", days)
	}
	return ""
}

// Range returns the time from start to end as read in zone: "Tue 1 Dec 2026
// 10:00–10:45", its hours as Hours writes them.
func Range(start, end time.Time, zone *time.Location) string {
	start = start.In(zone)
	return Date(start) + " " + Hours(start, end)
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
	return DateNear(t, now)
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
