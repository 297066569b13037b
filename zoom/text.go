package zoom

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
)

// Bounds for foreign text that is kept.
const (
	maxText = 500  // runes of a name, an address or a message
	maxLink = 2048 // runes of a join link
)

// number decodes a JSON number or a string of digits: Zoom sends meeting ids as either (notes of integrators, and
// Zoom's own webhook samples). Anything else counts as missing, 0.
type number int64

// UnmarshalJSON never fails: a field in an unexpected shape must not make the rest of the reply unreadable.
func (n *number) UnmarshalJSON(data []byte) error {
	*n = 0
	text := strings.TrimSpace(string(bytes.Trim(data, `"`)))
	if value, err := strconv.ParseInt(text, 10, 64); err == nil {
		*n = number(value)
	}
	return nil
}

// text decodes a JSON string; any other shape counts as missing.
type text string

// UnmarshalJSON never fails, for the same reason as number's.
func (t *text) UnmarshalJSON(data []byte) error {
	var value string
	if json.Unmarshal(data, &value) != nil {
		value = ""
	}
	*t = text(value)
	return nil
}

// line returns the text made safe for one line.
func (t text) line() string { return sanitize.Head(string(t), maxText) }

// moment reads a date-time of Zoom's in UTC; a missing or malformed one is the zero time.
func (t text) moment() time.Time {
	value, err := time.Parse(time.RFC3339, string(t))
	if err != nil {
		return time.Time{}
	}
	return value.UTC()
}
