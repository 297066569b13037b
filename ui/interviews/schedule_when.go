package interviews

import (
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// understood is what a typed date and time means.
type understood struct {
	start time.Time // in the zone that was meant; zero while nothing is understood
	hints []forms.Hint
	// choices are the two instants that the text may mean: a wall time which the
	// clocks skip or over which they go back, or a date of which the year is open.
	choices []time.Time
}

// understand reads a typed start and says at once what was understood: in the
// zone that was meant, in the member's own, and in the candidate's. What cannot be read
// is no error while someone is typing still.
func understand(a *shell.App, typed, zone string, candidate recruit.Candidate, typing bool) understood {
	if strings.TrimSpace(typed) == "" {
		return understood{hints: []forms.Hint{{Tone: theme.Dim, Text: "e.g. 2026-12-01 14:30, 1 dec 2:30pm, tue 10am, tomorrow noon"}}}
	}
	loc, err := timeparse.Zone(zone)
	if err != nil {
		return understood{hints: []forms.Hint{{Tone: theme.Dim, Text: "the time zone is missing"}}}
	}
	m, err := timeparse.Parse(typed, a.Session().Now(), loc)
	if c, ok := timeparse.ChoiceOf(err); ok {
		return choose(c)
	}
	if err != nil {
		return understood{hints: []forms.Hint{{Tone: unread(typing), Text: text.Line(err.Error())}}}
	}
	return agreed(a, m.Time.In(m.Zone), candidate)
}

// unread is how it is said that something cannot be read.
func unread(typing bool) theme.Tone {
	if typing {
		return theme.Dim
	}
	return theme.Error
}

// agreed says what start, in the zone that was meant, is for everybody.
func agreed(a *shell.App, start time.Time, candidate recruit.Candidate) understood {
	u := understood{start: start, hints: []forms.Hint{{Tone: theme.OK, Text: a.Reader().Agreed(start, candidate)}}}
	if err := recruit.CheckStart(start, a.Session().Now()); err != nil {
		u.hints = append(u.hints, forms.Hint{Tone: theme.Warning, Text: said(err)}) // the form says the same once it is sent
	}
	return u
}

// choose is a start that has to be asked about.
func choose(c timeparse.Choice) understood {
	return understood{hints: []forms.Hint{{Tone: theme.Warning, Text: text.Line(c.Why) + " Choose with ↑ or ↓:"}}, choices: []time.Time{c.First.In(c.Zone), c.Second.In(c.Zone)}}
}
