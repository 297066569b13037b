package slots

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"
)

// unsolvable makes random queries until one has no hour.
func unsolvable(t *testing.T, seed uint64, loops bool) (*Grid, []Person, Query) {
	t.Helper()
	for try := range uint64(1000) {
		c := newChance(seed + try*1_000_000_007)
		begin := monday.AddDate(0, 0, c.IntN(7))
		people := c.people(begin, 2+c.IntN(5), 2)
		q := c.query(begin, 2, people)
		q.Sessions = []Session{c.session(people, 2)}
		if loops {
			q = c.loop(begin, 2, people)
		}
		q.To = q.To.AddDate(0, 0, -c.IntN(2))
		g, err := NewGrid(begin, begin.AddDate(0, 0, 2), people)
		if err != nil {
			t.Fatal(err)
		}
		if r, err := g.Find(context.Background(), q); err != nil {
			t.Fatal(err)
		} else if len(r.Choices) == 0 {
			return g, people, q
		}
	}
	t.Fatalf("seed %d: every query has an hour", seed)
	return nil, nil, Query{}
}

// TestRelaxationsWork holds that every way out that is named gives as many hours as it says
// when it is taken, that the cheapest stands first, and that none is forgotten where
// trying each finds one.
func TestRelaxationsWork(t *testing.T) {
	t.Parallel()
	kinds, ways := map[Kind]int{}, 0
	for seed := range uint64(*cases / 6) {
		g, people, q := unsolvable(t, seed+4_000_000, seed%3 == 0)
		found, gaveUp, err := g.Relax(context.Background(), q)
		if err != nil || gaveUp {
			t.Fatalf("seed %d: %v, gave up: %t\n%+v", seed, err, gaveUp, q)
		}
		if len(found) > 0 {
			ways++
		}
		for n, r := range found {
			if n > 0 && found[n-1].price() > r.price() {
				t.Errorf("seed %d: %s stands before %s", seed, found[n-1], r)
			}
			kinds[r.Lifts[0].Kind]++
			if said := r.String(); said == "" || strings.Contains(said, "otherwise") || strings.Contains(said, "%!") {
				t.Errorf("seed %d: no words for %+v", seed, r)
			}
			relaxed := r.Apply(q)
			relaxed.PerDay, relaxed.Limit = 200, 200
			got, err := g.Find(context.Background(), relaxed)
			if err != nil {
				t.Fatal(err)
			}
			hours := 0
			for _, d := range got.Days {
				if len(q.Sessions) == 1 {
					hours += d.Hours
				} else {
					hours += min(d.Hours, 1)
				}
			}
			if hours != r.Hours || len(got.Choices) == 0 {
				t.Fatalf("seed %d: %s gives %d hours and %d choices, %d were named", seed, r, hours, len(got.Choices), r.Hours)
			}
			if n == 0 && len(q.Sessions) == 1 && !slices.ContainsFunc(r.Lifts, func(l Lift) bool { return l.Kind == Window }) {
				if all := newJudge(people, relaxed).panel(); len(all) != r.Hours {
					t.Fatalf("seed %d: %s gives %d hours, %d were named", seed, r, len(all), r.Hours)
				}
			}
		}
		w := g.prepare(context.Background(), &q)
		for _, l := range w.liftable() {
			if seed%4 == 0 && len(q.Sessions) == 1 && !slices.ContainsFunc(found, func(r Relaxation) bool { return len(r.Lifts) == 1 && r.Lifts[0] == l }) {
				relaxed := (Relaxation{Lifts: []Lift{l}}).Apply(q)
				if got, _ := g.Find(context.Background(), relaxed); len(got.Choices) > 0 {
					t.Fatalf("seed %d: %s is not named", seed, l.String(""))
				}
			}
		}
	}
	t.Logf("%d of %d unsolvable queries have a way out", ways, *cases/6)
	for _, k := range prices() {
		if kinds[k] == 0 {
			t.Errorf("%q was never a way out; the cases say nothing about it", Lift{Kind: k}.String(""))
		}
	}
}

// TestWayOut is one by hand: two people who miss each other by a buffer.
func TestWayOut(t *testing.T) {
	t.Parallel()
	at := func(h, m int) time.Time { return monday.Add(time.Duration(h*60+m) * time.Minute) }
	known := Person{ReadFrom: monday.AddDate(0, 0, -1), ReadTo: monday.AddDate(0, 0, 2)}
	ann, ben := known, known
	ann.ID, ann.Name, ann.Hours = 1, "Ann", []Span{{at(9, 0), at(10, 0)}}
	ben.ID, ben.Name, ben.Hours, ben.Busy = 2, "Ben", []Span{{at(9, 0), at(17, 0)}}, taken(at(8, 0), at(9, 0))
	ben.Before = 15 * time.Minute
	g, err := NewGrid(monday, monday.AddDate(0, 0, 1), []Person{ann, ben})
	if err != nil {
		t.Fatal(err)
	}
	q := Query{Sessions: []Session{{Duration: time.Hour, Needs: []Need{{Count: 1, Members: []Member{{Person: 1}}}, {Count: 1, Members: []Member{{Person: 2}}}}}}}
	refused, _, _ := g.Refusals(context.Background(), q)
	if len(refused) != 1 || refused[0].Reason.Kind != Together {
		t.Errorf("refused: %+v", refused)
	}
	found, _, _ := g.Relax(context.Background(), q)
	var said []string
	for _, r := range found {
		said = append(said, r.String())
	}
	want := []string{"without the buffer of Ben", "in 45 minutes", "in 30 minutes", "outside the working hours of Ann", "if Ann need not come", "if Ben need not come"}
	if !slices.Equal(said, want) {
		t.Errorf("ways out: %q, want %q", said, want)
	}
}
