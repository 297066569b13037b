package paint

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

func sift(t *testing.T, in string, step int) string {
	t.Helper()
	out, err := io.ReadAll(sifted(&pieces{[]byte(in), step}))
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestSieve(t *testing.T) {
	t.Parallel()
	many := strings.Repeat("1;", 60)
	long := strings.Repeat("x", 3000)
	for name, c := range map[string]struct{ in, out string }{
		"text":                  {"Łukasz 山田 🙂 ś;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;", "Łukasz 山田 🙂 ś;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;"},
		"keys":                  {"\x1b[A\x1b[1;5C\x1bOP\x1b\x1b[B\x1b", "\x1b[A\x1b[1;5C\x1bOP\x1b\x1b[B\x1b"},
		"a key with its text":   {"\x1b[97;2:3;65:66:67u", "\x1b[97;2:3;65:66:67u"},
		"a paste":               {"\x1b[200~one; two; three\x1b[201~", "\x1b[200~one; two; three\x1b[201~"},
		"an answer":             {"\x1b]11;rgb:ffff/ffff/ffff\x1b\\j", "\x1b]11;rgb:ffff/ffff/ffff\x1b\\j"},
		"a device's answer":     {"\x1bP1+r524742=38;38;38\x1b\\j", "\x1bP1+r524742=38;38;38\x1b\\j"},
		"many numbers":          {"\x1b[" + many + "Aj", "\x1b[" + many[:2*mostNumbers] + "1Aj"},
		"many in C1":            {"\x9b" + many + "Aj", "\x9b" + many[:2*mostNumbers] + "1Aj"},
		"many of a device":      {"\x1bP" + many + "qj\x1b\\k", "\x1bP" + many[:2*mostNumbers] + "1qj\x1b\\k"},
		"many, broken off":      {"\x1b[" + many + "\x1b[A", "\x1b[" + many[:2*mostNumbers] + "1\x1b[A"},
		"a long number":         {"\x1b[" + strings.Repeat("9", 3000) + "Aj", "\x1b[" + strings.Repeat("9", longestWords) + "Aj"},
		"a long string":         {"\x1b]52;" + long + "\x07j", "\x1b]52;" + long[:longestWords-3] + "\x1b\\j"},
		"a long one closed":     {"\x1b_" + long + "\x1b\\j", "\x1b_" + long[:longestWords] + "\x1b\\j"},
		"a long one broken off": {"\x1b]" + long + "\x1b[Aj", "\x1b]" + long[:longestWords] + "\x1b\\\x1b[Aj"},
	} {
		for _, step := range []int{1, 7, 4096} {
			if got := sift(t, c.in, step); got != c.out {
				t.Errorf("%s: %q became %q", name, c.in, got)
			}
		}
	}
}

// TestASequenceWithoutAnEndIsOverAfterAPause gives somebody the keyboard back
// whose terminal's answer lost its end.
func TestASequenceWithoutAnEndIsOverAfterAPause(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 14, 2, 0, 0, time.UTC)
	in := &pieces{[]byte("\x1b]" + strings.Repeat("x", 2000) + "j"), 2002}
	s := &sieved{Reader: in, now: func() time.Time { return now }}
	var b [4096]byte
	if n, _ := s.Read(b[:]); !strings.HasSuffix(string(b[:n]), "x\x1b\\") {
		t.Fatalf("the string became %q", b[:n])
	}
	s.now = func() time.Time { now = now.Add(time.Second); return now }
	if n, _ := s.Read(b[:]); string(b[:n]) != "j" {
		t.Errorf("a key after a pause became %q", b[:n])
	}
}

// TestAPasteWithoutAnEndIsOverAfterAPause gives the keyboard back, too.
func TestAPasteWithoutAnEndIsOverAfterAPause(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 14, 2, 0, 0, time.UTC)
	in := &pieces{[]byte("\x1b[200~abcjk"), 9}
	pause := time.Duration(0)
	s := &sieved{Reader: in, now: func() time.Time { now = now.Add(pause); return now }}
	var b [64]byte
	read := func(want string) {
		t.Helper()
		if n, _ := s.Read(b[:]); string(b[:n]) != want {
			t.Errorf("read %q, want %q", b[:n], want)
		}
	}
	read("\x1b[200~abc")
	in.step, pause = 1, time.Second // a slow line
	read("j")
	pause = 6 * time.Second
	read("\x1b[201~k")
}

