package week_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
	"recruitty/recruit/week"
)

// someTimeline makes what is known of someone's time at random, not on whole quarters.
func someTimeline(random *rand.Rand, s week.Span, zone *time.Location) availability.Timeline {
	t := availability.Timeline{From: s.From(), To: s.To(), Hours: hours.Default(zone)}
	stretch := func() (from, to time.Time) {
		from = s.From().Add(time.Duration(random.IntN(8*24*60)-12*60) * time.Minute)
		return from, from.Add(time.Duration(1+random.IntN(5*60)) * time.Minute)
	}
	for range random.IntN(40) {
		from, to := stretch()
		t.Busy = append(t.Busy, busy.Interval{Start: from, End: to, State: []busy.State{busy.Unknown, busy.Soft, busy.Busy}[random.IntN(3)]})
	}
	for range random.IntN(8) {
		from, to := stretch()
		b := availability.Booking{Start: from, End: to, Scheduled: random.IntN(4) > 0}
		t.Booked = append(t.Booked, b)
		if b.Scheduled {
			t.Busy = append(t.Busy, busy.Interval{Start: from, End: to, State: busy.Busy})
		}
	}
	t.Busy = busy.Merge(t.Busy)
	if random.IntN(2) == 0 {
		t.Hours.Lunch = hours.Span{From: 700, To: hours.Minute(710 + random.IntN(90))}
	}
	if random.IntN(2) == 0 {
		day := hours.DateOf(s.From().In(zone)).AddDays(random.IntN(7))
		off := hours.TimeOff{First: day, Last: day}
		if random.IntN(2) == 0 {
			off.Part = hours.Span{From: 600, To: hours.Minute(601 + random.IntN(300))}
		}
		t.Hours.Off = append(t.Hours.Off, off)
	}
	if random.IntN(3) == 0 {
		t.Hours.Holidays = "DE"
	}
	t.Open = hours.NewExpander(s.From(), s.To()).Expand(t.Hours)
	return t
}

// TestMarksSayWhatAvailabilitySays compares every quarter of weeks made at random with
// what the timeline itself answers for it.
func TestMarksSayWhatAvailabilitySays(t *testing.T) {
	t.Parallel()
	zones := []string{"Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo", "America/St_Johns"}
	weeks := []time.Time{time.Date(2026, 10, 25, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 29, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 23, 0, 0, 0, 0, time.UTC), time.Date(2026, 4, 24, 0, 0, 0, 0, time.UTC)}
	for seed := range uint64(120) {
		random := rand.New(rand.NewPCG(seed, 7))
		theirs := zone(t, zones[random.IntN(len(zones))])
		s := week.Of(weeks[random.IntN(len(weeks))], zone(t, zones[random.IntN(len(zones))]))
		line := someTimeline(random, s, theirs)
		got := week.Marks(s, line)
		if len(got) != s.Quarters() {
			t.Fatalf("%d marks for %d quarters", len(got), s.Quarters())
		}
		for q, m := range got {
			from, to := s.At(q), s.At(q+1)
			if want := expected(line, from, to); m != want {
				t.Fatalf("seed %d, %s: %s, want %s", seed, from, m, want)
			}
		}
		total := time.Duration(0)
		w := week.Week{Span: s, People: []week.Person{{Marks: got}}}
		for _, r := range w.Runs(w.People[0]) {
			total += r.End.Sub(r.Start)
		}
		if total != s.To().Sub(s.From()) {
			t.Fatalf("seed %d: the runs cover %s", seed, total)
		}
	}
}

// expected is what a quarter is, asked of the timeline.
func expected(line availability.Timeline, from, to time.Time) week.Mark {
	for _, b := range line.Booked {
		if b.Scheduled && b.Start.Before(to) && b.End.After(from) {
			return week.Interview
		}
	}
	state := line.State(from, to)
	if state == busy.Busy {
		return week.Busy
	}
	closed := map[hours.Cause]bool{}
	for _, r := range line.Reasons(from, to) {
		if r.Closed != nil {
			closed[r.Closed.Cause] = true
		}
	}
	switch {
	case closed[hours.Public]:
		return week.Holiday
	case closed[hours.Away]:
		return week.Away
	case closed[hours.Outside]:
		return week.Outside
	case closed[hours.Lunch]:
		return week.Lunch
	case state == busy.Soft:
		return week.Soft
	case state == busy.Free:
		return week.Free
	}
	return week.Unknown
}

// TestNotLookedAtIsUnknown holds that a timeline that covers only a part of the week says
// nothing of the rest (R13).
func TestNotLookedAtIsUnknown(t *testing.T) {
	t.Parallel()
	s := week.Of(time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC), time.UTC)
	got := week.Marks(s, availability.Timeline{From: s.Days[1], To: s.Days[5]})
	for q, m := range got {
		want := week.Free
		if q < 96 || q >= 5*96 {
			want = week.Unknown
		}
		if m != want {
			t.Fatalf("%s: %s, want %s", s.At(q), m, want)
		}
	}
}

// TestTally holds how people are counted, and what of several quarters is said.
func TestTally(t *testing.T) {
	t.Parallel()
	all := [][]week.Mark{
		{week.Free, week.Free}, {week.Free, week.Soft}, {week.Busy, week.Unknown}, {week.Unknown, week.Free}, {week.Lunch, week.Free},
		{week.Outside, week.Unknown}, {week.Interview, week.Busy}, {week.Away, week.Away}, {week.Holiday, week.Soft},
	}
	w := week.Week{}
	for _, marks := range all {
		w.People = append(w.People, week.Person{Marks: marks})
	}
	if got, want := w.Tally([]int{0, 1}), (week.Tally{People: 9, Free: 1, Soft: 1, Busy: 1, Interviews: 1, Unknowns: 2, Off: 3}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := w.Tally(nil); got != (week.Tally{}) {
		t.Errorf("no quarter: %+v", got)
	}
	if week.Worst(all[0], nil) != week.Unknown {
		t.Error("an hour without a quarter is not unknown")
	}
}

// TestEveryMarkHasAWeight holds that each mark is the worst of itself, and that no two are
// as bad as each other.
func TestEveryMarkHasAWeight(t *testing.T) {
	t.Parallel()
	for m := week.Unknown; m <= week.Holiday; m++ {
		if got := week.Worst([]week.Mark{m}, []int{0}); got != m {
			t.Errorf("%s is %s", m, got)
		}
	}
}
