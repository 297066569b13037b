package recruit

import (
	"errors"
	"slices"
	"testing"
)

func TestCleanLanguage(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"": "", "de": "de", " DE ": "de", "pt_br": "pt-BR", "PT-br": "pt-BR", "sr-latn": "sr-Latn", "zh-Hans-cn": "zh-Hans-CN", "fil": "fil",
		"German": "de", "deutsch": "de", "Español": "es", "FRANÇAIS": "fr", "日本語": "ja",
	} {
		if got, err := CleanLanguage(typed); err != nil || got != want {
			t.Errorf("%q is %q, %v; want %q", typed, got, err, want)
		}
	}
	for _, typed := range []string{"Klingon", "d", "de-", "de--AT", "de; DROP", "../en", "en/..", "日本", "deutsch-AT", "a\nb"} {
		if got, err := CleanLanguage(typed); !errors.Is(err, ErrInvalid) || FieldOf(err) != "language" {
			t.Errorf("%q is %q, %v", typed, got, err)
		}
	}
}

func TestLanguageName(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{"": "", "de": "German (de)", "pt-BR": "Brazilian Portuguese (pt-BR)", "de-AT": "de-AT"} {
		if got := LanguageName(tag); got != want {
			t.Errorf("%q is called %q", tag, got)
		}
	}
}

func TestWidening(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string][]string{"": nil, "de": {"de"}, "zh-Hans-CN": {"zh-Hans-CN", "zh-Hans", "zh"}} {
		if got := widening(tag); !slices.Equal(got, want) {
			t.Errorf("%q: %q", tag, got)
		}
	}
}
