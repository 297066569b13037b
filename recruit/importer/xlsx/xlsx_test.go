package xlsx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"recruitty/recruit/importer/archive"
	"recruitty/recruit/importer/xlsx"
)

// workbook lets Excelize write what change makes of a new workbook.
func workbook(t testing.TB, change func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	change(f)
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t testing.TB, content []byte) *xlsx.Book {
	t.Helper()
	z, err := archive.Open(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := xlsx.Open(context.Background(), z)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func rows(t testing.TB, b *xlsx.Book, sheet int) (all []xlsx.Row) {
	t.Helper()
	r, err := b.Rows(context.Background(), sheet)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
}

// TestCells holds what cells come as, whatever their number format shows.
func TestCells(t *testing.T) {
	t.Parallel()
	moment := time.Date(2027, 4, 25, 8, 30, 0, 0, time.UTC)
	tests := []struct {
		value  any
		format string // "" for none, a number for a built-in one
		want   string
	}{
		{"Zoë & Łukasz <x>", "", "Zoë & Łukasz <x>"},
		{"two\nlines", "", "two\nlines"},
		{4915112345678, "", "4915112345678"},
		{4915112345678, "0.00E+00", "4915112345678"},
		{0.1 + 0.2, "", "0.3"},
		{1.5, "#,##0.00", "1.5"},
		{42, "00000", "00042"},
		{true, "", "true"},
		{false, "", "false"},
		{moment, "dd.mm.yyyy hh:mm", "2027-04-25 08:30"},
		{moment, "mmm yy", "2027-04-25 08:30"},
		{46502, "yyyy-mm-dd", "2027-04-25"},
		{46502, `[$-409]d. mmmm yyyy;@`, "2027-04-25"},
		{46502, `"Tag" d`, "2027-04-25"},
		{46502, `0.0 "days"`, "46502"},
		{46502, `General "d"`, "46502"},
		{46502.354166666664, "yyyy-mm-dd", "2027-04-25 08:30"},
		{0.4166666667, "h:mm AM/PM", "10:00"},
		{0.03125, "[h]:mm", "0:45:00"},
		{1.0625, "[h]:mm:ss", "25:30:00"},
		{46502.5, "h:mm", "2027-04-25 12:00"},
		{59, "yyyy-mm-dd", "1900-02-28"},
		{61, "yyyy-mm-dd", "1900-03-01"},
		{1e20, "yyyy-mm-dd", "100000000000000000000"},
		{-5, "yyyy-mm-dd", "-5"},
		{"007", "@", "007"},
	}
	content := workbook(t, func(f *excelize.File) {
		for i, test := range tests {
			cell := fmt.Sprintf("B%d", i+1)
			must(t, f.SetCellValue("Sheet1", cell, test.value))
			if test.format != "" {
				id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &test.format})
				must(t, err)
				must(t, f.SetCellStyle("Sheet1", cell, cell, id))
			}
		}
	})
	got := rows(t, open(t, content), 0)
	if len(got) != len(tests) {
		t.Fatalf("%d rows, want %d", len(got), len(tests))
	}
	for i, test := range tests {
		if row := got[i]; row.Number != i+1 || len(row.Cells) != 2 || row.Cells[0] != "" || row.Cells[1] != test.want {
			t.Errorf("%v as %q: row %d %q, want %q", test.value, test.format, row.Number, row.Cells, test.want)
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestDaysOf1904(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		yes := true
		must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
		style, err := f.NewStyle(&excelize.Style{NumFmt: 22})
		must(t, err)
		must(t, f.SetCellValue("Sheet1", "A1", 45040.5))
		must(t, f.SetCellStyle("Sheet1", "A1", "A1", style))
	})
	if got := rows(t, open(t, content), 0); got[0].Cells[0] != "2027-04-25 12:00" {
		t.Errorf("a day since 1904 came as %q", got[0].Cells)
	}
}

// TestSheets holds names, hidden sheets and rows, links, merged cells, formulas
// and errors.
func TestSheets(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		must(t, f.SetSheetName("Sheet1", "Leute & mehr"))
		_, err := f.NewSheet("Old")
		must(t, err)
		must(t, f.SetSheetVisible("Old", false))
		s := "Leute & mehr"
		must(t, f.SetSheetRow(s, "A3", &[]any{"Ana", "write", "Acme"}))
		must(t, f.SetCellHyperLink(s, "B3", "mailto:ana@example.com", "External"))
		must(t, f.SetSheetRow(s, "A4", &[]any{"", "mail", "Bolt"}))
		must(t, f.MergeCell(s, "A3", "A4"))
		must(t, f.SetRowVisible(s, 4, false))
		must(t, f.SetSheetRow(s, "A6", &[]any{"Bo"}))
		must(t, f.SetCellFormula(s, "A7", "1/0"))
	})
	content = edit(t, content, "xl/worksheets/sheet1.xml", `<f>1/0</f>`, `<f>1/0</f><v>#DIV/0!</v>`, `<c r="A7"`, `<c r="A7" t="e"`)
	b := open(t, content)
	if len(b.Sheets) != 2 || b.Sheets[0].Name != "Leute & mehr" || b.Sheets[0].Hidden || !b.Sheets[1].Hidden {
		t.Errorf("sheets %+v", b.Sheets)
	}
	got := rows(t, b, 0)
	if len(got) != 4 || got[0].Number != 3 || got[0].Links[1] != "mailto:ana@example.com" || strings.Join(got[1].Cells, "|") != "Ana|mail|Bolt" ||
		got[2].Number != 6 || strings.Join(got[2].Cells, "|") != "Bo" || len(got[3].Errors) != 1 || got[3].Errors[0] != "A7 (#DIV/0!)" {
		t.Errorf("rows %+v", got)
	}
	r, err := b.Rows(context.Background(), 0)
	must(t, err)
	defer r.Close()
	if r.HiddenRows() != 1 {
		t.Errorf("%d hidden rows", r.HiddenRows())
	}
}

