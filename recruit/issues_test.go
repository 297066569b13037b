package recruit

import (
	"testing"
	"time"

	"recruitty/recruit/timeparse"
)

// TestBusinessDaysEnd holds that the days between two moments are counted to an
// end wherever the clocks skip a day, and from the beginning of time.
func TestBusinessDaysEnd(t *testing.T) {
	t.Parallel()
	apia, err := timeparse.Zone("Pacific/Apia")
	if err != nil {
		t.Fatal(err)
	}
	for hour := range 24 {
		from := time.Date(2011, 12, 28, hour, 0, 0, 0, apia)
		if days := businessDays(from, from.AddDate(0, 0, 14), apia); days < 8 || days > 10 {
			t.Errorf("%d working days from %v", days, from)
		}
	}
	if days := businessDays(time.Time{}, time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), time.UTC); days < 300 || days > maxWaited {
		t.Errorf("%d working days since ever", days)
	}
}
