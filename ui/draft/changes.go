package draft

import (
	"context"
	"strconv"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/recruit/services"
)

// This file changes records that are here: the same services and sentences for the
// screens and for plain lines.

// CandidateForm changes the details of a candidate.
func CandidateForm(svc *services.Services, actor recruit.Member, c recruit.Candidate, own fields.List) Form[recruit.Candidate] {
	return Form[recruit.Candidate]{Key: CandidateKey, About: c.ID, Sheet: NewCandidate(c, own), Save: func(ctx context.Context, typed recruit.Candidate) (said, warning string, err error) {
		saved, err := svc.Pipeline.Update(ctx, actor, typed)
		return SavedCandidate(c.ID, saved), "", err
	}}
}

// JobForm changes a job.
func JobForm(svc *services.Services, actor recruit.Member, j recruit.Job) Form[recruit.Job] {
	return Form[recruit.Job]{Key: JobKey(j.ID), Sheet: NewJob(j), Save: func(ctx context.Context, typed recruit.Job) (said, warning string, err error) {
		saved, err := svc.Jobs.Update(ctx, actor, typed)
		return SavedJob(j.ID, saved), "", err
	}}
}

// MemberForm changes a member of the team.
func MemberForm(svc *services.Services, actor, m recruit.Member) Form[recruit.Member] {
	return Form[recruit.Member]{Key: MemberKey(m.ID), Sheet: NewMember(m), Save: func(ctx context.Context, typed recruit.Member) (said, warning string, err error) {
		saved, warning, err := svc.UpdateMember(ctx, actor, typed)
		return SavedMember(m.ID, saved), warning, err
	}}
}

// CandidateKey is the name under which what is typed about a candidate is kept.
const CandidateKey = "candidate"

// JobKey is the same of a job, 0 for a new one.
func JobKey(id recruit.JobID) string { return "job-" + number(id) }

// MemberKey is the same of a member, 0 for a new one.
func MemberKey(id recruit.MemberID) string { return "member-" + number(id) }

// SavedCandidate says that a candidate is saved, who was id before: 0 for a new one.
func SavedCandidate(id recruit.CandidateID, now recruit.Candidate) string {
	if id == 0 {
		return "Added " + now.Name + "."
	}
	return "Changed the details of " + now.Name + "."
}

// SavedJob says it of a job.
func SavedJob(id recruit.JobID, now recruit.Job) string {
	if id == 0 {
		return "Added " + now.Title + "."
	}
	return "Changed " + now.Title + "."
}

// SavedMember says it of a member.
func SavedMember(id recruit.MemberID, now recruit.Member) string {
	if id == 0 {
		return "Added " + now.Name + "."
	}
	return "Saved " + now.Name + "."
}

// roleNote says what the role that is chosen is for.
func roleNote(m recruit.Member) Note {
	switch m.Role {
	case recruit.Admin:
		return Note{Text: "everything, settings and team included"}
	case recruit.Recruiter:
		return Note{Text: "jobs, candidates and interviews"}
	case recruit.Interviewer:
		return Note{Text: "sees own interviews and their candidates, writes notes"}
	}
	return Note{Text: "sees, changes nothing"}
}

func number[ID ~int64](id ID) string { return strconv.FormatInt(int64(id), 10) }
