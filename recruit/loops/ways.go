package loops

import "recruitty/recruit/slots"

// WayOut says what a relaxation lets go of and what it gives; of a shorter session it names
// which.
func (s Solution) WayOut(r slots.Relaxation) string {
	said := s.Found.WayOut(r)
	for _, l := range r.Lifts {
		if l.Kind == slots.Length && l.Session >= 0 && l.Session < len(s.Plan.Sessions) {
			return s.Plan.Sessions[l.Session].Title + " " + said
		}
	}
	return said
}
