package caldav

import (
	"bufio"
	"io"
	"unicode/utf8"
)

// legible reads text as UTF-8 in which everything may stand in XML (XML 1.0, 2.2):
// anything else becomes a replacement character, because one bad byte in the title of
// one entry would make the whole answer unreadable.
func legible(r io.Reader) io.Reader { return &legibleReader{from: bufio.NewReaderSize(r, 32<<10)} }

type legibleReader struct {
	from *bufio.Reader
	rest string // of a character that had no room
}

func (l *legibleReader) Read(p []byte) (int, error) {
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	for n < len(p) {
		// What is at hand is handed over rather than waited for more.
		if n > 0 && l.from.Buffered() == 0 {
			return n, nil
		}
		if l.from.Buffered() == 0 {
			if _, err := l.from.Peek(1); err != nil {
				return n, err
			}
		}
		chunk, _ := l.from.Peek(min(l.from.Buffered(), len(p)-n))
		plain := plainPrefix(chunk)
		if plain > 0 {
			n += copy(p[n:], chunk[:plain])
			if _, err := l.from.Discard(plain); err != nil {
				return n, err
			}
			continue
		}
		r, _, err := l.from.ReadRune()
		if err != nil {
			return n, err
		}
		if !inXML(r) {
			r = utf8.RuneError
		}
		character := string(r)
		done := copy(p[n:], character)
		n += done
		l.rest = character[done:]
	}
	return n, nil
}

// plainPrefix is how many bytes at the beginning are ASCII that may stand in XML.
func plainPrefix(b []byte) int {
	for i, c := range b {
		if c >= utf8.RuneSelf || (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
			return i
		}
	}
	return len(b)
}

// inXML reports whether a character may stand in XML.
func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000
}
