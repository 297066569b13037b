package demo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// kept is a part of the outside world that is kept in a file.
type kept struct {
	file, what string
	snapshot   func() ([]byte, error)
	restore    func([]byte) error
	saved      []byte // the last snapshot that was saved
}

// keep saves the outside world whenever it changed, so that a demo that is killed
// loses a second of it at most, and once more at the end. Mails are kept by
// the mailbox, before their sender hears that they were taken.
func (h *Host) keep(beats <-chan time.Time) {
	defer close(h.ended)
	if h.dir == "" {
		<-h.end
		return
	}
	if beats == nil {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		beats = ticker.C
	}
	for {
		select {
		case <-beats:
			// A disk that is full now may have room at the end.
			_ = h.save()
		case <-h.end:
			h.err = h.save()
			return
		}
	}
}

// save writes the snapshots that are others than the last ones that were saved.
func (h *Host) save() error {
	var failed error
	for _, k := range h.kept {
		snapshot, err := k.snapshot()
		if err != nil || bytes.Equal(snapshot, k.saved) {
			failed = errors.Join(failed, err)
			continue
		}
		path := filepath.Join(h.dir, k.file)
		if err := writeWhole(path, snapshot); err != nil {
			failed = errors.Join(failed, storage(err, "The %s could not be saved to %s; check the disk.", k.what, path))
			continue
		}
		k.saved = snapshot
	}
	return failed
}

// writeWhole replaces a file so that a crash leaves the old one or the new.
func writeWhole(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("make a new file: %w", err)
	}
	defer os.Remove(f.Name()) // in vain once it was renamed
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write the new file: %w", err)
	}
	return os.Rename(f.Name(), path)
}

// restore finds what an earlier demo kept.
func (h *Host) restore() error {
	for _, k := range h.kept {
		path := filepath.Join(h.dir, k.file)
		snapshot, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = k.restore(snapshot)
		}
		if err != nil {
			return storage(err, "%s is not what a demo has kept; move it away, or choose another folder with --keep.", path)
		}
	}
	return nil
}
