package command

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
	"recruitty/recruit/workspace"
)

// Offer is words offered while typing, each with an explanation behind a tab.
type Offer func(ctx context.Context, w *workspace.Workspace, typed string) []string

// completion makes cobra's function out of an offer. It never makes a
// workspace and never says anything: a shell is typing.
func (p *Program) completion(find Offer) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if p.Data == "" {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		w, err := p.Open(cmd.Context(), p.Data)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		defer w.Close()
		s := p.session(cmd, w)
		actor, err := s.Who(cmd.Context())
		if err != nil && !errors.Is(err, recruit.ErrNotFound) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		seen, err := w.As(cmd.Context(), actor)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return output.Each(find(cmd.Context(), seen, typed), offered), cobra.ShellCompDirectiveNoFileComp
	}
}

// offered is a word as a shell shows it while someone types: one line, whatever
// is stored, with the explanation behind the first tab.
func offered(word string) string {
	word, why, explained := strings.Cut(word, "\t")
	if word = sanitize.ShownLine(word); explained {
		word += "\t" + sanitize.ShownLine(why)
	}
	return word
}

// completes offers values for a flag. cobra keeps what it is told here for as
// long as the process lives: on a host, where nothing is completed, every
// visitor's command with all that belongs to it, the connection included, would
// never be forgotten. The error of cobra says only that the flag is not there,
// which every run of the tests would show.
func (p *Program) completes(cmd *cobra.Command, flag string, values cobra.CompletionFunc) {
	if !p.Remote() {
		_ = cmd.RegisterFlagCompletionFunc(flag, values)
	}
}

// Complete offers what is in the workspace for a flag.
func (p *Program) Complete(cmd *cobra.Command, flag string, find Offer) {
	p.completes(cmd, flag, p.completion(find))
}

// First offers values for the first argument only.
func (p *Program) First(find Offer) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return p.completion(find)(cmd, args, typed)
	}
}

// Among completes a flag from a list that needs no workspace.
func (p *Program) Among(cmd *cobra.Command, flag string, values ...string) {
	p.completes(cmd, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// Zones completes a flag with the names of time zones.
func (p *Program) Zones(cmd *cobra.Command, flag string) {
	p.completes(cmd, flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return Starting(timeparse.Zones(), typed), cobra.ShellCompDirectiveNoFileComp
	})
}

// Starting returns the words that begin as what was typed.
func Starting(all []string, typed string) []string {
	var out []string
	for _, s := range all {
		if strings.HasPrefix(strings.ToLower(s), strings.ToLower(typed)) {
			out = append(out, s)
		}
	}
	return out
}
