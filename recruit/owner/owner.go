// Package owner keeps files in the hands of whoever owns their folder. A
// command that root gives on a service's workspace would else leave files there
// that the service cannot open.
package owner

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Keep gives file, which this process has just made, the owner of the folder
// that it lies in. It does something only where this process is root and the
// folder is someone else's. The file must be a new one: giving away what was
// there before, through a link that another has put there, could give away
// anything.
func Keep(file *os.File) error { return keep(file, filepath.Dir(file.Name())) }

// KeepIn is Keep for a file that lies in dir, whatever name it was opened by.
func KeepIn(file *os.File, dir string) error { return keep(file, dir) }

// MkdirAll is os.MkdirAll in which the new folders have the owner of the
// one that was there.
func MkdirAll(dir string, mode fs.FileMode) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	if parent := filepath.Dir(dir); parent != dir {
		if err := MkdirAll(parent, mode); err != nil {
			return err
		}
	}
	err := os.Mkdir(dir, mode)
	if errors.Is(err, fs.ErrExist) {
		if info, statErr := os.Stat(dir); statErr == nil && info.IsDir() {
			return nil // someone was faster
		}
	}
	if err != nil {
		return err
	}
	return keepFolder(dir)
}

// Create is os.OpenFile for a file that is made when there is none, which then
// has the owner of its folder. flag holds neither os.O_CREATE nor os.O_EXCL.
func Create(path string, flag int, mode fs.FileMode) (*os.File, error) {
	file, err := os.OpenFile(path, flag|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, fs.ErrExist) {
		return os.OpenFile(path, flag, mode)
	}
	if err != nil {
		return nil, err
	}
	if err := Keep(file); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}
