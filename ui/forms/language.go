package forms

import (
	"errors"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Language is a field for the language of mails; empty says what it means when
// nothing is typed.
func (f *Fields) Language(name, label string, value *string, empty string) *Row {
	r := f.Line(name, label, value).Saying(func() []Hint {
		if strings.TrimSpace(*value) == "" {
			return []Hint{{theme.Dim, empty}}
		}
		tag, err := recruit.CleanLanguage(*value)
		if err != nil {
			return []Hint{{theme.Dim, "e.g. en, de or pt-BR"}}
		}
		return []Hint{{theme.Dim, wording.LanguageWords(tag, f.app.Services().Templates.Renderer.Languages())}}
	})
	r.optional = true
	r.Input.Validate(func(v string) error {
		if _, err := recruit.CleanLanguage(v); err != nil {
			return errors.New(text.Line(recruit.Sentence(err)))
		}
		return f.Check(name, v)
	})
	return r
}
