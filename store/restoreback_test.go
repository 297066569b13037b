package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/access"
)

// TestRestoreGivesNobodyAWayBack: what an older back-up lets in again is named
// first, codes are void, and inboxes are nobody's.
func TestRestoreGivesNobodyAWayBack(t *testing.T) {
	t.Parallel()
	const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIE//zmsborUyhqKGk8MzWkA4Kcg8ZuxCDJvW8YGM+Uk lee@laptop"
	clock := Options{Clock: func() time.Time { return now }}
	dir, file := t.TempDir(), filepath.Join(t.TempDir(), "copy.db")
	db, err := Open(t.Context(), dir, clock)
	must(t, err)
	w := worldIn(t, db)
	lee, err := w.SaveMember(w.ctx, recruit.Member{Name: "Lee Park", Email: "lee@example.com", Role: recruit.Recruiter, TimeZone: "UTC",
		SSHKeys: []string{key}, CreatedAt: now}, w.line("member.added", "Added Lee"))
	must(t, err)
	must(t, w.SetSetting(w.ctx, access.InvitationPrefix+"1", `{"digest":"used since"}`))
	must(t, w.Backup(w.ctx, file))
	lee.SSHKeys = nil
	lee, err = w.SaveMember(w.ctx, lee, w.line("member.changed", "Key removed"))
	must(t, err)
	lee.RemovedAt = now
	_, err = w.SaveMember(w.ctx, lee, w.line("member.removed", "Removed Lee"))
	must(t, err)
	must(t, w.erase(w.candidate.ID, w.line("candidate.erased", "Erased")))
	must(t, w.Close())
	box := filepath.Join(dir, inboxFolder, "2")
	must(t, os.MkdirAll(box, 0o700))
	must(t, os.WriteFile(filepath.Join(box, "cv.pdf"), []byte("%PDF"), 0o600))

	var said []string
	got, err := Restore(t.Context(), dir, file, RestoreOptions{Force: true, Clock: clock.Clock, Remark: func(s string) { said = append(said, s) },
		Agree: func([]string) error {
			if told := strings.Join(said, "\n"); !strings.Contains(told, "Lee Park <lee@example.com>") || !strings.Contains(told, "SSH key SHA256:") ||
				!strings.Contains(told, "(recruitty member remove lee@example.com)") || !strings.Contains(told, "(recruitty candidate erase 1)") || strings.Contains(told, w.candidate.Name) {
				t.Errorf("asked before it was said who comes back: %q", told)
			}
			return nil
		}})
	must(t, err)
	if len(got.Back) != 3 || !slices.IsSorted(got.Back) {
		t.Errorf("back: %q", got.Back)
	}
	if _, err := os.Stat(filepath.Join(dir, inboxFolder)); !os.IsNotExist(err) {
		t.Errorf("the inboxes are still in their place: %v", err)
	}
	if kept, err := os.ReadFile(filepath.Join(got.Inboxes, "2", "cv.pdf")); string(kept) != "%PDF" {
		t.Errorf("the inboxes are not in %q: %v", got.Inboxes, err)
	}
	restored := openIn(t, dir)
	log, err := restored.Activities(t.Context(), recruit.ActivityFilter{Limit: 1})
	must(t, err)
	if len(log) != 1 || log[0].Action != "workspace.restored" || !strings.Contains(log[0].Text, "Lee Park") || !log[0].At.Equal(now) {
		t.Errorf("the log's newest line is %+v", log)
	}
	if v, err := restored.Setting(t.Context(), access.InvitationPrefix+"1"); v != "" || err != nil {
		t.Errorf("a code of the backup is open again: %q, %v", v, err)
	}
}
