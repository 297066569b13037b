package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

func TestPadIsExact(t *testing.T) {
	t.Parallel()
	for _, s := range append(measured, "", "a", "Łukasz Nowak", "日本語テキスト", "👩‍💻 dev", "\x1b[31mred\x1b[m and more", "नमस्ते", "👨‍👩‍👧‍👦", "x\u0600") {
		if strings.ContainsAny(s, "\t\x00") || !utf8.ValidString(s) || strings.HasPrefix(s, "\x1b[") && len(s) < 5 {
			continue // is never padded: Line takes it out
		}
		for _, g := range []Grid{{}, ByCodePoint()} {
			for w := 0; w < 14; w++ {
				if got := g.Width(g.Pad(s, w)); got != w {
					t.Errorf("Pad(%q, %d) is %d wide by %v", s, w, got, g)
				}
				if got := g.Width(g.PadLeft(s, w)); got != w {
					t.Errorf("PadLeft(%q, %d) is %d wide by %v", s, w, got, g)
				}
			}
		}
	}
}

// TestCutIsThatPlace holds that the two sides of a cut are what stands there, on
// either kind of terminal.
func TestCutIsThatPlace(t *testing.T) {
	t.Parallel()
	for _, g := range []Grid{{}, ByCodePoint()} {
		line := "Candidates        Interviews ahead"
		for left := 0; left <= len(line); left++ {
			for right := left; right <= len(line); right++ {
				if got := g.Cut(line, left, right); got != line[left:right] {
					t.Fatalf("from %d to %d by %v: %q", left, right, g, got)
				}
			}
		}
		for _, s := range []string{"Łukasz Nowak", "日本語テキスト and more", "Zoë 🇩🇪🇫🇷 Flags", "The 👨‍👩‍👧‍👦 Family", "Keys 1\ufe0f\u20e32\ufe0f\u20e3 Caps", "Heart ❤\ufe0f and"} {
			w := g.Width(s)
			for left := range w {
				head, tail := g.Cut(s, 0, left), g.Cut(s, left, w)
				if g.Width(head) > left || g.Width(tail) != w-left {
					t.Errorf("%q at %d by %v: %q and %q", s, left, g, head, tail)
				}
				if end := strings.TrimLeft(tail, " "); !strings.HasSuffix(s, end) {
					t.Errorf("%q from %d by %v ends with %q", s, left, g, tail)
				}
			}
		}
	}
}

func TestPackNeverOverflows(t *testing.T) {
	t.Parallel()
	items := []string{"s Schedule an Interview", "m move stage", "n note", "? keys"}
	for w := 0; w < 70; w++ {
		got := Pack(items, " · ", w)
		if Width(got) > w {
			t.Fatalf("width %d: %q is %d wide", w, got, Width(got))
		}
		if w > 0 && got == "" {
			t.Fatalf("width %d shows nothing", w)
		}
	}
	if got, want := Pack(items, " · ", 40), "s Schedule an Interview · m move stage …"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Pack(items, " · ", 100); strings.Contains(got, Ellipsis) {
		t.Errorf("cut although there is room: %q", got)
	}
}

func TestFit(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{0, 0}, {5, 2}, {3, 7}, {20, 1}} {
		lines := Fit("one\ntwo and\nthree", size[0], size[1])
		if len(lines) != size[1] {
			t.Errorf("%v: %d lines", size, len(lines))
		}
		for _, l := range lines {
			if Width(l) != size[0] {
				t.Errorf("%v: %q", size, l)
			}
		}
	}
}

