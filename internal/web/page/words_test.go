package page

import (
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"recruitty/recruit/tongue"
)

// TestWordsAreComplete holds that each language of the emails has every sentence, with the same places to fill.
func TestWordsAreComplete(t *testing.T) {
	t.Parallel()
	places := regexp.MustCompile(`\{\w+\}`)
	of := func(text string) []string {
		all := places.FindAllString(text, -1)
		slices.Sort(all)
		return slices.Compact(all)
	}
	model := reflect.ValueOf(english())
	for _, one := range tongue.All() {
		w, speaks, known := speak(one.Tag + "-XX")
		if !known || speaks.Tag != one.Tag {
			t.Fatalf("%s is not spoken", one.Tag)
		}
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if v.Field(i).Kind() != reflect.String {
				continue
			}
			if text := v.Field(i).String(); text == "" || !slices.Equal(of(text), of(model.Field(i).String())) {
				t.Errorf("%s: %s says %q", one.Tag, name, text)
			}
			if one.Tag != "en" && len(model.Field(i).String()) > 20 && v.Field(i).String() == model.Field(i).String() {
				t.Errorf("%s: %s is English", one.Tag, name)
			}
		}
		for name := range english().zonesOf {
			if w.zonesOf[name] == "" {
				t.Errorf("%s has no word for %s", one.Tag, name)
			}
		}
		for _, status := range []int{403, 404, 405, 413, 429, 500, 503} {
			if w.fault[status].Heading == "" || w.fault[status].Text == "" || http.StatusText(status) == "" {
				t.Errorf("%s has no words for %d", one.Tag, status)
			}
		}
	}
}

// TestLanguages holds that the candidate's own language goes before the browser's, and that before the workspace's.
func TestLanguages(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ own, house, browser, want string }{
		"her own":             {"fr", "de", "es", "fr"},
		"with a country":      {"de-CH", "en", "", "de"},
		"the browser's":       {"", "de", "pt-BR,es;q=0.8,fr;q=0.9", "fr"},
		"not ours":            {"pl", "de", "es", "es"},
		"the workspace's":     {"", "de", "pl,*;q=0.1", "de"},
		"none":                {"", "", "", "en"},
		"the workspace's own": {"", "pt-BR", "", "en"},
		"nonsense":            {"", "es", "]]],,;;q=x", "es"},
	} {
		s := single()
		s.Language, s.HouseLanguage = tc.own, tc.house
		body := get(handler(t, &world{view: s}), mine, "Accept-Language", tc.browser).Body.String()
		if got := regexp.MustCompile(`<html lang="(\w+)">`).FindStringSubmatch(body); got == nil || got[1] != tc.want {
			t.Errorf("%s: %v, want %s", name, got, tc.want)
		}
	}
}
