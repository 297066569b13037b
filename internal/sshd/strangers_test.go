package sshd_test

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/pkg/sftp"

	"recruitty/internal/sshd"
)

// TestStrangersProgramsAreNamed: what people's tools start at the other end is
// refused by its name, with what to do instead, and is no command.
func TestStrangersProgramsAreNamed(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) {
		o.Command = func(_ context.Context, c sshd.Command) int {
			t.Errorf("%q was run", c.Args)
			return 0
		}
	})
	client := h.connect(h.key)
	for _, c := range []struct{ command, name, says string }{
		{"rsync --server -vlogDtpre.iLsfxCIvu . x", "rsync", "scp or sftp"},
		{"/usr/bin/rsync --server --sender . x", "rsync", "scp or sftp"},
		{"sudo rsync --server . x", "rsync", "scp or sftp"},
		{"mosh-server new -s -c 256 -l LANG=C.UTF-8", "mosh-server", "ssh -t HOST"},
		{`sh -c '[ -n "$SSH_CONNECTION" ] && printf x; exec mosh-server new'`, "mosh-server", "ssh -t HOST"},
		{"exec mosh-server new", "mosh-server", "ssh -t HOST"},
		{"scp -t .", "scp", "leave out -O"},
		{"git-upload-pack '/x.git'", "git-upload-pack", "recruitty only"},
		{"/usr/lib/openssh/sftp-server", "sftp-server", "scp or sftp"},
		{"bash -l", "shell", "recruitty's own commands"},
		{"sh -c 'id'", "shell", "recruitty's own commands"},
	} {
		if out, said, code := run(t, client, c.command, ""); code != 2 || out != "" || !strings.Contains(said, c.name) || !strings.Contains(said, c.says) {
			t.Errorf("%s: exit code %d, printed %q, said %q", c.command, code, out, said)
		}
	}
}

// TestModesOfWhatIsThere: modes and times are taken of files that are there or
// on their way, and of nothing else; a size is not taken.
func TestModesOfWhatIsThere(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	files, err := sftp.NewClient(h.connect(h.key))
	check(t, err)
	defer files.Close()
	f, err := files.Create("cv.pdf")
	check(t, err)
	check(t, files.Chmod("cv.pdf", 0o600)) // as scp does before it is whole
	check(t, f.Chmod(0o600))
	_, err = f.Write([]byte("content"))
	check(t, err)
	check(t, f.Truncate(int64(len("content")))) // as scp does at the end
	if err := f.Truncate(100); err == nil {
		t.Error("a size was taken that is more than what came")
	}
	check(t, f.Close())
	check(t, files.Chmod("cv.pdf", 0o600))
	check(t, files.Chmod("/", 0o700))
	for _, name := range []string{"nothing.pdf", "a/b", "../x", ".part-1-1", ".hidden"} {
		if err := files.Chmod(name, 0o600); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("chmod %s: %v", name, err)
		}
		if err := files.Chtimes(name, time.Now(), time.Now()); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("touch %s: %v", name, err)
		}
		if err := files.Chown(name, 1, 1); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("chown %s: %v", name, err)
		}
	}
	if err := files.Truncate("cv.pdf", 1); err == nil {
		t.Error("a size was taken, and means nothing")
	}
	if info, err := files.Stat("cv.pdf"); err != nil || info.Size() != int64(len("content")) {
		t.Errorf("%v, %v", info, err)
	}
}
