package text

import (
	"math/rand/v2"
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

// TestPlaceIsThatOfTheTables compares the cuts that need no tables with those that do.
func TestPlaceIsThatOfTheTables(t *testing.T) {
	t.Parallel()
	parts := []string{"a", "Ana Sousa", " ", "·", "▸ ", "…", "é", "e\u0301", "\u200b", "漢字", "👩‍👩‍👧‍👦", "1\ufe0f\u20e3", "🇩🇪", "x\u200dy", "\u00ad", "\u0600", "ﷺ", "\x1b[1m", "\x1b[m", "\t", "\u0085", "\xff"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		var b strings.Builder
		for range 1 + random.IntN(7) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		s, w := b.String(), 1+random.IntN(20)
		for _, g := range []Grid{{}, ByCodePoint()} {
			if g.cells(s) <= w {
				continue
			}
			for _, mark := range []string{"", Ellipsis} {
				if got, want := g.end(s, w, mark), g.endByTables(s, w, mark); got != want {
					t.Fatalf("%+v: %q cut to %d with %q is %q, by the tables %q", g, s, w, mark, got, want)
				}
			}
			if i, known := g.place(s, w); known && s[i:] != g.behindByTables(s, w) {
				t.Fatalf("%+v: %q behind %d is %q, by the tables %q", g, s, w, s[i:], g.behindByTables(s, w))
			}
		}
	}
}
