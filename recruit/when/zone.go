package when

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// maxZoneName is longer than any zone name, in bytes.
const maxZoneName = 64

// Zone returns the time zone of an IANA name, in any case, or of a city that
// stands for one: "europe/lisbon" and "Lisbon" are both Europe/Lisbon. It
// refuses "" and "Local", which mean something else on every machine, and
// abbreviations such as CST, which mean several zones. Its errors are
// ErrZone and name the nearest zone where there is one.
func Zone(name string) (*time.Location, error) {
	name = strings.TrimSpace(name)
	c, err := zoneCatalog()
	if err != nil {
		return nil, err
	}
	key := strings.ToLower(strings.ReplaceAll(name, " ", "_"))
	switch {
	case key == "":
		return nil, noZone("The time zone is empty; type one such as Europe/Lisbon or UTC.")
	case key == "local":
		return nil, noZone("Local is not a time zone that others can read; type one such as Europe/Lisbon or UTC.")
	case key == "utc" || key == "z":
		return time.UTC, nil
	case len(key) > maxZoneName:
		return nil, noZone("%s is not a time zone; type one such as Europe/Lisbon or UTC.", quoted(name))
	}
	if meanings, found := abbreviation(key); found {
		return nil, noZone("%s can mean several time zones; type the place instead, such as %s.", strings.ToUpper(key), meanings)
	}
	if file, found := c.files[key]; found {
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
	if zones := c.inCity(key); len(zones) == 1 {
		return Zone(zones[0])
	} else if len(zones) > 1 {
		return nil, noZone("%s can mean several time zones; type one of %s.", quoted(name), strings.Join(zones, ", "))
	}
	if near := c.nearest(key); near != "" {
		return nil, noZone("%s is not a time zone. Did you mean %s?", quoted(name), near)
	}
	return nil, noZone("%s is not a time zone; type one such as Europe/Lisbon or UTC.", quoted(name))
}

func noZone(format string, args ...any) error {
	return &sentence{text: fmt.Sprintf(format, args...), kind: ErrZone}
}

// abbreviation returns places to type instead of a zone abbreviation that is
// used for several zones, or that people use all year although it names only
// one half of it.
func abbreviation(key string) (places string, found bool) {
	switch key {
	case "est", "edt", "et":
		return "America/New_York or Australia/Sydney", true
	case "cst", "cdt", "ct":
		return "America/Chicago, Asia/Shanghai or America/Havana", true
	case "mst", "mdt", "mt":
		return "America/Denver or America/Phoenix", true
	case "pst", "pdt", "pt":
		return "America/Los_Angeles, America/Vancouver or Asia/Manila", true
	case "ist":
		return "Asia/Kolkata, Europe/Dublin or Asia/Jerusalem", true
	case "bst":
		return "Europe/London or Asia/Dhaka", true
	case "ast", "adt":
		return "America/Halifax or Asia/Riyadh", true
	case "gst":
		return "Asia/Dubai or Atlantic/South_Georgia", true
	case "sst":
		return "Asia/Singapore or Pacific/Pago_Pago", true
	case "hst":
		return "Pacific/Honolulu or America/Adak", true
	case "cest":
		return "Europe/Berlin or Europe/Paris", true
	case "aest", "aedt", "acst", "acdt", "awst":
		return "Australia/Sydney, Australia/Brisbane or Australia/Perth", true
	}
	return "", false
}

// cityOf returns the zone of a large city that has no zone named after it.
func cityOf(key string) string {
	switch key {
	case "bangalore", "bengaluru", "chennai", "delhi", "hyderabad", "mumbai", "new_delhi", "pune":
		return "Asia/Kolkata"
	case "beijing", "guangzhou", "shenzhen":
		return "Asia/Shanghai"
	case "barcelona":
		return "Europe/Madrid"
	case "cologne", "frankfurt", "hamburg", "munich", "münchen", "köln":
		return "Europe/Berlin"
	case "edinburgh", "glasgow", "leeds":
		return "Europe/London"
	case "geneva", "basel":
		return "Europe/Zurich"
	case "milan", "turin":
		return "Europe/Rome"
	case "lyon", "marseille":
		return "Europe/Paris"
	case "krakow", "kraków", "gdansk", "gdańsk", "wroclaw", "wrocław":
		return "Europe/Warsaw"
	case "kyiv":
		return "Europe/Kyiv"
	case "osaka", "kyoto":
		return "Asia/Tokyo"
	case "hanoi":
		return "Asia/Ho_Chi_Minh"
	case "abu_dhabi":
		return "Asia/Dubai"
	case "tel_aviv":
		return "Asia/Jerusalem"
	case "cape_town":
		return "Africa/Johannesburg"
	case "rio_de_janeiro", "brasilia", "brasília":
		return "America/Sao_Paulo"
	case "atlanta", "boston", "miami", "philadelphia", "washington", "nyc":
		return "America/New_York"
	case "austin", "dallas", "houston":
		return "America/Chicago"
	case "las_vegas", "san_diego", "san_francisco", "seattle":
		return "America/Los_Angeles"
	case "montreal", "ottawa":
		return "America/Toronto"
	case "calgary":
		return "America/Edmonton"
	}
	return ""
}

// inCity returns the zones whose last part is the city, or the zone of a
// large city without one. The places of the picker come before old spellings.
func (c *catalog) inCity(key string) []string {
	if zone := cityOf(key); zone != "" {
		return []string{zone}
	}
	for _, names := range [][]string{c.places, c.names} {
		var found []string
		for _, name := range names {
			if strings.Contains(name, "/") && lastPart(strings.ToLower(name)) == key {
				found = append(found, name)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// nearest returns the zone that differs from key, or whose city does, by the
// fewest letters, or "" when none is near.
func (c *catalog) nearest(key string) string {
	best, least := "", 1+min(3, utf8.RuneCountInString(key)/3)
	for _, names := range [][]string{c.places, c.names} {
		for _, name := range names {
			lower := strings.ToLower(name)
			if d := distance(key, lower); d < least {
				best, least = name, d
			}
			if d := distance(lastPart(key), lastPart(lower)); d < least && sameArea(key, lower) {
				best, least = name, d
			}
		}
	}
	return best
}

// sameArea tells whether what was typed names no area at all or the same one.
func sameArea(typed, name string) bool {
	area, _, named := strings.Cut(typed, "/")
	return !named || distance(area, strings.Split(name, "/")[0]) <= 2
}

func lastPart(name string) string {
	return name[strings.LastIndex(name, "/")+1:]
}

// distance is the number of letters to insert, remove or replace to make a into b.
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j := range to {
			cost := diagonal
			if from[i] != to[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(to)]
}

// City returns the part of a zone's name that people say: "Lisbon" for
// Europe/Lisbon, "New York" for America/New_York, "UTC" for UTC.
func City(zone string) string {
	if slices.Contains([]string{"", "UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Zulu", "Universal"}, zone) {
		return "UTC"
	}
	return strings.ReplaceAll(lastPart(zone), "_", " ")
}

// Offset returns t's distance from UTC in t's location: "UTC+0", "UTC-8", "UTC+05:30".
func Offset(t time.Time) string {
	_, seconds := t.Zone()
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	hours, minutes := seconds/3600, seconds/60%60
	if minutes == 0 {
		return fmt.Sprintf("UTC%c%d", sign, hours)
	}
	return fmt.Sprintf("UTC%c%02d:%02d", sign, hours, minutes)
}
