// Package records reads files record by record, in each of the formats that lists
// are written in: what a record means is not its business. What cannot be read is
// said by the record, and stops no other.
package records

import (
	"fmt"
	"strings"

	"recruitty/recruit"
)

// Reader yields the records of a file one by one.
type Reader interface {
	// Next returns the next record, and io.EOF after the last. A record that cannot
	// be read says so itself; an error ends the file.
	Next() (Record, error)
	Close() error
}

// Record is one row or one object of a file, before anybody knows what it means.
type Record struct {
	Line   int
	Cells  []string
	Names  []string // of the cells, when no header names them
	Object Object   // of JSON, for the shapes that are known
	Bad    string   // the reason, when it could not be read at all

	Linked  map[int]string // addresses that cells lead to
	Remarks []string       // what of it was left out
}

// add adds a cell with its name, as far as a record may have cells.
func (r *Record) add(name, cell string) {
	if cell = strings.TrimSpace(cell); cell != "" && len(r.Cells) < MaxColumns {
		r.Names, r.Cells = append(r.Names, name), append(r.Cells, cell)
	}
}

// Blank reports whether nothing is in any of the cells.
func Blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// newlines counts line ends of any kind.
func newlines(text string) int {
	return strings.Count(text, "\n") + strings.Count(text, "\r") - strings.Count(text, "\r\n")
}

// Refuse is a Problem about the file as a whole.
func Refuse(cause error, format string, args ...any) *recruit.Problem {
	return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "file", Sentence: fmt.Sprintf(format, args...), Cause: cause}
}

// unread says that a file ends too early for its encoding.
func unread(cause error, name string) *recruit.Problem {
	return Refuse(cause, "%s could not be read to the end; specify its encoding with --encoding.", name)
}
