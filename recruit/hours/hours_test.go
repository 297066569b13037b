package hours_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/recruit/hours"
)

// TestParseWeek holds what of hours as people type them is understood, and how it is
// written back.
func TestParseWeek(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typed, want string }{
		{"Mon-Thu 9:00-12:30 13:30-18:00, Fri 9-15", "Mon-Thu 9:00-12:30 13:30-18:00, Fri 9:00-15:00"},
		{"weekdays 9-18", "Mon-Fri 9:00-18:00"},
		{"Mon - Fri: 9am - 5pm", "Mon-Fri 9:00-17:00"},
		{"monday to friday from 9 to 17", "Mon-Fri 9:00-17:00"},
		{"Mondays, Wednesdays and Fridays 8.30–12.00", "Mon 8:30-12:00, Wed 8:30-12:00, Fri 8:30-12:00"},
		{"Tue, Thu 1-5pm", "Tue 13:00-17:00, Thu 13:00-17:00"},
		{"Fri 9-5pm", "Fri 9:00-17:00"},
		{"Sat 8 p.m. - 12 a.m.", "Sat 20:00-24:00"},
		{"Sat 12pm-1pm", "Sat 12:00-13:00"},
		{"Sat 12am-1am", "Sat 0:00-1:00"},
		{"daily 0-24", "Mon-Sun 0:00-24:00"},
		{"Fri-Mon 10-11", "Mon 10:00-11:00, Fri-Sun 10:00-11:00"},
		{"Mon 9-12, 13-17; Tue off; Wed 9-12", "Mon 9:00-12:00 13:00-17:00, Wed 9:00-12:00"},
		{"Mon 9-12 12-17", "Mon 9:00-17:00"},
		{"Mon 13-17\nMon 9-12", "Mon 9:00-12:00 13:00-17:00"},
		{"Mon 9h-17h", "Mon 9:00-17:00"},
		{"none", "none"},
		{"OFF", "none"},
	} {
		w, err := hours.ParseWeek(c.typed)
		if err != nil || w.String() != c.want {
			t.Errorf("%q: %q, %v; want %q", c.typed, w, err, c.want)
		}
	}
}

// TestParseWeekRefuses holds that what is not understood is said in one sentence and
// comes to no hours.
func TestParseWeekRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typed, says string }{
		{"", "No hours were found"},
		{"9-17", "has no day in front"},
		{"Mon", "A time is missing"},
		{"Mon 9", "An end is missing"},
		{"Mon 9-", "An end is missing"},
		{"Mon-", "A day is missing"},
		{"Mon-9 9-12", "not a range of days"},
		{"weekdays-Sun 9-12", "not a range of days"},
		{"Mon 17-9", "ends before it begins"},
		{"Mon 9-9", "ends before it begins"},
		{"Mon 9-25", "not a time of day"},
		{"Mon 9:60-12", "not a time of day"},
		{"Mon 9:5-12", "not a time of day"},
		{"Mon 13pm-14", "not a time of day"},
		{"Mon 99999999999999999999-12", "not a time of day"},
		{"M 9-12", "not a day"},
		{"Mon 9-12 Mon 11-13", "overlap"},
		{"Mon 9-12 ??", "not a day"},
		{"Mon 1-2 3-4 5-6 7-8 9-10 11-12 13-14", "more than"},
		{strings.Repeat("x", 2000), "too long"},
	} {
		w, err := hours.ParseWeek(c.typed)
		if err == nil || !strings.Contains(err.Error(), c.says) || !w.Empty() || strings.ContainsAny(err.Error(), "\n\r") {
			t.Errorf("%q: %q, %v; want an error with %q", c.typed, w, err, c.says)
		}
	}
}

// TestParseSpan holds how one stretch of a day is read.
func TestParseSpan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typed, want string }{
		{"12-13", "12:00-13:00"}, {"none", "none"}, {"12:30 to 1:15pm", "12:30-13:15"},
		{"", "!"}, {"12", "!"}, {"12-13 14-15", "!"}, {"noon", "!"},
	} {
		s, err := hours.ParseSpan(c.typed)
		got := s.String()
		if err != nil {
			got = "!"
		}
		if got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.typed, s, err, c.want)
		}
	}
}

