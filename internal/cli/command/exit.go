package command

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/output"
	"recruitty/internal/exitcode"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Unconfirmed says what is missing.
func Unconfirmed(format string, args ...any) error {
	return &recruit.Problem{Kind: exitcode.ErrUnconfirmed, Sentence: fmt.Sprintf(format, args...)}
}

// Stopped says what was done and what not when someone has stopped a command; any other
// error stays.
func Stopped(ctx context.Context, err error, sentence string) error {
	if err == nil || ctx.Err() == nil {
		return err
	}
	return &recruit.Problem{Kind: context.Canceled, Cause: err, Sentence: sentence}
}

// maxSentence is how many characters of what went wrong are said; a sentence may repeat
// what was typed, however long that is. The log has the whole of it.
const maxSentence = 1500

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
	p.Tell("recruitty: %s", sanitize.Brief(sentence, maxSentence))
	switch {
	case p.log != nil:
		p.log.Warn("command did not succeed", "command", cmd.CommandPath(), "error", err)
	case cause != nil && exitcode.Of(err) == exitcode.Failed:
		p.Tell("recruitty: the cause: %s", sanitize.Brief(cause.Error(), maxSentence))
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
	if why == nil || err != nil && !errors.Is(err, why) && exitcode.Of(err) != exitcode.Unconfirmed {
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
