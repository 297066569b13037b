package steps

import (
	"context"
	"testing"
	"time"
)

func TestFar(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		unit      Unit
		done, all int64
		took      time.Duration
		want      string
	}{
		{Rows, 0, 10, time.Second, "0 of 10 rows"},
		{Rows, 10, 10, 0, "10 of 10 rows"},
		{Rows, 5000, 1_000_000, 500 * time.Millisecond, "5,000 of 1,000,000 rows, 10,000 a second, about 2 min left"},
		{Rows, 500, 1000, time.Second, "500 of 1,000 rows, 500 a second, about 2 s left"},
		{Rows, 3000, 0, 2 * time.Second, "3,000 rows, 1,500 a second"},
		{Rows, 1000, 1000, time.Second, "1,000 of 1,000 rows, 1,000 a second"},
		{Rows, 2000, 1000, time.Second, "2,000 of 2,000 rows, 2,000 a second"},
		{Bytes, 40 << 20, 120 << 20, 2 * time.Second, "40 MB of 120 MB, 20 MB a second, about 5 s left"},
		{Calendars, 1, 1, 0, "1 of 1 calendar connection"},
	} {
		if got := Far(c.unit, c.done, c.all, c.took); got != c.want {
			t.Errorf("%d of %d in %v: %q, want %q", c.done, c.all, c.took, got, c.want)
		}
	}
}

func TestBegin(t *testing.T) {
	t.Parallel()
	Begin(context.Background(), Step{What: "nobody waits"})
	var told []string
	ctx := Watched(context.Background(), func(s Step) { told = append(told, s.What) })
	Begin(ctx, Step{What: "one"})
	Begin(context.WithoutCancel(ctx), Step{What: "two"})
	if len(told) != 2 || told[1] != "two" {
		t.Errorf("told %v", told)
	}
}
