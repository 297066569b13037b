package finder

import (
	"context"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/slots"
)

// leavingID stands in a grid for who is to be replaced, whose time is of no account.
const leavingID = -2

// StandIn is a member of a pool who may come in someone's place.
type StandIn struct {
	Chosen
	// Reason is why they cannot; its Kind is None for those who can.
	Reason slots.Reason
}

// StandIns lists who of a pool could come to an interview, which keeps its hour, in place
// of a participant at a level of the pool: first those who are known to be free, the
// best first and those of the very same level before others who learn; then those who
// cannot, with why. Who is invited already, sits in another interview of the same loop, or has
// declined these very times, is not among them. It reads the store only.
func (f *Finder) StandIns(ctx context.Context, actor recruit.Member, r recruit.Record, leaves recruit.Participant, pool pools.Pool, level pools.Level) ([]StandIn, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return nil, err
	}
	i := r.Interview
	var ids []recruit.MemberID
	for _, m := range pool.Members {
		if m.ID != leaves.MemberID && !outOfIt(r, m) {
			ids = append(ids, m.ID)
		}
	}
	s := &search{finder: f, actor: actor}
	s.found.From, s.found.To = i.Start.Add(-maxBuffer).Truncate(slots.Quarter), i.End().Add(maxBuffer+slots.Quarter)
	lines, err := f.Times.Timelines(ctx, actor, ids, s.found.From, s.found.To, availability.Options{Except: []recruit.InterviewID{i.ID}, Candidate: i.CandidateID})
	if err != nil {
		return nil, err
	}
	people := []slots.Person{{ID: leavingID, Name: leaves.Called()}}
	need := slots.Need{Name: pool.Name, Count: 1, Members: []slots.Member{{Person: leavingID, Role: roleOf(level)}}}
	team := map[recruit.MemberID]recruit.Member{}
	for _, line := range lines {
		m, _ := pool.Member(line.Member.ID)
		team[line.Member.ID] = line.Member
		people = append(people, s.personOf(line))
		need.Members = append(need.Members, slots.Member{Person: int64(line.Member.ID), Role: roleOf(pool.Level(m))})
	}
	grid, err := slots.NewGrid(s.found.From, s.found.To, people)
	if err != nil {
		return nil, tooMuch(err)
	}
	zone := r.Candidate.Location()
	if zone == nil {
		zone = time.UTC
	}
	all, err := grid.StandIns(ctx, slots.Query{Zone: zone, Sessions: []slots.Session{{Duration: i.Duration, Needs: []slots.Need{need}}}}, 0, i.Start, leavingID, nil)
	if err != nil {
		return nil, tooMuch(err)
	}
	out := make([]StandIn, 0, len(all))
	for _, a := range all {
		m := team[recruit.MemberID(a.Seat.Person)]
		in, _ := pool.Member(m.ID)
		tellTimeOf(&a.Reason, actor.Location())
		out = append(out, StandIn{Chosen{Seat: a.Seat, Member: m, Pool: pool.ID, Level: pool.Level(in)}, a.Reason})
	}
	slices.SortStableFunc(out, func(a, b StandIn) int { return rank(a, level) - rank(b, level) })
	return out, nil
}

// rank puts those who can before others, and among them the very level first.
func rank(s StandIn, level pools.Level) int {
	switch {
	case s.Reason.Kind != slots.None:
		return 2
	case s.Level != level:
		return 1
	}
	return 0
}

// outOfIt reports whether a member is in the interview already, or in another one of its
// loop that takes place, or has said no to the times that it has.
func outOfIt(r recruit.Record, m pools.Member) bool {
	is := func(p recruit.Participant) bool {
		return p.MemberID == m.ID || sanitize.SameAddress(p.Address, m.Email)
	}
	for _, session := range r.Standing() {
		if session.Interview.ID != r.Interview.ID && slices.ContainsFunc(session.People, is) {
			return true
		}
	}
	return slices.ContainsFunc(r.People, func(p recruit.Participant) bool {
		return is(p) && (p.RemovedAt.IsZero() && p.Audience != recruit.ToOrganiser || p.Said.Absent() && r.Counts(p))
	})
}

// roleOf is a level as the grid takes it.
func roleOf(level pools.Level) slots.Role {
	//exhaustive:enforce
	switch level {
	case pools.Shadow:
		return slots.Shadow
	case pools.ReverseShadow:
		return slots.ReverseShadow
	case pools.Qualified:
	}
	return slots.Qualified
}
