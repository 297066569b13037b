package ui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/keystroke"
)

// BenchmarkWeek opens weeks of 500 people who have connected calendars of four weeks,
// each of them with 250 interviews in it, until they are drawn: from another week, from
// another week after something has changed, so that nothing that was read is kept, and anew,
// when nothing is known of the team.
func BenchmarkWeek(b *testing.B) {
	w := newWorld(b, 120, 40, setup{})
	w.company(500)
	monday := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for n := range 500 {
		of := n % 250
		p := []string{fmt.Sprintf("p%03d@acme.example", of), fmt.Sprintf("p%03d@acme.example", 499-of)}
		w.talk("Technical interview", monday.Add(time.Duration(n/250*7*24+n%5*24+n%7)*time.Hour+time.Duration(n%4)*15*time.Minute), p...)
	}
	w.again()
	choose := func() {
		w.Press("/")
		w.Type("everybody")
	}
	w.Press("w")
	choose()
	w.Press("enter")
	measure := func(name string, before func(), keys ...string) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var all []time.Duration
			for n := 0; b.Loop(); n++ {
				if before != nil {
					before()
				}
				w.Rest()
				begin := time.Now()
				w.Send(keystroke.Key(keys[n%len(keys)]))
				w.View()
				all = append(all, time.Since(begin))
			}
			slices.Sort(all)
			b.ReportMetric(float64(all[0].Microseconds()), "least-µs")
			b.ReportMetric(float64(all[len(all)/20].Microseconds()), "p05-µs")
			b.ReportMetric(float64(all[len(all)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(all[len(all)*95/100].Microseconds()), "p95-µs")
		})
	}
	w.Press("]")
	if !strings.Contains(w.Screen(), "people · next week") || len(firstOf(w.svc.Store.Interviews(b.Context(), recruit.InterviewFilter{Limit: 600}))) != 500 {
		b.Fatal(w.Screen())
	}
	measure("open", nil, "]", "[")
	n := 0
	measure("changed", func() {
		n++
		if err := w.db.SetSetting(b.Context(), "benchmark", fmt.Sprint(n)); err != nil {
			b.Fatal(err)
		}
	}, "]", "[")
	measure("anew", choose, "enter")
	measure("move", nil, "down", "up")
	w.Press("p")
	measure("people", nil, "]", "[")
	measure("scroll", nil, "pgdown", "pgdown", "pgdown", "pgup", "pgup", "pgup")
}
