package google_test

import (
	"fmt"
	"net/http/httptest"
	"testing"
	"time"

	"recruitty/calendar/calsim"
	"recruitty/calendar/google"
	"recruitty/calendar/rest"
	"recruitty/recruit/busy"
)

// BenchmarkFreeBusy reads 500 people for four weeks, each with four entries a working
// day, from a simulator on this machine.
func BenchmarkFreeBusy(b *testing.B) {
	s := calsim.New(calsim.Options{})
	server := httptest.NewServer(s)
	b.Cleanup(server.Close)
	q := busy.Query{From: monday(0, 0), To: monday(0, 0).AddDate(0, 0, 28)}
	for i := range 500 {
		name := fmt.Sprintf("p%03d@corp.example", i)
		for day := range 28 {
			for hour := 8; hour < 16 && day%7 < 5; hour += 2 {
				at := monday(hour, i%60).AddDate(0, 0, day)
				s.AddEvent(name, at, at.Add(time.Hour), calsim.Busy, "", "")
			}
		}
		q.Calendars = append(q.Calendars, busy.Calendar{Name: name})
	}
	r := google.New(rest.Options{Base: server.URL})
	via := busy.Access{Token: s.Issue(calsim.Google, "p000@corp.example", scopeBusy)}
	b.ResetTimer()
	for b.Loop() {
		if read, err := r.Read(b.Context(), via, q); err != nil || len(read[499].Intervals) != 80 {
			b.Fatal(err)
		}
	}
}
