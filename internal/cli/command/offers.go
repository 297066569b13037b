package command

import (
	"context"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

// MemberEmails offers the addresses of the team for completion.
func (p *Program) MemberEmails(ctx context.Context, w *workspace.Workspace, typed string) []string {
	team, err := w.Services.Store.Members(ctx, false)
	if err != nil {
		return nil
	}
	return Starting(output.Each(team, func(m recruit.Member) string { return m.Email + "\t" + m.Name }), typed)
}

// JobIDs offers the numbers of the open jobs for completion.
func (p *Program) JobIDs(ctx context.Context, w *workspace.Workspace, typed string) []string {
	jobs, err := w.Services.Store.Jobs(ctx, recruit.JobFilter{Status: recruit.JobOpen, Limit: 200, Brief: true})
	if err != nil {
		return nil
	}
	return Starting(output.Each(jobs, func(j recruit.JobSummary) string { return output.Number(j.ID) + "\t" + j.Title }), typed)
}

// CandidateIDs offers the numbers of candidates for completion.
func (p *Program) CandidateIDs(ctx context.Context, w *workspace.Workspace, typed string) []string {
	found, err := w.Services.Store.CandidatePage(ctx, recruit.CandidateFilter{Limit: 200})
	if err != nil {
		return nil
	}
	return Starting(output.Each(found.Rows, func(c recruit.CandidateSummary) string { return output.Number(c.ID) + "\t" + c.Name }), typed)
}

// InterviewIDs offers the numbers of the interviews from a week ago on for completion.
func (p *Program) InterviewIDs(ctx context.Context, w *workspace.Workspace, typed string) []string {
	all, err := w.Services.Store.Interviews(ctx, recruit.InterviewFilter{From: p.Now().AddDate(0, 0, -7), Limit: 200})
	if err != nil {
		return nil
	}
	return Starting(output.Each(all, func(i recruit.InterviewSummary) string {
		return output.Number(i.ID) + "\t" + i.CandidateName + ", " + i.Title
	}), typed)
}

// Stages offers the stages of the jobs for completion.
func (p *Program) Stages(ctx context.Context, w *workspace.Workspace, typed string) []string {
	jobs, err := w.Services.Store.Jobs(ctx, recruit.JobFilter{Limit: 50, Brief: true})
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
	return Starting(out, typed)
}
