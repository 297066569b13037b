package ondisk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recruitty/recruit"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// put writes a file below a folder.
func put(t *testing.T, dir, name, content string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, []byte(content), 0o600))
}

// TestInboxesOfNumbersAreRenamedOnce: an inbox that is called by a number becomes
// that of the member who has it, and one of a number that nobody has becomes
// nobody's, whoever gets the number later.
func TestInboxesOfNumbersAreRenamedOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	folder := Folder{Dir: dir}
	dana, evil := recruit.Member{ID: 1, Inbox: strings.Repeat("d1", 13)}, recruit.Member{ID: 3, Inbox: "../../outside"}
	for _, name := range []string{"inbox/1/cv.pdf", "inbox/2/left.pdf", "inbox/3/odd.pdf", "inbox-before-restore-x/1/old.pdf", "other/1/no.pdf"} {
		put(t, dir, name, "x")
	}
	must(t, folder.Rename([]recruit.Member{dana, evil}))
	must(t, folder.Rename([]recruit.Member{dana, evil, {ID: 2, Inbox: strings.Repeat("e2", 13)}}))
	all, err := folder.Inboxes(t.Context())
	must(t, err)
	keys := map[string]string{}
	for _, b := range all {
		keys[strings.Join(b.Files, " ")] = b.Key
	}
	if len(all) != 4 || keys["cv.pdf"] != dana.Inbox || keys["old.pdf"] != "" || !strings.HasPrefix(keys["left.pdf"], "former-2-") || !strings.HasPrefix(keys["odd.pdf"], "former-3-") {
		t.Errorf("inboxes: %q", keys)
	}
	for _, bad := range []string{"", "inbox", "inbox/", "inbox/..", "other/1", "../x/1", "inbox/a/b", `inbox/a\b`, "inbox/.x"} {
		if err := folder.RemoveInbox(t.Context(), bad); err == nil {
			t.Errorf("%q was deleted", bad)
		}
	}
	must(t, folder.RemoveInbox(t.Context(), "inbox-before-restore-x/1"))
	if _, err := os.Stat(filepath.Join(dir, "inbox-before-restore-x")); !os.IsNotExist(err) {
		t.Errorf("the empty folder is still there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "other/1/no.pdf")); err != nil {
		t.Error(err)
	}
}
