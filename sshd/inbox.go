package sshd

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"recruitty/recruit"
	"recruitty/recruit/clean"
)

// What an inbox holds.
const (
	maxFile  = recruit.MaxInterviewFiles // bytes of one file
	maxBox   = 100 << 20                 // bytes of all files of one member
	maxFiles = 200
	unfinish = ".part-" // begins the name of a file that is still coming
)

// inboxes are the members' inboxes below one folder.
type inboxes struct {
	dir string

	mu   sync.Mutex
	open map[recruit.MemberID]*inbox
}

func newInboxes(dir string) *inboxes {
	return &inboxes{dir: dir, open: map[recruit.MemberID]*inbox{}}
}

// of is the inbox of a member; there is one of each in this process, which
// keeps its quota.
func (b *inboxes) of(id recruit.MemberID) *inbox {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open[id] == nil {
		b.open[id] = &inbox{dir: filepath.Join(b.dir, strconv.FormatInt(int64(id), 10)), parts: map[string]struct{}{}}
	}
	return b.open[id]
}

// inbox is a flat folder of files that a member has sent from their own
// machine. Nothing in it is a folder or a link, and every file is reached
// through an os.Root, so that no name leads out of it.
type inbox struct {
	dir string

	mu    sync.Mutex
	next  int
	parts map[string]struct{} // names of the files that are coming now
}

// root opens the folder and makes it when there is none.
func (b *inbox) root() (*os.Root, error) {
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
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
	if name == "" || clean.FileName(name) != name || strings.HasPrefix(name, unfinish) {
		return "", recruit.Invalid("file", "%q is no name of a file in your inbox; the inbox has no folders.", oneLine(typed, 80))
	}
	return name, nil
}

// path is where a file of the inbox lies on this machine.
func (b *inbox) path(typed string) (string, error) {
	name, err := nameIn(typed)
	if err != nil {
		return "", recruit.Invalid("file", "Over SSH a file comes from your inbox, not from the host's disk: send it with sftp, scp or ssh HOST upload NAME, and name it inbox:NAME.")
	}
	if _, err := b.stat(name); err != nil {
		return "", recruit.Invalid("file", "Your inbox holds no file %s; send it with sftp, scp or ssh HOST upload NAME.", name)
	}
	return filepath.Join(b.dir, name), nil
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

// names lists what the inbox holds.
func (b *inbox) names() ([]string, error) {
	list, err := b.list()
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

func full() error {
	return recruit.Refused("Your inbox is full: it holds %d MB and %d files at most. Remove files with sftp first.", maxBox>>20, maxFiles)
}

func tooLarge() error {
	return recruit.Invalid("file", "The file has more than %d MB, which no invitation takes.", maxFile>>20)
}

// create begins a file; it appears under its name when it is whole.
func (b *inbox) create(name string) (*upload, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	all, err := b.all()
	if err != nil {
		return nil, err
	}
	if len(all) >= maxFiles {
		return nil, full()
	}
	root, err := b.root()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	b.next++
	part := unfinish + strconv.Itoa(os.Getpid()) + "-" + strconv.Itoa(b.next)
	f, err := root.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("begin a file in the inbox: %w", err)
	}
	b.parts[part] = struct{}{}
	return &upload{box: b, file: f, part: part, name: name}, nil
}

// room says whether more bytes fit into the inbox.
func (b *inbox) room(more int64) error {
	all, err := b.all()
	if err != nil {
		return err
	}
	sum := more
	for _, info := range all {
		sum += info.Size()
	}
	if sum > maxBox {
		return full()
	}
	return nil
}

// upload is a file that is coming.
type upload struct {
	box        *inbox
	file       *os.File
	part, name string
	say        func(err error) // why it cannot come; nil when whoever made it says so

	mu     sync.Mutex
	size   int64
	failed error
}

// WriteAt implements io.WriterAt, within the limits.
func (u *upload) WriteAt(p []byte, at int64) (int, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.failed != nil {
		return 0, u.failed
	}
	end := at + int64(len(p))
	if at < 0 || end < at || end > maxFile {
		return 0, u.fail(tooLarge())
	}
	if end > u.size {
		u.box.mu.Lock()
		defer u.box.mu.Unlock()
		if err := u.box.room(end - u.size); err != nil {
			return 0, u.fail(err)
		}
		u.size = end
	}
	n, err := u.file.WriteAt(p, at)
	u.failed = err
	return n, err
}

// fail ends it for a reason that the visitor has to know.
func (u *upload) fail(err error) error {
	u.failed = err
	if u.say != nil {
		u.say(err)
	}
	return err
}

// TransferError is called when the connection ended before the file was whole.
func (u *upload) TransferError(err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.failed == nil {
		u.failed = errors.Join(io.ErrUnexpectedEOF, err)
	}
}

// Close puts the file under its name when it is whole, and forgets it else.
func (u *upload) Close() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	err := errors.Join(u.failed, u.file.Close())
	if err == nil {
		err = u.box.rename(u.part, u.name)
	}
	if err != nil {
		_ = u.box.remove(u.part)
	}
	u.box.mu.Lock()
	defer u.box.mu.Unlock()
	delete(u.box.parts, u.part)
	return err
}

// isRoot says whether a path of a client means the inbox itself.
func isRoot(p string) bool { return path.Clean("/"+p) == "/" }
