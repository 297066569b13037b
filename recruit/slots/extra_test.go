package slots

import (
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit/busy"
)

func taken(from, to time.Time) []busy.Interval {
	return []busy.Interval{{Start: from, End: to, State: busy.Busy}}
}

// TestSameAnswerInAnyOrder holds that the order in which people, intervals and members are given
// changes nothing.
func TestSameAnswerInAnyOrder(t *testing.T) {
	t.Parallel()
	for seed := range uint64(*cases / 30) {
		c := newChance(seed + 5_000_000)
		people := c.people(monday, 3+c.IntN(5), 2)
		q := c.loop(monday, 2, people)
		if c.IntN(2) == 0 {
			q.Sessions = q.Sessions[:1]
			q.Sessions[0].Fixed = nil
		}
		all := func() (any, any, any) {
			g, err := NewGrid(monday, q.To, people)
			if err != nil {
				t.Fatal(err)
			}
			r, err := g.Find(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			refused, _, _ := g.Refusals(context.Background(), q)
			relaxed, _, _ := g.Relax(context.Background(), q)
			return r, refused, relaxed
		}
		a1, a2, a3 := all()
		c.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
		for i := range people {
			p := &people[i]
			c.Shuffle(len(p.Busy), func(i, j int) { p.Busy[i], p.Busy[j] = p.Busy[j], p.Busy[i] })
			c.Shuffle(len(p.Hours), func(i, j int) { p.Hours[i], p.Hours[j] = p.Hours[j], p.Hours[i] })
			c.Shuffle(len(p.Booked), func(i, j int) { p.Booked[i], p.Booked[j] = p.Booked[j], p.Booked[i] })
		}
		for i := range q.Sessions {
			for _, n := range q.Sessions[i].Needs {
				c.Shuffle(len(n.Members), func(i, j int) { n.Members[i], n.Members[j] = n.Members[j], n.Members[i] })
			}
		}
		c.Shuffle(len(q.Candidate.Windows), func(i, j int) {
			q.Candidate.Windows[i], q.Candidate.Windows[j] = q.Candidate.Windows[j], q.Candidate.Windows[i]
		})
		b1, b2, b3 := all()
		for n, pair := range [][2]any{{a1, b1}, {a2, b2}, {a3, b3}} {
			if !reflect.DeepEqual(pair[0], pair[1]) {
				t.Fatalf("seed %d: answer %d is\n%+v\nand\n%+v", seed, n, pair[0], pair[1])
			}
		}
	}
}

// TestClockChanges holds that days of 23, 25 and fewer hours, and dates that a zone left
// out, are counted as the wall clock does.
func TestClockChanges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		zone     string
		from     string
		quarters []int // of the days
	}{
		{"Europe/Berlin", "2026-03-28", []int{96, 92, 96}},
		{"Europe/Berlin", "2026-10-24", []int{96, 100, 96}},
		{"America/New_York", "2026-03-07", []int{96, 92, 96}},
		{"Australia/Lord_Howe", "2026-04-04", []int{96, 98, 96}},
		{"Africa/Cairo", "2026-04-23", []int{96, 92, 96}}, // there is no midnight on the 24th
		{"Asia/Kathmandu", "2026-04-04", []int{96, 96}},
		{"Pacific/Apia", "2011-12-29", []int{96, 96}}, // the 30th was left out
		{"America/Scoresbysund", "2024-03-30", []int{96, 96, 96}},
	} {
		z := zone(c.zone)
		day, _ := time.ParseInLocation(time.DateOnly, c.from, z)
		end := day
		for _, n := range c.quarters {
			end = end.Add(time.Duration(n) * Quarter)
		}
		p := Person{ID: 1, Zone: z, ReadFrom: day.AddDate(0, 0, -3), ReadTo: end.AddDate(0, 0, 3), Hours: []Span{{day, end}}}
		g, err := NewGrid(day, end, []Person{p})
		if err != nil {
			t.Fatal(err)
		}
		q := Query{Zone: z, PerDay: 200, Limit: 200, Sessions: []Session{{Duration: 15 * time.Minute, Needs: []Need{{Count: 1, Members: []Member{{Person: 1}}}}}}}
		r, err := g.Find(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, d := range r.Days {
			got = append(got, d.Hours)
			if n := int(d.End.Sub(d.Start) / Quarter); n != d.Hours {
				t.Errorf("%s: the day from %s has %d quarter-hours and %d starts", c.zone, d.Start, n, d.Hours)
			}
		}
		if !slices.Equal(got, c.quarters) {
			t.Errorf("%s from %s: days of %v quarter-hours, want %v", c.zone, c.from, got, c.quarters)
		}
		// A limit of one a day leaves out exactly the day on which someone has one.
		p.DayCap, p.Booked = 1, []time.Time{r.Days[1].Start.Add(time.Hour)}
		if g, err = NewGrid(day, end, []Person{p}); err != nil {
			t.Fatal(err)
		}
		r, _ = g.Find(context.Background(), q)
		for n, d := range r.Days {
			if (d.Hours == 0) != (n == 1) {
				t.Errorf("%s: day %d has %d starts under a limit", c.zone, n, d.Hours)
			}
		}
	}
}

