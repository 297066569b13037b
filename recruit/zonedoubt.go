package recruit

import (
	"time"

	"recruitty/recruit/timeparse"
)

// zoneDoubts warns where the wall time of a start may be another than it is said
// to be.
func zoneDoubts(start time.Time, zones ...string) []Warning {
	var out []Warning
	for _, doubt := range timeparse.Doubts(start, zones...) {
		out = append(out, Warning{Field: "start", Sentence: doubt})
	}
	return out
}
