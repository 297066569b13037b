package sanitize

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestShown(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Zoë 李小龙 ✓️":                   "Zoë 李小龙 ✓️",
		"a\x1b]0;x\ab":                 "a⟨U+001B⟩]0;x⟨U+0007⟩b",
		"a\u009b31mb\x7f":              "a⟨U+009B⟩31mb⟨U+007F⟩",
		"a\u202eb\u2066c\u061cd":       "a⟨U+202E⟩b⟨U+2066⟩c⟨U+061C⟩d",
		"a\u200bb\u2060c\ufeffd\u200f": "a⟨U+200B⟩b⟨U+2060⟩c⟨U+FEFF⟩d⟨U+200F⟩",
		"a\U000E0041b":                 "a⟨U+E0041⟩b",
		"a\u200db":                     "a⟨U+200D⟩b",
		"👩\u200d💻 ❤\ufe0f":             "👩\u200d💻 ❤\ufe0f",
		"می\u200cخواهم":                "می\u200cخواهم",
		" \ufe0f":                      " ⟨U+FE0F⟩",
		"a\ufe0f\ufe0f":                "a\ufe0f⟨U+FE0F⟩",
		"a\r\nb\tc\rd":                 "a\nb\tc⟨U+000D⟩d",
		"a\u2028b\u0085c":              "a⟨U+2028⟩b⟨U+0085⟩c",
		"a\xffb":                       "a\uFFFDb",
	} {
		if got := Shown(in); got != want {
			t.Errorf("Shown(%q) = %q, want %q", in, got, want)
		}
	}
	if got := ShownLine("a\nb\tc"); got != "a b c" {
		t.Errorf("ShownLine: %q", got)
	}
}

func TestDefused(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "Ana": "Ana", "=1": "'=1", "@x": "'@x", "-x": "'-x", "+x": "'+x", "\tx": "'\tx", "\rx": "'\rx",
		"  =1": "  '=1", "\u3000=1": "\u3000'=1", "＝1": "'＝1", "＋x": "'＋x", "－x": "'－x", "＠x": "'＠x",
		"go; =1": "go; '=1", "go;=1;@x": "go;'=1;'@x", "a\n=1": "a\n'=1", "'=1": "''=1", "O'Hara": "O'Hara", "'x": "'x",
		"+351 912 345 678": "+351 912 345 678", "'+351": "''+351", "-5": "-5", "-": "-", "+49 (30) 12-3": "+49 (30) 12-3", "+1+cmd": "'+1+cmd",
	} {
		if got := Defused(in); got != want || Fused(got) != in {
			t.Errorf("Defused(%q) = %q, want %q; back: %q", in, got, want, Fused(got))
		}
	}
}

// FuzzDefused: nothing is lost on the way out and in, and no cell, however it is
// cut, begins a formula.
func FuzzDefused(f *testing.F) {
	f.Add("a; '=1\n''＝x")
	f.Fuzz(func(t *testing.T, in string) {
		out := Defused(in)
		if Fused(out) != in {
			t.Fatalf("%q comes back as %q", in, Fused(out))
		}
		for _, part := range strings.FieldsFunc(out, func(r rune) bool { return r == ';' || r == '\n' }) {
			part = strings.Trim(part, " ")
			if part != "" && strings.ContainsRune("=@", rune(part[0])) {
				t.Fatalf("%q begins a formula in %q", part, out)
			}
		}
	})
}

// FuzzEveryWay holds for all ways in which foreign text is made safe: whatever comes
// in, nothing that steers a terminal or turns the reading direction goes out.
func FuzzEveryWay(f *testing.F) {
	addSeeds(f)
	for r := range rune(0x20) {
		f.Add("a" + string(r) + "b")
	}
	for _, r := range "\u007f\u0085\u009b\u00ad\u034f\u061c\u115f\u180e\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2066\u2069\u3164\ufeff\uffa0\ufdd0\ufffe\U0001fffe\U000e0041" {
		f.Add("a" + string(r) + "b")
	}
	f.Fuzz(func(t *testing.T, text string) {
		line, _ := Line(text, 1<<20)
		block, _ := Text(text, 1<<20)
		for way, out := range map[string]string{"Line": line, "Text": block, "Head": Head(text, 20), "Brief": Brief(text, 20),
			"Shown": Shown(text), "ShownLine": ShownLine(text), "Seen": Seen(text)} {
			if !utf8.ValidString(out) {
				t.Errorf("%s(%q) = %q is no UTF-8", way, text, out)
			}
			for _, r := range out {
				joiner := r == '\u200C' || r == '\u200D'
				if isInvisible(r) && !joiner && (r != '\n' && r != '\t' || way == "Line" || way == "Head" || way == "Brief" || way == "ShownLine") {
					t.Errorf("%s(%q) = %q holds %U", way, text, out, r)
				}
			}
			if n := utf8.RuneCountInString(out); (way == "Head" || way == "Brief") && n > 20 {
				t.Errorf("%s(%q) has %d characters", way, text, n)
			}
		}
	})
}

func TestBrief(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][2]string{
		"":                 {"", ""},
		"ten letter":       {"ten letter", "ten letter"},
		"eleven let.":      {"eleven le…", "eleven let"},
		"ends in  a space": {"ends in a…", "ends in a"},
		"Zoë 李小龙 in Łódź":  {"Zoë 李小龙 i…", "Zoë 李小龙 in"},
		"\x1b[31m" + strings.Repeat("\x1b[0m", 4) + "red\u202e and more": {"red and m…", "red and mo"},
	} {
		if got := [2]string{Brief(in, 10), Head(in, 10)}; got != want {
			t.Errorf("of %q: %q, want %q", in, got, want)
		}
	}
}
