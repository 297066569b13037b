package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/fulltext"
	"recruitty/recruit/outcomes"
	"recruitty/recruit/scorecards"
)

// resume adds a résumé to a candidate.
func (w *world) resume(c recruit.Candidate, name, content string) {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		w.t.Fatal(err)
	}
	f := firstOf(w.svc.Documents.FromDisk(w.t.Context(), path, recruit.Resume))
	if err := w.svc.Pipeline.AddFile(w.t.Context(), w.robin, c.ID, f); err != nil {
		w.t.Fatal(err)
	}
}

// readTexts reads all files, as it is done behind an open program.
func (w *world) readTexts() {
	w.t.Helper()
	job := fulltext.Job{Store: w.db, Now: w.clock}
	firstOf(job.All(w.t.Context(), func(time.Duration) <-chan time.Time {
		now := make(chan time.Time)
		close(now)
		return now
	}))
}

// TestThePaneOfACandidate counts the keys to the résumé of the next candidate, and holds what
// the pane says of their stage, scorecards and résumé, in the list of all and within a job.
func TestThePaneOfACandidate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	darya := w.linked("Дарья Ветрогонова", "")
	zed := w.linked("Zed Nobody", "")
	w.resume(w.priya, "priya.txt", "Nine years of storage.\n\n\nCeph, RocksDB, Go, Rust.\n"+strings.Repeat("Further lines about it.\n", 900))
	w.resume(darya, "дарья.xyz", "\x00\x01binary")
	w.resume(zed, "zed.md", "# Zed\n\nWrites Erlang.")
	w.connect()
	w.scheduled(true)
	w.advance(12 * 24 * time.Hour)
	firstOf(w.svc.Outcomes.Decide(t.Context(), w.robin, outcomes.Request{CandidateID: zed.ID, JobID: w.job.ID, Reject: true, Reason: "skills"}, 0))
	w.again()
	rest := func() {
		for range 3 {
			w.timers.Fire(w.Driver)
		}
	}
	says := func(what string, want ...string) {
		t.Helper()
		pane := strings.Join(strings.Fields(beside(w)), " ") // however it is wrapped
		for _, s := range want {
			if !strings.Contains(pane, s) {
				t.Errorf("%s: the pane does not say %q:\n%s", what, s, w.Screen())
			}
		}
	}
	w.Press("3")
	rest()
	says("not read yet", "Résumé", "Its text is not read yet")
	w.readTexts()
	w.again()
	w.Press("3")
	rest()
	says("the first", "Priya Raman", "Since Sun 22 Nov (12 d)", "Scorecards 0 of 1", "none given yet", "Résumé", "Nine years of storage.", "Ceph, RocksDB, Go, Rust.", "more lines: enter")
	w.Press("j") // one key
	rest()
	says("the next", "Zed Nobody", "Since today 14:03: Skills do not match", "Writes Erlang.")
	if strings.Contains(beside(w), "Ceph") {
		t.Errorf("the résumé of another is still shown:\n%s", w.Screen())
	}
	w.Press("j")
	rest()
	says("one that cannot be read", "Дарья Ветрогонова", "Résumé", "open it or save it instead")
	w.Press("2", "enter")
	rest()
	says("within a job", "Priya Raman", "Nine years of storage.")
	w.Press("tab")
	w.Hides("Nine years")
	all := firstOf(w.svc.Store.Interviews(t.Context(), recruit.InterviewFilter{}))
	firstOf(w.svc.Scorecards.Give(t.Context(), w.dana, all[0].ID, scorecards.Card{Recommendation: scorecards.StrongYes}, 0))
	w.Press("3", "home")
	rest()
	says("a scorecard is given", "Scorecards 1 of 1", "✓ Dana Ortiz", "strong yes")
}
