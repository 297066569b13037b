package xlsx

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"strconv"
	"strings"

	"recruitty/recruit/importer/archive"
	"recruitty/recruit/importer/xmltext"
)

// MaxColumns is how many columns of a row are read, as many as Excel has.
const MaxColumns = 16384

// Row is a row with something in it.
type Row struct {
	Number int // as Excel counts, from 1
	Cells  []string
	Links  map[int]string // addresses that cells lead to, by column
	Errors []string       // cells that hold an error instead of a value, such as "C5 (#REF!)"; they are empty
	Cut    bool           // a text was longer than what is read
}

// Rows reads a sheet.
type Rows struct {
	book *Book
	tail *tail
	in   io.ReadCloser
	x    *xmltext.Reader
	last int // number of the row before
	over bool
	ctx  context.Context // of the reading as a whole

	merged map[int][]span // that are still to come, by column
	fill   map[int]string // values of merged cells, by column
}

// Rows begins to read a sheet, by its place in Sheets.
func (b *Book) Rows(ctx context.Context, sheet int) (*Rows, error) {
	s := &b.Sheets[sheet]
	if s.tail == nil {
		tail, err := b.readTail(ctx, s.part)
		if err != nil {
			return nil, err
		}
		s.tail = tail
	}
	f, is := b.parts[strings.ToLower(s.part)]
	if !is {
		return nil, fmt.Errorf("%w: the sheet is missing in it", ErrNotWorkbook)
	}
	in, err := archive.Read(ctx, f, archive.MaxEntry)
	if err != nil {
		return nil, err
	}
	return &Rows{book: b, tail: s.tail, in: in, x: xmltext.NewReader(in), ctx: ctx, merged: maps.Clone(s.tail.merged), fill: map[int]string{}}, nil
}

// HiddenRows is how many rows of the sheet Excel does not show.
func (r *Rows) HiddenRows() int { return r.tail.hidden }

// Close ends reading.
func (r *Rows) Close() error { return r.in.Close() }

// token is the next token, which must be there.
func (r *Rows) token() (xmltext.Token, error) {
	t, err := r.x.Next()
	switch {
	case errors.Is(err, io.EOF):
		err = fmt.Errorf("%w: it is cut off", ErrNotWorkbook)
	case err != nil && r.ctx.Err() == nil && !errors.Is(err, archive.ErrTooMuch):
		err = fmt.Errorf("%w: the sheet is damaged", ErrNotWorkbook)
	}
	return t, err
}

// Next returns the next row that is not blank, io.EOF after the last.
func (r *Rows) Next() (Row, error) {
	for !r.over {
		t, err := r.token()
		if err != nil {
			return Row{}, err
		}
		switch {
		case t.Name == "sheetData" && t.Kind == xmltext.End, t.Name == "worksheet" && t.Kind == xmltext.End:
			r.over = true
		case t.Kind == xmltext.Start && t.Name == "row":
			row, err := r.row(t)
			if err != nil || len(row.Cells) > 0 || len(row.Errors) > 0 {
				return row, err
			}
		}
	}
	return Row{}, io.EOF
}

func (r *Rows) row(start xmltext.Token) (Row, error) {
	row := Row{Number: r.last + 1}
	if n, err := strconv.Atoi(start.Attr("r")); err == nil && n > r.last {
		row.Number = n
	}
	r.last = row.Number
	column := 0
	for {
		t, err := r.token()
		if err != nil {
			return row, err
		}
		switch {
		case t.Kind == xmltext.End && t.Name == "row":
			r.spread(&row)
			for n := len(row.Cells); n > 0 && strings.TrimSpace(row.Cells[n-1]) == ""; n-- {
				row.Cells = row.Cells[:n-1]
			}
			return row, nil
		case t.Kind == xmltext.Start && t.Name == "c":
			if at := columnOf(t.Attr("r")); at >= column {
				column = at
			}
			if err := r.cell(t, &row, column); err != nil {
				return row, err
			}
			column++
		}
	}
}

