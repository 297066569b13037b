package intake

import "strings"

// Bounds of a table. A cell of 50,000 characters, the longest text that a job
// takes, has at most 200 KB; wasted work on broken quotes is bounded too.
const (
	maxCell    = 256 << 10 // bytes
	maxColumns = 500
	maxWasted  = 256 << 20 // bytes read again after rows that were not closed
)

// scanner takes a delimited text apart, row by row (RFC 4180, and what else is
// found in the wild). encoding/csv either refuses a stray quote or swallows
// everything up to the next one; here a row with a broken quote ends with its
// line, and the next line is a row again.
type scanner struct {
	text   string
	comma  byte
	ends   string // what ends a cell without quotes
	at     int
	line   int // of text[at], from 1
	wasted int
}

// row is one row of a table. A row that cannot be read has bad, the reason.
type row struct {
	line  int
	cells []string
	bad   string
}

func newScanner(text string, comma byte) *scanner {
	return &scanner{text: text, comma: comma, ends: string(rune(comma)) + "\r\n", line: 1}
}

// next returns the next row that is not blank.
func (s *scanner) next() (row, bool) {
	for s.at < len(s.text) && s.wasted < maxWasted {
		r := s.row()
		if r.bad != "" || !blank(r.cells) {
			return r, true
		}
	}
	return row{}, false
}

// exhausted says that broken quotes made the scanner give up before the end.
func (s *scanner) exhausted() bool { return s.wasted >= maxWasted }

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// row reads the row at s.at, and leaves s.at behind its line end.
func (s *scanner) row() row {
	r := row{line: s.line}
	start := s.at
	for {
		cell, reason := s.cell()
		if reason == "" && len(r.cells) == maxColumns {
			reason = "has too many columns"
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
	if end < 0 {
		s.at = len(s.text)
		return
	}
	s.at += end
	s.endLine()
}

// newlines counts line ends of any kind.
func newlines(text string) int {
	return strings.Count(text, "\n") + strings.Count(text, "\r") - strings.Count(text, "\r\n")
}
