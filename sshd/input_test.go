package sshd

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func typed(t testing.TB, in io.Reader, most int) (string, int) {
	t.Helper()
	cuts := 0
	out, err := io.ReadAll(&keyboard{in: in, most: most, alive: func() {}, cut: func() { cuts++ }})
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
