package e2e

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// ledger keeps what people were told is saved.
type ledger struct {
	mu     sync.Mutex
	told   map[int64][]string // of each interview, see entry
	number int
	stale  int             // decisions that were refused because someone else was first
	took   []time.Duration // of each command
}

// entry is one decision: that an interview was scheduled at a time, moved to it
// or cancelled there.
func entry(kind string, start time.Time) string { return kind + " " + start.UTC().Format(time.RFC3339) }

func newLedger() *ledger { return &ledger{told: map[int64][]string{}} }

// saved notes that the host said of a decision that it is saved.
func (l *ledger) saved(id int64, kind string, start time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.told[id] = append(l.told[id], entry(kind, start))
	l.number++
}

// refused notes a decision that was made on what was no longer so.
func (l *ledger) refused() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stale++
}

// timed notes how long a command took.
func (l *ledger) timed(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.took = append(l.took, d)
}

// check holds what people were told against what is there: nothing is lost, and
// nothing was done twice.
func (l *ledger) check(t *testing.T, known []foundInterview) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	there := map[int64]bool{}
	for _, i := range known {
		there[i.ID] = true
		var has []string
		for _, v := range i.Versions {
			has = append(has, entry(v.Kind, v.Start))
		}
		told := slices.Sorted(slices.Values(l.told[i.ID]))
		if has = slices.Sorted(slices.Values(has)); !slices.Equal(told, has) {
			t.Errorf("interview %d is %s; people were told %s", i.ID, strings.Join(has, ", "), strings.Join(told, ", "))
		}
	}
	for id, told := range l.told {
		if !there[id] {
			t.Errorf("interview %d is lost, of which people were told %s", id, strings.Join(told, ", "))
		}
	}
}

// summary says what was done within d and how long commands took.
func (l *ledger) summary(d time.Duration) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	took := slices.Sorted(slices.Values(l.took))
	at := func(share float64) time.Duration {
		if len(took) == 0 {
			return 0
		}
		return took[int(share*float64(len(took)-1))].Round(time.Millisecond)
	}
	return fmt.Sprintf("%d decisions about %d interviews in %v, %.0f per minute, %d refused as out of date; %d commands, p50 %v, p95 %v, longest %v",
		l.number, len(l.told), d.Round(time.Second), float64(l.number)/d.Minutes(), l.stale, len(took), at(0.5), at(0.95), at(1))
}
