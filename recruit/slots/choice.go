package slots

import (
	"slices"
	"time"
)

// Choice is one answer: when each session lies, and who is in it.
type Choice struct {
	Sessions []Placed // in the order of time
	Quality  Quality
}

// Placed is a session that has found its hour.
type Placed struct {
	Session    int       // of the query
	Start, End time.Time // in the query's zone; End is the true end
	Seats      []Seat
	// Absent says of each optional person who cannot come, and of each seat of a
	// trainee that stays empty, why.
	Absent []Reason
}

// Seat is a person in a session.
type Seat struct {
	Person   int64
	Name     string
	Need     int // of the session; -1 for an optional person
	Role     Role
	Optional bool
	Why      Why
	Soft     []Span // soft entries that would be overruled
	Unknown  []Span // what is not known of the person's time, buffers included
	// Unpreferred says that the hour is not one of those that the person prefers.
	Unpreferred bool
}

// writeAll writes options out, with their sessions and seats cut from one piece each.
func (w *work) writeAll(tables []*table, all []option) []Choice {
	each := 0
	for _, t := range tables {
		each += t.seats
	}
	choices, placed, seats := make([]Choice, len(all)), make([]Placed, len(all)*len(tables)), make([]Seat, len(all)*each)
	for n := range all {
		o, sessions := &all[n], placed[n*len(tables):(n+1)*len(tables):(n+1)*len(tables)]
		w.seatAll(tables, o)
		w.sitting = w.sitting[:0]
		for _, t := range tables {
			w.sitting = append(w.sitting, t.people...)
			t.eachPicked(func(f *profile) { w.sitting = append(w.sitting, f.person) })
		}
		for k, t := range tables {
			sessions[k] = w.place(t, int(o.starts[k]), w.sitting, seats[:0:t.seats])
			seats = seats[t.seats:]
		}
		slices.SortStableFunc(sessions, func(a, b Placed) int { return a.Start.Compare(b.Start) })
		choices[n] = Choice{Quality: quality(o.cost, o.days, o.idle), Sessions: sessions}
	}
	return choices
}

// seatAll leaves in picked of all groups who sits where in an option.
func (w *work) seatAll(tables []*table, o *option) {
	if len(tables) == 1 {
		w.costAt(tables[0], int(o.starts[0]))
		return
	}
	w.leaf(tables, o.starts[:len(tables)])
}

// eachPicked calls f with everybody who was picked.
func (t *table) eachPicked(f func(*profile)) {
	for n := range t.groups {
		for _, p := range t.groups[n].picked {
			if p != nil {
				f(p)
			}
		}
	}
}

// seats is who sits somewhere in a choice.
type seats []int32

func (s seats) has(person int32) bool { return slices.Contains(s, person) }

// place writes down one session, with the seats in room.
func (w *work) place(t *table, s int, seated seats, room []Seat) Placed {
	session := &w.sessions[t.session]
	p := Placed{Session: t.session, Start: w.local(s)}
	p.End = p.Start.Add(session.Duration)
	if session.Fixed != nil {
		p.Start = session.Fixed.Start.In(w.days.zone)
		p.End = p.Start.Add(session.Duration)
		for _, id := range session.Fixed.People {
			seat := Seat{Person: id, Need: -1, Why: Why{Kind: Standing}}
			if i, known := w.g.index[id]; known {
				seat.Name = w.g.people[i].name
			}
			p.Seats = append(p.Seats, seat)
		}
		return p
	}
	p.Seats = room
	for n := range t.groups {
		gr := &t.groups[n]
		empty := 0
		for _, f := range sorted(gr.picked) {
			if f == nil {
				empty++
				continue
			}
			p.Seats = append(p.Seats, w.seat(t, gr, f, s, seated))
		}
		if empty > 0 {
			p.Absent = append(p.Absent, w.absent(t, gr, s, empty, seated))
		}
	}
	return p
}

