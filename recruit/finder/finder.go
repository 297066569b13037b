package finder

import (
	"context"
	"errors"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/slots"
)

// candidateID stands for the candidate in a grid, where members have their own ids. In
// the further sessions of a loop it is the numbers below: a grid would take one person
// for someone who sits twice.
const candidateID = -1

// candidateIn stands for the candidate in a session of a loop.
func candidateIn(session int) int64 { return candidateID - int64(session) }

// Find looks for hours. Only who schedules may: it shows when others are free.
func (f *Finder) Find(ctx context.Context, actor recruit.Member, r Request) (Found, error) {
	one := Session{Duration: r.Duration, People: r.People, Needs: r.Needs}
	s, err := f.search(ctx, actor, r.search(), []Session{one}, slots.Loop{})
	if err != nil {
		return s.found, err
	}
	if len(s.found.People) == 1 && len(r.Needs) == 0 && len(s.found.Strangers) == 0 {
		return s.found, Nobody()
	}
	if err := s.attended(); err != nil {
		return s.found, err
	}
	result, err := s.look(ctx)
	for _, c := range result.Choices {
		if h := s.hourOf(c.Sessions[0], c.Quality); !s.asItIs(h) {
			s.found.Hours = append(s.found.Hours, h)
		}
	}
	return s.found, err
}

// search begins a search for the hours of sessions.
func (f *Finder) search(ctx context.Context, actor recruit.Member, ask Search, sessions []Session, rules slots.Loop) (*search, error) {
	s := &search{finder: f, actor: actor, ask: ask, rules: rules}
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return s, err
	}
	for _, one := range sessions {
		s.sessions = append(s.sessions, &session{Session: one})
	}
	return s, s.gather(ctx)
}

// search is one at work.
type search struct {
	finder   *Finder
	actor    recruit.Member
	ask      Search
	sessions []*session
	rules    slots.Loop

	candidate recruit.Candidate
	team      map[recruit.MemberID]recruit.Member
	named     []recruit.MemberID // who is asked for, in order
	people    []slots.Person
	held      map[int64][]availability.Held // by who is in the grid
	moved     []recruit.InterviewSummary    // those of the interviews to be moved that lie in the window
	found     Found
}

// session is one of a search, with the members whom its addresses name.
type session struct {
	Session
	named, optional []recruit.MemberID
	stranger        bool // someone besides who is not in the team
}

// gather reads everything that the search needs.
func (s *search) gather(ctx context.Context) error {
	var err error
	if s.candidate, err = s.finder.Store.Candidate(ctx, s.ask.Candidate); err != nil {
		return err
	}
	s.found.Zone, s.found.windows = s.candidate.Location(), s.ask.Windows
	if s.found.Zone == nil {
		s.found.Zone, s.found.nowhere = s.actor.Location(), s.candidate.Name
	}
	s.bound()
	team, err := s.finder.Store.Members(ctx, false)
	if err != nil {
		return err
	}
	s.team = make(map[recruit.MemberID]recruit.Member, len(team))
	for _, m := range team {
		s.team[m.ID] = m
	}
	for _, one := range s.sessions {
		one.named = s.membersOf(one.People, team)
		one.stranger = slices.ContainsFunc(one.People, func(a string) bool { return slices.Contains(s.found.Strangers, a) })
		one.optional = slices.DeleteFunc(s.membersOf(one.Optional, team), func(id recruit.MemberID) bool { return slices.Contains(one.named, id) })
	}
	lines, err := s.finder.Times.Timelines(ctx, s.actor, s.everybody(), s.found.From, s.found.To, availability.Options{Except: s.ask.Except, Candidate: s.ask.Candidate, Team: s.team})
	if err != nil {
		return err
	}
	s.held = map[int64][]availability.Held{}
	for n, line := range lines {
		s.people = append(s.people, s.personOf(line))
		if len(line.Held) > 0 {
			s.held[int64(line.Member.ID)] = line.Held
		}
		p := Person{ID: int64(line.Member.ID), Name: line.Member.Name, Member: line.Member, Gaps: line.Gaps, ReadAt: line.ReadAt}
		if n < len(s.named) {
			s.found.People = append(s.found.People, p)
		} else {
			s.found.Pool = append(s.found.Pool, p)
		}
	}
	return s.addCandidate(ctx)
}

