package zoom

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Bounds for foreign text that is kept.
const (
	maxText = 500  // runes of a name, an address or a message
	maxLink = 2048 // runes of a join link
)

// clean makes foreign text safe for one line of a terminal or a log: no control characters, no invisible direction
// marks, valid UTF-8, at most limit runes.
func clean(text string, limit int) string {
	if len(text) > limit*utf8.UTFMax {
		text = text[:limit*utf8.UTFMax]
	}
	text = strings.ToValidUTF8(text, "")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(cut(text, limit))
}

// cut shortens text to at most limit runes, never inside one.
func cut(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	count := 0
	for at := range text {
		if count == limit {
			return text[:at]
		}
		count++
	}
	return text
}

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
func (t text) line() string { return clean(string(t), maxText) }

// moment reads a date-time of Zoom's in UTC; a missing or malformed one is the zero time.
func (t text) moment() time.Time {
	value, err := time.Parse(time.RFC3339, string(t))
	if err != nil {
		return time.Time{}
	}
	return value.UTC()
}
