package sanitize

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// JSON writes what is not seen in the strings of a JSON text by its number,
// which says the same to whoever reads it as JSON.
func JSON(text string) string {
	if !strings.ContainsFunc(text, Unseen) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case !Unseen(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
