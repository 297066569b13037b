package people

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/recruit/steps"
	"recruitty/ui/bulk/stages"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// theEnd is farther down than any preview goes.
const theEnd = 1 << 20

// width is the widest that the box gets.
const width = 100

func (b *box) resize() tea.Cmd {
	w, h := forms.BoxSize(b.app, width)
	inner, rows := shell.FrameSize(w, h)
	return b.form.Resize(inner, max(rows-2, 1))
}

// View implements shell.Modal.
func (b *box) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, width)
	inner, rows := shell.FrameSize(w, maxH)
	var (
		body string
		at   *tea.Cursor
		seen shell.Sight
	)
	page := func(lines []string) { body, seen = shell.Window(strings.Join(lines, "\n"), &b.scroll, rows-2) }
	switch b.stage {
	case stages.Typing:
		body, at = b.form.View()
		at, seen = shell.Offset(at, 2, 1), forms.SightOf(b.form)
	case stages.Looking:
		body = b.work.Line(b.app)
	case stages.Saving:
		body = b.far()
	case stages.Previewed:
		page(b.previewLines(inner))
	case stages.Followed:
		lines := b.followLines(inner)
		if b.taking {
			lines = append(lines, "", b.far())
		}
		page(lines)
	case stages.TakenBack:
		page(b.backLines(inner))
	}
	return b.app.FrameSeen(b.change.Words().Title, b.of.said(), body, b.foot(), seen, w, maxH), at
}

// far says how far the changes are, or their undo.
func (b *box) far() string { return stages.Waiting(b.app, b.long.Words(steps.Candidates)) }

// previewLines say what would happen to each, for whom it cannot be done and why, and one
// of the mails.
func (b *box) previewLines(w int) []string {
	a, s := b.app, b.app.Styles()
	p := &stages.Page{App: a, W: w}
	p.Add(theme.Plain, "", text.Line(b.seen.Summary())+".")
	if c := b.seen.Change; c.Kind == people.Reject {
		told := "No one is emailed."
		if c.Told {
			told = wording.Counted(len(b.mails()), "email") + " to them, each their own."
		}
		p.Add(theme.Plain, "", told)
	}
	if refused := b.seen.Refused(); len(refused) > 0 {
		p.Gap()
		for _, i := range refused {
			p.Add(theme.Error, s.Signs.Error, text.Line(i.Why()))
		}
	}
	p.Gap()
	for _, i := range b.seen.Possible() {
		p.Add(theme.Plain, " ", text.Line(i.Name())+": "+text.Line(i.Becomes()))
		b.aheadLines(p, i)
		for _, warned := range i.Warnings {
			if i.Draft == nil || warned != i.Draft.Waits {
				p.Add(theme.Warning, "  "+s.Signs.Warning, text.Line(warned))
			}
		}
	}
	for _, i := range b.seen.Same() {
		p.Add(theme.Dim, " ", text.Line(i.Name())+": "+text.Line(i.Becomes()))
	}
	b.mailLines(p)
	p.Gap()
	p.Add(theme.Dim, "", wording.NothingYet)
	return p.Lines
}

// aheadLines say of the interviews of who is rejected what becomes of them.
func (b *box) aheadLines(p *stages.Page, i people.Item) {
	s := b.app.Styles()
	for _, ahead := range i.Ahead {
		head := text.Line(ahead.Title) + ", " + b.app.Start(ahead.Start) + ": "
		switch {
		case !b.seen.Change.CancelInterviews:
			p.Add(theme.Warning, "  "+s.Signs.Warning, head+"stays")
		case ahead.Refused == nil:
			p.Add(theme.Dim, "  ", head+wording.End(ahead.Cancel))
		}
	}
}

// mailLines show one of the mails as it would leave, and when.
func (b *box) mailLines(p *stages.Page) {
	mails := b.mails()
	if len(mails) == 0 {
		return
	}
	d, s := mails[min(b.mail, len(mails)-1)].Draft, b.app.Styles()
	p.Gap()
	head := "Email to "
	if n := len(mails); n > 1 {
		head = fmt.Sprintf("Email %d of %d, to ", b.mail+1, n)
	}
	p.Lines = append(p.Lines, s.Title.Render(b.app.Grid().Truncate(head+text.Line(d.To.Address)+d.Later(), p.W)))
	if d.Waits != "" {
		p.Add(theme.Warning, s.Signs.Warning, text.Line(d.Waits))
	}
	p.Add(theme.Plain, "", "Subject: "+text.Line(d.Subject))
	p.Gap()
	p.Lines = append(p.Lines, strings.Split(b.app.Grid().Wrap(text.Block(d.Text), p.W), "\n")...)
}

// followLines say what has happened to each and what has not (R11).
func (b *box) followLines(w int) []string {
	a, s := b.app, b.app.Styles()
	p := &stages.Page{App: a, W: w}
	done := b.result.Done()
	if len(done) > 0 {
		p.Add(theme.OK, s.Signs.OK, fmt.Sprintf("%s (%s)", b.result.Change.Words().Saved, wording.Counted(len(done), "candidate")))
	} else {
		p.Add(theme.Error, s.Signs.Error, "Nothing was changed.")
	}
	if b.err != nil {
		p.Add(theme.Error, s.Signs.Error, text.Line(recruit.Sentence(b.err)))
	}
	for _, o := range b.result.NotDone() {
		p.Add(theme.Error, s.Signs.Error, text.Line(o.Why()))
	}
	p.Gap()
	for _, o := range done {
		tone, state := b.outside(o)
		p.Add(tone, s.Signs.Of(tone), text.Line(o.Name())+": "+text.Line(o.Becomes())+state)
		for _, left := range o.Standing {
			p.Add(theme.Warning, "  "+s.Signs.Warning, text.Line(left.Stays()))
		}
	}
	if b.err == nil && len(done) > 0 && b.result.Settled(a.Session().Now()) {
		p.Gap()
		p.Add(theme.Plain, "", wording.AllConfirmed)
	}
	return p.Lines
}

// outside says how far the mail and the cancellations of one have come.
func (b *box) outside(o people.Outcome) (theme.Tone, string) {
	tone, said := theme.OK, ""
	if o.Letter.ID != 0 {
		var state string
		tone, state = b.app.Reader().EffectState(o.Letter.Effect, false)
		said += "; email: " + state
	}
	if n := len(o.Cancelled); n > 0 {
		open := 0
		for _, r := range o.Cancelled {
			if !r.Settled() {
				open++
			}
		}
		said += "; " + wording.Counted(n, "interview") + " cancelled"
		if open > 0 {
			said += fmt.Sprintf(", %d not confirmed outside yet", open)
			tone = min(tone, theme.Dim)
		}
	}
	return tone, said
}

// backLines say what was taken back, and what stays.
func (b *box) backLines(w int) []string {
	s := b.app.Styles()
	p := &stages.Page{App: b.app, W: w}
	if n := len(b.back.Done()); n > 0 {
		p.Add(theme.OK, s.Signs.OK, "Undone: "+wording.Counted(n, "candidate")+", as before.")
	}
	if b.err != nil {
		p.Add(theme.Error, s.Signs.Error, text.Line(recruit.Sentence(b.err)))
	}
	for _, o := range b.back.NotDone() {
		p.Add(theme.Error, s.Signs.Error, text.Line(o.Name())+" stays: "+text.Line(recruit.Sentence(o.Err)))
	}
	for _, o := range b.back.Done() {
		p.Add(theme.OK, s.Signs.OK, text.Line(o.Name()))
	}
	return p.Lines
}
