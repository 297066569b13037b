package shell

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// PaneFrom is the width of a window from which on a list shows what is under its
// cursor beside it.
const PaneFrom = 110

// When a pane reads: paneRest after the cursor came to a row, so that the frame with the
// cursor is drawn before anything is asked of the store. What another row has stays in
// sight for paneStale, so that nothing flickers while one reads down a list.
const (
	paneRest  = 40 * time.Millisecond
	paneStale = 250 * time.Millisecond
)

// Widths of a list with a pane: the least of the list, the least and the most of the
// pane, and what stands between them.
const (
	listLeast           = 51
	listShare, listMost = 57, 64 // of a hundred: the second where its texts need it
	paneLeast, paneMost = 36, wording.Readable
	paneGap             = 3
)

// Detail is what a pane says about one row.
type Detail struct {
	Title    string // whose it is
	Right    Saying // how it stands, at the right of the title
	Under    string // the line below it, such as how to reach someone
	Sections []PaneSection
	// About reports whether a change makes it worth reading again; nil is any change.
	About func(recruit.Change) bool
}

// PaneSection is a part of a pane: a heading and lines. Lines paints them at most w cells
// wide; a section without lines is left out, its heading too.
type PaneSection struct {
	Heading string
	Lines   func(w int) []string
}

// Texts is a section of plain texts, which are wrapped.
func (a *App) Texts(heading string, texts ...string) PaneSection {
	return PaneSection{heading, func(w int) (lines []string) {
		for _, t := range texts {
			if t != "" {
				lines = append(lines, strings.Split(a.Grid().Wrap(text.Block(t), w), "\n")...)
			}
		}
		return lines
	}}
}

// Toned is a saying in lines of at most w cells.
func (a *App) Toned(s Saying, w int) []string {
	lines := strings.Split(a.Grid().Wrap(s.Words, w), "\n")
	for i := range lines {
		lines[i] = a.styles.Tone(s.Tone).Render(lines[i])
	}
	return lines
}

// Signed are words in lines behind a sign, which may be "", the further lines below the
// words.
func (a *App) Signed(tone theme.Tone, sign, words string, w int) []string {
	room := w
	if sign != "" {
		room -= a.Grid().Width(sign) + 1
	}
	lines := strings.Split(a.Grid().Wrap(words, max(room, 10)), "\n")
	for n, line := range lines {
		if sign != "" && n == 0 {
			line = sign + " " + line
		} else if sign != "" {
			line = text.Spaces(a.Grid().Width(sign)+1) + line
		}
		lines[n] = a.styles.Tone(tone).Render(line)
	}
	return lines
}

// Pane is what stands beside a list: the thing under its cursor, read when the cursor
// has come to rest.
type Pane struct {
	list *table.Table
	ask  func(key string) Question

	slot    Slot
	behind  Slot          // of what is read behind the detail
	further []PaneSection // that was read behind it
	waiting bool          // for the end of paneRest
	key     string        // of the row whose detail it is, "" for none
	detail  Detail
	failure string
	stale   bool // something changed since it was read
	reads   int  // how often it was read

	within, needs int // of how many cells the list needed how many so far

	painted []string // the lines of the last View
	by      paintedBy
}

// paintedBy is what the lines of a pane depend on.
type paintedBy struct {
	w, h, reads int
	styles      *theme.Styles
	grid        text.Grid
	minute      time.Time
}

// paneRests is when a pane reads; paneLate when it gives up what it showed before.
type (
	paneRests struct{ pane *Pane }
	paneLate  struct {
		pane  *Pane
		reads int
	}
)

// Question is what a pane asks about a row: see Ask and AskThen.
type Question struct {
	read func(context.Context) (func() answer, error)
}

// answer is a detail, and what is asked behind it; nil for nothing more.
type answer struct {
	Detail
	next func(context.Context) (func() []PaneSection, error)
}

