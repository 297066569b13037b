package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/table"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Sizes of what a list of candidates holds: parts of pageRows rows, at most
// mostPages of them, whatever the number of candidates.
const (
	pageRows  = 200
	firstRows = 60 // of the first part, which is read with every letter of a filter
	mostPages = 5
)

// candidateList is a list of candidates of any length. Only some pages around
// what is visible are held; the store is asked for the next one by the ends of
// those that are here, never by a number of rows to skip.
type candidateList struct {
	listing
	slot   Slot
	stale  bool // something changed while a page was being read
	filter recruit.CandidateFilter
	pages  []candidatePage
	total  int
	about  bool // total is a guess
	fresh  bool // a page was shown for the present filter
	kept   keptList
	// wanted is what a key asked for while the list was still being read.
	wanted func() tea.Cmd
}

// keptList is a list as it was before it was filtered.
type keptList struct {
	pages  []candidatePage
	total  int
	cursor int
}

// candidatePage is one part with the question that led to it, so that it can
// be asked again.
type candidatePage struct {
	recruit.CandidatePage
	question recruit.CandidateFilter
}

func newCandidateList(a *App, empty string, columns ...table.Column) *candidateList {
	return &candidateList{listing: newListing(a, table.New(empty, columns...))}
}

// candidateColumns are those of every list of candidates.
func candidateColumns() []table.Column {
	return []table.Column{
		{Title: "Name", Width: 20, Weight: 3},
		{Title: "Headline", Width: 16, Weight: 3, Drop: 3},
		{Title: "Job", Width: 16, Weight: 2, Drop: 1},
		{Title: "Stage", Width: 10, Weight: 3},
		{Title: "Next interview", Width: 16, Drop: 2},
	}
}

// restart shows another choice of candidates from its beginning.
func (l *candidateList) restart(f recruit.CandidateFilter) tea.Cmd {
	f.Limit = pageRows
	l.filter = f
	l.fresh = false
	f.Limit = firstRows
	return l.ask(f, func(p candidatePage) {
		if !l.fresh {
			l.table.Move(0)
		}
		p.Offset = 0
		l.pages = []candidatePage{p}
	})
}

// refresh reads the page at the cursor again and forgets the others.
func (l *candidateList) refresh() tea.Cmd {
	if l.slot.Busy() {
		l.stale = true
		return nil
	}
	was := l.atCursor()
	if was < 0 {
		return l.restart(l.filter)
	}
	old := l.pages[was]
	return l.ask(old.question, func(p candidatePage) {
		switch {
		case len(p.Rows) == 0 && (old.question.After != "" || old.question.Before != ""):
			l.pages = nil // the rows here are gone; begin anew
			return
		case old.question.Before == "end":
			p.Offset = max(p.Total-len(p.Rows), 0)
		case p.Offset < 0 || old.question.After == "" && old.question.Before == "":
			p.Offset = old.Offset
		}
		l.pages = []candidatePage{p}
	})
}

// more asks for the page that is missing in sight, if one is.
func (l *candidateList) more() tea.Cmd {
	want, _, ok := l.table.Want()
	if !ok || l.slot.Busy() || len(l.pages) == 0 {
		return nil
	}
	first, last := l.pages[0], l.pages[len(l.pages)-1]
	end := last.Offset + len(last.Rows)
	q := l.filter
	switch cursor := l.table.Cursor(); {
	case want == 0 && first.Offset > pageRows:
		return l.restart(l.filter)
	case cursor >= l.total-pageRows/2 && end+pageRows < l.total:
		q.Before = "end"
		return l.ask(q, func(p candidatePage) {
			p.Offset = max(p.Total-len(p.Rows), 0)
			l.pages = []candidatePage{p}
		})
	case cursor < first.Offset || want < first.Offset && cursor < end-len(last.Rows)/2:
		q.Before = first.First
		return l.ask(q, func(p candidatePage) {
			p.Offset = max(first.Offset-len(p.Rows), 0)
			l.pages = append([]candidatePage{p}, l.pages...)
			l.pages = l.pages[:min(len(l.pages), mostPages)]
		})
	}
	q.After = last.Last
	return l.ask(q, func(p candidatePage) {
		p.Offset = end
		l.pages = append(l.pages[:len(l.pages):len(l.pages)], p)
		l.pages = l.pages[max(len(l.pages)-mostPages, 0):]
	})
}

