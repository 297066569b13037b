package slots

import (
	"slices"
	"time"

	"recruitty/recruit/busy"
)

// judge works queries out from what was asked, without bits, tables or bounds: it tries
// every hour and every way to seat people.
type judge struct {
	people map[int64]*Person
	q      Query
}

func newJudge(people []Person, q Query) *judge {
	j := &judge{people: map[int64]*Person{}, q: q}
	for i := range people {
		j.people[people[i].ID] = &people[i]
	}
	return j
}

func (j *judge) lifted(k Kind, person int64) bool {
	return slices.ContainsFunc(j.q.Lifts, func(l Lift) bool { return l.Kind == k && (l.Person == 0 || l.Person == person) })
}

// state is what is known of a person's quarter-hour.
func (j *judge) state(p *Person, t time.Time) busy.State {
	end := t.Add(Quarter)
	state := busy.Free
	if t.Before(p.ReadFrom) || end.After(p.ReadTo) || !p.ReadTo.After(p.ReadFrom) {
		state = busy.Unknown
	}
	for _, e := range p.Busy {
		if e.Start.Before(end) && e.End.After(t) && e.End.After(e.Start) {
			state = busy.Both(state, e.State)
		}
	}
	for _, e := range j.q.Taken {
		if e.Person == p.ID && e.Start.Before(end) && e.End.After(t) {
			state = busy.Busy
		}
	}
	return state
}

func covered(spans []Span, t time.Time) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return !t.Before(s.Start) && !t.Add(Quarter).After(s.End) })
}

func touched(spans []Span, t time.Time) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return t.Before(s.End) && t.Add(Quarter).After(s.Start) })
}

