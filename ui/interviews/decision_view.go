package interviews

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/ui/forms"
	"recruitty/ui/interviews/daystrip"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// The widths from which on the day stands beside a form, of the box that has both, and of
// the day at least.
const (
	dayFrom  = 110
	dayMost  = 150
	leastDay = 40
)

// widest is how wide the box gets.
func (c *decisionBox) widest() int {
	if c.strip != nil && c.app.Width >= dayFrom && c.stage == typing {
		return dayMost
	}
	return c.width
}

// formWidth is what the form has of a box whose body is w cells wide; the day has the rest.
func (c *decisionBox) formWidth(w int) int {
	if c.strip == nil || c.app.Width < dayFrom {
		return w
	}
	return min(w-leastDay-3, forms.FormWidth)
}

// dayLine says under the start what the day would show, where there is no room for it.
func (c *decisionBox) dayLine() []forms.Hint {
	if c.app.Width >= dayFrom || c.strip.Line() == "" {
		return nil
	}
	return []forms.Hint{{Text: c.strip.Line()}}
}

// dayKeys read the day, where it stands beside the form.
func (c *decisionBox) dayKeys() []shell.Action {
	if c.strip == nil || c.app.Width < dayFrom {
		return nil
	}
	return []shell.Action{c.strip.Key()}
}

func (c *decisionBox) resize() tea.Cmd {
	w, h := forms.BoxSize(c.app, c.widest())
	bodyW, bodyH := shell.FrameSize(w, h)
	head, _ := c.above(bodyW, bodyH)
	return c.form.Resize(c.formWidth(bodyW), max(bodyH-2-strings.Count(head, "\n"), 1))
}

// above is what stands over the fields of a box with these rows for both and its
// foot, and how much of it is out of sight.
func (c *decisionBox) above(w, rows int) (string, shell.Sight) {
	return forms.Intro(c.top(w), &c.scroll, rows-2)
}

// low reports whether what stands over the fields has to be read past.
func (c *decisionBox) low() bool {
	w, h := shell.FrameSize(forms.BoxSize(c.app, c.widest()))
	_, seen := c.above(w, h)
	return seen != shell.Sight{}
}

// top is all that stands over the fields.
func (c *decisionBox) top(w int) string {
	s, head := c.app.Styles(), ""
	warn := func(words, end string) {
		head += s.Warning.Render(c.app.Grid().Wrap(s.Signs.Warning+" "+text.Line(words), w)) + end
	}
	services := c.asks.outside()
	if len(services) > 0 {
		head += c.services(services, w) + "\n"
	} else {
		for _, warning := range c.early {
			warn(warning.Sentence, "\n")
		}
	}
	if c.notice != "" {
		warn(c.notice, "\n\n")
	}
	if asked := c.asks.head(w); asked != "" {
		head += asked
	}
	return strings.TrimRight(head, "\n")
}

// services is how Zoom and mail stand, in a line; the preview says what that means for this
// interview.
func (c *decisionBox) services(all []wording.Service, w int) string {
	s := c.app.Styles()
	words := make([]string, len(all))
	for i, one := range all {
		sign := map[wording.State]string{wording.Set: s.Signs.Bullet, wording.Pending: s.Signs.Waiting}[one.State]
		if sign == "" {
			sign = s.Signs.Empty
		}
		words[i] = s.Tone(one.State.Tone()).Render(one.Line(sign))
	}
	line := strings.Join(words, s.Dim.Render(" "+s.Signs.Dot+" "))
	if c.app.Grid().Width(line) > w { // one below the other
		line = strings.Join(words, "\n")
	}
	return line
}

// View draws the form, the preview or the progress, whichever it is time for.
func (c *decisionBox) View(maxW, maxH int) (string, *tea.Cursor) {
	a, s := c.app, c.app.Styles()
	w := min(maxW, c.widest())
	inner, rows := shell.FrameSize(w, maxH)
	var (
		body, foot string
		seen       shell.Sight
		at         *tea.Cursor
	)
	foot = c.app.Foot(c.Keys(), shell.EditorKey, "esc", "tab", "enter", "ctrl+s")
	if c.mails.Reading() {
		body, seen = shell.Window(c.mails.Draw(a, inner), &c.scroll, rows-2)
		return a.FrameSeen(c.words.Title, c.mails.Place(""), body, foot, seen, w, maxH), nil
	}
	switch c.stage {
	case typing:
		head, hidden := c.above(inner, rows)
		body, at = c.form.View()
		if form := c.formWidth(inner); form < inner {
			body = daystrip.Beside(a, body, form, c.strip.Draw(inner-form-3, max(rows-2-strings.Count(head, "\n"), 4)))
		}
		body, at, seen = head+body, shell.Offset(at, 2, 1+strings.Count(head, "\n")), hidden.And(forms.SightOf(c.form))
	case looking:
		body = working(a)
	case previewed:
		body = previewText(a, *c.preview, c.mails.Lines(), inner)
		if head := c.asks.head(inner); head != "" {
			body = head + "\n" + body
		}
		if c.taken != "" {
			body = s.Warning.Render(a.Grid().Wrap(s.Signs.Warning+" "+c.taken, inner)) + "\n\n" + body
		}
		body, seen = shell.Window(body, &c.scroll, rows-2)
	case saving:
		body = s.Signs.Waiting + " Saving"
	case followed:
		body, foot = c.progress.view(inner), c.progress.foot()
	}
	return a.FrameSeen(c.words.Title, c.note, body, foot, seen, w, maxH), at
}

// working says that it is not known yet what a decision would do.
func working(a *shell.App) string {
	return a.Styles().Dim.Render(a.Styles().Signs.Waiting + " Working out what will happen")
}

// previewText says what a decision will make and who is told what: the
// preview before Send Invitation.
func previewText(a *shell.App, f scheduling.Preview, mails []string, w int) string {
	s, i := a.Styles(), f.Record.Interview
	var lines []string
	add := func(tone theme.Tone, words string) {
		for line := range strings.SplitSeq(a.Grid().Wrap(words, max(w, 10)), "\n") {
			lines = append(lines, s.Tone(tone).Render(line))
		}
	}
	lines = append(lines, s.Title.Render(a.Grid().Truncate(text.Line(i.Title), w)))
	add(theme.Plain, a.WhenText(i))
	if i.Platform != recruit.Zoom && i.Place != "" {
		add(theme.Plain, i.Platform.Label()+": "+text.Line(i.Place))
	}
	if i.Description != "" {
		add(theme.Dim, text.Block(i.Description))
	}
	if why := f.Why(); why != "" {
		add(theme.Plain, "Reason, which everybody is told: "+text.Line(why))
	}
	lines = append(lines, "")
	for _, warning := range f.Warnings {
		add(theme.Warning, s.Signs.Warning+" "+text.Line(warning.Sentence))
	}
	if len(f.Warnings) > 0 {
		lines = append(lines, "")
	}
	ahead, waits := wording.Ahead(f)
	add(theme.Plain, ahead)
	for _, wait := range waits {
		add(theme.Warning, s.Signs.Warning+" "+wait)
	}
	for _, e := range f.Effects {
		if e.Kind.IsMail() {
			add(theme.Plain, "  "+a.Reader().MailText(f.Record, e))
		}
	}
	for _, file := range f.Record.Files {
		add(theme.Dim, "  "+wording.File(file))
	}
	lines = append(lines, "", s.Dim.Render(wording.NothingYet))
	for i, line := range mails {
		if i == 0 {
			lines = append(lines, "")
		}
		add(theme.Plain, line)
	}
	return strings.Join(lines, "\n")
}
