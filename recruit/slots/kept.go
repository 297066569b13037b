package slots

// kept is a profile that the searches of a grid share. Most of them ask for the same length
// under the same constraints, and nearly all that a panel of three pools takes is to work
// out sixty profiles.
type kept struct {
	profile
	minutes int32
	on      kinds
	next    *kept // of the same person
}

// Bounds of what a grid keeps.
const (
	maxKept   = 2048
	maxKeptOf = 4 // of one person
)

// keptOf is the profile of a person that was kept; nil if none was.
func (g *Grid) keptOf(i, minutes int32, on kinds) *profile {
	for k := g.kept[i].Load(); k != nil; k = k.next {
		if k.minutes == minutes && k.on == on {
			return &k.profile
		}
	}
	return nil
}

// keep keeps a copy of a profile, and returns it; nil where there is no room left.
func (g *Grid) keep(f *profile, minutes int32, on kinds) *profile {
	g.keeping.Lock()
	defer g.keeping.Unlock()
	first := g.kept[f.person].Load()
	n := 0
	for k := first; k != nil; k = k.next {
		if k.minutes == minutes && k.on == on {
			return &k.profile // another search was faster
		}
		n++
	}
	if n == maxKeptOf || g.keptCount == maxKept {
		return nil
	}
	g.keptCount++
	if len(g.keptSlab) == 0 {
		g.keptSlab = make([]kept, 32)
	}
	k := &g.keptSlab[0]
	g.keptSlab = g.keptSlab[1:]
	*k = kept{profile: *f, minutes: minutes, on: on, next: first}
	k.ok = g.keepRow(f.ok)
	k.clean = k.ok
	if &f.clean[0] != &f.ok[0] {
		k.clean = g.keepRow(f.clean)
	}
	k.soft, k.unknown, k.unpreferred = g.keepRow(f.soft), g.keepRow(f.unknown), g.keepRow(f.unpreferred)
	if len(g.keptWeeks) < len(f.week) {
		g.keptWeeks = make([]cost, 32*len(f.week))
	}
	k.week, g.keptWeeks = g.keptWeeks[:len(f.week):len(f.week)], g.keptWeeks[len(f.week):]
	copy(k.week, f.week)
	g.kept[f.person].Store(k)
	return &k.profile
}

// keepRow is a copy of a row, nil of nil.
func (g *Grid) keepRow(r row) row {
	if r == nil {
		return nil
	}
	if len(g.keptRows) < len(r) {
		g.keptRows = make([]uint64, 64*len(r))
	}
	c := g.keptRows[:len(r):len(r)]
	g.keptRows = g.keptRows[len(r):]
	copy(c, r)
	return c
}
