package interviews

import (
	"testing"
	"time"

	"recruitty/recruit"
)

// TestEndingOfSeveral holds that everything is called confirmed only once all interviews
// of a decision are (R11).
func TestEndingOfSeveral(t *testing.T) {
	t.Parallel()
	of := func(state recruit.EffectState) *progress {
		return &progress{record: recruit.Record{Effects: []recruit.Effect{{Kind: recruit.ZoomCreate, State: state, NextAttempt: time.Unix(1, 0)}}}}
	}
	unread := of(recruit.Done)
	unread.err = recruit.ErrNotFound
	confirmed, kept := "Done: everything above is confirmed.", "It is kept in the outbox; what needs you can be done there at any time."
	for name, c := range map[string]struct {
		all  []*progress
		says string
	}{
		"one":               {[]*progress{of(recruit.Done)}, confirmed},
		"all":               {[]*progress{of(recruit.Done), of(recruit.Done)}, confirmed},
		"the first waits":   {[]*progress{of(recruit.Waiting), of(recruit.Done)}, ""},
		"the last waits":    {[]*progress{of(recruit.Done), of(recruit.Waiting)}, ""},
		"one needs someone": {[]*progress{of(recruit.Failed), of(recruit.Done)}, kept},
		"one is unknown":    {[]*progress{unread, of(recruit.Done)}, ""},
	} {
		if said := ending(c.all...); said != c.says {
			t.Errorf("%s: it says %q", name, said)
		}
	}
}
