// Package exitcode is what every command of recruitty ends with, on this machine
// and over SSH (docs/design.md#exit-codes). The codes are promises to scripts.
package exitcode

import (
	"errors"
	"slices"

	"recruitty/recruit"
)

// The exit codes of every command.
const (
	Done        = 0
	Failed      = 1
	Usage       = 2 // wrong usage or input
	NotFound    = 3
	Refused     = 4 // by a rule: not the organiser, not linked, not granted
	Unconfirmed = 5 // saved here; an outside service has not confirmed yet
)

// ErrUnconfirmed is the kind of a result that was printed already and is saved
// here, while something outside is still to be confirmed.
var ErrUnconfirmed = errors.New("not confirmed yet")

// Of is the exit code for what a command returned. The kind of the
// problem counts, not those of its causes.
func Of(err error) int {
	kind := err
	var p *recruit.Problem
	if errors.As(err, &p) {
		kind = p.Kind
	}
	is := func(kinds ...error) bool {
		return slices.ContainsFunc(kinds, func(k error) bool { return errors.Is(kind, k) })
	}
	switch {
	case err == nil:
		return Done
	case is(ErrUnconfirmed):
		return Unconfirmed
	case is(recruit.ErrInvalid, recruit.ErrDuplicate):
		return Usage
	case is(recruit.ErrNotFound):
		return NotFound
	case is(recruit.ErrRefused, recruit.ErrStale, recruit.ErrTaken, recruit.ErrNoConnection, recruit.ErrReconnect, recruit.ErrScope,
		recruit.ErrDeclined, recruit.ErrNotSetUp, recruit.ErrUnsupported):
		return Refused
	}
	return Failed
}
