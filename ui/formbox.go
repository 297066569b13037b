package ui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/form"
	"recruitty/ui/stroke"
	"recruitty/ui/text"
)

// fields makes the rows of one form. It remembers what a service refused, so
// that the sentence stands at its field until the value there changes.
type fields struct {
	app     *App
	room    int // cells of the label column
	names   []string
	refused map[string]refusal
}

type refusal struct {
	value string
	err   error
}

func newFields(a *App, room int) *fields {
	return &fields{app: a, room: room, refused: map[string]refusal{}}
}

// check fails while a value is the one that was refused.
func (f *fields) check(name, value string) error {
	if r, ok := f.refused[name]; ok && r.value == value {
		return r.err
	}
	return nil
}

// refuse takes note of an error about one field and its value.
func (f *fields) refuse(err error, value func(name string) string) (field string) {
	f.refused = map[string]refusal{}
	if field = recruit.FieldOf(err); field != "" {
		f.refused[field] = refusal{value(field), errors.New(text.Line(recruit.Sentence(err)))}
	}
	return field
}

func (f *fields) row(name, label string, field huh.Field) *row {
	return &row{Field: field, app: f.app, label: label, room: f.room}
}

// line is a field for one line of text.
func (f *fields) line(name, label string, value *string) *row {
	in := huh.NewInput().Inline(true).Prompt("").CharLimit(2000).Value(value).
		Validate(func(v string) error { return f.check(name, v) })
	r := f.row(name, label, in)
	r.input, r.value = in, value
	return r
}

// lines is a field for a text of several lines.
func (f *fields) lines(name, label string, value *string, height int) *row {
	in := huh.NewText().Lines(height).ShowLineNumbers(false).CharLimit(20000).ExternalEditor(false).Value(value).
		Validate(func(v string) error { return f.check(name, v) })
	return f.row(name, label, in)
}

// radio is a field for one of a few values.
func (f *fields) radio(name, label string, value *string, options []form.Option) *row {
	return f.row(name, label, newRadio(f.app, value, options, func(v string) error { return f.check(name, v) }))
}

// saying puts lines under a row.
func (r *row) saying(least int, under func() []hint) *row {
	r.least, r.under = least, under
	return r
}

// reserving keeps n lines under a row, so that the form does not have to move
// when more is said there.
func (r *row) reserving(n int) *row {
	r.least = n
	return r
}

// stepping lets ↑ and ↓ change the value of a line.
func (r *row) stepping(step func(by int) bool) *row {
	r.step = step
	return r
}

// hiding shows dots in place of a secret.
func (r *row) hiding() *row {
	r.input.EchoMode(huh.EchoModePassword)
	return r
}

// proposing shows s while nothing is typed.
func (r *row) proposing(s string) *row {
	r.input.Placeholder(s)
	return r
}

// formSpec describes a form in a box of its own: what it asks for and what
// saves it.
type formSpec struct {
	title string
	intro string // above the fields
	verb  string // what ctrl+s does
	draft any    // see form.Options
	// fields builds the rows, bound to the draft.
	fields func(*fields) []huh.Field
	// value is the draft's text for a service's field name.
	value func(name string) string
	room  int // of the labels; 0 means 16
	// save takes what is typed at the moment and returns what saves it beside
	// the event loop; saved is called when that succeeded.
	save   func() func(context.Context) error
	saved  func() tea.Cmd
	typed  func() tea.Cmd // after each key, to show at once what was chosen
	closed func()         // when the box is left without saving
}

// formBox is a modal with one form.
type formBox struct {
	app    *App
	spec   formSpec
	rows   *fields
	form   *form.Form
	warned bool // esc was pressed once while something was typed
}

func newFormBox(a *App, spec formSpec) *formBox {
	if spec.room == 0 {
		spec.room = 16
	}
	if spec.verb == "" {
		spec.verb = "save"
	}
	b := &formBox{app: a, spec: spec, rows: newFields(a, spec.room)}
	b.form = form.New(form.Options{Styles: a.Styles, Draft: spec.draft, Remote: a.session.Remote,
		Fields: func() []huh.Field { return spec.fields(b.rows) }})
	return b
}

