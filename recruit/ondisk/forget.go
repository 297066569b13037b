package ondisk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/pipeline"
)

// maxRead is up to which size a file in an inbox is read for someone's name; it
// is more than any of them may have.
const maxRead = 64 << 20

// copyDigits is how many digits of its digest call the folder of an opened copy.
const copyDigits = 16

var _ pipeline.Disk = Folder{}

// Forget implements pipeline.Disk. Copies of the person's documents are deleted,
// from inboxes and from where they were opened; the logs lose what names the
// person; other files that do are named, as are copies of the database.
func (f Folder) Forget(ctx context.Context, t recruit.Traces) pipeline.Erasure {
	var out pipeline.Erasure
	root, err := os.OpenRoot(f.Dir)
	if err != nil {
		return missed(out, "The workspace's folder", err)
	}
	defer root.Close()
	who := t.Patterns()
	out = f.forgetInboxes(ctx, root, t.Files, who, out)
	out = f.forgetCopies(root, t.Files, out)
	for _, name := range f.Logs {
		for _, name := range []string{name, name + ".1"} {
			changed, err := overwrite(root, name, who)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				out = missed(out, name, err)
			}
			if changed {
				out.Rewritten = append(out.Rewritten, name)
			}
		}
	}
	return f.copies(root, out)
}

// missed says that something could not be looked at.
func missed(e pipeline.Erasure, what string, err error) pipeline.Erasure {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	e.Unreached = append(e.Unreached, fmt.Sprintf("%s could not be looked through: %v.", what, err))
	return e
}

// forgetInboxes looks at every file in an inbox.
func (f Folder) forgetInboxes(ctx context.Context, root *os.Root, files []string, who recruit.Patterns, out pipeline.Erasure) pipeline.Erasure {
	folders, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return missed(out, "The inboxes", err)
	}
	for _, folder := range folders {
		if !folder.IsDir() || folder.Name() != InboxFolder && !strings.HasPrefix(folder.Name(), asidePrefix) {
			continue
		}
		err := fs.WalkDir(root.FS(), folder.Name(), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() {
				return errors.Join(err, ctx.Err())
			}
			content, err := readAtMost(root, path)
			switch {
			case errors.Is(err, fs.ErrNotExist): // fetched or deleted meanwhile
			case err != nil:
				out = missed(out, path, err)
			case slices.Contains(files, digest(content)):
				if err := root.Remove(path); err != nil {
					out = missed(out, path, err)
				} else {
					out.Removed = append(out.Removed, path)
				}
			case names(who, []byte(path)) || names(who, content):
				out.Look = append(out.Look, path)
			}
			return ctx.Err()
		})
		if err != nil {
			out = missed(out, folder.Name(), err)
		}
	}
	return out
}

func readAtMost(root *os.Root, path string) ([]byte, error) {
	info, err := root.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxRead {
		return nil, fmt.Errorf("it has %d MB", info.Size()>>20)
	}
	return root.ReadFile(path)
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// names reports whether content speaks of the person.
func names(who recruit.Patterns, content []byte) bool {
	for _, p := range who {
		for _, at := range p.FindAllIndex(content, -1) {
			if recruit.Apart(content, at[0], at[1]) {
				return true
			}
		}
	}
	return false
}

// forgetCopies removes the copies that were made to be looked at.
func (f Folder) forgetCopies(root *os.Root, files []string, out pipeline.Erasure) pipeline.Erasure {
	for _, sha := range files {
		path := f.Copies + "/" + sha[:min(len(sha), copyDigits)]
		if _, err := root.Lstat(path); f.Copies == "" || errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := root.RemoveAll(path); err != nil {
			out = missed(out, path, err)
			continue
		}
		out.Removed = append(out.Removed, path)
	}
	return out
}

// overwrite puts dots in the place of what names the person in a log, byte by
// byte: other processes go on writing at its end meanwhile.
func overwrite(root *os.Root, name string, who recruit.Patterns) (changed bool, err error) {
	file, err := root.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	content, err := root.ReadFile(name)
	if err != nil {
		return false, err
	}
	for _, p := range who {
		for _, at := range p.FindAllIndex(content, -1) {
			if !recruit.Apart(content, at[0], at[1]) {
				continue
			}
			if _, err := file.WriteAt(bytes.Repeat([]byte("."), at[1]-at[0]), int64(at[0])); err != nil {
				return changed, err
			}
			changed = true
		}
	}
	if changed {
		err = file.Sync()
	}
	return changed, err
}

// magic begins every database (https://sqlite.org/fileformat2.html, section 1.3).
const magic = "SQLite format 3\x00"

// copies names the databases in the folder that are not the workspace's own.
func (f Folder) copies(root *os.Root, out pipeline.Erasure) pipeline.Erasure {
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return missed(out, "The workspace's folder", err)
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || e.Name() == f.Database {
			continue
		}
		file, err := root.Open(e.Name())
		if err != nil {
			out = missed(out, e.Name(), err)
			continue
		}
		head := make([]byte, len(magic))
		n, _ := file.Read(head)
		_ = file.Close()
		if string(head[:n]) == magic || strings.Contains(e.Name(), "-before-") && strings.Contains(e.Name(), ".db") {
			out.Kept = append(out.Kept, e.Name())
		}
	}
	return out
}
