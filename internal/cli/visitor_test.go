package cli

import (
	"bytes"
	"context"
	"io"
	"runtime"
	"strings"
	"testing"
	"weak"

	"recruitty/internal/cli/command"
	"recruitty/recruit"
)

// TestNothingOfAVisitorsCommandIsKept holds that a host forgets the commands of
// its visitors: what cobra and others keep for the whole life of a process must
// not lead to a visitor's input, behind which is the connection.
func TestNothingOfAVisitorsCommandIsKept(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"version", "help interview schedule", "candidate list --nonsense", "nonsense"} {
		in := &bytes.Buffer{}
		in.WriteString("what a visitor sends")
		kept := weak.Make(in)
		Run(context.Background(), command.App{In: in, Out: io.Discard, Err: io.Discard, Visitor: recruit.Member{ID: 1, Email: "lee@example.com"}}, strings.Fields(args))
		in = nil
		for range 3 {
			runtime.GC()
		}
		if kept.Value() != nil {
			t.Errorf("recruitty %s is kept", args)
		}
	}
}
