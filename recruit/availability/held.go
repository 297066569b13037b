package availability

import (
	"slices"
	"time"

	"recruitty/recruit"
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
