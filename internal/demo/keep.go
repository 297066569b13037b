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

// keep saves Zoom's side whenever it changed, so that a demo that is killed
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
	var saved []byte
	for {
		select {
		case <-beats:
			// A disk that is full now may have room at the end.
			_ = h.save(&saved)
		case <-h.end:
			h.err = h.save(&saved)
			return
		}
	}
}

// save writes a snapshot if it is another than the last one that was saved.
func (h *Host) save(last *[]byte) error {
	snapshot, err := h.Zoom.Snapshot()
	if err != nil || bytes.Equal(snapshot, *last) {
		return err
	}
	path := filepath.Join(h.dir, zoomFile)
	if err := writeWhole(path, snapshot); err != nil {
		return storage(err, "The simulated Zoom could not be saved to %s; check the disk.", path)
	}
	*last = snapshot
	return nil
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
	path := filepath.Join(h.dir, zoomFile)
	snapshot, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = h.Zoom.Restore(snapshot)
	}
	if err != nil {
		return storage(err, "%s is not what a demo has kept; move it away, or choose another folder with --keep.", path)
	}
	return nil
}
