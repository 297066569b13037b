package ics_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/calendar/ics"
	"recruitty/recruit/busy"
)

// TestJudged compares with what two programs that nobody here wrote say of generated
// calendars; testdata/judged/README.md says which and how.
func TestJudged(t *testing.T) {
	t.Parallel()
	file, err := os.Open("testdata/judged/calendars.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, 1<<20)
	count := 0
	for ; lines.Scan(); count++ {
		var c struct {
			Calendar, Zone string
			From, To       int64
			Busy           [][2]int64
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		o := ics.Options{From: time.Unix(c.From, 0), To: time.Unix(c.To, 0), Zone: zone(t, c.Zone)}
		r, err := ics.Read(strings.NewReader(c.Calendar), o)
		if err != nil || len(r.Doubts) > 0 {
			t.Errorf("%s: %v %q", c.Calendar, err, r.Doubts)
			continue
		}
		var want, got []busy.Interval
		for _, b := range c.Busy {
			want = append(want, busy.Interval{Start: time.Unix(b[0], 0).UTC(), End: time.Unix(b[1], 0).UTC(), State: busy.Busy})
		}
		got = busy.Merge(r.Intervals)
		if !slices.EqualFunc(got, want, func(a, b busy.Interval) bool { return a == b }) {
			t.Errorf("%s\n got %s\nwant %s", c.Calendar, said(got, o.Zone), said(want, o.Zone))
		}
	}
	if err := lines.Err(); err != nil || count < 300 {
		t.Fatalf("%d calendars: %v", count, err)
	}
}
