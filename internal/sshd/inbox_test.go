package sshd

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestNobodyHasTheInboxOfAnother: not by a number, and not by a name that leads
// out of the folder.
func TestNobodyHasTheInboxOfAnother(t *testing.T) {
	t.Parallel()
	all := newInboxes(t.TempDir())
	for _, name := range []string{"", "1", "../../home/dana/.ssh", "inbox"} {
		box := all.of(recruit.Member{ID: 1, Inbox: name})
		if list, err := box.list(); err == nil {
			t.Errorf("the inbox %q holds %v", name, list)
		}
		if _, err := box.create("cv.pdf"); err == nil {
			t.Errorf("the inbox %q takes files", name)
		}
	}
	one, other := all.of(recruit.Member{ID: 1, Inbox: "aaaabbbbccccddddeeeeffff22"}), all.of(recruit.Member{ID: 1, Inbox: "aaaabbbbccccddddeeeeffff33"})
	if one.dir == other.dir {
		t.Error("two members have one inbox")
	}
}

// TestTheNewestFileComesFirst is about what the forms offer.
func TestTheNewestFileComesFirst(t *testing.T) {
	t.Parallel()
	box := newInboxes(t.TempDir()).of(recruit.Member{Inbox: "aaaabbbbccccddddeeeeffff22"})
	if names, err := box.names(); err != nil || len(names) != 0 {
		t.Fatalf("an inbox begins with %q, %v", names, err)
	}
	sent := time.Date(2026, 11, 22, 14, 2, 0, 0, time.UTC)
	for name, after := range map[string]time.Duration{"a.pdf": time.Minute, "b.pdf": 0, "c.pdf": time.Hour, "d.pdf": 0, unfinish + "1": 2 * time.Hour} {
		path := filepath.Join(box.dir, name)
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, sent, sent.Add(after)); err != nil {
			t.Fatal(err)
		}
	}
	if names, err := box.names(); err != nil || !slices.Equal(names, []string{"c.pdf", "a.pdf", "b.pdf", "d.pdf"}) {
		t.Errorf("the inbox holds %q, %v", names, err)
	}
}