func TestSpread(t *testing.T) {
	t.Parallel()
	for w := 1; w < 30; w++ {
		if got := Width(Spread("left side", "right", w)); got != w {
			t.Errorf("width %d: got %d", w, got)
		}
	}
	if got, want := Spread("a", "b", 5), "a   b"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLineAndBlock(t *testing.T) {
	t.Parallel()
	cases := []struct{ in, line, block string }{
		{"Priya Raman", "Priya Raman", "Priya Raman"},
		{"  two\n lines ", "two lines", "  two\n lines "},
		{"\x1b]0;owned\x07name", "name", "name"},
		{"a\x1b[2Jb\u202ec\u2066d", "ab⟨U+202E⟩c⟨U+2066⟩d", "ab⟨U+202E⟩c⟨U+2066⟩d"},
		{"zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩", "zero⟨U+200B⟩width⟨U+FEFF⟩"},
		{"tag\U000E0041\x07\x7f", "tag⟨U+E0041⟩⟨U+0007⟩⟨U+007F⟩", "tag⟨U+E0041⟩⟨U+0007⟩⟨U+007F⟩"},
		{"👩\u200d💻 ❤\ufe0f می\u200cخواهم क्\u200dष 葛\U000E0100", "👩\u200d💻 ❤\ufe0f می\u200cخواهم क्\u200dष 葛\U000E0100", "👩\u200d💻 ❤\ufe0f می\u200cخواهم क्\u200dष 葛\U000E0100"},
		{"a\u200db a\u200cb", "a⟨U+200D⟩b a⟨U+200C⟩b", "a⟨U+200D⟩b a⟨U+200C⟩b"},
		{"one\rtwo", "one two", "one\ntwo"},
		{"tab\there\r\nnext", "tab here next", "tab    here\nnext"},
		{"C1 \u009b31m", "C1 ⟨U+009B⟩31m", "C1 ⟨U+009B⟩31m"},
	}
	for _, c := range cases {
		if got := Line(c.in); got != c.line {
			t.Errorf("Line(%q) = %q, want %q", c.in, got, c.line)
		}
		if got := Block(c.in); got != c.block {
			t.Errorf("Block(%q) = %q, want %q", c.in, got, c.block)
		}
	}
}

// TestTyped: what is not seen is dropped of what a person types, and joiners stay.
func TestTyped(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, block, line string }{
		{"a\u200bb\u202e\x07\U000E0041c", "abc", "abc"}, {" two\r\n\tlines ", " two\n    lines ", "two lines"}, {"👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم"},
	} {
		if block, line := Typed(c.in), TypedLine(c.in); block != c.block || line != c.line {
			t.Errorf("%q: %q, %q", c.in, block, line)
		}
	}
}

func TestLink(t *testing.T) {
	t.Parallel()
	if got := ansi.Strip(Link("here", "https://example.com")); got != "here" {
		t.Errorf("label is %q", got)
	}
	if got := Link("x", "https://a\x1b]0;b"); got != "x" {
		t.Errorf("a dangerous address was linked: %q", got)
	}
}

func FuzzLine(f *testing.F) {
	for _, s := range []string{"", "a b", "\x1b[31m", "\u202e", "x\ny", "\xff\xfe", "\x9b2J"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range Line(s) {
			if r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e {
				t.Fatalf("%q lets %U through", s, r)
			}
		}
		if got := Line(s); Line(got) != got {
			t.Fatalf("not stable: %q then %q", got, Line(got))
		}
	})
}

func TestWrapKeepsDatesWhole(t *testing.T) {
	t.Parallel()
	if got := Wrap("type one such as 2026-12-01", 22); got != "type one such as\n2026-12-01" {
		t.Errorf("broken as %q", got)
	}
	if got := Wrap("a-very-long-word", 6); got != "a-very\n-long-\nword" {
		t.Errorf("broken as %q", got)
	}
}

// TestWrapGoesOnDeeper keeps what belongs to a line that begins with blanks under it.
func TestWrapGoesOnDeeper(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"Told:\n  ana@example.com sees Tue 1 Dec\n  bo@example.com too": "Told:\n  ana@example.com\n    sees Tue 1 Dec\n  bo@example.com too",
		"  short":                          "  short",
		"          far from the left edge": "          far from\nthe left edge",
		"no blanks at the beginning of it": "no blanks at the\nbeginning of it",
		"  0123456789012345678901234":      "  0123456789012345\n    678901234",
	} {
		got := Wrap(s, 20)
		if got != want {
			t.Errorf("%q is broken as\n%q, want\n%q", s, got, want)
		}
		for line := range strings.SplitSeq(got, "\n") {
			if Width(line) > 20 {
				t.Errorf("%q is %d cells wide", line, Width(line))
			}
		}
	}
}

func TestWrapBeginsNoLineWithADot(t *testing.T) {
	t.Parallel()
	for w, want := range map[int]string{40: "ana@example.org · +3511 · Lisbon (14:02)", 25: "ana@example.org · +3511 ·\nLisbon (14:02)", 17: "ana@example.org ·\n+3511 · Lisbon\n(14:02)"} {
		if got := Wrap("ana@example.org · +3511 · Lisbon (14:02)", w); got != want {
			t.Errorf("in %d cells it is broken as %q", w, got)
		}
	}
}

func TestParagraphSaysWhereItIsCut(t *testing.T) {
	t.Parallel()
	words := "one two three four five six seven"
	if got := Paragraph(words, 12, 9); len(got) != 4 || strings.Join(got, " ") != words {
		t.Errorf("a paragraph that fits became %q", got)
	}
	got := Paragraph(words, 12, 2)
	if len(got) != 2 || got[0] != "one two" || !strings.HasSuffix(got[1], Ellipsis) || Width(got[1]) > 12 {
		t.Errorf("a cut paragraph became %q", got)
	}
}
