package slots

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"recruitty/recruit/busy"
)

// office makes people with four weeks of calendars, of whose working time about half is
// taken.
func office(n int, seed uint64) []Person {
	r := rand.New(rand.NewPCG(seed, 4))
	zones := []*time.Location{zone("Europe/Berlin"), zone("Europe/London"), zone("America/New_York"), zone("America/Los_Angeles")}
	all := make([]Person, n)
	for i := range all {
		p := &all[i]
		*p = Person{ID: int64(i + 1), Name: fmt.Sprint("Person ", i+1), Zone: zones[i%len(zones)], ReadFrom: monday.AddDate(0, 0, -2), ReadTo: monday.AddDate(0, 0, 30),
			Before: 5 * time.Minute, After: 10 * time.Minute, DayCap: 3, WeekCap: 8, Recent: r.IntN(10)}
		for d := range 28 {
			y, m, day := monday.AddDate(0, 0, d).Date()
			at := func(h, min int) time.Time { return time.Date(y, m, day, h, min, 0, 0, p.Zone).UTC() }
			if wd := at(12, 0).Weekday(); wd == time.Saturday || wd == time.Sunday {
				continue
			}
			p.Hours = append(p.Hours, Span{at(9, 0), at(12, 30)}, Span{at(13, 15), at(17, 30)})
			p.Preferred = append(p.Preferred, Span{at(10, 0), at(16, 0)})
			for q := 0; q < 34; {
				length := 2 + r.IntN(5)
				if r.IntN(2) == 0 {
					state := busy.Busy
					if r.IntN(6) == 0 {
						state = busy.Soft
					}
					p.Busy = append(p.Busy, busy.Interval{Start: at(9, 15*q), End: at(9, 15*(q+length)), State: state})
				}
				q += length
			}
			if r.IntN(4) == 0 {
				p.Booked = append(p.Booked, at(10, 0))
			}
		}
	}
	return all
}

// pools chooses pools of so many people each.
func pools(r *rand.Rand, people []Person, sizes ...int) [][]Member {
	var all [][]Member
	for _, n := range sizes {
		var pool []Member
		for range n {
			pool = append(pool, Member{Person: people[r.IntN(len(people))].ID})
		}
		all = append(all, pool)
	}
	return all
}

func BenchmarkGrid(b *testing.B) {
	people := office(500, 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewGrid(monday, monday.AddDate(0, 0, 28), people); err != nil {
			b.Fatal(err)
		}
	}
}

// timed runs queries and reports the time that half and 95 of 100 stay below.
func timed(b *testing.B, queries []Query, run func(Query)) {
	b.Helper()
	b.ReportAllocs()
	var all []time.Duration
	for i := 0; b.Loop(); i++ {
		begin := time.Now()
		run(queries[i%len(queries)])
		all = append(all, time.Since(begin))
	}
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/20].Microseconds()), "p05-µs") // what it takes when nothing else runs
	b.ReportMetric(float64(all[len(all)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(all[len(all)*95/100].Microseconds()), "p95-µs")
	b.ReportMetric(float64(all[len(all)-1].Microseconds()), "max-µs")
}

// panels are queries for one session with three pools of twenty.
func panels(people []Person) []Query {
	r := rand.New(rand.NewPCG(3, 3))
	var queries []Query
	for range 200 {
		p := pools(r, people, 20, 20, 20)
		queries = append(queries, Query{Zone: zone("Europe/Berlin"), AllowSoft: true, Sessions: []Session{{Duration: 45 * time.Minute,
			Needs: []Need{{Name: "A", Count: 1, Members: p[0]}, {Name: "B", Count: 1, Members: p[1]}, {Name: "C", Count: 1, Members: p[2]}}}}})
	}
	return queries
}

// BenchmarkPanel is a panel of people with calendars and hours.
func BenchmarkPanel(b *testing.B) {
	people := office(500, 1)
	for i := range people {
		p := &people[i]
		p.Preferred, p.Before, p.After, p.DayCap, p.WeekCap = nil, 0, 0, 0, 0
		for k := range p.Busy {
			p.Busy[k].State = busy.Busy
		}
	}
	benchPanel(b, people)
}

// BenchmarkPanelOfEverything is one of people with buffers, limits, soft entries and
// preferred hours besides.
func BenchmarkPanelOfEverything(b *testing.B) { benchPanel(b, office(500, 1)) }

func benchPanel(b *testing.B, people []Person) {
	b.Helper()
	g, err := NewGrid(monday, monday.AddDate(0, 0, 28), people)
	if err != nil {
		b.Fatal(err)
	}
	timed(b, panels(people), func(q Query) {
		if r, err := g.Find(context.Background(), q); err != nil || len(r.Choices) == 0 {
			b.Fatal(err, len(r.Choices))
		}
	})
}

// BenchmarkRelax looks for a way out where there is no hour.
func BenchmarkRelax(b *testing.B) {
	people := office(500, 1)
	g, err := NewGrid(monday, monday.AddDate(0, 0, 28), people)
	if err != nil {
		b.Fatal(err)
	}
	queries := panels(people)
	for n := range queries {
		queries[n].AllowSoft = false
		queries[n].Candidate.Windows = []Span{{monday.AddDate(0, 0, n%5).Add(7 * time.Hour), monday.AddDate(0, 0, n%5).Add(8 * time.Hour)}}
	}
	timed(b, queries, func(q Query) {
		if _, _, err := g.Relax(context.Background(), q); err != nil {
			b.Fatal(err)
		}
	})
}

func BenchmarkRefusals(b *testing.B) {
	people := office(500, 1)
	g, err := NewGrid(monday, monday.AddDate(0, 0, 28), people)
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 3))
	var queries []Query
	for range 200 {
		p := pools(r, people, 20, 3, 1)
		queries = append(queries, Query{Zone: zone("Europe/Berlin"), Sessions: []Session{{Duration: 90 * time.Minute,
			Needs: []Need{{Name: "A", Count: 2, Members: p[0]}, {Name: "B", Count: 2, Members: p[1]}, {Count: 1, Members: p[2]}}}}})
	}
	timed(b, queries, func(q Query) {
		if _, _, err := g.Refusals(context.Background(), q); err != nil {
			b.Fatal(err)
		}
	})
}

func BenchmarkLoop(b *testing.B) {
	people := office(500, 1)
	for i := range people {
		people[i].Preferred = nil
	}
	g, err := NewGrid(monday, monday.AddDate(0, 0, 28), people)
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 3))
	var queries []Query
	for n := range 200 {
		p := pools(r, people, 20, 20, 20, 1)
		q := Query{Zone: zone([]string{"Europe/Berlin", "America/New_York", "America/Los_Angeles"}[n%3]), AllowSoft: true, Loop: Loop{AnyOrder: true, MaxGap: 45 * time.Minute, Once: true},
			Candidate: Candidate{From: 8 * time.Hour, To: 20 * time.Hour}}
		for k := range 4 {
			q.Sessions = append(q.Sessions, Session{Duration: time.Duration(45+r.IntN(2)*15) * time.Minute, Needs: []Need{{Name: "A", Count: 1, Members: p[k]}}})
		}
		queries = append(queries, q)
	}
	timed(b, queries, func(q Query) {
		if r, err := g.Find(context.Background(), q); err != nil || r.GaveUp {
			b.Fatal(err, r.GaveUp)
		}
	})
}
