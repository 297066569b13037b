package slots

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

// TestStandInsAreTrue takes people out of sessions that were found, and holds that exactly
// those are offered who can, the best first.
func TestStandInsAreTrue(t *testing.T) {
	t.Parallel()
	offered, refused := 0, 0
	for seed := range uint64(*cases / 10) {
		c := newChance(seed + 7_000_000)
		people := c.people(monday, 8, 2)
		q := c.query(monday, 2, people)
		q.Sessions = []Session{c.session(people, 2)}
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
			placed := choice.Sessions[0]
			for _, leaves := range placed.Seats {
				var stay []int64
				for _, s := range placed.Seats {
					if s.Person != leaves.Person {
						stay = append(stay, s.Person)
					}
				}
				all, err := g.StandIns(context.Background(), q, 0, placed.Start, leaves.Person, stay)
				if err != nil {
					t.Fatal(err)
				}
				var last Quality
				ended := false
				for n, s := range all {
					p := j.people[s.Seat.Person]
					v := j.person(p, placed.Start, placed.End.Sub(placed.Start))
					can := v.can && !slices.Contains(stay, p.ID)
					if p.ID == leaves.Person || can != (s.Reason.Kind == None) || can && ended {
						t.Fatalf("seed %d: %s can %t, said %+v", seed, p.Name, can, s)
					}
					if can {
						if offered++; n > 0 && better(v.q, last) {
							t.Fatalf("seed %d: %+v stands before %+v", seed, last, v.q)
						}
						last = v.q
						continue
					}
					refused++
					ended = true
				}
			}
		}
	}
	if offered < 100 || refused < 100 {
		t.Errorf("%d were offered and %d were not", offered, refused)
	}
}

func TestStandInsThatCannotBe(t *testing.T) {
	t.Parallel()
	g, err := NewGrid(monday, monday.AddDate(0, 0, 1), []Person{{ID: 1}, {ID: 2}})
	if err != nil {
		t.Fatal(err)
	}
	q := Query{Sessions: []Session{{Duration: time.Hour, Needs: []Need{{Count: 1, Members: []Member{{Person: 1}, {Person: 2}}}}}}}
	for name, f := range map[string]func() ([]StandIn, error){
		"session": func() ([]StandIn, error) { return g.StandIns(context.Background(), q, 1, monday, 1, nil) },
		"hour": func() ([]StandIn, error) {
			return g.StandIns(context.Background(), q, 0, monday.AddDate(0, 0, 3), 1, nil)
		},
	} {
		if all, err := f(); !errors.Is(err, ErrInput) {
			t.Errorf("%s: %v %v", name, all, err)
		}
	}
	all, err := g.StandIns(context.Background(), q, 0, monday.Add(10*time.Hour+7*time.Minute), 1, nil)
	if err != nil || len(all) != 1 || all[0].Reason.Kind != Hours {
		t.Errorf("%+v %v", all, err)
	}
}

// TestOneSessionMoves holds that one session of a loop finds a new hour while the others keep
// theirs, with their people in nothing else.
func TestOneSessionMoves(t *testing.T) {
	t.Parallel()
	people := office(30, 3)
	g, err := NewGrid(monday, monday.AddDate(0, 0, 5), people)
	if err != nil {
		t.Fatal(err)
	}
	need := func(from, to int) []Need {
		n := Need{Name: "Pool", Count: 1}
		for _, p := range people[from:to] {
			n.Members = append(n.Members, Member{Person: p.ID})
		}
		return []Need{n}
	}
	q := Query{Loop: Loop{AnyOrder: true, Once: true, MaxGap: time.Hour}, Sessions: []Session{
		{Title: "A", Duration: time.Hour, Needs: need(0, 12)}, {Title: "B", Duration: 45 * time.Minute, Needs: need(0, 12)}, {Title: "C", Duration: 50 * time.Minute, Needs: need(0, 20)},
	}}
	r, err := g.Find(context.Background(), q)
	if err != nil || len(r.Choices) == 0 {
		t.Fatal(err, len(r.Choices))
	}
	was := r.Choices[0]
	var stand []int64
	for _, s := range was.Sessions[1:] {
		f := &Fixed{Start: s.Start}
		for _, seat := range s.Seats {
			f.People = append(f.People, seat.Person)
		}
		stand = append(stand, f.People...)
		q.Sessions[s.Session].Fixed = f
	}
	r, err = g.Find(context.Background(), q)
	if err != nil || len(r.Choices) == 0 {
		t.Fatal(err, len(r.Choices))
	}
	moves := was.Sessions[0].Session
	for _, c := range r.Choices {
		for _, s := range c.Sessions {
			if s.Session == moves {
				for _, seat := range s.Seats {
					if slices.Contains(stand, seat.Person) {
						t.Errorf("%s is in two sessions", seat.Name)
					}
				}
				continue
			}
			for _, o := range was.Sessions {
				if o.Session == s.Session && (!o.Start.Equal(s.Start) || !o.End.Equal(s.End) || s.Seats[0].Person != o.Seats[0].Person) {
					t.Errorf("a session that stands moved from %s to %s", o.Start, s.Start)
				}
			}
		}
	}
}