// Ask makes a question of two halves: read asks the workspace beside the event loop and
// touches no screen, and show makes a detail of the answer in the loop.
func Ask[T any](read func(context.Context) (T, error), show func(T) Detail) Question {
	return Question{func(ctx context.Context) (func() answer, error) {
		got, err := read(ctx)
		return func() answer { return answer{Detail: show(got)} }, err
	}}
}

// AskThen is Ask with a part that takes longer, such as the text of a document: it is read
// once the detail is in sight, and put behind its sections. next is called in the event loop
// with the answer and says how to read it, nil for nothing; add makes sections of that.
func AskThen[T, U any](read func(context.Context) (T, error), show func(T) Detail, next func(T) func(context.Context) (U, error), add func(U, error) []PaneSection) Question {
	return Question{func(ctx context.Context) (func() answer, error) {
		got, err := read(ctx)
		return func() answer {
			a := answer{Detail: show(got)}
			if more := next(got); more != nil {
				a.next = func(ctx context.Context) (func() []PaneSection, error) {
					further, err := more(ctx)
					return func() []PaneSection { return add(further, err) }, nil
				}
			}
			return a
		}, err
	}}
}

// Beside gives a list a pane. ask is called in the event loop when the cursor rests on the
// row with a key.
func (l *Listing) Beside(ask func(key string) Question) {
	l.beside = &Pane{list: l.Table, ask: ask}
}

// Pane is what stands beside the list, nil for nothing.
func (l *Listing) Pane() *Pane { return l.beside }

// paned is a screen that has a list with a pane, as a rule by a Listing.
type paned interface{ Pane() *Pane }

// pane is that of the visible screen, nil where there is none or no room for one.
func (a *App) pane() *Pane {
	if a.Width < PaneFrom || len(a.Modals) > 0 {
		return nil
	}
	if s, ok := a.Active().(paned); ok {
		return s.Pane()
	}
	return nil
}

// follow lets the pane of the visible screen follow its cursor. It is asked at every
// message and does nothing but look.
func (a *App) follow() tea.Cmd {
	p := a.pane()
	if p == nil || p.waiting || p.slot.Busy() {
		return nil
	}
	if key := p.list.Key(); key == "" || key == p.key && !p.stale {
		return nil
	}
	p.waiting = true
	return a.After(paneRest, paneRests{p})
}

// rests reads what is under the cursor now. An answer for a row that the cursor has
// left since is dropped; follow asks again.
func (p *Pane) rests(a *App) tea.Cmd {
	p.waiting = false
	key := p.list.Key()
	if a.pane() != p || key == "" {
		return nil
	}
	p.stale = false
	p.behind.Cancel()
	load := Load(a, &p.slot, p.ask(key).read, func(show func() answer, err error) tea.Cmd {
		if key != p.list.Key() {
			return nil
		}
		if p.key != key || err != nil {
			p.further = nil // of the same row it stays until it was read anew
		}
		p.key, p.detail, p.failure = key, Detail{}, recruit.Sentence(err)
		if p.reads++; err != nil {
			return nil
		}
		got := show()
		p.detail, p.failure = got.Detail, ""
		if got.next == nil {
			p.further = nil
			return nil
		}
		return Load(a, &p.behind, got.next, func(sections func() []PaneSection, err error) tea.Cmd {
			if key == p.list.Key() && key == p.key && err == nil {
				p.further = sections()
				p.reads++
			}
			return nil
		})
	})
	if p.key == "" || p.key == key {
		return load
	}
	return tea.Batch(load, a.After(paneStale, paneLate{p, p.reads}))
}

// late takes away what the pane says about another row, when that of the present one
// takes long.
func (p *Pane) late(reads int) {
	if p.reads == reads && p.key != p.list.Key() {
		p.key, p.detail, p.further, p.failure, p.reads = "", Detail{}, nil, "", p.reads+1
	}
}

// heard marks what the pane shows as old where a change is about it.
func (p *Pane) heard(c Changed) {
	if p.detail.About == nil || c.Affects(p.detail.About) {
		p.stale = true
	}
}

