package slots

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"recruitty/recruit/busy"
)

// cases is how many random queries of each kind are judged.
var cases = flag.Int("cases", 6000, "random queries that are compared with trying everything")

// monday is where most of the tests begin.
var monday = time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)

// chance makes small random queries.
type chance struct{ *rand.Rand }

func newChance(seed uint64) chance { return chance{rand.New(rand.NewPCG(seed, 15))} }

func (c chance) zone() *time.Location {
	names := []string{"UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"}
	return zone(names[c.IntN(len(names))])
}

func zone(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return l
}

// span is a stretch of up to so many hours in the first days after a day begins.
func (c chance) span(begin time.Time, days, hours int) Span {
	s := begin.Add(time.Duration(c.IntN(days*24*12)) * 5 * time.Minute)
	return Span{s, s.Add(time.Duration(c.IntN(hours*12)+1) * 5 * time.Minute)}
}

func (c chance) people(begin time.Time, n, days int) []Person {
	all := make([]Person, n)
	for i := range all {
		p := &all[i]
		p.ID, p.Name, p.Zone = int64(i+1)*7%101, fmt.Sprint("P", i), c.zone()
		p.ReadFrom, p.ReadTo = begin.Add(-48*time.Hour), begin.AddDate(0, 0, days+2)
		if c.IntN(5) == 0 {
			p.ReadTo = begin.Add(time.Duration(c.IntN(days*24)) * time.Hour)
		}
		for d := range days {
			at := begin.AddDate(0, 0, d)
			p.Hours = append(p.Hours, Span{at.Add(time.Duration(6+c.IntN(5)) * time.Hour), at.Add(time.Duration(12+c.IntN(8)) * time.Hour)})
			for range 1 + c.IntN(6) {
				s := c.span(at.Add(6*time.Hour), 1, 3)
				p.Busy = append(p.Busy, busy.Interval{Start: s.Start, End: s.End, State: []busy.State{busy.Busy, busy.Busy, busy.Soft, busy.Unknown, busy.Free}[c.IntN(5)]})
			}
			for range c.IntN(3) {
				p.Booked = append(p.Booked, at.Add(time.Duration(c.IntN(24))*time.Hour))
			}
		}
		if c.IntN(4) == 0 {
			p.Off = append(p.Off, c.span(begin, days, 30))
		}
		if c.IntN(2) == 0 {
			p.Preferred = append(p.Preferred, c.span(begin, days, 12), c.span(begin, days, 12))
		}
		if c.IntN(2) == 0 {
			p.Before, p.After = time.Duration(c.IntN(7)*5)*time.Minute, time.Duration(c.IntN(7)*5)*time.Minute
		}
		if c.IntN(3) == 0 {
			p.DayCap = 1 + c.IntN(3)
		}
		if c.IntN(3) == 0 {
			p.WeekCap = 1 + c.IntN(6)
		}
		p.Recent, p.Met = c.IntN(4), c.IntN(6) == 0
	}
	return all
}

func (c chance) session(people []Person, most int) Session {
	s := Session{Duration: []time.Duration{15, 30, 40, 45, 50, 60, 75}[c.IntN(7)] * time.Minute}
	some := func(n int) (all []Member) {
		for range n {
			m := Member{Person: people[c.IntN(len(people))].ID}
			if c.IntN(5) == 0 {
				m.Role = Role(1 + c.IntN(2))
			}
			all = append(all, m)
		}
		return all
	}
	for range 1 + c.IntN(most) {
		n := Need{Name: "Pool", Count: 1, Members: some(1 + c.IntN(4))}
		if c.IntN(4) == 0 {
			n.Count = 2
		}
		if c.IntN(4) == 0 {
			n.Trainees = 1
		}
		s.Needs = append(s.Needs, n)
	}
	if c.IntN(4) == 0 {
		s.Optional = append(s.Optional, people[c.IntN(len(people))].ID)
	}
	return s
}

func (c chance) query(begin time.Time, days int, people []Person) Query {
	q := Query{Zone: c.zone(), From: begin, To: begin.AddDate(0, 0, days), AllowSoft: c.IntN(2) == 0, Limit: 1 + c.IntN(8), PerDay: 1 + c.IntN(4)}
	if c.IntN(3) == 0 {
		q.Earliest = begin.Add(time.Duration(c.IntN(days*24*60)) * time.Minute)
	}
	if c.IntN(3) == 0 {
		q.Candidate.Windows = []Span{c.span(begin, days, 10), c.span(begin, days, 10)}
	}
	if c.IntN(3) == 0 {
		q.Candidate.From, q.Candidate.To = time.Duration(c.IntN(10)*60+c.IntN(60))*time.Minute, time.Duration(14+c.IntN(11))*time.Hour
	}
	q.NotMet, q.OnlyPreferred = c.IntN(4) == 0, c.IntN(6) == 0
	for range c.IntN(3) {
		q.Lifts = append(q.Lifts, Lift{Kind: []Kind{Unknown, Unknown, Soft, Buffer, DayCap, WeekCap, Met, Preferred, Off, Attendance}[c.IntN(10)], Person: people[c.IntN(len(people))].ID})
	}
	if c.IntN(6) == 0 {
		s := c.span(begin.Add(6*time.Hour), days, 2)
		q.Taken = append(q.Taken, Taken{people[c.IntN(len(people))].ID, s.Start, s.End})
	}
	return q
}

// judged is one way that the judge found.
type judged struct {
	starts  []time.Time
	day     time.Time
	quality Quality
	rank    int
}

