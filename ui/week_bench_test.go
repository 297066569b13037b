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

// BenchmarkWeek opens the week of 500 people who have connected calendars of four weeks,
// with 250 interviews in it, until it is drawn.
func BenchmarkWeek(b *testing.B) {
	w := newWorld(b, 120, 40, setup{})
	w.company(500)
	monday := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for n := range 250 {
		p := []string{fmt.Sprintf("p%03d@acme.example", n), fmt.Sprintf("p%03d@acme.example", 499-n)}
		w.talk("Technical interview", monday.Add(time.Duration(n%5*24+n%7)*time.Hour+time.Duration(n%4)*15*time.Minute), p...)
	}
	w.again()
	w.Press("w", "/")
	w.Type("everybody")
	w.Press("enter")
	measure := func(name string, keys ...string) {
		b.Run(name, func(b *testing.B) {
			var all []time.Duration
			for n := 0; b.Loop(); n++ {
				w.Rest()
				begin := time.Now()
				w.Send(keystroke.Key(keys[n%len(keys)]))
				w.View()
				all = append(all, time.Since(begin))
			}
			slices.Sort(all)
			b.ReportMetric(float64(all[len(all)/20].Microseconds()), "p05-µs")
			b.ReportMetric(float64(all[len(all)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(all[len(all)*95/100].Microseconds()), "p95-µs")
		})
	}
	w.Press("]")
	if !strings.Contains(w.Screen(), "people · next week") || len(firstOf(w.svc.Store.Interviews(b.Context(), recruit.InterviewFilter{}))) != 250 {
		b.Fatal(w.Screen())
	}
	measure("open", "t", "]")
	measure("move", "down", "up")
	w.Press("p")
	measure("people", "t", "]")
}
