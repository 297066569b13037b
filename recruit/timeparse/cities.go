package timeparse

import "strings"

// Abbreviated returns the places that an abbreviation of a zone, in any case, is used
// for where these are several, as names that Zone reads: America/Denver and
// America/Phoenix for MST. It is nil for everything else.
func Abbreviated(name string) []string {
	places, found := abbreviation(strings.ToLower(name))
	if !found {
		return nil
	}
	return strings.Split(strings.ReplaceAll(places, " or ", ", "), ", ")
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

// cityOf returns the zone of a large city that has no zone named after it, and
// of the few abbreviations that mean one place all year.
func cityOf(key string) string {
	switch key {
	case "jst":
		return "Asia/Tokyo"
	case "kst":
		return "Asia/Seoul"
	case "hkt":
		return "Asia/Hong_Kong"
	case "sgt":
		return "Asia/Singapore"
	case "msk":
		return "Europe/Moscow"
	case "sast":
		return "Africa/Johannesburg"
	case "nzst", "nzdt", "nzt":
		return "Pacific/Auckland"
	case "pkt":
		return "Asia/Karachi"
	case "wib":
		return "Asia/Jakarta"
	case "akst", "akdt":
		return "America/Anchorage"
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
	for _, names := range [][]string{c.places(), c.names()} {
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
