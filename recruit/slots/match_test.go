package slots

import (
	"slices"
	"testing"
)

// TestMatchingIsTheCheapest compares the assignment with trying every order of people.
func TestMatchingIsTheCheapest(t *testing.T) {
	t.Parallel()
	open := row{1}
	for seed := range uint64(4000) {
		c := newChance(seed + 9_000_000)
		people := make([]profile, 1+c.IntN(6))
		for n := range people {
			people[n] = profile{person: int32(n)}
		}
		tables := []*table{{}, {}}
		for n := range 1 + c.IntN(4) {
			gr := group{count: 1 + c.IntN(2), required: c.IntN(4) > 0}
			gr.picked = make([]*profile, gr.count)
			for i := range people {
				if c.IntN(3) > 0 {
					f := people[i]
					f.ok, f.clean, f.monday, f.week = open, open, []int32{0, 64}, []cost{int64(c.IntN(9))}
					if c.IntN(4) == 0 {
						f.ok = row{0}
					}
					gr.members = append(gr.members, &f)
				}
			}
			at := tables[n%2]
			at.groups = append(at.groups, gr)
		}
		var m matcher
		m.begin()
		m.add(tables[0], 0)
		m.add(tables[1], 0)
		got, want := m.solve(), cheapest(m.seats, 0, nil)
		if got != want {
			t.Fatalf("seed %d: %d, want %d", seed, got, want)
		}
		if got == impossible {
			continue
		}
		var sum cost
		var sit []int32
		for _, s := range m.seats {
			f := s.group.picked[s.at]
			if f == nil {
				sum += costMissing
				continue
			}
			if slices.Contains(sit, f.person) {
				t.Fatalf("seed %d: %d sits twice", seed, f.person)
			}
			sit = append(sit, f.person)
			sum += f.costAt(0)
		}
		if sum != want {
			t.Fatalf("seed %d: those who sit cost %d, want %d", seed, sum, want)
		}
	}
}

// cheapest tries every way to fill the seats from n on.
func cheapest(seats []seat, n int, sit []int32) cost {
	if n == len(seats) {
		return 0
	}
	least := impossible
	take := func(c, rest cost) {
		if rest != impossible && (least == impossible || c+rest < least) {
			least = c + rest
		}
	}
	for _, f := range seats[n].group.members {
		if f.ok.has(0) && !slices.Contains(sit, f.person) {
			take(f.costAt(0), cheapest(seats, n+1, append(slices.Clone(sit), f.person)))
		}
	}
	if !seats[n].group.required {
		take(costMissing, cheapest(seats, n+1, sit))
	}
	return least
}
