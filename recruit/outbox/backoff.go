package outbox

import (
	"math/rand/v2"
	"time"
)

// maxAttempts is how often an effect is tried before a person is asked; with
// the pauses below that is about two days.
const maxAttempts = 16

// steps are the pauses after the first attempts; the last one is repeated.
func steps() []time.Duration {
	return []time.Duration{
		2 * time.Second, 10 * time.Second, 30 * time.Second, 2 * time.Minute, 5 * time.Minute,
		15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour, 6 * time.Hour,
	}
}

// Pause is how long to wait after a failed attempt, the first being 1. A fifth
// is left to chance, so that many interviews do not come back at once.
func Pause(attempt int) time.Duration {
	all := steps()
	p := all[min(max(attempt, 1), len(all))-1]
	return p - p/10 + rand.N(p/5)
}