// edit replaces texts in a part of a workbook.
func edit(t testing.TB, content []byte, part string, oldnew ...string) []byte {
	t.Helper()
	parts := unzip(t, content)
	changed := strings.NewReplacer(oldnew...).Replace(parts[part])
	if changed == parts[part] {
		t.Fatalf("%s has none of %q: %s", part, oldnew, parts[part])
	}
	parts[part] = changed
	return pack(t, parts)
}

func unzip(t testing.TB, content []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	must(t, err)
	parts := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		must(t, err)
		text, err := io.ReadAll(in)
		must(t, err)
		parts[f.Name] = string(text)
	}
	return parts
}

func pack(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		part, err := w.Create(name)
		must(t, err)
		_, err = io.WriteString(part, parts[name])
		must(t, err)
	}
	must(t, w.Close())
	return out.Bytes()
}

// TestManyTexts holds shared texts that do not fit into memory.
func TestManyTexts(t *testing.T) {
	t.Parallel()
	var shared, cells strings.Builder
	const n = 4500
	all := make([]string, n) // that cannot be packed too well
	random := rand.NewChaCha8([32]byte{})
	for i := range all {
		raw := make([]byte, 2048)
		_, _ = random.Read(raw) // never fails
		all[i] = hex.EncodeToString(raw)
	}
	for i := range n {
		fmt.Fprintf(&shared, "<si><t>%s</t></si>", all[i])
		fmt.Fprintf(&cells, `<row><c t="s"><v>%d</v></c><c t="s"><v>%d</v></c></row>`, i, (i*7919)%n)
	}
	parts := unzip(t, workbook(t, func(*excelize.File) {}))
	parts["xl/sharedStrings.xml"] = "<sst>" + shared.String() + "</sst>"
	parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData>" + cells.String() + "</sheetData></worksheet>"
	got := rows(t, open(t, pack(t, parts)), 0)
	if len(got) != n {
		t.Fatalf("%d rows", len(got))
	}
	for i, row := range got {
		if row.Cells[0] != all[i] || row.Cells[1] != all[i*7919%n] {
			t.Fatalf("row %d is %.20q", i, row.Cells)
		}
	}
}

