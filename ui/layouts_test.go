package ui

import (
	"testing"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"recruitty/ui/shell"
)

// TestLettersWorkByTheirPlace types the key of j on keyboards of the world.
func TestLettersWorkByTheirPlace(t *testing.T) {
	t.Parallel()
	for _, l := range shell.Layouts() {
		if n := utf8.RuneCountInString(l.Letters); n != len(l.Keys) {
			t.Errorf("%q has %d letters on %d keys", l.Letters, n, len(l.Keys))
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
		a := shell.New(shell.Session{Language: c.language}, nil)
		r, _ := utf8.DecodeRuneInString(c.text)
		got := a.Latin(tea.KeyPressMsg{Code: r, Text: c.text, BaseCode: c.base, Mod: c.mod})
		if !key.Matches(got, key.NewBinding(key.WithKeys(c.want))) {
			t.Errorf("%q (%q, base %q) is %q, want %q", c.text, c.language, c.base, got.String(), c.want)
		}
	}
}

// TestFieldsTakeLettersAsTheyAre holds that nothing is moved to another place
// while somebody types, and that the terminal tells places only when nobody does.
func TestFieldsTakeLettersAsTheyAre(t *testing.T) {
	t.Parallel()
	f := start(t, 80, 24, nil)
	if k := f.View().KeyboardEnhancements; !k.ReportAlternateKeys || !k.ReportAllKeysAsEscapeCodes || !k.ReportAssociatedText {
		t.Errorf("on a list the terminal is asked for %+v", k)
	}
	f.Press("ctrl+k")
	if k := f.View().KeyboardEnhancements; !k.ReportAlternateKeys || k.ReportAllKeysAsEscapeCodes {
		t.Errorf("in a field the terminal is asked for %+v", k)
	}
	f.Send(tea.KeyPressMsg{Code: 'о', Text: "о", BaseCode: 'j'})
	f.Send(tea.KeyPressMsg{Code: 'ξ', Text: "ξ"})
	f.Shows("оξ")
}
