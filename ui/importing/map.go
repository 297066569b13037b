package importing

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Keys of the rows over the columns.
const (
	importEncoding = "encoding"
	importDates    = "dates"
	importSource   = "source"
	importSheet    = "sheet"
	importUnknown  = "unknown"
)

func (s *importScreen) newTable() {
	if s.table == nil {
		s.table = table.New("", table.Column{Width: 14, Weight: 2}, table.Column{Width: 12, Weight: 2, Drop: 1}, table.Column{Width: 16, Weight: 2}).HideHeader()
	}
}

// fill gives the table the rows of the phase.
func (s *importScreen) fill() {
	if s.phase >= importTried {
		s.fillFindings()
		return
	}
	key := s.table.Key()
	s.table = nil
	s.newTable()
	rows := []table.Row{shell.HeadingRow("how", "How the file is read")}
	add := func(key, name, value, tail string) {
		rows = append(rows, table.Row{Key: key, Cells: []table.Cell{shell.PlainCell(name), shell.DimCell(tail), shell.PlainCell(value)}})
	}
	said := func(v string) (value, tail string) {
		if v == "" {
			return "as detected", ""
		}
		return v, "as you said"
	}
	if s.workbook() {
		value, tail := said(s.options.Sheet)
		add(importSheet, "Sheet", value, tail)
	} else {
		value, tail := said(s.options.Encoding)
		add(importEncoding, "Encoding", value, tail)
	}
	value, tail := said(s.options.DateOrder)
	add(importDates, "Order of dates", value, tail)
	value, tail = said(s.options.Source)
	if s.options.Source == "" && s.report.Source != "" {
		value, tail = s.report.Source, "guessed"
	}
	add(importSource, "IDs are from", value, tail)
	kept := "kept"
	if s.options.DropUnknown {
		kept = "left out"
	}
	add(importUnknown, "Other columns", kept, "")
	if len(s.report.Columns) > 0 {
		rows = shell.Headed(rows, "columns", wording.Counted(len(s.report.Columns), "column")+": name, a value, what it becomes")
	}
	for i, c := range s.report.Columns {
		if c.Name == "" {
			continue
		}
		becomes := shell.ToneCell(theme.Plain, wording.FieldName(s.kind, importer.Field(c.Becomes)))
		if _, mapped := s.mapped(c.Name); mapped {
			becomes = shell.ToneCell(theme.Accent, becomes.Text+" (as you said)")
		} else if c.Field == "" {
			becomes.Tone = theme.Warning
		}
		rows = append(rows, table.Row{Key: "column " + strconv.Itoa(i), Cells: []table.Cell{shell.PlainCell(c.Name), shell.DimCell(s.report.Value(c.Name)), becomes}})
	}
	s.table.SetRows(rows)
	if key == "" || !s.table.Select(key) {
		s.table.Select(s.firstRow())
	}
}

// firstRow is where the cursor begins: the first column.
func (s *importScreen) firstRow() string {
	for i, c := range s.report.Columns {
		if c.Name != "" {
			return "column " + strconv.Itoa(i)
		}
	}
	return importEncoding
}

// workbook reports whether the file has sheets.
func (s *importScreen) workbook() bool {
	name := strings.ToLower(s.path)
	return s.sheets != nil || slices.ContainsFunc([]string{".xlsx", ".xlsm", ".xls", ".ods"}, func(end string) bool { return strings.HasSuffix(name, end) })
}

// column is that under the cursor.
func (s *importScreen) column() (importer.Column, bool) {
	at, isColumn := strings.CutPrefix(s.table.Key(), "column ")
	i, err := strconv.Atoi(at)
	if !isColumn || err != nil || i >= len(s.report.Columns) {
		return importer.Column{}, false
	}
	return s.report.Columns[i], true
}

// mapped is how a column was mapped, with the name that the mapping has for it.
func (s *importScreen) mapped(column string) (name string, is bool) {
	for name := range s.report.Mapping {
		if strings.EqualFold(name, column) {
			return name, true
		}
	}
	return "", false
}

