package sshd

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/recruit/ondisk"
	"recruitty/recruit/owner"
	"recruitty/recruit/sanitize"
)

// What an inbox holds.
const (
	maxFile  = recruit.MaxInterviewFiles // bytes of one file that is not imported
	maxBox   = 100 << 20                 // bytes of all files of one member
	maxFiles = 200
	unfinish = ondisk.Unfinished
)

// most is how many bytes a file of this name may have: what goes out with mails is
// bounded by what those take, a list that is imported only by the inbox.
func most(name string) int64 {
	if importer.Importable(name) {
		return maxBox
	}
	return maxFile
}

// inboxes are the members' inboxes below one folder.
type inboxes struct {
	dir string

	mu   sync.Mutex
	open map[string]*inbox
}

func newInboxes(dir string) *inboxes {
	return &inboxes{dir: dir, open: map[string]*inbox{}}
}

// of is the inbox of a member; there is one of each in this process, which
// keeps its quota. It is called by a name that no other member ever has: numbers
// and addresses are given again.
func (b *inboxes) of(m recruit.Member) *inbox {
	b.mu.Lock()
	defer b.mu.Unlock()
	name := m.InboxFolder()
	if name == "" {
		return &inbox{parts: map[string]*upload{}}
	}
	if b.open[name] == nil {
		b.open[name] = &inbox{dir: filepath.Join(b.dir, name), parts: map[string]*upload{}}
	}
	return b.open[name]
}

// inbox is a flat folder of files that a member has sent from their own
// machine. Nothing in it is a folder or a link, and every file is reached
// through an os.Root, so that no name leads out of it.
type inbox struct {
	dir string

	mu    sync.Mutex
	next  int
	parts map[string]*upload // what is coming now, by the name that it has until it is whole
}

// root opens the folder and makes it when there is none.
func (b *inbox) root() (*os.Root, error) {
	if b.dir == "" {
		return nil, recruit.Refused("The workspace has no usable name for your inbox; ask an admin to add you again.")
	}
	if err := owner.MkdirAll(b.dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the inbox: %w", err)
	}
	root, err := os.OpenRoot(b.dir)
	if err != nil {
		return nil, fmt.Errorf("open the inbox: %w", err)
	}
	return root, nil
}

// nameIn reads a name as a visitor wrote it, with or without the slash in front
// and the word inbox:, and refuses what is not plainly a file of the inbox.
func nameIn(typed string) (string, error) {
	name := strings.TrimPrefix(typed, "inbox:")
	name = strings.TrimPrefix(strings.TrimPrefix(name, "./"), "/")
	switch {
	case strings.ContainsAny(name, `/\`):
		return "", recruit.Invalid("file", "%q names a folder; the inbox has none.", oneLine(typed, 80))
	case name == "" || sanitize.FileName(name) != name || strings.HasPrefix(name, unfinish):
		return "", recruit.Invalid("file", "%q cannot be the name of a file in the inbox: a name has at most 200 bytes, begins with no dot, and is one that every system knows.", oneLine(typed, 80))
	}
	return name, nil
}

// path is where a file of the inbox lies on this machine, and how many bytes it has.
func (b *inbox) path(typed string) (string, int64, error) {
	name, err := nameIn(typed)
	if err != nil {
		return "", 0, recruit.Invalid("file", "Over SSH a file comes from your inbox, not from the host's disk: send it with sftp, scp or ssh HOST upload NAME, and name it inbox:NAME.")
	}
	info, err := b.stat(name)
	if err != nil {
		return "", 0, recruit.Invalid("file", "Your inbox holds no file %s; send it with sftp, scp or ssh HOST upload NAME.", name)
	}
	return filepath.Join(b.dir, name), info.Size(), nil
}

// stat describes a file of the inbox.
func (b *inbox) stat(name string) (fs.FileInfo, error) {
	root, err := b.root()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrNotExist
	}
	return info, err
}

// list describes the files of the inbox by name, those that are still coming
// left out.
func (b *inbox) list() ([]fs.FileInfo, error) {
	all, err := b.all()
	var out []fs.FileInfo
	for _, info := range all {
		if !strings.HasPrefix(info.Name(), unfinish) {
			out = append(out, info)
		}
	}
	return out, err
}

// names lists what the inbox holds, the newest first.
func (b *inbox) names() ([]string, error) {
	list, err := b.list()
	slices.SortStableFunc(list, func(x, y fs.FileInfo) int { return y.ModTime().Compare(x.ModTime()) })
	names := make([]string, len(list))
	for i, info := range list {
		names[i] = info.Name()
	}
	return names, err
}

func (b *inbox) all() ([]fs.FileInfo, error) {
	root, err := b.root()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return nil, fmt.Errorf("list the inbox: %w", err)
	}
	var out []fs.FileInfo
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			out = append(out, info)
		}
	}
	return out, nil
}

// open opens a file for reading.
func (b *inbox) open(name string) (*os.File, error) {
	if _, err := b.stat(name); err != nil {
		return nil, err
	}
	root, err := b.root()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Open(name)
}

// remove deletes a file, and rename gives it another name.
func (b *inbox) remove(name string) error {
	root, err := b.root()
	if err != nil {
		return err
	}
	defer root.Close()
	return root.Remove(name)
}

func (b *inbox) rename(from, to string) error {
	root, err := b.root()
	if err != nil {
		return err
	}
	defer root.Close()
	return root.Rename(from, to)
}

// isRoot reports whether a path of a client means the inbox itself.
func isRoot(p string) bool { return path.Clean("/"+p) == "/" }
