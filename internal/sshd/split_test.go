package sshd

import (
	"slices"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		command string
		want    []string // nil means that it is refused
	}{
		{"", []string{}},
		{"  \t\n ", []string{}},
		{"candidate list", []string{"candidate", "list"}},
		{`candidate add --name "Ana Costa"`, []string{"candidate", "add", "--name", "Ana Costa"}},
		{`candidate add --name 'Ana "A" Costa'`, []string{"candidate", "add", "--name", `Ana "A" Costa`}},
		{`note 1 don\'t`, []string{"note", "1", "don't"}},
		{`note 1 "a \"b\" c\d \\"`, []string{"note", "1", `a "b" c\d \`}},
		{`a''b ""`, []string{"ab", ""}},
		{`# comment`, []string{"#", "comment"}},
		{"日本 語", []string{"日本", "語"}},
		{`"open`, nil},
		{`'open`, nil},
		{`end\`, nil},
		{strings.Repeat("x", maxCommand+1), nil},
	} {
		got, err := words(c.command)
		if (err != nil) != (c.want == nil) || err == nil && !slices.Equal(got, c.want) && len(got)+len(c.want) > 0 {
			t.Errorf("words(%.40q) = %q, %v, want %q", c.command, got, err, c.want)
		}
	}
}

// BenchmarkWords is linear in the length: the longest commands that are taken.
func BenchmarkWords(b *testing.B) {
	for name, command := range map[string]string{
		"letters": strings.Repeat("x", maxCommand), "words": strings.Repeat("x ", maxCommand/2),
		"quotes": strings.Repeat("''", maxCommand/2), "escapes": strings.Repeat(`\x`, maxCommand/2),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := words(command); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// FuzzWords: what is quoted comes back as it was.
func FuzzWords(f *testing.F) {
	f.Add("Ana Costa", "don't")
	f.Add(`\`, `"`)
	f.Fuzz(func(t *testing.T, a, b string) {
		quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
		command := quote(a) + " " + quote(b)
		got, err := words(command)
		if len(command) > maxCommand {
			return
		}
		want := []string{strings.ToValidUTF8(a, "\ufffd"), strings.ToValidUTF8(b, "\ufffd")}
		if err != nil || len(got) != 2 {
			t.Fatalf("words(%q) = %q, %v", command, got, err)
		}
		for i := range got {
			if strings.ToValidUTF8(got[i], "\ufffd") != want[i] && strings.Count(want[i], "\ufffd") == 0 {
				t.Fatalf("words(%q)[%d] = %q, want %q", command, i, got[i], want[i])
			}
		}
	})
}
