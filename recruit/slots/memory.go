package slots

// memory is what a search works in. The grid keeps it between searches, so that a search that
// follows every keystroke leaves little behind.
type memory struct {
	chunks   [][]uint64 // rows are cut from them
	lists    [][]cost
	slabs    [][]profile
	used     struct{ chunks, lists, slabs int }
	spare    []uint64  // of the chunk that is in use
	slab     []profile // likewise
	weeks    []cost
	profiles map[profileKey]*profile
	rows     []row // scratch
	match    matcher
	today    []option
	options  []option
	stands   []int32 // see standings
	bounds   []bound
	found    []bound
	keys     []uint64
	short    []option
	sitting  seats // in the choice that is written
	seated   slab[*profile]
	each     slab[cost]
	turns    slab[turn]
	known    slab[arrangement]
	ids      slab[int32]
}

// slab is memory that small pieces are cut from.
type slab[T any] struct {
	all   [][]T
	used  int
	spare []T
}

// cut is a piece of zeros.
func (s *slab[T]) cut(n int) []T {
	if len(s.spare) < n {
		if s.used == len(s.all) || len(s.all[s.used]) < n {
			s.all = append(s.all[:s.used], make([]T, max(n, 256)))
		}
		s.spare = s.all[s.used]
		s.used++
	}
	piece := s.spare[:n:n]
	s.spare = s.spare[n:]
	clear(piece)
	return piece
}

// end takes back all pieces.
func (s *slab[T]) end() { s.used, s.spare = 0, nil }

// remember takes memory from the grid.
func (g *Grid) remember() *memory {
	if m, _ := g.memory.Get().(*memory); m != nil {
		return m
	}
	return &memory{profiles: make(map[profileKey]*profile, 64)}
}

// end gives the memory back to the grid. Nothing that was cut from it may be used any more.
func (w *work) end() {
	m := w.memory
	clear(m.profiles)
	m.used.chunks, m.used.lists, m.used.slabs = 0, 0, 0
	m.spare, m.slab = nil, nil
	m.seated.end()
	m.each.end()
	m.turns.end()
	m.known.end()
	m.ids.end()
	w.g.memory.Put(m)
	w.memory = nil
}

// newRow is an empty row. It is the work's own until end.
func (w *work) newRow() row {
	if len(w.spare) < w.g.words {
		if w.used.chunks == len(w.chunks) {
			w.chunks = append(w.chunks, make([]uint64, 128*w.g.words))
		}
		w.spare = w.chunks[w.used.chunks]
		w.used.chunks++
	}
	r := row(w.spare[:w.g.words:w.g.words])
	w.spare = w.spare[w.g.words:]
	clear(r)
	return r
}

// newCosts is one cost for each quarter-hour, with whatever stood in it before.
func (w *work) newCosts() []cost {
	if w.used.lists == len(w.lists) {
		w.lists = append(w.lists, make([]cost, w.g.n))
	}
	w.used.lists++
	return w.lists[w.used.lists-1]
}

// standings is a zero for each person, to count in how many groups they stand. Who counts
// sets it back to zero.
func (w *work) standings() []int32 {
	if len(w.stands) < len(w.g.people) {
		w.stands = make([]int32, len(w.g.people))
	}
	return w.stands
}

// newProfile is a profile with whatever stood in it before, but for week, which has so
// many weeks.
func (w *work) newProfile(weeks int) *profile {
	if len(w.slab) == 0 {
		if w.used.slabs == len(w.slabs) {
			w.slabs = append(w.slabs, make([]profile, 64))
		}
		w.slab = w.slabs[w.used.slabs]
		w.used.slabs++
	}
	f := &w.slab[0]
	w.slab = w.slab[1:]
	if len(f.week) < weeks {
		if len(w.weeks) < weeks {
			w.weeks = make([]cost, 64*weeks)
		}
		f.week, w.weeks = w.weeks[:weeks:weeks], w.weeks[weeks:]
	}
	f.week = f.week[:weeks]
	return f
}
