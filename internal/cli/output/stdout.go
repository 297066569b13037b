package output

import (
	"errors"
	"io"
	"io/fs"

	"github.com/charmbracelet/x/term"

	"recruitty/recruit/sanitize"
)

// Result is standard output, which remembers that something could not be
// written: not every part of the command line looks, and a result that nobody
// got is no success.
type Result struct {
	io.Writer
	err error
}

// Write implements io.Writer.
func (r *Result) Write(b []byte) (int, error) {
	n, err := r.Writer.Write(b)
	if err != nil && r.err == nil {
		r.err = err
	}
	return n, err
}

// Lost is why something could not be written, nil when all of it was. ended is what
// the command came to: who writes there directly, such as plain mode, says it so.
func (r *Result) Lost(ended error) error {
	var failed *fs.PathError
	if r.err == nil && errors.As(ended, &failed) && failed.Path == "/dev/stdout" {
		return failed
	}
	return r.err
}

// IsTerminal reports whether a result that is written to w is seen on a terminal.
func IsTerminal(w io.Writer) bool {
	if r, ok := w.(*Result); ok {
		w = r.Writer
	}
	f, ok := w.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(f.Fd())
}

// Legible is standard error, on which nothing stands that a terminal obeys, whoever
// writes there: questions repeat what is stored.
type Legible struct{ io.Writer }

// Write implements io.Writer.
func (l Legible) Write(b []byte) (int, error) {
	if _, err := io.WriteString(l.Writer, sanitize.Shown(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}
