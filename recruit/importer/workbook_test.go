package importer_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

func workbook(t testing.TB, change func(*excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := change(f); err != nil {
		t.Fatal(err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// list writes rows into a sheet, from a row on.
func list(f *excelize.File, sheet string, from int, rows ...[]any) error {
	var all []error
	for i, row := range rows {
		all = append(all, f.SetSheetRow(sheet, fmt.Sprintf("A%d", from+i), &row))
	}
	return errors.Join(all...)
}

func TestCandidatesOfAWorkbook(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) error {
		_, err := f.NewSheet("Lists")
		return errors.Join(err, f.SetSheetVisible("Lists", false), list(f, "Lists", 1, []any{"hidden"}),
			list(f, "Sheet1", 1, []any{"All our people"}, nil, []any{"Name", "E-mail", "Phone"},
				[]any{"Zoë Łukasik", "zoe@example.com", 4915112345678},
				[]any{"Jun Mori", "write to him", ""}, []any{"Ana Null", "", "+351 1"}),
			f.SetCellHyperLink("Sheet1", "B5", "mailto:jun@example.com?subject=Hi", "External"),
			f.SetCellHyperLink("Sheet1", "A6", "mailto:ana@example.com", "External"),
			f.SetRowVisible("Sheet1", 6, false))
	})
	w := &workspace{}
	r, err := service(w).Import(context.Background(), robin, importer.Candidates, importer.Text("people.xlsx", content), importer.Options{})
	if err != nil || r.Added != 3 {
		t.Fatalf("report %+v, %v", r, err)
	}
	for i, want := range []string{"Zoë Łukasik zoe@example.com 4915112345678", "Jun Mori jun@example.com ", "Ana Null ana@example.com +351 1"} {
		if c := w.people[i]; strings.Join([]string{c.Name, c.Email, c.Phone}, " ") != want {
			t.Errorf("came in as %+v, want %s", c, want)
		}
	}
	if !strings.Contains(r.Format, `"Sheet1"`) {
		t.Errorf("the format is %q", r.Format)
	}
}

func TestInterviewsOfAWorkbook(t *testing.T) {
	t.Parallel()
	start := time.Date(2027, 3, 10, 10, 0, 0, 0, time.UTC)
	content := workbook(t, func(f *excelize.File) error {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 22})
		return errors.Join(err, list(f, "Sheet1", 1, []any{"Email", "Job", "Start", "Time zone", "Duration"}, []any{"ana@example.com", "Chef", start, "W. Europe Standard Time", 45}),
			f.SetCellStyle("Sheet1", "C2", "C2", style))
	})
	w := &workspace{people: []recruit.Candidate{{ID: 1, Name: "Ana", Email: "ana@example.com"}}, jobs: []recruit.Job{{ID: 1, Title: "Chef", Status: recruit.JobOpen, Stages: recruit.DefaultStages()}}}
	r, err := service(w).Import(context.Background(), robin, importer.Interviews, importer.Text("meets.xlsx", content), importer.Options{})
	if err != nil || len(w.meets) != 1 {
		t.Fatalf("report %+v, %v", r, err)
	}
	if i := w.meets[0].Interview; !i.Start.Equal(start.Add(-time.Hour)) || i.Duration != 45*time.Minute {
		t.Errorf("the interview is at %s for %s", i.Start, i.Duration)
	}
}

// TestSheetsAreAskedFor holds which sheet is read, and what is said.
func TestSheetsAreAskedFor(t *testing.T) {
	t.Parallel()
	people := []any{"Name", "Email"}
	book := func(sheets ...string) []byte {
		return workbook(t, func(f *excelize.File) (err error) {
			for i, name := range sheets {
				name, hidden := strings.CutPrefix(name, "~")
				name, empty := strings.CutPrefix(name, "-")
				if i == 0 {
					err = errors.Join(err, f.SetSheetName("Sheet1", name))
				} else if _, bad := f.NewSheet(name); bad != nil {
					return bad
				}
				if !empty {
					err = errors.Join(err, list(f, name, 1, people, []any{"of " + name, fmt.Sprintf("a%d@example.com", i)}))
				}
				if hidden {
					err = errors.Join(err, f.SetSheetVisible(name, false))
				}
			}
			return err
		})
	}
	for _, test := range []struct {
		sheets []string
		wanted string
		want   string // the name of who came in, or a part of the error
	}{
		{[]string{"A"}, "", "of A"},
		{[]string{"A", "-B"}, "", "of A"},
		{[]string{"-A", "B"}, "", "of B"},
		{[]string{"A", "~B"}, "", "of A"},
		{[]string{"A", "B"}, "", `several sheets: 1 "A", 2 "B"; say which one you mean with --sheet NAME`},
		{[]string{"A", "B"}, "b", "of B"},
		{[]string{"A", "B"}, "2", "of B"},
		{[]string{"1", "2", "3"}, "3", "of 3"},
		{[]string{"A", "~B"}, "B", "of B"},
		{[]string{"A", "~B"}, "C", `no sheet "C"; it has 1 "A", 2 "B" (hidden)`},
		{[]string{"-A", "-B"}, "", "no sheet with any content"},
	} {
		w := &workspace{}
		_, err := service(w).Import(context.Background(), robin, importer.Candidates, importer.Text("people.xlsx", book(test.sheets...)), importer.Options{Sheet: test.wanted})
		got := ""
		if err != nil {
			got = recruit.Sentence(err)
		} else if len(w.people) == 1 {
			got = w.people[0].Name
		}
		if !strings.Contains(got, test.want) {
			t.Errorf("%q with --sheet %q: %s, want %s", test.sheets, test.wanted, got, test.want)
		}
	}
}

