package windows

import (
	"strings"
	"testing"
	"time"
)

// TestRead holds what is understood of sentences as candidates write them, and what is
// asked about. All are read on Saturday 28 November 2026 at 10:00 in Berlin, four weeks
// ahead; see short for how the readings are written.
func TestRead(t *testing.T) {
	t.Parallel()
	zone := mustZone(t, "Europe/Berlin")
	yours := mustZone(t, "Europe/Lisbon")
	reference := time.Date(2026, 11, 28, 10, 0, 0, 0, zone)
	phrases, understood := 0, 0
	for _, table := range []struct {
		language string
		cases    []phrase
	}{{"en", englishPhrases()}, {"de", germanPhrases()}, {"fr", frenchPhrases()}, {"es", spanishPhrases()}} {
		for _, c := range table.cases {
			phrases++
			if !strings.Contains(c.want, "?") {
				understood++
			}
			r := Read(Request{Text: c.text, Zone: zone, Yours: yours, Reference: reference, Days: 28, Language: table.language})
			if got := short(r, zone); got != c.want {
				t.Errorf("%s: %q\n got %s\nwant %s", table.language, c.text, got, c.want)
			}
			if r.Language != table.language {
				t.Errorf("%q is read as %s, not as %s", c.text, r.Language, table.language)
			}
		}
	}
	t.Logf("%d phrases, %d of them without a question", phrases, understood)
	if phrases < 300 {
		t.Errorf("only %d phrases", phrases)
	}
}

type phrase struct{ text, want string }
