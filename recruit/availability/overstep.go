package availability

import (
	"slices"
	"time"

	"recruitty/recruit/hours"
)

// versions are hours as they are, with those of before.
type versions struct {
	past []PastRules // oldest first
	now  hours.Rules
}

// at are the hours that held at a moment. What was changed more often than is kept
// counts as the oldest that is known.
func (v versions) at(t time.Time) hours.Rules {
	for _, p := range v.past {
		if p.Until.After(t) {
			return p.Rules
		}
	}
	return v.now
}

// history is what someone's hours are made of: their own over the workspace's, over
// what holds where nothing is set.
type history struct {
	base         hours.Hours
	company, own versions
}

func (h history) at(t time.Time) hours.Hours {
	return h.own.at(t).Over(h.company.at(t).Over(h.base))
}

// changes are the moments after t at which hours became others, the newest first.
func (h history) changes(t time.Time) []time.Time {
	var all []time.Time
	for _, p := range slices.Concat(h.company.past, h.own.past) {
		if p.Until.After(t) {
			all = append(all, p.Until)
		}
	}
	slices.SortFunc(all, func(a, b time.Time) int { return b.Compare(a) })
	return all
}

// overstep is time of an interview in which someone does not work any more.
type overstep struct {
	hours.Closed
	since time.Time
}

// oversteps lists when during an interview a person does not work by hours that were
// changed since it was decided; what was so by then is left out.
func (h history) oversteps(b Booking) []overstep {
	changed := h.changes(b.Decided)
	if len(changed) == 0 {
		return nil
	}
	x := hours.NewExpander(b.Start, b.End)
	then := x.Expand(h.at(b.Decided)).Closed
	var all []overstep
	for _, c := range x.Expand(h.at(changed[0])).Closed {
		if wasClosed(c, then) {
			continue
		}
		o := overstep{Closed: c, since: changed[0]}
		for _, t := range changed[1:] {
			if !wasClosed(c, x.Expand(h.at(t)).Closed) {
				break
			}
			o.since = t
		}
		all = append(all, o)
	}
	return all
}

// wasClosed reports whether a stretch was closed before as well. Time off and a holiday
// are more than hours at which someone works seldom: who was asked beyond their hours
// may come, who is away does not.
func wasClosed(c hours.Closed, before []hours.Closed) bool {
	at := c.Start
	for _, was := range before { // in order, without overlaps
		away := was.Cause == hours.Away || was.Cause == hours.Public
		if !away && (c.Cause == hours.Away || c.Cause == hours.Public) || !was.End.After(at) {
			continue
		}
		if was.Start.After(at) {
			return false
		}
		at = was.End
	}
	return !at.Before(c.End)
}