func packed(t testing.TB, content []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write(content)
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// zipped makes an archive of names and contents in turn.
func zipped(t testing.TB, namesAndContents ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(namesAndContents); i += 2 {
		f, err := w.Create(namesAndContents[i])
		if err == nil {
			_, err = io.WriteString(f, namesAndContents[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCompressedFiles(t *testing.T) {
	t.Parallel()
	const table = "name,email\nAna,ana@example.com\n"
	once := packed(t, []byte(table))
	for _, test := range []struct {
		content []byte
		want    string // a part of the error, "" for none
	}{
		{once, ""},
		{packed(t, once), ""},
		{packed(t, packed(t, once)), "several times over"},
		{once[:len(once)-10], "damaged"},
		{packed(t, bytes.Repeat([]byte("a"), 80<<20)), "more tightly"},
		{packed(t, workbook(t, func(f *excelize.File) error {
			return list(f, "Sheet1", 1, []any{"name", "email"}, []any{"Ana", "ana@example.com"})
		})), ""},
	} {
		w := &workspace{}
		r, err := service(w).Import(context.Background(), robin, importer.Candidates, importer.Text("people.csv.gz", test.content), importer.Options{})
		if test.want == "" && (err != nil || len(w.people) != 1 || w.people[0].Name != "Ana") || test.want != "" && (err == nil || !strings.Contains(recruit.Sentence(err), test.want)) {
			t.Errorf("report %+v, %v, want %s", r, err, test.want)
		}
	}
}

// TestWhatIsNoList holds that what cannot be read is called by its name, and what
// to do instead is said.
func TestWhatIsNoList(t *testing.T) {
	t.Parallel()
	wide := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	ole := "\xd0\xcf\x11\xe0" + strings.Repeat("\x00", 600)
	for _, test := range []struct{ content, is, instead string }{
		{"%PDF-1.7\n", "PDF document", "candidate add --resume"},
		{"\x89PNG\r\n\x1a\n", "PNG image", "CSV"},
		{"\xff\xd8\xff\xe0", "JPEG", "CSV"},
		{"{\\rtf1 x}", "rich text", "CSV"},
		{"SQLite format 3\x00", "SQLite", "CSV or JSON"},
		{"PAR1\x15\x04", "Parquet", "CSV or JSON"},
		{"\x00\x01\x00\x00Standard ACE DB\x00", "Access", "CSV"},
		{"7z\xbc\xaf\x27\x1c", "7-Zip", "unpack"},
		{"Rar!\x1a\x07\x00", "RAR", "unpack"},
		{ole + wide("Workbook"), "before 2007 (.xls)", ".xlsx"},
		{ole + wide("WordDocument"), "Word", "CSV"},
		{ole + wide("EncryptedPackage"), "password", "without the password"},
		{ole + wide("__nameid_version1.0"), "Outlook", "attached"},
		{string(zipped(t, "word/document.xml", "<x/>")), "Word document", "CSV"},
		{string(zipped(t, "xl/workbook.bin", "x")), ".xlsb", ".xlsx"},
		{string(zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>")), ".ods", ".xlsx"},
		{string(zipped(t, "Index/Document.iwa", "x")), "Numbers", ".xlsx"},
		{"ID;PWXL;N;E\nP;PGeneral\n", "SYLK", ".xlsx"},
		{"From ana@example.com Mon Jan  1\nSubject: x\n\n", "mailbox", "attached"},
		{"Return-Path: <ana@example.com>\nSubject: x\n\n", "an email", "attached"},
		{"Subject: Application\nFrom: Ana <ana@example.com>\nX-Mailer: x\n folded\n\nHello, there\n", "an email", "attached"},
		{"\x09\x08\x08\x00\x00\x05\x05\x00", "before 2007 (.xls)", ".xlsx"},
		{"\x09\x00\x04\x00\x02\x00\x10\x00", "before 2007 (.xls)", ".xlsx"},
		{"candidates:\n  - name: Ana\n    email: ana@example.com\n", "YAML", "CSV"},
		{"# people\n- name: Ana\n", "YAML", "CSV"},
		{"Dear Sir or Madam\nI want to work for you\n", "text without a table", "CSV"},
		{"<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"/>", ".fods", ".xlsx"},
		{"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "calendar", "import interviews"},
		{"dn: cn=Ana,dc=example\n", "LDIF", "vCard"},
		{"<?xml version=\"1.0\"?><people/>", "XML", "CSV"},
		{"-- MySQL dump 10\nCREATE TABLE x;", "SQL", "CSV"},
	} {
		_, err := service(&workspace{}).Plan(context.Background(), importer.Candidates, importer.Text("theirs", []byte(test.content)), importer.Options{})
		got := recruit.Sentence(err)
		if err == nil || !errors.Is(err, recruit.ErrInvalid) || !strings.HasPrefix(got, "theirs is ") || !strings.Contains(got, test.is) || !strings.Contains(got, test.instead) || !strings.HasSuffix(got, ".") {
			t.Errorf("%.20q: %s; want %s, %s", test.content, got, test.is, test.instead)
		}
	}
}
