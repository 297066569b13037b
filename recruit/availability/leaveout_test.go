package availability

import (
	"slices"
	"testing"
	"time"

	"recruitty/recruit/busy"
)

// TestOwnEntriesAreLeftOut holds that the tentative entry of an hour that is held is not busy where
// a calendar tells no UIDs, that one which was joined with others is soft and not free, and that
// nothing else changes.
func TestOwnEntriesAreLeftOut(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	h := Held{Start: at, End: at.Add(time.Hour), Entered: true}
	entry := func(from, minutes int, state busy.State, named bool) LayerEntry {
		return LayerEntryAt(at.Add(time.Duration(from)*time.Minute).Unix(), uint32(minutes*60), 0, state, named)
	}
	for name, c := range map[string]struct{ was, is []LayerEntry }{
		"alone":             {[]LayerEntry{entry(-90, 30, busy.Busy, true), entry(0, 60, busy.Busy, true)}, []LayerEntry{entry(-90, 30, busy.Busy, true)}},
		"beside the same":   {[]LayerEntry{entry(0, 60, busy.Soft, false), entry(0, 60, busy.Busy, true)}, []LayerEntry{entry(0, 60, busy.Busy, true)}},
		"joined":            {[]LayerEntry{entry(-30, 120, busy.Busy, false)}, []LayerEntry{entry(-30, 30, busy.Busy, false), entry(0, 60, busy.Soft, false), entry(60, 30, busy.Busy, false)}},
		"joined on one end": {[]LayerEntry{entry(0, 90, busy.Busy, false)}, []LayerEntry{entry(0, 60, busy.Soft, false), entry(60, 30, busy.Busy, false)}},
		"another, longer":   {[]LayerEntry{entry(-30, 120, busy.Busy, true)}, []LayerEntry{entry(-30, 120, busy.Busy, true)}},
		"unknown":           {[]LayerEntry{entry(0, 60, busy.Unknown, false)}, []LayerEntry{entry(0, 60, busy.Unknown, false)}},
	} {
		was := slices.Clone(c.was)
		for _, uids := range []bool{false, true} {
			line := Timeline{Layers: []Layer{{UIDs: uids, Entries: c.was}}}
			line.leaveOut([]Held{h})
			want := c.is
			if uids {
				want = c.was
			}
			if got := line.Layers[0].Entries; !slices.Equal(got, want) || !slices.Equal(was, c.was) {
				t.Errorf("%s, with UIDs %t: %+v, want %+v", name, uids, got, want)
			}
		}
	}
}
