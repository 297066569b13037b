package guard

import (
	"sync"
	"time"
)

// Rate is how often something may happen: Burst times at once, and from then on once in Every. The zero Rate has no limit.
type Rate struct {
	Every time.Duration
	Burst int
}

// Limiter holds each of many keys to a rate. It remembers a bounded number of keys, the ones that were seen last, so that
// nobody fills the memory by coming as somebody else every time.
type Limiter[K comparable] struct {
	rate Rate
	most int
	now  func() time.Time

	mu sync.Mutex
	// Each key has the moment at which all that it used will have come back. A full young generation becomes the old one,
	// and what nobody asked for since then is forgotten with that.
	young, old map[K]time.Time
}

// NewLimiter returns one that remembers at most twice so many keys.
func NewLimiter[K comparable](rate Rate, most int, now func() time.Time) *Limiter[K] {
	return &Limiter[K]{rate: rate, most: most, now: now, young: map[K]time.Time{}}
}

// Allow notes that something happens, and returns 0; or it returns how long to wait when that would be too often, and
// notes nothing.
func (l *Limiter[K]) Allow(key K) (wait time.Duration) {
	if l.rate.Every <= 0 || l.rate.Burst < 1 {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	full, known := l.young[key]
	if !known {
		full = l.old[key]
	}
	full = l.later(full, now)
	if wait := full.Sub(now) - l.rate.Every*time.Duration(l.rate.Burst-1); wait > 0 {
		return wait
	}
	if !known && len(l.young) >= l.most {
		l.young, l.old = make(map[K]time.Time, l.most), l.young
	}
	l.young[key] = full.Add(l.rate.Every)
	return 0
}

// Known is how many keys are remembered.
func (l *Limiter[K]) Known() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.young) + len(l.old)
}

// later is the later of two instants, and now for one that lies so far ahead that the clock must have been set back.
func (l *Limiter[K]) later(full, now time.Time) time.Time {
	if full.Before(now) || full.Sub(now) > l.rate.Every*time.Duration(l.rate.Burst) {
		return now
	}
	return full
}
