package slots

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

// batchOf makes a day of candidates who need the same few people.
func (c chance) batchOf(people []Person, n int) []Query {
	var all []Query
	for range n {
		q := Query{Zone: c.zone(), AllowSoft: c.IntN(2) == 0, Sessions: []Session{c.session(people, 2)}}
		if c.IntN(2) == 0 {
			q.Candidate.Windows = []Span{c.span(monday.Add(8*time.Hour), 1, 5)}
		}
		all = append(all, q)
	}
	return all
}

// clash reports what in a plan cannot be: people in two places, or over their limits.
func clash(people []Person, queries []Query, b Batch) string {
	var held []Taken
	for n, c := range b.Choices {
		if c == nil {
			continue
		}
		for _, s := range c.Sessions {
			for _, seat := range s.Seats {
				held = append(held, Taken{seat.Person, s.Start, s.End})
			}
			_ = n
		}
	}
	for n, c := range b.Choices {
		if c == nil {
			continue
		}
		q := queries[n]
		q.Taken = append([]Taken(nil), q.Taken...)
		for _, o := range held {
			mine := false
			for _, s := range c.Sessions {
				for _, seat := range s.Seats {
					mine = mine || seat.Person == o.Person && s.Start.Equal(o.Start)
				}
			}
			if mine {
				mine = false // one of those at this hour is this candidate's own
				for m, other := range b.Choices {
					if m == n || other == nil {
						continue
					}
					for _, s := range other.Sessions {
						for _, seat := range s.Seats {
							mine = mine || seat.Person == o.Person && s.Start.Equal(o.Start)
						}
					}
				}
				if mine {
					return fmt.Sprintf("person %d is with two candidates at %s", o.Person, o.Start)
				}
				continue
			}
			q.Taken = append(q.Taken, o)
		}
		j := newJudge(people, q)
		for _, s := range c.Sessions {
			for _, seat := range s.Seats {
				if !j.person(j.people[seat.Person], s.Start, s.End.Sub(s.Start)).can {
					return fmt.Sprintf("%s cannot at %s", seat.Name, s.Start)
				}
			}
		}
	}
	return ""
}

// most is how many candidates can have hours at the same time, by trying everything.
func most(people []Person, queries []Query, n int, taken []Taken, sofar int, top *int) {
	if sofar+len(queries)-n <= *top {
		return
	}
	if n == len(queries) {
		*top = sofar
		return
	}
	q := queries[n]
	q.From, q.To = monday, monday.AddDate(0, 0, 1)
	q.Taken = taken
	j := newJudge(people, q)
	for _, o := range j.panel() {
		for _, who := range j.everySeating(o.starts[0]) {
			next := append([]Taken(nil), taken...)
			for _, id := range who {
				next = append(next, Taken{id, o.starts[0], o.starts[0].Add(q.Sessions[0].Duration)})
			}
			most(people, queries, n+1, next, sofar+1, top)
		}
	}
	most(people, queries, n+1, taken, sofar, top)
}

// everySeating is every way to fill the chairs that have to be filled.
func (j *judge) everySeating(start time.Time) (all [][]int64) {
	chairs := j.chairs(0, start)
	var done []seating
	var try func(n int)
	try = func(n int) {
		if n == len(chairs) {
			var who []int64
			for _, d := range done {
				who = append(who, d.person)
			}
			all = append(all, who)
			return
		}
		c := chairs[n]
		if c.optional {
			try(n + 1)
			return
		}
		for _, id := range c.members {
			if p := j.people[id]; j.person(p, c.start, c.length).can && j.allowed(done, c, p) {
				done = append(done, seating{c, id})
				try(n + 1)
				done = done[:len(done)-1]
			}
		}
	}
	try(0)
	return all
}

// TestPlansDoNotClash holds that no plan puts anybody in two places, and that small ones
// serve nearly as many candidates as can be served.
func TestPlansDoNotClash(t *testing.T) {
	t.Parallel()
	served, could := 0, 0
	for seed := range uint64(*cases / 30) {
		c := newChance(seed + 8_000_000)
		people := c.people(monday, 3+c.IntN(3), 1)
		queries := c.batchOf(people, 3)
		g, err := NewGrid(monday, monday.AddDate(0, 0, 1), people)
		if err != nil {
			t.Fatal(err)
		}
		b, err := g.Plan(context.Background(), queries)
		if err != nil || b.GaveUp {
			t.Fatalf("seed %d: %v, gave up: %t", seed, err, b.GaveUp)
		}
		if said := clash(people, queries, b); said != "" {
			t.Fatalf("seed %d: %s", seed, said)
		}
		top := 0
		most(people, queries, 0, nil, 0, &top)
		could += top
		for _, c := range b.Choices {
			if c != nil {
				served++
			}
		}
	}
	t.Logf("%d served, %d could be", served, could)
	if served > could || served*100 < could*98 {
		t.Errorf("%d candidates were served of %d who could be", served, could)
	}
}

func TestPlanForADay(t *testing.T) {
	t.Parallel()
	people := office(40, 5)
	g, err := NewGrid(monday, monday.AddDate(0, 0, 1), people)
	if err != nil {
		t.Fatal(err)
	}
	var queries []Query
	for n := range MaxParties {
		need := Need{Name: "Pool", Count: 1}
		for _, p := range people[n%4*10 : n%4*10+10] {
			need.Members = append(need.Members, Member{Person: p.ID})
		}
		queries = append(queries, Query{Zone: zone("Europe/Berlin"), Sessions: []Session{{Duration: 45 * time.Minute, Needs: []Need{need}}}})
	}
	b, err := g.Plan(context.Background(), queries)
	if err != nil {
		t.Fatal(err)
	}
	served := 0
	for _, c := range b.Choices {
		if c != nil {
			served++
		}
	}
	if said := clash(people, queries, b); said != "" || served != MaxParties {
		t.Errorf("%d of %d served: %s (gave up: %t after %d steps)", served, MaxParties, said, b.GaveUp, b.Steps)
	}
	if _, err := g.Plan(context.Background(), make([]Query, MaxParties+1)); !errors.Is(err, ErrInput) {
		t.Errorf("too many candidates: %v", err)
	}
}
