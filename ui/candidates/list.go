package candidates

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/fulltext"
	"recruitty/ui/bulk/stages"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Sizes of what a list of candidates holds: parts of pageRows rows, at most
// maxPages of them, whatever the number of candidates.
const (
	pageRows  = 200
	firstRows = 60 // of the first part, which is read with every letter of a filter
	maxPages  = 5
	// sureRows is how many of those who match are counted with every letter; of more
	// the number is asked for when nobody has typed for countRest.
	sureRows  = 500
	countRest = 300 * time.Millisecond
)

// CandidateList is a list of candidates of any length. Only some pages around
// what is visible are held; the store is asked for the next one by the ends of
// those that are here, never by a number of rows to skip.
type CandidateList struct {
	shell.Listing
	slot      shell.Slot
	stale     bool // something changed while a page was being read
	Filter    recruit.CandidateFilter
	pages     []candidatePage
	Total     int
	about     bool              // total is a guess
	uncounted bool              // there are more than total
	part      bool              // the times of a part of the upcoming interviews were looked at
	texts     recruit.FilesRead // of the files that a filter asks for
	asked     int               // how often a page was asked for
	tally     shell.Slot        // of the number of those who match
	fresh     bool              // a page was shown for the present filter
	Kept      KeptList
	marks     marks
	last      stages.Last
	resumes   resumes // whose text a pane showed
}

// KeptList is a list as it was before it was filtered.
type KeptList struct {
	pages  []candidatePage
	total  int
	cursor int
	stale  bool // something has changed since
}

// candidatePage is one part with the question that led to it, so that it can
// be asked again.
type candidatePage struct {
	recruit.CandidatePage
	question recruit.CandidateFilter
}

// NewCandidateList is a list that says empty while nobody is in it.
func NewCandidateList(a *shell.App, empty string, columns ...table.Column) *CandidateList {
	l := &CandidateList{Listing: shell.NewListing(a, table.New(empty, columns...)).Speaking(filter.Candidates)}
	l.Beside(l.detail)
	return l
}

// CandidateColumns are those of every list of candidates.
func CandidateColumns() []table.Column {
	return []table.Column{
		{Title: "Name", Width: 17, Weight: 4, First: true}, // who it is comes before what they do
		{Title: "Headline", Width: 32, Weight: 3, Drop: 3},
		{Title: "Job", Width: 14, Weight: 3, Drop: 2},
		{Title: "Stage", Width: 15, Weight: 1},
		{Title: "Next interview", Width: 16, Drop: 1},
	}
}

// Restart shows another choice of candidates from its beginning.
func (l *CandidateList) Restart(f recruit.CandidateFilter) tea.Cmd {
	f.Limit = pageRows
	l.Filter = f
	l.fresh = false
	f.Limit = firstRows
	return l.ask(f, func(p candidatePage) {
		if !l.fresh {
			l.Table.Move(0)
		}
		p.Offset = 0
		l.pages = []candidatePage{p}
	})
}

