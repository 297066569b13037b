package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

// wrongUsage is a command line that cannot be understood.
func wrongUsage(cmd *cobra.Command, format string, args ...any) error {
	return &recruit.Problem{Kind: recruit.ErrInvalid, Sentence: fmt.Sprintf(format, args...) + " See " + cmd.CommandPath() + " --help."}
}

// wrongFlag names the flag that was probably meant.
func wrongFlag(cmd *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	var misfit *pflag.InvalidValueError
	if errors.As(err, &misfit) {
		return wrongUsage(cmd, "%s does not fit --%s.", quote(misfit.GetValue()), misfit.GetFlag().Name)
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return wrongUsage(cmd, "%s.", capital(err.Error()))
	}
	typed := unknown.GetSpecifiedName()
	best, least := "", 4
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		d := distance(strings.ReplaceAll(typed, "_", "-"), f.Name)
		if strings.Contains(f.Name, typed) || strings.Contains(typed, f.Name) {
			d = min(d, 2)
		}
		if d < least && d < len(f.Name) {
			best, least = f.Name, d
		}
	})
	if best == "" || len(typed) < 2 {
		return wrongUsage(cmd, "%s has no flag --%s.", cmd.CommandPath(), typed)
	}
	return wrongUsage(cmd, "%s has no flag --%s; did you mean --%s?", cmd.CommandPath(), typed, best)
}

// known accepts no arguments where a command name was expected.
func known(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if cmd.SuggestionsMinimumDistance <= 0 {
		cmd.SuggestionsMinimumDistance = 2
	}
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return wrongUsage(cmd, "There is no command %q in %s; did you mean %s?", args[0], cmd.CommandPath(), strings.Join(near, " or "))
	}
	return wrongUsage(cmd, "There is no command %q in %s.", args[0], cmd.CommandPath())
}

// exactly accepts as many arguments as are named; a name in brackets may be
// left out.
func exactly(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		for i, n := range names {
			if i >= len(args) && !strings.HasPrefix(n, "[") {
				return wrongUsage(cmd, "%s needs %s.", cmd.CommandPath(), n)
			}
		}
		if len(args) > len(names) {
			return wrongUsage(cmd, "%s does not know what to do with %q.", cmd.CommandPath(), args[len(names)])
		}
		return nil
	}
}

// required fails unless every flag was given.
func required(cmd *cobra.Command, flags ...string) error {
	var missing []string
	for _, f := range flags {
		if !cmd.Flags().Changed(f) {
			missing = append(missing, "--"+f)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return wrongUsage(cmd, "%s needs %s.", cmd.CommandPath(), strings.Join(missing, ", "))
}

// verbNames lists the commands below cmd.
func verbNames(cmd *cobra.Command) string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return strings.Join(names, ", ")
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// distance is the number of letters to insert, remove or replace to make a
// into b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

// Documented returns the root with every command that there is, the shells'
// completions included, for whatever is made from it: documents, man pages,
// completions. Nothing in it can be run.
func Documented(version string) *cobra.Command {
	app := whole()
	app.Version = version
	root := New(app)
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	root.InitDefaultVersionFlag()
	return root
}

// whole is the program with every command, and nothing behind them.
func whole() App {
	return App{
		Demo:    func(context.Context, DemoOptions) error { return nil },
		Serve:   func(context.Context, *workspace.Workspace, ServeOptions) error { return nil },
		Rekey:   func(context.Context, string, func([]string) error) ([]string, error) { return nil, nil },
		Restore: func(context.Context, string, string, RestoreOptions) (Restored, error) { return Restored{}, nil },
	}
}
