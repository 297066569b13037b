package busy_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"recruitty/recruit/busy"
)

// TestMergeSaysWhatEachMinuteIs compares merged intervals with what each minute is by
// itself.
func TestMergeSaysWhatEachMinuteIs(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	for seed := range uint64(2000) {
		random := rand.New(rand.NewPCG(seed, 1))
		const minutes = 60
		want := [minutes]busy.State{}
		for m := range want {
			want[m] = busy.Free
		}
		var all []busy.Interval
		for range random.IntN(12) {
			from, length, state := random.IntN(minutes), random.IntN(20), busy.State(random.IntN(4))
			to := min(from+length, minutes)
			for m := from; m < to; m++ {
				want[m] = busy.Both(want[m], state)
			}
			all = append(all, busy.Interval{Start: day.Add(time.Duration(from) * time.Minute), End: day.Add(time.Duration(to) * time.Minute), State: state, Ref: "x"})
		}
		got := [minutes]busy.State{}
		for m := range got {
			got[m] = busy.Free
		}
		last := time.Time{}
		for _, i := range busy.Merge(all) {
			if !i.End.After(i.Start) || i.Start.Before(last) || i.Ref != "" || i.State == busy.Free {
				t.Fatalf("seed %d: %v is empty, out of order, free or named", seed, i)
			}
			last = i.End
			for m := int(i.Start.Sub(day) / time.Minute); m < int(i.End.Sub(day)/time.Minute); m++ {
				got[m] = i.State
			}
		}
		if got != want {
			t.Fatalf("seed %d:\n got %v\nwant %v", seed, got, want)
		}
	}
}

// TestWordsJudgeTitles holds which titles may be overruled.
func TestWordsJudgeTitles(t *testing.T) {
	t.Parallel()
	words := busy.Words{Soft: []string{"Focus", "dnb", "fokus zeit"}, Firm: []string{"Doctor"}}
	for _, c := range []struct {
		title string
		was   busy.State
		want  busy.State
	}{
		{"Focus time", busy.Busy, busy.Soft},
		{"FOCUS", busy.Busy, busy.Soft},
		{"(DNB) writing", busy.Busy, busy.Soft},
		{"Fokus-Zeit", busy.Busy, busy.Soft},
		{"Focus group with customers' doctor", busy.Busy, busy.Busy},
		{"Focused", busy.Busy, busy.Busy},
		{"", busy.Busy, busy.Busy},
		{"Focus", busy.Unknown, busy.Unknown},
		{"Focus", busy.Free, busy.Free},
	} {
		if got := words.State(c.title, c.was); got != c.want {
			t.Errorf("%q: %s, want %s", c.title, got, c.want)
		}
	}
}
