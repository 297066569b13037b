package recruit

import (
	"cmp"
	"context"
	"errors"
	"testing"
)

// wordsOf is a Renderer with these languages, and settingsIn a store of settings.
type (
	wordsOf    []string
	settingsIn map[string]string
)

func (w wordsOf) BuiltIn(o MailEvent, _ Audience, language string) string {
	for _, l := range w {
		if l == language {
			return string(o) + " in " + l
		}
	}
	return ""
}

func (w wordsOf) Languages() []string                            { return w }
func (w wordsOf) Placeholders(MailEvent, Audience) []Placeholder { return nil }

func (w wordsOf) DraftLetter(t Template, _ LetterValues) (subject, text string, err error) {
	return "", t.Source, nil
}

func (w wordsOf) CheckTemplate(_ MailEvent, _ Audience, source string) error {
	if source == "wrong" {
		return errors.New("line 1: it is wrong")
	}
	return nil
}

func (w wordsOf) Preview(_ MailRequest, t Template, _ int) (TemplatePreview, error) {
	return TemplatePreview{Text: t.Source}, nil
}

func (s settingsIn) Setting(_ context.Context, key string) (string, error) { return s[key], nil }

func (s settingsIn) SetSetting(_ context.Context, key, value string) error {
	s[key] = value
	return nil
}

func (s settingsIn) Secret(context.Context, string) (string, error) { return "", nil }

func (s settingsIn) SetSecret(context.Context, string, string) error { return nil }

func TestWhichWordsAMailHas(t *testing.T) {
	t.Parallel()
	const own = "template.invited.candidate."
	for name, c := range map[string]struct {
		settings settingsIn
		language string
		source   string
		words    string
		own      bool
	}{
		"English at first":              {settingsIn{}, "", "invited in en", "en", false},
		"the workspace's":               {settingsIn{SettingLanguage: "de"}, "", "invited in de", "de", false},
		"the reader's":                  {settingsIn{SettingLanguage: "de"}, "fr", "invited in fr", "fr", false},
		"own words":                     {settingsIn{own + "fr": "à nous"}, "fr", "à nous", "fr", true},
		"of any country":                {settingsIn{}, "fr-CA", "invited in fr", "fr", false},
		"own words of any country":      {settingsIn{own + "pt": "nossas"}, "pt-BR", "nossas", "pt", false},
		"own words of the country":      {settingsIn{own + "pt": "x", own + "pt-BR": "nossas"}, "pt-BR", "nossas", "pt-BR", true},
		"none: those of the workspace":  {settingsIn{SettingLanguage: "de"}, "pl", "invited in de", "de", false},
		"none: own ones of the rest":    {settingsIn{SettingLanguage: "de", own + "de": "unsere"}, "pl", "unsere", "de", false},
		"none at all: English":          {settingsIn{SettingLanguage: "nl"}, "pl", "invited in en", "en", false},
		"none at all: own English ones": {settingsIn{SettingLanguage: "nl", own + "en": "ours"}, "pl", "ours", "en", false},
	} {
		tag := map[string]string{"of any country": "fr-CA", "own words of any country": "pt-BR"}[name]
		templates := &Templates{Settings: &Settings{Store: c.settings}, Renderer: wordsOf{"en", "de", "fr"}}
		got, err := templates.Show(t.Context(), OnInvited, ToCandidate, c.language)
		if err != nil || got.Source != c.source || got.Words != c.words || got.Own != c.own {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		if mail, err := templates.ForMail(t.Context(), OnInvited, ToCandidate, c.language); err != nil || mail.Language != c.words || mail.Source != c.source || mail.Tag != cmp.Or(tag, c.words) {
			t.Errorf("%s: the email has %+v, %v", name, mail, err)
		}
	}
}

func TestTemplatesAreSavedUnderTheirLanguage(t *testing.T) {
	t.Parallel()
	kept := settingsIn{}
	templates := &Templates{Settings: &Settings{Store: kept}, Renderer: wordsOf{"en"}}
	admin, recruiter := Member{ID: 1, Role: Admin}, Member{ID: 2, Role: Recruiter}
	words := Template{Event: OnMoved, Audience: ToPanel, Language: "PT_br", Source: "Olá"}
	if err := templates.Save(t.Context(), recruiter, words); !errors.Is(err, ErrRefused) {
		t.Errorf("a recruiter saved: %v", err)
	}
	if err := templates.Save(t.Context(), admin, words); err != nil || kept["template.moved.panel.pt-BR"] != "Olá" {
		t.Errorf("kept %q, %v", kept, err)
	}
	words.Source = "wrong"
	if err := templates.Save(t.Context(), admin, words); !errors.Is(err, ErrInvalid) || Sentence(err) != "The template was not saved: line 1: it is wrong." {
		t.Errorf("saved what is wrong: %v", err)
	}
	if err := templates.Reset(t.Context(), admin, OnMoved, ToPanel, "pt-BR"); err != nil || kept["template.moved.panel.pt-BR"] != "" {
		t.Errorf("kept %q, %v", kept, err)
	}
	for _, language := range []string{"", "Klingon"} {
		if err := templates.SetLanguage(t.Context(), admin, language); FieldOf(err) != "language" {
			t.Errorf("%q was taken: %v", language, err)
		}
	}
	if err := templates.SetLanguage(t.Context(), admin, "german"); err != nil || kept[SettingLanguage] != "de" {
		t.Errorf("kept %q, %v", kept, err)
	}
}
