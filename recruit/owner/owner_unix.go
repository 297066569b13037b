//go:build unix

package owner

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// keep gives an open file the owner of dir.
func keep(file *os.File, dir string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	of, ok := info.Sys().(*syscall.Stat_t)
	if !ok || of.Uid == 0 {
		return nil
	}
	return file.Chown(int(of.Uid), int(of.Gid))
}

// keepFolder gives a new folder the owner of the one that it lies in.
func keepFolder(dir string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	file, err := os.OpenFile(dir, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	return errors.Join(keep(file, filepath.Dir(filepath.Clean(dir))), file.Close())
}
