package command

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

// The exit codes of every command (docs/design.md#exit-codes).
const (
	ExitDone        = 0
	ExitFailed      = 1
	ExitUsage       = 2 // wrong usage or input
	ExitNotFound    = 3
	ExitRefused     = 4 // by a rule: not the organiser, not linked, not granted
	ExitUnconfirmed = 5 // saved here; an outside service has not confirmed yet
)

// ErrUnconfirmed is the kind of a result that was printed already and is saved
// here, while something outside is still to be confirmed.
var ErrUnconfirmed = errors.New("not confirmed yet")

// Unconfirmed says what is missing.
func Unconfirmed(format string, args ...any) error {
	return &recruit.Problem{Kind: ErrUnconfirmed, Sentence: fmt.Sprintf(format, args...)}
}

// ExitCode is the exit code for what a command returned. The kind of the
// problem counts, not those of its causes.
func ExitCode(err error) int {
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
		return ExitDone
	case is(ErrUnconfirmed):
		return ExitUnconfirmed
	case is(recruit.ErrInvalid, recruit.ErrDuplicate):
		return ExitUsage
	case is(recruit.ErrNotFound):
		return ExitNotFound
	case is(recruit.ErrRefused, recruit.ErrStale, recruit.ErrNoConnection, recruit.ErrReconnect, recruit.ErrScope,
		recruit.ErrDeclined, recruit.ErrNotSetUp, recruit.ErrUnsupported):
		return ExitRefused
	}
	return ExitFailed
}

// report says in one line what went wrong. The whole error goes to the log;
// where no workspace was opened there is none, and the cause is said as well.
func (p *Program) report(ctx context.Context, cmd *cobra.Command, err error) {
	var told *recruit.Problem
	known := errors.As(err, &told)
	sentence, cause := recruit.Sentence(err), err
	if known {
		cause = told.Cause
	}
	if !known && ctx.Err() != nil {
		sentence = "Interrupted; what was saved before is kept."
	}
	if flag := flagFor(cmd, recruit.FieldOf(err)); flag != "" && !strings.Contains(sentence, "--"+flag) {
		sentence += " (--" + flag + ")"
	}
	p.Tell("recruitty: %s", output.OneLine(sentence))
	switch {
	case p.log != nil:
		p.log.Warn("command did not succeed", "command", cmd.CommandPath(), "error", err)
	case cause != nil && ExitCode(err) == ExitFailed:
		p.Tell("recruitty: the cause: %s", output.OneLine(cause.Error()))
	}
}

// flagFor finds the flag that a field of the domain is typed with.
func flagFor(cmd *cobra.Command, field string) string {
	name := strings.ReplaceAll(field, "_", "-")
	for _, n := range []string{name, strings.TrimSuffix(name, "s")} {
		if n != "" && cmd.Flags().Lookup(n) != nil {
			return n
		}
	}
	return ""
}

// lost is what a command came to whose output could not be written. What it
// failed with otherwise counts more.
func lost(out *output.Result, err error) error {
	why := out.Lost(err)
	if why == nil || err != nil && !errors.Is(err, why) && ExitCode(err) != ExitUnconfirmed {
		return err
	}
	var no syscall.Errno
	if errors.As(why, &no) {
		why = no
	}
	return &recruit.Problem{Kind: errOutput, Sentence: fmt.Sprintf("The output could not be written: %v. What was done is kept.", why)}
}

// errOutput is the kind of a result that could not be written.
var errOutput = errors.New("output not written")
