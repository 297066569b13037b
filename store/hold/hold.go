// Package hold reports whether a process is still at something: it holds a file as
// long as it lives, and the system lets go of it when the process ends, however it
// does.
package hold

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrHeld is what someone else holds.
var ErrHeld = errors.New("it is held")

// Take holds the file at path until release is called. What is held already is
// ErrHeld.
func Take(path string) (release func(), err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make the folder for what is held: %w", err)
	}
	for {
		f, err := open(path, os.O_CREATE)
		if err != nil {
			return nil, err
		}
		mine, err := f.Stat()
		if err != nil {
			return nil, errors.Join(fmt.Errorf("look at what is held: %w", err), f.Close())
		}
		// Whoever let go of it in this moment has removed the file that was opened.
		if there, err := os.Stat(path); err == nil && os.SameFile(mine, there) {
			return func() {
				if removed := os.Remove(path); removed != nil { // where an open file cannot be removed
					f.Close()
					os.Remove(path)
					return
				}
				f.Close()
			}, nil
		}
		f.Close()
	}
}

// Held reports whether someone holds the file at path, in this process or in
// another one. One that nobody holds is removed.
func Held(path string) bool {
	f, err := open(path, 0)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist) && errors.Is(err, ErrHeld)
	}
	os.Remove(path)
	f.Close()
	return false
}
