package draft

import (
	"errors"
	"testing"
	"time"

	"recruitty/recruit"
)

func TestAskedFor(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	r := recruit.Record{Interview: recruit.Interview{Start: now.Add(48 * time.Hour), Duration: 45 * time.Minute, TimeZone: "UTC", Status: recruit.Scheduled},
		People: []recruit.Participant{{Address: "priya@example.org", Answer: recruit.Tentative, AnsweredAt: now}}}
	if m, ok := askedFor(r, now); ok {
		t.Errorf("nobody asked for %+v", m)
	}
	r.People[0].Proposed.Start = now.Add(50 * time.Hour)
	if m, ok := askedFor(r, now); !ok || !m.Start.Equal(now.Add(50*time.Hour)) || m.Duration != 45*time.Minute {
		t.Errorf("asked for %+v, %v", m, ok)
	}
	r.Interview.Status = recruit.Cancelled
	if _, ok := askedFor(r, now); ok {
		t.Error("a cancelled interview is not moved")
	}
}

func TestUnclearSaysWhichOfTheTwo(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct{ date, time, field string }{
		{"2026-12-01", "14:30", ""},
		{"fri", "2:30pm", ""},
		{"2026-12-01", "14:30 +01:00", ""},
		{"2026-12-01", "", "start"},
		{"2026-12-01", "fri", "start"},
		{"2026-12-01", "fri 3pm", "start"},
		{"some day", "14:30", "date"},
		{"01/02/2026", "14:30", "date"},
	} {
		var problem *recruit.Problem
		err := (&Move{Date: c.date, Time: c.time}).Unclear(now)
		if c.field == "" && err != nil || c.field != "" && (!errors.As(err, &problem) || problem.Field != c.field) {
			t.Errorf("%q %q: %v, want a word about %q", c.date, c.time, err, c.field)
		}
	}
}
