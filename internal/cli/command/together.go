package command

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"recruitty/recruit"
)

// excludes is the annotation with which cobra keeps the flags that exclude each other.
const excludes = "cobra_annotation_mutually_exclusive"

// Excluding lists the groups of flags of a command of which only one may be given.
func Excluding(cmd *cobra.Command) [][]string {
	var groups []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { groups = append(groups, f.Annotations[excludes]...) })
	slices.Sort(groups)
	var all [][]string
	for _, group := range slices.Compact(groups) {
		all = append(all, strings.Fields(group))
	}
	return all
}

// together turns what cobra says of flags that do not go together, which has no type of
// its own, into wrong usage; any other error stays as it is.
func together(cmd *cobra.Command, err error) error {
	if told := (*recruit.Problem)(nil); err == nil || cmd == nil || errors.As(err, &told) {
		return err
	}
	refused := cmd.ValidateFlagGroups()
	if refused == nil || refused.Error() != err.Error() {
		return err
	}
	for _, group := range Excluding(cmd) {
		var given []string
		for _, name := range group {
			if cmd.Flags().Changed(name) {
				given = append(given, "--"+name)
			}
		}
		if n := len(given) - 1; n > 0 {
			return WrongUsage(cmd, "%s and %s exclude each other; give only one of them.", strings.Join(given[:n], ", "), given[n])
		}
	}
	return WrongUsage(cmd, "%s.", recruit.Capital(err.Error()))
}