// sorted is people in the order of their IDs, empty seats last.
func sorted(picked []*profile) []*profile {
	if len(picked) == 1 {
		return picked
	}
	picked = slices.Clone(picked)
	slices.SortFunc(picked, func(a, b *profile) int {
		switch {
		case a == nil || b == nil:
			return compare(b2i(a == nil), b2i(b == nil))
		}
		return compare(a.person, b.person)
	})
	return picked
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// seat writes down one person in a session.
func (w *work) seat(t *table, gr *group, f *profile, s int, seated seats) Seat {
	p := &w.g.people[f.person]
	seat := Seat{
		Person: p.id, Name: p.name, Need: gr.need, Role: gr.role, Optional: !gr.required,
		Why:         gr.why(f, s, seated),
		Unpreferred: f.unpreferred != nil && f.unpreferred.has(s),
	}
	if gr.role != Qualified {
		for _, m := range w.sessions[t.session].Needs[gr.need].Members {
			if m.Person == p.id && m.Role != Qualified {
				seat.Role = min(max(m.Role, Shadow), ReverseShadow)
				break
			}
		}
	}
	if f.soft != nil && f.soft.has(s) {
		seat.Soft = w.spans(w.g.row(int(f.person), rowSoft), s, s+t.quarters)
	}
	if f.unknown != nil && f.unknown.has(s) {
		seat.Unknown = w.spans(w.g.row(int(f.person), rowUnknown), s-quartersOf(p.before), s+quartersOf(t.minutes+p.after))
	}
	return seat
}

// spans are the stretches of a row that are set from a until just before b.
func (w *work) spans(r row, a, b int) []Span {
	var all []Span
	a, b = max(a, 0), min(b, w.g.n)
	for at := r.next(a, b); at < b; at = r.next(at, b) {
		end := r.nextUnset(at, b)
		all = append(all, Span{w.local(at), w.local(end)})
		at = end
	}
	return all
}

// why says why a person was chosen for a group at a start.
func (gr *group) why(f *profile, s int, seated seats) Why {
	y := Why{Week: int(f.booked[f.weekAt(s)])}
	switch {
	case gr.role != Qualified:
		y.Kind = Learning
		return y
	case gr.need < 0:
		y.Kind = Invited
		return y
	case len(gr.members) == 1:
		y.Kind, y.Of = Named, 1
		return y
	}
	against, elsewhere, alike := 0, 0, 0
	gr.arrange(s)
	for k := range gr.order {
		m := &gr.order[k]
		if !m.ok.has(s) {
			continue
		}
		y.Of++
		if slices.Contains(gr.picked, m.profile) {
			continue
		}
		switch n := m.booked; {
		case n < y.Week && seated.has(m.person):
			elsewhere++
		case n < y.Week:
			against++
		case n == y.Week:
			alike++
		}
	}
	switch {
	case y.Of <= gr.count:
		y.Kind = All
	case against > 0:
		y.Kind, y.Others = Clear, against
	case elsewhere > 0:
		y.Kind, y.Others = Freed, elsewhere
	case alike > 0:
		y.Kind, y.Others = Alike, alike
	default:
		y.Kind = LeastLoad
	}
	return y
}

// absent says why seats of an optional group stay empty.
func (w *work) absent(t *table, gr *group, s, empty int, seated seats) Reason {
	r := Reason{Kind: PoolSize, Session: t.session, Have: gr.count - empty, Want: gr.count}
	if gr.need >= 0 {
		r.Need = w.sessions[t.session].Needs[gr.need].Name
	}
	for _, f := range gr.members {
		if slices.Contains(gr.picked, f) {
			continue
		}
		why := w.whyNot(f.person, t.minutes, s)
		why.Session = t.session
		if why.Kind == None {
			why.Kind = Soft
			switch {
			case seated.has(f.person):
				why.Kind = Seated
			case f.unknown != nil && f.unknown.has(s):
				why.Kind = Unknown
			}
		}
		if gr.need < 0 {
			return why
		}
		if len(r.Members) < maxMembersNamed {
			r.Members = append(r.Members, why)
		}
	}
	return r
}

// maxMembersNamed bounds how many people of a pool a reason names.
const maxMembersNamed = 5

// whyNot is the first constraint that keeps a person from a session of so many minutes
// at a start; None if nothing does.
func (w *work) whyNot(i, minutes int32, s int) Reason {
	p := &w.g.people[i]
	active := w.active(i)
	r := Reason{Kind: None, Session: -1, Person: p.id, Name: p.name}
	can := w.newRow()
	var on kinds
	for _, k := range personal() {
		if !active.has(k) {
			continue
		}
		on |= 1 << k
		if w.can(can, i, on, minutes); !can.has(s) {
			r.Kind = k
			return r
		}
	}
	return r
}
