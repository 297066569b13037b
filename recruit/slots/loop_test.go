package slots

import (
	"context"
	"slices"
	"testing"
	"time"
)

// loops is every way to place the sessions of a query that its rules allow, each with the
// best people.
func (j *judge) loops() (all []judged) {
	possible := make([][]time.Time, len(j.q.Sessions))
	for n, s := range j.q.Sessions {
		if s.Fixed != nil {
			possible[n] = []time.Time{s.Fixed.Start}
			continue
		}
		for t := j.q.From; t.Before(j.q.To); t = t.Add(Quarter) {
			if j.start(t, s.Duration) {
				if _, can := j.seat(j.chairs(n, t)); can {
					possible[n] = append(possible[n], t)
				}
			}
		}
	}
	starts := make([]time.Time, len(j.q.Sessions))
	var place func(n int)
	place = func(n int) {
		if n < len(starts) {
			for _, t := range possible[n] {
				starts[n] = t
				place(n + 1)
			}
			return
		}
		days, idle, may := j.rules(starts)
		if !may {
			return
		}
		var chairs []chair
		for n, t := range starts {
			if j.q.Sessions[n].Fixed == nil {
				chairs = append(chairs, j.chairs(n, t)...)
			}
		}
		if quality, can := j.seat(chairs); can {
			quality.Days, quality.Idle = days, idle
			all = append(all, judged{starts: slices.Clone(starts), day: dateIn(slices.MinFunc(starts, time.Time.Compare), j.q.Zone), quality: quality})
		}
	}
	place(0)
	return all
}

// rules reports whether sessions may lie as they do, on how many days, and with how many
// quarter-hours between them.
func (j *judge) rules(starts []time.Time) (days, idle int, may bool) {
	l := j.q.Loop
	order := make([]int, len(starts))
	for n := range order {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return starts[a].Compare(starts[b]) })
	inOrder := true
	var standing time.Time
	for n, s := range j.q.Sessions {
		if s.Fixed != nil {
			inOrder = inOrder && !starts[n].Before(standing)
			standing = starts[n]
		}
	}
	if !l.AnyOrder && !j.lifted(Order, 0) && inOrder && !slices.IsSorted(order) {
		return 0, 0, false
	}
	up := func(d time.Duration) time.Duration { return (d + Quarter - 1) / Quarter * Quarter }
	first := dateIn(starts[order[0]], j.q.Zone)
	within := max(l.Within, l.MaxDays)
	if l.Within == 0 {
		within = max(7, l.MaxDays)
	}
	if l.MaxDays <= 1 {
		within = 1
	}
	noGaps := j.lifted(Gap, 0)
	free := map[time.Time]bool{} // days with a break
	var end, soonest time.Time   // of the day; soonest over all
	for n, s := range order {
		t, length := starts[s], j.q.Sessions[s].Duration
		day := dateIn(t, j.q.Zone)
		begin := j.wallClock(t, 0)
		if day.Sub(first) >= time.Duration(within)*24*time.Hour {
			return 0, 0, false
		}
		both := n > 0 && j.q.Sessions[s].Fixed != nil && j.q.Sessions[order[n-1]].Fixed != nil
		if n == 0 || !dateIn(starts[order[n-1]], j.q.Zone).Equal(day) {
			days++
			free[day] = false
			end = begin
			if t.Before(soonest) {
				return 0, 0, false
			}
		} else {
			if !both {
				latest := end.Add(l.MaxGap / Quarter * Quarter)
				if latest.Before(soonest) {
					latest = soonest
				}
				if t.Before(soonest) {
					return 0, 0, false
				}
				if (l.MaxGap > 0 || l.BackToBack) && !noGaps && t.After(latest) {
					if l.Lunch.Length == 0 || j.lifted(Lunch, 0) || t.After(latest.Add(up(l.Lunch.Length))) || !j.breaks(day, end, t) {
						return 0, 0, false
					}
				}
			}
			idle += int(max(t.Sub(end), 0) / Quarter)
		}
		free[day] = free[day] || j.breaks(day, end, t)
		if e := t.Add(up(length)); e.After(end) {
			end = e
		}
		gap := l.MinGap
		if noGaps {
			gap = 0
		}
		if e := t.Add(up(length + gap)); e.After(soonest) {
			soonest = e
		}
		last := n+1 == len(order) || !dateIn(starts[order[n+1]], j.q.Zone).Equal(day)
		if last && l.Lunch.Length > 0 && !j.lifted(Lunch, 0) && !free[day] && !j.breaks(day, end, j.wallClock(t, 24*time.Hour)) {
			return 0, 0, false
		}
	}
	return days, idle, days <= max(l.MaxDays, 1)
}

