package documents

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/filetext"
	"recruitty/recruit/sanitize"
)

// Documents brings files in from this machine's disk, and out to it.
type Documents struct {
	Files recruit.Files
	// Find says where the file lies that a person named, or refuses it. nil means
	// that it was named by its path; over SSH it must not be.
	Find func(name string) (path string, err error)
	// Keep takes a file out to where the person can fetch it and says where that
	// is. nil means that it is written to this machine's disk.
	Keep func(name string, content []byte) (where string, err error)
	// Show starts the program that opens the file at path on the person's own
	// screen; nil where there is none. Copies is the private folder in which the
	// copies to be shown are made.
	Show   func(path string) error
	Copies string
	// PDF reads the text of PDFs; nil where none is read.
	PDF filetext.PDF
}

// Path is where the file lies that a person named.
func (d *Documents) Path(name string) (string, error) {
	if d.Find == nil {
		return name, nil
	}
	return d.Find(name)
}

// FromDisk stores the file at path. A directory, an unreadable or empty file and one
// over MaxInterviewFiles are refused with a sentence (ErrInvalid).
func (d *Documents) FromDisk(ctx context.Context, path string, kind recruit.FileKind) (recruit.File, error) {
	path, err := d.Path(path)
	if err != nil {
		return recruit.File{}, err
	}
	name := sanitize.FileName(filepath.Base(path))
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return recruit.File{}, recruit.NoFile(path)
	case err != nil:
		return recruit.File{}, unreadable(name, err)
	case info.IsDir():
		return recruit.File{}, recruit.IsFolder(name)
	case !info.Mode().IsRegular():
		return recruit.File{}, recruit.Invalid("file", "%s is not a regular file.", name)
	case info.Size() == 0:
		return recruit.File{}, recruit.Invalid("file", "%s is empty, so it was not added; check that it is the right file.", name)
	case info.Size() > recruit.MaxInterviewFiles:
		return recruit.File{}, recruit.Invalid("file", "%s has %s; an invitation can have at most %s of files.", name, recruit.Size(info.Size()), recruit.Size(recruit.MaxInterviewFiles))
	}
	f, err := os.Open(path)
	if err != nil {
		return recruit.File{}, unreadable(name, err)
	}
	defer f.Close()
	stored, err := d.Files.PutFile(ctx, name, f, recruit.MaxInterviewFiles)
	if err != nil {
		return recruit.File{}, err
	}
	stored.Kind, stored.Everyone = kind, kind == recruit.JobDescription
	return stored, nil
}

func unreadable(name string, err error) error {
	return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "file", Sentence: name + " cannot be read; check its permissions.", Cause: err}
}

// Secret reads a secret of at most limit bytes in the file that a person named, which has
// to lie on this machine: what was sent to a host is no place for one. field is the one
// that errors are about.
func (d *Documents) Secret(field, name string, limit int64) (string, error) {
	if d.Find != nil {
		return "", recruit.Invalid(field, "A file on the host cannot be used for this; paste its whole text.")
	}
	unreadable := func(err error) error {
		return &recruit.Problem{Kind: recruit.ErrInvalid, Field: field, Sentence: "The key file cannot be read; check its name.", Cause: err}
	}
	f, err := os.Open(name)
	if err != nil {
		return "", unreadable(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() { // a pipe might never end
		return "", unreadable(err)
	}
	text, err := io.ReadAll(io.LimitReader(f, limit))
	if err != nil {
		return "", unreadable(err)
	}
	return string(text), nil
}

// Keys reads the public keys in the file that a person named.
func (d *Documents) Keys(name string) ([]string, error) {
	path, err := d.Path(name)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, access.UnreadableKeys(err)
	}
	defer f.Close()
	return access.KeysFrom(f)
}
