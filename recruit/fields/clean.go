package fields

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
)

// clean sanitises and checks a field.
func clean(f Field) (Field, error) {
	var err error
	if f.Name, err = recruit.CleanLine("name", "name", f.Name, MaxName); err != nil {
		return f, err
	}
	switch {
	case f.Name == "":
		return f, recruit.Invalid("name", "A field needs a name, such as Notice period.")
	case strings.ContainsAny(f.Name, `=<>":“”„`):
		return f, recruit.Invalid("name", "The name of a field cannot have quotes or any of = < > and :, which separate it from its value.")
	}
	if f.Type, err = ParseType(string(f.Type)); err != nil {
		return f, err
	}
	if f.Type != Choice {
		f.Choices = nil
		return f, nil
	}
	var choices []string
	for _, c := range f.Choices {
		if c, err = recruit.CleanLine("choices", "choice", c, MaxChoice); err != nil {
			return f, err
		}
		if c == "" || slices.ContainsFunc(choices, func(o string) bool { return same(o, c) }) {
			continue
		}
		if len(choices) == MaxChoices {
			return f, recruit.Invalid("choices", "At most %d choices are possible.", MaxChoices)
		}
		choices = append(choices, c)
	}
	if f.Choices = choices; len(choices) < 2 {
		return f, recruit.Invalid("choices", "A list of choices needs at least two values, one on each line.")
	}
	return f, nil
}

// Hidden is the storage for who sees a part of the workspace: they see no definitions, and
// of the values those that package scope lets them see.
type Hidden struct{}

// Setting implements Store.
func (Hidden) Setting(context.Context, string) (string, error) { return "", nil }

// ChangeSetting implements Store.
func (Hidden) ChangeSetting(context.Context, string, string, string, recruit.Activity) error {
	return recruit.Refused(NotShown)
}

// CandidatesWithField implements Store.
func (Hidden) CandidatesWithField(context.Context, []string) (int, error) {
	return 0, recruit.Refused(NotShown)
}

// NotShown says why someone sees no fields.
const NotShown = "Custom fields are shown only to those who see the whole workspace."