// FuzzParseWeek holds that what is read is sound, and is written back as something
// that reads the same.
func FuzzParseWeek(f *testing.F) {
	for _, seed := range []string{"Mon-Thu 9:00-12:30 13:30-18:00, Fri 9-15", "weekend 1-5pm", "Fri-Mon 0-24", "off", "Mo–Fr 9h–17h", "mon\xff 9-12", "::..--"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		w, err := hours.ParseWeek(typed)
		if err != nil {
			return
		}
		if err := (hours.Rules{Working: &w}).Check(); err != nil {
			t.Fatalf("%q came to %q: %v", typed, w, err)
		}
		again, err := hours.ParseWeek(w.String())
		if err != nil || !reflect.DeepEqual(again, w) {
			t.Fatalf("%q came to %q, which reads as %q, %v", typed, w, again, err)
		}
	})
}

// TestRulesOverride holds that a member's rules replace the workspace's field by field,
// and that rules can be stored.
func TestRulesOverride(t *testing.T) {
	t.Parallel()
	part, err := hours.ParseWeek("Mon-Wed 8-12")
	if err != nil {
		t.Fatal(err)
	}
	two, none, ten := 2, 0, 10
	bavaria := "DE-BY"
	company := hours.Rules{PerDay: &two, Before: &ten, Holidays: &bavaria, Off: []hours.TimeOff{{First: hours.Date{2026, 12, 24}, Last: hours.Date{2026, 12, 31}}}}
	own := hours.Rules{Working: &part, PerDay: &none, Lunch: &hours.Span{}, Off: []hours.TimeOff{{First: hours.Date{2026, 12, 1}, Last: hours.Date{2026, 12, 1}, Part: hours.Span{From: 480, To: 540}}}}
	kept, err := json.Marshal(own)
	if err != nil {
		t.Fatal(err)
	}
	var read hours.Rules
	if err := json.Unmarshal(kept, &read); err != nil || !reflect.DeepEqual(read, own) {
		t.Fatalf("%s was read as %+v, %v", kept, read, err)
	}
	got := read.Over(company.Over(hours.Default(time.UTC)))
	if got.Working.String() != "Mon-Wed 8:00-12:00" || got.PerDay != 0 || got.Before != 10*time.Minute || !got.Lunch.Empty() || got.Holidays != "DE-BY" || len(got.Off) != 2 {
		t.Fatalf("%+v", got)
	}
	for _, bad := range []hours.Rules{
		{Holidays: new("XX")}, {PerDay: new(-1)}, {PerWeek: new(1000)}, {Before: new(241)}, {Lunch: &hours.Span{From: 60, To: 30}},
		{Off: []hours.TimeOff{{First: hours.Date{2026, 12, 2}, Last: hours.Date{2026, 12, 1}}}},
		{Off: []hours.TimeOff{{First: hours.Date{2026, 2, 30}, Last: hours.Date{2026, 12, 1}}}},
		{Off: make([]hours.TimeOff, 300)},
	} {
		if err := bad.Check(); err == nil {
			t.Errorf("%+v is accepted", bad)
		}
	}
}

// TestHolidaysAreListedSideBySide lists the same calendars for several at once, which the
// race detector looks at: some rules of the library keep the day that they have found.
func TestHolidaysAreListedSideBySide(t *testing.T) {
	t.Parallel()
	for _, c := range hours.Calendars() {
		want := c.In(2027)
		var wait sync.WaitGroup
		for range 4 {
			wait.Go(func() {
				c.In(2026)
				if got := c.In(2027); !slices.Equal(got, want) {
					t.Errorf("%s: %v, want %v", c.Code, got, want)
				}
			})
		}
		wait.Wait()
	}
}