// membersOf are the members whom addresses name, each once; of the others nothing is
// known.
func (s *search) membersOf(addresses []string, team []recruit.Member) (ids []recruit.MemberID) {
	for _, address := range addresses {
		i := slices.IndexFunc(team, func(m recruit.Member) bool { return sanitize.SameAddress(m.Email, address) })
		switch {
		case sanitize.SameAddress(address, s.candidate.Email):
		case i < 0:
			if !slices.Contains(s.found.Strangers, address) {
				s.found.Strangers = append(s.found.Strangers, address)
			}
		case !slices.Contains(ids, team[i].ID):
			ids = append(ids, team[i].ID)
		}
	}
	for _, id := range ids {
		if !slices.Contains(s.named, id) {
			s.named = append(s.named, id)
		}
	}
	return ids
}

// everybody lists whose time counts: who is asked for, then the others of the pools.
func (s *search) everybody() []recruit.MemberID {
	ids := slices.Clone(s.named)
	for _, one := range s.sessions {
		for _, need := range one.Needs {
			for _, m := range need.Pool.Members {
				if _, in := s.team[m.ID]; in && !slices.Contains(ids, m.ID) {
					ids = append(ids, m.ID)
				}
			}
		}
	}
	return ids
}

// bound sets the window of the search.
func (s *search) bound() {
	now := s.finder.Now()
	if at := s.ask.At; !at.IsZero() { // with the neighbours, to which there may have to be a pause
		s.found.From, s.found.To = at.Add(-maxBuffer), at.Add(s.sessions[0].Duration+maxBuffer)
		return
	}
	s.found.From = s.ask.From
	if s.found.From.Before(now) {
		s.found.From = now.Truncate(slots.Quarter)
	}
	days := min(max(s.ask.Days, 0), FarDays)
	if days == 0 {
		days = NearDays
	}
	s.found.To = s.ask.To
	if s.found.To.IsZero() {
		y, m, d := s.found.From.In(s.found.Zone).Date()
		s.found.To = time.Date(y, m, d+days, 0, 0, 0, 0, s.found.Zone)
	}
	if last := s.found.From.AddDate(0, 0, FarDays); s.found.To.After(last) {
		s.found.To = last
	}
}

// personOf writes a timeline as the grid takes it.
func (s *search) personOf(t availability.Timeline) slots.Person {
	p := slots.Person{ID: int64(t.Member.ID), Name: t.Member.Name, Zone: t.Hours.Zone, Busy: t.Busy, ReadFrom: t.From, ReadTo: t.To,
		Before: t.Hours.Before, After: t.Hours.After, DayCap: t.Hours.PerDay, WeekCap: t.Hours.PerWeek}
	for _, w := range t.Open.Working {
		p.Hours = append(p.Hours, slots.Span{Start: w.Start, End: w.End})
	}
	for _, w := range t.Open.Preferred {
		p.Preferred = append(p.Preferred, slots.Span{Start: w.Start, End: w.End})
	}
	for _, c := range t.Open.Closed {
		if c.Cause == hours.Away || c.Cause == hours.Public {
			p.Off = append(p.Off, slots.Span{Start: c.Start, End: c.End})
		}
	}
	for _, b := range t.Booked {
		p.Booked = append(p.Booked, b.Start)
		if b.Start.Before(s.found.From) {
			p.Recent++
		}
	}
	return p
}

