package slots

// fewMisfits is how many loops of a day may turn out to seat someone twice before
// seating is looked at earlier than at the end.
const fewMisfits = 8

// misfit counts a loop whose cheapest people could not all sit. After a few of them it
// looks whether the days can have a loop at all, and from then on every part of a loop is looked
// at together with what the rest needs.
func (s *search) misfit() {
	s.misfits++
	if s.misfits <= fewMisfits || !s.rules.once {
		s.misfits = min(s.misfits, fewMisfits) // the matching knows only people who sit once
		return
	}
	if s.misfits == fewMisfits+1 {
		s.cheapest()
		s.dead = s.atLeast(0) == impossible
	}
}

// cheapest puts down the least that each member costs on the days that are being searched.
func (s *search) cheapest() {
	from := s.days[s.first].from
	for _, t := range s.tables {
		for n := range t.groups {
			gr := &t.groups[n]
			gr.cheap = zeroed(gr.cheap, len(gr.members))
			for k := range gr.cheap {
				gr.cheap[k] = impossible
			}
		}
		for q := t.starts.next(from, s.horizon); q < s.horizon; q = t.starts.next(q+1, s.horizon) {
			for n := range t.groups {
				gr := &t.groups[n]
				for k, f := range gr.members {
					if f.ok.has(q) {
						if c := f.costAt(q); gr.cheap[k] == impossible || c < gr.cheap[k] {
							gr.cheap[k] = c
						}
					}
				}
			}
		}
	}
}

// atLeast is what a loop costs at least of which some sessions are placed, if nobody sits
// twice; impossible if the people are not enough.
func (s *search) atLeast(placed uint) cost {
	m := &s.w.match
	m.begin()
	for n, t := range s.tables {
		at := -1
		if placed>>n&1 != 0 {
			at = int(s.now.starts[n])
		}
		m.add(t, at)
	}
	s.w.step(int64(len(m.seats)) * 8)
	return m.solve()
}
