package timeparse

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
)

// maxZoneName is longer than any name of a zone, in bytes: those that Windows
// shows are the longest.
const maxZoneName = 160

// Zone returns the time zone that a person or a program means by a name:
//
//   - an IANA name in any case, or a city that stands for one: "europe/lisbon"
//     and "Lisbon" are both Europe/Lisbon
//   - an offset from UTC with ISO 8601's sign: "GMT+3", "UTC-05:00", "+0200"
//   - a name of Windows, also as it is shown: "W. Europe Standard Time",
//     "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"
//   - any of these behind the path of a calendar program:
//     "/freeassociation.sourceforge.net/Europe/Berlin"
//
// It refuses "" and "Local", which mean something else on every machine, and
// abbreviations such as CST, which mean several zones. Its errors are ErrZone
// and name the nearest zone where there is one. Every zone in recruitty comes
// from here, and Zone reads the String of every Location that it returned.
func Zone(name string) (*time.Location, error) {
	name = strings.Trim(plainSigns(name), " \t\r\n\"")
	switch {
	case name == "":
		return nil, noZone("The time zone is empty; type one such as Europe/Lisbon or UTC.")
	case len(name) > maxZoneName:
		return nil, noZone("%s is not a time zone; type one such as Europe/Lisbon or UTC.", quoted(name))
	case strings.EqualFold(name, "local"):
		return nil, noZone("Local is not a time zone that others can read; type one such as Europe/Lisbon or UTC.")
	}
	c, err := zoneCatalog()
	if err != nil {
		return nil, err
	}
	if strings.Contains(name, "/") { // as stored zones are, which screens read at every key
		if zone, err := c.load(zoneKey(name)); zone != nil || err != nil {
			return zone, err
		}
	}
	if zone, found, err := parseOffset(name); found {
		return zone, err
	}
	if zone, found, err := c.bracketed(name); found {
		return zone, err
	}
	if zone, found, err := c.named(name); found {
		return zone, err
	}
	if zone, found, err := c.behindPath(name); found {
		return zone, err
	}
	if near := c.nearest(zoneKey(name)); near != "" {
		return nil, noZone("%s is not a time zone. Did you mean %s?", quoted(name), near)
	}
	return nil, &sentence{fmt.Sprintf("%s is not a time zone; type one such as Europe/Lisbon or UTC.", quoted(name)), ErrZone, true}
}

// CalendarZone returns the time zone that a TZID of a calendar object means. It
// reads what Zone reads, and the short names of Lotus Notes. It is nil when
// nothing is known by that name: then only a VTIMEZONE beside it can tell.
func CalendarZone(tzid string) *time.Location {
	tzid = strings.Trim(tzid, " \t\"'")
	if zone, err := Zone(tzid); err == nil {
		return zone
	}
	if name := windowsCatalog().stem(tzid); name != "" && len(tzid) <= maxZoneName {
		if zone, err := Zone(name); err == nil {
			return zone
		}
	}
	return nil
}

// Place returns the time zone of a name of tzdb, of a city or of Windows, nil where Zone
// has none or several. It is for texts in which most words are no places: unlike Zone it
// does not look for the nearest name, which takes a hundred times as long.
func Place(name string) *time.Location {
	name = strings.Trim(plainSigns(name), " \t\r\n\"")
	if name == "" || len(name) > maxZoneName {
		return nil
	}
	c, err := zoneCatalog()
	if err != nil {
		return nil
	}
	zone, _, err := c.named(name)
	if err != nil {
		return nil
	}
	return zone
}

func noZone(format string, args ...any) error {
	return &sentence{text: fmt.Sprintf(format, args...), kind: ErrZone}
}

// zoneKey is how the catalog spells what was typed.
func zoneKey(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), "_"))
}

// named reads a name of tzdb, of a city, or of Windows.
func (c *catalog) named(name string) (zone *time.Location, found bool, err error) {
	key := zoneKey(name)
	if meanings, found := abbreviation(key); found {
		return nil, true, noZone("%s can mean several time zones; type the place instead, such as %s.", strings.ToUpper(key), meanings)
	}
	if zone, err := c.load(key); zone != nil || err != nil {
		return zone, true, err
	}
	if zones := c.inCity(key); len(zones) == 1 {
		zone, err := c.load(strings.ToLower(zones[0]))
		return zone, true, err
	} else if len(zones) > 1 {
		return nil, true, noZone("%s can mean several time zones; type one of %s.", quoted(name), strings.Join(zones, ", "))
	}
	windows := windowsCatalog()
	if zone := windows.named(name); zone != "" {
		return c.known(zone)
	}
	if zone := windows.shown[folded(name)]; zone != "" {
		return c.known(zone)
	}
	return c.severalPlaces(name, nil)
}

// known returns the zone of a name that our own tables hold.
func (c *catalog) known(name string) (*time.Location, bool, error) {
	if zone, found, err := parseOffset(name); found {
		return zone, true, err
	}
	zone, err := c.load(strings.ToLower(name))
	return zone, zone != nil || err != nil, err
}

