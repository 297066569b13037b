package settings

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// The editor shows the text and the mail side by side in windows of at least
// templateBeside columns; in narrower ones, one of them. A line of text wider
// than templateWidest is hard to read.
const (
	templateBeside = 100
	templateWidest = 180
	templateGap    = 3
	templateSays   = 3 // lines below for what is wrong, one of them empty
)

// size is the room of the text and of what stands beside it, which is the same
// where there is room for one only.
func (e *templateEditor) size() (left, right, h int) {
	w, h := shell.FrameSize(forms.BoxSize(e.app, templateWidest))
	h = max(h-2-templateSays, 3)
	if e.app.Width < templateBeside || e.readOnly {
		return w, w, h
	}
	left = (w - templateGap) * 11 / 20
	return left, w - templateGap - left, h
}

func (e *templateEditor) beside() bool { left, right, _ := e.size(); return left != right }

func (e *templateEditor) resize() {
	left, _, h := e.size()
	e.area.SetSize(left, h)
}

func (e *templateEditor) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, templateWidest)
	left, right, h := e.size()
	e.area.Styles = e.app.Styles()
	var rows []string
	switch {
	case e.beside():
		written, shown := e.app.Grid().Fit(e.area.View(), left, h), e.app.Grid().Fit(e.side(right, h), right, h)
		bar := e.app.Styles().Border.Render(e.app.Styles().Box.Left)
		for i := range written {
			rows = append(rows, e.app.Grid().Pad(written[i], left)+" "+bar+" "+shown[i])
		}
	case e.pane == templateText:
		rows = e.app.Grid().Fit(e.area.View(), left, h)
	default:
		rows = e.app.Grid().Fit(e.side(right, h), right, h)
	}
	inner, _ := shell.FrameSize(w, maxH)
	rows = append(rows, e.app.Grid().Fit("\n"+e.says(inner), inner, templateSays)...)
	var at *tea.Cursor
	if e.Typing() {
		at = shell.Offset(e.area.Cursor(), 2, 1)
	}
	t := e.template
	dot := " " + e.app.Styles().Signs.Dot + " "
	title := recruit.Capital(TheReader(t.Audience)[len("the "):]) + dot + "the interview " + EventName(t.Event)
	return e.app.Frame(title, recruit.LanguageName(t.Language), strings.Join(rows, "\n"), e.foot(), w, maxH), at
}

func (e *templateEditor) foot() string {
	var parts []string
	for _, k := range e.Keys() {
		if k.Why() == "" {
			parts = append(parts, k.Key+" "+k.Help)
		}
	}
	return strings.Join(parts, "   ")
}

// says is what stands below the text: what is wrong with it, else how it is.
func (e *templateEditor) says(w int) string {
	s := e.app.Styles()
	switch wrong := shell.First(e.failure, e.fault); {
	case e.saving:
		return s.Dim.Render(s.Signs.Waiting + " Saving")
	case wrong != "":
		return s.Error.Render(e.app.Grid().Wrap(s.Signs.Error+" "+recruit.Capital(wrong), w))
	case e.readOnly:
		return s.Dim.Render("Nothing is sent.")
	case e.dirty():
		return s.Dim.Render("Changed, not saved yet.")
	case e.template.Own:
		return s.Dim.Render("Your own text, as saved.")
	case e.template.Words != e.template.Language:
		return s.Dim.Render(e.app.Grid().Wrap("There is no text in "+recruit.LanguageName(e.template.Language)+" yet. This is the text in "+recruit.LanguageName(e.template.Words)+"; write over it.", w))
	}
	return s.Dim.Render("The built-in text.")
}

// side draws what stands beside the text.
func (e *templateEditor) side(w, h int) string {
	if e.pane == templatePlaces {
		return e.placesView(w, h)
	}
	s := e.app.Styles()
	about := "The email about " + e.hand.words()
	if reads := e.hand.record.Candidate.Language; e.template.Audience == recruit.ToCandidate && reads != "" && reads != e.template.Language {
		about = "As if in " + recruit.LanguageName(e.template.Language) + ", not " + recruit.LanguageName(reads) + ": the email about " + e.hand.words()
	}
	head := s.Dim.Render(e.app.Grid().Truncate(about, w)) + "\n"
	switch {
	case e.trouble != "":
		return head + "\n" + s.Warning.Render(e.app.Grid().Wrap(s.Signs.Warning+" "+text.Line(e.trouble), w))
	case e.mail.Subject == "" && e.mail.Text == "" && e.fault != "":
		return head + "\n" + s.Dim.Render(e.app.Grid().Wrap("There is no email to show until the text is corrected.", w))
	case e.mail.Subject == "" && e.mail.Text == "":
		return head
	case e.fault != "":
		head = s.Dim.Render(e.app.Grid().Truncate("The email as it was before the mistake", w)) + "\n"
	}
	body := s.Title.Render(e.app.Grid().Wrap(text.Line(e.mail.Subject), w)) + "\n\n" + s.Text.Render(e.app.Grid().Wrap(text.Block(strings.TrimRight(e.mail.Text, "\n")), w))
	return head + "\n" + e.app.Scrolled(&e.scroll, body, w, h-2)
}

// placesView lists the placeholders, the chosen one in sight.
func (e *templateEditor) placesView(w, h int) string {
	s := e.app.Styles()
	var lines []string
	for i, p := range e.places {
		line := e.app.Grid().Pad(e.app.Grid().Pad("{{"+p.Name+"}}", 20)+" "+p.Says, w)
		if i == e.cursor {
			line = s.Selected.Render(line)
		}
		lines = append(lines, line)
	}
	from := e.cursor - (h-4)/2
	body, _ := shell.Window(strings.Join(lines, "\n"), &from, h-3)
	return s.Dim.Render(e.app.Grid().Wrap("[ … ] around a passage leaves it out where a placeholder in it has no value.", w)) + "\n\n" + body
}