// TestHostileSheets holds that what no program writes ends, and takes little.
func TestHostileSheets(t *testing.T) {
	t.Parallel()
	for name, sheet := range map[string]string{
		"cut off":           `<worksheet><sheetData><row><c t="s"><v>`,
		"no text of it":     `<worksheet><sheetData><row><c t="s"><v>99999999999</v></c></row></sheetData></worksheet>`,
		"cells without end": `<worksheet><sheetData><row>` + strings.Repeat(`<c t="e"><v>#REF!</v></c>`, 50_000) + `</row></sheetData></worksheet>`,
		"a far cell":        `<worksheet><sheetData><row r="1048576"><c r="ZZZZ1"><v>1</v></c><c r="XFD1"><v>2</v></c></row></sheetData></worksheet>`,
		"a long text":       `<worksheet><sheetData><row><c t="inlineStr"><is><t>` + strings.Repeat("a", 3<<20) + `</t></is></c></row></sheetData></worksheet>`,
		"deep":              `<worksheet><sheetData>` + strings.Repeat("<row><c>", 100_000) + `</sheetData></worksheet>`,
		"a long tag":        `<worksheet><sheetData><row a="` + strings.Repeat("a", 3<<20) + `"></row></sheetData></worksheet>`,
		"entities":          `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`,
		"merged":            `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>` + strings.Repeat(`<mergeCell ref="A1:A1048576"/>`, 200_000) + `</mergeCells></worksheet>`,
	} {
		parts := unzip(t, workbook(t, func(*excelize.File) {}))
		parts["xl/worksheets/sheet1.xml"] = sheet
		b := open(t, pack(t, parts))
		r, err := b.Rows(context.Background(), 0)
		n := 0
		for err == nil {
			var row xlsx.Row
			if row, err = r.Next(); err == nil {
				if n++; len(row.Cells) > xlsx.MaxColumns || n > 10 || len(strings.Join(row.Cells, "")) > 1<<20 {
					t.Fatalf("%s: row %d of %d cells", name, n, len(row.Cells))
				}
			}
		}
		if !errors.Is(err, io.EOF) && !errors.Is(err, xlsx.ErrNotWorkbook) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzSheet reads anything as a sheet, as the texts and as the styles of a
// workbook.
func FuzzSheet(f *testing.F) {
	parts := unzip(f, workbook(f, func(b *excelize.File) {
		must(f, b.SetSheetRow("Sheet1", "A1", &[]any{"Name", 1.5, time.Unix(0, 0), true}))
		must(f, b.MergeCell("Sheet1", "A1", "A3"))
		must(f, b.SetCellHyperLink("Sheet1", "A1", "mailto:a@example.com", "External"))
	}))
	f.Add(parts["xl/worksheets/sheet1.xml"], parts["xl/sharedStrings.xml"], parts["xl/styles.xml"], parts["xl/workbook.xml"])
	f.Add(`<worksheet><sheetData><row r="2"><c r="A1" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c></row></sheetData></worksheet>`, "<sst><si/></sst>", "<cellXfs><xf numFmtId='46'/></cellXfs>", "")
	f.Fuzz(func(t *testing.T, sheet, texts, styles, book string) {
		all := maps.Clone(parts)
		all["xl/worksheets/sheet1.xml"], all["xl/sharedStrings.xml"], all["xl/styles.xml"] = sheet, texts, styles
		if book != "" {
			all["xl/workbook.xml"] = book
		}
		content := pack(t, all)
		z, err := archive.Open(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			return
		}
		b, err := xlsx.Open(context.Background(), z)
		if err != nil {
			return
		}
		defer b.Close()
		for i := range b.Sheets {
			r, err := b.Rows(context.Background(), i)
			for n := 0; err == nil; n++ {
				if _, err = r.Next(); n > len(sheet)+len(texts)+len(book) {
					t.Fatal("more rows than the sheet can have")
				}
			}
		}
	})
}

// TestFormulas reads what formulas came to, and names those of which the file does
// not say it.
func TestFormulas(t *testing.T) {
	t.Parallel()
	content := edit(t, workbook(t, func(f *excelize.File) {
		must(t, f.SetCellValue("Sheet1", "A1", "known"))
		must(t, f.SetCellFormula("Sheet1", "B1", "1+1"))
		must(t, f.SetCellFormula("Sheet1", "A2", "1+2"))
	}), "xl/worksheets/sheet1.xml", "<f>1+1</f>", "<f>1+1</f><v>2</v>")
	got := rows(t, open(t, content), 0)
	if len(got) != 2 || !slices.Equal(got[0].Cells, []string{"known", "2"}) || len(got[0].Errors) > 0 || !slices.Equal(got[1].Errors, []string{"A2 (a formula without its value)"}) {
		t.Errorf("%+v", got)
	}
}
