package ui

import (
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/ui/wording"
)

// reader is for whom the words of package say are: the member.
func (a *App) reader() wording.Reader {
	return wording.Reader{Zone: a.session.Zone, TwelveHour: a.session.Member.TwelveHour, Clocks: a.session.Now}
}

func (a *App) clock(t time.Time) string { return a.reader().Clock(t) }

// here brings a time into the member's zone.
func (a *App) here(t time.Time) time.Time { return a.reader().Here(t) }

// now is the time in the member's zone.
func (a *App) now() time.Time { return a.reader().Now() }

func (a *App) hours(start time.Time, d time.Duration) string { return a.reader().Hours(start, d) }

func (a *App) shortHours(start time.Time, d time.Duration) string {
	return a.reader().ShortHours(start, d)
}

// hoursWidth is the room that shortHours needs in a column.
func (a *App) hoursWidth() int {
	if a.session.Member.TwelveHour {
		return 22 // 11:30 pm–12:15 am Sun
	}
	return 16 // 23:30–00:15 Sun
}

func (a *App) start(t time.Time) string { return a.reader().Start(t) }

func (a *App) stamp(t time.Time) string { return a.reader().Stamp(t) }

func (a *App) elsewhere(t time.Time, zone *time.Location, name string) string {
	return a.reader().Elsewhere(t, zone, name)
}

func (a *App) theirClock(c recruit.Candidate) string { return a.reader().TheirClock(c) }

func (a *App) whenText(i recruit.Interview) string { return a.reader().When(i) }

func (a *App) fullStart(t time.Time) string { return a.reader().FullStart(t) }

// noteStamp is stamp with the time of day, which matters for what was said.
func noteStamp(a *App, t time.Time) string {
	day := a.stamp(t)
	if strings.Contains(day, ":") {
		return day
	}
	return day + " " + a.clock(a.here(t))
}
