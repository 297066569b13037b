package settings

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// mailTest is the box in which the way to a mailbox is tried, step by step.
type mailTest struct {
	app   *shell.App
	to    string
	steps chan mailStep
	done  []mailStep
	over  bool
}

// mailStep is one step of the way, or with last its end.
type mailStep struct {
	name string
	err  error
	last bool
}

// openMailTest sends a test mail to the acting member.
func openMailTest(a *shell.App) tea.Cmd {
	return a.Open(&mailTest{app: a, to: a.Member().Email, steps: make(chan mailStep, 32)})
}

func (m *mailTest) Init() tea.Cmd {
	post, to, steps := m.app.Services().Mailer, m.to, m.steps
	test := shell.Run(m.app, func(ctx context.Context) (struct{}, error) {
		defer close(steps)
		err := post.Test(ctx, to, func(name string, err error) {
			select {
			case steps <- mailStep{name: name, err: err}:
			case <-ctx.Done():
			}
		})
		return struct{}{}, err
	}, func(_ struct{}, err error) tea.Cmd {
		m.over = true
		m.done = append(m.done, mailStep{err: err, last: true})
		return nil
	})
	return tea.Batch(test, m.next())
}

// next waits for a step and then for the one behind it.
func (m *mailTest) next() tea.Cmd {
	steps := m.steps
	return func() tea.Msg {
		step, open := <-steps
		if !open {
			return nil
		}
		return shell.Answer{Deliver: func() tea.Cmd {
			m.done = append(m.done, step)
			return m.next()
		}}
	}
}

func (m *mailTest) Typing() bool { return false }

func (m *mailTest) Keys() []shell.Action { return []shell.Action{shell.CloseKey(m.app, m)} }

func (m *mailTest) Update(tea.Msg) tea.Cmd { return nil }

func (m *mailTest) View(maxW, maxH int) (string, *tea.Cursor) {
	s, w := m.app.Styles(), min(maxW, 76)
	inner, _ := shell.FrameSize(w, maxH)
	lines := []string{wording.TestMail(m.to), ""}
	add := func(tone theme.Tone, sign, words string) {
		lines = append(lines, s.Tone(tone).Render(m.app.Grid().Wrap(sign+" "+words, inner)))
	}
	var end *mailStep
	failed := false
	for i, step := range m.done {
		switch {
		case step.last:
			end = &m.done[i]
		case step.err != nil:
			failed = true
			add(theme.Error, s.Signs.Error, text.Line(step.name)+": "+text.Line(step.err.Error()))
		default:
			add(theme.OK, s.Signs.OK, text.Line(step.name))
		}
	}
	switch {
	case end == nil:
		add(theme.Dim, s.Signs.Waiting, "trying")
	case end.err != nil && !failed:
		add(theme.Error, s.Signs.Error, recruit.Sentence(end.err))
	case end.err == nil:
		lines = append(lines, "", m.app.Grid().Wrap(wording.TestMailTaken, inner))
	}
	return m.app.Frame("Test of the mail settings", "", strings.Join(lines, "\n"), m.app.Foot(m.Keys(), "esc"), w, maxH), nil
}
