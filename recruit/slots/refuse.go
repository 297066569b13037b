package slots

import (
	"context"
	"slices"
	"time"
)

// Refusal is why a day has no hour.
type Refusal struct {
	Start, End time.Time // of the day, in the query's zone
	Reason     Reason
}

// Refusals says of every day of the window on which nothing is possible which constraint
// was the first to leave no hour. The second result is true where the search gave up: then days
// may be missing. The error is ErrInput.
func (g *Grid) Refusals(ctx context.Context, q Query) ([]Refusal, bool, error) {
	w, err := g.newWork(ctx, &q)
	if err != nil {
		return nil, false, err
	}
	defer w.end()
	var days []*refusing
	if len(w.sessions) == 1 && w.sessions[0].Fixed == nil {
		w.eachDay(func(from, to int) bool {
			days = append(days, &refusing{from: max(from, 0), to: min(to, g.n)})
			return true
		})
		w.refuseSession(0, days)
	} else {
		days = w.refuseLoop()
	}
	var all []Refusal
	for _, d := range days {
		if d.reason.Kind != None {
			all = append(all, Refusal{w.local(d.from), w.local(d.to), d.reason})
		}
	}
	return all, w.gaveUp, nil
}

// refusing is a day of which the reason is looked for.
type refusing struct {
	from, to int
	reason   Reason
}

// empties writes down a reason for each day that a row leaves without a start and
// that has none yet.
func empties(days []*refusing, r row, reason func(*refusing) Reason) {
	for _, d := range days {
		if d.reason.Kind == None && r.next(d.from, d.to) == d.to {
			d.reason = reason(d)
		}
	}
}

// refuseSession looks, constraint after constraint, for the first that leaves a day
// without a start for one session.
func (w *work) refuseSession(session int, days []*refusing) {
	t := w.tableOf(session)
	w.refuseStarts(t, days)
	base := w.startsOf(t.quarters)
	var on kinds
	for _, k := range personal() {
		on |= 1 << k
		if done(days) || !w.step(int64(t.seats)) {
			return
		}
		sum := w.newRow()
		copy(sum, base)
		for n := range t.groups {
			if gr := &t.groups[n]; gr.required {
				before := w.newRow()
				copy(before, sum)
				own := w.enoughUnder(gr, on, t.minutes)
				sum.and(own)
				own.and(base)
				empties(days, sum, func(d *refusing) Reason { return w.blame(t, gr, k, on, own, before, base, d) })
			}
		}
	}
	w.seatable(t)
	empties(days, t.starts, func(*refusing) Reason { return w.reason(SamePeople, t.session) })
}

// refuseStarts looks at the constraints that are not about people.
func (w *work) refuseStarts(t *table, days []*refusing) {
	sum := w.newRow()
	sum.set(w.lo, w.hi)
	only := func(k Kind, r row) {
		if r != nil {
			sum.and(r)
		}
		starts := w.newRow()
		copy(starts, sum)
		starts.allOf(t.quarters)
		if k != Window {
			starts.unset(0, min(w.earliest, w.g.n))
		}
		empties(days, starts, func(*refusing) Reason { return w.reason(k, t.session) })
	}
	only(Window, nil)
	only(Notice, nil)
	only(CandidateWindow, w.windowRow())
	only(CivilHours, w.civilRow())
}

func done(days []*refusing) bool {
	return !slices.ContainsFunc(days, func(d *refusing) bool { return d.reason.Kind == None })
}

// reason is one about a session, or with -1 about all.
func (w *work) reason(k Kind, session int) Reason {
	r := Reason{Kind: k, Session: session}
	if session >= 0 && len(w.sessions) > 1 {
		r.Title = w.sessions[session].Title
	}
	return r
}

// enoughUnder is when as many members of a group as are needed can, under some
// constraints.
func (w *work) enoughUnder(gr *group, on kinds, minutes int32) row {
	rows := make([]row, len(gr.members))
	for n, f := range gr.members {
		rows[n] = w.newRow()
		w.can(rows[n], f.person, on&w.active(f.person), minutes)
	}
	r := w.newRow()
	r.fill()
	r.andAtLeast(gr.count, rows)
	return r
}

// blame says which people of a group leave a day without a start under a constraint: own is
// when the group can, before when those can who were looked at before it, and base when the
// candidate can.
func (w *work) blame(t *table, gr *group, k Kind, on kinds, own, before, base row, d *refusing) Reason {
	r := w.reason(PoolSize, t.session)
	if gr.need >= 0 {
		r.Need = w.sessions[t.session].Needs[gr.need].Name
	}
	if own.next(d.from, d.to) < d.to {
		// The group has hours of its own on that day, but others cannot then.
		r.Kind = Together
		from := before.next(d.from, d.to)
		for _, f := range gr.members {
			if len(r.Members) < maxMembersNamed && len(gr.members) == gr.count {
				if can := w.under(f.person, on, t.minutes, before); can.next(d.from, d.to) == d.to {
					r.Members = append(r.Members, w.personal(t, f, k, from, d, base))
				}
			}
		}
		return r
	}
	if len(gr.members) == gr.count {
		for _, f := range gr.members {
			if can := w.under(f.person, on, t.minutes, base); can.next(d.from, d.to) == d.to {
				return w.personal(t, f, k, d.to, d, base)
			}
		}
	}
	r.Want = gr.count
	rows := make([]row, len(gr.members))
	for n, f := range gr.members {
		rows[n] = w.under(f.person, on, t.minutes, base)
		if len(r.Members) < maxMembersNamed && rows[n].next(d.from, d.to) == d.to {
			r.Members = append(r.Members, w.firstOf(t, f, base, d))
		}
	}
	for s := d.from; s < d.to; s++ {
		have := 0
		for _, o := range rows {
			have += b2i(o.has(s))
		}
		r.Have = max(r.Have, have)
	}
	return r
}

// under is when a person can under some constraints, among the starts of a row.
func (w *work) under(i int32, on kinds, minutes int32, among row) row {
	r := w.newRow()
	w.can(r, i, on&w.active(i), minutes)
	r.and(among)
	return r
}

// firstOf is the first constraint that leaves a person without a start on a day.
func (w *work) firstOf(t *table, f *profile, base row, d *refusing) Reason {
	var on kinds
	for _, k := range personal() {
		on |= 1 << k
		if can := w.under(f.person, on, t.minutes, base); can.next(d.from, d.to) == d.to {
			return w.personal(t, f, k, d.to, d, base)
		}
	}
	return w.personal(t, f, None, d.to, d, base)
}

// personal is a reason about one person, who can again after a quarter-hour from.
func (w *work) personal(t *table, f *profile, k Kind, from int, d *refusing, base row) Reason {
	p := &w.g.people[f.person]
	r := w.reason(k, t.session)
	r.Person, r.Name = p.id, p.name
	if (k == Hours || k == Off) && p.off {
		r.Kind = Hours
		if w.mostlyOff(f.person, d) {
			r.Kind = Off
		}
	}
	can := w.newRow()
	copy(can, f.ok)
	can.and(base)
	if s := can.next(from, w.g.n); s < w.g.n {
		r.Until = w.local(s)
	}
	return r
}

// mostlyOff reports whether time off takes working hours of a person's day, or most of
// the day.
func (w *work) mostlyOff(i int32, d *refusing) bool {
	off := w.g.row(int(i), rowOff)
	both := w.newRow()
	copy(both, off)
	both.and(w.g.row(int(i), rowHours))
	return both.next(d.from, d.to) < d.to || 2*off.count(d.from, d.to) > d.to-d.from
}
