package sshd

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"sync"

	"recruitty/recruit"
	"recruitty/recruit/owner"
)

func full() error {
	return recruit.Refused("Your inbox is full: it holds %s and %d files at most. Remove files with sftp first.", recruit.Size(maxBox), maxFiles)
}

func tooLarge(name string) error {
	if most(name) == maxBox {
		return recruit.Invalid("file", "The file has more than %s, more than an inbox holds; pack it with gzip, or send it straight: ssh HOST import candidates - < FILE.", recruit.Size(maxBox))
	}
	return recruit.Invalid("file", "The file has more than %s, which no invitation takes.", recruit.Size(maxFile))
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
	if err := owner.KeepIn(f, b.dir); err != nil {
		return nil, errors.Join(fmt.Errorf("begin a file in the inbox: %w", err), f.Close(), root.Remove(part))
	}
	u := &upload{box: b, file: f, part: part, name: name}
	b.parts[part] = u
	return u, nil
}

// coming returns the files of that name that are on their way.
func (b *inbox) coming(name string) []*upload {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []*upload
	for _, u := range b.parts {
		if u.name == name {
			out = append(out, u)
		}
	}
	return out
}

// room reports whether more bytes fit into the inbox.
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
	log        *slog.Logger    // where it says at its end what became of it

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
	if at < 0 || end < at || end > most(u.name) {
		return 0, u.fail(tooLarge(u.name))
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

// cut gives a file that is coming the size that its sender says it has, which is
// at most what came. It reports whether it could.
func (u *upload) cut(size uint64) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if size > uint64(u.size) || int64(size) < u.size && u.file.Truncate(int64(size)) != nil {
		return false
	}
	u.size = int64(size)
	return true
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
		u.log.Warn("upload failed", "error", err)
	} else {
		u.log.Info("upload", "bytes", u.size) // not its name, which is often a candidate's
	}
	u.box.mu.Lock()
	defer u.box.mu.Unlock()
	delete(u.box.parts, u.part)
	return err
}
