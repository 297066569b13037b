package slots

import "slices"

// A matcher seats people so that nobody sits twice and the sum of costs is the least:
// the Hungarian method with seats as rows and people as columns, of which most may
// be missing. It keeps its memory between calls.
type matcher struct {
	seats   []seat
	people  []int32 // of the columns, sorted
	edges   []edge
	u, v    []cost
	row     []int32 // the seat of each column, from 1; 0 for none
	way     []int32
	least   []cost
	used    []bool
	columns int
}

// seat is one place in a session at a start.
type seat struct {
	group *group
	start int // -1 where only the least that each member costs is known (group.cheap)
	at    int // in group.picked
	first int // of its edges
	last  int
}

// edge is a person who can sit on a seat.
type edge struct {
	column  int32
	profile *profile // nil: the seat stays empty
	cost    cost
}

// begin forgets all seats.
func (m *matcher) begin() { m.seats = m.seats[:0] }

// add adds the seats of a session at a start.
func (m *matcher) add(t *table, s int) {
	for n := range t.groups {
		gr := &t.groups[n]
		for k := range gr.count {
			m.seats = append(m.seats, seat{group: gr, start: s, at: k})
		}
	}
}

// solve seats people at the least cost, and leaves who sits where in picked of the
// groups; impossible if the required seats cannot be filled.
func (m *matcher) solve() cost {
	m.prepare()
	n, c := len(m.seats), m.columns
	m.u, m.v = zeroed(m.u, n+1), zeroed(m.v, c+1)
	m.row, m.way = zeroed(m.row, c+1), zeroed(m.way, c+1)
	m.least, m.used = zeroed(m.least, c+1), zeroed(m.used, c+1)
	for i := 1; i <= n; i++ {
		if !m.seatOne(int32(i)) {
			return impossible
		}
	}
	return m.read()
}

// prepare lists the edges of each seat and numbers the columns: people first, then an empty
// place for each optional seat.
func (m *matcher) prepare() {
	m.people, m.edges = m.people[:0], m.edges[:0]
	for i := range m.seats {
		s := &m.seats[i]
		s.first = len(m.edges)
		for k, f := range s.group.members {
			c := impossible
			if s.start < 0 {
				c = s.group.cheap[k]
			} else if f.ok.has(s.start) {
				c = f.costAt(s.start)
			}
			if c != impossible {
				m.edges = append(m.edges, edge{profile: f, cost: c})
				m.people = append(m.people, f.person)
			}
		}
		s.last = len(m.edges)
	}
	slices.Sort(m.people)
	m.people = slices.Compact(m.people)
	m.columns = len(m.people)
	for i := range m.edges {
		at, _ := slices.BinarySearch(m.people, m.edges[i].profile.person)
		m.edges[i].column = int32(at) + 1
	}
	// Edges of one seat lie together, so an optional seat's list is written anew behind.
	for i := range m.seats {
		if s := &m.seats[i]; !s.group.required {
			first := len(m.edges)
			m.edges = append(m.edges, m.edges[s.first:s.last]...)
			m.columns++
			m.edges = append(m.edges, edge{column: int32(m.columns), cost: costMissing})
			s.first, s.last = first, len(m.edges)
		}
	}
}

// seatOne finds a place for one more seat's row by the cheapest path of exchanges.
func (m *matcher) seatOne(i int32) bool {
	const far = cost(1) << 62
	for j := range m.least {
		m.least[j], m.used[j] = far, false
	}
	m.row[0] = i
	at := int32(0)
	for {
		m.used[at] = true
		row := m.row[at]
		s := &m.seats[row-1]
		for _, e := range m.edges[s.first:s.last] {
			if j := e.column; !m.used[j] {
				if c := e.cost - m.u[row] - m.v[j]; c < m.least[j] {
					m.least[j], m.way[j] = c, at
				}
			}
		}
		next, delta := int32(0), far
		for j := 1; j <= m.columns; j++ {
			if !m.used[j] && m.least[j] < delta {
				next, delta = int32(j), m.least[j]
			}
		}
		if delta == far {
			return false
		}
		for j := 0; j <= m.columns; j++ {
			if m.used[j] {
				m.u[m.row[j]] += delta
				m.v[j] -= delta
			} else if m.least[j] < far {
				m.least[j] -= delta
			}
		}
		at = next
		if m.row[at] == 0 {
			break
		}
	}
	for at != 0 {
		before := m.way[at]
		m.row[at] = m.row[before]
		at = before
	}
	return true
}

// read writes down who sits where, and adds up what it costs.
func (m *matcher) read() cost {
	var sum cost
	for j := 1; j <= m.columns; j++ {
		if m.row[j] == 0 {
			continue
		}
		s := &m.seats[m.row[j]-1]
		for _, e := range m.edges[s.first:s.last] {
			if int(e.column) == j {
				s.group.picked[s.at] = e.profile
				sum += e.cost
				break
			}
		}
	}
	return sum
}

func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// matchAt seats one session at a start in which someone stands in two groups.
func (w *work) matchAt(t *table, s int) cost {
	w.match.begin()
	w.match.add(t, s)
	w.steps += int64(t.seats)
	return w.match.solve()
}
