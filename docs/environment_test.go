package docs

import (
	"regexp"
	"strings"
	"testing"
)

// TestEnvironmentIsDocumented holds that commands.md explains every variable of
// the environment that the program reads, and that no document names others.
func TestEnvironmentIsDocumented(t *testing.T) {
	t.Parallel()
	explained := read(t, "docs/commands.md")
	variable := regexp.MustCompile(`\bRECRUITTY_[A-Z_]*[A-Z]\b`)
	reads := map[string]bool{}
	for name, text := range sources(t, ".go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, v := range variable.FindAllString(text, -1) {
			reads[v] = true
		}
	}
	if !reads["RECRUITTY_DATA"] {
		t.Fatal("no variable of the environment was found in the code")
	}
	for v := range reads {
		if !strings.Contains(explained, "`"+v+"`") {
			t.Errorf("docs/commands.md does not explain %s", v)
		}
	}
	for name, text := range sources(t, ".md") {
		for _, v := range variable.FindAllString(text, -1) {
			if !reads[v] {
				t.Errorf("%s names %s, which nothing reads", name, v)
			}
		}
	}
}
