package sshd_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pkg/sftp"

	"recruitty/internal/sshd"
	"recruitty/recruit"
)

func TestFilesStayInsideTheInbox(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	check(t, os.WriteFile(filepath.Join(h.dir, "outside.txt"), []byte("secret"), 0o600))
	files, err := sftp.NewClient(h.connect(h.key))
	check(t, err)
	defer files.Close()

	f, err := files.Create("cv.pdf")
	check(t, err)
	_, err = f.Write([]byte("content"))
	check(t, err)
	if list, _ := files.ReadDir("/"); len(list) != 0 {
		t.Errorf("a file that is still coming is listed: %v", list)
	}
	check(t, f.Close())
	box := h.box()
	if data, err := os.ReadFile(filepath.Join(box, "cv.pdf")); err != nil || string(data) != "content" {
		t.Errorf("the inbox holds %q, %v", data, err)
	}
	// A link can come from elsewhere on the host; it is not followed.
	check(t, os.Symlink(filepath.Join(h.dir, "outside.txt"), filepath.Join(box, "link.txt")))
	for _, name := range []string{"../../outside.txt", "/../../outside.txt", "link.txt", h.dir + "/outside.txt", "/etc/passwd", "a/b.txt", ".hidden", "..", "", `..\x`} {
		if f, err := files.Open(name); err == nil {
			if content, err := io.ReadAll(f); err == nil {
				t.Errorf("read %q through %q", content, name)
			}
		}
	}
	for _, name := range []string{"a/b.txt", ".hidden", ".part-1-1", "con", strings.Repeat("x", 300), "new\nline"} {
		if f, err := files.Create(name); err == nil {
			t.Errorf("made %q", name)
			_ = f.Close()
		}
	}
	for what, err := range map[string]error{
		"mkdir": files.Mkdir("folder"), "symlink": files.Symlink("/etc/passwd", "passwd"), "link": files.Link("cv.pdf", "other.pdf"),
		"rename away": files.Rename("cv.pdf", "a/cv.pdf"), "remove outside": files.Remove("/../../outside.txt"),
	} {
		if err == nil {
			t.Errorf("%s was done", what)
		}
	}
	check(t, files.Rename("cv.pdf", "resume.pdf"))
	check(t, files.Chmod("resume.pdf", 0o777)) // means nothing, and stops no client
	if list, err := files.ReadDir("/"); err != nil || len(list) != 1 || list[0].Name() != "resume.pdf" {
		t.Errorf("the inbox lists %v, %v", list, err)
	}
	check(t, files.Remove("resume.pdf"))
}

func TestInboxesAreApartAndBounded(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	_, lees := h.member("Lee", recruit.Recruiter)
	client := h.connect(h.key)
	if _, said, code := run(t, client, "upload cv.pdf", "content"); code != 0 || !strings.Contains(said, "inbox:cv.pdf") {
		t.Errorf("upload: exit code %d, %q", code, said)
	}
	others, err := sftp.NewClient(h.connect(lees))
	check(t, err)
	defer others.Close()
	if list, err := others.ReadDir("/"); err != nil || len(list) != 0 {
		t.Errorf("Lee sees %v, %v", list, err)
	}
	for _, command := range []string{"upload", "upload ../x", "upload a/b"} {
		if _, _, code := run(t, client, command, "content"); code != 2 {
			t.Errorf("%s: exit code %d", command, code)
		}
	}
	huge := string(bytes.Repeat([]byte("x"), recruit.MaxInterviewFiles+1))
	if _, said, code := run(t, client, "upload huge.bin", huge); code != 1 || !strings.Contains(said, "15 MB") {
		t.Errorf("a huge file: exit code %d, %q", code, said)
	}
	for i := range 7 {
		_, said, code := run(t, client, "upload part"+string(rune('0'+i)), huge[:recruit.MaxInterviewFiles])
		if full := i == 6; full != (code == 1) || full && !strings.Contains(said, "inbox is full") {
			t.Errorf("file %d: exit code %d, %q", i, code, said)
		}
	}
	entries, err := os.ReadDir(h.box())
	check(t, err)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".part-") {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

func TestAnInterruptedFileIsForgotten(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	client := h.connect(h.key)
	files, err := sftp.NewClient(client)
	check(t, err)
	f, err := files.Create("cv.pdf")
	check(t, err)
	_, err = f.Write([]byte("half"))
	check(t, err)
	check(t, client.Close())
	h.stop()
	entries, err := os.ReadDir(h.box())
	check(t, err)
	if len(entries) != 0 {
		t.Errorf("the inbox holds %v", entries)
	}
}

func TestCommandsFindFilesInTheInboxOnly(t *testing.T) {
	t.Parallel()
	found := make(chan error, 2)
	h := newHost(t, func(o *sshd.Options) {
		o.Command = fetching(found)
	})
	client := h.connect(h.key)
	if _, _, code := run(t, client, "upload cv.pdf", "content"); code != 0 {
		t.Fatal("upload failed")
	}
	for name, ok := range map[string]bool{"inbox:cv.pdf": true, "cv.pdf": true, "inbox:../" + h.dana.Inbox + "/cv.pdf": false, "/etc/passwd": false,
		filepath.Join(h.dir, "secret.key"): false, "inbox:none.pdf": false, "..": false} {
		run(t, client, "fetch "+name, "")
		if err := <-found; (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSftpEndsWithTheRemoval: a client that is in the middle of a file is out
// when its member has left the team.
func TestSftpEndsWithTheRemoval(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	lee, key := h.member("Lee", recruit.Recruiter)
	files, err := sftp.NewClient(h.connect(key))
	check(t, err)
	f, err := files.Create("cv.pdf")
	check(t, err)
	_, err = f.Write([]byte("half"))
	check(t, err)
	_, err = h.svc.Departures.Remove(t.Context(), h.dana, lee.ID, false)
	check(t, err)
	eventually(t, "sftp ends", func() bool {
		_, err := files.ReadDir("/")
		return err != nil
	})
	eventually(t, "the half file is gone", func() bool {
		left, err := os.ReadDir(filepath.Join(h.dir, "inbox", lee.Inbox))
		return err == nil && len(left) == 0
	})
}