// breaks reports whether lunch fits between two instants of a day.
func (j *judge) breaks(day, from, to time.Time) bool {
	l := j.q.Loop.Lunch
	noon := day.Add(12 * time.Hour)
	zone := j.q.Zone
	if zone == nil {
		zone = time.UTC
	}
	y, m, d := noon.Date()
	at := func(w time.Duration) time.Time { return time.Date(y, m, d, 0, int(w.Minutes()), 0, 0, zone) }
	begin, end := at(l.From).Add(Quarter-1).Truncate(Quarter), at(l.To).Truncate(Quarter)
	if from.After(begin) {
		begin = from
	}
	if to.Before(end) {
		end = to
	}
	return end.Sub(begin) >= (l.Length+Quarter-1)/Quarter*Quarter
}

// loop makes a random query of several sessions.
func (c chance) loop(begin time.Time, days int, people []Person) Query {
	q := c.query(begin, days, people)
	q.PerDay, q.Limit, q.NotMet, q.Earliest = 1+c.IntN(3), 2+c.IntN(8), false, time.Time{}
	q.Candidate.From, q.Candidate.To = 0, 0
	q.Candidate.Windows = nil
	for d := range days {
		from := begin.AddDate(0, 0, d).Add(time.Duration(8*4+c.IntN(16+c.IntN(30))) * Quarter)
		q.Candidate.Windows = append(q.Candidate.Windows, Span{from, from.Add(time.Duration(7+c.IntN(8)-2*days/3) * Quarter)})
	}
	for range 2 + c.IntN(2) {
		s := c.session(people, 2)
		s.Duration = min(s.Duration, time.Hour)
		q.Sessions = append(q.Sessions, s)
	}
	if c.IntN(4) == 0 {
		t := begin.AddDate(0, 0, c.IntN(days)).Add(time.Duration(8*4+c.IntN(30)) * Quarter)
		s := &q.Sessions[c.IntN(len(q.Sessions))]
		s.Fixed = &Fixed{Start: t, People: []int64{people[c.IntN(len(people))].ID}}
	}
	l := &q.Loop
	l.AnyOrder, l.Once = c.IntN(2) == 0, c.IntN(2) == 0
	switch c.IntN(4) {
	case 0:
		l.BackToBack = true
	case 1:
		l.MaxGap = time.Duration(c.IntN(90)) * time.Minute
	case 2:
		l.MinGap = time.Duration(c.IntN(40)) * time.Minute
	}
	if c.IntN(5) == 0 {
		l.MinGap = time.Duration(c.IntN(60)) * time.Minute
	}
	if c.IntN(3) == 0 {
		l.Lunch = Break{From: time.Duration(8+c.IntN(5)) * time.Hour, Length: time.Duration(30+c.IntN(40)) * time.Minute}
		l.Lunch.To = l.Lunch.From + l.Lunch.Length + time.Duration(c.IntN(100))*time.Minute
	}
	if c.IntN(2) == 0 {
		l.MaxDays, l.Within = 1+c.IntN(3), c.IntN(3)
	}
	if c.IntN(6) == 0 {
		q.Lifts = append(q.Lifts, Lift{Kind: []Kind{Once, Order, Gap, Lunch}[c.IntN(4)]})
	}
	return q
}

func TestLoopIsTheBest(t *testing.T) {
	t.Parallel()
	found := 0
	for seed := range uint64(*cases) {
		c := newChance(seed + 3_000_000)
		begin := monday.AddDate(0, 0, c.IntN(7))
		days := 1 + c.IntN(3)
		people := c.people(begin, 3+c.IntN(5), days)
		if c.IntN(2) == 0 { // with more time, more loops differ in nothing but people
			for i := range people {
				people[i].Busy = people[i].Busy[:len(people[i].Busy)/2]
			}
		}
		q := c.loop(begin, days, people)
		g, err := NewGrid(begin, q.To, people)
		if err != nil {
			t.Fatal(err)
		}
		r, err := g.Find(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		j := newJudge(people, q)
		if said := j.same(r.Choices, j.shortlist(j.loops(), 0)); said != "" || r.GaveUp {
			t.Fatalf("seed %d: %s (gave up: %t)\n%+v", seed, said, r.GaveUp, q)
		}
		if len(r.Choices) > 0 {
			found++
		}
	}
	t.Logf("%d of %d had a loop", found, *cases)
}

// TestSessionOverMidnight holds that a session that goes on beyond midnight is over before
// the first one of the following day.
func TestSessionOverMidnight(t *testing.T) {
	t.Parallel()
	g, err := NewGrid(monday, monday.AddDate(0, 0, 3), nil)
	if err != nil {
		t.Fatal(err)
	}
	from := monday.AddDate(0, 0, 1).Add(-30 * time.Minute)
	q := Query{Candidate: Candidate{Windows: []Span{{from, from.Add(105 * time.Minute)}}}, Loop: Loop{MaxDays: 2}, Sessions: []Session{{Duration: time.Hour}, {Duration: 45 * time.Minute}}}
	r, err := g.Find(context.Background(), q)
	if err != nil || len(r.Choices) != 1 {
		t.Fatal(err, r.Choices)
	}
	for n, want := range []time.Time{from, from.Add(time.Hour)} {
		if s := r.Choices[0].Sessions[n]; s.Session != n || !s.Start.Equal(want) {
			t.Errorf("session %d begins %s, want %s", n, s.Start, want)
		}
	}
}
