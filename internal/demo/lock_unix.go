//go:build unix

package demo

import (
	"fmt"
	"os"
	"syscall"
)

// lock keeps a second demo out of a folder; two simulators would overwrite
// each other's meetings. The system lets go of it when the process dies.
func lock(path string) (unlock func() error, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the lock: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, fmt.Errorf("take the lock: %w", err)
	}
	return f.Close, nil
}
