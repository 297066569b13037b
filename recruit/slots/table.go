package slots

import "slices"

// group is people of whom some have to sit in a session, or may.
type group struct {
	need     int // of the session; -1 for an optional person
	role     Role
	count    int
	required bool
	members  []*profile // in the order of their IDs
	doubles  []int32    // members who stand in other groups too
	arrangement
	known  []arrangement
	memory *memory
	picked []*profile // scratch, count long
	costs  []cost     // scratch, count long
	cheap  []cost     // the least that each member costs on the days that are being searched
}

// arrangement is the members of a group by what their load costs, from start since until
// before start until, among which nobody's week changes.
type arrangement struct {
	order        []turn
	since, until int
}

// turn is a member in an arrangement.
type turn struct {
	*profile
	load   cost
	booked int  // interviews of the week
	double bool // stands in another group too
}

// table is one session: when it can start, and what it costs at least.
type table struct {
	session  int
	minutes  int32
	quarters int
	groups   []group
	seats    int
	shared   bool // someone stands in two groups
	starts   row
	cost     []cost // of each quarter-hour; impossible where it cannot start
	fixed    int    // the start of a session that stands; -1 otherwise
	people   []int32
}

// groupsOf puts down what a session needs.
func (w *work) groupsOf(session int) (groups []group, shared bool) {
	s := &w.sessions[session]
	minutes := int32(s.Duration.Minutes())
	if s.Fixed != nil {
		return nil, false
	}
	stands := w.standings()
	add := func(need int, role Role, count int, required bool, people []int32) {
		if count == 0 {
			return
		}
		slices.Sort(people)
		people = slices.DeleteFunc(slices.Compact(people), w.standing)
		gr := group{need: need, role: role, count: count, required: required, memory: w.memory, picked: w.seated.cut(count), costs: w.each.cut(count)}
		gr.members = w.seated.cut(len(people))
		for n, p := range people {
			gr.members[n] = w.profileOf(p, minutes)
			shared = shared || stands[p] > 0
			stands[p]++
		}
		groups = append(groups, gr)
	}
	optional := make([]int32, 0, len(s.Optional))
	groups = make([]group, 0, 2*len(s.Needs)+len(s.Optional))
	for n := range s.Needs {
		need := &s.Needs[n]
		qualified, trainees := w.ids.cut(len(need.Members))[:0], []int32(nil)
		for _, m := range need.Members {
			if m.Role == Qualified {
				qualified = append(qualified, w.g.index[m.Person])
			}
		}
		for _, m := range need.Members {
			if i := w.g.index[m.Person]; m.Role != Qualified && !slices.Contains(qualified, i) {
				trainees = append(trainees, i)
			}
		}
		slices.Sort(qualified)
		qualified = slices.Compact(qualified)
		count := need.Count
		if count == len(qualified) {
			for _, p := range slices.Clone(qualified) {
				if w.lifted(Attendance, w.g.people[p].id) {
					count--
					qualified = slices.DeleteFunc(qualified, func(i int32) bool { return i == p })
					optional = append(optional, p)
				}
			}
		}
		add(n, Qualified, count, true, qualified)
		add(n, Shadow, need.Trainees, false, trainees)
	}
	for _, id := range s.Optional {
		optional = append(optional, w.g.index[id])
	}
	slices.Sort(optional)
	for _, p := range slices.Compact(optional) {
		add(-1, Qualified, 1, false, []int32{p})
	}
	for n := range groups {
		for _, f := range groups[n].members {
			if stands[f.person] > 1 {
				if groups[n].doubles == nil {
					groups[n].doubles = w.ids.cut(len(groups[n].members))[:0]
				}
				groups[n].doubles = append(groups[n].doubles, f.person)
			}
		}
	}
	for n := range groups {
		for _, f := range groups[n].members {
			stands[f.person] = 0
		}
	}
	return groups, shared
}

// standing reports whether a person is in a session that stands and may be in no other.
func (w *work) standing(i int32) bool {
	if !w.q.Loop.Once || w.lifted(Once, 0) {
		return false
	}
	for n := range w.sessions {
		if f := w.sessions[n].Fixed; f != nil && slices.Contains(f.People, w.g.people[i].id) {
			return true
		}
	}
	return false
}

// tableOf puts down one session, without its costs.
func (w *work) tableOf(session int) *table {
	s := &w.sessions[session]
	t := &table{session: session, minutes: int32(s.Duration.Minutes()), fixed: -1}
	t.quarters = quartersOf(t.minutes)
	t.groups, t.shared = w.groupsOf(session)
	for n := range t.groups {
		t.seats += t.groups[n].count
		w.step(int64(len(t.groups[n].members)))
	}
	if s.Fixed != nil {
		t.fixed = w.g.quarterOf(s.Fixed.Start)
		t.minutes += int32((s.Fixed.Start.Unix()%900 + 900) % 900 / 60)
		t.quarters = quartersOf(t.minutes)
		for _, id := range s.Fixed.People {
			if i, known := w.g.index[id]; known {
				t.people = append(t.people, i)
			}
		}
		t.starts = w.newRow()
		if t.fixed >= 0 && t.fixed < w.g.n {
			t.starts.set(t.fixed, t.fixed+1)
		}
		return t
	}
	t.starts = w.startsOf(t.quarters)
	for n := range t.groups {
		if gr := &t.groups[n]; gr.required {
			w.rows = w.rows[:0]
			for _, f := range gr.members {
				w.rows = append(w.rows, f.ok)
			}
			t.starts.andAtLeast(gr.count, w.rows)
		}
	}
	return t
}

