package ics

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
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

// valueless reports whether a property has no value because its line has no colon:
// what follows may be what is missing. An empty value says nothing, and that is
// understood.
func (l line) valueless(p icalendar.Property) bool {
	return p.Value == "" && !strings.HasSuffix(strings.TrimSpace(l.text), ":")
}

// lineReader reads content lines one by one (RFC 5545, 3.1).
type lineReader struct {
	in      *bufio.Scanner
	left    *io.LimitedReader
	ahead   [][]byte // physical lines that were read ahead, the next one last
	lacking bool     // the next one has no colon
	partial bool     // the token is not the end of its line
	middle  bool     // the last token was not
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
	if n := len(l.ahead); n > 0 {
		text, l.ahead = l.ahead[n-1], l.ahead[:n-1]
		return text, false
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
	var whole []byte
	broken, tail := l.lacking, false
	for l.lacking = false; whole == nil; {
		text, continues := l.physical()
		if text == nil {
			return line{}, false
		}
		if !continues {
			whole, broken = l.begins(text, broken)
		}
	}
	for {
		text, continues := l.physical()
		switch {
		case text == nil:
			return finished(whole, broken), true
		case continues && tail:
			// It belongs to what is no line.
		case continues:
			if text = unfolded(text); len(whole)+len(text) > maxLine {
				broken = true
				continue
			}
			whole = append(whole, text...)
		default:
			if begun, lacking := l.begins(text, false); begun != nil {
				l.ahead, l.lacking = append(l.ahead, begun), lacking
				return finished(whole, broken), true
			}
			// It may be the rest of a value that was wrapped without a space.
			broken, tail = true, true
		}
	}
}

// begins returns the beginning of a content line, nil for what is none; lacking says
// that it has no colon. It may read one physical line more, for a name that is folded
// in the middle.
func (l *lineReader) begins(text []byte, lacked bool) (whole []byte, lacking bool) {
	whole = append(make([]byte, 0, 80), text...)
	if looksLikeLine(whole) {
		return whole, lacked
	}
	if partOfName(whole) {
		more, continues := l.physical()
		if continues {
			if whole = append(whole, unfolded(more)...); looksLikeLine(whole) {
				return whole, false
			}
		} else if more != nil {
			l.ahead = append(l.ahead, bytes.Clone(more))
		}
	}
	name, rest, _ := bytes.Cut(whole, []byte(" "))
	if partOfName(name) && knownName(name) && bytes.Equal(name, bytes.ToUpper(name)) {
		return slices.Concat(name, []byte(":"), rest), true
	}
	return nil, false
}

// unfolded is a physical line without the space that says that it continues one.
func unfolded(text []byte) []byte {
	if len(text) > 0 && (text[0] == ' ' || text[0] == '\t') {
		return text[1:]
	}
	return text
}

func finished(whole []byte, broken bool) line {
	text := strings.ToValidUTF8(string(whole), "\uFFFD")
	return line{name: icalendar.Name(text), text: text, broken: broken}
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
		case c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '-'):
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
