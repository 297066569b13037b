package sanitize

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"  Ana \t\r\n Sousa ":                "Ana Sousa",
		"Ana\u2028Sousa\u0085Dias":           "Ana Sousa Dias",
		"red \x1b[31mname\x1b[0m":            "red name",
		"\x1b]0;title\aAna":                  "Ana",
		"\x1b]8;;https://x.example\x1b\\Ana": "Ana",
		"\u009b31mAna":                       "Ana",
		"\u009d0;title\u009cAna":             "Ana",
		"\x1b]never ended":                   "never ended",
		"\x1bPq#0\x1b\\Ana":                  "Ana",
		"\x1b(BAna\x1bc":                     "Ana",
		"\x1b\x1b[31m[31mAna":                "[31mAna",
		"Ana\x1b":                            "Ana",
		"a\x00b\x07c\x7fd\u0080e":            "abcde",
		"file\u202Efdp.exe":                  "filefdp.exe",
		"\u2066A\u2069\u200E\u200F\u061CB":   "AB",
		"A\u200Bn\u2060a\uFEFF\u00AD":        "Ana",
		"A\u200Dn\u200Ca":                    "Ana",
		"👩\u200D💻":                           "👩\u200D💻",
		"🏳\uFE0F\u200D🌈":                     "🏳\uFE0F\u200D🌈",
		"می\u200Cخواهم":                      "می\u200Cخواهم",
		"क्\u200Dष":                          "क्\u200Dष",
		"Ame\u0301lie":                       "Am\u00E9lie",
		"bad\xffbyte":                        "bad\uFFFDbyte",
		"raw\x9b31m":                         "raw\uFFFD31m",
		"a\u00a0\u3000b":                     "a b",
		"hi\U000E0041\U000E0042":             "hi",
		"\u3164":                             "",
		"e\u200B\u0301":                      "é",
	} {
		if got, err := Line(text, 100); err != nil || got != want {
			t.Errorf("Line(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
}

func TestTooLongIsRefusedNotCut(t *testing.T) {
	t.Parallel()
	title := strings.Repeat("é", 201)
	got, err := Line(title, 200)
	var length *LengthError
	if got != title || !errors.Is(err, ErrTooLong) || !errors.As(err, &length) || length.Limit != 200 || length.Actual != 201 {
		t.Fatalf("got %d bytes, %v", len(got), err)
	}
	if want := "The text has 201 characters, but at most 200 fit; shorten it by 1."; err.Error() != want {
		t.Errorf("got %q", err)
	}
	if _, err := Line(title[2:], 200); err != nil {
		t.Errorf("200 characters: %v", err)
	}
	if _, err := Text("a\nb\nc", 4); !errors.Is(err, ErrTooLong) {
		t.Errorf("Text: %v", err)
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"\r\n\r\nHello  \r\n\tindented  twice\rlast\n\n": "Hello\n\tindented  twice\nlast",
		"a\n\nb":                  "a\n\nb",
		"a\u2028b\u2029c\vd\fe":   "a\nb\nc\nd\ne",
		"\x1b[2Jcleared\x1b[31m?": "cleared?",
		"":                        "",
	} {
		if got, err := Text(text, 100); err != nil || got != want {
			t.Errorf("Text(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Łukasz  Sokół": "lukasz sokol", "Søren Ørsted": "soren orsted", "STRAẞE": "strasse", "straße": "strasse",
		"Đặng": "dang", "İpek IŞIK": "ipek isik", "José": "jose", "Œuvre": "oeuvre", "O’Neill": "o'neill", "Ѓорѓи": "горги",
		"ＡＮＡ": "ana", "สมชาย ที่": "สมชาย ที่", "Σίσυφος": "σισυφοσ",
	} {
		if got := Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestSimpleTextsAreNoException holds that plain texts, of which nothing has to be
// dropped, come out as others do.
func TestSimpleTextsAreNoException(t *testing.T) {
	t.Parallel()
	for _, simple := range []string{"", " ", "a", " a", "a ", "a  b", "a b", "\ta\n", "a\n\n b", "~", "A-Z a_z", "  Ana   Sousa  "} {
		const mark = "ø" // keeps a text from being simple
		line, _ := Line(mark+" "+simple, 100)
		want := strings.TrimPrefix(strings.TrimPrefix(line, mark), " ")
		if got, _ := Line(simple, 100); got != want {
			t.Errorf("Line(%q) = %q, want %q", simple, got, want)
		}
		if got, want := Fold(simple), strings.TrimPrefix(strings.TrimPrefix(Fold(mark+" "+simple), "o"), " "); got != want {
			t.Errorf("Fold(%q) = %q, want %q", simple, got, want)
		}
	}
}

// checkClean fails when text is not valid, normalised and visible.
func checkClean(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) || !norm.NFC.IsNormalString(text) {
		t.Fatalf("%q is not valid UTF-8 in NFC", text)
	}
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' || r == '\uFEFF' || r == '\u200B' {
			t.Fatalf("%q holds %U", text, r)
		}
	}
}

func addSeeds(f *testing.F) {
	for _, seed := range []string{
		"Ana Sousa", "\x1b[31mred\x1b]0;t\a", "\u202Ecba\u2066", "a\u200D\u0301b", "👩\u200D💻", "\xff\x9b31m", "a\r\n\tb\u2028c", "a  ~B! @\\", "İ\u200C\u1112\u1161", "\u00A8 \u0345", "..\\con.pdf. ",
	} {
		f.Add(seed)
	}
}

func FuzzLine(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		once, _ := Line(text, 1<<20)
		checkClean(t, once)
		if strings.ContainsAny(once, "\n\t") {
			t.Fatalf("Line(%q) = %q", text, once)
		}
		if twice, _ := Line(once, 1<<20); twice != once {
			t.Fatalf("Line(%q) = %q, then %q", text, once, twice)
		}
	})
}

func FuzzText(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		once, _ := Text(text, 1<<20)
		checkClean(t, once)
		if twice, _ := Text(once, 1<<20); twice != once {
			t.Fatalf("Text(%q) = %q, then %q", text, once, twice)
		}
	})
}

func FuzzFold(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		once := Fold(text)
		if !utf8.ValidString(once) {
			t.Fatalf("Fold(%q) = %q", text, once)
		}
		if twice := Fold(once); twice != once {
			t.Fatalf("Fold(%q) = %q, then %q", text, once, twice)
		}
		// What has only ASCII goes a shorter way to the same place.
		if longer := Fold(text + " é"); isSimple(text) && strings.TrimSpace(strings.TrimSuffix(longer, "e")) != once {
			t.Fatalf("Fold(%q) = %q, and %q before an accent", text, once, longer)
		}
	})
}
