package shell

import (
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/ui/wording"
)

// Reader is for whom the words of package wording are: the member.
func (a *App) Reader() wording.Reader {
	return wording.Reader{Zone: a.session.Zone, TwelveHour: a.session.Member.TwelveHour, Clocks: a.session.Now}
}

func (a *App) Clock(t time.Time) string { return a.Reader().Clock(t) }

// Here brings a time into the member's zone.
func (a *App) Here(t time.Time) time.Time { return a.Reader().Here(t) }

// Now is the time in the member's zone.
func (a *App) Now() time.Time { return a.Reader().Now() }

func (a *App) Hours(start time.Time, d time.Duration) string { return a.Reader().Hours(start, d) }

func (a *App) ShortHours(start time.Time, d time.Duration) string {
	return a.Reader().ShortHours(start, d)
}

// HoursWidth is the room that ShortHours needs in a column.
func (a *App) HoursWidth() int {
	if a.session.Member.TwelveHour {
		return 19 // 11:30 pm–12:15 am+1
	}
	return 13 // 23:30–00:15+1
}

// ClockWidth is the room that a time of day needs in a column.
func (a *App) ClockWidth() int {
	if a.session.Member.TwelveHour {
		return 8 // 11:30 pm
	}
	return 5 // 23:30
}

func (a *App) Start(t time.Time) string { return a.Reader().Start(t) }

func (a *App) Stamp(t time.Time) string { return a.Reader().Stamp(t) }

func (a *App) Elsewhere(t time.Time, zone *time.Location, name string) string {
	return a.Reader().Elsewhere(t, zone, name)
}

func (a *App) TheirClock(c recruit.Candidate) string { return a.Reader().TheirClock(c) }

func (a *App) WhenText(i recruit.Interview) string { return a.Reader().When(i) }

func (a *App) FullStart(t time.Time) string { return a.Reader().FullStart(t) }

// NoteStamp is stamp with the time of day, which matters for what was said.
func NoteStamp(a *App, t time.Time) string {
	day := a.Stamp(t)
	if strings.Contains(day, ":") {
		return day
	}
	return day + " " + a.Clock(a.Here(t))
}
