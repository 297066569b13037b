// Package booking says what stands in the way of an interview: who of it has another one
// at the time, and whose limits it would exceed (R14). It is one rule for what a person is
// warned of before they decide, and for what the store refuses in the transaction that
// writes: between the two someone else may have been faster.
//
// Whoever decides hands back, as recruit.Agreed of their request, the clashes that they
// were shown and book in spite of. Who can be shown none, because no person of the team
// decides, leaves it empty and calls scheduling.Service.Book. In both cases what clashes
// and was not agreed to is recruit.ErrTaken, and nothing is written.
package booking

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/hours"
)

// Store knows what people's time is taken by.
type Store interface {
	// Taken returns what stands in the time that a claim asks about, in one consistent
	// view.
	Taken(ctx context.Context, c Claim) (Kept, error)
}

// Claim is the time that an interview takes, and of whom.
type Claim struct {
	Interview  recruit.InterviewID // which takes it; 0 for a new one
	Start, End time.Time           // UTC
	Persons    []Person
	// Instead are interviews that the same commit moves or calls off: they count for nothing.
	Instead []recruit.InterviewID
	// Aside are interviews that the same request is about to change: they count for no
	// limit.
	Aside []recruit.InterviewID
	// Dated asks since when each is so, as recruit.Clash.Decided.
	Dated bool
}

// Role is how someone takes part.
type Role uint8

// The roles.
const (
	Candidate Role = iota
	Panel
	Host // whose Zoom account holds the meeting
)

// Person is someone whose time is asked for.
type Person struct {
	Role      Role
	Candidate recruit.CandidateID // of a Candidate
	Member    recruit.MemberID    // of a Panel, 0 beyond the team; of a Host
	Address   string              // of a Panel
	Name      string
}

// Who names a person for ever, or as long as they have the address if they are not of the
// team: as recruit.Clash.Who.
func (p Person) Who() string {
	switch {
	case p.Role == Candidate:
		return "c" + strconv.FormatInt(int64(p.Candidate), 10)
	case p.Role == Host:
		return "h" + strconv.FormatInt(int64(p.Member), 10)
	case p.Member != 0:
		return "m" + strconv.FormatInt(int64(p.Member), 10)
	}
	return strings.ToLower(p.Address)
}

// Of is the claim of an interview, as it would be, for a booking.
func Of(i recruit.Interview, b recruit.Booking) Claim {
	c := Claim{Interview: i.ID, Start: i.Start, End: i.End(), Instead: b.Instead, Aside: b.Agreed.Aside}
	for _, p := range b.People {
		switch {
		case p.Audience == recruit.ToCandidate:
			c.Persons = append(c.Persons, Person{Candidate: i.CandidateID, Name: p.Called()})
		case p.Audience == recruit.ToPanel:
			c.Persons = append(c.Persons, Person{Role: Panel, Member: p.MemberID, Address: p.Address, Name: p.Called()})
		}
	}
	if b.Host && i.Platform == recruit.Zoom {
		c.Persons = append(c.Persons, Person{Role: Host, Member: i.OrganiserID})
	}
	return c
}

// Sitting is an interview in someone's time. One that is cancelled is none, and who has
// declined it does not sit in it.
type Sitting struct {
	Who        string
	Interview  recruit.InterviewID
	Title      string
	Start, End time.Time
	Scheduled  bool // it is ahead, or runs; false for one that is over and counts for loads
	Panel      bool // the person takes part in it, and has not just an entry of it
	Decided    time.Time
}