// change asks what the row under the cursor is to be.
func (s *importScreen) change() tea.Cmd {
	c, is := s.column()
	if is {
		fields := s.report.Choices()
		items := make([]shell.Command, len(fields))
		for i, f := range fields {
			items[i] = shell.Command{Name: recruit.Capital(wording.FieldName(s.kind, f)), Also: string(f), Run: func() tea.Cmd { return s.map1(c.Name, f) }}
		}
		return s.pick("What is "+s.app.Grid().Truncate(text.Line(c.Name), 40)+"?", "a field", items, slices.Index(fields, c.Means()))
	}
	switch s.table.Key() {
	case importEncoding:
		return s.choose("Which encoding does the file use?", &s.options.Encoding, "utf-8", "windows-1252", "windows-1250", "windows-1251", "macintosh", "shift_jis", "gbk", "utf-16le")
	case importDates:
		return s.choose("How is 01/02/2026 meant?", &s.options.DateOrder, "dmy", "mdy", "ymd")
	case importUnknown:
		s.options.DropUnknown = !s.options.DropUnknown
		return s.again()
	case importSource:
		return s.ask("Which system are the IDs from?", "System", &s.options.Source, "e.g. the name of your old system")
	case importSheet:
		if s.sheets != nil {
			return s.chooseSheet()
		}
		return s.ask("Which sheet?", "Sheet", &s.options.Sheet, "its name or number")
	}
	return nil
}

// askSheet asks which of several sheets, or lists, is meant, where that is why a
// file cannot be read.
func (s *importScreen) askSheet(err error) tea.Cmd {
	if sheets := importer.Sheets(err); sheets != nil {
		s.sheets = sheets
		return s.chooseSheet()
	}
	return nil
}

func (s *importScreen) chooseSheet() tea.Cmd {
	items := make([]shell.Command, len(s.sheets))
	for i, name := range s.sheets {
		items[i] = shell.Command{Name: text.Line(name), Run: func() tea.Cmd { s.options.Sheet = name; return s.again() }}
	}
	return s.pick("Which sheet?", "", items, slices.Index(s.sheets, s.options.Sheet))
}

// pick asks for one of several answers, of which one may be the present one; at is its
// place, or -1.
func (s *importScreen) pick(title, placeholder string, items []shell.Command, at int) tea.Cmd {
	if at >= 0 {
		items[at].Hint = "now"
	}
	p := forms.NewPicker(s.app, title, placeholder, items)
	p.List.Move(max(at, 0))
	return s.app.Open(p)
}

// map1 says what one column is.
func (s *importScreen) map1(column string, f importer.Field) tea.Cmd {
	if name, is := s.mapped(column); is {
		column = name
	}
	s.report.Remap(column, f, s.options)
	s.options.Mapping, s.options.ForgetMapping = s.report.Mapping, false
	s.fill()
	return nil
}

// guessed takes back what was said about the row under the cursor.
func (s *importScreen) guessed() tea.Cmd {
	if c, is := s.column(); is {
		name, mapped := s.mapped(c.Name)
		if !mapped {
			return nil
		}
		delete(s.report.Mapping, name)
		s.options.Mapping, s.options.ForgetMapping = s.report.Mapping, len(s.report.Mapping) == 0
		return s.again()
	}
	said, ok := map[string]*string{importEncoding: &s.options.Encoding, importDates: &s.options.DateOrder, importSource: &s.options.Source, importSheet: &s.options.Sheet}[s.table.Key()]
	if !ok || *said == "" {
		return nil
	}
	*said = ""
	return s.again()
}

// again reads the file as it is said now.
func (s *importScreen) again() tea.Cmd {
	if len(s.options.Mapping) > 0 { // of other columns there may be none
		s.options.ForgetMapping = false
	}
	return s.look()
}

// choose asks for one of a few values.
func (s *importScreen) choose(title string, value *string, choices ...string) tea.Cmd {
	items := []shell.Command{{Name: "As detected", Run: func() tea.Cmd { *value = ""; return s.again() }}}
	words := map[string]string{"dmy": "Day first: 1 February 2026", "mdy": "Month first: January 2, 2026", "ymd": "Year first, such as 2026-02-01"}
	for _, c := range choices {
		items = append(items, shell.Command{Name: shell.First(words[c], c), Also: c, Run: func() tea.Cmd { *value = c; return s.again() }})
	}
	return s.pick(title, "", items, 1+slices.Index(choices, *value))
}

// ask asks for a value in a form.
func (s *importScreen) ask(title, label string, value *string, proposal string) tea.Cmd {
	d := &struct{ typed string }{*value}
	return forms.OpenBox(s.app, forms.FormSpec{
		Title: title, Note: s.name(), Draft: d, Keep: "import-" + label, Verb: "read it this way",
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{f.Line("typed", label, &d.typed).Proposing(proposal)}
		},
		Save:  func() func(context.Context) error { return func(context.Context) error { return nil } },
		Saved: func() tea.Cmd { *value = strings.TrimSpace(d.typed); return s.again() },
	})
}
