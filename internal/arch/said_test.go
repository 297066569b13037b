package arch

import (
	"go/token"
	"strings"
	"testing"
)

// TestSentencesAreSaidOnce holds that a rule of the product and its sentence have one
// home: no sentence stands in two packages. Rules belong into recruit, which the
// others ask; what only the screens and plain lines say belongs into ui/wording.
func TestSentencesAreSaidOnce(t *testing.T) {
	t.Parallel()
	home := map[string]string{}
	for _, p := range packages(t) {
		here := room(p.ImportPath)
		if strings.HasPrefix(here, "zoom/") || here == "calendar/calsim" {
			continue // the simulated services say what the real ones do
		}
		literals(t, p, func(_ token.Position, said string) {
			if len(said) < 32 || !strings.Contains(said, " ") || !strings.HasSuffix(said, ".") && !strings.HasSuffix(said, ":") {
				return
			}
			if first, twice := home[said]; twice && first != here {
				t.Errorf("%q stands in %s and in %s; give it one home", said, first, here)
			}
			home[said] = here
		})
	}
	if len(home) < 500 {
		t.Fatalf("there are %d sentences", len(home))
	}
}