func (b *formBox) Init() tea.Cmd { return b.resize() }

// boxSize is the room that a modal has in the window.
func (a *App) boxSize(widest int) (w, h int) { return min(a.width-2, widest), a.height - 3 }

const formWidth = 84

func (b *formBox) intro(w int) string {
	if b.spec.intro == "" {
		return ""
	}
	return text.Wrap(b.spec.intro, w) + "\n\n"
}

func (b *formBox) resize() tea.Cmd {
	w, h := b.app.boxSize(formWidth)
	bodyW, bodyH := FrameSize(w, h)
	used := 2 // the foot
	if in := b.intro(bodyW); in != "" {
		used += text.Height(in) - 1
	}
	return b.form.Resize(bodyW, max(bodyH-used, 3))
}

func (b *formBox) Typing() bool { return true }

func (b *formBox) Keys() []Key {
	if b.form.State() != form.Editing {
		return nil
	}
	return []Key{Bind("ctrl+s", b.spec.verb, "ctrl+s", "alt+s"), Bind("tab", "next"), Bind("shift+tab", "before"), Bind("esc", "close")}
}

func (b *formBox) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	if _, ok := msg.(tea.WindowSizeMsg); ok {
		return Stay, b.resize()
	}
	event, cmd := b.form.Update(safe(msg))
	switch event {
	case form.Submitted:
		return Stay, b.submit()
	case form.Escaped:
		if b.form.Dirty() && !b.warned {
			b.warned = true
			return Stay, b.app.Say(0, "What you typed is not saved: ctrl+s saves it, esc once more leaves it.")
		}
		if b.spec.closed != nil {
			b.spec.closed()
		}
		return Closed, nil
	}
	if _, key := msg.(tea.KeyPressMsg); key {
		b.warned = false
	}
	if b.spec.typed != nil {
		cmd = tea.Batch(cmd, b.spec.typed())
	}
	return Stay, cmd
}

// submit saves what was typed; a failure brings the form back with the reason,
// at its field where there is one.
func (b *formBox) submit() tea.Cmd {
	b.form.SetSaving()
	save := b.spec.save()
	return run(b.app, func(ctx context.Context) (struct{}, error) { return struct{}{}, save(ctx) },
		func(_ struct{}, err error) tea.Cmd {
			if err != nil {
				return failForm(b.form, b.rows, err, b.spec.value)
			}
			b.app.Close(b)
			if b.spec.saved != nil {
				return b.spec.saved()
			}
			return nil
		})
}

// failForm shows why something was refused and goes to the field at fault.
func failForm(f *form.Form, rows *fields, err error, value func(string) string) tea.Cmd {
	if value == nil {
		value = func(string) string { return "" }
	}
	field := rows.refuse(err, value)
	cmd := f.Failed(errors.New(recruit.Sentence(err)))
	if field == "" {
		return cmd
	}
	// Checking all fields moves to the first that is wrong, which is this one.
	_, jump := f.Update(stroke.Key("ctrl+s"))
	return tea.Batch(cmd, jump)
}

// safe cleans what is pasted: it may hold escape sequences and characters that
// turn the reading direction around, and a form shows it as it is.
func safe(msg tea.Msg) tea.Msg {
	if p, ok := msg.(tea.PasteMsg); ok {
		return tea.PasteMsg{Content: text.Block(p.Content)}
	}
	return msg
}

// reopen brings a form back as it was, without a reason.
func reopen(f *form.Form) tea.Cmd { return f.Failed(errors.New("")) }

func (b *formBox) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, formWidth)
	inner, _ := FrameSize(w, maxH)
	intro := b.intro(inner)
	body, at := b.form.View()
	foot := "esc close     ctrl+s " + b.spec.verb
	if b.form.State() != form.Editing {
		foot = ""
	}
	if at != nil {
		at = offset(at, 2, 1+text.Height(intro)-1)
	}
	return b.app.Frame(b.spec.title, "", intro+body, foot, w, maxH), at
}
