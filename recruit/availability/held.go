package availability

import (
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/timeparse"
)

// Held is an hour of a member that an offer keeps for a candidate until it is answered. It
// may be overruled, as a tentative entry may.
type Held struct {
	Offer      recruit.OfferID
	Candidate  recruit.CandidateID
	Name       string // the candidate's; "" for who does not see the whole workspace
	Start, End time.Time
	Until      time.Time // when it ends by itself
	// Entered says that it may stand in the member's calendar, as a tentative entry.
	Entered bool
}

// leaveOut takes tentative entries of offers out of calendars that do not tell entries by UIDs: they
// are known as held hours. One that such a calendar has joined with others is soft for its length,
// for nobody knows whether there is anything else.
func (t *Timeline) leaveOut(all []Held) {
	for _, h := range all {
		for n := range t.Layers {
			if l := &t.Layers[n]; h.Entered && !l.UIDs {
				l.Entries = h.outOf(l.Entries)
			}
		}
	}
}

// outOf are entries without that of an hour that is held.
func (h Held) outOf(all []LayerEntry) []LayerEntry {
	within := func(e LayerEntry) bool {
		return (e.State == busy.Busy || e.State == busy.Soft) && !e.Start().After(h.Start) && !e.End().Before(h.End)
	}
	exact := func(e LayerEntry) bool { return within(e) && e.Start().Equal(h.Start) && e.End().Equal(h.End) }
	if n := slices.IndexFunc(all, exact); n >= 0 {
		return slices.Delete(slices.Clone(all), n, n+1)
	}
	n := slices.IndexFunc(all, func(e LayerEntry) bool { return within(e) && !e.Named && e.State == busy.Busy })
	if n < 0 {
		return all
	}
	e := all[n]
	var parts []LayerEntry
	for _, p := range []struct {
		from, to time.Time
		state    busy.State
	}{{e.Start(), h.Start, e.State}, {h.Start, h.End, busy.Soft}, {h.End, e.End(), e.State}} {
		if p.to.After(p.from) {
			parts = append(parts, LayerEntryAt(p.from.Unix(), uint32(p.to.Sub(p.from)/time.Second), e.since, p.state, false))
		}
	}
	return slices.Concat(all[:n], parts, all[n+1:])
}

// Words says for what an hour is held and until when: "for an offer to Mona, until Thu 3 Dec
// 10:00".
func (h Held) Words(zone *time.Location) string {
	said := "for an offer"
	if h.Name != "" {
		said += " to " + h.Name
	}
	return said + ", until " + timeparse.DayTime(h.Until.In(zone))
}

// notFor are the hours that are held for others than a candidate: theirs are not in their own
// way.
func notFor(all []Held, candidate recruit.CandidateID) []Held {
	if candidate == 0 || !slices.ContainsFunc(all, func(h Held) bool { return h.Candidate == candidate }) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(h Held) bool { return h.Candidate == candidate })
}
