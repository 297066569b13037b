package cli

import (
	"bufio"
	"bytes"
	"context"
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

// rowsAtOnce is how many rows are read at once, and how many of them a table
// measures: its columns are as wide as the widest cell among them.
const rowsAtOnce = 1000

// pages reads a list page by page. An error ends it.
type pages[T any] = iter.Seq2[[]T, error]

// listing is how a list is written.
type listing[T any] struct {
	none  string // what stands for an empty list
	heads []string
	row   func(T) []string // for people
	shape func(T) any      // for programs
}

// sink takes the rows of a list one by one.
type sink[T any] interface {
	take(row T) error
	end() error
}

// stream writes a list as JSON or as a table.
func stream[T any](p *program, l listing[T], all pages[T]) error {
	w := bufio.NewWriterSize(p.Out, 32<<10)
	if p.json {
		return pour(w, &array[T]{w: w, shape: l.shape}, all)
	}
	return pour(w, &rows[T]{w: w, l: l}, all)
}

// pour writes what is read. An error after the first page is said to have cut
// the list, for a part of it may be written.
func pour[T any](w *bufio.Writer, to sink[T], all pages[T]) error {
	begun := false
	for page, err := range all {
		if err != nil {
			if !begun {
				return err
			}
			_ = w.Flush()
			return cutShort(err)
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

// cutShort says that a result ends early, and why.
func cutShort(err error) error {
	kind := recruit.ErrStorage
	var p *recruit.Problem
	if errors.As(err, &p) && !errors.Is(p.Kind, recruit.ErrNotFound) {
		kind = p.Kind
	}
	return &recruit.Problem{Kind: kind, Cause: err, Sentence: "The result was cut and is not complete. " + recruit.Sentence(err)}
}

// streamLines writes a list as JSON Lines: an object on each line.
func streamLines[T any](p *program, l listing[T], all pages[T]) error {
	w := bufio.NewWriterSize(p.Out, 32<<10)
	return pour(w, &lines[T]{w: w, shape: l.shape}, all)
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
	l      listing[T]
	first  [][]string
	widths []int // nil until they are known
}

func (t *rows[T]) take(row T) error {
	cells := each(t.l.row(row), sanitize.ShownLine)
	if t.widths != nil {
		return t.write(cells)
	}
	if t.first = append(t.first, cells); len(t.first) < rowsAtOnce {
		return nil
	}
	return t.measure()
}

func (t *rows[T]) end() error {
	switch {
	case t.widths != nil:
		return nil
	case len(t.first) == 0:
		_, err := t.w.WriteString(t.l.none + "\n")
		return err
	}
	return t.measure()
}

// measure finds the widths and writes what was kept.
func (t *rows[T]) measure() error {
	all := append([][]string{t.l.heads}, t.first...)
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

// streamCSV writes a list for a spreadsheet.
func streamCSV[T any](p *program, l listing[T], all pages[T]) error {
	w := bufio.NewWriterSize(p.Out, 32<<10)
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if err := c.Write(l.heads); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return pour(w, &spreadsheet[T]{c, l.row}, all)
}

func (s *spreadsheet[T]) take(row T) error { return s.w.Write(each(s.row(row), defused)) }

func (s *spreadsheet[T]) end() error {
	s.w.Flush()
	return s.w.Error()
}

// candidatePages reads candidates.
func (s *session) candidatePages(ctx context.Context, f recruit.CandidateFilter) pages[recruit.CandidateSummary] {
	f.Limit = rowsAtOnce
	return paged(func() ([]recruit.CandidateSummary, bool, error) {
		part, err := s.Desk.Store.CandidatePage(ctx, f)
		f.After = part.Last
		return part.Rows, len(part.Rows) == f.Limit && part.Last != "", err
	})
}

// jobPages reads jobs.
func (s *session) jobPages(ctx context.Context, f recruit.JobFilter) pages[recruit.JobSummary] {
	f.Limit = 500
	return paged(func() ([]recruit.JobSummary, bool, error) {
		part, err := s.Desk.Store.Jobs(ctx, f)
		if len(part) > 0 {
			f.After = part[len(part)-1].ID
		}
		return part, len(part) == f.Limit, err
	})
}

// interviewPages reads interviews.
func (s *session) interviewPages(ctx context.Context, f recruit.InterviewFilter) pages[recruit.InterviewSummary] {
	f.Limit = rowsAtOnce
	return paged(func() ([]recruit.InterviewSummary, bool, error) {
		part, err := s.Desk.Store.Interviews(ctx, f)
		if len(part) > 0 {
			last := part[len(part)-1]
			f.After = recruit.InterviewPlace{Start: last.Start, ID: last.ID}
		}
		return part, len(part) == f.Limit, err
	})
}

// activityPages reads the log; limit 0 means all of it.
func (s *session) activityPages(ctx context.Context, f recruit.ActivityFilter, limit int) pages[recruit.Activity] {
	read := 0
	return paged(func() ([]recruit.Activity, bool, error) {
		f.Limit = 500
		if limit > 0 {
			f.Limit = min(f.Limit, limit-read)
		}
		part, err := s.Desk.Store.Activities(ctx, f)
		read += len(part)
		if len(part) > 0 {
			f.Before = part[len(part)-1].ID
		}
		return part, len(part) == f.Limit && read != limit, err
	})
}

// paged calls next for one page after another, until it says that there are no
// more.
func paged[T any](next func() (part []T, more bool, err error)) pages[T] {
	return func(yield func([]T, error) bool) {
		for {
			part, more, err := next()
			if !yield(part, err) || err != nil || !more {
				return
			}
		}
	}
}

// mapped makes something else of each row; one of which keep says no is left
// out.
func mapped[T, U any](all pages[T], keep func(T) (U, bool)) pages[U] {
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
