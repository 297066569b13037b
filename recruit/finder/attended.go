package finder

import (
	"cmp"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/recruit/slots"
)

// attended refuses a search whose lifts leave a session in which nobody has to take part:
// it could be booked with nobody but the candidate.
func (s *search) attended() error {
	if one := s.deserted(s.ask.Lifts); one != nil {
		return recruit.Refused("Nobody would take part in %s; choose another alternative.", cmp.Or(one.Title, "the interview"))
	}
	return nil
}

// deserted is the first session in which nobody has to take part because of lifts; nil
// where someone has to in each.
func (s *search) deserted(lifts []slots.Lift) *session {
	excused := func(id recruit.MemberID) bool {
		return slices.ContainsFunc(lifts, func(l slots.Lift) bool {
			return l.Kind == slots.Attendance && (l.Person == 0 || l.Person == int64(id))
		})
	}
	for _, one := range s.sessions {
		fewer := slices.ContainsFunc(one.named, excused)
		comes := one.stranger || slices.ContainsFunc(one.named, func(id recruit.MemberID) bool { return !excused(id) })
		for _, need := range one.Needs {
			qualified := s.qualifiedOf(need, one.named)
			if len(qualified) != need.Count { // the grid excuses nobody out of a larger pool
				comes = true
				continue
			}
			fewer = fewer || slices.ContainsFunc(qualified, excused)
			comes = comes || slices.ContainsFunc(qualified, func(id recruit.MemberID) bool { return !excused(id) })
		}
		if fewer && !comes {
			return one
		}
	}
	return nil
}

// qualifiedOf are the members of a pool who can be chosen, without those who take part
// anyway.
func (s *search) qualifiedOf(need pools.Need, named []recruit.MemberID) []recruit.MemberID {
	var ids []recruit.MemberID
	for _, m := range s.needOf(need, named).Members {
		if m.Role == slots.Qualified {
			ids = append(ids, recruit.MemberID(m.Person))
		}
	}
	return ids
}
