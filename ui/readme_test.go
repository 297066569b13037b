package ui

import (
	"os"
	"strings"
	"testing"
)

// TestReadmeKeys holds the README's table of keys to the keys that there are.
// UPDATE_GOLDEN=1 writes it anew.
func TestReadmeKeys(t *testing.T) {
	t.Parallel()
	const file = "../README.md"
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const from, to = "-->\n", "<!-- /keys -->"
	head, rest, ok := strings.Cut(string(content), "<!-- keys:")
	comment, rest, ok2 := strings.Cut(rest, from)
	_, tail, ok3 := strings.Cut(rest, to)
	if !ok || !ok2 || !ok3 {
		t.Fatal("the README has no place for the keys")
	}
	want := head + "<!-- keys:" + comment + from + keysAsMarkdown() + to + tail
	if want == string(content) {
		return
	}
	if os.Getenv("UPDATE_GOLDEN") == "" {
		t.Fatal("the README's keys are not those of the program; run the test with UPDATE_GOLDEN=1")
	}
	if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// keysAsMarkdown writes the key table with a row a section.
func keysAsMarkdown() string {
	var b strings.Builder
	b.WriteString("| where | keys |\n| --- | --- |\n")
	for _, section := range KeyTable() {
		var keys []string
		for _, k := range section.Keys {
			h := k.Help()
			keys = append(keys, "`"+h.Key+"` "+h.Desc)
		}
		b.WriteString("| " + section.Name + " | " + strings.Join(keys, " · ") + " |\n")
	}
	return b.String()
}
