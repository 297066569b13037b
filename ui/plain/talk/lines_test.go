package talk

import (
	"bufio"
	"context"
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// typedLines is everything that readLines makes of an input.
func typedLines(t *testing.T, in string) []Line {
	t.Helper()
	var out []Line
	for i := readLines(t.Context(), strings.NewReader(in)); ; i.took() {
		l, open := <-i.next()
		if !open {
			return out
		}
		out = append(out, l)
	}
}

func TestReadLines(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", maxLine)
	for name, c := range map[string]struct {
		in   string
		want []Line
	}{
		"nothing":                  {"", nil},
		"lines":                    {"one\ntwo\n", []Line{{Text: "one"}, {Text: "two"}}},
		"an empty line":            {"\n\n", []Line{{}, {}}},
		"the last without an end":  {"one\ntwo", []Line{{Text: "one"}, {Text: "two"}}},
		"from another system":      {"one\r\ntwo\r\n", []Line{{Text: "one"}, {Text: "two"}}},
		"an arrow key":             {"o\x1b[Dne\n", []Line{{Text: "one"}}},
		"a title for the terminal": {"a\x1b]0;owned\x07b\n", []Line{{Text: "ab"}}},
		"control characters":       {"\x00a\x08b\x7f\u009b\n", []Line{{Text: "ab"}}},
		"no UTF-8":                 {"a\xff\xfeb\n", []Line{{Text: "ab"}}},
		"what reorders":            {"a\u202eb\n", []Line{{Text: "ab"}}},
		"far scripts":              {"Łukasz 李小龍 عمر\n", []Line{{Text: "Łukasz 李小龍 عمر"}}},
		"too long":                 {long + "\nnext\n", []Line{{Long: true}, {Text: "next"}}},
		"too long, without an end": {long, []Line{{Long: true}}},
	} {
		got := typedLines(t, c.in)
		if len(got) != len(c.want) {
			t.Errorf("%s: %+v", name, got)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: line %d is %q, long %v", name, i, got[i].Text, got[i].Long)
			}
		}
	}
}

func TestReadLinesEndsWithTheSession(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	in, out := io.Pipe()
	lines := readLines(ctx, in)
	go func() { _, _ = out.Write([]byte("one\ntwo\n")) }()
	if l := <-lines.next(); l.Text != "one" {
		t.Fatalf("got %q", l.Text)
	}
	lines.took()
	stop()
	_ = out.Close()
	for range lines.next() { // at most the line that was read already
	}
}

func FuzzReadLine(f *testing.F) {
	for _, s := range []string{"", "one\ntwo", "\x1b[31mred\n", "a\r\nb", "\xff\n", strings.Repeat("x", 5000) + "\ny", "\u202e\u2028\n", "\x9b2J\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		r := bufio.NewReader(strings.NewReader(in))
		for n := 0; ; n++ {
			l, err := readLine(r)
			if n > strings.Count(in, "\n")+1 {
				t.Fatal("more lines than there are")
			}
			if l.Long && l.Text != "" || len(l.Text) > maxLine {
				t.Fatalf("%d bytes, long %v", len(l.Text), l.Long)
			}
			if !utf8.ValidString(l.Text) || strings.ContainsFunc(l.Text, unicode.IsControl) {
				t.Fatalf("%q lets %q through", in, l.Text)
			}
			if err != nil {
				return
			}
		}
	})
}
