package ui_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/pools"
	"recruitty/ui/interviews"
	"recruitty/ui/keystroke"
)

// BenchmarkFindTime presses ctrl+f in the form, among 500 people who have connected
// calendars of four weeks, for a panel of four and one of a pool of twenty, until the hours
// are drawn.
func BenchmarkFindTime(b *testing.B) {
	w := newWorld(b, 120, 40, setup{})
	w.connect()
	panel, pool := w.company(500)
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.fillIn("")
	w.Press("tab", "tab", "tab")
	for _, m := range panel {
		w.put(m.Name)
		w.Press("enter")
	}
	w.Press("tab")
	w.put("1 of " + pool)
	var all []time.Duration
	for b.Loop() {
		w.Rest()
		begin := time.Now()
		w.Send(keystroke.Key("ctrl+f"))
		w.View()
		all = append(all, time.Since(begin))
		if len(all) == 1 && !strings.Contains(w.Screen(), "enter take it") {
			b.Fatal(w.Screen())
		}
		w.Press("esc")
	}
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/20].Microseconds()), "p05-µs")
	b.ReportMetric(float64(all[len(all)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(all[len(all)*95/100].Microseconds()), "p95-µs")
}

// company adds people with calendars that are about half full, and a pool of twenty. It
// returns four of the others, and the name of the pool.
func (w *world) company(n int) (panel []recruit.Member, pool string) {
	w.t.Helper()
	ctx := w.t.Context()
	random := rand.New(rand.NewPCG(1, 2))
	zones := []string{"Europe/Lisbon", "Europe/Berlin", "Europe/London"}
	s := availability.Source{Kind: busy.Google, State: recruit.Connected, Since: w.now, DueAt: w.now}
	var people []recruit.Member
	for i := range n {
		m := firstOf(w.db.SaveMember(ctx, recruit.Member{Name: fmt.Sprintf("Person %03d", i), Email: fmt.Sprintf("p%03d@acme.example", i), Role: recruit.Interviewer, TimeZone: zones[i%len(zones)], Theme: "auto"}, recruit.Activity{At: w.now}))
		people = append(people, m)
		s.Calendars = append(s.Calendars, availability.Calendar{MemberID: m.ID, Name: m.Email})
	}
	s = firstOf(w.db.SaveSource(ctx, s, nil, recruit.Activity{At: w.now}))
	monday := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	kept := availability.Kept{Source: s.ID, Began: w.now, DueAt: w.now}
	for _, c := range s.Calendars {
		c.From, c.To, c.ReadAt = w.now.AddDate(0, 0, -1), w.now.AddDate(0, 0, 58), w.now
		var all []availability.Entry
		for day := range 28 {
			at := monday.AddDate(0, 0, day)
			for end := at.Add(10 * time.Hour); at.Before(end); {
				length := time.Duration(2+random.IntN(4)) * 15 * time.Minute
				if random.IntN(2) == 0 {
					all = append(all, availability.Entry{Interval: busy.Interval{Start: at, End: at.Add(length), State: busy.Busy, Ref: "entry"}, Since: w.now})
				}
				at = at.Add(length)
			}
		}
		kept.Calendars = append(kept.Calendars, availability.KeptCalendar{Calendar: c, Entries: all})
	}
	if err := w.db.KeepReading(ctx, kept); err != nil {
		w.t.Fatal(err)
	}
	p := firstOf(w.svc.Pools.Add(ctx, w.robin, pools.Pool{Name: "Backend"}))
	for _, m := range people[:20] {
		firstOf(w.svc.Pools.SetMember(ctx, w.robin, p.ID, m.ID, pools.Qualified))
	}
	return people[20:24], p.Name
}
