package cli

import (
	"context"
	"strconv"
	"strings"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

// numbered reads the number of a thing.
func numbered[ID ~int64](thing, text string) (ID, error) {
	n, err := strconv.ParseInt(strings.TrimPrefix(strings.TrimSpace(text), "#"), 10, 64)
	if err != nil || n <= 0 {
		return 0, recruit.Invalid("", "%s is not the number of %s; recruitty %s shows the numbers.", output.Quote(text), article(thing), numbersOf(thing))
	}
	return ID(n), nil
}

// record is the interview with a number that a person typed.
func (s *session) record(ctx context.Context, text string) (recruit.Record, error) {
	id, err := numbered[recruit.InterviewID]("interview", text)
	if err != nil {
		return recruit.Record{}, err
	}
	return s.Desk.Store.Record(ctx, id)
}

// narrowed reads the candidate and the job that a list is narrowed to; "" leaves
// either out.
func (s *session) narrowed(ctx context.Context, candidate, job string) (c recruit.CandidateID, j recruit.JobID, err error) {
	if candidate != "" {
		if c, err = s.candidateRef(ctx, candidate); err != nil {
			return c, j, err
		}
		if _, err = s.Desk.Store.Candidate(ctx, c); err != nil {
			return c, j, err
		}
	}
	if job != "" {
		if j, err = numbered[recruit.JobID]("job", job); err == nil {
			_, err = s.Desk.Store.Job(ctx, j)
		}
	}
	return c, j, err
}

// numbersOf is the command that shows the numbers of things.
func numbersOf(thing string) string {
	switch thing {
	case "effect":
		return "outbox list"
	case "import":
		return "activity list"
	case "note":
		return "candidate show"
	}
	return thing + " list"
}

func article(thing string) string {
	if strings.ContainsRune("aeiou", rune(thing[0])) {
		return "an " + thing
	}
	return "a " + thing
}

// candidateRef finds a candidate's number by the number or the e-mail address.
func (s *session) candidateRef(ctx context.Context, text string) (recruit.CandidateID, error) {
	if !strings.Contains(text, "@") {
		return numbered[recruit.CandidateID]("candidate", text)
	}
	c, err := s.Desk.Store.CandidateByEmail(ctx, text)
	return c.ID, err
}

// memberRef finds a member by the number or the e-mail address.
func (s *session) memberRef(ctx context.Context, text string) (recruit.Member, error) {
	if strings.Contains(text, "@") {
		return s.Desk.Store.MemberByEmail(ctx, text)
	}
	id, err := numbered[recruit.MemberID]("member", text)
	if err != nil {
		return recruit.Member{}, err
	}
	return s.Desk.Store.Member(ctx, id)
}

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
