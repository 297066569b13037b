package invite

import (
	"testing"
	"time"
)

func TestSpan(t *testing.T) {
	t.Parallel()
	at := func(value string) time.Time {
		parsed, err := time.Parse(time.RFC3339, value)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	tests := map[string]struct {
		zone       string
		start, end string
		twelve     bool
		want       string
	}{
		"London":            {"Europe/London", "2026-12-01T10:00:00Z", "2026-12-01T10:45:00Z", false, "Tuesday 1 December 2026, 10:00–10:45 (London, UTC+00:00)"},
		"half hour":         {"Asia/Kolkata", "2026-12-01T10:00:00Z", "2026-12-01T10:45:00Z", false, "Tuesday 1 December 2026, 15:30–16:15 (Kolkata, UTC+05:30)"},
		"three quarters":    {"Pacific/Chatham", "2026-12-01T10:00:00Z", "2026-12-01T10:45:00Z", false, "Tuesday 1 December 2026, 23:45 – Wednesday 2 December 2026, 00:30 (Chatham, UTC+13:45)"},
		"far side of dates": {"Pacific/Kiritimati", "2026-12-01T20:00:00Z", "2026-12-01T21:00:00Z", false, "Wednesday 2 December 2026, 10:00–11:00 (Kiritimati, UTC+14:00)"},
		"two words":         {"America/Argentina/Buenos_Aires", "2026-12-01T14:00:00Z", "2026-12-01T15:00:00Z", true, "Tuesday 1 December 2026, 11:00 am–12:00 pm (Buenos Aires, UTC-03:00)"},
		"same half of day":  {"America/New_York", "2026-12-01T19:00:00Z", "2026-12-01T19:45:00Z", true, "Tuesday 1 December 2026, 2:00–2:45 pm (New York, UTC-05:00)"},
		"clocks go back":    {"Europe/London", "2026-10-25T00:30:00Z", "2026-10-25T01:15:00Z", false, "Sunday 25 October 2026, 01:30–01:15 (London, UTC+01:00, then UTC+00:00)"},
		"clocks go forward": {"Europe/Berlin", "2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z", false, "Sunday 28 March 2027, 01:30–03:30 (Berlin, UTC+01:00, then UTC+02:00)"},
		"UTC":               {"UTC", "2026-12-01T10:00:00Z", "2026-12-01T10:45:00Z", false, "Tuesday 1 December 2026, 10:00–10:45 (UTC+00:00)"},
		"new rules":         {"America/Vancouver", "2026-12-01T18:00:00Z", "2026-12-01T18:45:00Z", false, "Tuesday 1 December 2026, 11:00–11:45 (Vancouver, UTC-07:00)"},
		"Etc":               {"Etc/GMT+5", "2026-12-01T10:00:00Z", "2026-12-01T10:45:00Z", false, "Tuesday 1 December 2026, 05:00–05:45 (UTC-05:00)"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			loc, err := zone(test.zone)
			if err != nil {
				t.Fatal(err)
			}
			got := reader{zone: loc, twelveHour: test.twelve}.span(Times{at(test.start), at(test.end)})
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestSpansSaysEqualClocksOnce(t *testing.T) {
	t.Parallel()
	paris, err := zone("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	berlin, err := zone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	if lines := spans(Times{start, start.Add(time.Hour)}, reader{zone: paris}, reader{zone: berlin}); len(lines) != 1 {
		t.Errorf("%q", lines)
	}
}
