package edit

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"recruitty/ui/keystroke"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

func press(f field, names ...string) {
	for _, name := range names {
		f.Update(keystroke.Key(name))
	}
}

func TestBackspaceTakesWhatOneSees(t *testing.T) {
	t.Parallel()
	const name = "Zoë 🇩🇪 👨‍👩‍👧‍👦 ❤️ नमस्ते 한국어"
	seen := text.Clusters(name)
	area := NewArea(looks())
	area.Focus()
	line := NewLine(looks())
	line.SetWidth(30)
	line.Focus()
	for _, f := range []field{line, area} {
		f.Update(tea.PasteMsg{Content: name})
		for left := len(seen); left >= 0; left-- {
			if want := strings.Join(seen[:left], ""); f.Value() != want {
				t.Fatalf("%T with %d letters left is %q, want %q", f, left, f.Value(), want)
			}
			press(f, "backspace")
		}
		f.Update(tea.PasteMsg{Content: name})
		press(f, "home")
		for left := len(seen); left > 0; left-- {
			press(f, "delete")
		}
		if f.Value() != "" {
			t.Errorf("%T: delete leaves %q", f, f.Value())
		}
	}
}

func TestALimitCutsNoCluster(t *testing.T) {
	t.Parallel()
	line := NewLine(looks())
	line.Limit = 6
	line.Focus()
	line.Update(tea.PasteMsg{Content: "ab👨‍👩‍👧‍👦c"})
	if line.Value() != "ab" || line.LeftOut() != 8 {
		t.Errorf("%q with %d left out", line.Value(), line.LeftOut())
	}
	line.Update(tea.PasteMsg{Content: "cdef"})
	if line.Value() != "abcdef" || line.LeftOut() != 0 {
		t.Errorf("%q with %d left out", line.Value(), line.LeftOut())
	}
	press(line, "g")
	if line.Value() != "abcdef" || line.LeftOut() != 1 {
		t.Errorf("%q with %d left out", line.Value(), line.LeftOut())
	}
}

func TestWhatIsPastedIsText(t *testing.T) {
	t.Parallel()
	line, area := NewLine(looks()), NewArea(looks())
	line.Focus()
	area.Focus()
	const pasted = "a\tb\r\nc\rd\x1b[31m\u2028e\x00\ufffd"
	line.Update(tea.PasteMsg{Content: pasted})
	area.Update(tea.PasteMsg{Content: pasted})
	if got, want := line.Value(), "a b c d[31m e"; got != want {
		t.Errorf("a line is %q, want %q", got, want)
	}
	if got, want := area.Value(), "a    b\nc\nd[31m\ne"; got != want {
		t.Errorf("an area is %q, want %q", got, want)
	}
	line.Reset()
	line.Update(tea.KeyPressMsg{Code: tea.KeyExtended, Text: "left"}) // an input method may say so
	if line.Value() != "left" {
		t.Errorf("a line is %q", line.Value())
	}
}

func TestASecretShowsAStarForALetter(t *testing.T) {
	t.Parallel()
	line := NewLine(looks())
	line.Secret = true
	line.SetWidth(20)
	line.Focus()
	line.Update(tea.PasteMsg{Content: "p 🇩🇪 山x"})
	if got := strings.TrimSpace(text.Strip(line.View())); got != "******" || line.Cursor().X != 6 {
		t.Errorf("%q, cursor at %d", got, line.Cursor().X)
	}
	press(line, "left", "alt+b")
	if line.Cursor().X != 0 {
		t.Errorf("a word is told: the cursor is at %d", line.Cursor().X)
	}
	press(line, "end", "left", "ctrl+w")
	if line.Value() != "x" {
		t.Errorf("%q", line.Value())
	}
}

func TestUpAndDownKeepTheColumn(t *testing.T) {
	t.Parallel()
	area := NewArea(looks())
	area.SetSize(12, 0)
	area.Focus()
	area.SetValue("0123456 wrapped here\n山山山山\nx\n0123456")
	area.ToBegin()
	press(area, "right", "right", "right", "right", "right")
	for _, want := range []string{"01234", "0123456 wrapp", "0123456 wrapped here", "0123456 wrapped here\n山山", "0123456 wrapped here\n山山山山\nx", "0123456 wrapped here\n山山山山\nx\n01234"} {
		if want != "01234" {
			press(area, "down")
		}
		if got := area.Value()[:area.place()]; got != want {
			t.Errorf("before the cursor stands %q, want %q", got, want)
		}
	}
	press(area, "up", "up", "up", "up", "up", "up")
	if got := area.Value()[:area.place()]; got != "01234" {
		t.Errorf("back at %q", got)
	}
}