// TestGivesUpHonestly holds that a search without end says so, and that what it has is true.
func TestGivesUpHonestly(t *testing.T) {
	t.Parallel()
	people := office(60, 2)
	g, err := NewGrid(monday, monday.AddDate(0, 0, 28), people)
	if err != nil {
		t.Fatal(err)
	}
	var q Query
	q.Loop = Loop{AnyOrder: true, Once: true, MaxDays: 8, Within: 20}
	for range MaxSessions {
		n := Need{Count: 3}
		for _, p := range people[:30] {
			n.Members = append(n.Members, Member{Person: p.ID})
		}
		q.Sessions = append(q.Sessions, Session{Duration: 45 * time.Minute, Needs: []Need{n}})
	}
	q.Steps = 20_000
	r, err := g.Find(context.Background(), q)
	if err != nil || !r.GaveUp || r.Steps > 2*q.Steps {
		t.Errorf("%v, gave up: %t after %d steps", err, r.GaveUp, r.Steps)
	}
	j := newJudge(people, q)
	for _, c := range r.Choices {
		if said := j.honest(c); said != "" {
			t.Error(said)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	q.Steps = 0
	if r, err := g.Find(ctx, q); err != nil || !r.GaveUp || r.Steps > 10_000 {
		t.Errorf("cancelled: %v, gave up: %t after %d steps", err, r.GaveUp, r.Steps)
	}
	if _, gaveUp, _ := g.Relax(ctx, q); !gaveUp {
		t.Error("a cancelled search for ways out does not say so")
	}
}

func TestImpossibleQueries(t *testing.T) {
	t.Parallel()
	people := []Person{{ID: 1, Name: "Ann"}}
	for name, f := range map[string]func() error{
		"backwards": func() error { _, err := NewGrid(monday, monday, nil); return err },
		"too long":  func() error { _, err := NewGrid(monday, monday.AddDate(1, 0, 0), nil); return err },
		"twice": func() error {
			_, err := NewGrid(monday, monday.AddDate(0, 0, 1), append(people, people...))
			return err
		},
		"no ID": func() error { _, err := NewGrid(monday, monday.AddDate(0, 0, 1), []Person{{}}); return err },
		"many": func() error {
			_, err := NewGrid(monday, monday.AddDate(0, 0, 1), make([]Person, MaxPeople+1))
			return err
		},
		"nothing":   func() error { return ask(people, Query{}) },
		"no length": func() error { return ask(people, Query{Sessions: []Session{{}}}) },
		"seconds":   func() error { return ask(people, Query{Sessions: []Session{{Duration: 90 * time.Second}}}) },
		"a stranger": func() error {
			return ask(people, Query{Sessions: []Session{{Duration: time.Hour, Optional: []int64{7}}}})
		},
		"members": func() error {
			return ask(people, Query{Sessions: []Session{{Duration: time.Hour, Needs: []Need{{Count: 1, Members: []Member{{Person: 7}}}}}}})
		},
		"seats": func() error {
			return ask(people, Query{Sessions: []Session{{Duration: time.Hour, Needs: []Need{{Count: 50}, {Count: 50}}}}})
		},
		"beyond": func() error {
			return ask(people, Query{From: monday, To: monday.AddDate(0, 0, 9), Sessions: []Session{{Duration: time.Hour}}})
		},
	} {
		if err := f(); !errors.Is(err, ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := ask(people, Query{Sessions: []Session{{Duration: time.Hour}}}); err != nil {
		t.Errorf("a session that needs nobody: %v", err)
	}
}

func ask(people []Person, q Query) error {
	g, err := NewGrid(monday, monday.AddDate(0, 0, 1), people)
	if err != nil {
		return err
	}
	_, err = g.Find(context.Background(), q)
	return err
}

// TestWhyIsTrue holds that what is said of someone's load is so.
func TestWhyIsTrue(t *testing.T) {
	t.Parallel()
	seen := map[WhyKind]bool{}
	for seed := range uint64(300) {
		c := newChance(seed + 6_000_000)
		people := c.people(monday, 8, 2)
		q := c.loop(monday, 2, people)
		q.Loop.Once = true
		g, err := NewGrid(monday, q.To, people)
		if err != nil {
			t.Fatal(err)
		}
		r, err := g.Find(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		j := newJudge(people, q)
		for _, choice := range r.Choices {
			for _, s := range choice.Sessions {
				for _, seat := range s.Seats {
					seen[seat.Why.Kind] = true
					if said := seat.Why.String(); said == "" || strings.Contains(said, "%!") {
						t.Fatalf("seed %d: no words for %+v", seed, seat.Why)
					}
					if seat.Why.Kind != LeastLoad && seat.Why.Kind != Alike {
						continue
					}
					able := 0
					for _, m := range q.Sessions[s.Session].Needs[seat.Need].Members {
						p := j.people[m.Person]
						if m.Role != Qualified || !j.person(p, s.Start, s.End.Sub(s.Start)).can {
							continue
						}
						able++
						if _, week := j.counts(p, s.Start); week < seat.Why.Week && !slices.ContainsFunc(s.Seats, func(o Seat) bool { return o.Person == p.ID }) {
							t.Fatalf("seed %d: %s has %d this week, %s was chosen: %s", seed, p.Name, week, seat.Name, seat.Why)
						}
					}
					if able < seat.Why.Of {
						t.Fatalf("seed %d: %d can, said %d", seed, able, seat.Why.Of)
					}
				}
				for _, a := range s.Absent {
					if a.Kind == None || a.String() == "" {
						t.Fatalf("seed %d: no reason for an empty seat: %+v", seed, a)
					}
				}
			}
		}
	}
	for _, k := range []WhyKind{Named, Standing, All, LeastLoad, Alike, Clear, Invited, Learning} {
		if !seen[k] {
			t.Errorf("nobody was chosen because of %d", k)
		}
	}
}

func TestRowsAgainstLists(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		n := 64 * (1 + r.IntN(4))
		bits := make([]bool, n)
		a := make(row, n/64)
		for range r.IntN(6) {
			from := r.IntN(n)
			to := from + r.IntN(n-from+1)
			a.set(from, to)
			for i := from; i < to; i++ {
				bits[i] = true
			}
			if r.IntN(2) == 0 {
				to = from + (to-from)/2
				a.unset(from, to)
				for i := from; i < to; i++ {
					bits[i] = false
				}
			}
		}
		k := 1 + r.IntN(100)
		all, some, moved := slices.Clone(a), slices.Clone(a), slices.Clone(a)
		all.allOf(k)
		some.anyOf(k)
		moved.later(k)
		for i := range n {
			wantAll, wantSome := true, false
			for m := i; m < i+k; m++ {
				wantAll = wantAll && m < n && bits[m]
				wantSome = wantSome || m < n && bits[m]
			}
			if a.has(i) != bits[i] || all.has(i) != wantAll || some.has(i) != wantSome || moved.has(i) != (i >= k && bits[i-k]) {
				t.Fatalf("bit %d of %d with %d", i, n, k)
			}
			if got, want := a.next(i, n), i+slices.Index(append(slices.Clone(bits[i:]), true), true); got != want {
				t.Fatalf("next of %d is %d, want %d", i, got, want)
			}
			if got, want := a.nextUnset(i, n), i+slices.Index(append(slices.Clone(bits[i:]), false), false); got != want {
				t.Fatalf("nextUnset of %d is %d, want %d", i, got, want)
			}
		}
		var rows []row
		for range 1 + r.IntN(9) {
			o := make(row, 2)
			o[0], o[1] = r.Uint64(), r.Uint64()&r.Uint64()
			rows = append(rows, o)
		}
		k = r.IntN(len(rows) + 2)
		got := make(row, 2)
		got.fill()
		got.andAtLeast(k, rows)
		for i := range 128 {
			sum := 0
			for _, o := range rows {
				sum += b2i(o.has(i))
			}
			if got.has(i) != (sum >= k) {
				t.Fatalf("%d of %d rows, at least %d: %t", sum, len(rows), k, got.has(i))
			}
		}
	}
}