// addCandidate puts the candidate into the grid: they are in their other interviews
// meanwhile, like everybody (R14).
func (s *search) addCandidate(ctx context.Context) error {
	const longest = recruit.MaxDuration
	all, err := s.finder.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: s.candidate.ID, Status: recruit.Scheduled, From: s.found.From.Add(-longest), To: s.found.To})
	if err != nil {
		return err
	}
	p := slots.Person{ID: candidateID, Name: s.candidate.Name, Zone: s.found.Zone, ReadFrom: s.found.From.AddDate(0, 0, -2), ReadTo: s.found.To.AddDate(0, 0, 2),
		Hours: []slots.Span{{Start: s.found.From.AddDate(0, 0, -2), End: s.found.To.AddDate(0, 0, 2)}}}
	for _, i := range all {
		if slices.Contains(s.ask.Except, i.ID) {
			s.moved = append(s.moved, i)
		} else {
			p.Busy = append(p.Busy, busy.Interval{Start: i.Start, End: i.Start.Add(i.Duration), State: busy.Busy})
		}
	}
	for n := range s.sessions {
		p.ID = candidateIn(n)
		s.people = append(s.people, p)
	}
	s.found.People = append(s.found.People, Person{ID: candidateID, Name: s.candidate.Name})
	return nil
}

// look lets the grid choose, and finds out why there is no more.
func (s *search) look(ctx context.Context) (slots.Result, error) {
	grid, err := slots.NewGrid(s.found.From, s.found.To, s.people)
	if err != nil {
		return slots.Result{}, tooMuch(err)
	}
	s.found.grid = grid
	q := s.query()
	result, err := grid.Find(ctx, q)
	if err != nil {
		return result, tooMuch(err)
	}
	s.found.Days, s.found.GaveUp = result.Days, result.GaveUp
	if s.ask.Bare {
		return result, ctx.Err()
	}
	if s.found.Refusals, _, err = grid.Refusals(ctx, q); err != nil {
		return result, tooMuch(err)
	}
	for i := range s.found.Refusals {
		tellTimeOf(&s.found.Refusals[i].Reason, s.actor.Location())
		s.tellHeld(&s.found.Refusals[i].Reason, s.found.Refusals[i].Start)
	}
	if s.found.Relaxations, _, err = grid.Relax(ctx, q); err != nil {
		return result, tooMuch(err)
	}
	s.found.Relaxations = narrow(slices.DeleteFunc(s.found.Relaxations, func(r slots.Relaxation) bool {
		return s.deserted(slices.Concat(s.ask.Lifts, r.Lifts)) != nil
	}))
	return result, ctx.Err()
}

// asItIs reports whether an hour is the one that the interview to be moved has already.
func (s *search) asItIs(h Hour) bool {
	return slices.ContainsFunc(s.moved, func(i recruit.InterviewSummary) bool {
		return h.Start.Equal(i.Start) && h.End.Sub(h.Start) == i.Duration
	})
}

// tellTimeOf lets a reason name its times on the clock of who reads it; the grid counts in
// the candidate's zone.
func tellTimeOf(r *slots.Reason, zone *time.Location) {
	if !r.Until.IsZero() {
		r.Until = r.Until.In(zone)
	}
	for i := range r.Members {
		tellTimeOf(&r.Members[i], zone)
	}
}

// narrow leaves out ways on which the candidate does not come, and those that let go of a
// constraint for everybody where letting go of it for one person gives as much.
func narrow(all []slots.Relaxation) []slots.Relaxation {
	all = slices.DeleteFunc(all, func(r slots.Relaxation) bool {
		return slices.ContainsFunc(r.Lifts, func(l slots.Lift) bool { return l.Person < 0 })
	})
	return slices.DeleteFunc(slices.Clone(all), func(wide slots.Relaxation) bool {
		return len(wide.Lifts) == 1 && wide.Lifts[0].Person == 0 && slices.ContainsFunc(all, func(one slots.Relaxation) bool {
			return len(one.Lifts) == 1 && one.Lifts[0].Kind == wide.Lifts[0].Kind && one.Lifts[0].Person != 0 && one.Hours >= wide.Hours
		})
	})
}

