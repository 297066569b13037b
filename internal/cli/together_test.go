package cli

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/exitcode"
	"recruitty/recruit/workspace"
)

// TestFlagsThatExcludeEachOther holds of every command with such flags that any two of
// them are wrong usage, named in one sentence, and that no workspace is opened.
func TestFlagsThatExcludeEachOther(t *testing.T) {
	t.Parallel()
	tried := 0
	for _, c := range below(New(command.App{}).Root) {
		var args []string
		for c.Args != nil && c.Args(c, args) != nil && len(args) < 5 {
			args = append(args, "1")
		}
		for _, group := range command.Excluding(c) {
			for n := range len(group) - 1 {
				line := append(strings.Fields(c.CommandPath())[1:], args...)
				for _, name := range group[n : n+2] {
					flag := "--" + name
					if c.Flags().Lookup(name).Value.Type() != "bool" {
						flag += "=x"
					}
					line = append(line, flag)
				}
				tried++
				var out, errOut bytes.Buffer
				code := Run(t.Context(), command.App{Data: "w", Out: &out, Err: &errOut, In: strings.NewReader(""), Now: time.Now,
					Open: func(context.Context, string) (*workspace.Workspace, error) {
						t.Errorf("%q opened a workspace", line)
						return nil, errors.New("closed")
					}}, line)
				want := "recruitty: --" + group[n] + " and --" + group[n+1] + " exclude each other; give only one of them. See " + c.CommandPath() + " --help.\n"
				if code != exitcode.Usage || errOut.String() != want || out.Len() > 0 {
					t.Errorf("%q: exit code %d, said %q%s, want %q", line, code, errOut.String(), out.String(), want)
				}
			}
		}
	}
	if tried < 4 {
		t.Errorf("only %d pairs of flags were tried", tried)
	}
}

// below lists all commands below c.
func below(c *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, one := range c.Commands() {
		all = append(append(all, one), below(one)...)
	}
	return all
}
