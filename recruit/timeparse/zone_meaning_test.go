package timeparse

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// TestZoneMeansWhatPeopleMean holds what a zone's name means, by its offset in
// winter and how it is called.
func TestZoneMeansWhatPeopleMean(t *testing.T) {
	t.Parallel()
	winter := time.Date(2027, time.January, 15, 12, 0, 0, 0, time.UTC)
	for name, want := range map[string]string{
		// Offsets have the sign of ISO 8601, in every spelling.
		"GMT+3": "UTC+3", "gmt+3": "UTC+3", "GMT-3": "UTC-3", "UTC+3": "UTC+3", "UTC-5": "UTC-5", "UTC+03:00": "UTC+3", "utc+0300": "UTC+3",
		"gmt +5:30": "UTC+05:30", "GMT + 5:30": "UTC+05:30", "+0200": "UTC+2", "+02:00": "UTC+2", "-05:00": "UTC-5", "+2": "UTC+2", "UTC+530": "UTC+05:30",
		"UTC\u22125": "UTC-5", "UTC\u20135": "UTC-5", "Z": "UTC", "z": "UTC", "GMT": "UTC", "UTC": "UTC", "GMT+0": "UTC", "UTC+00:00": "UTC", "GMT-00:00": "UTC",
		"Greenwich Mean Time": "UTC", "Coordinated Universal Time": "UTC", "UTC+14": "UTC+14", "UTC-12": "UTC-12", "GMT+0100": "UTC+1", "(UTC+3)": "UTC+3", "(GMT)": "UTC",
		// tzdb's own names keep tzdb's sign, which is the other one.
		"Etc/GMT+3": "UTC-3", "Etc/GMT-3": "UTC+3", "etc/gmt-14": "UTC+14", "Etc/UTC": "UTC", "EST5EDT": "UTC-5", "PST8PDT": "UTC-8",
		// Windows: the names, and how Windows and Outlook show them.
		"W. Europe Standard Time": "Berlin (UTC+1)", "W. Europe Daylight Time": "Berlin (UTC+1)", "w.europe standard time": "Berlin (UTC+1)",
		"Romance Standard Time": "Paris (UTC+1)", "GMT Standard Time": "London (UTC+0)", "Eastern Standard Time": "New York (UTC-5)", "India Standard Time": "Kolkata (UTC+05:30)",
		"Eastern Standard Time (Mexico)": "Cancun (UTC-5)", "UTC-02": "UTC-2", "UTC+12": "UTC+12", "Dateline Standard Time": "UTC-12", "Mid-Atlantic Standard Time": "UTC-2",
		"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna":      "Berlin (UTC+1)",
		"(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna": "Berlin (UTC+1)",
		"Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna":                  "Berlin (UTC+1)",
		"(UTC-05:00) Eastern Time (US & Canada)":                            "New York (UTC-5)",
		"(UTC-05:00) Eastern Time (US and Canada)":                          "New York (UTC-5)",
		"Pacific Time (US & Canada)":                                        "Los Angeles (UTC-8)", "Pacific Time": "Los Angeles (UTC-8)",
		"(UTC+02:00) Helsinki, Kiev, Riga, Sofia, Tallinn, Vilnius": "Kyiv (UTC+2)",
		"(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi":           "Kolkata (UTC+05:30)",
		"(UTC) Coordinated Universal Time":                          "UTC", "(UTC+13:00) Coordinated Universal Time+13": "UTC+13",
		"(UTC+00:00) Dublin, Edinburgh, Lisbon, London": "London (UTC+0)", "(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London": "London (UTC+0)",
		"(UTC-07:00) Arizona": "Phoenix (UTC-7)", "(UTC+09:00) Osaka, Sapporo, Tokyo": "Tokyo (UTC+9)",
		"JST": "Tokyo (UTC+9)", "nzdt": "Auckland (UTC+13)", "MSK": "Moscow (UTC+3)", "CET": "UTC+1",
		// Other lists and programs.
		"(GMT+01:00) Central European Time - Madrid": "Madrid (UTC+1)", "(GMT-05:00) Eastern Time - New York": "New York (UTC-5)", "(GMT-4) New York": "New York (UTC-5)",
		"Lisbon (UTC+0)": "Lisbon (UTC+0)", "Europe/Berlin (CET)": "Berlin (UTC+1)", "(UTC+01:00) Europe/Berlin": "Berlin (UTC+1)", "Berlin, Rome": "Berlin (UTC+1)",
		"/freeassociation.sourceforge.net/Europe/Berlin": "Berlin (UTC+1)", "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin": "Berlin (UTC+1)",
		"/citadel.org/20210210_1/Europe/Berlin": "Berlin (UTC+1)", "/softwarestudio.org/Olson_20011030_5/America/Argentina/Buenos_Aires": "Buenos Aires (UTC-3)",
		"tzone://Microsoft/Utc": "UTC", `"Europe/Paris"`: "Paris (UTC+1)", "/mozilla.org/20050126_1/UTC": "UTC",
	} {
		zone, err := Zone(name)
		if err != nil {
			t.Errorf("Zone(%q): %v", name, err)
			continue
		}
		if got := Labelled(winter.In(zone)); got != want {
			t.Errorf("Zone(%q) is %s, want %s", name, got, want)
		}
		if again, err := Zone(zone.String()); err != nil || Offset(winter.In(again)) != Offset(winter.In(zone)) || again.String() != zone.String() {
			t.Errorf("Zone(%q) is stored as %q, which is read as %v, %v", name, zone, again, err)
		}
	}
	for name, says := range map[string]string{
		"UTC3": "lacks its sign", "GMT 3": "lacks its sign", "UTC+15": "not an offset", "UTC-13": "not an offset", "+02:75": "not an offset",
		"(UTC+05:00) London": "never at that offset", "(UTC+01:00) IST": "Asia/Kolkata", "CST": "America/Chicago", "bst": "Europe/London",
		"Berlin, Tokyo": "several time zones", "Paris, Texas": "not a time zone", "Paris (Texas)": "not a time zone", "London, Ontario": "not a time zone",
		"tzone://Microsoft/Custom": "not a time zone", "/": "not a time zone", "//////": "not a time zone", "Customized Time Zone": "not a time zone",
		"(UTC+99:00) Berlin": "not an offset",
	} {
		if zone, err := Zone(name); !errors.Is(err, ErrZone) || !strings.Contains(err.Error(), says) {
			t.Errorf("Zone(%q) = %v, %v; want an error with %q", name, zone, err, says)
		}
	}
}

