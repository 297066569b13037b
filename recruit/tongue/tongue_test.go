package tongue

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
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
		"London":            {"Europe/London", "2026-12-01T10:00:00Z", "2026-12-01T10:45:00Z", false, "Tuesday 1 December 2026, 10:00–10:45 (London, UTC+0)"},
		"half hour":         {"Asia/Kolkata", "2026-12-01T10:00:00Z", "2026-12-01T10:45:00Z", false, "Tuesday 1 December 2026, 15:30–16:15 (Kolkata, UTC+05:30)"},
		"three quarters":    {"Pacific/Chatham", "2026-12-01T10:00:00Z", "2026-12-01T10:45:00Z", false, "Tuesday 1 December 2026, 23:45 – Wednesday 2 December 2026, 00:30 (Chatham, UTC+13:45)"},
		"far side of dates": {"Pacific/Kiritimati", "2026-12-01T20:00:00Z", "2026-12-01T21:00:00Z", false, "Wednesday 2 December 2026, 10:00–11:00 (Kiritimati, UTC+14)"},
		"two words":         {"America/Argentina/Buenos_Aires", "2026-12-01T14:00:00Z", "2026-12-01T15:00:00Z", true, "Tuesday 1 December 2026, 11:00 am–12:00 pm (Buenos Aires, UTC-3)"},
		"same half of day":  {"America/New_York", "2026-12-01T19:00:00Z", "2026-12-01T19:45:00Z", true, "Tuesday 1 December 2026, 2:00–2:45 pm (New York, UTC-5)"},
		"clocks go back":    {"Europe/London", "2026-10-25T00:30:00Z", "2026-10-25T01:15:00Z", false, "Sunday 25 October 2026, 01:30–01:15 (London, UTC+1, then UTC+0)"},
		"clocks go forward": {"Europe/Berlin", "2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z", false, "Sunday 28 March 2027, 01:30–03:30 (Berlin, UTC+1, then UTC+2)"},
		"UTC":               {"UTC", "2026-12-01T10:00:00Z", "2026-12-01T10:45:00Z", false, "Tuesday 1 December 2026, 10:00–10:45 (UTC+0)"},
		"new rules":         {"America/Vancouver", "2026-12-01T18:00:00Z", "2026-12-01T18:45:00Z", false, "Tuesday 1 December 2026, 11:00–11:45 (Vancouver, UTC-7)"},
		"offset":            {"UTC+03:00", "2026-12-01T10:00:00Z", "2026-12-01T10:45:00Z", false, "Tuesday 1 December 2026, 13:00–13:45 (UTC+3)"},
		"no place":          {"EST5EDT", "2026-12-01T10:00:00Z", "2026-12-01T10:45:00Z", false, "Tuesday 1 December 2026, 05:00–05:45 (UTC-5)"},
		"Etc":               {"Etc/GMT+5", "2026-12-01T10:00:00Z", "2026-12-01T10:45:00Z", false, "Tuesday 1 December 2026, 05:00–05:45 (UTC-5)"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			loc, err := timeparse.Zone(test.zone)
			if err != nil {
				t.Fatal(err)
			}
			got := Reader{Zone: loc, TwelveHour: test.twelve, Tongue: english()}.Span(at(test.start), at(test.end))
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestSubjectsSayTheOffsetOfAZoneWithoutAPlace holds that 12:00 UTC+3 is never
// called 12:00 (UTC).
func TestSubjectsSayTheOffsetOfAZoneWithoutAPlace(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	for name, want := range map[string]string{
		"Etc/GMT-3": "Tue 1 Dec 2026, 12:00 (UTC+3)", "UTC+03:00": "Tue 1 Dec 2026, 12:00 (UTC+3)", "UTC+05:30": "Tue 1 Dec 2026, 14:30 (UTC+05:30)", "Etc/GMT+5": "Tue 1 Dec 2026, 04:00 (UTC-5)",
		"EST5EDT": "Tue 1 Dec 2026, 04:00 (UTC-5)", "CET": "Tue 1 Dec 2026, 10:00 (UTC+1)", "UTC": "Tue 1 Dec 2026, 09:00 (UTC)", "GMT": "Tue 1 Dec 2026, 09:00 (UTC)", "Europe/Paris": "Tue 1 Dec 2026, 10:00 (Paris)",
	} {
		loc, err := timeparse.Zone(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := (Reader{Zone: loc, Tongue: english()}).Moment(start); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestSpansSaysEqualClocksOnce(t *testing.T) {
	t.Parallel()
	paris, err := timeparse.Zone("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	berlin, err := timeparse.Zone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	lines := Reader{Zone: paris, Tongue: english()}.Spans(start, start.Add(time.Hour), Reader{Zone: berlin, Tongue: english()})
	if len(lines) != 1 {
		t.Errorf("%q", lines)
	}
}

func english() Tongue { return All()[0] }

func TestTonguesAreComplete(t *testing.T) {
	t.Parallel()
	for _, l := range All() {
		if len(l.Days) != 14 || len(l.Months) != 24 || len(l.Halves) != 0 && len(l.Halves) != 2 {
			t.Errorf("%s has %d days, %d months, %d halves", l.Tag, len(l.Days), len(l.Months), len(l.Halves))
		}
		for _, platform := range recruit.Platforms()[1:] {
			if l.platforms[platform.Label()] == "" && l.Tag != "en" {
				t.Errorf("%s has no word for %s", l.Tag, platform.Label())
			}
		}
	}
}

func TestDatesOfEachLanguage(t *testing.T) {
	t.Parallel()
	first := time.Date(2027, 3, 1, 9, 5, 0, 0, time.UTC)
	night := time.Date(2026, 8, 31, 23, 45, 0, 0, time.UTC)
	for _, tc := range []struct {
		language string
		twelve   bool
		start    time.Time
		length   time.Duration
		span     string
		moment   string
	}{
		{"en", false, first, time.Hour, "Monday 1 March 2027, 09:05–10:05 (UTC+0)", "Mon 1 Mar 2027, 09:05 (UTC)"},
		{"en", true, first, 3 * time.Hour, "Monday 1 March 2027, 9:05 am–12:05 pm (UTC+0)", "Mon 1 Mar 2027, 9:05 am (UTC)"},
		{"de", false, first, time.Hour, "Montag, 1. März 2027, 09:05–10:05 Uhr (UTC+0)", "Mo., 1. März 2027, 09:05 Uhr (UTC)"},
		{"de-CH", true, night, time.Hour, "Montag, 31. August 2026, 23:45 Uhr – Dienstag, 1. September 2026, 00:45 Uhr (UTC+0)", "Mo., 31. Aug. 2026, 23:45 Uhr (UTC)"},
		{"fr", true, first, time.Hour, "lundi 1er mars 2027, de 9 h 05 à 10 h 05 (UTC+0)", "lun. 1er mars 2027, 9 h 05 (UTC)"},
		{"fr", false, night, time.Hour, "lundi 31 août 2026, 23 h 45 – mardi 1er septembre 2026, 0 h 45 (UTC+0)", "lun. 31 août 2026, 23 h 45 (UTC)"},
		{"es", false, first, time.Hour, "lunes, 1 de marzo de 2027, 09:05–10:05 h (UTC+0)", "lun, 1 mar 2027, 09:05 h (UTC)"},
		{"es-MX", true, first, time.Hour, "lunes, 1 de marzo de 2027, 9:05–10:05 a. m. (UTC+0)", "lun, 1 mar 2027, 9:05 a. m. (UTC)"},
		{"es", true, night, time.Hour, "lunes, 31 de agosto de 2026, 11:45 p. m. – martes, 1 de septiembre de 2026, 12:45 a. m. (UTC+0)", "lun, 31 ago 2026, 11:45 p. m. (UTC)"},
		{"pl", false, night, time.Hour, "2026-08-31, 23:45 – 2026-09-01, 00:45 (UTC+0)", "2026-08-31, 23:45 (UTC)"},
	} {
		speaks, _ := Of(tc.language)
		r := Reader{Zone: time.UTC, TwelveHour: tc.twelve, Tongue: speaks}
		plain := strings.NewReplacer("\u00a0", " ")
		if got := plain.Replace(r.Span(tc.start, tc.start.Add(tc.length))); got != tc.span {
			t.Errorf("%s: %s\nwant %s", tc.language, got, tc.span)
		}
		if got := plain.Replace(r.At(tc.start)); !strings.HasPrefix(tc.span, strings.TrimSuffix(got, " (UTC+0)")[:8]) || !strings.HasSuffix(got, " (UTC+0)") {
			t.Errorf("%s: at %s", tc.language, got)
		}
		if got := plain.Replace(r.Moment(tc.start)); got != tc.moment {
			t.Errorf("%s: %s\nwant %s", tc.language, got, tc.moment)
		}
	}
}

func TestTwelveHours(t *testing.T) {
	t.Parallel()
	for language, want := range map[string]bool{
		"en": false, "en-US": true, "en-GB": false, "en-IE": false, "en-DE": false, "es": false, "es-MX": false, "es-CO": true,
		"de": false, "fr-CA": false, "pt-BR": false, "": false, "sr-Latn": false,
	} {
		if got := TwelveHours(language); got != want {
			t.Errorf("%q: %v", language, got)
		}
	}
}
