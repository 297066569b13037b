package records

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

// FuzzScanner holds the scanner to encoding/csv on what that has written, and
// to its bounds on anything.
func FuzzScanner(f *testing.F) {
	f.Add("a", "b\"c", "d\ne", byte(','))
	f.Add("\"a\"x,b\n", "", " \"q\" ", byte(';'))
	f.Add("\r", "\r\n", "\"", byte('|'))
	f.Fuzz(func(t *testing.T, a, b, c string, comma byte) {
		if !strings.ContainsRune(",;\t|", rune(comma)) {
			comma = ','
		}
		lines := 0
		for s := newScanner(strings.NewReader(a+b+c), comma); ; lines++ {
			r, err := s.next()
			if err != nil {
				break
			}
			if r.line < 1 || r.line > newlines(a+b+c)+1 || lines > len(a+b+c) {
				t.Fatalf("line %d, row %d of %q", r.line, lines, a+b+c)
			}
		}
		// The writer turns \r\n into the line end of its choice, and leaves a
		// lone \r alone; neither says anything about reading.
		cells := []string{a, b, c, "end"}
		for i := range cells {
			cells[i] = strings.ReplaceAll(cells[i], "\r", "")
		}
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		w.Comma = rune(comma)
		if w.Write(cells) != nil || w.Write([]string{"next"}) != nil {
			return
		}
		w.Flush()
		s := newScanner(&out, comma)
		got, _ := s.next()
		if got.bad != "" || !slices.Equal(got.cells, cells) {
			t.Fatalf("wrote %q, read %q %s", cells, got.cells, got.bad)
		}
		if next, err := s.next(); err != nil || !slices.Equal(next.cells, []string{"next"}) || next.line != 2+newlines(strings.Join(cells, "")) {
			t.Fatalf("the next row is %+v", next)
		}
	})
}
