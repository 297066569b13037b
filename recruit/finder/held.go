package finder

import (
	"slices"
	"time"

	"recruitty/recruit/availability"
	"recruitty/recruit/slots"
)

// heldIn are the hours of a person that offers hold and that meet a stretch, one of each offer.
func heldIn(all []availability.Held, start, end time.Time) []availability.Held {
	var met []availability.Held
	for _, h := range all {
		if h.Start.Before(end) && h.End.After(start) && !slices.ContainsFunc(met, func(o availability.Held) bool { return o.Offer == h.Offer }) {
			met = append(met, h)
		}
	}
	return met
}

// besides are the soft stretches of a person that are more than what is held.
func besides(soft []slots.Span, held []availability.Held) []slots.Span {
	return slices.DeleteFunc(slices.Clone(soft), func(s slots.Span) bool {
		at := s.Start
		for range held { // each turn comes to the end of one, or none leads on
			n := slices.IndexFunc(held, func(h availability.Held) bool { return !h.Start.After(at) && h.End.After(at) })
			if n < 0 {
				break
			}
			at = held[n].End
		}
		return !at.Before(s.End)
	})
}

// tellHeld lets a reason why a day has no hour say that offers hold the hours of a person, where
// what is soft about them on that day begins with one.
func (s *search) tellHeld(r *slots.Reason, day time.Time) {
	if r.Kind == slots.Soft && r.Person > 0 {
		end := day.AddDate(0, 0, 1)
		for _, h := range heldIn(s.held[r.Person], day, end) {
			r.Held = h.Words(s.actor.Location())
			break
		}
	}
	for i := range r.Members {
		s.tellHeld(&r.Members[i], day)
	}
}