// paneHears tells the pane of a screen what changed.
func paneHears(s Screen, c Changed) {
	if with, ok := s.(paned); ok {
		if p := with.Pane(); p != nil {
			p.heard(c)
		}
	}
}

// Split draws a list by draw into w by h cells, and beside it its pane where the window is
// wide enough.
func (l *Listing) Split(w, h int, draw func(w, h int) string) string {
	p := l.beside
	if p == nil || l.App.Width < PaneFrom || w < listLeast+paneGap+paneLeast || l.Table.Len() == 0 && l.Query() == "" {
		if p != nil {
			p.list.Choose(l.App.styles, 0)
		}
		return draw(w, h)
	}
	left := p.listWidth(l.App.styles, w)
	right := min(w-paneGap-left, paneMost)
	left = w - paneGap - right
	g, s := l.App.Grid(), l.App.styles
	bar := "│"
	if l.App.session.ASCII {
		bar = "|"
	}
	bar = " " + s.Border.Render(bar) + " "
	list, pane := g.Fit(draw(left, h), left, h), p.view(l.App, right, h)
	var b strings.Builder
	b.Grow(h * (w + 64))
	for i, line := range list {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(line)
		b.WriteString(bar)
		if i < len(pane) {
			b.WriteString(pane[i])
		}
	}
	return b.String()
}

// listWidth is how much of w cells the list has: a share, and more where all its texts are
// whole with that, or else those of the columns that come first. What it once had in a window
// it keeps, so that typing a filter does not move the pane.
func (p *Pane) listWidth(s *theme.Styles, w int) int {
	most := w - paneGap - paneLeast
	usual := min(max(listLeast, w*listShare/100), most)
	most = min(max(usual, w*listMost/100), most)
	if p.within != w {
		p.within, p.needs = w, usual
	}
	whole, least := p.list.Choose(s, usual)
	if whole > most {
		whole = least
	}
	p.needs = max(p.needs, min(whole, most))
	return p.needs
}

// view is the pane in lines of w cells, at most h of them. They are kept until something
// about them changes, so that moving on in a list does not paint them.
func (p *Pane) view(a *App, w, h int) []string {
	if p.list.Key() == "" { // nothing is under the cursor
		return nil
	}
	by := paintedBy{w, h, p.reads, a.styles, a.Grid(), a.session.Now().Truncate(time.Minute)}
	if p.painted == nil || p.by != by {
		p.by, p.painted = by, p.paint(a, w, h)
	}
	return p.painted
}

func (p *Pane) paint(a *App, w, h int) []string {
	s, g := a.styles, a.Grid()
	switch {
	case p.failure != "":
		return g.Fit(s.Error.Render(g.Wrap(s.Signs.Error+" "+p.failure, w)), w, h)
	case p.key == "":
		return []string{}
	}
	d := p.detail
	state := g.Truncate(d.Right.Words, w/2)
	lines := []string{g.Spread(s.Title.Render(g.Truncate(text.Line(d.Title), max(w-g.Width(state)-2, w/3))), s.Tone(d.Right.Tone).Render(state), w)}
	if d.Under != "" {
		for line := range strings.SplitSeq(g.Wrap(text.Line(d.Under), w), "\n") {
			lines = append(lines, s.Dim.Render(line))
		}
	}
	for _, section := range slices.Concat(d.Sections, p.further) {
		body := section.Lines(w)
		if len(body) == 0 {
			continue
		}
		lines = append(lines, "")
		if section.Heading != "" {
			lines = append(lines, s.Heading.Render(g.Truncate(section.Heading, w)))
		}
		lines = append(lines, body...)
	}
	if len(lines) > h && h > 1 { // what is out of sight is said (R17)
		lines = append(lines[:h-1], s.Dim.Render(wording.Counted(len(lines)-h+1, "more line")+": enter"))
	}
	return g.Fit(strings.Join(lines, "\n"), w, min(len(lines), h))
}
