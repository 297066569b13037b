package records

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"recruitty/recruit/importer/xmltext"
	"recruitty/recruit/sanitize"
)

// XMLSheet reads the rows of a sheet, or of all.
type XMLSheet struct {
	name   string
	in     *xmltext.Reader
	wanted int // -1 for all
	Sheet  int // in which it is
	Names  []string
	number int // of the row
	column int
	spans  map[int]reach
}

// NewXMLSheet reads the rows of one sheet of a workbook, by its place, or of all
// when that is -1.
func NewXMLSheet(name string, in io.Reader, sheet int) *XMLSheet {
	return &XMLSheet{name: name, in: xmltext.NewReader(in), wanted: sheet, Sheet: -1}
}

// Close implements Reader.
func (r *XMLSheet) Close() error { return nil }

// Next implements Reader.
func (r *XMLSheet) Next() (Record, error) {
	for {
		t, err := r.in.Next()
		if errors.Is(err, io.EOF) {
			return Record{}, io.EOF
		}
		if err != nil {
			return Record{}, r.damaged(err)
		}
		if t.Kind != xmltext.Start {
			continue
		}
		switch t.Name {
		case "Worksheet":
			r.Sheet, r.number, r.spans = r.Sheet+1, 0, map[int]reach{}
			if len(r.Names) < MaxTables {
				r.Names = append(r.Names, t.Attr("Name"))
			}
		case "Row":
			if r.number++; r.Sheet < 0 || r.wanted >= 0 && r.wanted != r.Sheet {
				continue
			}
			if n, err := strconv.Atoi(t.Attr("Index")); err == nil && n > r.number {
				r.number = n
			}
			in, err := r.row()
			if err != nil {
				return Record{}, r.damaged(err)
			}
			if !Blank(in.Cells) || in.Bad != "" {
				return in, nil
			}
		}
	}
}

func (r *XMLSheet) damaged(err error) error {
	if errors.Is(err, xmltext.ErrDamaged) || errors.Is(err, io.EOF) {
		return Refuse(err, "%s is damaged after row %d; open it in Excel, save it again and import that.", r.name, r.number)
	}
	return unread(err, r.name)
}

// row reads the cells up to the end of a row.
func (r *XMLSheet) row() (Record, error) {
	in := Record{Line: r.number}
	for r.column = 0; ; {
		t, err := r.in.Next()
		if err != nil {
			return in, err
		}
		switch {
		case t.Kind == xmltext.End && t.Name == "Row":
			r.reached(&in, MaxColumns)
			for n := len(in.Cells); n > 0 && in.Cells[n-1] == ""; n-- {
				in.Cells = in.Cells[:n-1]
			}
			return in, nil
		case t.Kind == xmltext.Start && t.Name == "Cell":
			if n, err := strconv.Atoi(t.Attr("Index")); err == nil && n > r.column {
				r.reached(&in, n-1)
				r.column = n - 1
			} else {
				r.reached(&in, -1)
			}
			if err := r.cell(&in, t.Attr("HRef"), spanOf(t.Attr("MergeAcross")), t.Attr("MergeAcross") != "", t.Attr("MergeDown")); err != nil {
				return in, err
			}
		}
	}
}

// reached writes the cells that reach down from above before a column, or, with
// -1, those ahead.
func (r *XMLSheet) reached(in *Record, before int) {
	for len(r.spans) > 0 && r.column < MaxColumns {
		from, is := r.spans[r.column]
		if !is && (before < 0 || r.column >= before) {
			return
		}
		if is {
			put(in, r.column, from.text)
			if from.rows--; from.rows == 0 {
				delete(r.spans, r.column)
			} else {
				r.spans[r.column] = from
			}
		}
		r.column++
	}
}

func put(in *Record, column int, text string) {
	if text == "" {
		return
	}
	if column >= MaxColumns {
		in.Bad = "has too many columns"
		return
	}
	for len(in.Cells) <= column {
		in.Cells = append(in.Cells, "")
	}
	in.Cells[column] = text
}

// cell reads a cell up to its end.
func (r *XMLSheet) cell(in *Record, link string, across int, merged bool, down string) error {
	var text strings.Builder
	kind, data := "", false
	for {
		t, err := r.in.Next()
		if err != nil {
			return err
		}
		switch {
		case t.Name == "Data" && t.Kind != xmltext.Text:
			if data = t.Kind == xmltext.Start; data {
				kind = t.Attr("Type")
			}
		case t.Kind == xmltext.Text && data && text.Len() < maxCell:
			text.WriteString(t.Text)
			if t.Cut || text.Len() >= maxCell {
				in.Bad = "has a cell that is too long"
			}
		case t.Kind == xmltext.End && t.Name == "Cell":
			value := strings.TrimSpace(text.String())
			switch kind {
			case "DateTime":
				value = strings.TrimSuffix(strings.Replace(value, "T", " ", 1), ".000")
				value = strings.TrimSuffix(value, " 00:00:00")
				value = strings.TrimPrefix(value, "1899-12-31 ") // a time alone
			case "Boolean":
				value = map[string]string{"1": "true", "0": "false"}[value]
			case "Error":
				in.Remarks = append(in.Remarks[:min(len(in.Remarks), 20)], fmt.Sprintf("contains the Excel error %s instead of a value, which was left out", sanitize.Brief(value, 60)))
				value = ""
			}
			if link != "" {
				if in.Linked == nil {
					in.Linked = map[int]string{}
				}
				in.Linked[r.column] = link
			}
			put(in, r.column, value)
			if n := spanOf(down); down != "" && n > 0 && r.column < MaxColumns {
				r.spans[r.column] = reach{n, value}
			}
			r.column++
			if merged {
				r.column += across
			}
			r.column = min(r.column, 1<<20)
			return nil
		}
	}
}
