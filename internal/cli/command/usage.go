package command

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// WrongUsage is a command line that cannot be understood.
func WrongUsage(cmd *cobra.Command, format string, args ...any) error {
	return &recruit.Problem{Kind: recruit.ErrInvalid, Sentence: fmt.Sprintf(format, args...) + " See " + cmd.CommandPath() + " --help."}
}

// wrongFlag names the flag that was probably meant.
func wrongFlag(cmd *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	var misfit *pflag.InvalidValueError
	if errors.As(err, &misfit) {
		unit := ""
		if misfit.GetFlag().Value.Type() == "duration" {
			unit = "; type a time with its unit, such as 90s or 1h30m"
		}
		return WrongUsage(cmd, "%s does not fit --%s%s.", output.Quote(misfit.GetValue()), misfit.GetFlag().Name, unit)
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return WrongUsage(cmd, "%s.", recruit.Capital(err.Error()))
	}
	typed := unknown.GetSpecifiedName()
	best, least := "", 4
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		d := sanitize.Distance(strings.ReplaceAll(typed, "_", "-"), f.Name)
		if strings.Contains(f.Name, typed) || strings.Contains(typed, f.Name) {
			d = min(d, 2)
		}
		if d < least && d < len(f.Name) {
			best, least = f.Name, d
		}
	})
	if best == "" || len(typed) < 2 {
		return WrongUsage(cmd, "%s has no flag --%s.", cmd.CommandPath(), typed)
	}
	return WrongUsage(cmd, "%s has no flag --%s; did you mean --%s?", cmd.CommandPath(), typed, best)
}

// Known accepts no arguments where a command name was expected.
func Known(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if cmd.SuggestionsMinimumDistance <= 0 {
		cmd.SuggestionsMinimumDistance = 2
	}
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return WrongUsage(cmd, "There is no command %q in %s; did you mean %s?", args[0], cmd.CommandPath(), strings.Join(near, " or "))
	}
	return WrongUsage(cmd, "There is no command %q in %s.", args[0], cmd.CommandPath())
}

// Exactly accepts as many arguments as are named; a name in brackets may be
// left out.
func Exactly(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		for i, n := range names {
			if i >= len(args) && !strings.HasPrefix(n, "[") {
				return WrongUsage(cmd, "%s needs %s.", cmd.CommandPath(), n)
			}
		}
		if len(args) > len(names) {
			return WrongUsage(cmd, "%s does not know what to do with %q.", cmd.CommandPath(), args[len(names)])
		}
		return nil
	}
}

// Required fails unless every flag was given.
func Required(cmd *cobra.Command, flags ...string) error {
	var missing []string
	for _, f := range flags {
		if !cmd.Flags().Changed(f) {
			missing = append(missing, "--"+f)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return WrongUsage(cmd, "%s needs %s.", cmd.CommandPath(), strings.Join(missing, ", "))
}

// alone are the verbs that a noun by itself stands for: the first of them that it has
// and that needs nothing to be named. All of them only look.
func alone() []string { return []string{"list", "status", "show"} }

// Noun makes the command that gathers what can be done with one kind of thing. By itself
// it does what is looked for most, one of alone with its flags; where it has none of
// them, it asks what to do.
func Noun(name, short string, verbs ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: name, Short: short, Args: Known, RunE: func(cmd *cobra.Command, _ []string) error {
		return WrongUsage(cmd, "%s needs to know what to do: %s.", cmd.CommandPath(), verbNames(cmd))
	}}
	c.AddCommand(verbs...)
	for _, verb := range alone() {
		i := slices.IndexFunc(verbs, func(v *cobra.Command) bool { return v.Name() == verb && v.Args != nil && v.Args(v, nil) == nil })
		if i >= 0 {
			c.RunE, c.Long = verbs[i].RunE, short+".\n\nWithout a verb it does the same as “"+name+" "+verb+"”."
			c.Flags().AddFlagSet(verbs[i].Flags())
			break
		}
	}
	return c
}

// helping shows the help of a command, or says that there is none.
func helping() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Help about any command",
		Example: "  recruitty help interview schedule",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || about == nil {
				return Known(cmd.Root(), args)
			}
			if len(rest) > 0 {
				return Known(about, rest)
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
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
