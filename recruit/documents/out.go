package documents

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// copiesKept is how long a copy that was made to be looked at stays on the disk
// when nobody removed it.
const copiesKept = 24 * time.Hour

// Save writes a stored file to this machine's disk, readable by its owner only,
// and says where it is: to is a path, a folder, or "" for the current folder. A
// file that exists is never overwritten (ErrInvalid). Over SSH it goes into the
// member's inbox, and to must be "".
func (d *Documents) Save(ctx context.Context, f recruit.File, to string) (string, error) {
	content, err := d.Files.FileContent(ctx, f.SHA256)
	if err != nil {
		return "", err
	}
	return d.SaveNew(f.Name, content, to)
}

// SaveNew writes what was just made, such as an export, as Save writes a stored file.
func (d *Documents) SaveNew(name string, content []byte, to string) (string, error) {
	name = sanitize.FileName(name)
	if d.Keep != nil {
		if to != "" {
			return "", recruit.Invalid("file", "Over SSH a file cannot be saved to a path on the host; leave the path out, and it is saved to your inbox.")
		}
		return d.Keep(name, content)
	}
	if info, err := os.Stat(to); to == "" || err == nil && info.IsDir() {
		to = filepath.Join(to, name)
	}
	return to, writeNew(to, content, 0o600)
}

// Open shows a copy of a stored file in the program that this machine opens
// such files with; changes to the copy are not taken back. What may run
// something is refused (ErrRefused), and so is everything where no program can
// be started, as over SSH.
func (d *Documents) Open(ctx context.Context, f recruit.File) error {
	if d.Show == nil {
		return recruit.Refused("%s cannot be shown from here; save it instead.", f.Name)
	}
	if f.Executable() || f.Active() {
		return recruit.Refused("%s may run something when it is opened; save it, and look at it with care.", f.Name)
	}
	content, err := d.Files.FileContent(ctx, f.SHA256)
	if err != nil {
		return err
	}
	switch in := f.Look(content); in.Program {
	case "":
	case f.Name:
		return recruit.Refused("%s may run something when it is opened; save it, and look at it with care.", f.Name)
	default:
		return recruit.Refused("%s holds a program; save it, and look at it with care.", f.Name)
	}
	folder := filepath.Join(d.Copies, f.SHA256[:min(len(f.SHA256), 16)])
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return unwritable(folder, err)
	}
	path := filepath.Join(folder, sanitize.FileName(f.Name))
	if err := writeNew(path, content, 0o400); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := d.Show(path); err != nil {
		return &recruit.Problem{Kind: recruit.ErrRefused, Sentence: "No program could be started for " + f.Name + "; save it instead.", Cause: err}
	}
	return nil
}

// ForgetCopies removes the copies that were made to be looked at: those older
// than a day, or all of them.
func (d *Documents) ForgetCopies(now time.Time, all bool) error {
	if d.Copies == "" {
		return nil
	}
	folders, err := os.ReadDir(d.Copies)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	failed := []error{err}
	for _, entry := range folders {
		if info, err := entry.Info(); err == nil && (all || now.Sub(info.ModTime()) > copiesKept) {
			failed = append(failed, os.RemoveAll(filepath.Join(d.Copies, entry.Name())))
		}
	}
	return errors.Join(failed...)
}

// writeNew writes a file that must not exist yet; one that could not be
// written whole is removed again.
func writeNew(path string, content []byte, mode fs.FileMode) error {
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	switch {
	case errors.Is(err, fs.ErrExist):
		return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "file", Sentence: recruit.Shorten(path) + " already exists and is not overwritten; choose another name.", Cause: err}
	case errors.Is(err, fs.ErrNotExist):
		return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "file", Sentence: "There is no folder " + recruit.Shorten(filepath.Dir(path)) + "; create it first, or choose another one.", Cause: err}
	case err != nil:
		return unwritable(path, err)
	}
	_, err = out.Write(content)
	if err = errors.Join(err, out.Close()); err != nil {
		return errors.Join(unwritable(path, err), os.Remove(path))
	}
	return nil
}

func unwritable(path string, err error) error {
	return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "file", Sentence: recruit.Shorten(path) + " could not be written; check the permissions and the disk space.", Cause: err}
}