// In lists how an interview sits in the time of those whom a claim asks for, whenever it
// is: as a Store that keeps it would.
func In(r recruit.Record, c Claim) []Sitting {
	i := r.Interview
	if i.Status == recruit.Cancelled {
		return nil
	}
	s := Sitting{Interview: i.ID, Title: i.Title, Start: i.Start, End: i.End(), Scheduled: i.Status == recruit.Scheduled, Panel: true, Decided: decided(r)}
	var all []Sitting
	for _, p := range c.Persons {
		s.Who = p.Who()
		switch {
		case p.Role == Candidate && p.Candidate == i.CandidateID && s.Scheduled, p.Role == Host && p.Member == i.OrganiserID && i.Platform == recruit.Zoom && s.Scheduled:
			all = append(all, s)
		case p.Role == Panel:
			for _, q := range r.People {
				same := p.Member != 0 && p.Member == q.MemberID || strings.EqualFold(p.Address, q.Address)
				if same && q.Audience != recruit.ToCandidate && q.RemovedAt.IsZero() && !q.Answer.Absent() {
					sits := s
					sits.Panel = q.Audience == recruit.ToPanel
					all = append(all, sits)
					break
				}
			}
		}
	}
	return all
}

// decided is since when the times of an interview are what they are: who came back to them
// has decided anew.
func decided(r recruit.Record) time.Time {
	at := r.Interview.CreatedAt
	for n := len(r.Versions) - 1; n >= 0; n-- {
		v := r.Versions[n]
		if !v.Start.Equal(r.Interview.Start) || v.Duration != r.Interview.Duration {
			break
		}
		at = v.At
	}
	return at
}

// Kept is what people's time is taken by.
type Kept struct {
	Sittings []Sitting
	// Hours are those of the members of the panel, with their limits.
	Hours map[recruit.MemberID]hours.Hours
}

// Find lists what stands in the way of a claim: interviews at the same time by their
// start, then limits.
func Find(c Claim, k Kept) []recruit.Clash {
	var same, limits []recruit.Clash
	for _, p := range c.Persons {
		var own []Sitting
		for _, s := range k.Sittings {
			if s.Who == p.Who() && (s.Interview != c.Interview || c.Interview == 0) && !slices.Contains(c.Instead, s.Interview) {
				own = append(own, s)
			}
		}
		for _, s := range own {
			if !s.Scheduled || !s.Start.Before(c.End) || !s.End.After(c.Start) || p.Role == Panel && !s.Panel {
				continue
			}
			cause := recruit.TwoPlaces
			if p.Role == Host {
				cause = recruit.HostsTwo
			}
			same = append(same, s.clash(cause, p))
		}
		if h, known := k.Hours[p.Member]; known && p.Role == Panel {
			limits = append(limits, over(c, p, h, own)...)
		}
	}
	slices.SortStableFunc(same, func(a, b recruit.Clash) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Interview, b.Interview))
	})
	return append(same, limits...)
}

func (s Sitting) clash(cause recruit.ClashCause, p Person) recruit.Clash {
	return recruit.Clash{Cause: cause, Who: p.Who(), Name: p.Name, Interview: s.Interview, Title: s.Title, Start: s.Start, End: s.End, Decided: s.Decided}
}

// over lists which limits of a member the claim would exceed.
func over(c Claim, p Person, h hours.Hours, own []Sitting) []recruit.Clash {
	var all []recruit.Clash
	day := hours.DateOf(c.Start.In(h.Zone))
	onDay, inWeek := 0, 0
	for _, s := range own {
		if slices.Contains(c.Aside, s.Interview) {
			continue
		}
		if on := hours.DateOf(s.Start.In(h.Zone)); on.Monday() == day.Monday() {
			inWeek++
			if on == day {
				onDay++
			}
		}
		near := s.Start.Before(c.End.Add(h.After)) && s.End.Add(h.Before).After(c.Start)
		if s.Scheduled && near && (!s.Start.Before(c.End) || !s.End.After(c.Start)) {
			all = append(all, s.clash(recruit.TooClose, p))
		}
	}
	limit := func(cause recruit.ClashCause, count, most int) {
		if most > 0 && count >= most {
			all = append(all, recruit.Clash{Cause: cause, Who: p.Who(), Name: p.Name, Count: count, Limit: most})
		}
	}
	limit(recruit.DayFull, onDay, h.PerDay)
	limit(recruit.WeekFull, inWeek, h.PerWeek)
	return all
}
