package plain_test

import (
	"database/sql"
	"path/filepath"
	"testing"
)

// TestDamagedRecordsAreSaid damages one of each kind: today says it, its list marks
// it, and everything else can be heard.
func TestDamagedRecordsAreSaid(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		harm, today string
		typed       string
		marked      string
	}{
		"job":       {"UPDATE jobs SET status = 'x' WHERE id = 1", "The stored status of job 1", "jobs", "Staff Engineer, Storage, 1 candidate, 1 upcoming interview, damaged: status"},
		"candidate": {"UPDATE candidates SET details = '[]' WHERE id = 1", "The stored details of candidate 1", "candidates", "Priya Raman, Staff Engineer, Storage, Applied, next interview Tue 1 Dec 10:00, damaged: details"},
		"member":    {"UPDATE members SET plain = 7 WHERE id = 1", "The stored settings of member 1", "team", "damaged: settings"},
		"interview": {"UPDATE interviews SET strays = '{' WHERE id = 1", "The stored waiting answers of interview 1", "interviews", "Priya Raman, Technical interview, with Dana Ortiz, damaged"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, false)
			w.says(w.dana, append(append([]string{"candidate priya"}, byPhone("2026-12-01 10:00")...), "yes")...)
			db := firstOf(sql.Open("sqlite", filepath.Join(w.dir, "recruitty.db")))
			firstOf(db.ExecContext(t.Context(), c.harm))
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			has(t, w.says(w.dana, c.typed, "jobs", "new job", "Gardener", "jobs"), "1 thing needs you.", "Damaged: "+c.today, "restore the last backup", c.marked, "Gardener")
			if what == "interview" {
				has(t, w.says(w.dana, "candidate priya"), "priya@example.com", "The interview 1 cannot be read", "0 files, 0 notes")
			}
		})
	}
}