// cell reads a cell into the row.
func (r *Rows) cell(start xmltext.Token, row *Row, column int) error {
	kind, at := start.Attr("t"), start.Attr("s")
	value, inline := "", ""
	formula, valued := false, false
	for {
		t, err := r.token()
		if err != nil {
			return err
		}
		switch {
		case t.Kind == xmltext.End && t.Name == "c":
			if formula && !valued { // whoever wrote it has not counted it out
				row.fault(column, "a formula without its value")
				return nil
			}
			return r.put(row, column, kind, at, value, inline)
		case t.Kind == xmltext.Start && t.Name == "is":
			text, cut, err := richText(r.x, "is")
			if err != nil {
				return err
			}
			inline, valued, row.Cut = text, true, row.Cut || cut
		case t.Kind == xmltext.Start && t.Name == "f":
			formula = true
		case t.Kind == xmltext.Start && t.Name == "v":
			valued = true
			if t, err = r.token(); err != nil {
				return err
			}
			if t.Kind == xmltext.Text {
				value, row.Cut = t.Text, row.Cut || t.Cut
			}
		}
	}
}

// put writes a value as text into its column.
func (r *Rows) put(row *Row, column int, kind, at, value, inline string) error {
	text := ""
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil {
			n = -1
		}
		shared, known, err := r.book.texts.get(n)
		if err != nil {
			return err
		}
		if !known {
			row.fault(column, "a text that is not in the file")
		}
		text = shared
	case "inlineStr":
		text = inline
	case "str":
		text = unquoted(value)
	case "d":
		text = strings.TrimSpace(value)
	case "b":
		switch value = strings.TrimSpace(value); {
		case truth(value):
			text = "true"
		case value != "":
			text = "false"
		}
	case "e":
		if value = strings.TrimSpace(value); value != "#N/A" {
			row.fault(column, value[:min(len(value), 20)])
		}
	default:
		n, _ := strconv.Atoi(at)
		s := style{}
		if n >= 0 && n < len(r.book.dates) {
			s = r.book.dates[n]
		}
		if value = strings.TrimSpace(value); value != "" {
			text = number(value, s, r.book.is1904)
		}
	}
	if link := r.tail.links[place{row.Number, column}]; link != "" {
		if row.Links == nil {
			row.Links = map[int]string{}
		}
		row.Links[column] = link
	}
	if text == "" || column >= MaxColumns {
		return nil
	}
	row.set(column, text)
	return nil
}

// fault remembers a cell without a value.
func (row *Row) fault(column int, what string) {
	if len(row.Errors) < 20 {
		row.Errors = append(row.Errors, fmt.Sprintf("%s (%s)", name(column, row.Number), what))
	}
}

func (row *Row) set(column int, text string) {
	for len(row.Cells) <= column {
		row.Cells = append(row.Cells, "")
	}
	row.Cells[column] = text
}

// spread writes the value of cells that are merged over several rows into each
// of these.
func (r *Rows) spread(row *Row) {
	for column, m := range r.merged {
		for len(m) > 0 && m[0].to < row.Number {
			m = m[1:]
			r.merged[column] = m
			delete(r.fill, column)
		}
		switch {
		case len(m) == 0:
			delete(r.merged, column)
		case m[0].from > row.Number:
		case m[0].from == row.Number:
			if column < len(row.Cells) {
				r.fill[column] = row.Cells[column]
			}
		case r.fill[column] != "" && len(row.Cells) > 0 && (column >= len(row.Cells) || row.Cells[column] == ""):
			row.set(column, r.fill[column])
		}
	}
}

// columnOf is the column of a reference such as "AB12", from 0; -1 when it is none.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref) && i < 4; i++ {
		c := ref[i] | 0x20
		if c < 'a' || c > 'z' {
			break
		}
		n = n*26 + int(c-'a') + 1
	}
	return n - 1
}

// rowOf is the row of a reference such as "AB12", 0 when it has none.
func rowOf(ref string) int {
	n, err := strconv.Atoi(strings.TrimLeft(strings.ReplaceAll(ref, "$", ""), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// name is the name of a cell, such as "AB12".
func name(column, row int) string {
	letters := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters + strconv.Itoa(row)
}
