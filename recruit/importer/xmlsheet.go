package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"recruitty/recruit/importer/xmltext"
)

const spreadsheetXML = "urn:schemas-microsoft-com:office:spreadsheet"

// xmlSheetFormat is workbooks as Excel 2003 wrote them in XML, which reports are
// still saved as.
func xmlSheetFormat() format {
	return format{name: "XML Spreadsheet 2003", open: openXMLSheet, knows: func(h head) bool {
		text := strings.TrimSpace(h.text)
		return strings.HasPrefix(text, "<") && strings.Contains(text[:min(len(text), 8192)], spreadsheetXML) && strings.Contains(text, "Workbook")
	}}
}

func openXMLSheet(ctx context.Context, f File, h head, q query) (content, error) {
	open := func(at int) *xmlSheetReader {
		return &xmlSheetReader{name: f.Name, in: xmltext.NewReader(h.charset.Decode(f.Content())), wanted: at, sheet: -1}
	}
	var sheets []sheet
	all := open(-1)
	for n := 0; ; n++ {
		if n%64 == 0 && ctx.Err() != nil {
			return content{}, ctx.Err()
		}
		_, err := all.next()
		for len(sheets) < len(all.names) {
			sheets = append(sheets, sheet{name: all.names[len(sheets)], empty: true})
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return content{}, err
		}
		if all.sheet >= 0 && all.sheet < len(sheets) {
			sheets[all.sheet].empty = false
		}
	}
	at, said, err := pick(f.Name, sheets, q.options.Sheet)
	if err != nil {
		return content{}, err
	}
	return content{
		format: fmt.Sprintf("XML Spreadsheet 2003, sheet %q", brief(sheets[at].name)), part: sheets[at].name, table: true, guesses: said,
		read: func() (reader, error) { return open(at), nil },
	}, nil
}

// xmlSheetReader reads the rows of a sheet, or of all.
type xmlSheetReader struct {
	name   string
	in     *xmltext.Reader
	wanted int // -1 for all
	sheet  int // in which it is
	names  []string
	number int // of the row
	column int
	spans  map[int]reach
}

func (r *xmlSheetReader) close() error { return nil }

func (r *xmlSheetReader) next() (record, error) {
	for {
		t, err := r.in.Next()
		if errors.Is(err, io.EOF) {
			return record{}, io.EOF
		}
		if err != nil {
			return record{}, r.damaged(err)
		}
		if t.Kind != xmltext.Start {
			continue
		}
		switch t.Name {
		case "Worksheet":
			r.sheet, r.number, r.spans = r.sheet+1, 0, map[int]reach{}
			if len(r.names) < maxTables {
				r.names = append(r.names, t.Attr("Name"))
			}
		case "Row":
			if r.number++; r.sheet < 0 || r.wanted >= 0 && r.wanted != r.sheet {
				continue
			}
			if n, err := strconv.Atoi(t.Attr("Index")); err == nil && n > r.number {
				r.number = n
			}
			in, err := r.row()
			if err != nil {
				return record{}, r.damaged(err)
			}
			if !blank(in.cells) || in.bad != "" {
				return in, nil
			}
		}
	}
}

func (r *xmlSheetReader) damaged(err error) error {
	if errors.Is(err, xmltext.ErrDamaged) || errors.Is(err, io.EOF) {
		return refuse(err, "%s is damaged behind row %d; open it in Excel, save it anew and import that.", r.name, r.number)
	}
	return refuse(err, "%s could not be read to its end; say its encoding with --encoding.", r.name)
}

// row reads the cells up to the end of a row.
func (r *xmlSheetReader) row() (record, error) {
	in := record{line: r.number}
	for r.column = 0; ; {
		t, err := r.in.Next()
		if err != nil {
			return in, err
		}
		switch {
		case t.Kind == xmltext.End && t.Name == "Row":
			r.reached(&in, maxColumns)
			for n := len(in.cells); n > 0 && in.cells[n-1] == ""; n-- {
				in.cells = in.cells[:n-1]
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
func (r *xmlSheetReader) reached(in *record, before int) {
	for len(r.spans) > 0 && r.column < maxColumns {
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

func put(in *record, column int, text string) {
	if text == "" {
		return
	}
	if column >= maxColumns {
		in.bad = "has too many columns"
		return
	}
	for len(in.cells) <= column {
		in.cells = append(in.cells, "")
	}
	in.cells[column] = text
}

// cell reads a cell up to its end.
func (r *xmlSheetReader) cell(in *record, link string, across int, merged bool, down string) error {
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
				in.bad = "has a cell that is too long"
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
				in.remarks = append(in.remarks[:min(len(in.remarks), 20)], fmt.Sprintf("holds the error %s of Excel instead of a value, which was left out", brief(value)))
				value = ""
			}
			if link != "" {
				if in.linked == nil {
					in.linked = map[int]string{}
				}
				in.linked[r.column] = link
			}
			put(in, r.column, value)
			if n := spanOf(down); down != "" && n > 0 && r.column < maxColumns {
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
