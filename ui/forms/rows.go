package forms

import (
	"errors"

	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// Fields makes the rows of one form. It remembers what a service refused, so
// that the sentence stands at its field until the value there changes.
type Fields struct {
	app     *shell.App
	room    int             // cells of the label column
	Rows    map[string]*Row // of the newest build, by field name
	Refused map[string]refusal
	stale   map[string]difference // see staleform.go
}

type refusal struct {
	value string
	err   error
}

// NewFields makes rows whose labels are room cells wide.
func NewFields(a *shell.App, room int) *Fields {
	return &Fields{app: a, room: room, Rows: map[string]*Row{}, Refused: map[string]refusal{}}
}

// Check fails while a value is the one that was refused.
func (f *Fields) Check(name, value string) error {
	if r, ok := f.Refused[name]; ok && r.value == value {
		return r.err
	}
	return nil
}

// refuse takes note of an error about one field and its value.
func (f *Fields) refuse(err error, value func(name string) string) (field string) {
	f.Refused = map[string]refusal{}
	if field = recruit.FieldOf(err); field != "" {
		f.Refused[field] = refusal{value(field), errors.New(text.Line(recruit.Sentence(err)))}
	}
	return field
}

// Before is the Before of a form whose record check looks at as the service will, without
// the storage. value is what is typed in a field.
func (f *Fields) Before(check func() error, value func(name string) string) func() {
	return func() {
		if err := check(); err != nil {
			f.refuse(err, value)
		}
	}
}

func (f *Fields) Row(name, label string, field huh.Field) *Row {
	r := &Row{Field: field, app: f.app, of: f, name: name, label: label, room: f.room}
	f.Rows[name] = r
	return r
}

// Typing reports whether one of these fields has the keyboard.
func (f *Fields) Typing(names ...string) bool {
	for _, name := range names {
		if r, ok := f.Rows[name]; ok && r.Focused {
			return true
		}
	}
	return false
}

// value is what is typed in a field at the moment.
func (f *Fields) value(name string) string {
	if r, ok := f.Rows[name]; ok && r.Value != nil {
		return *r.Value
	}
	return ""
}

// Line is a field for one line of text.
func (f *Fields) Line(name, label string, value *string) *Row {
	in := NewLine(f.app.Styles(), value).
		Validate(func(v string) error { return f.Check(name, v) })
	r := f.Row(name, label, in)
	r.Input, r.Value = in, value
	return r
}

// Lines is a field for a text of several lines, in which enter is a new line.
func (f *Fields) Lines(name, label string, value *string, height int) *Row {
	in := NewArea(f.app.Styles(), value, height).Remote(f.app.Session().Remote).Editor(f.app.EditText).Validate(func(v string) error { return f.Check(name, v) })
	r := f.Row(name, label, in)
	r.Value = value
	return r
}

// Tall is a height for a text that is most of a form: least rows, and half of what the
// window has where that is more.
func (f *Fields) Tall(least int) int { return max(least, min((f.app.Height-12)/2, tallest)) }

// tallest is the height from which on an empty text would only be an empty place.
const tallest = 16

// Radio is a field for one of a few values.
func (f *Fields) Radio(name, label string, value *string, options []Option) *Row {
	r := f.Row(name, label, newRadio(f.app, value, options, func(v string) error { return f.Check(name, v) }))
	r.Value = value
	return r
}

// Rating is a radio whose options are called by digits: one key chooses, and goes on to the
// next field.
func (f *Fields) Rating(name, label string, value *string, options []Option) *Row {
	field := newRadio(f.app, value, options, func(v string) error { return f.Check(name, v) })
	field.digits = true
	r := f.Row(name, label, field)
	r.Value = value
	return r
}

// Saying puts lines under a row, and at the foot of the form what helps to fill it in; see
// Hint.
func (r *Row) Saying(under func() []Hint) *Row {
	r.under = under
	return r
}

// Listing puts a list of at most n lines under a row while it has the keyboard, and keeps
// their room then, so that the form does not move when the list gets shorter.
func (r *Row) Listing(n int, list func() []Hint) *Row {
	r.least = n
	return r.Saying(func() []Hint {
		if !r.Focused {
			return nil
		}
		return list()
	})
}

// Stepping lets ↑ and ↓ change the value of a line.
func (r *Row) Stepping(step func(by int) bool) *Row {
	r.step = step
	return r
}

// Leaving calls do when the field is left.
func (r *Row) Leaving(do func()) *Row {
	r.left = do
	return r
}

// Hiding shows dots in place of a secret.
func (r *Row) Hiding() *Row {
	r.Input.Secret()
	r.secret = true
	return r
}

// Optional says that the row may be left empty: no form begins in it.
func (r *Row) Optional() *Row {
	r.optional = true
	return r
}

// Proposing shows s while nothing is typed.
func (r *Row) Proposing(s string) *Row {
	r.Input.Placeholder(s)
	r.proposal = s
	return r
}
