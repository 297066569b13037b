package invite

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestPlainTextFitsATerminal(t *testing.T) {
	t.Parallel()
	link := "https://zoom.example/j/98765432100?pwd=" + strings.Repeat("a1B2", 20)
	o := compose(t, sample(func(inv *Invitation) {
		inv.JoinURL = link
		inv.Description = strings.Repeat("A walk through one thing you built. ", 20) + "\n\n  - first\n  - second"
		inv.JobTitle = strings.Repeat("面接 ", 60)
	}))
	for line := range strings.Lines(o.text) {
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if strings.TrimRight(line, " ") != line {
			t.Errorf("a line ends with a space: %q", line)
		}
		if width := ansi.StringWidth(line); width > 78 && !strings.Contains(line, link) {
			t.Errorf("%d columns: %q", width, line)
		}
	}
	wantContains(t, "text", o.text, link, "\r\n  - first\r\n  - second\r\n")
	if flat := strings.Join(strings.Fields(o.text), " "); !strings.Contains(flat, strings.TrimSpace(strings.Repeat("A walk through one thing you built. ", 20))) {
		t.Error("a word was lost where a line was broken")
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ line, want string }{
		"short":           {"a bc", "a bc"},
		"exactly":         {"aaaa bbbbb", "aaaa bbbbb"},
		"one more":        {"aaaa bbbbbb", "aaaa\nbbbbbb"},
		"long word":       {"a " + strings.Repeat("x", 12) + " b", "a\n" + strings.Repeat("x", 12) + "\nb"},
		"wide characters": {"面接 面接 面接", "面接 面接\n面接"},
		"indented":        {"  - a b", "  - a b"},
		"empty":           {"", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := wrap([]string{test.line}, 10); got != test.want {
				t.Errorf("%q wraps to %q, want %q", test.line, got, test.want)
			}
		})
	}
}

func TestLabelsOfAnyWidthAlign(t *testing.T) {
	t.Parallel()
	l := letter{Blocks: []block{{Kind: factBlock, Facts: []fact{{Label: "日時", Lines: []string{"x", "y"}}, {Label: "Where", Lines: []string{"z"}}}}}}
	if got, want := l.plainText(), "日時:  x\n       y\nWhere: z\n"; got != want {
		t.Errorf("text\n%s\nwant\n%s", got, want)
	}
}

func TestDirection(t *testing.T) {
	t.Parallel()
	for language, want := range map[string]string{"en": "ltr", "he": "rtl", "AR-EG": "rtl", "pt-BR": "ltr", "": "ltr"} {
		if got := (letter{Language: language}).Direction(); got != want {
			t.Errorf("%q is written %s, want %s", language, got, want)
		}
	}
}
