package importing

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// fillFindings shows what was found in the file: each kind once with how many
// there are, or row by row.
func (s *importScreen) fillFindings() {
	s.table = table.New("Nothing is wrong with any row.", table.Column{Width: 9, Right: true}, table.Column{Width: 20, Weight: 1, Wrap: true}).HideHeader()
	var rows []table.Row
	add := func(part string, i, line int, tone theme.Tone, reason string) {
		rows = append(rows, table.Row{Key: part + strconv.Itoa(i), Cells: []table.Cell{shell.DimCell("line " + strconv.Itoa(line)), shell.ToneCell(tone, reason)}})
	}
	for _, f := range wording.Findings(s.report) {
		rows = shell.Headed(rows, f.Name, f.Name+": "+wording.Grouped(f.Count))
		if s.every {
			for i, r := range f.Rows {
				add(f.Name, i, r.Line, f.Tone, r.Reason)
			}
			if more := f.Count - len(f.Rows); more > 0 {
				rows = append(rows, shell.HeadingRow("more "+f.Name, "and "+wording.Grouped(more)+" more"))
			}
			continue
		}
		for i, k := range f.Kinds {
			reason := k.Reason
			if k.Count > 1 {
				reason += fmt.Sprintf(" (and %s more like it)", wording.Grouped(k.Count-1))
			}
			add(f.Name, i, k.Line, f.Tone, reason)
		}
	}
	if n := s.report.Attached + s.report.Unattached; n > 0 {
		rows = append(rows, shell.HeadingRow("documents", fmt.Sprintf("Documents: %s attached, %s not", wording.Grouped(s.report.Attached), wording.Grouped(s.report.Unattached))))
	}
	for i, d := range s.report.Papers {
		if d.Reason != "" {
			rows = append(rows, table.Row{Key: "document " + strconv.Itoa(i), Cells: []table.Cell{shell.DimCell("document"), shell.ToneCell(theme.Warning, d.Name+": "+d.Reason)}})
		} else if s.every {
			rows = append(rows, table.Row{Key: "document " + strconv.Itoa(i), Cells: []table.Cell{shell.DimCell("line " + strconv.Itoa(d.Line)), shell.PlainCell(d.Name + ": " + d.Person)}})
		}
	}
	s.table.SetRows(rows)
}

// View implements Screen.
func (s *importScreen) View(w, h int) string {
	st, grid := s.app.Styles(), s.app.Grid()
	note := ""
	if s.report.Rows > 0 {
		note = wording.Counted(s.report.Rows, "row")
	}
	lines := []string{grid.Spread(st.Title.Render(s.Title())+st.Dim.Render("  "+s.name()), st.Dim.Render(note), w)}
	add := func(tone theme.Tone, words string, most int) {
		if words == "" {
			return
		}
		for _, line := range grid.Paragraph(text.Line(words), w, most) {
			lines = append(lines, st.Tone(tone).Render(line))
		}
	}
	if s.work != nil {
		lines = append(lines, "")
		add(theme.Plain, s.underWayWords(), 3)
		return strings.Join(grid.Fit(strings.Join(lines, "\n"), w, h), "\n")
	}
	most := max(h/4, 2)
	switch s.phase {
	case importMapping:
		add(theme.Error, shell.First(s.problem, s.report.Lacks), most)
		var guesses []string
		if s.report.Format != "" {
			guesses = append(guesses, recruit.Capital(s.report.Format)+".")
		}
		for _, guess := range s.report.Guesses {
			guesses = append(guesses, wording.Guess(guess))
		}
		add(theme.Dim, strings.Join(guesses, " "), most+1)
	case importTried:
		add(theme.Plain, s.report.Summary(), most)
		add(theme.Dim, "Nothing is imported yet. Press i to import it.", 2)
	case importDone:
		s.doneLines(add, most)
	}
	lines = append(lines, "")
	room := max(h-len(lines), 1)
	return strings.Join(lines, "\n") + "\n" + s.table.View(st, w, room)
}

// doneLines say how an import ended.
func (s *importScreen) doneLines(add func(theme.Tone, string, int), most int) {
	r := s.report
	tone := theme.OK
	if s.problem != "" || r.Empty() {
		tone = theme.Warning
	}
	add(theme.Warning, s.problem, most)
	add(tone, r.Summary(), most)
	switch u := s.undone; {
	case u != nil:
		add(theme.OK, undoneWords(r.Batch, *u), most)
	case r.Batch != 0:
		add(theme.Dim, fmt.Sprintf("This is import %d; u undoes it, now or later in Imports.", r.Batch), most)
	}
}

// ImportKinds asks what is to be imported.
func ImportKinds(a *shell.App) shell.Modal {
	var items []shell.Command
	for _, k := range importer.Kinds() {
		items = append(items, shell.Command{Name: recruit.Capital(string(k)), Run: func() tea.Cmd { return ImportFile(a, k) }})
	}
	items = append(items, shell.Command{Name: "Past imports", Hint: "to undo one", Also: "undo list earlier", Run: func() tea.Cmd { return a.Push(NewPastImports(a)) }})
	return forms.NewPicker(a, "Import what?", "", items)
}

