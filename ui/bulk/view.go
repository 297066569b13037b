package bulk

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/steps"
	"recruitty/ui/bulk/stages"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// width is the widest that the box gets.
const width = 100

func (b *box) resize() tea.Cmd {
	w, h := forms.BoxSize(b.app, width)
	inner, rows := shell.FrameSize(w, h)
	return b.form.Resize(inner, max(rows-2, 1))
}

// View implements shell.Modal.
func (b *box) View(maxW, maxH int) (string, *tea.Cursor) {
	a := b.app
	w := min(maxW, width)
	inner, rows := shell.FrameSize(w, maxH)
	var (
		body string
		at   *tea.Cursor
		seen shell.Sight
	)
	switch b.stage {
	case stages.Typing:
		body, at = b.form.View()
		at, seen = shell.Offset(at, 2, 1), forms.SightOf(b.form)
	case stages.Looking:
		body = b.work.Line(b.app)
	case stages.Saving:
		body = b.far()
	case stages.Previewed:
		if b.mails.Reading() {
			body, seen = shell.Window(b.mails.Draw(a, inner), &b.scroll, rows-2)
			break
		}
		body, seen = shell.Window(strings.Join(b.previewLines(inner), "\n"), &b.scroll, rows-2)
	case stages.Followed:
		lines := b.followLines(inner)
		if b.taking {
			lines = append(lines, "", b.far())
		}
		body, seen = shell.Window(strings.Join(lines, "\n"), &b.scroll, rows-2)
	case stages.TakenBack:
		body, seen = shell.Window(strings.Join(b.backLines(inner), "\n"), &b.scroll, rows-2)
	}
	return a.FrameSeen(b.title(), b.mails.Place(b.note), body, b.foot(), seen, w, maxH), at
}

func (b *box) title() string {
	kind := b.kind
	if b.stage > stages.Looking {
		kind = b.seen.Change.Kind
	}
	return bulk.Change{Kind: kind}.Words().Title
}

// far says how far the changes are, or their undo.
func (b *box) far() string { return stages.Waiting(b.app, b.long.Words(steps.Interviews)) }

// called names an interview: whose it is, and what.
func called(r recruit.Record) string {
	return text.Line(r.Candidate.Name) + ", " + text.Line(r.Interview.Title)
}

// previewLines say what would happen to each, who is told what, and which cannot and why.
func (b *box) previewLines(w int) []string {
	a, s := b.app, b.app.Styles()
	p := &stages.Page{App: a, W: w}
	p.Add(theme.Plain, "", b.seen.Summary()+".")
	if len(b.seen.Possible()) > 0 {
		ahead, waits := wording.Ahead(b.seen.Joined())
		p.Add(theme.Plain, "", ahead)
		for _, wait := range waits {
			p.Add(theme.Warning, s.Signs.Warning, wait)
		}
	}
	for _, i := range b.seen.Items {
		if i.Err != nil {
			p.Gap()
			cannot(p, i)
		}
	}
	if n := b.seen.Others(a.Member()); n > 0 && !b.takeOver {
		p.Add(theme.Dim, "", fmt.Sprintf("Press t to take over %s first, and change them as well.", wording.Counted(n, "interview")))
	}
	for _, i := range b.seen.Possible() {
		p.Gap()
		b.itemLines(p, i)
	}
	p.Gap()
	p.Add(theme.Dim, "", wording.NothingYet)
	return p.Lines
}

// cannot says why an interview cannot be changed.
func cannot(p *stages.Page, i bulk.Item) {
	words := text.Line(recruit.Sentence(i.Err))
	if i.Was.Interview.ID != 0 {
		words = called(i.Was) + ": " + words
	}
	p.Add(theme.Error, p.App.Styles().Signs.Error, words)
}

// itemLines are those of one interview that would be changed.
func (b *box) itemLines(p *stages.Page, i bulk.Item) {
	s := b.app.Styles()
	p.Lines = append(p.Lines, s.Title.Render(b.app.Grid().Truncate(called(i.Was), p.W)))
	p.Add(theme.Plain, " ", b.becomes(i))
	if i.TakesOver {
		p.Add(theme.Warning, s.Signs.Warning, text.Line(i.Was.Organiser.Name)+" organises it; you take it over first.")
	}
	for _, w := range i.Then.Warnings {
		if !w.Waits {
			p.Add(theme.Warning, s.Signs.Warning, text.Line(w.Sentence))
		}
	}
	for _, e := range i.Then.Effects {
		if e.Kind.IsMail() {
			p.Add(theme.Dim, " ", b.app.Reader().MailText(i.Then.Record, e))
		}
	}
}

