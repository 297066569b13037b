package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// written is standard output, which remembers that something could not be
// written: not every part of the command line looks, and a result that nobody
// got is no success.
type written struct {
	io.Writer
	err error
}

// Write implements io.Writer.
func (w *written) Write(b []byte) (int, error) {
	n, err := w.Writer.Write(b)
	if err != nil && w.err == nil {
		w.err = err
	}
	return n, err
}

// lost is what a command came to whose output could not be written. What it
// failed with otherwise counts more.
func (w *written) lost(err error) error {
	var failed *fs.PathError // of who writes there directly, such as plain mode
	if errors.As(err, &failed) && failed.Path == "/dev/stdout" && w.err == nil {
		w.err = failed
	}
	if w.err == nil || err != nil && !errors.Is(err, w.err) && ExitCode(err) != ExitUnconfirmed {
		return err
	}
	why := w.err
	var no syscall.Errno
	if errors.As(w.err, &no) {
		why = no
	}
	return &recruit.Problem{Kind: errOutput, Sentence: fmt.Sprintf("The output could not be written: %v. What was done is kept.", why)}
}

// errOutput is the kind of a result that could not be written.
var errOutput = errors.New("output not written")

// legible is standard error, on which nothing stands that a terminal obeys, whoever
// writes there: questions repeat what is stored.
type legible struct{ io.Writer }

// Write implements io.Writer.
func (w legible) Write(b []byte) (int, error) {
	if _, err := io.WriteString(w.Writer, sanitize.Shown(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}
