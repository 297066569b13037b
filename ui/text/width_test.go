package text

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

var measured = []string{
	"", "Priya Raman", "\x1b[1;38;2;1;2;3mName\x1b[m  Stage", "Łukasz Nowak · 山田花子", "e\u0301e\u0301 1\ufe0f\u20e3 x",
	"👩‍👩‍👧 and 🇵🇹🇵🇹", "\u0600123", "a\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\b", "\x1b[", "\x1b[31", "a\tb\x00c", "x\x1b[2Jy\u0301z",
	"\u200dé\u200d", "ab\xff\xfecd", "▸ ● ✓ … ─╭╮", "क्षि देवनागरी", "\u1100\u1161\u11a8a",
}

func TestWidthIsThatOfTheTables(t *testing.T) {
	t.Parallel()
	for _, s := range measured {
		for _, g := range []Grid{{}, ByCodePoint()} {
			if got, want := g.cells(s), g.method().StringWidth(s); got != want {
				t.Errorf("%q takes %d cells, measured as %d by %v", s, want, got, g)
			}
		}
	}
}

func FuzzWidth(f *testing.F) {
	for _, s := range measured {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, g := range []Grid{{}, ByCodePoint()} {
			if got, want := g.cells(s), g.method().StringWidth(s); got != want {
				t.Errorf("%q takes %d cells, measured as %d by %v", s, want, got, g)
			}
		}
	})
}

func BenchmarkWidth(b *testing.B) {
	line := "\x1b[38;2;124;183;255m" + strings.Repeat("Priya Raman  priya@example.com  ", 3) + "\x1b[m · Łukasz"
	b.Run("here", func(b *testing.B) {
		for b.Loop() {
			Width(line)
		}
	})
	b.Run("ansi", func(b *testing.B) {
		for b.Loop() {
			ansi.StringWidth(line)
		}
	})
}