func TestCalendarZone(t *testing.T) {
	t.Parallel()
	for tzid, want := range map[string]string{
		"W. Europe": "Europe/Berlin", "Eastern": "America/New_York", "Europe/Berlin": "Europe/Berlin", "GMT+0100": "UTC+01:00", "Customized Time Zone": "", "": "",
		"GMT": "GMT", "America/New_York": "America/New_York", "Pacific Standard Time": "America/Los_Angeles",
	} {
		got := ""
		if zone := CalendarZone(tzid); zone != nil {
			got = zone.String()
		}
		if got != want {
			t.Errorf("CalendarZone(%q) = %q, want %q", tzid, got, want)
		}
	}
}

// TestWindowsZonesAllLoad holds that each line of the table leads to a zone, by
// its name and by how it is shown, and that no two lines share a spelling.
func TestWindowsZonesAllLoad(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	lines := 0
	for line := range strings.Lines(windowsZones) {
		lines++
		columns := strings.Split(strings.TrimSpace(line), "\t")
		spellings := []string{columns[0], "(UTC) " + columns[2]}
		for _, shown := range strings.Split(columns[2], "|") {
			spellings = append(spellings, "(UTC+01:00) "+shown, "(GMT+01:00) "+shown)
			if before, found := seen[folded(shown)]; found {
				t.Errorf("%q stands for %s and %s", shown, before, columns[0])
			}
			seen[folded(shown)] = columns[0]
		}
		for _, name := range spellings {
			if strings.Contains(name, "|") {
				continue
			}
			if zone, err := Zone(name); err != nil || zone.String() != columns[1] && Offset(seasons()[0].In(zone)) != columns[1] {
				t.Errorf("Zone(%q) = %v, %v; want %s", name, zone, err, columns[1])
			}
		}
	}
	if lines < 140 {
		t.Errorf("%d lines", lines)
	}
}

// TestWordsOfTimeAreNoZones holds that words which stand beside dates and times
// are never taken for a slip in a zone's name.
func TestWordsOfTimeAreNoZones(t *testing.T) {
	t.Parallel()
	words := `now yesterday today tomorrow tonight morning afternoon evening night noon midnight midday dawn dusk second seconds minute minutes hour hours
		day days week weeks weekend month months quarter quarters year years fortnight decade first second third fourth fifth sixth seventh eighth ninth tenth
		eleventh twelfth last next this that previous following coming past ago from before after since until till later soon early late earlier asap eod
		start end begin half quarter past o'clock oclock one two three four five six seven eight nine ten eleven twelve thirteen twenty thirty monday tuesday
		wednesday thursday friday saturday sunday january february march april may june july august september october november december spring summer autumn
		fall winter date time clock lunch breakfast dinner tea never always sometime anytime whenever maybe asap tbd tba unknown none null
		nil n/a na - -- ? local default mine hers theirs same here there remote office home phone zoom teams call meeting interview hello test
		yesterdy tomorow tommorow wendesday thurdsay 2 weeks 3 days 90 minutes 2weeks third of may half past ten`
	check := func(word string) {
		if zone, err := Zone(word); err == nil || strings.Contains(err.Error(), "Did you mean") {
			t.Errorf("Zone(%q) = %v, %v", word, zone, err)
		}
	}
	for _, word := range strings.Fields(words) {
		check(word)
	}
	for _, phrase := range []string{"2 weeks", "half past ten", "third of may", "next week", "in the morning", "end of day", "last friday"} {
		check(phrase)
	}
}

func FuzzZone(f *testing.F) {
	for _, seed := range []string{"GMT+3", "(UTC+01:00) Berlin, Rome", "/a/b/Europe/Berlin", "Lisbon (UTC+0)", "W. Europe Standard Time", "UTC3", "Paris, Texas", "tzone://x/UTC"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		zone, err := Zone(name)
		if err != nil {
			if !errors.Is(err, ErrZone) || strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' || r == 0x7f }) {
				t.Fatalf("Zone(%q): %q", name, err)
			}
			return
		}
		if again, err := Zone(zone.String()); err != nil || again.String() != zone.String() {
			t.Fatalf("Zone(%q) is %q, which is read as %v, %v", name, zone, again, err)
		}
		_ = CalendarZone(name)
	})
}
