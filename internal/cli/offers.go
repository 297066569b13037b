package cli

import (
	"context"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

func (p *program) memberEmails(ctx context.Context, w *workspace.Workspace, typed string) []string {
	team, err := w.Desk.Store.Members(ctx, false)
	if err != nil {
		return nil
	}
	return command.Starting(output.Each(team, func(m recruit.Member) string { return m.Email + "\t" + m.Name }), typed)
}

func (p *program) jobIDs(ctx context.Context, w *workspace.Workspace, typed string) []string {
	jobs, err := w.Desk.Store.Jobs(ctx, recruit.JobFilter{Status: recruit.JobOpen, Limit: 200, Brief: true})
	if err != nil {
		return nil
	}
	return command.Starting(output.Each(jobs, func(j recruit.JobSummary) string { return output.Number(j.ID) + "\t" + j.Title }), typed)
}

func (p *program) candidateIDs(ctx context.Context, w *workspace.Workspace, typed string) []string {
	found, err := w.Desk.Store.CandidatePage(ctx, recruit.CandidateFilter{Limit: 200})
	if err != nil {
		return nil
	}
	return command.Starting(output.Each(found.Rows, func(c recruit.CandidateSummary) string { return output.Number(c.ID) + "\t" + c.Name }), typed)
}

func (p *program) interviewIDs(ctx context.Context, w *workspace.Workspace, typed string) []string {
	all, err := w.Desk.Store.Interviews(ctx, recruit.InterviewFilter{From: p.Now().AddDate(0, 0, -7), Limit: 200})
	if err != nil {
		return nil
	}
	return command.Starting(output.Each(all, func(i recruit.InterviewSummary) string {
		return output.Number(i.ID) + "\t" + i.CandidateName + ", " + i.Title
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
	return command.Starting(out, typed)
}