// price fills in what the session costs at each of its starts, and takes away those at
// which the same people would be needed twice.
func (w *work) price(t *table) {
	clean := w.cleanStarts(t)
	var doubtful row
	t.cost, doubtful = w.cleanCosts(t, clean)
	for s := range t.cost {
		if !clean.has(s) {
			t.cost[s] = impossible
		}
	}
	for s := t.starts.next(0, w.g.n); s < w.g.n; s = t.starts.next(s+1, w.g.n) {
		if clean.has(s) && !doubtful.has(s) {
			continue
		}
		c := w.leastAt(t, s)
		if c == impossible {
			t.starts.unset(s, s+1)
		}
		t.cost[s] = c
	}
}

// costAt is the least that a session costs at a start, and leaves who that is in
// picked of its groups.
func (w *work) costAt(t *table, s int) cost {
	var sum cost
	for n := range t.groups {
		c := t.groups[n].pick(s)
		if c == impossible {
			return impossible
		}
		sum += c
	}
	if t.shared && t.twice() {
		return w.matchAt(t, s)
	}
	return sum
}

// twice reports whether someone was picked for two seats.
func (t *table) twice() bool {
	for a := range t.groups {
		for _, p := range t.groups[a].picked {
			if p == nil {
				continue
			}
			for b := range a {
				for _, o := range t.groups[b].picked {
					if o != nil && o.person == p.person {
						return true
					}
				}
			}
		}
	}
	return false
}

// pick chooses the cheapest members at a start into picked, with nil for optional seats
// that stay empty, and returns what they cost together.
func (gr *group) pick(s int) cost {
	if s < gr.since || s >= gr.until {
		gr.arrange(s)
	}
	var sum cost
	n := 0
	for k := range gr.order {
		if f := &gr.order[k]; f.clean.has(s) {
			gr.picked[n] = f.profile
			sum += f.load
			if n++; n == gr.count {
				return sum
			}
		}
	}
	return gr.pickAny(s)
}

// pickAny is pick where not enough members are without anything that speaks against them.
func (gr *group) pickAny(s int) cost {
	n := 0
	for k := range gr.order {
		f := gr.order[k].profile
		if !f.ok.has(s) {
			continue
		}
		c := f.costAt(s)
		if !gr.required && c >= costMissing {
			continue // an empty seat is better
		}
		at := n
		for at > 0 && gr.costs[at-1] > c {
			at--
		}
		if at == gr.count {
			continue
		}
		n = min(n+1, gr.count)
		copy(gr.costs[at+1:n], gr.costs[at:n-1])
		copy(gr.picked[at+1:n], gr.picked[at:n-1])
		gr.costs[at], gr.picked[at] = c, f
	}
	if n < gr.count && gr.required {
		return impossible
	}
	var sum cost
	for _, c := range gr.costs[:n] {
		sum += c
	}
	clear(gr.picked[n:])
	return sum + cost(gr.count-n)*costMissing
}

// arrange orders the members by what their load costs around a start, those with equal ones
// in the order of their IDs.
func (gr *group) arrange(s int) {
	if gr.since <= s && s < gr.until {
		return
	}
	for n := range gr.known {
		if k := &gr.known[n]; k.since <= s && s < k.until {
			gr.arrangement = *k
			return
		}
	}
	gr.since, gr.until, gr.order = -1<<30, 1<<30, gr.memory.turns.cut(len(gr.members))
	keys := gr.memory.keys[:0]
	for n, f := range gr.members {
		week := f.weekAt(s)
		if week > 0 {
			gr.since = max(gr.since, int(f.monday[week]))
		}
		if week+1 < len(f.week) {
			gr.until = min(gr.until, int(f.monday[week+1]))
		}
		keys = append(keys, uint64(f.week[week])<<32|uint64(n)<<16|uint64(f.booked[week]))
	}
	slices.Sort(keys)
	gr.memory.keys = keys
	for at, key := range keys {
		f := gr.members[key>>16&(1<<16-1)]
		gr.order[at] = turn{f, cost(key >> 32), int(key & (1<<16 - 1)), len(gr.doubles) > 0 && slices.Contains(gr.doubles, f.person)}
	}
	if gr.known == nil {
		gr.known = gr.memory.known.cut(8)[:0]
	}
	gr.known = append(gr.known, gr.arrangement)
}
