package ics

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"recruitty/internal/icalendar"
)

// maxLine is how much of one line is kept, what was folded included; attachments
// within a calendar are longer, and nothing that counts here is.
const maxLine = 64 << 10

// line is a content line that is no longer folded.
type line struct {
	name string // in upper case
	text string
	// broken says that the rest of it is missing: it is too long, or was wrapped
	// without the space that continues a line.
	broken bool
}

// lineReader reads content lines one by one (RFC 5545, 3.1).
type lineReader struct {
	in      *bufio.Scanner
	left    *io.LimitedReader
	next    []byte // a physical line that was read ahead
	ahead   bool
	partial bool // the token is not the end of its line
	middle  bool // the last token was not
	first   bool
}

// newLineReader reads at most so many bytes.
func newLineReader(r io.Reader, most int64) *lineReader {
	l := &lineReader{left: &io.LimitedReader{R: r, N: most + 1}, first: true}
	l.in = bufio.NewScanner(l.left)
	l.in.Buffer(make([]byte, 0, 16<<10), maxLine)
	l.in.Split(l.split)
	return l
}

// split finds the end of a physical line: CRLF as it should be, or either alone. Of
// a line that is longer than what is kept it makes several tokens.
func (l *lineReader) split(data []byte, atEOF bool) (advance int, token []byte, err error) {
	l.partial = false
	if len(data) == 0 {
		return 0, nil, nil
	}
	end := bytes.IndexByte(data, '\n')
	if cr := bytes.IndexByte(data[:max(end, 0)], '\r'); end >= 0 && cr >= 0 {
		end = cr
	} else if end < 0 {
		end = bytes.IndexByte(data, '\r')
	}
	switch {
	case end < 0 && atEOF:
		return len(data), data, nil
	case end < 0 && len(data) < maxLine/2:
		return 0, nil, nil
	case end < 0:
		l.partial = true
		return len(data), data, nil
	case data[end] == '\n':
		return end + 1, data[:end], nil
	case end+1 < len(data) && data[end+1] == '\n':
		return end + 2, data[:end], nil
	case end+1 == len(data) && !atEOF && len(data) < maxLine/2:
		return 0, nil, nil // a line feed may follow
	}
	return end + 1, data[:end], nil
}

// physical returns the next line that is not empty, nil at the end. continues says
// that it belongs to the line before it.
func (l *lineReader) physical() (text []byte, continues bool) {
	if l.ahead {
		l.ahead = false
		return l.next, false
	}
	for l.in.Scan() {
		text := l.in.Bytes()
		continues := l.middle
		l.middle = l.partial
		if l.first {
			text = bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF"))
			l.first = false
		}
		if continues {
			return text, true
		}
		if len(bytes.TrimSpace(text)) > 0 {
			return text, text[0] == ' ' || text[0] == '\t'
		}
	}
	return nil, false
}

// read returns the next content line; ok is false at the end.
func (l *lineReader) read() (next line, ok bool) {
	var text []byte
	for {
		if text, _ = l.physical(); text == nil {
			return line{}, false
		}
		if looksLikeLine(text) || partOfName(text) {
			break
		}
	}
	whole := append(make([]byte, 0, len(text)), text...)
	broken, tail := false, false
	for {
		text, continues := l.physical()
		switch {
		case text == nil:
		case continues && !tail:
			if len(text) > 0 && (text[0] == ' ' || text[0] == '\t') {
				text = text[1:]
			}
			if len(whole)+len(text) > maxLine {
				broken = true
				continue
			}
			whole = append(whole, text...)
			continue
		case !looksLikeLine(text) && (!partOfName(text) || carriesOn(whole, text)):
			broken = broken || !tail && carriesOn(whole, text)
			tail = true
			continue
		default:
			l.next, l.ahead = text, true
		}
		said := strings.ToValidUTF8(string(whole), "\uFFFD")
		return line{name: icalendar.Name(said), text: said, broken: broken}, true
	}
}

// err is why there are no more lines: nil at the end, and errTooLarge where the
// bound was reached.
func (l *lineReader) err() error {
	if l.left.N <= 0 {
		return errTooLarge
	}
	return l.in.Err()
}

var errTooLarge = errors.New("larger than what is read")

// looksLikeLine reports whether a physical line begins with a name, as content lines
// do.
func looksLikeLine(text []byte) bool {
	for i, c := range text {
		switch {
		case c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-':
		case i > 0 && i < 100 && (c == ':' || c == ';' || c == ' ' && knownName(text[:i]) && i+1 < len(text) && (text[i+1] == ';' || text[i+1] == ':')):
			return true
		default:
			return false
		}
	}
	return false
}

// partOfName reports whether a physical line may be a name that is folded in the
// middle.
func partOfName(text []byte) bool {
	return len(text) < 100 && len(bytes.TrimLeft(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")) == 0
}

func knownName(name []byte) bool { return icalendar.Name(string(name)+":") != "" }

// carriesOn reports whether what is no line is the rest of a value that was wrapped
// without a space: then the value in front of it is not the whole one.
func carriesOn(value, rest []byte) bool {
	last := value[len(value)-1]
	return strings.IndexByte(";:,=0123456789", rest[0]) >= 0 || strings.IndexByte(";:,=", last) >= 0
}
