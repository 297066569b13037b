package cli

import (
	"fmt"

	"recruitty/recruit"
)

// warningJSON is something to know about a decision, with what can be done.
type warningJSON struct {
	Field  string      `json:"field"`
	Text   string      `json:"text"`
	Offers []offerJSON `json:"offers"`
}

// offerJSON is one way out: a length, or a host.
type offerJSON struct {
	DurationMinutes int    `json:"duration_minutes,omitempty"`
	Host            string `json:"host,omitempty"`
	Type            string `json:"type"` // what to type
}

// warn tells a person what is odd about a decision that was made just now and
// what to type about it, and keeps it for the JSON output.
func (s *session) warn(id recruit.InterviewID, warnings []recruit.Warning) {
	for _, w := range warnings {
		shape := warningJSON{Field: w.Field, Text: w.Sentence, Offers: []offerJSON{}}
		s.Tell("Note: %s", w.Sentence)
		if length := w.Relief.Duration; length > 0 {
			shape.Offers = append(shape.Offers, offerJSON{DurationMinutes: minutes(length),
				Type: fmt.Sprintf("recruitty interview reschedule %d --duration %dm", id, minutes(length))})
		}
		for _, o := range w.Relief.Hosts {
			shape.Offers = append(shape.Offers, offerJSON{Host: o.Email,
				Type: fmt.Sprintf("recruitty interview cancel %d, then interview schedule … --host %s", id, o.Email)})
		}
		for _, o := range shape.Offers {
			s.Tell("      %s", o.Type)
		}
		s.warned = append(s.warned, shape)
	}
}
