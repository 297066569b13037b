package records

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// rowsOf reads a text through the scanner, as one line for each row.
func rowsOf(t *testing.T, in io.Reader) (rows []string) {
	t.Helper()
	for s := newScanner(in, ','); ; {
		r, err := s.next()
		if err == io.EOF {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, fmt.Sprintf("%d %s %s", r.line, r.bad, strings.Join(r.cells, "|")))
	}
}

// TestRowsDoNotDependOnTheWindow reads rows of every length around the ends of the
// scanner's windows, and holds that each comes out as in a file of its own.
func TestRowsDoNotDependOnTheWindow(t *testing.T) {
	t.Parallel()
	cells := map[string]string{
		"a,b": "a|b", "\"c\"\"d\",\"e\nf\"": "c\"d|e\nf", "g\r": "g", "\"h\r\ni\"\r": "h\r\ni", "ü,“ß”": "ü|“ß”",
	}
	for _, size := range []int{firstWindow, 2 * firstWindow, window, wideWindow} {
		for row, want := range cells {
			for before := size - len(row) - 4; before <= size+2; before++ {
				if size == wideWindow && before%3 != 0 {
					continue
				}
				fill := strings.Repeat(strings.Repeat("x", 1023)+"\n", before/1024) + strings.Repeat("y", before%1024) + "\n"
				rows := rowsOf(t, strings.NewReader(fill+row+"\nend,of\nit"))
				if n := len(rows); n < 3 || !strings.HasSuffix(rows[n-3], "  "+want) || !strings.HasSuffix(rows[n-2], "  end|of") || !strings.HasSuffix(rows[n-1], "  it") {
					t.Fatalf("%q behind %d bytes is %q", row, before, rows[max(0, len(rows)-3):])
				}
			}
		}
	}
}

// TestLongRowsAreReadAsAWhole reads rows that no usual window holds, and broken
// ones, byte by byte.
func TestLongRowsAreReadAsAWhole(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("long, ", 30_000)
	text := "a,b\n\"" + long + "\",c\n\"broken,\nd,e\n" + strings.Repeat("z", maxCell+1) + "\nf\n"
	rows := rowsOf(t, iotest.OneByteReader(strings.NewReader(text)))
	want := []string{"1  a|b", "2  " + long + "|c", "3 has a quote that is not closed, or a cell that is too long ", "4  d|e", "5 has a cell that is too long ", "6  f"}
	for i, w := range want {
		if i >= len(rows) || rows[i] != w {
			t.Fatalf("row %d of %d is %.80q, want %.80q", i, len(rows), append(rows, "")[i], w)
		}
	}
}
