package forms

import (
	"errors"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Language is a field for the language of mails; empty says what it means when
// nothing is typed.
func (f *Fields) Language(name, label string, value *string, empty string) *Row {
	r := f.Line(name, label, value).Saying(1, func() []Hint {
		if strings.TrimSpace(*value) == "" {
			return []Hint{{theme.Dim, empty}}
		}
		tag, err := recruit.CleanLanguage(*value)
		if err != nil {
			return []Hint{{theme.Dim, "such as en, de or pt-BR"}}
		}
		return []Hint{{theme.Dim, languageWords(f.app, tag)}}
	})
	r.Input.Validate(func(v string) error {
		if _, err := recruit.CleanLanguage(v); err != nil {
			return errors.New(text.Line(recruit.Sentence(err)))
		}
		return f.Check(name, v)
	})
	return r
}

// languageWords reports whether there are words in a language without writing any.
func languageWords(a *shell.App, tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	if slices.Contains(a.Desk().Templates.Renderer.Languages(), base) {
		return recruit.LanguageName(tag) + ": words in it come with the program"
	}
	return recruit.LanguageName(tag) + ": only templates of your own are in it; write them under Settings, Templates"
}
