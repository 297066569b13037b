package ui_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// many are participants whose addresses are long, in other scripts, or wide.
var many = []string{"haru@acme.example", "aroha.whakamarama-te-rangi@a-long-department.of-the.university.example",
	"daria@почта.example", "yamada@例え.example", "dora@δοκιμή.example", "robin-the-second@acme.example"}

func TestSignsStandBesideTheirAddresses(t *testing.T) {
	t.Parallel()
	torn := regexp.MustCompile(`[✓✗◌?]\s*(│\s*)?$`)
	for _, size := range [][2]int{{60, 30}, {80, 30}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		w.scheduled(true)
		w.profile()
		w.Press("i")
		for _, address := range many {
			w.put(address)
			w.Press("enter")
		}
		w.Press("ctrl+s", "enter")
		w.Shows("who is invited has changed", "0 of ")
		w.advance(9 * time.Second)
		w.work()
		for line := range strings.SplitSeq(w.Screen(), "\n") {
			if torn.MatchString(line) {
				t.Errorf("at %d columns a sign is torn off its address: %q", size[0], line)
			}
		}
		w.Shows("✓ haru@acme.example", "✓ daria@", "✓ yamada@", "✓ dora@")
		w.Press("esc")
		// The candidate stands first on the card, with the whole answer.
		w.Shows("? Priya", "no answer")
		w.Hides("… no answer")
	}
}

func TestLongNamesLeaveTheCandidatesAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 60, 30, setup{})
	c := firstOf(w.svc.Pipeline.Add(t.Context(), w.robin, recruit.Candidate{Name: "Aroha-" + strings.Repeat("whakamarama", 8), Email: "aroha@example.org"}))
	firstOf(w.svc.Pipeline.Link(t.Context(), w.robin, c.ID, w.job.ID, ""))
	firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: c.ID, JobID: w.job.ID, Title: "Talk",
		Start: w.clock().Add(48 * time.Hour), TimeZone: "Europe/Lisbon", Duration: 30 * time.Minute, Platform: recruit.Phone, Place: "+44 20 7946 0958", Participants: many}, 0))
	w.Press("3", "enter")
	w.Shows("not told yet", "+6 more")
	w.Hides("◌ not told…")
}

// No source of the screens uses the ellipsis for anything but what was cut off,
// or in words that quote what a person may type.
func TestTheEllipsisIsNoState(t *testing.T) {
	t.Parallel()
	allowed := []string{"text/text.go", "theme/theme.go", "theme/form.go", "settings/settings.go", "shell/action.go", "settings/templates_view.go"}
	use := regexp.MustCompile(`Ellipsis|"[^"]*…[^"]*"`)
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || slices.Contains(allowed, filepath.ToSlash(path)) {
			return err
		}
		source, err := os.ReadFile(path)
		for n, line := range strings.Split(string(source), "\n") {
			code, _, _ := strings.Cut(line, "//")
			if found := use.FindString(code); found != "" {
				t.Errorf("%s:%d: %s", path, n+1, found)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
