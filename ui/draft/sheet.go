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
	Secret   // is shown and kept nowhere; none keeps the one that is saved
	Zone     // a time zone, or a city in it
	AnyZone  // the same, where nobody has to know it
	Language // of mails
	FilePath // the path of one on this machine, or one that was sent to the host
	Choice   // one of the options
	Rating   // the same, where each is called by a digit, which chooses it
)

// Option is one of a few values, and how it is called.
type Option struct {
	Value, Label string
}

// Note is what is to be known of a field with what is typed at the moment.
type Note struct {
	Text  string
	Warns bool
}

// Field is one thing about a T that a person types, wherever it is asked for: in
// a form on the screen, or in a question of plain mode.
type Field[T any] struct {
	Name     string // as services call it
	Label    string
	Kind     Kind
	Options  []Option
	Height   int    // lines that a field of the kind Lines shows, 0 for the usual number
	Proposal string // stands there while nothing is typed
	Hint     string // stands below
	// Alone is the label where the fields around it are not in sight; "" is Label.
	Alone string
	// Help says in a sentence what is to be typed, where the form is not in sight; ""
	// is the hint.
	Help string
	// Optional says that it may be left out.
	Optional bool
	// Blank is the word that leaves it out where fields are questions, because "none",
	// which "" stands for, is a value of its own.
	Blank string
	// Note follows what is typed, in place of a hint. It may be nil.
	Note func(T) Note
	// Unused says that what is typed elsewhere makes it useless, so that it is not
	// asked for. It may be nil.
	Unused func(T) bool

	// Text is where the value is held, if it is held as it is typed. Otherwise Get
	// writes it and Set reads what was typed.
	Text func(*T) *string
	Get  func(T) string
	Set  func(*T, string) error
	// Check says what is wrong with an answer by itself, where each is taken alone. It
	// may be nil; saving checks everything.
	Check func(typed string) error
	// Each reads the lines of a field of the kind Lines by themselves, where they are asked
	// for one after the other. It may be nil.
	Each *Each
}

// Each reads one line of a field that holds several, each of them a thing of its own.
type Each struct {
	Label string // of one: "Session"
	Most  int    // so many at most
	// Read says how a line was understood, or what of it cannot be.
	Read func(line string) (understood string, err error)
}

// Write writes what was typed into a record, unless it cannot be read.
func (f Field[T]) Write(record *T, typed string) error {
	if f.Set != nil {
		return f.Set(record, typed)
	}
	*f.Text(record) = typed
	return nil
}

// Sheet is a record as it is being typed: a text for each of its fields.
type Sheet[T any] struct {
	Fields []Field[T]
	Texts  []string
	record T
}

// NewSheet writes the fields of a record.
func NewSheet[T any](record T, fields []Field[T]) *Sheet[T] {
	s := &Sheet[T]{Fields: fields, Texts: make([]string, len(fields)), record: record}
	for i, f := range fields {
		switch {
		case f.Kind == Secret:
		case f.Get != nil:
			s.Texts[i] = f.Get(record)
		default:
			s.Texts[i] = *f.Text(&record)
		}
	}
	return s
}

// At is where the text of a field is held.
func (s *Sheet[T]) At(name string) *string {
	return &s.Texts[slices.IndexFunc(s.Fields, func(f Field[T]) bool { return f.Name == name })]
}

// Values are what is typed, by the names of the fields, secrets left out, which are
// kept nowhere; Fill takes them.
func (s *Sheet[T]) Values() map[string]string {
	out := map[string]string{}
	for i, f := range s.Fields {
		if f.Kind != Secret {
			out[f.Name] = s.Texts[i]
		}
	}
	return out
}

// Fill takes what Values returned before.
func (s *Sheet[T]) Fill(values map[string]string) {
	for i, f := range s.Fields {
		if f.Kind != Secret {
			s.Texts[i] = values[f.Name]
		}
	}
}

// Read writes what is typed into the record that the sheet began with.
func (s *Sheet[T]) Read() (T, error) { return s.Into(s.record) }

// Typed is the same at any moment, as far as it can be read.
func (s *Sheet[T]) Typed() T {
	record, _ := s.Read() // what cannot be read is said when it is saved
	return record
}

// Into writes what is typed into a record. What cannot be read is left as it was
// there, and the error is about its field.
func (s *Sheet[T]) Into(record T) (T, error) {
	var wrong error
	for i, f := range s.Fields {
		if err := f.Write(&record, s.Texts[i]); err != nil && wrong == nil {
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

// commas is a field that holds a list, whose items are separated by commas.
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
			Height: f.Height, Alone: f.Alone, Help: f.Help, Optional: f.Optional, Blank: f.Blank, Check: f.Check, Text: func(t *T) *string { return f.Text(part(t)) }}
		if f.Get != nil {
			out[i].Get = func(t T) string { return f.Get(*part(&t)) }
		}
		if f.Set != nil {
			out[i].Set = func(t *T, typed string) error { return f.Set(part(t), typed) }
		}
		if f.Note != nil {
			out[i].Note = func(t T) Note { return f.Note(*part(&t)) }
		}
		if f.Unused != nil {
			out[i].Unused = func(t T) bool { return f.Unused(*part(&t)) }
		}
	}
	return out
}

// Adopt lets a record that was read anew take the place of the one that the sheet began
// with; what is typed stays.
func (s *Sheet[T]) Adopt(record T) { s.record = record }