// load returns the zone of a lower-case name of tzdb, nil when there is none.
func (c *catalog) load(key string) (*time.Location, error) {
	file, found := c.files[key]
	if !found {
		return nil, nil
	}
	if zone, known := c.loaded.Load(key); known {
		return zone.(*time.Location), nil
	}
	data, err := unpack(file)
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocationFromTZData(file.Name, data)
	if err != nil {
		return nil, fmt.Errorf("read bundled zone %s: %w", file.Name, err)
	}
	c.loaded.Store(key, zone)
	return zone, nil
}

// behindPath reads the last parts of a path that hold a name of tzdb, as
// calendar programs write it: "/citadel.org/20210210_1/Europe/Berlin".
func (c *catalog) behindPath(name string) (*time.Location, bool, error) {
	if !strings.HasPrefix(name, "/") && !strings.Contains(name, "://") {
		return nil, false, nil
	}
	for rest := name; ; {
		_, behind, more := strings.Cut(rest, "/")
		if !more {
			return nil, false, nil
		}
		rest = behind // shorter by a slash at least
		if zone, found, err := c.known(rest); found {
			return zone, true, err
		}
	}
}

// bracket is an offset in front of places: "(UTC+01:00) Berlin", "(GMT) London".
var bracket = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\((?i:utc|gmt)\s*([+-]\s*\d{1,2}(?:[:.]?\d{2})?)?\)\s*(.*)$`)
})

// tail is an offset or an abbreviation behind a place: "Lisbon (UTC+0)".
var tail = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(.*\S)\s*\(((?i:utc|gmt)?\s*[+-]\s*\d{1,2}(?:[:.]?\d{2})?|[A-Za-z]{1,5})\)$`)
})

// bracketed reads a zone as lists show it: with its offset in brackets.
func (c *catalog) bracketed(name string) (*time.Location, bool, error) {
	text, inside := name, ""
	if m := bracket().FindStringSubmatch(name); m != nil {
		text, inside = m[2], "utc"+m[1]
	} else if m := tail().FindStringSubmatch(name); m != nil && windowsCatalog().shown[folded(name)] == "" {
		text, inside = m[1], m[2]
	} else {
		return nil, false, nil
	}
	offset, isOffset, err := parseOffset(inside)
	if err != nil {
		return nil, true, err
	}
	if text == "" && isOffset {
		return offset, true, nil
	}
	windows := windowsCatalog()
	for _, said := range []string{text, lastOf(text, " - ")} {
		if zone := windows.shown[folded(said)]; zone != "" && isOffset {
			return c.known(zone) // its offset may be of years ago
		}
		zone, found, err := c.named(said)
		if !found {
			zone, found, err = c.severalPlaces(said, offset)
		}
		switch {
		case err != nil:
			return nil, true, err
		case found && !isOffset && !everCalled(zone, inside):
			return nil, false, nil // "Paris (Texas)"
		case found && isOffset && !everAt(zone, offset):
			return nil, true, noZone("%s names two time zones: %s is never at that offset; type one of them.", quoted(name), quoted(said))
		case found:
			return zone, true, nil
		}
	}
	return nil, false, nil
}

// severalPlaces reads a list of places that share their clocks, "Berlin, Rome";
// the first one stands for them. Of a list behind an offset it is enough to know
// some: the offset tells which London is meant.
func (c *catalog) severalPlaces(name string, offset *time.Location) (first *time.Location, found bool, err error) {
	places := strings.FieldsFunc(name, func(r rune) bool { return r == ',' || r == ';' || r == '/' })
	if len(places) < 2 || len(places) > 12 || strings.Contains(name, "/") && !strings.Contains(name, " / ") {
		return nil, false, nil
	}
	for _, place := range places {
		zones := c.inCity(zoneKey(place))
		if len(zones) != 1 {
			if offset == nil {
				return nil, false, nil
			}
			continue
		}
		zone, err := c.load(strings.ToLower(zones[0]))
		if err != nil {
			return nil, true, err
		}
		if first == nil {
			first = zone
		} else if !sameClocks(first, zone) {
			return nil, true, noZone("%s names several time zones; type one of them.", quoted(name))
		}
	}
	return first, first != nil, nil
}

// seasons are instants of a winter and a summer that the bundled data knows.
func seasons() [2]time.Time {
	year := Reliable().Year() - 1
	return [2]time.Time{time.Date(year, time.January, 15, 0, 0, 0, 0, time.UTC), time.Date(year, time.July, 15, 0, 0, 0, 0, time.UTC)}
}

func sameClocks(a, b *time.Location) bool {
	for _, t := range seasons() {
		if Offset(t.In(a)) != Offset(t.In(b)) {
			return false
		}
	}
	return true
}

// everAt reports whether the clocks of a zone show an offset in some season.
func everAt(zone, offset *time.Location) bool {
	for _, t := range seasons() {
		if Offset(t.In(zone)) == Offset(t.In(offset)) {
			return true
		}
	}
	return false
}

// everCalled reports whether a zone has an abbreviation in some season.
func everCalled(zone *time.Location, abbreviation string) bool {
	for _, t := range seasons() {
		if name, _ := t.In(zone).Zone(); strings.EqualFold(name, abbreviation) {
			return true
		}
	}
	return false
}

// lastOf is what stands behind the last separator.
func lastOf(text, separator string) string {
	parts := strings.Split(text, separator)
	return strings.TrimSpace(parts[len(parts)-1])
}
