package importer

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/documents"
	"recruitty/recruit/importer/records"
	"recruitty/recruit/sanitize"
)

// File is a file to import. It is read from its beginning as often as needed,
// and never held in memory as a whole.
type File struct {
	Name    string // without its folder, safe to show
	content io.ReaderAt
	size    int64
	done    func() error
}

// Text is a file of which the content is in memory already.
func Text(name string, content []byte) File {
	return File{Name: sanitize.FileName(name), content: bytes.NewReader(content), size: int64(len(content))}
}

// Size is how many bytes the file has.
func (f File) Size() int64 { return f.size }

// Content reads the file from its beginning.
func (f File) Content() *io.SectionReader { return io.NewSectionReader(f.content, 0, f.size) }

// fingerprint knows the content of the file again.
func (f File) fingerprint(ctx context.Context, part string) (string, error) {
	h := sha256.New()
	for r := f.Content(); ; {
		_, err := io.CopyN(h, r, 4<<20)
		switch {
		case ctx.Err() != nil:
			return "", ctx.Err()
		case errors.Is(err, io.EOF):
			_, _ = io.WriteString(h, part) // another sheet of a file is another import
			return hex.EncodeToString(h.Sum(nil)), nil
		case err != nil:
			return "", records.Refuse(err, "%s could not be read to the end; try again.", f.Name)
		}
	}
}

// Close lets go of the file, and removes the copy that Spool made.
func (f File) Close() error {
	if f.done == nil {
		return nil
	}
	return f.done()
}

// head returns the first bytes of the file, at most most.
func (f File) head(most int) ([]byte, error) {
	head := make([]byte, min(int64(most), f.size))
	n, err := io.ReadFull(f.Content(), head)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil // it has become shorter
	}
	return head[:n], err
}

// Named opens a file as a person names it: by its path, or where documents come
// from elsewhere by its name there.
func Named(documents *documents.Documents, name string) (File, error) {
	if strings.TrimSpace(name) == "" {
		return File{}, recruit.Invalid("file", "Which file? Give its path.")
	}
	path, err := documents.Path(name)
	if err != nil {
		var p *recruit.Problem
		if errors.As(err, &p) && p.Field == "" {
			err = &recruit.Problem{Kind: p.Kind, Field: "file", Sentence: p.Sentence, Cause: err}
		}
		return File{}, err
	}
	return Open(filepath.Clean(path))
}

// Open opens the file at path. What cannot be read, a folder and an empty file
// are recruit.ErrInvalid.
func Open(path string) (File, error) {
	name := sanitize.FileName(filepath.Base(path))
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return File{}, recruit.NoFile(name)
	case err != nil:
		return File{}, records.Refuse(err, "%s cannot be read; check its permissions.", name)
	case info.IsDir():
		return File{}, recruit.IsFolder(name)
	case !info.Mode().IsRegular():
		return File{}, records.Refuse(nil, "%s is not a file that can be read twice; give it as standard input: recruitty import … - < %s", name, name)
	}
	f, err := os.Open(path)
	if err != nil {
		return File{}, records.Refuse(err, "%s cannot be read; check its permissions.", name)
	}
	return whole(name, f, f.Close)
}

// Spool copies what r yields, such as standard input, into a file in dir that
// Close removes; name is for messages.
func Spool(dir, name string, r io.Reader) (_ File, err error) {
	name = sanitize.FileName(name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return File{}, records.Refuse(err, "%s cannot be stored for reading; check the disk space of the workspace.", name)
	}
	f, err := os.CreateTemp(dir, "import-*")
	if err != nil {
		return File{}, records.Refuse(err, "%s cannot be stored for reading; check the disk space of the workspace.", name)
	}
	remove := func() error { return errors.Join(f.Close(), os.Remove(f.Name())) }
	if _, err := io.Copy(f, r); err != nil {
		return File{}, errors.Join(records.Refuse(err, "%s could not be read to the end; nothing was imported. Try again.", name), remove())
	}
	return whole(name, f, remove)
}

// whole is a file of all that f holds. An empty one is let go at once.
func whole(name string, f *os.File, done func() error) (File, error) {
	info, err := f.Stat()
	if err != nil {
		return File{}, errors.Join(records.Refuse(err, "%s cannot be read; check its permissions.", name), done())
	}
	in := File{Name: name, content: f, size: info.Size(), done: done}
	head, err := in.head(64 << 10)
	switch {
	case err != nil:
		err = records.Refuse(err, "%s could not be read; try again.", name)
	case in.empty(head):
		err = records.Refuse(nil, "%s is empty.", name)
	}
	if err != nil {
		return File{}, errors.Join(err, done())
	}
	return in, nil
}

// empty reports whether there is nothing in a file that begins with head.
func (f File) empty(head []byte) bool {
	return int64(len(head)) == f.size && len(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))) == 0
}
