package rest_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"recruitty/calendar/rest"
	"recruitty/recruit"
	"recruitty/recruit/busy"
)

var limits = rest.Limits{Calendars: 50, Window: 30 * 24 * time.Hour}

func start() time.Time { return time.Date(2026, 12, 7, 0, 0, 0, 0, time.UTC) }

// asked is a query of some calendars for some days.
func asked(calendars, days int) busy.Query {
	q := busy.Query{From: start(), To: start().AddDate(0, 0, days)}
	for i := range calendars {
		q.Calendars = append(q.Calendars, busy.Calendar{Name: fmt.Sprint(i)})
	}
	return q
}

// TestHalving holds that a service that takes less than it should is asked for less,
// that every calendar is then read for the whole window, and that it ends.
func TestHalving(t *testing.T) {
	t.Parallel()
	refused := func(kind error) error {
		return errors.Join(kind, &recruit.Problem{Kind: recruit.ErrRejected, Sentence: "No."})
	}
	for name, c := range map[string]struct {
		most   int
		window time.Duration
		bad    []int // calendars for which the service refuses every request
		failed []int
	}{
		"as it should":       {50, 30 * 24 * time.Hour, nil, nil},
		"seven at a time":    {7, 30 * 24 * time.Hour, nil, nil},
		"two days at a time": {50, 48 * time.Hour, nil, nil},
		"little of both":     {3, 100 * time.Hour, nil, nil},
		"bad ones":           {50, 30 * 24 * time.Hour, []int{0, 1, 2, 77}, []int{0, 1, 2, 77}},
		"no window at all":   {50, 0, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			calls, mu := 0, sync.Mutex{}
			read, err := rest.New(rest.Service{Label: "Google"}, rest.Options{Base: "https://x.example"}).Spread(t.Context(), asked(100, 70), limits,
				func(_ context.Context, b rest.Batch) ([]rest.Part, error) {
					mu.Lock()
					defer mu.Unlock()
					calls++
					if len(b.Of) == 0 || !b.To.After(b.From) {
						t.Errorf("an empty batch %+v", b)
					}
					switch {
					case b.To.Sub(b.From) > c.window:
						return nil, refused(rest.ErrTooLong)
					case len(b.Of) > c.most, slices.ContainsFunc(b.Of, func(i int) bool { return slices.Contains(c.bad, i) }):
						return nil, refused(rest.ErrTooMany)
					}
					parts := make([]rest.Part, len(b.Of))
					for n := range parts {
						parts[n].Intervals = []busy.Interval{{Start: b.From, End: b.To, State: busy.Busy}}
					}
					return parts, nil
				})
			if err != nil {
				t.Fatal(err)
			}
			for i, r := range read {
				var p *recruit.Problem
				switch failed := slices.Contains(c.failed, i) || c.window == 0; {
				case failed && (!errors.As(r.Err, &p) || r.Err != error(p) || r.Intervals != nil):
					t.Errorf("%d: %v, %v", i, r.Intervals, r.Err)
				case !failed && (r.Err != nil || len(r.Intervals) != 1 || !r.Intervals[0].Start.Equal(r.From) || !r.Intervals[0].End.Equal(r.To)):
					t.Errorf("%d: %v, %v", i, r.Intervals, r.Err)
				}
			}
			if calls > 3000 {
				t.Errorf("%d calls", calls)
			}
		})
	}
}

// TestNobodyWaitsForADeadService holds that a service of which nothing comes is not
// asked for every batch.
func TestNobodyWaitsForADeadService(t *testing.T) {
	t.Parallel()
	calls, mu := 0, sync.Mutex{}
	dead := &recruit.Problem{Kind: recruit.ErrLater, Sentence: "Not now."}
	read, err := rest.New(rest.Service{}, rest.Options{}).Spread(t.Context(), asked(5000, 7), limits, func(context.Context, rest.Batch) ([]rest.Part, error) {
		mu.Lock()
		defer mu.Unlock()
		calls++
		return nil, dead
	})
	if read != nil || !errors.Is(err, dead) || calls > 8 {
		t.Errorf("%d readings, %v, %d calls", len(read), err, calls)
	}
}

// TestWhoRefusesEverythingIsNotAskedForEver holds that cutting requests in two ends.
func TestWhoRefusesEverythingIsNotAskedForEver(t *testing.T) {
	t.Parallel()
	calls, mu := 0, sync.Mutex{}
	no := &recruit.Problem{Kind: recruit.ErrRejected, Sentence: "No."}
	read, err := rest.New(rest.Service{}, rest.Options{}).Spread(t.Context(), asked(5000, 7), limits, func(context.Context, rest.Batch) ([]rest.Part, error) {
		mu.Lock()
		defer mu.Unlock()
		calls++
		return nil, errors.Join(rest.ErrTooMany, no)
	})
	if err != nil || len(read) != 5000 || calls > 400 {
		t.Errorf("%d readings, %v, %d calls", len(read), err, calls)
	}
	for i, r := range read {
		if r.Err != error(no) {
			t.Fatalf("%d: %v", i, r.Err)
		}
	}
}

// TestACalendarWithoutEnd holds that what a calendar says is bounded.
func TestACalendarWithoutEnd(t *testing.T) {
	t.Parallel()
	many := make([]busy.Interval, 50_001)
	for i := range many {
		many[i] = busy.Interval{Start: start(), End: start().Add(time.Minute), State: busy.Busy}
	}
	read, err := rest.New(rest.Service{}, rest.Options{}).Spread(t.Context(), asked(2, 7), limits, func(_ context.Context, b rest.Batch) ([]rest.Part, error) {
		return []rest.Part{{Intervals: many}, {Intervals: many[:10]}}, nil
	})
	if err != nil || !errors.Is(read[0].Err, recruit.ErrRejected) || read[0].Intervals != nil || read[1].Err != nil || len(read[1].Intervals) != 1 {
		t.Errorf("%v, %v", read, err)
	}
}

func TestNothingAskedIsNothingRead(t *testing.T) {
	t.Parallel()
	for _, q := range []busy.Query{asked(0, 7), asked(3, 0)} {
		read, err := rest.New(rest.Service{}, rest.Options{}).Spread(t.Context(), q, limits, func(context.Context, rest.Batch) ([]rest.Part, error) {
			t.Error("it was asked")
			return nil, nil
		})
		if err != nil || len(read) != len(q.Calendars) {
			t.Errorf("%v, %v", read, err)
		}
	}
}
