// Package logfile is a log file that does not grow without end.
package logfile

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"recruitty/recruit/owner"
	"recruitty/recruit/sanitize"
)

// The sizes in bytes at which a file is put aside; two of them are kept.
const (
	usual = 5 << 20
	long  = 50 << 20
)

// File is an open log file. It is opened at the first line, so that looking at
// a folder leaves nothing behind.
type File struct {
	path string
	most int64

	mu   sync.Mutex
	file *os.File
	size int64
}

var _ io.WriteCloser = (*File)(nil)

// Open returns the log file name in the folder dir.
func Open(dir, name string) *File { return &File{path: filepath.Join(dir, name), most: usual} }

// OpenLong is like Open, for what is to be kept ten times as long: about
// 100 MB, some 400,000 lines.
func OpenLong(dir, name string) *File { return &File{path: filepath.Join(dir, name), most: long} }

// Logger returns a logger that writes JSON lines into the file, and nothing of
// candidates (see Discreet). A log that cannot be written never stops anybody's
// work.
func (f *File) Logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(f, &slog.HandlerOptions{ReplaceAttr: Discreet}))
}

// Write appends a line, in which what is not seen is written by its number, and puts the file aside first when it is full. Several
// processes may write: each line is one write at the end of the file.
func (f *File) Write(line []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.ready(int64(len(line))); err != nil {
		return 0, err
	}
	n, err := io.WriteString(f.file, sanitize.JSON(string(line)))
	f.size += int64(n)
	return min(n, len(line)), err
}

// ready opens the file, and turns it when n more bytes would make it too large.
func (f *File) ready(n int64) error {
	if f.file != nil && f.size+n <= f.most {
		return nil
	}
	if f.file != nil {
		// Another process may have turned it meanwhile; then the new one is
		// only opened here.
		ours, ourErr := f.file.Stat()
		named, err := os.Stat(f.path)
		if ourErr == nil && err == nil && os.SameFile(ours, named) {
			_ = os.Rename(f.path, f.path+".1")
		}
		_ = f.file.Close()
		f.file = nil
	}
	file, err := owner.Create(f.path, os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open log file: %w", err)
	}
	info, err := file.Stat()
	if err != nil {
		_ = file.Close()
		return fmt.Errorf("open log file: %w", err)
	}
	f.file, f.size = file, info.Size()
	if f.size > 0 && f.size+n > f.most {
		return f.ready(n)
	}
	return nil
}

// Close closes the file.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.file == nil {
		return nil
	}
	err := f.file.Close()
	f.file = nil
	return err
}
