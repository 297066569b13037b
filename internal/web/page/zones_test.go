package page

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit/timeparse"
)

// TestHoursWhereClocksChange holds how the page writes an hour at the edges of daylight saving in ten zones: it is the very
// instant, with the offset that holds then.
func TestHoursWhereClocksChange(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ zone, start, en, de string }{
		{"Europe/Berlin", "2027-03-28T00:30:00Z", "Sunday 28 March 2027, 1:30–3:15 am (Berlin, UTC+1, then UTC+2)", "Sonntag, 28. März 2027, 01:30–03:15 Uhr (Berlin, UTC+1, danach UTC+2)"},
		{"Europe/London", "2027-10-31T00:30:00Z", "Sunday 31 October 2027, 1:30–1:15 am (London, UTC+1, then UTC+0)", "Sonntag, 31. Oktober 2027, 01:30–01:15 Uhr (London, UTC+1, danach UTC+0)"},
		{"America/New_York", "2027-03-14T06:30:00Z", "Sunday 14 March 2027, 1:30–3:15 am (New York, UTC-5, then UTC-4)", "Sonntag, 14. März 2027, 01:30–03:15 Uhr (New York, UTC-5, danach UTC-4)"},
		{"America/Los_Angeles", "2026-11-01T09:00:00Z", "Sunday 1 November 2026, 1:00–1:45 am (Los Angeles, UTC-8)", "Sonntag, 1. November 2026, 01:00–01:45 Uhr (Los Angeles, UTC-8)"},
		{"America/Sao_Paulo", "2027-02-21T02:30:00Z", "Saturday 20 February 2027, 11:30 pm – Sunday 21 February 2027, 12:15 am (Sao Paulo, UTC-3)", "Samstag, 20. Februar 2027, 23:30 Uhr – Sonntag, 21. Februar 2027, 00:15 Uhr (Sao Paulo, UTC-3)"},
		{"Australia/Sydney", "2027-04-03T15:30:00Z", "Sunday 4 April 2027, 2:30–2:15 am (Sydney, UTC+11, then UTC+10)", "Sonntag, 4. April 2027, 02:30–02:15 Uhr (Sydney, UTC+11, danach UTC+10)"},
		{"Australia/Lord_Howe", "2027-10-02T15:00:00Z", "Sunday 3 October 2027, 1:30–2:45 am (Lord Howe, UTC+10:30, then UTC+11)", "Sonntag, 3. Oktober 2027, 01:30–02:45 Uhr (Lord Howe, UTC+10:30, danach UTC+11)"},
		{"Pacific/Chatham", "2027-09-25T13:30:00Z", "Sunday 26 September 2027, 2:15–4:00 am (Chatham, UTC+12:45, then UTC+13:45)", "Sonntag, 26. September 2027, 02:15–04:00 Uhr (Chatham, UTC+12:45, danach UTC+13:45)"},
		{"Asia/Kolkata", "2027-03-28T00:30:00Z", "Sunday 28 March 2027, 6:00–6:45 am (Kolkata, UTC+05:30)", "Sonntag, 28. März 2027, 06:00–06:45 Uhr (Kolkata, UTC+05:30)"},
		{"America/Santiago", "2027-09-05T03:30:00Z", "Saturday 4 September 2027, 11:30 pm – Sunday 5 September 2027, 1:15 am (Santiago, UTC-4, then UTC-3)", "Samstag, 4. September 2027, 23:30 Uhr – Sonntag, 5. September 2027, 01:15 Uhr (Santiago, UTC-4, danach UTC-3)"},
	} {
		s := single()
		s.Zone, s.TeamZone = tc.zone, tc.zone
		s.Options = []Option{hour("x", tc.start, 45*time.Minute)}
		for language, want := range map[string]string{"en-US": tc.en, "de": tc.de} {
			_, body := answered(t, stateOf{view: s}, language)
			if shows := strings.ReplaceAll(body, "&#43;", "+"); !strings.Contains(shows, `<label for="o1">`+want+"</label>") {
				_, rest, _ := strings.Cut(shows, `<label for="o1">`)
				label, _, _ := strings.Cut(rest, "</label>")
				t.Errorf("%s: %s\nwant %s", tc.zone, label, want)
			}
		}
	}
}

// TestZonesAreOffered holds that every zone of a picker is a link, and that each link leads to a page in that zone.
func TestZonesAreOffered(t *testing.T) {
	t.Parallel()
	h := handler(t, &world{view: single()})
	var all string
	for region := range english().zonesOf {
		all += get(h, mine+"/zones?in="+region).Body.String()
	}
	all += get(h, mine+"/zones").Body.String()
	for _, name := range timeparse.Zones() {
		if !strings.Contains(all, "tz="+strings.ReplaceAll(name, "/", "%2F")+`"`) {
			t.Errorf("%s is no link", name)
		}
	}
	for _, name := range often() {
		if _, err := timeparse.Zone(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for asked, want := range map[string]string{"tokyo": "Times are shown for Tokyo", "Europe/Paris": "Times are shown for Paris", "UTC+03:00": "Times are shown for UTC&#43;3",
		"CST": "is not a time zone that we know", "Local": "is not a time zone", strings.Repeat("x", 3000): "is not a time zone"} {
		got := get(h, mine+"?tz="+strings.ReplaceAll(asked, "+", "%2B"))
		if got.Code != 200 || !strings.Contains(got.Body.String(), want) {
			t.Errorf("%.20s: %d, no %q", asked, got.Code, want)
		}
	}
}
