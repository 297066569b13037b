package output

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// A list may have a hundred thousand rows, and whoever asked may take them
// slowly, or never. So it is read page by page and written as it is read: only
// one page is held, and nothing is read that nobody takes.

// RowsAtOnce is how many rows are read at once, and how many of them a table
// measures: its columns are as wide as the widest cell among them.
const RowsAtOnce = 1000

// Pages reads a list page by page. An error ends it.
type Pages[T any] = iter.Seq2[[]T, error]

// Listing is how a list is written.
type Listing[T any] struct {
	None  string // what stands for an empty list
	Heads []string
	Row   func(T) []string // for people
	Shape func(T) any      // for programs
}

// ListOf is how a list is written whose rows programs get as a shape.
func ListOf[T, S any](none string, heads []string, row func(T) []string, shape func(T) S) Listing[T] {
	return Listing[T]{None: none, Heads: heads, Row: row, Shape: func(t T) any { return shape(t) }}
}

// Whole are the pages of a list that was read whole.
func Whole[T any](all []T) Pages[T] {
	return func(yield func([]T, error) bool) { yield(all, nil) }
}

// sink takes the rows of a list one by one.
type sink[T any] interface {
	take(row T) error
	end() error
}

// Stream writes a list as JSON or as a table.
func Stream[T any](p *Printer, l Listing[T], all Pages[T]) error {
	w := bufio.NewWriterSize(p.Out, 32<<10)
	if p.JSON {
		return pour(w, &array[T]{w: w, shape: l.Shape}, all)
	}
	return pour(w, &rows[T]{w: w, l: l}, all)
}

