package sshd

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestTheNewestFileComesFirst is about what the forms offer.
func TestTheNewestFileComesFirst(t *testing.T) {
	t.Parallel()
	box := newInboxes(t.TempDir()).of(7)
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
