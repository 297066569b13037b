package finder

import (
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/recruit/slots"
	"recruitty/recruit/timeparse"
)

// Who says who takes part, and of who was chosen out of a pool why:
// "Dana Ortiz, Ines Sá (2 this week, least of 6)".
func (h Hour) Who() string {
	var said []string
	for _, p := range h.People {
		name := p.Name
		switch {
		case p.Pool == 0:
		case p.Level != pools.Qualified:
			name += " (" + p.Level.Words() + ")"
		default:
			name += " (" + p.Reason() + ")"
		}
		said = append(said, name)
	}
	return strings.Join(said, ", ")
}

// Reason says why someone takes part: "asked for by name", "2 this week, least of 6".
func (p Chosen) Reason() string {
	if p.Pool != 0 && p.Why.Kind == slots.Named { // a pool of one is like a name to the grid
		return "the only one of the pool"
	}
	return p.Why.String()
}

// Uninvited says who was asked for and is not invited to the hour, "" where everybody is.
func (h Hour) Uninvited() string {
	var names []string
	for _, m := range h.Left {
		names = append(names, m.Name)
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0] + " is optional then and is not invited."
	}
	return strings.Join(names, ", ") + " are optional then and are not invited."
}

// Staying says who cannot come to the hour and stays invited, of an interview that is only
// moved; "" where everybody can.
func (h Hour) Staying() string {
	var names []string
	for _, m := range h.Left {
		names = append(names, m.Name)
	}
	if len(names) == 0 {
		return ""
	}
	return strings.Join(names, ", ") + " cannot come then and " + map[bool]string{true: "stays", false: "stay"}[len(names) == 1] + " invited; change the participants once it is moved."
}

// Concerns says what speaks against the hour although it is offered: soft entries that
// would be overruled, and what is not known. zone is that of who reads it.
func (h Hour) Concerns(zone *time.Location) []string {
	var said []string
	for _, p := range h.People {
		if soft := besides(p.Soft, p.Held); len(soft) > 0 {
			said = append(said, "over something that "+p.Name+" may be able to move, "+spans(soft, zone))
		}
		for _, h := range p.Held {
			said = append(said, p.Name+" is held "+h.Words(zone))
		}
		if len(p.Unknown) > 0 {
			said = append(said, "it is not known whether "+p.Name+" is free")
		}
		if p.Unpreferred {
			said = append(said, p.Name+" prefers other hours")
		}
	}
	for _, r := range h.Absent {
		said = append(said, r.String())
	}
	return said
}

// spans writes stretches of a day as "14:00–15:00".
func spans(all []slots.Span, zone *time.Location) string {
	var said []string
	for _, s := range all {
		said = append(said, timeparse.Hours(s.Start.In(zone), s.End))
	}
	return strings.Join(said, " and ")
}

// WayOut says what a relaxation is and what it gives: "without the buffer of Dana: 14
// hours"; of a loop it is the days on which it can begin.
func (f Found) WayOut(r slots.Relaxation) string {
	if f.several {
		return lifted(r) + ": " + recruit.Counted(r.Hours, "day", "days")
	}
	return WayOut(r)
}

// WayOut says what a relaxation of one interview is and what it gives.
func WayOut(r slots.Relaxation) string {
	return lifted(r) + ": " + recruit.Counted(r.Hours, "hour", "hours")
}

// lifted says what a relaxation lets go of.
func lifted(r slots.Relaxation) string {
	var said []string
	for n, l := range r.Lifts {
		name := ""
		if n < len(r.Names) {
			name = r.Names[n]
		}
		said = append(said, l.String(name))
	}
	return strings.Join(said, ", and ")
}

// None says that no hour was found, or no schedule of a loop; "" where some was.
func (f Found) None() string {
	until := " until " + timeparse.ShortDate(f.To.Add(-time.Minute).In(f.Zone)) + "."
	switch {
	case len(f.Hours) > 0, len(f.Loops) > 0:
		return ""
	case f.several:
		return "No schedule for these sessions suits everybody" + until
	}
	return "No time suits everybody" + until
}

// Short says that the search was ended before everything was looked through, "" as a rule.
func (f Found) Short() string {
	if !f.GaveUp {
		return ""
	}
	return "There is too much to search in full, so there may be better times."
}

// Blind says of which of those who were asked for nothing is known, "" where something
// is known of everybody.
func (f Found) Blind() string {
	if len(f.Strangers) == 0 {
		return ""
	}
	return "The availability of " + strings.Join(f.Strangers, ", ") + " is not known, because they are not in the team; ask them."
}

// Unplaced says that nobody knows where the candidate is, "" where someone does.
func (f Found) Unplaced() string {
	if f.nowhere == "" {
		return ""
	}
	return "The time zone of " + f.nowhere + " is not known: days and reasonable hours are taken from your own time zone."
}

// Unknown says what is not known about the people of the search; see Ages, Blind and
// Unplaced. moment writes a time.
func (f Found) Unknown(moment func(time.Time) string) []string {
	said := f.Ages(moment)
	for _, more := range []string{f.Blind(), f.Unplaced()} {
		if more != "" {
			said = append(said, more)
		}
	}
	return said
}

// Ages says of each person whose calendar is not up to date when it was read, or why it
// is not known. moment writes a time.
func (f Found) Ages(moment func(time.Time) string) []string {
	var said []string
	for _, p := range f.People {
		if len(p.Gaps) > 0 {
			said = append(said, p.Gaps[0].Words(p.Name, moment))
		}
	}
	return said
}