// tooMuch says what of a search the grid does not take.
func tooMuch(err error) error {
	if errors.Is(err, slots.ErrInput) {
		return &recruit.Problem{Kind: recruit.ErrInvalid, Sentence: "This is too much to search at once; ask for fewer people or a shorter period.", Cause: err}
	}
	return err
}

// query is what is asked for as the grid takes it.
func (s *search) query() slots.Query {
	q := slots.Query{From: s.found.From, To: s.found.To, Earliest: s.finder.Now().Add(Notice), Zone: s.found.Zone, Loop: s.rules,
		Candidate: slots.Candidate{Windows: s.ask.Windows}, AllowSoft: s.ask.Soft, Lifts: s.ask.Lifts, Limit: s.ask.Limit, PerDay: s.ask.PerDay, Apart: 30 * time.Minute}
	for n, one := range s.sessions {
		q.Sessions = append(q.Sessions, s.sessionOf(n, one))
		q.Essential = append(q.Essential, candidateIn(n))
	}
	for _, id := range s.everybody() {
		if s.deserted(append(slices.Clone(s.ask.Lifts), slots.Lift{Kind: slots.Attendance, Person: int64(id)})) != nil {
			q.Essential = append(q.Essential, int64(id))
		}
	}
	if at := s.ask.At; !at.IsZero() {
		q.From, q.To = at, at.Add((s.sessions[0].Duration + slots.Quarter - 1).Truncate(slots.Quarter))
	}
	if len(s.ask.Windows) == 0 {
		q.Candidate.From, q.Candidate.To = civilFrom, civilTo
	}
	return q
}

// sessionOf is a session as the grid takes it: the candidate, those who are asked for,
// then the pools.
func (s *search) sessionOf(n int, one *session) slots.Session {
	out := slots.Session{Title: one.Title, Duration: one.Duration, Needs: []slots.Need{{Count: 1, Members: []slots.Member{{Person: candidateIn(n)}}}}}
	for _, id := range one.named {
		out.Needs = append(out.Needs, slots.Need{Count: 1, Members: []slots.Member{{Person: int64(id)}}})
	}
	for _, id := range one.optional {
		out.Optional = append(out.Optional, int64(id))
	}
	for _, need := range one.Needs {
		out.Needs = append(out.Needs, s.needOf(need, one.named))
	}
	return out
}

// needOf is what is wanted of a pool besides those who take part anyway, with one who
// learns where someone does.
func (s *search) needOf(need pools.Need, named []recruit.MemberID) slots.Need {
	n := slots.Need{Name: need.Pool.Name, Count: need.Count}
	for _, m := range need.Pool.Members {
		if _, in := s.team[m.ID]; !in || slices.Contains(named, m.ID) {
			continue
		}
		role := roleOf(need.Pool.Level(m))
		if role != slots.Qualified {
			n.Trainees = 1
		}
		n.Members = append(n.Members, slots.Member{Person: int64(m.ID), Role: role})
	}
	return n
}

// hourOf writes down where a session was placed.
func (s *search) hourOf(placed slots.Placed, quality slots.Quality) Hour {
	h := Hour{Start: placed.Start, End: placed.End, Absent: placed.Absent, Quality: quality}
	asked := s.sessions[placed.Session]
	first := 1 + len(asked.named) // the needs of pools come last
	for _, seat := range placed.Seats {
		if seat.Person < 0 {
			continue
		}
		chosen := Chosen{Seat: seat, Member: s.team[recruit.MemberID(seat.Person)], Held: heldIn(s.held[seat.Person], placed.Start, placed.End)}
		if seat.Need >= first {
			pool := asked.Needs[seat.Need-first].Pool
			chosen.Pool = pool.ID
			if m, in := pool.Member(recruit.MemberID(seat.Person)); in {
				chosen.Level = pool.Level(m)
			}
		}
		h.People = append(h.People, chosen)
	}
	for _, id := range asked.named {
		if !slices.ContainsFunc(h.People, func(c Chosen) bool { return c.Member.ID == id }) {
			h.Left = append(h.Left, s.team[id])
		}
	}
	return h
}
