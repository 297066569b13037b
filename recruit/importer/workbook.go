package importer

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/importer/archive"
	"recruitty/recruit/importer/records"
	"recruitty/recruit/importer/xlsx"
	"recruitty/recruit/sanitize"
)

// openWorkbook reads a sheet of an Excel workbook.
func openWorkbook(ctx context.Context, f File, z *zip.Reader, q query) (_ content, err error) {
	book, err := xlsx.Open(ctx, z)
	if err != nil {
		return content{}, badBook(f.Name, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, book.Close())
		}
	}()
	sheets := make([]sheet, len(book.Sheets))
	for i, s := range book.Sheets {
		sheets[i] = sheet{name: s.Name, hidden: s.Hidden}
		if len(book.Sheets) > 1 && i < 100 && q.options.Sheet == "" {
			if sheets[i].empty, err = emptySheet(ctx, book, i); err != nil {
				return content{}, badBook(f.Name, err)
			}
		}
	}
	at, said, err := pick(f.Name, sheets, q.options.Sheet)
	if err != nil {
		return content{}, err
	}
	rows, err := book.Rows(ctx, at)
	if err != nil {
		return content{}, badBook(f.Name, err)
	}
	if n := rows.HiddenRows(); n > 0 {
		said = append(said, fmt.Sprintf("%d of its rows are hidden, perhaps by a filter; they were read too.", n))
	}
	if err := rows.Close(); err != nil {
		return content{}, badBook(f.Name, err)
	}
	c := content{format: fmt.Sprintf("Excel workbook, sheet %q", brief(book.Sheets[at].Name)), part: book.Sheets[at].Name, table: true, guesses: said, close: book.Close}
	c.read = func() (records.Reader, error) {
		rows, err := book.Rows(ctx, at)
		if err != nil {
			return nil, badBook(f.Name, err)
		}
		return &bookReader{rows: rows, name: f.Name}, nil
	}
	return c, nil
}

func emptySheet(ctx context.Context, book *xlsx.Book, at int) (bool, error) {
	rows, err := book.Rows(ctx, at)
	if err != nil {
		return false, err
	}
	_, err = rows.Next()
	empty := errors.Is(err, io.EOF)
	if empty {
		err = nil
	}
	return empty, errors.Join(err, rows.Close())
}

// bookReader reads the rows of a sheet.
type bookReader struct {
	rows *xlsx.Rows
	name string
}

func (r *bookReader) Close() error { return r.rows.Close() }

func (r *bookReader) Next() (records.Record, error) {
	row, err := r.rows.Next()
	if errors.Is(err, io.EOF) {
		return records.Record{}, io.EOF
	}
	if err != nil {
		return records.Record{}, badBook(r.name, err)
	}
	in := records.Record{Line: row.Number, Cells: row.Cells, Linked: row.Links}
	switch {
	case len(row.Cells) > records.MaxColumns:
		in.Bad = "has too many columns"
	case row.Cut:
		in.Bad = "has a cell that is too long"
	}
	if len(row.Errors) > 0 {
		in.Remarks = append(in.Remarks, "has cells without a value, which were left out: "+strings.Join(row.Errors, ", "))
	}
	return in, nil
}

// badBook says what is wrong with a workbook.
func badBook(name string, err error) error {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, archive.ErrTooMuch):
		return records.Refuse(err, "%s %s; it was not read. Save the sheet as CSV and import that.", name, err)
	case errors.Is(err, archive.ErrDamaged), errors.Is(err, xlsx.ErrNotWorkbook):
		return records.Refuse(err, "%s %s; open it in Excel, save it again and import that.", name, err)
	}
	return records.Refuse(err, "%s could not be read to its end; check the disk space for temporary files.", name)
}

// Sheet is one of several tables in a file.
type sheet struct {
	name          string
	hidden, empty bool
}

