package output

import (
	"testing"
	"time"
)

func TestFarSo(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		done, all int
		took      time.Duration
		want      string
	}{
		{0, 10, time.Second, "Importing: 0 of 10 rows."},
		{10, 10, 0, "Importing: 10 of 10 rows."},
		{5000, 1_000_000, 500 * time.Millisecond, "Importing: 5,000 of 1,000,000 rows, 10,000 a second, about 2 min left."},
		{500, 1000, time.Second, "Importing: 500 of 1,000 rows, 500 a second, about 2 s left."},
		{3000, 0, 2 * time.Second, "Importing: 3,000 rows, 1,500 a second."},
		{1000, 1000, time.Second, "Importing: 1,000 of 1,000 rows, 1,000 a second."},
	} {
		if got := farSo("Importing", tc.done, tc.all, tc.took); got != tc.want {
			t.Errorf("%d of %d in %v: %q, want %q", tc.done, tc.all, tc.took, got, tc.want)
		}
	}
}
