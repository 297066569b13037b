package timeparse

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

// windowsZones are the zones of Windows, Exchange and Outlook, one a line: the
// name, the zone, and how Windows shows it, without the offset in front; several
// spellings of several releases stand between bars. Names and zones are those of
// windowsZones (territory 001) in the Unicode CLDR, release 48
// (https://cldr.unicode.org, Unicode License v3), with the present spelling of
// the zones and with fixed offsets instead of Etc/GMT±n, and two that Windows has
// dropped: Mid-Atlantic and Kamchatka.
//
//go:embed windows.tsv
var windowsZones string

// windowsTable finds zones by the folded names of Windows.
type windowsTable struct {
	names map[string]string // "W. Europe Standard Time"
	shown map[string]string // "Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"
}

var windowsCatalog = sync.OnceValue(func() windowsTable {
	t := windowsTable{names: map[string]string{}, shown: map[string]string{}}
	for line := range strings.Lines(windowsZones) {
		columns := strings.Split(strings.TrimSpace(line), "\t")
		t.names[folded(columns[0])] = columns[1]
		for _, shown := range strings.Split(columns[2], "|") {
			t.shown[folded(shown)] = columns[1]
			// "Eastern Time" is said without the countries, too.
			if short, _, found := strings.Cut(shown, " ("); found && strings.HasSuffix(short, " Time") {
				t.shown[folded(short)] = columns[1]
			}
		}
	}
	return t
})

// named returns the zone of a Windows name, "" when it is none. Outlook writes
// the name of the half of the year that it is: "W. Europe Daylight Time".
func (t windowsTable) named(name string) string {
	key := folded(name)
	if stem, found := strings.CutSuffix(key, "daylighttime"); found {
		key = stem + "standardtime"
	}
	return t.names[key]
}

// stem returns the zone of a Windows name without its last words, as Lotus
// Notes writes it in calendar objects: "W. Europe", "Eastern".
func (t windowsTable) stem(name string) string { return t.names[folded(name)+"standardtime"] }

// folded leaves of a name what everybody writes alike: letters in lower case,
// digits and signs. Commas, dots, slashes and spaces differ between programs.
func folded(name string) string {
	name = strings.ReplaceAll(strings.ToLower(name), "&", "and")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' || r == '-' {
			return r
		}
		return -1
	}, name)
}
