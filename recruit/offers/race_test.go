package offers_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// TestManyTakeTheSameHours lets many candidates take overlapping hours of the same people at
// once, each of them twice: nobody is in two interviews, every loser is shown what is left,
// and takes that in the end (R14).
func TestManyTakeTheSameHours(t *testing.T) {
	t.Parallel()
	const many = 12
	var names []string
	for n := range many - 1 {
		names = append(names, fmt.Sprintf("Candidate%d", n))
	}
	w := newWorld(t, names...)
	ctx := t.Context()
	rules := offers.DefaultRules()
	rules.Hold = false // else each is offered other hours
	w.must(w.Settings.SetRules(ctx, w.root, rules))
	var sent []offers.Offer
	for n := range many {
		sent = append(sent, w.sends(n, func(r *offers.Request) { r.Count = 2 }))
	}
	lost := make([]int, many)
	var wg sync.WaitGroup
	errs := make(chan error, 2*many)
	for n, o := range sent {
		for twice := range 2 {
			wg.Go(func() {
				take := taking(o, 1)
				for range 4 * many {
					got, err := w.Take(ctx, one(o.ID), take)
					switch {
					case err != nil:
						errs <- err
						return
					case got.Outcome == offers.TookIt || got.Outcome == offers.AlreadySet:
						return
					case got.Outcome != offers.Gone || len(got.Offer.Options) == 0:
						errs <- fmt.Errorf("candidate %d: %s with %d options", n, got.Outcome, len(got.Offer.Options))
						return
					}
					if twice == 0 {
						lost[n]++
					}
					take = taking(got.Offer, got.Offer.Options[0].Number)
				}
				errs <- fmt.Errorf("candidate %d lost every time", n)
			})
		}
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		t.Error(err)
	}
	all, err := w.db.Interviews(ctx, recruit.InterviewFilter{Status: recruit.Scheduled})
	w.must(err)
	if len(all) != many {
		t.Errorf("%d interviews of %d candidates", len(all), many)
	}
	slices.SortFunc(all, func(a, b recruit.InterviewSummary) int { return a.Start.Compare(b.Start) })
	for n := 1; n < len(all); n++ {
		if all[n].Start.Before(all[n-1].End()) {
			t.Errorf("Dana is in %d and %d at once, %v", all[n-1].ID, all[n].ID, all[n].Start)
		}
	}
	if slices.Max(lost) == 0 {
		t.Error("nobody lost a race: the test tries nothing")
	}
	for _, o := range sent {
		o, err := w.Show(ctx, o.ID)
		w.must(err)
		if o.State != offers.Booked || len(o.Interviews) != 1 {
			t.Errorf("offer %d is %s with %d interviews", o.ID, o.State, len(o.Interviews))
		}
	}
}

// TestALimitHoldsInTheRace: of two who take the last hours of a day that somebody's limit
// leaves, one gets it.
func TestALimitHoldsInTheRace(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Priya", "Chidi")
	ctx := t.Context()
	first := w.sends(0)
	second := w.sends(1, func(r *offers.Request) {
		r.From, r.To = first.Options[0].Start().Truncate(24*time.Hour), first.Options[0].Start().Truncate(24*time.Hour).AddDate(0, 0, 1)
	})
	mine := second.Options[len(second.Options)-1]
	if mine.Start().Before(first.Options[0].End()) || mine.Start().YearDay() != first.Options[0].Start().YearDay() {
		t.Fatalf("the hours %v and %v are not on one day", first.Options[0].Start(), mine.Start())
	}
	w.limit(w.dana, 1)
	got, err := w.Take(ctx, one(first.ID), taking(first, 1))
	w.must(err)
	if got.Outcome != offers.TookIt {
		t.Fatalf("the first: %s", got.Outcome)
	}
	got, err = w.Take(ctx, one(second.ID), taking(second, mine.Number))
	w.must(err)
	if got.Outcome != offers.Gone && got.Outcome != offers.NoneLeft {
		t.Errorf("the second: %s", got.Outcome)
	}
	for _, left := range got.Offer.Options {
		if left.Start().YearDay() == mine.Start().YearDay() {
			t.Errorf("%v is offered on the day that is full", left.Start())
		}
	}
}
