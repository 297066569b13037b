package plain

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/wording"
)

// changeRecord changes a note, the open candidate, a job or a member.
func (p *plain) changeRecord(ctx context.Context, words string) error {
	what, query, _ := strings.Cut(words, " ")
	query = strings.TrimSpace(query)
	switch strings.ToLower(what) {
	case "note":
		return p.changeNote(ctx)
	case "candidate":
		return p.changeCandidate(ctx, query)
	case "job":
		return p.changeJob(ctx, query)
	case "member":
		return p.changeMember(ctx, query)
	}
	return recruit.Invalid("", "Type change note, change candidate, change job or change member.")
}

// changeCandidate changes the details of the open candidate.
func (p *plain) changeCandidate(ctx context.Context, query string) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	if query != "" {
		return recruit.Invalid("", "Open the candidate first; change candidate changes the one that is open.")
	}
	who, err := p.opened(ctx)
	if err != nil {
		return err
	}
	if !who.Candidate.ErasedAt.IsZero() {
		return recruit.Refused(wording.Erased)
	}
	return fillIn(ctx, p, draft.CandidateForm(p.Desk, p.Member, who.Candidate))
}

// changeJob changes the job that words find.
func (p *plain) changeJob(ctx context.Context, query string) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	found, err := p.foundJob(ctx, query, "")
	if err != nil {
		return err
	}
	whole, err := p.Desk.Store.Job(ctx, found.ID)
	if err != nil {
		return err
	}
	return fillIn(ctx, p, draft.JobForm(p.Desk, p.Member, whole))
}

// changeMember changes the member whom words find.
func (p *plain) changeMember(ctx context.Context, query string) error {
	if err := p.allow(recruit.ToManage); err != nil {
		return err
	}
	m, err := p.foundMember(ctx, query)
	if err != nil {
		return err
	}
	if err := fillIn(ctx, p, draft.MemberForm(p.Desk, p.Member, m)); err != nil || m.ID != p.Member.ID {
		return err
	}
	p.Member, err = p.Desk.Store.Member(ctx, m.ID)
	return err
}
