package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"recruitty/recruit"
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

// TestTurns: of each member one file is read at a time, and of all a few; who
// comes too early hears it, and has a turn when one ends soon.
func TestTurns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var turns turns
		ctx := t.Context()
		var done []func()
		for by := range recruit.MemberID(MostAtOnce) {
			end, err := turns.take(ctx, by+1)
			if err != nil {
				t.Fatal(err)
			}
			done = append(done, end)
		}
		for by, want := range map[recruit.MemberID]string{1: "An import of yours is under way", 9: "3 imports are under way"} {
			if _, err := turns.take(ctx, by); !errors.Is(err, recruit.ErrRefused) || !strings.Contains(err.Error(), want) {
				t.Errorf("member %d: %v", by, err)
			}
		}
		gone, leave := context.WithCancel(ctx)
		leave()
		if _, err := turns.take(gone, 9); !errors.Is(err, context.Canceled) {
			t.Errorf("who left: %v", err)
		}
		go func() {
			time.Sleep(turnsAfter / 2)
			done[0]()
		}()
		end, err := turns.take(ctx, 9)
		if err != nil {
			t.Fatalf("behind one that ended: %v", err)
		}
		for _, end := range append(done[1:], end) {
			end()
		}
		if len(turns.of) != 0 {
			t.Errorf("%d turns are left", len(turns.of))
		}
	})
}

// TestHostileJSONIsBounded: what stands around and beside a list is bounded in size
// and depth, as the objects in it are.
func TestHostileJSONIsBounded(t *testing.T) {
	t.Parallel()
	person := `{"name":"A","email":"a@b.example"}`
	for what, c := range map[string]struct{ text, want string }{
		"objects in one another":         {strings.Repeat(`{"a":`, 200_000), "in one another"},
		"lists in one another":           {`{"x":` + strings.Repeat(`[`, 200_000), "damaged JSON"},
		"objects behind the list":        {`{"candidates":[` + person + `],"x":` + strings.Repeat(`{"a":`, 200_000), "in one another"},
		"lists and objects behind it":    {`{"candidates":[` + person + `],"x":` + strings.Repeat(`[{"a":`, 200_000), "in one another"},
		"an object as deep in the list":  {`[` + strings.Repeat(`{"a":`, 200_000), "damaged JSON"},
		"a text beside the list":         {`{"x":"` + strings.Repeat("y", 3*maxObject) + `","candidates":[` + person + `]}`, "more than 8 MB"},
		"a name beside the list":         {`{"` + strings.Repeat("y", 3*maxObject) + `":1,"candidates":[` + person + `]}`, "more than 8 MB"},
		"a number behind the list":       {`{"candidates":[` + person + `],"x":` + strings.Repeat("1", 3*maxObject) + `}`, "more than 8 MB"},
		"a text in the list":             {`[{"name":"` + strings.Repeat("y", 3*maxObject) + `"}]`, "more than 8 MB"},
		"many things beside it are none": {`{` + strings.Repeat(`"x":{"y":1},`, 10_000) + `"candidates":[` + person + `]}`, ""},
	} {
		text := newJSONText("x.json", strings.NewReader(c.text))
		at, err := text.locate(Candidates)
		if err == nil {
			text = newJSONText("x.json", strings.NewReader(c.text))
			text.beside = newBeside()
			err = text.enter(at)
		}
		for err == nil {
			_, err = text.next()
		}
		if c.want == "" && errors.Is(err, io.EOF) {
			continue
		}
		if c.want == "" || !errors.Is(err, recruit.ErrInvalid) || !strings.Contains(recruit.Sentence(err), c.want) {
			t.Errorf("%s: %.200s, want %q", what, fmt.Sprint(err), c.want)
		}
	}
}
