package windows

import (
	"fmt"
	"slices"
	"time"

	"recruitty/recruit/timeparse"
)

// settleZone decides in which zone her words are, or asks.
func (r *reader) settleZone() {
	defer r.setToday()
	if len(r.zones) > maxZones {
		r.zoneAsked = true
		r.ask(KindZone, r.zones[0].from, r.zones[0].to, fmt.Sprintf("The text names more than %d time zones; leave one in it.", maxZones))
		return
	}
	var found []namedZone
	for _, z := range r.zones {
		if z.mine {
			continue
		}
		if z.yours {
			z.zone = r.request.Yours
		}
		if z.choices != nil && r.request.Zone != nil && slices.ContainsFunc(z.choices, func(c *time.Location) bool { return sameClocks(c, r.request.Zone, r.request.Reference) }) {
			z.zone = r.request.Zone // it is what is known of her already
		}
		for _, other := range r.zones {
			if z.choices != nil && other.zone != nil && slices.ContainsFunc(z.choices, func(c *time.Location) bool { return sameClocks(c, other.zone, r.request.Reference) }) {
				z.zone = other.zone // "I'm in Denver (MST)"
			}
		}
		if z.zone == nil {
			z.zone = r.askZone(z)
		}
		if z.zone == nil {
			continue
		}
		if !slices.ContainsFunc(found, func(f namedZone) bool { return sameClocks(f.zone, z.zone, r.request.Reference) }) {
			found = append(found, z)
		}
	}
	switch {
	case len(found) > 1:
		r.zoneAsked = true
		r.ask(KindZone, found[1].from, found[1].to, fmt.Sprintf("“%s” and “%s” are two time zones; leave one of them out of the text, with its times.",
			r.shown(found[0].from, found[0].to), r.shown(found[1].from, found[1].to)))
	case len(found) == 1:
		r.zone, r.zoneWords = found[0].zone, r.shown(found[0].from, found[0].to)
		if known := r.request.Zone; known != nil && sameClocks(known, r.zone, r.request.Reference) {
			r.zone = known // "CET" of someone in Berlin
		}
	}
}

// askZone asks which zone words mean.
func (r *reader) askZone(z namedZone) *time.Location {
	words := r.shown(z.from, z.to)
	says := fmt.Sprintf("The time zone of “%s” is not known; set the candidate's zone or write the city.", words)
	var choices []Choice
	if z.choices != nil {
		for _, c := range z.choices {
			choices = append(choices, Choice{c.String(), timeparse.Labelled(r.request.Reference.In(c))})
		}
		says = fmt.Sprintf("“%s” can mean several time zones: %s; choose the one that is meant.", words, orList(choices))
	} else if z.yours {
		says = fmt.Sprintf("“%s” is your own time zone, which is not known here; set it in your profile.", words)
	}
	answer, answered := r.ask(KindZone, z.from, z.to, says, choices...)
	for _, c := range z.choices {
		if answered && c.String() == answer {
			return c
		}
	}
	if !answered {
		r.zoneAsked = true
	}
	return nil
}

// sameClocks reports whether two zones show the same time in the months around an instant.
func sameClocks(a, b *time.Location, at time.Time) bool {
	for _, months := range []int{0, 1, 2, 4} {
		t := at.AddDate(0, months, 0)
		if timeparse.Offset(t.In(a)) != timeparse.Offset(t.In(b)) {
			return false
		}
	}
	return true
}
