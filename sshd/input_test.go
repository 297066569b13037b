package sshd

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// quiet is a keyboard whose events nobody needs.
func quiet(most int) *keyboard {
	return &keyboard{most: most, key: func() {}, alive: func() {}, cut: func() {}, missed: func() {}}
}

func typed(t testing.TB, in io.Reader, most int) (string, int) {
	t.Helper()
	k, cuts := quiet(most), 0
	k.cut = func() { cuts++ }
	k.listen(in)
	out, err := io.ReadAll(k)
	if err != nil {
		t.Fatal(err)
	}
	return string(out), cuts
}

func TestPastesAreCutOff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in, out string
		cuts    int
	}{
		{"abc\x1b[A\x1b", "abc\x1b[A\x1b", 0},
		{"\x1b[200~12345\x1b[201~", "\x1b[200~12345\x1b[201~", 0},
		{"a\x1b[200~1234567890abc\x1b[201~b", "a\x1b[200~1234567890\x1b[201~b", 1},
		{"\x1b[200~12345678\x1b[201~b", "\x1b[200~12345678\x1b[201~b", 0},
		{"\x1b[200~1234567890\x1b\x1b[201~b", "\x1b[200~1234567890\x1b[201~b", 0},
		{"\x1b[200~1234567890ab\x1b[200~\x1b[201~\x1b[200~x\x1b[201~", "\x1b[200~1234567890\x1b[201~\x1b[200~x\x1b[201~", 1},
		{"\x1b\x1b[200~12345678901\x1b[201~", "\x1b\x1b[200~1234567890\x1b[201~", 1},
	} {
		for name, in := range map[string]io.Reader{"at once": strings.NewReader(c.in), "by bytes": iotest.OneByteReader(strings.NewReader(c.in))} {
			if out, cuts := typed(t, in, 10); out != c.out || cuts != c.cuts {
				t.Errorf("%q %s became %q with %d cuts", c.in, name, out, cuts)
			}
		}
	}
}

// Whoever is far ahead of the screens loses keys, but never part of a mark, so
// that nothing pasted becomes keys.
func TestKeysTooFarAheadAreDropped(t *testing.T) {
	t.Parallel()
	k, missed := quiet(10), 0
	k.missed = func() { missed++ }
	k.listen(strings.NewReader("")) // everything comes by take
	book := strings.Repeat("x", 3*mostTyped)
	read := func() string {
		t.Helper()
		out := make([]byte, 10*mostTyped)
		n, err := k.Read(out)
		if err != nil {
			t.Fatal(err)
		}
		return string(out[:n])
	}
	k.take([]byte(book+"\x1b[200~secret"), nil)
	if out := read(); out != book[:mostTyped] || missed != 1 {
		t.Errorf("%d bytes came through, missed %d times", len(out), missed)
	}
	k.take([]byte("more\x1b[201~abc"), nil)
	if out := read(); out != "abc" {
		t.Errorf("after a dropped paste came %q", out)
	}
	for range 1000 {
		k.take([]byte("\x1b[200~0123456789\x1b[201~"), nil)
	}
	if out := read(); len(out) > 2*mostTyped+100 || !strings.HasSuffix(out, pasteEnds) {
		t.Errorf("many pastes queue %d bytes, ending in %q", len(out), out[max(0, len(out)-20):])
	}
}

func TestAnswersOfTerminalsAreNoKeys(t *testing.T) {
	t.Parallel()
	for in, keys := range map[string]int{"j": 1, "\x1b": 1, "\x1b[A": 1, "\x1b[?2026;2$y": 0, "\x1b]11;rgb:0/0/0\x1b\\": 0, "\x1b[I": 0, "\x1b[200~pasted": 0, "": 0} {
		k, got := quiet(10), 0
		k.key = func() { got++ }
		k.listen(strings.NewReader(in))
		if _, err := io.ReadAll(k); err != nil || got != keys {
			t.Errorf("%q counts as %d keys, %v", in, got, err)
		}
	}
}

func FuzzKeyboard(f *testing.F) {
	f.Add([]byte("\x1b[200~123456789012345\x1b[201~b"))
	f.Add([]byte("\x1b\x1b[200~\x1b[201\x1b[201~~"))
	f.Fuzz(func(t *testing.T, in []byte) {
		whole, _ := typed(t, bytes.NewReader(in), 10)
		pieces, _ := typed(t, iotest.OneByteReader(bytes.NewReader(in)), 10)
		if whole != pieces {
			t.Errorf("%q: %q at once, %q by bytes", in, whole, pieces)
		}
		if !bytes.Contains(in, []byte(pasteBegins)) && whole != string(in) {
			t.Errorf("%q without a paste became %q", in, whole)
		}
		for i, part := range strings.Split(whole, pasteBegins) {
			if pasted, _, ended := strings.Cut(part, pasteEnds); i > 0 && ended && len(pasted) > 10 {
				t.Errorf("%q holds a long paste", whole)
			}
		}
	})
}

func TestPace(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	p := newPace(3, 6, func() time.Time { return now })
	for i, want := range []bool{true, true, true, false, false} {
		if p.take("a", 1) != want {
			t.Errorf("attempt %d: not %v", i, want)
		}
	}
	for range 10 {
		if !p.take("joins", 1) {
			t.Error("what is given back is not there")
		}
		p.giveBack("joins", 1)
	}
	if !p.take("b", 1) {
		t.Error("one address counts for another")
	}
	now = now.Add(time.Minute)
	if !p.take("a", failedWeight) {
		t.Error("time gives nothing back")
	}
	if p.take("a", 1) {
		t.Error("a failure weighs as little as a success")
	}
}
