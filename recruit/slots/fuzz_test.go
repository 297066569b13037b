package slots

import (
	"context"
	"testing"
	"time"

	"recruitty/recruit/busy"
)

// FuzzFind feeds what no service would ask: nothing may panic or run without end, and
// what is offered has to be so.
func FuzzFind(f *testing.F) {
	f.Add([]byte("a few bytes for people and for what is asked of them, in no order at all"))
	f.Add([]byte{0, 255, 1, 254, 7, 7, 7, 7, 128, 64, 32, 16, 8, 4, 2, 1, 0, 0, 0, 0, 200, 100, 50, 25})
	for seed := range uint64(40) {
		c := newChance(seed)
		some := make([]byte, 100+c.IntN(400))
		for i := range some {
			some[i] = byte(c.IntN(256))
		}
		f.Add(some)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		at := 0
		next := func(n int) int {
			if len(data) == 0 || n <= 0 {
				return 0
			}
			at++
			return (int(data[at%len(data)]) + at/len(data)*7) % n
		}
		when := func() time.Time {
			if next(20) == 0 {
				return []time.Time{{}, time.Unix(1<<55, 0), time.Unix(-1<<55, 0)}[next(3)]
			}
			return monday.Add(time.Duration(next(256)*17-600) * time.Minute)
		}
		span := func() Span { return Span{when(), when()} }
		length := func() time.Duration { return time.Duration(next(256)-20) * time.Minute }
		people := make([]Person, 1+next(5))
		for i := range people {
			p := &people[i]
			p.ID, p.Zone, p.ReadFrom, p.ReadTo = int64(i+1), newChance(uint64(next(9))).zone(), when(), when()
			p.Before, p.After, p.DayCap, p.WeekCap, p.Recent = length(), length(), next(4)-1, next(4)-1, next(300)-10
			for range next(5) {
				s := span()
				p.Busy = append(p.Busy, busy.Interval{Start: s.Start, End: s.End, State: busy.State(next(6))})
				p.Hours, p.Booked = append(p.Hours, span()), append(p.Booked, when())
			}
			p.Off, p.Preferred = []Span{span()}, []Span{span()}[:next(2)]
		}
		who := func() int64 { return int64(1 + next(len(people)) + 9*(next(80)/79)) }
		q := Query{AllowSoft: next(2) == 0, NotMet: next(2) == 0, OnlyPreferred: next(2) == 0, Limit: next(9) - 2, PerDay: next(9) - 2, Apart: length(), Steps: 20_000}
		q.Loop = Loop{AnyOrder: next(2) == 0, Once: next(2) == 0, BackToBack: next(2) == 0, MinGap: length(), MaxGap: length(), MaxDays: next(5) - 1, Within: next(5) - 1, Lunch: Break{length() * 8, length() * 8, length()}}
		q.Candidate = Candidate{Windows: []Span{span()}[:next(2)], From: length() * 8, To: length() * 8}
		for range 1 + next(3) {
			s := Session{Duration: max(length(), time.Minute), Optional: []int64{who()}[:next(2)]}
			for range next(3) {
				n := Need{Count: next(40) / 13, Trainees: next(3)}
				for range next(5) {
					n.Members = append(n.Members, Member{who(), Role(next(4))})
				}
				s.Needs = append(s.Needs, n)
			}
			if next(6) == 0 {
				s.Fixed = &Fixed{when(), []int64{who()}}
			}
			q.Sessions = append(q.Sessions, s)
		}
		for range next(4) {
			q.Lifts = append(q.Lifts, Lift{Kind(next(40)), who() * int64(next(2)), next(5) - 1, length()})
			q.Taken = append(q.Taken, Taken{who(), when(), when()})
		}
		g, err := NewGrid(monday, monday.Add(time.Duration(1+next(50))*time.Hour), people)
		if err != nil {
			return
		}
		r, err := g.Find(context.Background(), q)
		if err != nil {
			return
		}
		if r.Steps > 2*q.Steps {
			t.Fatalf("%d steps were done of %d", r.Steps, q.Steps)
		}
		refused, _, _ := g.Refusals(context.Background(), q)
		for _, d := range refused {
			_ = d.Reason.String()
		}
		ways, _, _ := g.Relax(context.Background(), q)
		for _, w := range ways {
			_ = w.String()
		}
		for _, c := range r.Choices {
			for n, s := range c.Sessions {
				if q.Sessions[s.Session].Fixed != nil {
					continue
				}
				if n > 0 && q.Sessions[c.Sessions[n-1].Session].Fixed == nil && s.Start.Before(c.Sessions[n-1].End) {
					t.Fatalf("sessions overlap: %+v", c)
				}
				for _, seat := range s.Seats {
					cells := g.Strip(seat.Person, s.Start, s.End)
					for _, cell := range cells {
						if cell.State == busy.Busy || cell.State == busy.Unknown && len(seat.Unknown) == 0 || cell.State == busy.Soft && len(seat.Soft) == 0 {
							t.Fatalf("%+v at %s, %+v", seat, s.Start, cell)
						}
					}
				}
				for _, seat := range s.Seats {
					if _, err := g.StandIns(context.Background(), q, s.Session, s.Start, seat.Person, nil); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		_, _ = g.Plan(context.Background(), []Query{q, q, q})
	})
}
