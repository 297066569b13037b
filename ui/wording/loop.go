package wording

import (
	"fmt"

	"recruitty/recruit"
)

// InLoop says which of the interviews that were booked together one is: "loop 2 of 4";
// "" for one that stands alone. all are the interviews of its candidate.
func InLoop(i recruit.Interview, all []recruit.InterviewSummary) string {
	if i.Loop == "" {
		return ""
	}
	n := 0
	for _, other := range all {
		if other.Loop == i.Loop {
			n++
		}
	}
	return fmt.Sprintf("loop %d of %d", i.LoopPlace, max(n, i.LoopPlace))
}
