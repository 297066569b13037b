package mail

import (
	"bytes"
	"unicode/utf8"
)

// foldLimit is the longest line of a calendar object in octets, without its line end (RFC 5545 section 3.1).
const foldLimit = 75

// fold breaks the content lines of an encoded object into lines of at most foldLimit octets, never inside a
// character. go-ical leaves this to its callers.
func fold(object []byte) []byte {
	var folded bytes.Buffer
	folded.Grow(len(object) + len(object)/16)
	for line := range bytes.Lines(object) {
		line = bytes.TrimSuffix(line, []byte("\r\n"))
		for len(line) > foldLimit {
			cut := foldLimit
			for !utf8.RuneStart(line[cut]) {
				cut--
			}
			folded.Write(line[:cut])
			folded.WriteString("\r\n")
			// The space that marks a continuation counts as part of the next line.
			line = append([]byte{' '}, line[cut:]...)
		}
		folded.Write(line)
		folded.WriteString("\r\n")
	}
	return folded.Bytes()
}
