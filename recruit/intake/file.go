package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"recruitty/recruit"
	"recruitty/recruit/clean"
)

// MaxFile is the most bytes that a file may have, and MaxRows the most entries.
const (
	MaxFile = 64 << 20
	MaxRows = 200_000
)

// File is the content of a file to import.
type File struct {
	Name    string // without its folder, safe to show
	Content []byte
}

// ReadFile reads the file at path. What cannot be read, a folder, an empty
// file and one over MaxFile are recruit.ErrInvalid.
func ReadFile(path string) (File, error) {
	name := clean.FileName(filepath.Base(path))
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return File{}, refuse(nil, "There is no file %s; check the path.", name)
	case err != nil:
		return File{}, refuse(err, "%s cannot be read; check its permissions.", name)
	case info.IsDir():
		return File{}, refuse(nil, "%s is a folder; choose a file in it.", name)
	}
	f, err := os.Open(path)
	if err != nil {
		return File{}, refuse(err, "%s cannot be read; check its permissions.", name)
	}
	defer f.Close()
	return Read(name, f)
}

// Read reads a file from r, such as standard input; name is for messages.
func Read(name string, r io.Reader) (File, error) {
	name = clean.FileName(name)
	content, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	switch {
	case err != nil:
		return File{}, refuse(err, "%s could not be read to its end; try again.", name)
	case len(content) > MaxFile:
		return File{}, refuse(nil, "%s has more than %d MB; split it into smaller files.", name, MaxFile>>20)
	case len(bytes.TrimSpace(content)) == 0:
		return File{}, refuse(nil, "%s is empty.", name)
	}
	return File{Name: name, Content: content}, nil
}

// refuse is a Problem about the file as a whole.
func refuse(cause error, format string, args ...any) *recruit.Problem {
	return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "file", Sentence: fmt.Sprintf(format, args...), Cause: cause}
}
