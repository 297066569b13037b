package arch

import (
	"go/token"
	"os"
	"regexp"
	"strings"
	"testing"
)

// strange is what a native speaker would not write, each with what says it instead.
var strange = []struct{ said, better string }{
	{`\banew\b`, "again"},
	{`\bas a rule\b`, "usually"},
	{`\bnobody yet\b`, "none yet"},
	{`\bnone that\b`, "not one that"},
	{`\b(is|are) (none|no) .* any more\b`, "is no longer"},
	{`\b(is|are|does|do|was|were|can|may) not [^.;]*\bany more\b|\bcannot [^.;]*\bany more\b`, "no longer"},
	{`\bin force here\b`, "saved"},
	{`\btold of (the|its|their) end\b`, "told that it is cancelled"},
	{`\b(can|cannot) be taken back\b`, "can be undone"},
	{`\bways? out\b`, "alternative"},
	{`\bthere (is|are) nobody yet\b`, "none yet"},
	{`\bwithdrawals?\b`, "cancellation"},
	{`\bcomes? about\b`, "is made"},
	{`\bgoes on without\b`, "goes ahead without"},
	{`\bempty means that\b`, "leave it empty to"},
	{`\balways there\b`, "always available"},
	{`\ball the same\b`, "anyway"},
}

// TestPeopleReadPlainEnglish holds that no sentence of the program, and none of the first page
// that newcomers read, has a turn that a native speaker would not write.
func TestPeopleReadPlainEnglish(t *testing.T) {
	t.Parallel()
	var never []*regexp.Regexp
	for _, s := range strange {
		never = append(never, regexp.MustCompile(`(?i)`+s.said))
	}
	look := func(where, text string) {
		t.Helper()
		for i, r := range never {
			if found := r.FindString(strings.Join(strings.Fields(text), " ")); found != "" {
				t.Errorf("%s: %q; write %q, or say it in another way", where, found, strange[i].better)
			}
		}
	}
	for _, p := range packages(t) {
		literals(t, p, func(at token.Position, said string) {
			if strings.Contains(said, " ") {
				look(at.String(), said)
			}
		})
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	look("README.md", string(readme))
}
