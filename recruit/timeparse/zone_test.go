package timeparse

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestZone(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Europe/Lisbon": "Europe/Lisbon", "europe/LISBON": "Europe/Lisbon", " lisbon ": "Europe/Lisbon", "utc": "UTC",
		"new york": "America/New_York", "America/New York": "America/New_York", "Mumbai": "Asia/Kolkata",
		"buenos aires": "America/Argentina/Buenos_Aires", "Asia/Calcutta": "Asia/Calcutta", "calcutta": "Asia/Calcutta",
		"louisville": "America/Kentucky/Louisville", "Japan": "Japan",
	} {
		zone, err := Zone(name)
		if err != nil || zone.String() != want {
			t.Errorf("Zone(%q) = %v, %v; want %s", name, zone, err, want)
		}
	}
	for name, says := range map[string]string{
		"": "empty", "Local": "Local", "local": "Local", "IST": "Asia/Kolkata", "EST": "America/New_York",
		"Europe/Lisabon": "Did you mean Europe/Lisbon?", "lisbn": "Did you mean Europe/Lisbon?",
		"Europ/Berlin": "Did you mean Europe/Berlin?", "../etc/passwd": "not a time zone", "zone.tab": "not a time zone",
		strings.Repeat("x", 1000): "not a time zone", "\x1b]0;x\a": "not a time zone",
	} {
		zone, err := Zone(name)
		if !errors.Is(err, ErrZone) || !strings.Contains(err.Error(), says) {
			t.Errorf("Zone(%q) = %v, %v; want an error with %q", name, zone, err, says)
		}
	}
}

func TestZonesAllLoad(t *testing.T) {
	t.Parallel()
	names := Zones()
	if len(names) < 400 || !slices.IsSorted(names) || !slices.Contains(names, "UTC") || !slices.Contains(names, "Europe/Amsterdam") {
		t.Fatalf("%d zones: %v", len(names), names)
	}
	for _, name := range names {
		if zone, err := Zone(name); err != nil || zone.String() != name {
			t.Errorf("Zone(%q) = %v, %v", name, zone, err)
		}
	}
	names[0] = "changed"
	if Zones()[0] == "changed" {
		t.Error("Zones hands out its own list")
	}
	if version := DataVersion(); version < "2026b" {
		t.Errorf("zone data %s is older than British Columbia's change", version)
	}
}

func TestCityAndOffset(t *testing.T) {
	t.Parallel()
	for zone, want := range map[string]string{
		"Europe/Lisbon": "Lisbon", "America/New_York": "New York", "UTC": "UTC", "Etc/UTC": "UTC",
		"America/Argentina/Buenos_Aires": "Buenos Aires", "Japan": "Japan",
	} {
		if got := City(zone, time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)); got != want {
			t.Errorf("City(%q) = %q, want %q", zone, got, want)
		}
	}
	at := time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	for zone, want := range map[string]string{
		"UTC": "UTC+0", "Asia/Kolkata": "UTC+05:30", "America/St_Johns": "UTC-03:30", "America/Los_Angeles": "UTC-8", "Pacific/Kiritimati": "UTC+14",
	} {
		if got := Offset(at.In(mustZone(t, zone))); got != want {
			t.Errorf("Offset in %s = %q, want %q", zone, got, want)
		}
	}
}
