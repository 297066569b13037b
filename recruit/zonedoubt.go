package recruit

import (
	"time"

	"recruitty/recruit/when"
)

// zoneDoubts warns where the wall time of a start may be another than it is said
// to be, each zone once.
func zoneDoubts(start time.Time, zones ...string) []Warning {
	var out []Warning
	said := map[string]bool{"": true}
	for _, zone := range zones {
		if said[zone] {
			continue
		}
		said[zone] = true
		if doubt := when.Doubt(zone, start); doubt != "" {
			out = append(out, Warning{Field: "start", Sentence: doubt})
		}
	}
	return out
}