// TestALongRowGetsAPause holds that the decoder may forget what it cannot make
// sense of: without it a megabyte of that takes seconds to read.
func TestALongRowGetsAPause(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 14, 2, 0, 0, time.UTC)
	var waits time.Duration // for the line, in a Read
	pauses := 0
	s := &sieved{Reader: &pieces{bytes.Repeat([]byte("\x9b"), 10*inARow), 4096}, now: func() time.Time { now = now.Add(waits); return now },
		pause: func(d time.Duration) {
			if pauses++; d < uv.DefaultEscTimeout {
				t.Errorf("a pause of %v", d)
			}
		}}
	var b [4096]byte
	read := func(bytes int) {
		t.Helper()
		for range bytes / len(b) {
			if n, err := s.Read(b[:]); n != len(b) || err != nil {
				t.Fatalf("read %d, %v", n, err)
			}
		}
	}
	read(4 * inARow)
	if pauses != 3 {
		t.Errorf("%d pauses in four rows", pauses)
	}
	waits = time.Second // who types slowly needs none
	read(len(b))
	pauses = 0
	read(4 * inARow)
	if pauses != 0 {
		t.Errorf("%d pauses beside those of the line", pauses)
	}
}

// FuzzInput reads anything as the screens do: through the sieve and the library's
// decoder.
func FuzzInput(f *testing.F) {
	for _, seed := range []string{"j\x1b[A", "\x1b[" + strings.Repeat("1;", 40) + "A", "\x9b" + strings.Repeat(":", 40) + "m", "\x1bP" + strings.Repeat("1:", 40) + "q",
		"\x1b[200~\x1b[" + strings.Repeat(";", 40) + "\x1b[201~", "\x1b]11;rgb:f/f/f\x07", "\x1b[M\xff\xff\xff", "\x1b[0;0;55357;1;0;1_\x1b[0;0;56832;1;0;1_", "\x1b[<35;1;1M"} {
		f.Add([]byte(seed), 7)
	}
	f.Fuzz(func(t *testing.T, in []byte, step int) {
		from := sifted(&pieces{in, 1 + step&0xff})
		events := make(chan uv.Event)
		go func() {
			defer close(events)
			_ = uv.NewTerminalReader(from, "xterm-256color").StreamEvents(t.Context(), events)
		}()
		for range events {
		}
	})
}

// TestAPanicInTheDecoderIsAnError goes around the sieve, for what it does not
// know. Where the library has learnt to live with many numbers this needs another
// sequence.
func TestAPanicInTheDecoderIsAnError(t *testing.T) {
	t.Parallel()
	err := listen(t.Context(), tea.NewProgram(&still{}), strings.NewReader("\x1b["+strings.Repeat("1;", 40)+"A"), Options{})
	if err == nil || !strings.Contains(err.Error(), "panic") {
		t.Errorf("reading it ends with %v", err)
	}
}

// pieces is an input that comes in pieces.
type pieces struct {
	rest []byte
	step int
}

// Read implements io.Reader.
func (p *pieces) Read(b []byte) (int, error) {
	if len(p.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(b, p.rest[:min(p.step, len(p.rest))])
	p.rest = p.rest[n:]
	return n, nil
}

// TestNoPauseComesWithinACharacter holds that what the decoder gets before a pause
// is whole: it would take the rest of a character, or of the mark at the end of a
// paste, for something else, and that paste would have no end.
func TestNoPauseComesWithinACharacter(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"ż", "山", "zażółć 🙂", "\x1b[1;5C"} {
		for shift := range 16 {
			text := pasteBegins + strings.Repeat("x", shift) + strings.Repeat(word, inARow/len(word)-1) + pasteEnds + strings.Repeat(word, 3*inARow/len(word))
			var parts []string // between pauses
			var part []byte
			s := sifted(&pieces{[]byte(text), 4096 - shift})
			s.pause = func(time.Duration) { parts, part = append(parts, string(part)), nil }
			for {
				var b [4096]byte
				n, err := s.Read(b[:])
				if part = append(part, b[:n]...); err != nil {
					break
				}
			}
			parts = append(parts, string(part))
			if strings.Join(parts, "") != text || len(parts) < 4 {
				t.Fatalf("%d bytes come in %d parts, and not as they were", len(text), len(parts))
			}
			for _, part := range parts {
				if !utf8.ValidString(part) || strings.Count(part, "\x1b") != strings.Count(part, "C")+strings.Count(part, "~") {
					t.Errorf("%q, %d: a part ends in the middle: %q", word, shift, part[max(len(part)-12, 0):])
				}
			}
		}
	}
}
