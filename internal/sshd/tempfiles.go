package sshd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"recruitty/recruit"
)

// clearParts removes files that were coming when a server was killed: those
// begun before start by a process that is not there any more. Nobody but a
// server makes such names, and a member cannot see them.
func (b *inboxes) clearParts(start time.Time) error {
	folders, err := os.ReadDir(b.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("list the inboxes: %w", err)
	}
	var failed []error
	for _, f := range folders {
		if f.IsDir() && (recruit.Member{Inbox: f.Name()}).InboxFolder() != "" {
			failed = append(failed, (&inbox{dir: filepath.Join(b.dir, f.Name())}).clearParts(start))
		}
	}
	return errors.Join(failed...)
}

func (b *inbox) clearParts(start time.Time) error {
	all, err := b.all()
	failed := []error{err}
	for _, info := range all {
		if info.ModTime().Before(start) && abandoned(info.Name()) {
			failed = append(failed, b.remove(info.Name()))
		}
	}
	return errors.Join(failed...)
}

// abandoned says that a file is an unfinished one of a process that has ended.
// One with this process's number was made by another that had it before.
func abandoned(name string) bool {
	rest, part := strings.CutPrefix(name, unfinish)
	number, count, found := strings.Cut(rest, "-")
	process, err := strconv.Atoi(number)
	if _, notCount := strconv.Atoi(count); !part || !found || err != nil || notCount != nil || process <= 0 {
		return false
	}
	if process == os.Getpid() {
		return true
	}
	p, err := os.FindProcess(process)
	if err != nil {
		return true
	}
	err = p.Signal(syscall.Signal(0))
	return err != nil && !errors.Is(err, fs.ErrPermission)
}
