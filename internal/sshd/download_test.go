package sshd

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"recruitty/recruit"
)

// TestWhatIsKeptReplacesNothing saves the same name again and again, and names
// that are no names of files.
func TestWhatIsKeptReplacesNothing(t *testing.T) {
	t.Parallel()
	box := newInboxes(t.TempDir()).of(recruit.Member{Inbox: "aaaabbbbccccddddeeeeffff22"})
	log := slog.New(slog.DiscardHandler)
	for i, want := range []string{"inbox:cv.pdf", "inbox:cv (1).pdf", "inbox:cv (2).pdf"} {
		where, err := box.keep("cv.pdf", []byte{byte('a' + i)}, log)
		if err != nil || where != want {
			t.Fatalf("kept as %q, %v, want %q", where, err, want)
		}
		content, err := os.ReadFile(filepath.Join(box.dir, where[len("inbox:"):]))
		if err != nil || !bytes.Equal(content, []byte{byte('a' + i)}) {
			t.Errorf("%s holds %q, %v", where, content, err)
		}
	}
	if _, err := box.keep("big.bin", make([]byte, maxFile+1), log); err == nil {
		t.Error("more than a file may hold is kept")
	}
	if _, err := box.keep("people.csv", make([]byte, maxFile+1), log); err != nil {
		t.Errorf("a list of more than %d bytes is not kept: %v", maxFile, err)
	}
	if names, err := box.names(); err != nil || len(names) != 4 {
		t.Errorf("the inbox holds %q, %v", names, err)
	}
	for range maxBox/maxFile + 1 {
		if _, err := box.keep("room.bin", make([]byte, maxFile), log); err != nil {
			return
		}
	}
	t.Error("an inbox holds more than it may")
}
