package ui

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit/intake"
	"recruitty/ui/say"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// fillFindings shows what was found in the file: each kind once with how many
// there are, or row by row.
func (s *importScreen) fillFindings() {
	s.table = table.New("Nothing is wrong with any row.", table.Column{Width: 9, Right: true}, table.Column{Width: 20, Weight: 1, Wrap: true}).HideHeader()
	var rows []table.Row
	add := func(part string, i, line int, tone theme.Tone, reason string) {
		rows = append(rows, table.Row{Key: part + strconv.Itoa(i), Cells: []table.Cell{dimCell("line " + strconv.Itoa(line)), toneCell(tone, reason)}})
	}
	for _, f := range say.Findings(s.report) {
		rows = append(rows, headingRow(f.Name, f.Name+": "+say.Grouped(f.Count)))
		if s.every {
			for i, r := range f.Rows {
				add(f.Name, i, r.Line, f.Tone, r.Reason)
			}
			if more := f.Count - len(f.Rows); more > 0 {
				rows = append(rows, headingRow("more "+f.Name, "and "+say.Grouped(more)+" more"))
			}
			continue
		}
		for i, k := range f.Kinds {
			reason := k.Reason
			if k.Count > 1 {
				reason += fmt.Sprintf(" (and %s more like it)", say.Grouped(k.Count-1))
			}
			add(f.Name, i, k.Line, f.Tone, reason)
		}
	}
	s.table.SetRows(rows)
}

// View implements Screen.
func (s *importScreen) View(w, h int) string {
	st, grid := s.app.styles, s.app.grid()
	note := ""
	if s.report.Rows > 0 {
		note = say.Counted(s.report.Rows, "row")
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
		add(theme.Error, first(s.problem, s.report.Lacks), most)
		var guesses []string
		if s.report.Format != "" {
			guesses = append(guesses, say.Capital(s.report.Format)+".")
		}
		for _, guess := range s.report.Guesses {
			guesses = append(guesses, say.Guess(guess))
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
	case u != nil && u.Kept > 0:
		add(theme.OK, fmt.Sprintf("Import %d is taken back: %s removed, %s kept because somebody has worked on them since.", r.Batch, say.Counted(u.Removed, "row"), say.Grouped(u.Kept)), most)
	case u != nil:
		add(theme.OK, fmt.Sprintf("Import %d is taken back: %s removed.", r.Batch, say.Counted(u.Removed, "row")), most)
	case r.Batch != 0:
		add(theme.Dim, fmt.Sprintf("It is import %d; u takes it back, later recruitty import undo %d does.", r.Batch, r.Batch), most)
	}
}

// importKinds asks what is to be imported.
func (a *App) importKinds() Modal {
	var items []Command
	for _, k := range intake.Kinds() {
		items = append(items, Command{Name: capital(string(k)), Run: func() tea.Cmd { return a.importFile(k) }})
	}
	return newPicker(a, "Import what?", "", items)
}
