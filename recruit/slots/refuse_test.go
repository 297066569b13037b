package slots

import (
	"context"
	"strings"
	"testing"
	"time"

	"recruitty/recruit/busy"
)

// TestRefusalsAreTrue holds that exactly the days without an hour are refused, that the
// person who is named cannot on that day, and that they can when it is said.
func TestRefusalsAreTrue(t *testing.T) {
	t.Parallel()
	seen := map[Kind]int{}
	for seed := range uint64(*cases / 4) {
		c := newChance(seed + 1_000_000)
		begin := monday.AddDate(0, 0, c.IntN(7))
		days := 1 + c.IntN(3)
		people := c.people(begin, 2+c.IntN(4), days)
		q := c.query(begin, days, people)
		q.Sessions = []Session{c.session(people, 2)}
		g, err := NewGrid(begin, q.To, people)
		if err != nil {
			t.Fatal(err)
		}
		refused, _, err := g.Refusals(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		r, err := g.Find(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		j := newJudge(people, q)
		without := 0
		for _, d := range r.Days {
			if d.Hours > 0 {
				continue
			}
			if without == len(refused) || !refused[without].Start.Equal(d.Start) {
				t.Fatalf("seed %d: nothing is said of %s", seed, d.Start)
			}
			seen[refused[without].Reason.Kind]++
			if said := j.truly(refused[without]); said != "" {
				t.Fatalf("seed %d: %s: %s: %s", seed, d.Start, refused[without].Reason, said)
			}
			without++
		}
		if without != len(refused) {
			t.Fatalf("seed %d: %d days are refused, %d have no hour", seed, len(refused), without)
		}
	}
	for _, k := range []Kind{Window, Notice, CandidateWindow, CivilHours, Met, Off, Hours, Busy, Unknown, Soft, Buffer, DayCap, WeekCap, Preferred, PoolSize, SamePeople, Together} {
		if seen[k] == 0 && k != Window {
			t.Errorf("no day was refused because of %d; the cases say nothing about it", k)
		}
	}
}

// truly says what of a refusal is not so.
func (j *judge) truly(r Refusal) string {
	length := j.chairLength()
	for _, m := range append([]Reason{r.Reason}, r.Reason.Members...) {
		if m.String() == "" || strings.Contains(m.String(), "%!") {
			return "has no words"
		}
		if m.Person == 0 {
			continue
		}
		p := j.people[m.Person]
		if r.Reason.Kind != Together {
			for at := r.Start; at.Before(r.End); at = at.Add(Quarter) {
				if j.start(at, length) && j.person(p, at, length).can {
					return p.Name + " can at " + at.String()
				}
			}
		}
		if !m.Until.IsZero() && !(j.start(m.Until, length) && j.person(p, m.Until, length).can) {
			return p.Name + " cannot at " + m.Until.String()
		}
	}
	return ""
}

func TestStripSaysWhatIsKnown(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		c := newChance(seed + 2_000_000)
		begin := monday.Add(time.Duration(c.IntN(1000)) * time.Minute)
		people := c.people(begin, 2, 2)
		g, err := NewGrid(begin, begin.AddDate(0, 0, 2), people)
		if err != nil {
			t.Fatal(err)
		}
		j := newJudge(people, Query{})
		for i := range people {
			p := &people[i]
			at := begin.Truncate(Quarter)
			for n, cell := range g.Strip(p.ID, begin, begin.AddDate(0, 0, 2)) {
				want := Cell{State: j.state(p, at), Off: touched(p.Off, at), Preferred: covered(p.Preferred, at)}
				want.Outside = want.Off || !covered(p.Hours, at)
				if cell != want {
					t.Fatalf("seed %d: cell %d of %s at %s is %+v, want %+v", seed, n, p.Name, at, cell, want)
				}
				at = at.Add(Quarter)
			}
			if at.Before(begin.AddDate(0, 0, 2)) {
				t.Fatalf("seed %d: the strip ends at %s", seed, at)
			}
		}
	}
	g, _ := NewGrid(monday, monday.Add(time.Hour), nil)
	if g.Strip(1, monday, monday.Add(time.Hour)) != nil {
		t.Error("someone unknown has cells")
	}
	g, _ = NewGrid(monday, monday.Add(time.Hour), []Person{{ID: 1}})
	if c := g.Strip(1, monday.AddDate(0, 0, 5), monday.AddDate(0, 0, 5).Add(time.Hour)); len(c) != 4 || c[0].State != busy.Unknown || !c[0].Outside {
		t.Errorf("beyond the grid: %+v", c)
	}
}