func (a judged) compare(b judged) int {
	if c := slices.Compare(numbers(a.quality), numbers(b.quality)); c != 0 {
		return c
	}
	if c := slices.MinFunc(a.starts, time.Time.Compare).Compare(slices.MinFunc(b.starts, time.Time.Compare)); c != 0 {
		return c
	}
	return slices.CompareFunc(a.starts, b.starts, time.Time.Compare)
}

// panel is every start of a query's only session, by day.
func (j *judge) panel() (all []judged) {
	length := j.chairLength()
	for t := j.q.From; t.Before(j.q.To); t = t.Add(Quarter) {
		if !j.start(t, length) {
			continue
		}
		if quality, can := j.seat(j.chairs(0, t)); can {
			quality.Days = 1
			all = append(all, judged{starts: []time.Time{t}, day: dateIn(t, j.q.Zone), quality: quality})
		}
	}
	return all
}

func (j *judge) chairLength() time.Duration {
	if c := j.chairs(0, j.q.From); len(c) > 0 {
		return c[0].length
	}
	return j.q.Sessions[0].Duration
}

// shortlist is what a query should answer, of all that there is.
func (j *judge) shortlist(all []judged, apart time.Duration) []judged {
	slices.SortStableFunc(all, func(a, b judged) int {
		if c := a.day.Compare(b.day); c != 0 {
			return c
		}
		return a.compare(b)
	})
	var some []judged
	for _, o := range all {
		rank, near := 0, false
		for _, s := range some {
			if s.day.Equal(o.day) {
				rank++
				near = near || s.starts[0].Sub(o.starts[0]).Abs() < apart
			}
		}
		if rank < j.q.PerDay && !near {
			o.rank = rank
			some = append(some, o)
		}
	}
	head := func(o judged) []int64 {
		return []int64{int64(o.quality.Unknown), int64(o.quality.Soft), int64(o.quality.Days)}
	}
	slices.SortStableFunc(some, func(a, b judged) int {
		if c := slices.Compare(head(a), head(b)); c != 0 {
			return c
		}
		return a.rank - b.rank
	})
	some = some[:min(len(some), j.q.Limit)]
	slices.SortStableFunc(some, func(a, b judged) int {
		if c := slices.Compare(head(a), head(b)); c != 0 {
			return c
		}
		if c := a.day.Compare(b.day); c != 0 {
			return c
		}
		return a.rank - b.rank
	})
	return some
}

// same reports how an answer differs from what the judge says, "" for not at all.
func (j *judge) same(got []Choice, want []judged) string {
	if len(got) != len(want) {
		return fmt.Sprintf("%d choices, want %d", len(got), len(want))
	}
	for n, c := range got {
		starts := make([]time.Time, len(j.q.Sessions))
		for _, s := range c.Sessions {
			starts[s.Session] = s.Start
		}
		if slices.CompareFunc(starts, want[n].starts, time.Time.Compare) != 0 || c.Quality != want[n].quality {
			return fmt.Sprintf("choice %d is %v %+v, want %v %+v", n, starts, c.Quality, want[n].starts, want[n].quality)
		}
		if said := j.honest(c); said != "" {
			return fmt.Sprintf("choice %d: %s", n, said)
		}
	}
	return ""
}

// honest reports what of a choice is not so: people who cannot, a sum that differs from
// its parts, something soft or unknown that is not named.
func (j *judge) honest(c Choice) string {
	sum := Quality{Days: c.Quality.Days, Idle: c.Quality.Idle}
	for _, s := range c.Sessions {
		if j.q.Sessions[s.Session].Fixed != nil {
			continue
		}
		filled := 0
		for _, seat := range s.Seats {
			p := j.people[seat.Person]
			v := j.person(p, s.Start, s.End.Sub(s.Start))
			if !v.can {
				return fmt.Sprintf("%s cannot at %s", p.Name, s.Start)
			}
			if (v.q.Soft > 0) != (len(seat.Soft) > 0) || (v.q.Unknown > 0) != (len(seat.Unknown) > 0) || (v.q.Unpreferred > 0) != seat.Unpreferred {
				return fmt.Sprintf("%s at %s: %+v, said %+v", p.Name, s.Start, v.q, seat)
			}
			sum = plus(sum, v.q)
			filled++
		}
		sum.Missing += len(j.chairs(s.Session, s.Start)) - filled
	}
	if sum != c.Quality {
		return fmt.Sprintf("its parts are %+v, it says %+v", sum, c.Quality)
	}
	return ""
}

func TestPanelIsTheBest(t *testing.T) {
	t.Parallel()
	found := 0
	for seed := range uint64(*cases) {
		c := newChance(seed)
		begin := monday.AddDate(0, 0, c.IntN(7))
		days := 1 + c.IntN(3)
		people := c.people(begin, 2+c.IntN(5), days)
		q := c.query(begin, days, people)
		q.Sessions = []Session{c.session(people, 3)}
		if c.IntN(4) == 0 {
			q.Apart = time.Duration(1+c.IntN(120)) * time.Minute
		}
		g, err := NewGrid(begin, begin.AddDate(0, 0, days), people)
		if err != nil {
			t.Fatal(err)
		}
		r, err := g.Find(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		j := newJudge(people, q)
		if said := j.same(r.Choices, j.shortlist(j.panel(), q.Apart)); said != "" {
			t.Fatalf("seed %d: %s", seed, said)
		}
		if len(r.Choices) > 0 {
			found++
		}
	}
	t.Logf("%d of %d had an hour", found, *cases)
}
