package slots

// fewSeats is how many seats are filled by trying.
const fewSeats = 4

// none is more than any seats cost.
const none cost = 1 << 62

// leastAt is what costAt is, without leaving who that is.
func (w *work) leastAt(t *table, s int) cost {
	if !t.shared || t.seats > fewSeats {
		return w.costAt(t, s)
	}
	w.steps += int64(t.seats)
	f := few{least: none}
	for n := range t.groups {
		f.add(&t.groups[n], s, t.seats)
	}
	if f.try(0, 0); f.least == none {
		return impossible
	}
	return f.least
}

// few seats people at a start where there are few seats. For each it looks at so many people
// only as there are seats, those who cost least: if others sat down, one of those would be
// free, and not dearer.
type few struct {
	seats int
	who   [fewSeats]sitters
	sit   [fewSeats]int32
	least cost
}

// sitters are people who can sit on a seat, by what they cost.
type sitters struct {
	all [fewSeats]sitter
	n   int
}

type sitter struct {
	person int32 // -1 for nobody
	cost   cost
}

// add adds the seats of a group, of so many seats in all.
func (f *few) add(gr *group, s, seats int) {
	gr.arrange(s)
	who := &f.who[f.seats]
	for k := 0; k < len(gr.order) && who.n < seats; k++ {
		if o := &gr.order[k]; o.clean.has(s) {
			who.all[who.n] = sitter{o.person, o.load}
			who.n++
		}
	}
	for k := 0; k < len(gr.order) && who.n < seats; k++ {
		if o := &gr.order[k]; o.ok.has(s) && !o.clean.has(s) {
			who.others(gr, s, seats)
			break
		}
	}
	if !gr.required && who.n < seats {
		who.all[who.n] = sitter{-1, costMissing}
		who.n++
	}
	for k := 1; k < gr.count; k++ {
		f.who[f.seats+k] = *who
	}
	f.seats += gr.count
}

// others adds the cheapest of those against whom something speaks.
func (who *sitters) others(gr *group, s, seats int) {
	for k := range gr.order {
		o := &gr.order[k]
		if !o.ok.has(s) || o.clean.has(s) {
			continue
		}
		c := o.costAt(s)
		if !gr.required && c >= costMissing {
			continue // an empty seat is better
		}
		at := who.n
		for at > 0 && who.all[at-1].cost > c {
			at--
		}
		if at == seats {
			continue
		}
		who.n = min(who.n+1, seats)
		copy(who.all[at+1:who.n], who.all[at:who.n-1])
		who.all[at] = sitter{o.person, c}
	}
}

// try fills the seats from n on.
func (f *few) try(n int, sum cost) {
	if n == f.seats {
		f.least = sum // who costs as much or more was left out
		return
	}
next:
	for _, who := range f.who[n].all[:f.who[n].n] {
		if sum+who.cost >= f.least {
			return
		}
		for _, o := range f.sit[:n] {
			if o == who.person && o >= 0 {
				continue next
			}
		}
		f.sit[n] = who.person
		f.try(n+1, sum+who.cost)
	}
}
