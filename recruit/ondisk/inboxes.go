// Package ondisk looks after what a workspace has on the disk beside its
// database: inboxes of the SSH host, copies of files that were opened, log files,
// and older databases.
package ondisk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
)

// The folders with inboxes: the host's own, and those that a restore has set
// aside, whose names begin the same.
const (
	InboxFolder = "inbox"
	asidePrefix = InboxFolder + "-"
)

// Unfinished begins the name of a file in an inbox that is still coming.
const Unfinished = ".part-"

// Folder is a workspace's folder.
type Folder struct {
	Dir string
	// Database is the name of the database in it, Copies that of the folder with
	// copies of files that were opened, and Logs are those of the log files.
	Database string
	Copies   string
	Logs     []string
}

// Inboxes implements accounts.Inboxes.
func (f Folder) Inboxes(context.Context) ([]accounts.FileInbox, error) {
	root, err := os.OpenRoot(f.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look at the inboxes: %w", err)
	}
	defer root.Close()
	folders, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return nil, fmt.Errorf("look at the inboxes: %w", err)
	}
	var out []accounts.FileInbox
	for _, folder := range folders {
		if !folder.IsDir() || folder.Name() != InboxFolder && !strings.HasPrefix(folder.Name(), asidePrefix) {
			continue
		}
		boxes, err := fs.ReadDir(root.FS(), folder.Name())
		if err != nil {
			return nil, fmt.Errorf("look at the inboxes: %w", err)
		}
		for _, box := range boxes {
			if !box.IsDir() {
				continue
			}
			b := accounts.FileInbox{Name: folder.Name() + "/" + box.Name()}
			if folder.Name() == InboxFolder {
				b.Key = box.Name()
			}
			files, err := fs.ReadDir(root.FS(), b.Name)
			if err != nil {
				return nil, fmt.Errorf("look at an inbox: %w", err)
			}
			for _, file := range files {
				if info, err := file.Info(); err == nil && info.Mode().IsRegular() {
					b.Files, b.Bytes = append(b.Files, file.Name()), b.Bytes+info.Size()
				}
			}
			if len(b.Files) > 0 {
				out = append(out, b)
			}
		}
	}
	return out, nil
}

// RemoveInbox implements accounts.Inboxes.
func (f Folder) RemoveInbox(_ context.Context, name string) error {
	folder, box, found := strings.Cut(name, "/")
	if !found || folder != InboxFolder && !strings.HasPrefix(folder, asidePrefix) || box == "" || strings.HasPrefix(box, ".") || strings.ContainsAny(box, `/\`) {
		return recruit.Invalid("inbox", "%q is not the name of an inbox.", name)
	}
	root, err := os.OpenRoot(f.Dir)
	if err != nil {
		return fmt.Errorf("delete an inbox: %w", err)
	}
	defer root.Close()
	if err := root.RemoveAll(name); err != nil {
		return fmt.Errorf("delete an inbox: %w", err)
	}
	_ = root.Remove(folder) // if it was the last; not when others are in it
	return nil
}

// Rename gives inboxes that are called by their member's number, as once all
// were, the name that is the member's alone. Those of a number that nobody has
// get a name that no member can come to have.
func (f Folder) Rename(members []recruit.Member) error {
	root, err := os.OpenRoot(f.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("rename the inboxes: %w", err)
	}
	defer root.Close()
	boxes, err := fs.ReadDir(root.FS(), InboxFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	failed := []error{err}
	for _, box := range boxes {
		id, err := strconv.ParseInt(box.Name(), 10, 64)
		if err != nil || !box.IsDir() {
			continue
		}
		to := ""
		if at := slices.IndexFunc(members, func(m recruit.Member) bool { return int64(m.ID) == id }); at >= 0 {
			to = members[at].InboxFolder()
		}
		if _, err := root.Lstat(InboxFolder + "/" + to); to == "" || !errors.Is(err, fs.ErrNotExist) {
			to = "former-" + box.Name() + "-" + rand.Text()
		}
		if err := root.Rename(InboxFolder+"/"+box.Name(), InboxFolder+"/"+to); !errors.Is(err, fs.ErrNotExist) { // another process may be faster
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}
