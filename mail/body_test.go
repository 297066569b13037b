package mail

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"recruitty/recruit"
)

func TestPlainTextFitsATerminal(t *testing.T) {
	t.Parallel()
	link := "https://zoom.example/j/98765432100?pwd=" + strings.Repeat("a1B2", 20)
	o := compose(t, sample(func(inv *message) {
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
	l := message{Blocks: []block{{Kind: factBlock, Facts: []fact{{Label: "日時", Lines: []string{"x", "y"}}, {Label: "Where", Lines: []string{"z"}}}}}}
	if got, want := l.plainText(), "日時:  x\n       y\nWhere: z\n"; got != want {
		t.Errorf("text\n%s\nwant\n%s", got, want)
	}
}

func TestDirection(t *testing.T) {
	t.Parallel()
	for language, want := range map[string]string{"en": "ltr", "he": "rtl", "AR-EG": "rtl", "pt-BR": "ltr", "": "ltr"} {
		if got := (&message{Language: language}).Direction(); got != want {
			t.Errorf("%q is written %s, want %s", language, got, want)
		}
	}
}

// A Hebrew name in an English mail must not pull the number beside it, or the next name, to its other side.
func TestNamesOfTheOtherDirectionAreIsolated(t *testing.T) {
	t.Parallel()
	named := func(inv *message) {
		inv.Title, inv.Organizer.Name = "ראיון (2)", "ישראל ישראלי"
		inv.Attendees = append(inv.Attendees, recruit.Participant{Name: "רות (2)", Address: "ruth@corp.example"})
		inv.Files = []recruit.MailFile{file("תיאור 2.pdf", "", []byte("x"))}
	}
	o := compose(t, sample(named))
	wantContains(t, "text", o.text, "Bob O'Brien, \u2068רות (2)\u2069\r\n", "\u2066תיאור 2.pdf\u2069\r\n", "\u2068ישראל ישראלי\u2069, ana@corp.example")
	wantContains(t, "HTML", o.html, "\u2068רות (2)\u2069")
	wantWithout(t, "HTML", o.html, "\u2068Bob")
	wantWithout(t, "object", o.unfolded, "\u2068")
	wantWithout(t, "subject", o.header.Get("Subject"), "=E2=81=A8")
	hebrew := compose(t, sample(named, func(inv *message) {
		inv.Template, inv.Language = "Subject: {{title}}\nHeading: {{title}}\n\n- עם: {{people}}\n", "he"
	}))
	wantContains(t, "HTML", hebrew.html, `dir="rtl"`, "\u2068Bob O&#39;Brien\u2069, רות (2)")
}