// becomes says what an interview is and would be.
func (b *box) becomes(i bulk.Item) string {
	was, then := b.short(i.Was.Interview), i.Then.Record
	//exhaustive:enforce
	switch b.seen.Change.Kind {
	case bulk.Move, bulk.Find:
		return was + " → " + b.app.WhenText(then.Interview)
	case bulk.Cancel:
		return was + ", cancelled"
	case bulk.Replace:
		return was + ", " + swapped(i)
	case bulk.Undo:
		return i.Undoes(b.short)
	case bulk.Ask:
		return was
	}
	return was
}

// swapped says who comes for whom: "Dana Ortiz instead of Haru Tanaka".
func swapped(i bulk.Item) string {
	var come, leave []string
	for _, p := range i.Then.Record.Panel() {
		if was, in := i.Was.Person(p.Address); !in || !was.Invited() {
			come = append(come, wording.PersonName(p))
		}
	}
	for _, p := range i.Was.Panel() {
		if now, in := i.Then.Record.Person(p.Address); !in || !now.Invited() {
			leave = append(leave, wording.PersonName(p))
		}
	}
	return strings.Join(come, ", ") + " instead of " + strings.Join(leave, ", ")
}

// followLines say what has happened to each and what has not (R11).
func (b *box) followLines(w int) []string {
	a, s := b.app, b.app.Styles()
	p := &stages.Page{App: a, W: w}
	done, left := b.result.Done(), b.result.NotDone()
	if len(done) > 0 {
		p.Add(theme.OK, s.Signs.OK, fmt.Sprintf("%s (%s)", b.result.Change.Words().Saved, wording.Counted(len(done), "interview")))
	} else {
		p.Add(theme.Error, s.Signs.Error, "Nothing was changed.")
	}
	if b.err != nil {
		p.Add(theme.Error, s.Signs.Error, text.Line(recruit.Sentence(b.err)))
	}
	for _, o := range left {
		cannot(p, o.Item)
	}
	p.Gap()
	for _, o := range done {
		tone, state := outside(b.result.Followed(o.Record))
		p.Add(tone, s.Signs.Of(tone), called(o.Record)+", "+b.after(o)+": "+state)
		for _, e := range b.result.Followed(o.Record) {
			if e.Error != "" || e.NeedsAttention() {
				t, said := a.Reader().EffectState(e, wording.BehindZoom(o.Record, e))
				p.Add(t, "  "+s.Signs.Of(t), recruit.Capital(wording.EffectName(e))+": "+said)
			}
		}
	}
	if len(done) > 0 && b.settled() {
		p.Gap()
		p.Add(theme.Plain, "", wording.AllConfirmed)
	}
	return p.Lines
}

// after says when an interview is after the change, or that it is cancelled.
func (b *box) after(o bulk.Outcome) string {
	if o.Record.Interview.Status == recruit.Cancelled {
		return b.short(o.Was.Interview) + ", cancelled"
	}
	if b.result.Removed(o) {
		return b.short(o.Was.Interview) + ", removed"
	}
	if b.result.Change.Kind == bulk.Replace {
		return b.short(o.Record.Interview) + ", " + swapped(o.Item)
	}
	return b.short(o.Record.Interview)
}

// outside says how far what an interview calls for has come.
func outside(effects []recruit.Effect) (theme.Tone, string) {
	all, done, needs := 0, 0, false
	for _, e := range effects {
		all++
		if e.State == recruit.Done {
			done++
		}
		needs = needs || e.NeedsAttention()
	}
	switch {
	case all == 0:
		return theme.OK, "no one needs to be told"
	case needs:
		return theme.Warning, fmt.Sprintf("%d of %d confirmed", done, all)
	case done == all:
		return theme.OK, fmt.Sprintf("all %d confirmed", all)
	}
	return theme.Dim, fmt.Sprintf("%d of %d confirmed", done, all)
}

// backLines say what was taken back, and what stays.
func (b *box) backLines(w int) []string {
	s := b.app.Styles()
	p := &stages.Page{App: b.app, W: w}
	if n := len(b.back.Done()); n > 0 {
		p.Add(theme.OK, s.Signs.OK, "Undone: "+wording.Counted(n, "interview")+"; nothing was sent for these.")
	}
	if b.err != nil {
		p.Add(theme.Error, s.Signs.Error, text.Line(recruit.Sentence(b.err)))
	}
	for _, o := range b.back.NotDone() {
		cannot(p, o.Item)
	}
	if b.back.Done() != nil {
		p.Gap()
	}
	for _, o := range b.back.Done() {
		p.Add(theme.OK, s.Signs.OK, called(o.Record)+", "+b.short(o.Record.Interview))
	}
	return p.Lines
}
