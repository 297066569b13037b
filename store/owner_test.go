//go:build unix

package store

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestFilesKeepTheirOwner: what root makes in a service's workspace belongs to
// the service, whatever is done there.
func TestFilesKeepTheirOwner(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	uid := os.Getuid()
	if os.Geteuid() == 0 { // only root can make files for others
		uid = 12345
		must(t, os.Chown(dir, uid, uid))
	}
	db, err := Open(t.Context(), dir, Options{})
	must(t, err)
	must(t, db.SetSetting(t.Context(), "a", "b"))
	copied := filepath.Join(dir, "copy.db")
	must(t, db.Backup(t.Context(), copied))
	look := func() {
		t.Helper()
		entries, err := os.ReadDir(dir)
		must(t, err)
		for _, e := range entries {
			info, err := e.Info()
			must(t, err)
			if got := int(info.Sys().(*syscall.Stat_t).Uid); got != uid {
				t.Errorf("%s belongs to %d, want %d", e.Name(), got, uid)
			}
		}
	}
	look()
	must(t, db.Close())
	must(t, os.Remove(filepath.Join(dir, keyName)))
	_, err = restoreAt(t.Context(), dir, copied, true)
	must(t, err)
	look()
	again := openIn(t, dir)
	must(t, again.SetSetting(t.Context(), "a", "c"))
	look()
}
