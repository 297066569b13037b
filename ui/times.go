package ui

import (
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/when"
	"recruitty/ui/text"
)

// clock writes a time of day as the member does: 14:30, or 2:30 pm.
func (a *App) clock(t time.Time) string {
	if a.session.Member.TwelveHour {
		return t.Format("3:04 pm")
	}
	return t.Format("15:04")
}

// here brings a time into the member's zone.
func (a *App) here(t time.Time) time.Time { return t.In(a.session.Zone) }

// now is the time in the member's zone.
func (a *App) now() time.Time { return a.here(a.session.Now()) }

// hours writes from when to when, in the zone of start; an end on another day
// says which.
func (a *App) hours(start time.Time, d time.Duration) string {
	end := start.Add(d)
	to := a.clock(end)
	if end.YearDay() != start.YearDay() || end.Year() != start.Year() {
		to += " " + end.Format("Mon 2 Jan")
	}
	return a.clock(start) + "–" + to
}

// hoursWidth is the room that hours needs in a column.
func (a *App) hoursWidth() int {
	if a.session.Member.TwelveHour {
		return 18 // 11:30 am–12:15 pm
	}
	return 14
}

// start writes the beginning of an interview in the member's zone: "Tue 1 Dec
// 10:00", and with the year when it is another one than now.
func (a *App) start(t time.Time) string {
	return when.Day(a.here(t), a.now()) + " " + a.clock(a.here(t))
}

// stamp writes when something happened, short: "Today 13:58", "Yesterday",
// "12 Nov", "12 Nov 2025".
func (a *App) stamp(t time.Time) string {
	t, now := a.here(t), a.now()
	day := when.Day(t, now)
	switch {
	case day == "Today":
		return day + " " + a.clock(t)
	case day == "Yesterday":
		return day + " " + a.clock(t)
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

// soon writes when something will be tried again: "14:09", with the day when
// it is not today.
func (a *App) soon(t time.Time) string {
	t = a.here(t)
	if day := when.Day(t, a.now()); day != "Today" {
		return day + " " + a.clock(t)
	}
	return a.clock(t)
}

// elsewhere writes the time that t is for a person in another zone, "" when
// their zone is not known or is the member's: "10:00 London for Priya". What
// day it is there is said when it is another one.
func (a *App) elsewhere(t time.Time, zone *time.Location, name string) string {
	if zone == nil || zone.String() == a.session.Zone.String() {
		return ""
	}
	there, mine := t.In(zone), a.here(t)
	at := a.clock(there)
	if there.YearDay() != mine.YearDay() {
		at = there.Format("Mon 2 Jan") + " " + at
	}
	return at + " " + when.City(zone.String()) + " for " + firstName(name)
}

// theirClock says what time it is now for a candidate: "London (14:02, same as
// you)".
func (a *App) theirClock(c recruit.Candidate) string {
	zone := c.Location()
	if zone == nil {
		return ""
	}
	now := a.session.Now()
	there := now.In(zone)
	_, theirs := there.Zone()
	_, mine := a.here(now).Zone()
	hint := a.clock(there)
	if theirs == mine {
		hint += ", same as you"
	} else if there.YearDay() != a.here(now).YearDay() {
		hint = there.Format("Mon") + " " + hint
	}
	return when.City(zone.String()) + " (" + hint + ")"
}

// firstName is what a person is called in passing: the first word of the name.
func firstName(name string) string {
	first, _, _ := strings.Cut(text.Line(name), " ")
	return text.Truncate(first, 16)
}