// Refresh reads the page at the cursor again and forgets the others.
func (l *CandidateList) Refresh() tea.Cmd {
	l.Kept.stale = true
	if l.slot.Busy() {
		l.stale = true
		return nil
	}
	was := l.atCursor()
	if was < 0 {
		return l.Restart(l.Filter)
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
func (l *CandidateList) more() tea.Cmd {
	want, _, ok := l.Table.Want()
	if !ok || l.slot.Busy() || len(l.pages) == 0 {
		return nil
	}
	first, last := l.pages[0], l.pages[len(l.pages)-1]
	end := last.Offset + len(last.Rows)
	q := l.Filter
	total, known := l.Total, !l.uncounted
	keep := func(p candidatePage) { // the number of all is that of before
		if p.More && known {
			l.Total, l.uncounted = total, false
		}
	}
	switch cursor := l.Table.Cursor(); {
	case want == 0 && first.Offset > pageRows:
		return l.Restart(l.Filter)
	case cursor >= l.Total-pageRows/2 && end+pageRows < l.Total && !l.uncounted:
		q.Before = "end"
		return l.ask(q, func(p candidatePage) {
			p.Offset = max(p.Total-len(p.Rows), 0)
			l.pages = []candidatePage{p}
		})
	case cursor < first.Offset || want < first.Offset && cursor < end-len(last.Rows)/2:
		q.Before = first.First
		return l.ask(q, func(p candidatePage) {
			keep(p)
			p.Offset = max(first.Offset-len(p.Rows), 0)
			l.pages = append([]candidatePage{p}, l.pages...)
			l.pages = l.pages[:min(len(l.pages), maxPages)]
		})
	}
	q.After = last.Last
	return l.ask(q, func(p candidatePage) {
		keep(p)
		p.Offset = end
		l.pages = append(l.pages[:len(l.pages):len(l.pages)], p)
		l.pages = l.pages[max(len(l.pages)-maxPages, 0):]
	})
}

// ask reads one page; take puts it among the others.
func (l *CandidateList) ask(q recruit.CandidateFilter, take func(candidatePage)) tea.Cmd {
	l.Table.SetLoading()
	l.asked++
	l.tally.Cancel()
	if q.CountTo = sureRows; q.Before == "end" {
		q.CountTo = 0 // where the end is cannot be said otherwise
	}
	return l.read(&l.slot, q, func(p recruit.CandidatePage, err error) tea.Cmd {
		if err != nil {
			l.Table.SetError(recruit.Sentence(err))
			return nil
		}
		l.Total, l.about, l.uncounted, l.texts = p.Total, p.About, p.More, p.Texts
		take(candidatePage{p, q})
		l.fresh = true
		l.show()
		count := l.count()
		if l.pages == nil {
			return l.Restart(l.Filter)
		}
		if l.stale {
			l.stale = false
			return l.Refresh()
		}
		if len(p.Rows) == 0 {
			return count // nothing more to be had, whatever the total says
		}
		return tea.Batch(count, l.more())
	})
}

// count asks how many match, once nobody has typed for a while.
func (l *CandidateList) count() tea.Cmd {
	if !l.uncounted {
		return nil
	}
	asked, q := l.asked, l.Filter
	q.Limit = 1
	return l.App.After(countRest, shell.Answer{Deliver: func() tea.Cmd {
		if l.asked != asked {
			return nil
		}
		return l.read(&l.tally, q, func(p recruit.CandidatePage, err error) tea.Cmd {
			if err == nil { // else it stays said that there are more
				l.Total, l.about, l.uncounted = p.Total, p.About, p.More
				l.show()
			}
			return nil
		})
	}})
}

// read reads one page, and those of whom the query says the time of an interview.
func (l *CandidateList) read(slot *shell.Slot, q recruit.CandidateFilter, then func(recruit.CandidatePage, error) tea.Cmd) tea.Cmd {
	svc, reader := l.App.Services(), l.App.Reader()
	type found struct {
		recruit.CandidatePage
		part bool
	}
	return shell.Load(l.App, slot, func(ctx context.Context) (f found, err error) {
		q.Also, f.part, err = recruit.NextFound(ctx, svc.Store, svc.Now(), q.Query, func(t time.Time) string { return reader.Start(t) + " " + recruit.TimeWords(t, reader.Zone) })
		if err != nil {
			return f, err
		}
		f.CandidatePage, err = svc.Store.CandidatePage(ctx, q)
		return f, err
	}, func(f found, err error) tea.Cmd {
		l.part = f.part && err == nil
		return then(f.CandidatePage, err)
	})
}

// atCursor is the page in which the cursor is, or the first; -1 without pages.
func (l *CandidateList) atCursor() int {
	if len(l.pages) == 0 {
		return -1
	}
	for i, p := range l.pages {
		if c := l.Table.Cursor(); c >= p.Offset && c < p.Offset+len(p.Rows) {
			return i
		}
	}
	return 0
}

// counted says how many there are, as far as it is known, and what was not searched.
func (l *CandidateList) counted() string {
	n := wording.Grouped(l.Total)
	switch {
	case l.about:
		n = "about " + n
	case l.uncounted:
		n = "more than " + n
	}
	if far := fulltext.Far(l.texts); far != "" {
		n = far + " " + l.App.Styles().Signs.Dot + " " + n
	}
	if l.part && l.Query() != "" {
		n = "times of the first " + wording.Grouped(recruit.MaxUpcoming) + " interviews only " + l.App.Styles().Signs.Dot + " " + n
	}
	return l.MarkedCount(n)
}

// show gives the loaded rows to the table.
func (l *CandidateList) show() {
	if len(l.pages) == 0 {
		l.Table.SetWindow(0, nil, 0)
		return
	}
	var rows []table.Row
	for _, p := range l.pages {
		for _, c := range p.Rows {
			rows = append(rows, l.row(c))
		}
	}
	l.Table.SetWindow(l.pages[0].Offset, rows, max(l.Total, l.pages[0].Offset+len(rows)))
}

func (l *CandidateList) row(c recruit.CandidateSummary) table.Row {
	next := table.Cell{}
	if !c.NextAt.IsZero() {
		next = shell.ToneCell(theme.Accent, l.App.Start(c.NextAt))
	}
	headline := c.Headline
	if headline == "" {
		headline = c.Email
	}
	cells := []table.Cell{l.App.RecordCell(theme.Plain, c.Damage, c.Name), shell.DimCell(headline), shell.DimCell(c.JobTitle), l.stageCell(c), next}
	if l.Filter.JobID != 0 {
		cells = append(cells[:2], cells[3:]...) // all have the same job
	}
	return table.Row{Key: shell.RowKey(c.ID), Cells: cells, Marked: l.marks.has(c.ID)}
}

// stageCell is the stage of a candidate as a bar, or where names have no room beside it as a
// word.
func (l *CandidateList) stageCell(c recruit.CandidateSummary) table.Cell {
	bar := wording.StageBar(c.Place, c.Stage)
	return table.Cell{Text: l.App.Styles().Stage(bar), Brief: bar.Name, Tone: bar.Tone()}
}

// coming says that nobody can be chosen yet because the list is being read.
func (l *CandidateList) coming() bool { return l.Selected() == 0 && l.slot.Busy() }

// Selected is the candidate under the cursor, 0 when there is none.
func (l *CandidateList) Selected() recruit.CandidateID {
	return shell.IDOf[recruit.CandidateID](l.Table.Key())
}

// Name is what the candidate under the cursor is called.
func (l *CandidateList) Name() string {
	if r := l.Table.Selected(); r != nil && l.Table.Key() != "" {
		return r.Cells[0].Text
	}
	return ""
}

// Stage is the stage of the candidate under the cursor.
func (l *CandidateList) Stage() string {
	id := l.Selected()
	for _, p := range l.pages {
		for _, c := range p.Rows {
			if c.ID == id {
				return c.Stage
			}
		}
	}
	return ""
}

// Typed gives a key to filter and table and asks for what is needed then.
func (l *CandidateList) Typed(msg tea.Msg) (taken bool, cmd tea.Cmd) {
	before := l.Query()
	taken, changed, cmd := l.Key(msg)
	if !changed {
		return taken, tea.Batch(cmd, l.more())
	}
	if l.Query() == "" {
		l.unfilter()
		return taken, tea.Batch(cmd, l.more())
	}
	if before == "" {
		l.Kept = KeptList{pages: l.pages, total: l.Total, cursor: l.Table.Cursor()}
	}
	f, q := l.Filter, l.Asked()
	if l.Editing && l.Trouble() != "" || l.fresh && q.Words == f.Query && slices.Equal(q.Without, f.Without) && slices.EqualFunc(q.Terms, f.Where, filter.Same) {
		return taken, cmd // as it was, or not understood
	}
	f.Query, f.Without, f.Where = q.Words, q.Without, q.Terms
	return taken, tea.Batch(cmd, l.Restart(f))
}

// unfilter shows the list as it was before it was filtered.
func (l *CandidateList) unfilter() {
	l.slot.Cancel()
	l.tally.Cancel()
	l.asked++
	l.Clear()
	l.Filter.Query, l.Filter.Without, l.Filter.Where = "", nil, nil
	l.pages, l.Total, l.about, l.uncounted, l.texts = l.Kept.pages, l.Kept.total, false, false, recruit.FilesRead{}
	l.Table.Reset()
	l.show()
	l.Table.Move(l.Kept.cursor)
	if l.Kept.stale {
		l.App.MissedBy(l.App.Active())
	}
	l.Kept = KeptList{}
}

// Back implements Backer: esc takes the filter away first, and then the marks.
func (l *CandidateList) Back() bool {
	switch {
	case l.Query() != "":
		l.unfilter()
	case len(l.marks.of) > 0:
		l.unmarkAll()
	default:
		return false
	}
	return true
}
