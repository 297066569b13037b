package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/form"
)

// FormModal is a box with a form that saves its draft. It closes when the save
// succeeded; a failure brings the form back with the error above it. esc closes
// it, after a question when something was typed.
type FormModal struct {
	app   *App
	title string
	note  string
	verb  string
	form  *form.Form
	save  func(context.Context) error
	done  func() tea.Cmd
	room  [2]int
}

// NewFormModal makes the box: note stands at the right of its upper edge, verb
// names what ctrl+s does. save runs beside the event loop and must work on a
// copy of the draft made before; done runs in the loop after it succeeded.
func NewFormModal(a *App, title, note, verb string, o form.Options, save func(context.Context) error, done func() tea.Cmd) *FormModal {
	o.Styles, o.Remote = a.Styles, a.session.Remote
	return &FormModal{app: a, title: title, note: note, verb: verb, form: form.New(o), save: save, done: done}
}

// Init implements Modal.
func (m *FormModal) Init() tea.Cmd {
	return m.resize(m.app.width, m.app.height)
}

// resize gives the form what the window leaves beside frame and foot.
func (m *FormModal) resize(w, h int) tea.Cmd {
	m.room = [2]int{min(w-2, 106), h - 3}
	bodyW, bodyH := FrameSize(m.room[0], m.room[1])
	return m.form.Resize(bodyW, max(bodyH-2, 1))
}

// Typing implements Modal.
func (m *FormModal) Typing() bool { return m.form.Typing() }

// Keys implements Modal.
func (m *FormModal) Keys() []Key {
	if m.form.State() != form.Editing {
		return nil
	}
	keys := []Key{Bind("ctrl+s", m.verb, "ctrl+s", "alt+s"), Bind("esc", "close")}
	for _, b := range m.form.Keys() {
		keys = append(keys, Key{Binding: b})
	}
	return keys
}

// Update implements Modal.
func (m *FormModal) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		return Stay, m.resize(size.Width, size.Height)
	}
	event, cmd := m.form.Update(msg)
	switch event {
	case form.Submitted:
		m.form.SetSaving()
		return Stay, run(m.app,
			func(ctx context.Context) (struct{}, error) { return struct{}{}, m.save(ctx) },
			func(_ struct{}, err error) tea.Cmd {
				if err != nil {
					return m.form.Failed(err)
				}
				m.form.SetDone()
				m.app.Close(m)
				return m.done()
			})
	case form.Escaped:
		if !m.form.Dirty() {
			return Closed, nil
		}
		return Stay, m.app.Open(NewConfirm(m.app, "Close without saving?", "What you typed here has not been saved.", "close",
			func() tea.Cmd { m.app.Close(m); return nil }))
	}
	return Stay, cmd
}

// View implements Modal.
func (m *FormModal) View(maxW, maxH int) (string, *tea.Cursor) {
	body, at := m.form.View()
	foot := ""
	if m.form.State() == form.Editing {
		s := m.app.styles
		foot = s.Key.Render("esc") + s.Dim.Render(" close     ") + s.Key.Render("ctrl+s") + s.Dim.Render(" "+m.verb)
	}
	return m.app.Frame(m.title, m.note, body, foot, min(m.room[0], maxW), maxH), offset(at, 2, 1)
}
