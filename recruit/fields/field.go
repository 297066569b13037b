package fields

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Type is what the values of a field are.
type Type string

// The types.
const (
	Text   Type = "text"
	Number Type = "number"
	Date   Type = "date"
	YesNo  Type = "yes_no"
	Choice Type = "choice" // of a list
)

// Types lists them in the order in which they are offered.
func Types() []Type { return []Type{Text, Number, Date, YesNo, Choice} }

// Words is the type in a sentence: "yes or no".
func (t Type) Words() string {
	//exhaustive:enforce
	switch t {
	case Text:
		return "text"
	case Number:
		return "number"
	case Date:
		return "date"
	case YesNo:
		return "yes or no"
	case Choice:
		return "choice of a list"
	}
	return string(t)
}

// ParseType reads a type as people write it: "number", "yes/no", "Choice".
func ParseType(typed string) (Type, error) {
	key := strings.NewReplacer(" or ", "_", "/", "_", "-", "_", " ", "_").Replace(strings.ToLower(strings.TrimSpace(typed)))
	if key == "choice_of_a_list" || key == "list" {
		key = string(Choice)
	}
	if slices.Contains(Types(), Type(key)) {
		return Type(key), nil
	}
	return "", recruit.Invalid("type", "%q is not a type of field; choose text, number, date, yes_no or choice.", recruit.Shorten(typed))
}

// Bounds of the fields of a workspace.
const (
	MaxFields  = 50  // in use
	MaxRemoved = 50  // kept after they were removed; the oldest is forgotten first
	MaxName    = 60  // characters of a name
	MaxChoices = 50  // of one field
	MaxChoice  = 100 // characters of one
	maxEarlier = 20  // names that a field had before
)

// Field is one field of the candidates of a workspace.
type Field struct {
	Name string `json:"name"` // unique, whatever the case
	Type Type   `json:"type"`
	// Choices are the values of a Choice, in the order in which they are offered.
	Choices []string `json:"choices,omitempty"`
	// Panel says that interviewers see the values for the candidates whom they see.
	Panel bool `json:"panel,omitempty"`
	// Earlier are the names that it had before.
	Earlier   []string  `json:"earlier,omitempty"`
	RemovedAt time.Time `json:"removed_at,omitzero"` // zero while it is in use
}

// Removed reports whether the field is no more in use.
func (f Field) Removed() bool { return !f.RemovedAt.IsZero() }

// Key is how forms and errors call the field.
func (f Field) Key() string { return "field " + f.Name }

// Names are those under which its values stand: its own and the earlier ones.
func (f Field) Names() []string { return append([]string{f.Name}, f.Earlier...) }

// has reports whether the field has a name, or had it.
func (f Field) has(name string) bool {
	return slices.ContainsFunc(f.Names(), func(n string) bool { return same(n, name) })
}

// same reports whether two names are one.
func same(a, b string) bool { return sanitize.Fold(a) == sanitize.Fold(b) }

// TypeWords say what the field takes: "choice of a list: Junior, Senior".
func (f Field) TypeWords() string {
	if f.Type == Choice {
		return f.Type.Words() + ": " + strings.Join(f.Choices, ", ")
	}
	return f.Type.Words()
}

// Leaves says what removing the field leaves, where so many candidates have a value.
func (f Field) Leaves(used int) string {
	switch used {
	case 0:
		return "No candidate has a value in it."
	case 1:
		return "1 candidate has a value in it, which is kept as text."
	}
	return recruit.Counted(used, "candidate", "candidates") + " have a value in it, which is kept as text."
}

// Words are TypeWords, and whether interviewers see it.
func (f Field) Words() string {
	words := f.TypeWords()
	if f.Panel {
		words += "; interviewers see it"
	}
	return words
}

// List are the fields of a workspace in their order, with those that were removed.
type List []Field

// InUse are those that were not removed.
func (l List) InUse() List {
	return slices.DeleteFunc(slices.Clone(l), Field.Removed)
}

// Called finds a field in use by its name or an earlier one, whatever the case. A present
// name goes before an earlier one.
func (l List) Called(name string) (Field, bool) {
	for _, f := range l {
		if !f.Removed() && same(f.Name, name) {
			return f, true
		}
	}
	for _, f := range l {
		if !f.Removed() && f.has(name) {
			return f, true
		}
	}
	return Field{}, false
}

// Named are values under the present names, in their order.
func (l List) Named(values []recruit.OwnField) []recruit.OwnField {
	values = slices.Clone(values)
	for n, v := range values {
		if f, known := l.Called(v.Name); known {
			values[n].Name = f.Name
		}
	}
	return values
}

// Arranged are the values of a candidate under the present names: those of fields in use
// first, in the order of the fields, then the others as they were.
func (l List) Arranged(values []recruit.OwnField) []recruit.OwnField {
	if len(values) == 0 || len(l) == 0 {
		return values
	}
	var all []recruit.OwnField
	left := slices.Clone(values)
	for _, f := range l {
		if f.Removed() {
			continue
		}
		for _, name := range f.Names() { // the present one first
			at := slices.IndexFunc(left, func(v recruit.OwnField) bool { return same(v.Name, name) })
			if at < 0 {
				continue
			}
			all = append(all, recruit.OwnField{Name: f.Name, Value: left[at].Value})
			left = slices.Delete(left, at, at+1)
			break
		}
	}
	return append(all, left...)
}

// ForPanel are the values that interviewers see: of fields in use that say so.
func (l List) ForPanel(values []recruit.OwnField) []recruit.OwnField {
	return slices.DeleteFunc(l.Arranged(values), func(v recruit.OwnField) bool {
		f, known := l.Called(v.Name)
		return !known || !f.Panel || !same(f.Name, v.Name)
	})
}

// Cleaned are values as they are kept: under the present names, and each that is not as it
// was read by the type of its field. A value that was there before may stay as it is, also
// where it does not fit. now is when days such as "tomorrow" are meant. Errors are
// recruit.ErrInvalid, about Field.Key.
func (l List) Cleaned(values, was []recruit.OwnField, now time.Time) ([]recruit.OwnField, error) {
	values, was = l.Arranged(values), l.Arranged(was)
	for n, v := range values {
		f, known := l.Called(v.Name)
		if !known || slices.Contains(was, v) || strings.TrimSpace(v.Value) == "" {
			continue
		}
		value, err := f.Value(v.Value, now)
		if err != nil {
			return nil, err
		}
		values[n].Value = value
	}
	return values, nil
}

// Parse reads what Encode wrote. What is damaged is an error, so that nothing is taken for
// a workspace without fields.
func Parse(text string) (List, error) {
	if text == "" {
		return nil, nil
	}
	var l List
	if err := json.Unmarshal([]byte(text), &l); err != nil {
		return nil, fmt.Errorf("read the fields of candidates: %w", errors.Join(recruit.ErrDamaged, err))
	}
	return l, nil
}

// Encode writes a list as it is kept, "" for none.
func (l List) Encode() string {
	if len(l) == 0 {
		return ""
	}
	text, _ := json.Marshal(l) // texts always encode
	return string(text)
}
