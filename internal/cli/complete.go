package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
	"recruitty/recruit/workspace"
)

// words offered while typing, each with an explanation behind a tab.
type offer func(ctx context.Context, w *workspace.Workspace, typed string) []string

// completion makes cobra's function out of an offer. It never makes a
// workspace and never says anything: a shell is typing.
func (p *program) completion(find offer) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if p.data == "" {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		w, err := p.Open(cmd.Context(), p.data)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		defer w.Close()
		s := &session{program: p, Workspace: w, whole: w, cmd: cmd}
		actor, err := s.who(cmd.Context())
		if err != nil && !errors.Is(err, recruit.ErrNotFound) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return each(find(cmd.Context(), w.As(actor), typed), offered), cobra.ShellCompDirectiveNoFileComp
	}
}

// offered is a word as a shell shows it while somebody types: one line, whatever
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
func (p *program) completes(cmd *cobra.Command, flag string, values cobra.CompletionFunc) {
	if !p.remote() {
		_ = cmd.RegisterFlagCompletionFunc(flag, values)
	}
}

// complete offers what is in the workspace for a flag.
func (p *program) complete(cmd *cobra.Command, flag string, find offer) {
	p.completes(cmd, flag, p.completion(find))
}

// first offers values for the first argument only.
func (p *program) first(find offer) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return p.completion(find)(cmd, args, typed)
	}
}

// among completes a flag from a list that needs no workspace.
func (p *program) among(cmd *cobra.Command, flag string, values ...string) {
	p.completes(cmd, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// zones completes a flag with the names of time zones.
func (p *program) zones(cmd *cobra.Command, flag string) {
	p.completes(cmd, flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return starting(timeparse.Zones(), typed), cobra.ShellCompDirectiveNoFileComp
	})
}

func starting(all []string, typed string) []string {
	var out []string
	for _, s := range all {
		if strings.HasPrefix(strings.ToLower(s), strings.ToLower(typed)) {
			out = append(out, s)
		}
	}
	return out
}

func (p *program) memberEmails(ctx context.Context, w *workspace.Workspace, typed string) []string {
	team, err := w.Desk.Store.Members(ctx, false)
	if err != nil {
		return nil
	}
	return starting(each(team, func(m recruit.Member) string { return m.Email + "\t" + m.Name }), typed)
}

func (p *program) jobIDs(ctx context.Context, w *workspace.Workspace, typed string) []string {
	jobs, err := w.Desk.Store.Jobs(ctx, recruit.JobFilter{Status: recruit.JobOpen, Limit: 200, Brief: true})
	if err != nil {
		return nil
	}
	return starting(each(jobs, func(j recruit.JobSummary) string { return number(j.ID) + "\t" + j.Title }), typed)
}

func (p *program) candidateIDs(ctx context.Context, w *workspace.Workspace, typed string) []string {
	found, err := w.Desk.Store.CandidatePage(ctx, recruit.CandidateFilter{Limit: 200})
	if err != nil {
		return nil
	}
	return starting(each(found.Rows, func(c recruit.CandidateSummary) string { return number(c.ID) + "\t" + c.Name }), typed)
}

func (p *program) interviewIDs(ctx context.Context, w *workspace.Workspace, typed string) []string {
	all, err := w.Desk.Store.Interviews(ctx, recruit.InterviewFilter{From: p.Now().AddDate(0, 0, -7), Limit: 200})
	if err != nil {
		return nil
	}
	return starting(each(all, func(i recruit.InterviewSummary) string {
		return number(i.ID) + "\t" + i.CandidateName + ", " + i.Title
	}), typed)
}

func (p *program) stages(ctx context.Context, w *workspace.Workspace, typed string) []string {
	jobs, err := w.Desk.Store.Jobs(ctx, recruit.JobFilter{Limit: 50, Brief: true})
	if err != nil {
		return nil
	}
	var out []string
	seen := map[string]bool{}
	for _, j := range jobs {
		for _, s := range j.Stages {
			if !seen[s] {
				seen[s] = true
				out = append(out, s)
			}
		}
	}
	return starting(out, typed)
}