// pastImports is the list of the imports that were made, from which each can be
// taken back.
type pastImports struct {
	app     *shell.App
	table   *table.Table
	list    []recruit.PastImport
	more    bool
	back    *importScreen // the one that is being taken back, or was
	reading shell.Reading
}

// maxPast is how many imports are listed; import list names all.
const maxPast = 500

// NewPastImports is the list of the imports that were made.
func NewPastImports(a *shell.App) *pastImports {
	s := &pastImports{app: a, table: table.New("Nothing was imported yet. Press i in Jobs, Candidates or Interviews to import a file.",
		table.Column{Title: "Import", Width: 7, Right: true}, table.Column{Title: "File", Width: 14, Weight: 2}, table.Column{Title: "When", Width: 16}, table.Column{Title: "By", Width: 10, Weight: 1, Drop: 1}, table.Column{Title: "Still here", Width: 18, Weight: 2, Below: true})}
	s.table.SetLoading()
	return s
}

// PastActions are what can be done about the imports that were made.
func PastActions() []shell.Action { return (&pastImports{}).Keys() }

// Init implements Screen.
func (s *pastImports) Init() tea.Cmd { return s.ask() }

// Title implements Screen.
func (s *pastImports) Title() string { return "Imports" }

// Typing implements Screen.
func (s *pastImports) Typing() bool { return false }

// Keys implements Screen.
func (s *pastImports) Keys() []shell.Action {
	return []shell.Action{
		{Name: "imports.undo", Key: "u", Help: "undo", Row: true, When: func() string {
			if i, ok := s.chosen(); ok && !i.UndoneAt.IsZero() {
				return "This import has already been undone."
			}
			return ""
		}, Do: s.takeBack},
		{Name: "imports.stop", Key: "esc", Help: "stop", Shown: s.working, Do: func() tea.Cmd {
			s.back.stop()
			return nil
		}},
	}
}

// working reports whether an import is being taken back.
func (s *pastImports) working() bool { return s.back != nil && s.back.work != nil }

// takeBack asks, and takes back the import under the cursor, unless another one is
// being taken back.
func (s *pastImports) takeBack() tea.Cmd {
	i, ok := s.chosen()
	if !ok || s.working() {
		return nil
	}
	s.back = &importScreen{app: s.app, path: i.File, report: importer.Report{Batch: i.ID}}
	return s.back.takeBack()
}

func (s *pastImports) ask() tea.Cmd {
	takes, actor := s.app.Session().Importer, s.app.Member()
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) ([]recruit.PastImport, error) { return takes.Past(ctx, actor, 0, maxPast+1) },
		func(list []recruit.PastImport, err error) tea.Cmd {
			if err != nil {
				s.list = nil
				s.table.SetError(recruit.Sentence(err))
				return nil
			}
			s.more, s.list = len(list) > maxPast, list[:min(len(list), maxPast)]
			rows := make([]table.Row, len(s.list))
			for n, i := range s.list {
				here := shell.PlainCell(i.Words())
				if !i.UndoneAt.IsZero() {
					here = shell.DimCell(i.Words())
				}
				rows[n] = table.Row{Key: shell.RowKey(i.ID), Cells: []table.Cell{shell.PlainCell(strconv.FormatInt(int64(i.ID), 10)), shell.PlainCell(i.File), shell.DimCell(s.app.Stamp(i.At)), shell.DimCell(i.By), here}}
			}
			s.table.SetRows(rows)
			return nil
		})
}

// chosen is the import under the cursor.
func (s *pastImports) chosen() (recruit.PastImport, bool) {
	for _, i := range s.list {
		if shell.RowKey(i.ID) == s.table.Key() {
			return i, true
		}
	}
	return recruit.PastImport{}, false
}

// Update implements Screen.
func (s *pastImports) Update(msg tea.Msg) tea.Cmd {
	return shell.Follow(msg, s.table, s.ask)
}

// View implements Screen.
func (s *pastImports) View(w, h int) string {
	st, grid := s.app.Styles(), s.app.Grid()
	lines := []string{st.Title.Render(s.Title())}
	add := func(tone theme.Tone, words string) {
		for _, line := range grid.Paragraph(text.Line(words), w, 3) {
			lines = append(lines, st.Tone(tone).Render(line))
		}
	}
	if s.more {
		add(theme.Dim, fmt.Sprintf("These are the newest %d; recruitty import list names all.", maxPast))
	}
	switch b := s.back; {
	case b == nil:
	case b.work != nil:
		add(theme.Plain, b.underWayWords())
	case b.problem != "":
		add(theme.Warning, b.problem)
	case b.undone != nil:
		add(theme.OK, undoneWords(b.report.Batch, *b.undone))
	}
	lines = append(lines, "")
	return strings.Join(lines, "\n") + "\n" + s.table.View(st, w, max(h-len(lines), 1))
}

// undoneWords say what taking an import back did.
func undoneWords(batch recruit.BatchID, u recruit.Undone) string {
	words := fmt.Sprintf("Import %d is undone: %s removed", batch, wording.Counted(u.Removed, "row"))
	if u.Kept > 0 {
		words += fmt.Sprintf(", %s kept because someone has worked on them since", wording.Grouped(u.Kept))
	}
	return words + "."
}
