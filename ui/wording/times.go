package wording

import (
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/text"
)

// Reader is whom the words are for: times are in the zone and on the clock of
// this person.
type Reader struct {
	Zone       *time.Location
	TwelveHour bool // 2:30 pm instead of 14:30
	Clocks     recruit.Clock
}

// Clock writes a time of day as the reader does: 14:30, or 2:30 pm.
func (r Reader) Clock(t time.Time) string {
	if r.TwelveHour {
		return t.Format("3:04 pm")
	}
	return timeparse.Clock(t)
}

// Here brings a time into the reader's zone.
func (r Reader) Here(t time.Time) time.Time { return t.In(r.Zone) }

// Now is the time in the reader's zone.
func (r Reader) Now() time.Time { return r.Here(r.Clocks()) }

// Hours writes from when to when, in the zone of start: "23:30–00:15+1" where the end is on
// the next day, and with both offsets where the clocks change in between.
func (r Reader) Hours(start time.Time, d time.Duration) string {
	return timeparse.HoursBy(start, start.Add(d), r.Clock)
}

// ShortHours is Hours for a narrow column: without offsets, and where the clocks change in
// between with the length in place of the end, since the difference of both would be another one.
func (r Reader) ShortHours(start time.Time, d time.Duration) string {
	end := start.Add(d)
	if timeparse.Offset(start) != timeparse.Offset(end) {
		return r.Clock(start) + ", " + timeparse.Length(d)
	}
	return r.Clock(start) + "–" + r.Clock(end) + timeparse.Later(start, end)
}

// Start writes the beginning of an interview in the reader's zone: "Tue 1 Dec
// 10:00", and with the year when it is another one than now.
func (r Reader) Start(t time.Time) string {
	return timeparse.Day(r.Here(t), r.Now()) + " " + r.Clock(r.Here(t))
}

// Stamp writes when something happened, short: "Today 13:58", "Yesterday
// 13:58", "Thu 12 Nov", "Wed 12 Nov 2025".
func (r Reader) Stamp(t time.Time) string {
	t, now := r.Here(t), r.Now()
	day := timeparse.Day(t, now)
	switch {
	case day == "Today", day == "Yesterday":
		return day + " " + r.Clock(t)
	}
	return timeparse.DateNear(t, now)
}

// Soon writes when something will be tried again: "14:09", with the day when
// it is not today.
func (r Reader) Soon(t time.Time) string {
	t = r.Here(t)
	if day := timeparse.Day(t, r.Now()); day != "Today" {
		return Amid(day) + " " + r.Clock(t)
	}
	return r.Clock(t)
}

// OpenUntil writes how long something can still be done: "8 seconds", and "until 14:09" of
// what takes longer than two minutes.
func (r Reader) OpenUntil(t time.Time) string {
	if left := t.Sub(r.Now()); left <= 2*time.Minute {
		return Counted(Seconds(left), "second")
	}
	return "until " + r.Soon(t)
}

// Elsewhere writes the time that t is for a person in another zone, "" when
// their zone is not known or is the reader's: "10:00 London for Priya". What
// day it is there is said when it is another one.
func (r Reader) Elsewhere(t time.Time, zone *time.Location, name string) string {
	if zone == nil || zone.String() == r.Zone.String() {
		return ""
	}
	there, mine := t.In(zone), r.Here(t)
	at := r.Clock(there)
	at = SameDay(there, mine) + at
	return at + " " + timeparse.Label(there) + " for " + FirstName(name)
}

// TheirClock says what time it is now for a candidate: "London (14:02, same as
// you)", "" when nobody knows.
func (r Reader) TheirClock(c recruit.Candidate) string {
	zone := c.Location()
	if zone == nil {
		return ""
	}
	now := r.Now()
	there := now.In(zone)
	_, theirs := there.Zone()
	_, mine := now.Zone()
	hint := r.Clock(there)
	if theirs == mine {
		hint += ", same as you"
	} else if there.YearDay() != now.YearDay() {
		hint = timeparse.Weekday(there) + " " + hint
	}
	return timeparse.Label(there) + " (" + hint + ")"
}

// When writes an interview's time in the zone that was meant, and in the
// reader's where it differs.
func (r Reader) When(i recruit.Interview) string {
	zone, err := timeparse.Zone(i.TimeZone)
	if err != nil {
		zone = r.Zone
	}
	start := i.Start.In(zone)
	return timeparse.Date(start) + " " + r.Hours(start, i.Duration) + " " + timeparse.Labelled(start) + r.forYou(start) + " · " + timeparse.Relative(r.Here(start), r.Now())
}

// FullStart writes a start with its zone: "Tue 1 Dec 2026, 10:00 Lisbon
// (UTC+0)".
func (r Reader) FullStart(t time.Time) string {
	return timeparse.Date(t) + ", " + r.Clock(t) + " " + timeparse.Labelled(t)
}

// StartFor says what start is for a candidate: "10:00 London for Priya".
func (r Reader) StartFor(start time.Time, c recruit.Candidate) string {
	zone := c.Location()
	switch {
	case zone == nil:
		return FirstName(c.Name) + "'s time zone is not known"
	case zone.String() == start.Location().String():
		return "same hour for " + FirstName(c.Name)
	}
	there := start.In(zone)
	return SameDay(there, start) + r.Clock(there) + " " + timeparse.Label(there) + " for " + FirstName(c.Name)
}

// Agreed says what a start, in the zone that was meant, is for everybody. The
// zero Candidate is left out.
func (r Reader) Agreed(start time.Time, c recruit.Candidate) string {
	out := r.FullStart(start) + r.forYou(start)
	if c.ID != 0 {
		out += " · " + r.StartFor(start, c)
	}
	return out + " · " + timeparse.Relative(r.Here(start), r.Now())
}

// forYou is what a start is on the reader's clock where that shows something else.
func (r Reader) forYou(start time.Time) string {
	here := r.Here(start)
	if timeparse.WallOf(here) == timeparse.WallOf(start) {
		return ""
	}
	return " · " + SameDay(here, start) + r.Clock(here) + " " + timeparse.Label(here) + " for you"
}

// SameDay is empty when two zones show the same day, else the day of t.
func SameDay(t, other time.Time) string {
	if t.YearDay() == other.YearDay() && t.Year() == other.Year() {
		return ""
	}
	return timeparse.ShortDate(t) + " "
}

// Seconds rounds up, so that what is said is never over too early.
func Seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

// Exact is a spelling of t that means one instant only.
func Exact(t time.Time) string { return t.Format("2006-01-02 15:04 -07:00") }

// Length writes a duration as it can be typed: "45 min", "1h15".
func Length(d time.Duration) string { return timeparse.Length(d) }

// Shown makes a typed text fit into a sentence.
func Shown(s string) string { return text.Truncate(text.Line(s), 40) }
