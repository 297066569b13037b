package ui

import (
	"errors"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/when"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// hint is one line under a field of a form.
type hint struct {
	tone theme.Tone
	text string
}

// understood is what a typed date and time means.
type understood struct {
	start time.Time // in the zone that was meant; zero while nothing is understood
	hints []hint
	// choices are the two instants that a wall time may mean which the clocks
	// skip, or over which they go back.
	choices []time.Time
}

// understand reads a typed start and says at once what was understood: in the
// zone that was meant, in the member's own, and in the candidate's.
func (a *App) understand(typed, zone string, candidate recruit.Candidate) understood {
	if strings.TrimSpace(typed) == "" {
		return understood{hints: []hint{{theme.Dim, "such as 2026-12-01 14:30, 1 dec 2:30pm, tue 10am, tomorrow noon"}}}
	}
	loc, err := when.Zone(zone)
	if err != nil {
		return understood{hints: []hint{{theme.Dim, "the time zone is missing"}}}
	}
	m, err := when.Parse(typed, a.session.Now(), loc)
	var gap *when.GapError
	var fold *when.FoldError
	switch {
	case errors.As(err, &gap):
		return choose(gap.Wall.String()+" does not exist in "+when.City(gap.Zone.String())+": the clocks skip it.", gap.Zone, gap.Before, gap.After)
	case errors.As(err, &fold):
		return choose(fold.Wall.String()+" occurs twice in "+when.City(fold.Zone.String())+": the clocks go back.", fold.Zone, fold.First, fold.Second)
	case err != nil:
		return understood{hints: []hint{{theme.Dim, text.Line(err.Error())}}}
	}
	return a.agreed(m.Time.In(m.Zone), candidate)
}

// agreed says what start, in the zone that was meant, is for everybody.
func (a *App) agreed(start time.Time, candidate recruit.Candidate) understood {
	parts := []string{a.fullStart(start)}
	if here := a.here(start); when.WallOf(here) != when.WallOf(start) {
		parts = append(parts, sameDay(here, start)+a.clock(here)+" "+when.City(a.session.Zone.String())+" for you")
	}
	if candidate.ID != 0 {
		parts = append(parts, a.startFor(start, candidate))
	}
	parts = append(parts, when.Relative(a.here(start), a.now()))
	u := understood{start: start, hints: []hint{{theme.OK, strings.Join(parts, " · ")}}}
	if !start.After(a.session.Now()) {
		u.hints = append(u.hints, hint{theme.Warning, "That is in the past; choose a time that is still ahead."})
	}
	return u
}

// choose is a wall time that has to be asked about.
func choose(why string, zone *time.Location, first, second time.Time) understood {
	return understood{hints: []hint{{theme.Warning, why + " Choose with ↑ or ↓:"}}, choices: []time.Time{first.In(zone), second.In(zone)}}
}

// fullStart writes a start with its zone: "Tue 1 Dec 2026, 10:00 Lisbon
// (UTC+0)".
func (a *App) fullStart(t time.Time) string {
	return t.Format("Mon 2 Jan 2006") + ", " + a.clock(t) + " " + when.City(t.Location().String()) + " (" + when.Offset(t) + ")"
}

// startFor says what start is for a candidate: "10:00 London for Priya".
func (a *App) startFor(start time.Time, c recruit.Candidate) string {
	zone := c.Location()
	switch {
	case zone == nil:
		return firstName(c.Name) + "'s time zone is not known"
	case zone.String() == start.Location().String():
		return "same hour for " + firstName(c.Name)
	}
	there := start.In(zone)
	return sameDay(there, start) + a.clock(there) + " " + when.City(zone.String()) + " for " + firstName(c.Name)
}

// sameDay is empty when two zones show the same day, else the day of t.
func sameDay(t, other time.Time) string {
	if when.WallOf(t).Day == when.WallOf(other).Day {
		return ""
	}
	return t.Format("Mon 2 Jan ")
}

// exact is a spelling of t that means one instant only.
func exact(t time.Time) string { return t.Format("2006-01-02 15:04 -07:00") }

// shown makes a typed text fit into a sentence.
func shown(s string) string { return text.Truncate(text.Line(s), 40) }
