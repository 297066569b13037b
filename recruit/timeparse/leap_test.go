package timeparse

import (
	"strings"
	"testing"
	"time"
)

// TestResolveEndsAtTheTurnOfEveryYear resolves every half hour of the last and
// first days of leap years in every bundled zone. Go's ZoneBounds returns an end
// before its instant there (golang/go#81583); whoever walks by it never arrives.
func TestResolveEndsAtTheTurnOfEveryYear(t *testing.T) {
	t.Parallel()
	c, err := zoneCatalog()
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, name := range c.names() {
			zone, err := c.load(strings.ToLower(name))
			if err != nil {
				t.Error(err)
				continue
			}
			for _, year := range []int{2020, 2024, 2028} {
				first := time.Date(year, time.December, 30, 0, 0, 0, 0, time.UTC)
				for n := range 4 * 24 {
					wall := WallOf(first.Add(time.Duration(n) * time.Hour))
					at, err := Resolve(wall, zone)
					if err != nil {
						t.Errorf("%s in %s: %v", wall, name, err)
						continue
					}
					if got := WallOf(at.In(zone)); got != wall {
						t.Errorf("%s in %s came to %s", wall, name, got)
					}
				}
			}
		}
	}()
	select {
	case <-done:
	case <-time.After(2 * time.Minute):
		t.Fatal("Resolve does not end")
	}
}
