package plain_test

import (
	"strings"
	"testing"
)

// TestListsAreSearchedByWhatIsSaid searches each list by the words of its lines and
// by what stands behind them; a word that is nowhere finds nothing.
func TestListsAreSearchedByWhatIsSaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	w.says(w.dana, append([]string{"candidate priya"}, append(byPhone("2026-12-01 10:00"), "yes")...)...)
	for list, c := range map[string]struct {
		line  string   // that is found
		words []string // that it is found by, besides its own
	}{
		"jobs":       {"Staff Engineer", []string{"open"}},
		"candidates": {"Priya Raman", []string{"priya@example.com", "10:00", "tuesday"}},
		"interviews": {"Technical interview", []string{"priya@example.com", "applied", "phone", "2026-12-01"}},
		"outbox":     {"Technical interview", []string{"priya@example.com", "mail.invite", "waiting", "tuesday"}},
		"activity":   {"Scheduled Technical interview", []string{"staff engineer", "sunday", "2026-11-22"}},
		"team":       {w.dana.Email, []string{"admin", w.dana.TimeZone}},
	} {
		t.Run(list, func(t *testing.T) {
			t.Parallel()
			line := func(query string) string {
				heard := w.says(w.dana, "candidate priya", list+" "+query)
				_, heard, _ = strings.Cut(heard, "You can type")
				for l := range strings.SplitSeq(heard, "\n") {
					if n, rest, ok := strings.Cut(l, ". "); ok && len(n) < 3 && strings.Contains(rest, c.line) {
						return rest
					}
				}
				return ""
			}
			all := line("")
			if all == "" {
				t.Fatalf("%s does not hold %q", list, c.line)
			}
			for _, word := range append(strings.Fields(all), c.words...) {
				if line(word) == "" {
					t.Errorf("%s %s does not find %q", list, word, all)
				}
			}
			if found := line("qqqq"); found != "" {
				t.Errorf("a word that is nowhere finds %q", found)
			}
		})
	}
}

// TestListsAreFilteredByFields gives each list a term that its line fits, one that it does not
// fit, one with a minus, and a field that there is not.
func TestListsAreFilteredByFields(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	w.says(w.dana, append([]string{"candidate priya"}, append(byPhone("2026-12-01 10:00"), "yes")...)...)
	for list, c := range map[string]struct {
		line        string
		fits, fits2 string
		not         string
	}{
		"jobs":       {"Staff Engineer", "state:open", "-state:closed", "state:closed"},
		"candidates": {"Priya Raman", "stage:app", "job:staff -stage:offer", "-job:staff"},
		"interviews": {"Technical interview", "with:priya on:2026-12-01", "-answer:declined", "before:2026-12-01"},
		"outbox":     {"Technical interview", "kind:invitation", "to:priya", "kind:zoom"},
		"activity":   {"Scheduled Technical interview", "mine", "kind:scheduled", "-mine kind:scheduled"},
		"team":       {w.dana.Email, "role:admin", "-role:interviewer dana", "-role:admin"},
	} {
		t.Run(list, func(t *testing.T) {
			t.Parallel()
			ask := func(query string) string {
				heard := w.says(w.dana, "candidate priya", list+" "+query)
				_, heard, _ = strings.Cut(heard, "You can type")
				return heard
			}
			for _, query := range []string{c.fits, c.fits2} {
				if heard := ask(query); !strings.Contains(heard, "1. ") || !strings.Contains(heard, c.line) {
					t.Errorf("%s does not find %q: %s", query, c.line, heard)
				}
			}
			if heard := ask(c.not); strings.Contains(heard, "1. ") && strings.Contains(heard, c.line) {
				t.Errorf("%s finds %q: %s", c.not, c.line, heard)
			}
			has(t, ask("stagge:x"), "There is no field “stagge”")
		})
	}
}

// TestRetryMeansTheLineThatWasSaid retries the line of a searched outbox.
func TestRetryMeansTheLineThatWasSaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	w.says(w.dana, append([]string{"candidate priya"}, append(byPhone("2026-12-01 10:00"), "yes")...)...)
	w.says(w.dana, append([]string{"candidate priya"}, append(byPhone("2026-12-08 10:00"), "yes")...)...)
	heard := w.says(w.dana, "outbox 2026-12-08", "retry 1", "1")
	has(t, heard, "1. ", "Trying again", "Priya Raman", "8 Dec")
}

// TestOtherWordsForCommands says what people type first.
func TestOtherWordsForCommands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	for typed, heard := range map[string]string{"find priya": "Priya Raman", "search priya": "Priya Raman", "candidates priya": "Priya Raman", "day": "Today,", "help find": "candidates WORDS, or search or find:"} {
		has(t, w.says(w.dana, typed), heard)
	}
}