// pick decides which table of a file is read: the one that was named or counted,
// else the only one with something in it that is not hidden. said are the others.
func pick(file string, sheets []sheet, wanted string) (at int, said []string, err error) {
	if wanted = strings.TrimSpace(wanted); wanted != "" {
		at = -1
		for i, s := range sheets {
			if sanitize.Fold(s.name) == sanitize.Fold(wanted) {
				at = i
				break
			}
		}
		if n, err := strconv.Atoi(wanted); at < 0 && err == nil && n >= 1 && n <= len(sheets) {
			at = n - 1
		}
		if at < 0 {
			return 0, nil, recruit.Invalid("sheet", "%s has no sheet %q; it has %s.", file, brief(wanted), sheetNames(sheets, nil))
		}
		return at, nil, nil
	}
	shown := func(s sheet) bool { return !s.hidden && !s.empty }
	if n := count(sheets, shown); n == 0 { // hidden ones are better than none
		shown = func(s sheet) bool { return !s.empty }
	}
	switch n := count(sheets, shown); {
	case n == 0:
		return 0, nil, records.Refuse(nil, "%s has no sheet with any content.", file)
	case n > 1:
		return 0, nil, severalSheets(sheets, shown, "%s has several sheets: %s; say which one you mean with --sheet NAME.", file)
	}
	for i, s := range sheets {
		if shown(s) {
			at = i
		}
	}
	if len(sheets) > 1 {
		said = append(said, fmt.Sprintf("The sheet %q was read.", brief(sheets[at].name)))
	}
	hidden := func(s sheet) bool { return s.hidden && !s.empty && s != sheets[at] }
	if n := count(sheets, hidden); n > 0 {
		said = append(said, fmt.Sprintf("Hidden and not read: %s; --sheet reads another one.", sheetNames(sheets, hidden)))
	}
	return at, said, nil
}

// choice is why a file cannot be read before someone says which of its sheets,
// or lists, is meant.
type choice struct{ names []string }

func (c choice) Error() string { return "several sheets" }

// severalSheets asks which of the sheets is meant; format takes the name of the file
// and the list of them.
func severalSheets(sheets []sheet, shown func(sheet) bool, format, file string) error {
	var c choice
	for _, s := range sheets {
		if shown(s) {
			c.names = append(c.names, s.name)
		}
	}
	return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "sheet", Sentence: fmt.Sprintf(format, file, sheetNames(sheets, shown)), Cause: c}
}

// Sheets are the sheets among which a person is to choose when that is why a file
// cannot be read, as Options.Sheet takes them; nil for any other error.
func Sheets(err error) []string {
	var c choice
	errors.As(err, &c)
	return c.names
}

func count(sheets []sheet, is func(sheet) bool) (n int) {
	for _, s := range sheets {
		if is(s) {
			n++
		}
	}
	return n
}

// sheetNames lists the sheets that are meant, all when is is nil.
func sheetNames(sheets []sheet, is func(sheet) bool) string {
	const most = 20
	var names []string
	for i, s := range sheets {
		if is != nil && !is(s) {
			continue
		}
		name := fmt.Sprintf("%d %q", i+1, brief(s.name))
		if s.hidden && is == nil {
			name += " (hidden)"
		}
		names = append(names, name)
	}
	if more := len(names) - most; more > 0 {
		names = append(names[:most], fmt.Sprintf("%d more", more))
	}
	return strings.Join(names, ", ")
}

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
	open := func(at int) *records.XMLSheet {
		return records.NewXMLSheet(f.Name, h.charset.Decode(f.Content()), at)
	}
	var sheets []sheet
	all := open(-1)
	for n := 0; ; n++ {
		if n%64 == 0 && ctx.Err() != nil {
			return content{}, ctx.Err()
		}
		_, err := all.Next()
		for len(sheets) < len(all.Names) {
			sheets = append(sheets, sheet{name: all.Names[len(sheets)], empty: true})
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return content{}, err
		}
		if all.Sheet >= 0 && all.Sheet < len(sheets) {
			sheets[all.Sheet].empty = false
		}
	}
	at, said, err := pick(f.Name, sheets, q.options.Sheet)
	if err != nil {
		return content{}, err
	}
	return content{
		format: fmt.Sprintf("XML Spreadsheet 2003, sheet %q", brief(sheets[at].name)), part: sheets[at].name, table: true, guesses: said,
		read: func() (records.Reader, error) { return open(at), nil },
	}, nil
}
