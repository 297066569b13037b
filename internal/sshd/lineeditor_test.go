package sshd

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestLinesFromARawTerminal(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"yes\r":                      "yes\n",
		"yes\n":                      "yes\n",
		"nox\x7f\x7f\x7fyes\r":       "yes\n",
		"\x7fé\x7fa\r":               "a\n",
		"wrong\x15right\r":           "right\n",
		"a\x1b[D\x1bOAb\r":           "ab\n",
		"\x1b[200~pasted\x1b[201~\r": "pasted\n",
		"one\rtwo\r\x04three":        "one\ntwo\n",
		"half":                       "half",
		"a👩‍👩‍👧\x7fb🇵🇹\x7f❤\ufe0f\x7fक्षि\x7fc\r":            "abc\n",
		"ab\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\c\x1b[?62;22cd\r": "abcd\n",
		"one two\x17three\r":           "one three\n",
		"\x1b[200~one\rtwo\x1b[201~\r": "one\ntwo\n",
		"no\x03more\r":                 "",
	} {
		var shown bytes.Buffer
		for _, cut := range []func(io.Reader) io.Reader{func(r io.Reader) io.Reader { return r }, iotest.OneByteReader} {
			out, err := io.ReadAll(&lineEditor{in: cut(strings.NewReader(in)), echo: &shown, interrupt: func() {}})
			if err != nil || string(out) != want {
				t.Errorf("%q: %q, %v; want %q", in, out, err, want)
			}
		}
	}
	var shown bytes.Buffer
	line, err := bufio.NewReader(&lineEditor{in: strings.NewReader(strings.Repeat("x", 2*maxLine) + "\r"), echo: &shown, interrupt: func() {}}).ReadString('\n')
	if err != nil || len(line) != maxLine+1 {
		t.Errorf("a long line: %d bytes, %v", len(line), err)
	}
}

// TestTakingBackCountsAsTheTerminalDoes goes back over as many cells as a letter
// took on a terminal that counts by code points.
func TestTakingBackCountsAsTheTerminalDoes(t *testing.T) {
	t.Parallel()
	for letter, cells := range map[string]int{"x": 1, "山": 2, "e\u0301": 1, "🇵🇹": 2, "👩‍👩‍👧": 6, "❤\ufe0f": 1, "1\ufe0f\u20e3": 1, "स्ते": 2, "한": 2} {
		var shown bytes.Buffer
		_, _ = io.ReadAll(&lineEditor{in: strings.NewReader("a" + letter + "\x7f"), echo: &shown, interrupt: func() {}})
		if want := "a" + letter + strings.Repeat("\b \b", cells); shown.String() != want {
			t.Errorf("%q is shown as %q, want %q", letter, shown.String(), want)
		}
	}
}
