package healing

import (
	"strings"
	"time"

	"recruitty/recruit/pools"
)

// NothingCameUp says that there is nothing to put right.
const NothingCameUp = "Nothing has come up: the upcoming interviews go ahead as agreed."

// Words says what has come up, as half a sentence: "Dana Ortiz declined". span writes from
// when to when; nil leaves that out.
func (c Case) Words(span func(start, end time.Time) string) string {
	name, at := c.Who.Called(), ""
	if span != nil && !c.With.Start.IsZero() {
		at = " " + span(c.With.Start, c.With.End)
	}
	//exhaustive:enforce
	switch c.Kind {
	case Left:
		return name + " has left the team"
	case Declined:
		return name + " declined"
	case Off:
		if c.Holiday != "" {
			return name + " has a public holiday then (" + c.Holiday + ")"
		}
		return name + " has time off then"
	case Clash:
		if c.Perhaps {
			return name + " may be busy: their calendar is blocked" + at + " without saying what for"
		}
		return name + " is busy" + at + ", according to their calendar"
	case Outside:
		return name + " no longer works at that time"
	}
	return name
}

// Word is what has come up in a word or two.
func (c Case) Word() string {
	//exhaustive:enforce
	switch c.Kind {
	case Left:
		return "has left"
	case Declined:
		return "declined"
	case Off:
		return "time off"
	case Clash:
		if c.Perhaps {
			return "busy?"
		}
		return "busy"
	case Outside:
		return "off hours"
	}
	return string(c.Kind)
}

// Words says the remedy as half a sentence: "Sam Lee is free". moment writes a time.
func (r Remedy) Words(c Case, moment func(time.Time) string) string {
	//exhaustive:enforce
	switch r.Kind {
	case StandsIn:
		said := r.Member.Name + " is free"
		if r.Pool != 0 && r.Level != pools.Qualified {
			said += " (" + r.Level.Words() + ")"
		}
		return said
	case NewHour:
		return moment(r.Start) + " suits everybody"
	case Without:
		return "go ahead without " + c.Who.Called()
	}
	return ""
}

// Verb is what taking a remedy does, in a word: "replace".
func (r Remedy) Verb() string {
	//exhaustive:enforce
	switch r.Kind {
	case StandsIn:
		return "replace"
	case NewHour:
		return "move"
	case Without:
		return "take off"
	}
	return ""
}

// Reasons say why this remedy, and what speaks against it, "" where there is nothing to
// say.
func (r Remedy) Reasons() string {
	said := r.Concerns
	if r.Why != "" {
		said = append([]string{r.Why}, said...)
	}
	return strings.Join(said, "; ")
}
