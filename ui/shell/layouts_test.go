package shell

import (
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// TestLettersWorkByTheirPlace types the key of j on keyboards of the world.
func TestLettersWorkByTheirPlace(t *testing.T) {
	t.Parallel()
	for _, l := range layouts() {
		if n := utf8.RuneCountInString(l.letters); n != len(l.keys) {
			t.Errorf("%q has %d letters on %d keys", l.letters, n, len(l.keys))
		}
	}
	for _, c := range []struct {
		text, language string
		base           rune
		mod            tea.KeyMod
		want           string
	}{
		{"о", "ru_RU.UTF-8", 0, 0, "j"}, {"о", "", 'j', 0, "j"}, {"О", "", 'j', tea.ModShift, "J"}, {"О", "", 0, 0, "J"}, {"і", "uk", 0, 0, "s"},
		{"о", "bg_BG.UTF-8", 0, 0, "о"}, {"о", "bg_BG.UTF-8", 'f', 0, "f"}, {"ј", "", 0, 0, "ј"},
		{"ξ", "", 0, 0, "j"}, {"Σ", "", 0, 0, "S"}, {"ח", "", 0, 0, "j"}, {"ㅓ", "", 0, 0, "j"}, {"ㅆ", "", 0, 0, "T"}, {"ㅓ", "", 'j', 0, "j"}, {"ت", "", 0, 0, "j"},
		{"j", "", 'c', 0, "j"}, {"é", "", 0, 0, "é"}, {"山", "", 0, 0, "山"}, {"?", "ru", '7', tea.ModShift, "?"},
	} {
		a := New(Session{Language: c.language}, nil)
		r, _ := utf8.DecodeRuneInString(c.text)
		got := a.latin(tea.KeyPressMsg{Code: r, Text: c.text, BaseCode: c.base, Mod: c.mod})
		if got.String() != c.want {
			t.Errorf("%q (%q, base %q) is %q, want %q", c.text, c.language, c.base, got.String(), c.want)
		}
	}
}
