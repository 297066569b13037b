package timeparse

import (
	"errors"
	"testing"
	"time"
)

func TestParseDuration(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"45": 45, "45m": 45, "45 min": 45, "1h": 60, "1h30": 90, "1:30": 90, "90 minutes": 90, "1.5 h": 90, "1,5h": 90, "0.75 hours": 45,
		"2 hours 15 min": 135, "2 hours and 15 minutes": 135, "1h30m": 90, "1H 5M": 65, "24h": 1440, "1440": 1440, "1": 1, "0:01": 1, "0:45:00": 45, "01:30:00": 90, "PT45M": 45, "PT1H30M": 90, "PT2H": 120, "PT45M0S": 45, " 30 mins. ": 30,
	} {
		got, err := ParseDuration(text)
		if err != nil || got != time.Duration(want)*time.Minute {
			t.Errorf("ParseDuration(%q) = %v, %v; want %d min", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "0", "0:45:30", "PT", "P1D", "0h", "25h", "1441", "24:01", "1.33h", "1.5", "30s", "-45", "1:75", "1.5h30", "h", "1h30x", "999999999999999999999", "forty", "1h 30 10",
	} {
		if got, err := ParseDuration(text); !errors.Is(err, ErrUnclear) {
			t.Errorf("ParseDuration(%q) = %v, %v", text, got, err)
		}
	}
}

func FuzzParseDuration(f *testing.F) {
	for _, seed := range []string{"45", "1h30", "1:30", "1.5 h", "2 hours and 15 min", "0", "25h", "0.0001h"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ParseDuration(text)
		if err != nil {
			return
		}
		if got < MinDuration || got > MaxDuration || got%time.Minute != 0 {
			t.Fatalf("ParseDuration(%q) = %v", text, got)
		}
		if again, err := ParseDuration(got.String()[:len(got.String())-2]); err != nil || again != got {
			t.Fatalf("ParseDuration(%q) = %v, read back as %v, %v", text, got, again, err)
		}
	})
}
