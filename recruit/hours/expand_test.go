package hours_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"recruitty/recruit/hours"
	"recruitty/recruit/timeparse"
)

// zones are those in which hours are tried, half an hour, an eastern and a western
// edge and a change of half an hour among them.
func zones() []string {
	return []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "America/Santiago", "Africa/Cairo", "Asia/Tokyo", "America/St_Johns", "Pacific/Chatham"}
}

// judge says of one instant what hours say of it, by what the clock shows.
func judge(h hours.Hours, holidays map[hours.Date]string, at time.Time) (cause hours.Cause, name string, working, preferred bool) {
	wall := at.In(h.Zone)
	minute, d := hours.Minute(wall.Hour()*60+wall.Minute()), hours.DateOf(wall)
	in := func(spans []hours.Span) bool {
		for _, s := range spans {
			if minute >= s.From && minute < s.To {
				return true
			}
		}
		return false
	}
	if name, free := holidays[d]; free {
		return hours.Public, name, false, false
	}
	for _, o := range h.Off {
		if o.On(d) && (o.Part.Empty() || in([]hours.Span{o.Part})) {
			return hours.Away, "", false, false
		}
	}
	switch {
	case !in(h.Working[wall.Weekday()]):
		return hours.Outside, "", false, false
	case in([]hours.Span{h.Lunch}):
		return hours.Lunch, "", false, false
	}
	return 0, "", true, in(h.Preferred[wall.Weekday()])
}

// TestExpandMinuteByMinute compares expanded hours with what the clock on the wall
// shows at each minute of ten days, most of them around a change of the clocks.
func TestExpandMinuteByMinute(t *testing.T) {
	t.Parallel()
	starts := []time.Time{
		time.Date(2026, 3, 24, 0, 0, 0, 0, time.UTC), time.Date(2026, 10, 20, 13, 7, 0, 0, time.UTC), time.Date(2026, 3, 4, 5, 0, 0, 0, time.UTC),
		time.Date(2026, 10, 29, 0, 0, 0, 0, time.UTC), time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC),
		time.Date(2026, 9, 3, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 23, 21, 30, 0, 0, time.UTC), time.Date(2011, 12, 26, 0, 0, 0, 0, time.UTC),
	}
	for n, name := range zones() {
		zone, err := timeparse.Zone(name)
		if err != nil {
			t.Fatal(err)
		}
		for seed, from := range starts {
			random := rand.New(rand.NewPCG(uint64(n), uint64(seed)))
			h := someHours(random, zone, hours.DateOf(from))
			to := from.Add(time.Duration(10*24*60+random.IntN(600)) * time.Minute)
			holidays := map[hours.Date]string{}
			if c, known := hours.CalendarOf(h.Holidays); known {
				for year := from.Year() - 1; year <= to.Year()+1; year++ {
					for _, day := range c.In(year) {
						holidays[day.Date] = day.Name
					}
				}
			}
			check(t, name, h, holidays, hours.NewExpander(from, to).Expand(h), from, to)
		}
	}
}

// check goes through an expansion and asks the judge about each minute.
func check(t *testing.T, name string, h hours.Hours, holidays map[hours.Date]string, got hours.Expansion, from, to time.Time) {
	t.Helper()
	working, preferred, closed := got.Working, got.Preferred, got.Closed
	for at := from; at.Before(to); at = at.Add(time.Minute) {
		for len(working) > 0 && !at.Before(working[0].End) {
			working = working[1:]
		}
		for len(preferred) > 0 && !at.Before(preferred[0].End) {
			preferred = preferred[1:]
		}
		for len(closed) > 0 && !at.Before(closed[0].End) {
			closed = closed[1:]
		}
		isWorking := len(working) > 0 && !at.Before(working[0].Start)
		isPreferred := len(preferred) > 0 && !at.Before(preferred[0].Start)
		cause, holiday, wantWorking, wantPreferred := judge(h, holidays, at)
		if isWorking != wantWorking || isPreferred != wantPreferred {
			t.Fatalf("%s, %s: working %v, preferred %v; want %v, %v with %+v", name, at.In(h.Zone), isWorking, isPreferred, wantWorking, wantPreferred, h)
		}
		if !isWorking && (len(closed) == 0 || at.Before(closed[0].Start) || closed[0].Cause != cause || closed[0].Holiday != holiday) {
			t.Fatalf("%s, %s: closed %+v; want %d %q with %+v", name, at.In(h.Zone), closed[:min(1, len(closed))], cause, holiday, h)
		}
	}
}

