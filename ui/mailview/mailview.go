// Package mailview shows the mails of a decision before it is made, one after the other, as
// they would leave.
package mailview

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/mailpreview"
	"recruitty/recruit/scheduling"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// columns is how wide a mail is written at most, so that it is read with ease.
const columns = 76

// Mails are those of a decision, of which one may be read. The zero value has none.
type Mails struct {
	all  []mailpreview.Mail
	left int // how many people get one that is not written
	at   int // which of them is read, from 1; 0 for none
	slot shell.Slot
	// opens follows once they are written; nil for nothing.
	opens func() tea.Cmd
}

// Load has the mails of previews written beside the event loop, for boxes of w cells. What
// there was is dropped at once.
func (m *Mails) Load(a *shell.App, all []scheduling.Preview, w int) tea.Cmd {
	m.Drop()
	from := a.Session().Outbox
	if from == nil || !slices.ContainsFunc(all, func(f scheduling.Preview) bool { return len(f.Effects) > 0 }) {
		return nil
	}
	type written struct {
		all  []mailpreview.Mail
		left int
	}
	return shell.Load(a, &m.slot, func(ctx context.Context) (written, error) {
		mails, left, err := mailpreview.Read(ctx, from, all, mailpreview.Most, min(max(w, 20), columns))
		return written{mails, left}, err
	}, func(got written, err error) tea.Cmd {
		opens := m.opens
		m.opens = nil
		switch {
		case err != nil && opens != nil:
			return a.SayProblem(err)
		case err != nil: // the preview says all but their words
			return nil
		}
		if m.all, m.left = got.all, got.left; opens != nil {
			return opens()
		}
		return nil
	})
}

// Open is Load, and then shows the first mail; where none leaves, that is said.
func (m *Mails) Open(a *shell.App, all []scheduling.Preview, w int, scroll *int) tea.Cmd {
	load := m.Load(a, all, w)
	if load == nil {
		return a.Say(theme.Plain, "No email is sent for this.")
	}
	m.opens = func() tea.Cmd {
		if len(m.all) == 0 {
			return a.Say(theme.Plain, "No email is sent for this.")
		}
		m.at, *scroll = 1, 0
		return nil
	}
	return load
}

// Drop forgets the mails, and stops writing them.
func (m *Mails) Drop() {
	m.slot.Cancel()
	m.all, m.left, m.at, m.opens = nil, 0, 0, nil
}

// Reading reports whether a mail is read.
func (m *Mails) Reading() bool { return m.at > 0 }

// Key goes from what stands before the mails, which is called so, through them and back to
// it. scroll is where one has read to.
func (m *Mails) Key(before string, scroll *int) shell.Action {
	return shell.Action{Name: "decision.mail", Key: "tab", Help: "the emails", Strokes: []string{"tab", "shift+tab"}, Label: func() string {
		if m.at >= len(m.all) {
			return before
		}
		return "mail to " + m.whom(m.at)
	}, Shown: func() bool { return len(m.all) > 0 }, On: func(press tea.KeyPressMsg) tea.Cmd {
		by := 1
		if press.String() == "shift+tab" {
			by = -1
		}
		m.at, *scroll = (m.at+by+len(m.all)+1)%(len(m.all)+1), 0
		return nil
	}}
}

// Keys are those while a mail is read.
func (m *Mails) Keys(before string, scroll *int) []shell.Action {
	return []shell.Action{m.Key(before, scroll), shell.ScrollKeys(scroll), {Name: "decision.edit", Key: "esc", Help: "back to " + before, Do: func() tea.Cmd {
		m.at, *scroll = 0, 0
		return nil
	}}}
}

// whom says whose mail one of them is: "the panel" where one interview sends one mail there,
// else the name of its first reader.
func (m *Mails) whom(n int) string {
	one, alike := m.all[n], 0
	for _, o := range m.all {
		if o.Of.ID != one.Of.ID || !o.Of.Start.Equal(one.Of.Start) {
			return wording.PersonName(one.To) // several interviews
		}
		if o.To.Audience == one.To.Audience {
			alike++
		}
	}
	if alike > 1 {
		return wording.PersonName(one.To)
	}
	switch one.To.Audience {
	case recruit.ToPanel:
		return "the panel"
	case recruit.ToOrganiser:
		return "the organiser"
	}
	return "the candidate"
}

// Place says which mail is read: "email 1 of 3"; else it is what stands there before.
func (m *Mails) Place(before string) string {
	switch {
	case m.at == 0:
		return before
	case m.left > 0:
		return fmt.Sprintf("email %d of %d, %d more are not shown", m.at, len(m.all), m.left)
	}
	return fmt.Sprintf("email %d of %d", m.at, len(m.all))
}

// Lines are the mails in a line each: to whom, and the subject.
func (m *Mails) Lines() []string {
	var lines []string
	for n, one := range m.all {
		line := "Mail to " + m.whom(n)
		if k := len(one.Also); k > 0 {
			line += fmt.Sprintf(" and %d more", k)
		}
		if one.Err != nil {
			line += ": " + text.Line(recruit.Sentence(one.Err))
		} else {
			line += ": “" + text.Line(one.Subject) + "”"
		}
		lines = append(lines, line)
	}
	if m.left > 0 {
		lines = append(lines, wording.MoreMails(m.left))
	}
	return lines
}

// Draw draws the mail that is read in lines of w cells.
func (m *Mails) Draw(a *shell.App, w int) string {
	one, s, g := m.all[m.at-1], a.Styles(), a.Grid()
	const labels = 10
	var lines []string
	field := func(label, words string) {
		for i, line := range strings.Split(g.Wrap(text.Line(words), max(w-labels, 10)), "\n") {
			if i > 0 {
				label = ""
			}
			lines = append(lines, s.Dim.Render(g.Pad(label, labels))+s.Text.Render(line))
		}
	}
	for _, f := range one.Head() {
		field(f.Label, f.Text)
	}
	if one.Err != nil {
		return strings.Join(append(lines, "", s.Tone(theme.Error).Render(g.Wrap(s.Signs.Error+" "+text.Line(one.Body()), w))), "\n")
	}
	lines = append(lines, "")
	for line := range strings.SplitSeq(text.Block(one.Body()), "\n") {
		lines = append(lines, g.Wrap(line, max(w, 10)))
	}
	return strings.Join(lines, "\n")
}