// pour writes what is read. An error after the first page is said to have cut
// the list, for a part of it may be written.
func pour[T any](w *bufio.Writer, to sink[T], all Pages[T]) error {
	begun := false
	for page, err := range all {
		if err != nil {
			if !begun {
				return err
			}
			_ = w.Flush()
			return CutShort(err)
		}
		begun = true
		for _, row := range page {
			if err := to.take(row); err != nil {
				return fmt.Errorf("write the result: %w", err)
			}
		}
	}
	err := to.end()
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// CutShort says that a result ends early, and why.
func CutShort(err error) error {
	kind := recruit.ErrStorage
	var p *recruit.Problem
	if errors.As(err, &p) && !errors.Is(p.Kind, recruit.ErrNotFound) {
		kind = p.Kind
	}
	return &recruit.Problem{Kind: kind, Cause: err, Sentence: "The result was cut and is not complete. " + recruit.Sentence(err)}
}

// StreamLines writes a list as JSON Lines: an object on each line.
func StreamLines[T any](p *Printer, l Listing[T], all Pages[T]) error {
	w := bufio.NewWriterSize(p.Out, 32<<10)
	return pour(w, &lines[T]{w: w, shape: l.Shape}, all)
}

// lines writes JSON Lines.
type lines[T any] struct {
	w     *bufio.Writer
	shape func(T) any
	one   bytes.Buffer
}

func (a *lines[T]) take(row T) error {
	a.one.Reset()
	e := json.NewEncoder(&a.one)
	e.SetEscapeHTML(false)
	if err := e.Encode(a.shape(row)); err != nil {
		return err
	}
	_, err := a.w.WriteString(sanitize.JSON(strings.TrimRight(a.one.String(), "\n")) + "\n")
	return err
}

func (a *lines[T]) end() error { return nil }

// array writes a JSON array as json.Encoder with two spaces does.
type array[T any] struct {
	w     *bufio.Writer
	shape func(T) any
	n     int
	one   bytes.Buffer
}

func (a *array[T]) take(row T) error {
	before := ",\n  "
	if a.n == 0 {
		before = "[\n  "
	}
	a.n++
	a.one.Reset()
	e := json.NewEncoder(&a.one)
	e.SetEscapeHTML(false)
	e.SetIndent("  ", "  ")
	if err := e.Encode(a.shape(row)); err != nil {
		return err
	}
	if _, err := a.w.WriteString(before); err != nil {
		return err
	}
	_, err := a.w.WriteString(sanitize.JSON(strings.TrimRight(a.one.String(), "\n")))
	return err
}

func (a *array[T]) end() error {
	text := "\n]\n"
	if a.n == 0 {
		text = "[]\n"
	}
	_, err := a.w.WriteString(text)
	return err
}

// rows writes a table. The first rows are kept until the columns are measured;
// in a longer list a wider cell pushes the rest of its line aside.
type rows[T any] struct {
	w      *bufio.Writer
	l      Listing[T]
	first  [][]string
	widths []int // nil until they are known
}

func (t *rows[T]) take(row T) error {
	cells := Each(t.l.Row(row), sanitize.ShownLine)
	if t.widths != nil {
		return t.write(cells)
	}
	if t.first = append(t.first, cells); len(t.first) < RowsAtOnce {
		return nil
	}
	return t.measure()
}

func (t *rows[T]) end() error {
	switch {
	case t.widths != nil:
		return nil
	case len(t.first) == 0:
		_, err := t.w.WriteString(t.l.None + "\n")
		return err
	}
	return t.measure()
}

// measure finds the widths and writes what was kept.
func (t *rows[T]) measure() error {
	all := append([][]string{t.l.Heads}, t.first...)
	t.widths, t.first = widthsOf(all), nil
	for _, r := range all {
		if err := t.write(r); err != nil {
			return err
		}
	}
	return nil
}

func (t *rows[T]) write(cells []string) error {
	_, err := t.w.WriteString(aligned(cells, t.widths) + "\n")
	return err
}

// widthsOf is how wide the columns of rows are.
func widthsOf(rows [][]string) []int {
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, cell := range r {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	return widths
}

// aligned is a line of a table, the last cell as it comes.
func aligned(cells []string, widths []int) string {
	var b strings.Builder
	for i, cell := range cells {
		b.WriteString(cell)
		if i < len(cells)-1 {
			b.WriteString(strings.Repeat(" ", max(widths[i]-ansi.StringWidth(cell), 0)+2))
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// spreadsheet writes a CSV file (RFC 4180).
type spreadsheet[T any] struct {
	w   *csv.Writer
	row func(T) []string
}

// StreamCSV writes a list for a spreadsheet.
func StreamCSV[T any](p *Printer, l Listing[T], all Pages[T]) error {
	w := bufio.NewWriterSize(p.Out, 32<<10)
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if err := c.Write(l.Heads); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return pour(w, &spreadsheet[T]{c, l.Row}, all)
}

func (s *spreadsheet[T]) take(row T) error { return s.w.Write(Each(s.row(row), Cell)) }

func (s *spreadsheet[T]) end() error {
	s.w.Flush()
	return s.w.Error()
}

// Told says on the error output, now and then, how many rows of a long list were read.
func Told[T any](p *Printer, verb string, all Pages[T]) Pages[T] {
	return func(yield func([]T, error) bool) {
		told, done := p.Progress(verb), 0
		for page, err := range all {
			if !yield(page, err) {
				return
			}
			done += len(page)
			told(done, 0)
		}
	}
}

// Paged calls next for one page after another, until it says that there are no
// more.
func Paged[T any](next func() (part []T, more bool, err error)) Pages[T] {
	return func(yield func([]T, error) bool) {
		for {
			part, more, err := next()
			if !yield(part, err) || err != nil || !more {
				return
			}
		}
	}
}

// Mapped makes something else of each row; one of which keep says no is left
// out.
func Mapped[T, U any](all Pages[T], keep func(T) (U, bool)) Pages[U] {
	return func(yield func([]U, error) bool) {
		for page, err := range all {
			out := make([]U, 0, len(page))
			for _, row := range page {
				if u, ok := keep(row); ok {
					out = append(out, u)
				}
			}
			if !yield(out, err) {
				return
			}
		}
	}
}
