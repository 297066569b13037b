package ui

import (
	"errors"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// language is a field for the language of mails; empty says what it means when
// nothing is typed.
func (f *fields) language(name, label string, value *string, empty string) *row {
	r := f.line(name, label, value).saying(1, func() []hint {
		if strings.TrimSpace(*value) == "" {
			return []hint{{theme.Dim, empty}}
		}
		tag, err := recruit.CleanLanguage(*value)
		if err != nil {
			return []hint{{theme.Dim, "such as en, de or pt-BR"}}
		}
		return []hint{{theme.Dim, languageWords(f.app, tag)}}
	})
	r.input.Validate(func(v string) error {
		if _, err := recruit.CleanLanguage(v); err != nil {
			return errors.New(text.Line(recruit.Sentence(err)))
		}
		return f.check(name, v)
	})
	return r
}

// languageWords reports whether there are words in a language without writing any.
func languageWords(a *App, tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	if slices.Contains(a.desk().Templates.Wording.Languages(), base) {
		return recruit.LanguageName(tag) + ": words in it come with the program"
	}
	return recruit.LanguageName(tag) + ": only templates of your own are in it; write them under Settings, Templates"
}
