package slots

import (
	"context"
	"slices"
	"time"
)

// StandIn is someone who could take a person's place in a session that keeps its hour.
type StandIn struct {
	Seat Seat
	// Reason is why they cannot; its Kind is None for those who can.
	Reason Reason
}

// StandIns lists who could take the place of a person who leaves a session, which begins at
// start and keeps the others: first those who can, the best first, then those who
// cannot, with why. They come from the needs that name the person who leaves. Other sessions of
// the query that stand (Fixed) keep their people, as Loop.Once says. The error is ErrInput.
func (g *Grid) StandIns(ctx context.Context, q Query, session int, start time.Time, leaves int64, stay []int64) ([]StandIn, error) {
	if session < 0 || session >= len(q.Sessions) {
		return nil, inputError("there is no session %d", session)
	}
	q.Sessions = slices.Clone(q.Sessions)
	q.Sessions[session].Fixed = nil
	w, err := g.newWork(ctx, &q)
	if err != nil {
		return nil, err
	}
	defer w.end()
	s := g.quarterOf(start)
	if s < g.lo || s >= g.hi {
		return nil, inputError("the session lies beyond the time that is known")
	}
	// A session that does not begin on a quarter-hour takes up the one that it begins in.
	length := int32(w.sessions[session].Duration.Minutes()) + int32((start.Unix()%900+900)%900/60)
	t := &table{session: session, minutes: length, quarters: quartersOf(length)}
	gr := &group{need: -1, count: 1, required: true}
	roles := map[int32]Role{}
	for n := range w.sessions[session].Needs {
		members := w.sessions[session].Needs[n].Members
		at := slices.IndexFunc(members, func(m Member) bool { return m.Person == leaves })
		if at < 0 {
			continue
		}
		for _, m := range members {
			i := g.index[m.Person]
			if _, known := roles[i]; m.Person == leaves || known || (m.Role == Qualified) != (members[at].Role == Qualified) {
				continue
			}
			gr.need, roles[i] = n, m.Role
			gr.members = append(gr.members, w.profileOf(i, length))
		}
	}
	var seated seats
	for _, id := range stay {
		if i, known := g.index[id]; known {
			seated = append(seated, i)
		}
	}
	return w.standIns(t, gr, s, seated, roles), nil
}

// standIns puts the members of a group in order.
func (w *work) standIns(t *table, gr *group, s int, seated seats, roles map[int32]Role) []StandIn {
	type stand struct {
		f   *profile
		can bool
		out StandIn
	}
	all := make([]stand, 0, len(gr.members))
	slices.SortFunc(gr.members, func(a, b *profile) int { return compare(a.person, b.person) })
	taken := func(f *profile) bool { return seated.has(f.person) || w.standing(f.person) }
	able := &group{need: gr.need, count: 1, required: true, memory: w.memory}
	for _, f := range gr.members {
		if f.ok.has(s) && !taken(f) {
			able.members = append(able.members, f)
		}
	}
	for _, f := range gr.members {
		o := stand{f: f, can: slices.Contains(able.members, f)}
		able.picked = []*profile{f}
		o.out.Seat = w.seat(t, able, f, s, seated)
		o.out.Seat.Role = roles[f.person]
		if o.out.Seat.Why.Kind == Named {
			o.out.Seat.Why.Kind = All // nobody asked for them
		}
		if !o.can {
			o.out.Seat.Why = Why{}
			if o.out.Reason = w.whyNot(f.person, t.minutes, s); taken(f) {
				o.out.Reason.Kind = Seated
			}
			o.out.Reason.Session = t.session
		}
		all = append(all, o)
	}
	slices.SortStableFunc(all, func(a, b stand) int {
		if a.can != b.can {
			return b2i(b.can) - b2i(a.can)
		}
		if !a.can {
			return 0
		}
		return compare(a.f.costAt(s), b.f.costAt(s))
	})
	out := make([]StandIn, len(all))
	for n := range all {
		out[n] = all[n].out
	}
	return out
}
