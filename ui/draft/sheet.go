package draft

import (
	"slices"
	"strings"
)

// Kind is how something is typed or chosen.
type Kind int

// The kinds of fields.
const (
	Line Kind = iota
	Lines
	Zone     // a time zone, or a city in it
	AnyZone  // the same, where nobody has to know it
	Language // of mails
	Choice   // one of the options
)

// Option is one of a few values, and how it is called.
type Option struct {
	Value, Label string
}

// Field is one thing about a T that a person types, wherever it is asked for: in
// a form on the screen, or in a question of plain mode.
type Field[T any] struct {
	Name     string // as services call it
	Label    string
	Kind     Kind
	Options  []Option
	Proposal string // stands there while nothing is typed
	Hint     string // stands below

	// Text is where the value is held, if it is held as it is typed. Otherwise Get
	// writes it and Set reads what was typed.
	Text func(*T) *string
	Get  func(T) string
	Set  func(*T, string) error
}

// Sheet is a record as it is being typed: a text for each of its fields.
type Sheet[T any] struct {
	Fields []Field[T]
	Texts  []string
}

// NewSheet writes the fields of a record.
func NewSheet[T any](record T, fields []Field[T]) *Sheet[T] {
	s := &Sheet[T]{Fields: fields, Texts: make([]string, len(fields))}
	for i, f := range fields {
		if f.Get != nil {
			s.Texts[i] = f.Get(record)
		} else {
			s.Texts[i] = *f.Text(&record)
		}
	}
	return s
}

// At is where the text of a field is held.
func (s *Sheet[T]) At(name string) *string {
	return &s.Texts[slices.IndexFunc(s.Fields, func(f Field[T]) bool { return f.Name == name })]
}

// Values are what is typed, by the names of the fields; Fill takes them.
func (s *Sheet[T]) Values() map[string]string {
	out := map[string]string{}
	for i, f := range s.Fields {
		out[f.Name] = s.Texts[i]
	}
	return out
}

// Fill takes what Values returned before.
func (s *Sheet[T]) Fill(values map[string]string) {
	for i, f := range s.Fields {
		s.Texts[i] = values[f.Name]
	}
}

// Into writes what is typed into a record. What cannot be read is left as it was
// there, and the error is about its field.
func (s *Sheet[T]) Into(record T) (T, error) {
	var wrong error
	for i, f := range s.Fields {
		if f.Set == nil {
			*f.Text(&record) = s.Texts[i]
		} else if err := f.Set(&record, s.Texts[i]); err != nil && wrong == nil {
			wrong = err
		}
	}
	return record, wrong
}

// trimmed is a field whose value has no blanks around it.
func trimmed[T any](f Field[T]) Field[T] {
	at := f.Text
	f.Set = func(record *T, typed string) error {
		*at(record) = strings.TrimSpace(typed)
		return nil
	}
	return f
}

// commas is a field that holds a list, with commas between its items.
func commas[T any](f Field[T], at func(*T) *[]string) Field[T] {
	f.Get = func(record T) string { return strings.Join(*at(&record), ", ") }
	f.Set = func(record *T, typed string) error {
		var list []string
		for part := range strings.SplitSeq(typed, ",") {
			if part = strings.TrimSpace(part); part != "" {
				list = append(list, part)
			}
		}
		*at(record) = list
		return nil
	}
	return f
}

// Either is a field with two answers, of which the second one is yes.
func Either[T any](f Field[T], at func(*T) *bool) Field[T] {
	f.Kind = Choice
	f.Get = func(record T) string {
		if *at(&record) {
			return f.Options[1].Value
		}
		return f.Options[0].Value
	}
	f.Set = func(record *T, typed string) error {
		*at(record) = typed == f.Options[1].Value
		return nil
	}
	return f
}

// within are the fields of a part of a T.
func within[T, U any](fields []Field[U], part func(*T) *U) []Field[T] {
	out := make([]Field[T], len(fields))
	for i, f := range fields {
		out[i] = Field[T]{Name: f.Name, Label: f.Label, Kind: f.Kind, Options: f.Options, Proposal: f.Proposal, Hint: f.Hint,
			Text: func(t *T) *string { return f.Text(part(t)) }}
		if f.Set != nil {
			out[i].Set = func(t *T, typed string) error { return f.Set(part(t), typed) }
		}
	}
	return out
}
