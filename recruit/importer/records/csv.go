package records

import (
	"errors"
	"io"
	"strings"

	"recruitty/recruit/sanitize"
)

// csvReader reads the rows of a text.
type csvReader struct {
	scan          *scanner
	name, charset string
	over          bool
}

// NewCSV reads the rows of a text whose cells comma parts; name and charset are
// what messages call the file and its encoding.
func NewCSV(name, charset string, in io.Reader, comma byte) Reader {
	return &csvReader{scan: newScanner(in, comma), name: name, charset: charset}
}

// Close implements Reader.
func (r *csvReader) Close() error { return nil }

// Next implements Reader.
func (r *csvReader) Next() (Record, error) {
	in, err := r.scan.next()
	if errors.Is(err, io.EOF) && r.scan.exhausted() && !r.over {
		r.over = true
		return Record{Line: r.scan.line, Bad: "the quotes are broken so often that the rest of the file was not read"}, nil
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return Record{}, Refuse(err, "%s could not be read to the end as %s; specify its encoding with --encoding.", r.name, r.charset)
	}
	for i := range in.cells { // as an export wrote them
		in.cells[i] = sanitize.Fused(strings.ReplaceAll(in.cells[i], "\r\n", "\n"))
	}
	return Record{Line: in.line, Cells: in.cells, Bad: in.bad}, err
}

// Bounds of a table. A cell of 50,000 characters, the longest text that a job
// takes, has at most 200 KB; wasted work on broken quotes is bounded too.
const (
	maxCell    = 256 << 10 // bytes
	maxRow     = 2 << 20   // bytes
	MaxColumns = 500
	maxWasted  = 256 << 20 // bytes read again after rows that were not closed

	firstWindow = 32 << 10  // bytes that are read of a file at first
	window      = 256 << 10 // and then at once, more than nearly any row has
	wideWindow  = 4 << 20   // and where that is not enough, more than any row has
)

// scanner takes a delimited text apart, row by row (RFC 4180, and what else is
// found in the wild). encoding/csv either refuses a stray quote or swallows
// everything up to the next one; here a row with a broken quote ends with its
// line, and the next line is a row again.
//
// It sees the text through a window, and moves it between rows. A row that does not
// end well within it is read again through one that holds more than the longest.
type scanner struct {
	in     io.Reader
	over   bool // in was read to its end
	buffer []byte
	text   string // the window
	size   int    // of the next one
	comma  byte
	ends   string // what ends a cell without quotes
	at     int
	line   int  // of text[at], from 1
	cut    bool // the window ended in a line that is to be skipped
	wasted int
}

// row is one row of a table. A row that cannot be read has bad, the reason.
type row struct {
	line  int
	cells []string
	bad   string
}

func newScanner(in io.Reader, comma byte) *scanner {
	return &scanner{in: in, size: firstWindow, comma: comma, ends: string(rune(comma)) + "\r\n", line: 1}
}

// Next returns the next row that is not blank, io.EOF after the last.
func (s *scanner) next() (row, error) {
	for s.wasted < maxWasted {
		if !s.over && len(s.text)-s.at <= s.size/4 {
			if err := s.look(s.size); err != nil {
				return row{}, err
			}
			s.size = min(2*s.size, window)
		}
		if s.at == len(s.text) {
			return row{}, io.EOF
		}
		if s.cut {
			s.skipLine()
			continue
		}
		at, line, wasted := s.at, s.line, s.wasted
		r := s.row()
		if !s.over && len(s.text)-at <= maxRow+2*maxCell && (r.bad != "" || s.at >= len(s.text)-1) {
			s.at, s.line, s.wasted, s.cut = at, line, wasted, false
			if err := s.look(wideWindow); err != nil {
				return row{}, err
			}
			r = s.row()
		}
		if r.bad != "" || !Blank(r.cells) {
			return r, nil
		}
	}
	return row{}, io.EOF
}

// look moves the window on to s.at, and makes it so large.
func (s *scanner) look(size int) error {
	if s.buffer == nil {
		s.buffer = make([]byte, firstWindow)
	}
	var b strings.Builder
	b.Grow(max(size, len(s.text)-s.at))
	b.WriteString(s.text[s.at:])
	missing := int64(max(0, size-b.Len()))
	n, err := io.CopyBuffer(&b, io.LimitReader(s.in, missing), s.buffer)
	if err != nil {
		return err
	}
	s.over = n < missing
	s.text, s.at = b.String(), 0
	return nil
}

// exhausted says that broken quotes made the scanner give up before the end.
func (s *scanner) exhausted() bool { return s.wasted >= maxWasted }

// row reads the row at s.at, and leaves s.at behind its line end.
func (s *scanner) row() row {
	r := row{line: s.line}
	start := s.at
	for {
		cell, reason := s.cell()
		switch {
		case reason != "":
		case len(r.cells) == MaxColumns:
			reason = "has too many columns"
		case s.at-start > maxRow:
			reason = "is too long"
		}
		if reason != "" {
			s.wasted += s.at - start
			s.at, s.line = start, r.line
			s.skipLine()
			return row{line: r.line, bad: reason}
		}
		r.cells = append(r.cells, cell)
		if s.at == len(s.text) {
			return r
		}
		if s.text[s.at] == s.comma {
			s.at++
			continue
		}
		s.endLine()
		return r
	}
}

// cell reads one cell and stops at the delimiter or line end behind it.
func (s *scanner) cell() (cell, reason string) {
	rest := s.text[s.at:]
	if quote := strings.TrimLeft(rest[:min(len(rest), 64)], " "); !strings.HasPrefix(quote, `"`) {
		end := strings.IndexAny(rest, s.ends)
		if end < 0 {
			end = len(rest)
		}
		s.at += end
		if end > maxCell {
			return "", "has a cell that is too long"
		}
		return rest[:end], ""
	}
	return s.quoted()
}

// quoted reads a cell in quotes, in which a doubled quote is one.
func (s *scanner) quoted() (cell, reason string) {
	s.at += strings.IndexByte(s.text[s.at:], '"') + 1
	var b strings.Builder
	for {
		rest := s.text[s.at:]
		end := strings.IndexByte(rest[:min(len(rest), maxCell)], '"')
		if end < 0 || b.Len()+end > maxCell {
			s.at += min(len(rest), maxCell)
			return "", "has a quote that is not closed, or a cell that is too long"
		}
		b.WriteString(rest[:end])
		s.line += newlines(rest[:end])
		s.at += end + 1
		if s.at < len(s.text) && s.text[s.at] == '"' {
			b.WriteByte('"')
			s.at++
			continue
		}
		for s.at < len(s.text) && s.text[s.at] == ' ' {
			s.at++
		}
		if s.at < len(s.text) && s.text[s.at] != s.comma && s.text[s.at] != '\n' && s.text[s.at] != '\r' {
			return "", "has a quote in the middle of a cell that is not doubled"
		}
		return b.String(), ""
	}
}

// endLine steps over one line end.
func (s *scanner) endLine() {
	if strings.HasPrefix(s.text[s.at:], "\r\n") {
		s.at++
	}
	s.at++
	s.line++
}

// skipLine steps behind the line at s.at, whatever is in it.
func (s *scanner) skipLine() {
	end := strings.IndexAny(s.text[s.at:], "\r\n")
	if s.cut = end < 0; s.cut {
		s.at = len(s.text)
		return
	}
	s.at += end
	s.endLine()
}