// someHours makes hours at random.
func someHours(random *rand.Rand, zone *time.Location, from hours.Date) hours.Hours {
	week := func() (w hours.Week) {
		for d := range w {
			at := hours.Minute(0)
			for range random.IntN(4) {
				start := at + hours.Minute(random.IntN(300))
				end := start + 1 + hours.Minute(random.IntN(400))
				if end > 24*60 {
					break
				}
				w[d] = append(w[d], hours.Span{From: start, To: end})
				at = end + 1
			}
		}
		return w
	}
	h := hours.Hours{Zone: zone, Working: week(), Preferred: week(), Lunch: hours.Span{From: 700, To: hours.Minute(680 + random.IntN(120))}}
	h.Holidays = []string{"", "DE-BY", "US", "JP", "GB"}[random.IntN(5)]
	for range random.IntN(5) {
		first := from.AddDays(random.IntN(10))
		off := hours.TimeOff{First: first, Last: first.AddDays(random.IntN(3))}
		if random.IntN(3) > 0 {
			start := hours.Minute(random.IntN(1300))
			off.Part = hours.Span{From: start, To: start + 1 + hours.Minute(random.IntN(139))}
		}
		h.Off = append(h.Off, off)
	}
	return h
}

// TestExpandCoversTheWindow holds the edges: an empty window, one within a stretch,
// and one with fractions of a second.
func TestExpandCoversTheWindow(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 12, 1, 10, 0, 0, 500, time.UTC) // a Tuesday
	h := hours.Default(time.UTC)
	if got := hours.NewExpander(at, at).Expand(h); got.Working != nil || len(got.Closed) > 0 {
		t.Errorf("an empty window: %+v", got)
	}
	to := at.Add(time.Hour)
	got := hours.NewExpander(at, to).Expand(h)
	if len(got.Working) != 1 || !got.Working[0].Start.Equal(at) || !got.Working[0].End.Equal(to) || len(got.Closed) > 0 {
		t.Errorf("%+v", got)
	}
	got = hours.NewExpander(at, to.Add(time.Hour)).Expand(h)
	if len(got.Working) != 1 || len(got.Closed) != 1 || got.Closed[0].Cause != hours.Lunch || !got.Closed[0].End.Equal(to.Add(time.Hour)) {
		t.Errorf("%+v", got)
	}
}

// TestHolidays holds days that are known from the calendar on the wall.
func TestHolidays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		code string
		day  hours.Date
		free bool
	}{
		{"DE", hours.Date{2026, 10, 3}, true}, {"DE", hours.Date{2026, 1, 6}, false}, {"DE-BY", hours.Date{2026, 1, 6}, true},
		{"DE-BY", hours.Date{2026, 6, 4}, true}, {"DE-BE", hours.Date{2026, 3, 8}, true}, {"DE", hours.Date{2026, 4, 6}, true},
		{"US", hours.Date{2026, 11, 26}, true}, {"US", hours.Date{2026, 7, 3}, true}, {"US", hours.Date{2026, 7, 4}, true},
		{"GB", hours.Date{2026, 12, 28}, true}, {"GB", hours.Date{2026, 5, 4}, true}, {"FR", hours.Date{2026, 7, 14}, true},
		{"CH-ZH", hours.Date{2026, 8, 1}, true}, {"JP", hours.Date{2026, 5, 4}, true}, {"PL", hours.Date{2026, 11, 11}, true},
		{"NL", hours.Date{2026, 4, 27}, true}, {"IE", hours.Date{2026, 3, 17}, true}, {"SE", hours.Date{2026, 6, 6}, true},
		{"AU-NSW", hours.Date{2026, 1, 26}, true}, {"AT", hours.Date{2026, 10, 26}, true}, {"NO", hours.Date{2026, 5, 17}, true},
		{"CA", hours.Date{2026, 7, 1}, true}, {"ES", hours.Date{2026, 10, 12}, true}, {"IT", hours.Date{2026, 6, 2}, true},
	} {
		calendar, known := hours.CalendarOf(c.code)
		free := false
		for _, h := range calendar.In(c.day.Year) {
			free = free || h.Date == c.day
		}
		if !known || free != c.free {
			t.Errorf("%s %s: known %v, free %v; want %v", c.code, c.day, known, free, c.free)
		}
	}
	for _, c := range hours.Calendars() {
		n := len(c.In(2026))
		if n < 5 || n > 20 {
			t.Errorf("%s has %d days in 2026", c.Code, n)
		}
	}
}

// BenchmarkExpand expands the hours of 500 people for four weeks.
func BenchmarkExpand(b *testing.B) {
	from := time.Date(2026, 10, 12, 0, 0, 0, 0, time.UTC)
	var team []hours.Hours
	for n := range 500 {
		zone, err := timeparse.Zone(zones()[n%4])
		if err != nil {
			b.Fatal(err)
		}
		h := hours.Default(zone)
		h.Holidays = []string{"DE-BY", "US"}[n%2]
		if n%3 == 0 { // as many have hours of their own
			h.Lunch.To += hours.Minute(n % 50)
		}
		team = append(team, h)
	}
	for b.Loop() {
		x := hours.NewExpander(from, from.AddDate(0, 0, 28))
		for _, h := range team {
			x.Expand(h)
		}
	}
}
