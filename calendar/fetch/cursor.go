package fetch

import (
	"encoding/base64"
	"encoding/json"
)

// WriteCursor writes down what is kept of one reading for the next one, opaque to
// whoever keeps it; "" where it cannot be written.
func WriteCursor(c any) string {
	text, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// ReadCursor reads what WriteCursor wrote. What is none is the zero value.
func ReadCursor[T any](text string) (c T) {
	decoded, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || json.Unmarshal(decoded, &c) != nil {
		var none T
		return none
	}
	return c
}
