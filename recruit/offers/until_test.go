package offers_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// TestUntilIsSaidAsTyped holds that a day which counts to its end is named by itself, and not by
// the midnight after it.
func TestUntilIsSaidAsTyped(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
	for asked, want := range map[time.Time]string{
		time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC):   "Mon 2 Nov 2026 has passed; choose a later time to answer by.",
		time.Date(2026, 11, 30, 7, 30, 0, 0, time.UTC): "Mon 30 Nov 2026 07:30 has passed; choose a later time to answer by.",
		time.Date(2027, 12, 25, 0, 0, 0, 0, time.UTC):  "The candidate has at most 60 days to answer; Fri 24 Dec 2027 is later.",
		now.Add(time.Hour):                             "",
	} {
		err := offers.CheckUntil(asked, now)
		if want == "" && err != nil || want != "" && recruit.Sentence(err) != want || err != nil && recruit.FieldOf(err) != "until" {
			t.Errorf("%s: %v", asked, err)
		}
	}
}
