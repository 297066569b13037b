package ui

import (
	"errors"

	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/text"
)

// fields makes the rows of one form. It remembers what a service refused, so
// that the sentence stands at its field until the value there changes.
type fields struct {
	app     *App
	room    int             // cells of the label column
	rows    map[string]*row // of the newest build, by field name
	refused map[string]refusal
	stale   map[string]difference // see staleform.go
}

type refusal struct {
	value string
	err   error
}

func newFields(a *App, room int) *fields {
	return &fields{app: a, room: room, rows: map[string]*row{}, refused: map[string]refusal{}}
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
	r := &row{Field: field, app: f.app, of: f, name: name, label: label, room: f.room}
	f.rows[name] = r
	return r
}

// value is what is typed in a field at the moment.
func (f *fields) value(name string) string {
	if r, ok := f.rows[name]; ok && r.value != nil {
		return *r.value
	}
	return ""
}

// line is a field for one line of text.
func (f *fields) line(name, label string, value *string) *row {
	in := forms.NewLine(f.app.Styles(), value).
		Validate(func(v string) error { return f.check(name, v) })
	r := f.row(name, label, in)
	r.input, r.value = in, value
	return r
}

// lines is a field for a text of several lines, in which enter is a new line.
func (f *fields) lines(name, label string, value *string, height int) *row {
	in := forms.NewArea(f.app.Styles(), value, height).Remote(f.app.Session().Remote).Validate(func(v string) error { return f.check(name, v) })
	r := f.row(name, label, in)
	r.value = value
	return r
}

// radio is a field for one of a few values.
func (f *fields) radio(name, label string, value *string, options []forms.Option) *row {
	r := f.row(name, label, newRadio(f.app, value, options, func(v string) error { return f.check(name, v) }))
	r.value = value
	return r
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

// leaving calls do when the field is left.
func (r *row) leaving(do func()) *row {
	r.left = do
	return r
}

// hiding shows dots in place of a secret.
func (r *row) hiding() *row {
	r.input.Secret()
	r.secret = true
	return r
}

// proposing shows s while nothing is typed.
func (r *row) proposing(s string) *row {
	r.input.Placeholder(s)
	r.proposal = s
	return r
}