// ask reads one page; take puts it among the others.
func (l *candidateList) ask(q recruit.CandidateFilter, take func(candidatePage)) tea.Cmd {
	l.table.SetLoading()
	desk, reader := l.app.desk(), l.app.reader()
	return load(l.app, &l.slot, func(ctx context.Context) (recruit.CandidatePage, error) {
		var err error
		q.Also, err = recruit.NextFound(ctx, desk.Store, desk.Now(), q.Query, func(t time.Time) string { return reader.Start(t) + " " + recruit.TimeWords(t, reader.Zone) })
		if err != nil {
			return recruit.CandidatePage{}, err
		}
		return desk.Store.CandidatePage(ctx, q)
	}, func(p recruit.CandidatePage, err error) tea.Cmd {
		if err != nil {
			l.table.SetError(recruit.Sentence(err))
			return nil
		}
		l.total, l.about = p.Total, p.About
		take(candidatePage{p, q})
		l.fresh = true
		l.show()
		if l.pages == nil {
			return l.restart(l.filter)
		}
		if l.stale {
			l.stale = false
			return l.refresh()
		}
		if len(p.Rows) == 0 {
			return nil // nothing more to be had, whatever the total says
		}
		if wanted := l.wanted; wanted != nil {
			l.wanted = nil
			return tea.Batch(l.more(), wanted())
		}
		return l.more()
	})
}

// atCursor is the page in which the cursor is, or the first; -1 without pages.
func (l *candidateList) atCursor() int {
	if len(l.pages) == 0 {
		return -1
	}
	for i, p := range l.pages {
		if c := l.table.Cursor(); c >= p.Offset && c < p.Offset+len(p.Rows) {
			return i
		}
	}
	return 0
}

// counted says how many there are, as far as it is known.
func (l *candidateList) counted() string {
	if l.about {
		return "about " + wording.Grouped(l.total)
	}
	return wording.Grouped(l.total)
}

// show gives the loaded rows to the table.
func (l *candidateList) show() {
	if len(l.pages) == 0 {
		l.table.SetWindow(0, nil, 0)
		return
	}
	var rows []table.Row
	for _, p := range l.pages {
		for _, c := range p.Rows {
			rows = append(rows, l.row(c))
		}
	}
	l.table.SetWindow(l.pages[0].Offset, rows, max(l.total, len(rows)))
}

func (l *candidateList) row(c recruit.CandidateSummary) table.Row {
	next := table.Cell{}
	if !c.NextAt.IsZero() {
		next = toneCell(theme.Accent, l.app.start(c.NextAt))
	}
	headline := c.Headline
	if headline == "" {
		headline = c.Email
	}
	cells := []table.Cell{l.app.recordCell(theme.Plain, c.Damage, c.Name), dimCell(headline), dimCell(c.JobTitle), plainCell(c.Stage), next}
	if l.filter.JobID != 0 {
		cells = append(cells[:2], cells[3:]...) // all have the same job
	}
	return table.Row{Key: rowKey(c.ID), Cells: cells}
}

// coming says that nobody can be chosen yet because the list is being read.
func (l *candidateList) coming() bool { return l.selected() == 0 && l.slot.Busy() }

// selected is the candidate under the cursor, 0 when there is none.
func (l *candidateList) selected() recruit.CandidateID {
	return idOf[recruit.CandidateID](l.table.Key())
}

// name is what the candidate under the cursor is called.
func (l *candidateList) name() string {
	if r := l.table.Selected(); r != nil && l.table.Key() != "" {
		return r.Cells[0].Text
	}
	return ""
}

// stage is the stage of the candidate under the cursor.
func (l *candidateList) stage() string {
	id := l.selected()
	for _, p := range l.pages {
		for _, c := range p.Rows {
			if c.ID == id {
				return c.Stage
			}
		}
	}
	return ""
}

// typed gives a key to filter and table and asks for what is needed then.
func (l *candidateList) typed(msg tea.Msg) (taken bool, cmd tea.Cmd) {
	if _, press := msg.(tea.KeyPressMsg); press {
		l.wanted = nil
	}
	before := l.query()
	taken, changed, cmd := l.key(msg)
	if !changed {
		return taken, tea.Batch(cmd, l.more())
	}
	if l.query() == "" {
		l.unfilter()
		return taken, tea.Batch(cmd, l.more())
	}
	if before == "" {
		l.kept = keptList{l.pages, l.total, l.table.Cursor()}
	}
	f := l.filter
	f.Query = l.query()
	return taken, tea.Batch(cmd, l.restart(f))
}

// unfilter shows the list as it was before it was filtered.
func (l *candidateList) unfilter() {
	l.slot.Cancel()
	l.clear()
	l.filter.Query = ""
	l.pages, l.total, l.about = l.kept.pages, l.kept.total, false
	l.table.Reset()
	l.show()
	l.table.Move(l.kept.cursor)
	l.kept = keptList{}
}

// Back implements Backer: esc takes the filter away first.
func (l *candidateList) Back() bool {
	if l.query() == "" {
		return false
	}
	l.unfilter()
	return true
}