func dateIn(t time.Time, zone *time.Location) time.Time {
	if zone == nil {
		zone = time.UTC
	}
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func mondayIn(t time.Time, zone *time.Location) time.Time {
	d := dateIn(t, zone)
	return d.AddDate(0, 0, -(int(d.Weekday())+6)%7)
}

// counts are a person's interviews on the day and in the week of an instant.
func (j *judge) counts(p *Person, t time.Time) (day, week int) {
	booked := slices.Clone(p.Booked)
	for _, e := range j.q.Taken {
		if e.Person == p.ID {
			booked = append(booked, e.Start)
		}
	}
	for _, b := range booked {
		if dateIn(b, p.Zone).Equal(dateIn(t, p.Zone)) {
			day++
		}
		if mondayIn(b, p.Zone).Equal(mondayIn(t, p.Zone)) {
			week++
		}
	}
	return day, week
}

// verdict is what one person is worth in a session at a start.
type verdict struct {
	can bool
	q   Quality // Days is 0
}

func (j *judge) person(p *Person, t time.Time, length time.Duration) verdict {
	var v verdict
	if j.q.NotMet && p.Met && !j.lifted(Met, p.ID) {
		return v
	}
	unknown := j.lifted(Unknown, p.ID)
	soft := j.q.AllowSoft || j.lifted(Soft, p.ID)
	preferred := len(p.Preferred) > 0
	for at := t; at.Before(t.Add(length)); at = at.Add(Quarter) {
		if !covered(p.Hours, at) && !j.lifted(Hours, p.ID) || touched(p.Off, at) && !j.lifted(Off, p.ID) {
			return v
		}
		switch j.state(p, at) {
		case busy.Busy:
			return v
		case busy.Unknown:
			if !unknown {
				return v
			}
			v.q.Unknown = 1
		case busy.Soft:
			if !soft {
				return v
			}
			v.q.Soft = 1
		case busy.Free:
		}
		if preferred && !covered(p.Preferred, at) {
			v.q.Unpreferred = 1
		}
	}
	if v.q.Unpreferred > 0 && j.q.OnlyPreferred {
		if !j.lifted(Preferred, p.ID) {
			return v
		}
	}
	if !j.lifted(Buffer, p.ID) {
		for _, e := range j.q.Taken {
			begin, end := e.Start.Truncate(Quarter).Add(-(p.Before+Quarter-1)/Quarter*Quarter), e.End.Add(p.After+Quarter-1).Truncate(Quarter)
			if e.Person == p.ID && e.End.After(e.Start) && t.Before(end) && t.Add((length+Quarter-1)/Quarter*Quarter).After(begin) {
				return v
			}
		}
		before := (p.Before + Quarter - 1) / Quarter * Quarter
		for at := t.Add(-before); at.Before(t.Add(length + p.After)); at = at.Add(Quarter) {
			switch j.state(p, at) {
			case busy.Busy:
				return v
			case busy.Unknown:
				if !unknown {
					return v
				}
				v.q.Unknown = 1
			case busy.Free, busy.Soft:
			}
		}
	}
	day, week := j.counts(p, t)
	if p.DayCap > 0 && day >= p.DayCap && !j.lifted(DayCap, p.ID) || p.WeekCap > 0 && week >= p.WeekCap && !j.lifted(WeekCap, p.ID) {
		return v
	}
	v.can = true
	v.q.Load, v.q.Recent = int64((week+1)*(week+1)), int64(p.Recent)
	return v
}

// wallClock is an instant of a day in the query's zone.
func (j *judge) wallClock(t time.Time, d time.Duration) time.Time {
	zone := j.q.Zone
	if zone == nil {
		zone = time.UTC
	}
	y, m, day := t.In(zone).Date()
	return time.Date(y, m, day, int(d/time.Hour), int(d%time.Hour/time.Minute), 0, 0, zone)
}

// start reports whether a session can start at an instant, people aside.
func (j *judge) start(t time.Time, length time.Duration) bool {
	if t.Before(j.q.From) || t.Add((length+Quarter-1)/Quarter*Quarter).After(j.q.To) || t.Before(j.q.Earliest) && !j.lifted(Notice, 0) {
		return false
	}
	c := j.q.Candidate
	for at := t; at.Before(t.Add(length)); at = at.Add(Quarter) {
		if len(c.Windows) > 0 && !covered(c.Windows, at) && !j.lifted(CandidateWindow, 0) {
			return false
		}
		if (c.From > 0 || c.To > 0) && !j.lifted(CivilHours, 0) {
			if at.Before(j.wallClock(at, c.From)) || c.To < 24*time.Hour && at.Add(Quarter).After(j.wallClock(at, c.To)) {
				return false
			}
		}
	}
	return true
}

// chair is one seat to be filled.
type chair struct {
	session  int
	start    time.Time
	length   time.Duration
	members  []int64
	optional bool
	same     bool // as the chair before, so that people need only be tried in order
}

// chairs are the seats of a session at a start.
func (j *judge) chairs(session int, start time.Time) []chair {
	var all []chair
	s := j.q.Sessions[session]
	length := s.Duration
	for _, l := range j.q.Lifts {
		if l.Kind == Length && l.Session == session {
			length = l.Length
		}
	}
	add := func(count int, optional bool, members []int64) {
		slices.Sort(members)
		members = slices.Compact(members)
		for n := range count {
			all = append(all, chair{session, start, length, members, optional, n > 0})
		}
	}
	optional := slices.Clone(s.Optional)
	for _, need := range s.Needs {
		var qualified, trainees []int64
		for _, m := range need.Members {
			if m.Role == Qualified && !slices.Contains(qualified, m.Person) {
				qualified = append(qualified, m.Person)
			}
		}
		for _, m := range need.Members {
			if m.Role != Qualified && !slices.Contains(qualified, m.Person) {
				trainees = append(trainees, m.Person)
			}
		}
		count := need.Count
		if count == len(qualified) {
			for _, id := range slices.Clone(qualified) {
				if j.lifted(Attendance, id) {
					count--
					qualified = slices.DeleteFunc(qualified, func(o int64) bool { return o == id })
					optional = append(optional, id)
				}
			}
		}
		add(count, false, qualified)
		add(need.Trainees, true, trainees)
	}
	slices.Sort(optional)
	for _, id := range slices.Compact(optional) {
		add(1, true, []int64{id})
	}
	return all
}

// better reports whether a is better than b, without the part of times.
func better(a, b Quality) bool {
	return slices.Compare(numbers(a), numbers(b)) < 0
}

func numbers(q Quality) []int64 {
	return []int64{int64(q.Unknown), int64(q.Soft), int64(q.Days), int64(q.Missing), int64(q.Unpreferred), q.Load, q.Recent, int64(q.Idle)}
}

func plus(a, b Quality) Quality {
	return Quality{a.Unknown + b.Unknown, a.Soft + b.Soft, a.Days + b.Days, a.Missing + b.Missing, a.Unpreferred + b.Unpreferred, a.Load + b.Load, a.Recent + b.Recent, a.Idle + b.Idle}
}

// seating is who was seated where so far.
type seating struct {
	chair  chair
	person int64
}

// seat finds the best way to fill all chairs.
func (j *judge) seat(chairs []chair) (Quality, bool) {
	var found bool
	var top Quality
	var done []seating
	var try func(n int, sum Quality)
	try = func(n int, sum Quality) {
		if found && !better(sum, top) {
			return
		}
		if n == len(chairs) {
			found, top = true, sum
			return
		}
		c := chairs[n]
		for _, id := range c.members {
			if c.same && done[n-1].person >= id && done[n-1].person != 0 {
				continue // those two the other way round were tried
			}
			p := j.people[id]
			v := j.person(p, c.start, c.length)
			if !v.can || !j.allowed(done, c, p) {
				continue
			}
			done = append(done, seating{c, id})
			try(n+1, plus(sum, v.q))
			done = done[:n]
		}
		if c.optional {
			done = append(done, seating{c, 0})
			try(n+1, plus(sum, Quality{Missing: 1}))
			done = done[:n]
		}
	}
	try(0, Quality{})
	return top, found
}

// allowed reports whether a person may sit on a chair besides where they sit already.
func (j *judge) allowed(done []seating, c chair, p *Person) bool {
	day, week := j.counts(p, c.start)
	for _, s := range j.q.Sessions {
		if s.Fixed != nil && j.q.Loop.Once && !j.lifted(Once, 0) && slices.Contains(s.Fixed.People, p.ID) {
			return false
		}
	}
	for _, d := range done {
		if d.person != p.ID {
			continue
		}
		if d.chair.session == c.session || j.q.Loop.Once && !j.lifted(Once, 0) {
			return false
		}
		first, second := d.chair, c
		if second.start.Before(first.start) {
			first, second = second, first
		}
		if !j.lifted(Buffer, p.ID) {
			up := func(d time.Duration) time.Duration { return (d + Quarter - 1) / Quarter * Quarter }
			if second.start.Before(first.start.Add(up(first.length+p.After))) || second.start.Add(-up(p.Before)).Before(first.start.Add(up(first.length))) {
				return false
			}
		}
		if dateIn(first.start, p.Zone).Equal(dateIn(second.start, p.Zone)) {
			day++
		}
		if mondayIn(first.start, p.Zone).Equal(mondayIn(second.start, p.Zone)) {
			week++
		}
	}
	return (p.DayCap == 0 || day < p.DayCap || j.lifted(DayCap, p.ID)) && (p.WeekCap == 0 || week < p.WeekCap || j.lifted(WeekCap, p.ID))
}