func TestLettersAreChanged(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, want string
		keys       []string
	}{
		{"🇩🇪ab", "a🇩🇪b", []string{"right", "ctrl+t"}},
		{"a🇩🇪", "🇩🇪a", []string{"end", "ctrl+t"}},
		{"a", "a", []string{"ctrl+t", "end", "ctrl+t"}},
		{"dana ortiz", "Dana ORTIZ", []string{"alt+c", "alt+u"}},
		{"Éa\nB", "éa\nb", []string{"alt+l", "alt+l"}},
	} {
		area := NewArea(looks())
		area.Focus()
		area.SetValue(c.text)
		area.ToBegin()
		press(area, c.keys...)
		if area.Value() != c.want {
			t.Errorf("%q becomes %q with %q, want %q", c.text, area.Value(), c.keys, c.want)
		}
	}
}

func TestALineWithoutFocusTakesNothing(t *testing.T) {
	t.Parallel()
	line, area := NewLine(looks()), NewArea(looks())
	for _, f := range []field{line, area} {
		f.Update(tea.PasteMsg{Content: "x"})
		press(f, "x", "enter")
		if f.Value() != "" || f.Cursor() != nil {
			t.Errorf("%T took %q, cursor %v", f, f.Value(), f.Cursor())
		}
	}
}

// long is a text of 70,000 bytes in lines, and in one line.
var long = map[string]string{
	"lines":   strings.Repeat("Priya knows Go and 山田 knows her 🇩🇪 well enough.\n", 1250),
	"line":    strings.Repeat("Priya knows Go and 山田 knows her 🇩🇪 well enough. ", 1250),
	"flags":   strings.Repeat("🇩🇪", 8750),
	"letters": strings.Repeat("x", 70_000),
}

// BenchmarkKey types into a text of 70,000 bytes and draws it, here and with the
// text area of bubbles.
func BenchmarkKey(b *testing.B) {
	for _, name := range []string{"lines", "line", "flags", "letters"} {
		b.Run(name+"/here", func(b *testing.B) {
			area := NewArea(looks())
			area.SetSize(76, 20)
			area.Focus()
			area.SetValue(long[name])
			for b.Loop() {
				press(area, "x", "backspace")
				_, _ = area.View(), area.Value()
			}
		})
		b.Run(name+"/bubbles", func(b *testing.B) {
			area := textarea.New()
			area.CharLimit, area.MaxHeight = 0, 0
			area.SetWidth(76)
			area.SetHeight(20)
			area.Focus()
			area.SetValue(long[name])
			for b.Loop() {
				for _, key := range []string{"x", "backspace"} {
					area, _ = area.Update(keystroke.Key(key))
				}
				_, _ = area.View(), area.Value()
			}
		})
	}
}

func BenchmarkPaste(b *testing.B) {
	for b.Loop() {
		area := NewArea(looks())
		area.Focus()
		area.Update(tea.PasteMsg{Content: long["lines"]})
		area.View()
	}
}

// TestStoredTextIsSeen: what a field is given shows as it is, or is left out; what
// joins letters stays.
func TestStoredTextIsSeen(t *testing.T) {
	t.Parallel()
	for stored, want := range map[string]string{
		"a\u200bb\u202ec\U000e0041": "abc", "\ufeffx\x1b]52;c;x\x07": "x]52;c;x", "می\u200cخواهم": "می\u200cخواهم", "👨\u200d👩\u200d👧 ❤\ufe0f": "👨\u200d👩\u200d👧 ❤\ufe0f",
	} {
		l, a := NewLine(theme.New(theme.Terminal, theme.IsDark, false)), NewArea(theme.New(theme.Terminal, theme.IsDark, false))
		l.SetValue(stored)
		a.SetValue(stored)
		if l.Value() != want || a.Value() != want {
			t.Errorf("%q becomes %q and %q, want %q", stored, l.Value(), a.Value(), want)
		}
	}
}
