package scheduling

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// InvitedAt returns the upcoming interviews to which a candidate is invited at
// this address, soonest first. A new address in the profile takes its place
// there.
func (s *Service) InvitedAt(ctx context.Context, id recruit.CandidateID, address string) ([]recruit.Record, error) {
	now := s.Now().UTC()
	all, err := s.records(ctx, recruit.InterviewFilter{CandidateID: id, Status: recruit.Scheduled, From: now.Add(-recruit.MaxDuration)})
	return slices.DeleteFunc(all, func(r recruit.Record) bool {
		p, invited := r.Person(address)
		return !invited || p.Audience != recruit.ToCandidate || !p.RemovedAt.IsZero() || r.Movable(now) != nil
	}), err
}

// records are the whole interviews of a filter; one that is taken back meanwhile
// is left out.
func (s *Service) records(ctx context.Context, f recruit.InterviewFilter) ([]recruit.Record, error) {
	list, err := s.Store.Interviews(ctx, f)
	if err != nil {
		return nil, err
	}
	var out []recruit.Record
	for _, i := range list {
		r, err := s.Store.Record(ctx, i.ID)
		if errors.Is(err, recruit.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// Readdress makes the candidate's upcoming interviews follow from old to the
// address in the profile, whoever organises them: it is a fact about the
// candidate and decides nothing about the interview. except is left out.
func Readdress(ctx context.Context, s *Service, actor recruit.Member, c recruit.Candidate, old string, except recruit.InterviewID) ([]recruit.Commit, error) {
	ahead, err := s.InvitedAt(ctx, c.ID, old)
	if err != nil {
		return nil, err
	}
	var out []recruit.Commit
	for _, r := range ahead {
		if r.Interview.ID == except {
			continue
		}
		if c.Email == "" {
			return nil, recruit.Refused("%s is invited to %s of %s at %s; give another address, or cancel the interview first.", c.Name, r.Interview.Title, recruit.Wall(r.Interview), old)
		}
		now := after(r.Interview.UpdatedAt, s.Now().UTC())
		commit, err := s.regrouped(ctx, actor, r, recruit.PeopleChange{Correct: map[string]string{old: c.Email}}, s.leaves(0), now)
		if err != nil {
			return nil, err
		}
		if commit, err = s.reminded(ctx, r, commit, s.leaves(0)); err != nil {
			return nil, err
		}
		out = append(out, commit)
	}
	return out, nil
}

// PreviewReaddress says what Readdress would do to each interview, soonest first.
func (s *Service) PreviewReaddress(ctx context.Context, actor recruit.Member, c recruit.Candidate, old string, except recruit.InterviewID) ([]Preview, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return nil, err
	}
	commits, err := Readdress(ctx, s, actor, c, old, except)
	if err != nil {
		return nil, err
	}
	var all []Preview
	for _, commit := range commits {
		r, err := s.Store.Record(ctx, commit.Interview.ID)
		if err != nil {
			return nil, err
		}
		r.Interview, r.People = commit.Interview, commit.People
		r.Candidate.Email = c.Email
		plan := slices.DeleteFunc(newOnes(commit.Effects), func(e recruit.Effect) bool { return e.Kind == recruit.MailReminder })
		f, err := s.preview(ctx, become(r, commit.Version), plan, nil)
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

// corrected adds to a change of the people of r what it says about the profile:
// where the candidate's address was wrong, it was wrong there and in the other
// upcoming interviews as well.
func (s *Service) corrected(ctx context.Context, actor recruit.Member, r recruit.Record, change recruit.PeopleChange, commit recruit.Commit) (recruit.Commit, error) {
	for old := range change.Correct {
		if !sanitize.SameAddress(old, r.Candidate.Email) {
			continue // another person's, or one that only this interview had
		}
		was, c := r.Candidate.Email, r.Candidate
		for _, p := range (recruit.Record{People: commit.People}).Invited() {
			if p.Audience == recruit.ToCandidate {
				c.Email = p.Address
			}
		}
		var err error
		if commit.Along, err = Readdress(ctx, s, actor, c, was, r.Interview.ID); err != nil {
			return commit, err
		}
		line := activity(r, actor, "candidate.changed", "%s", fmt.Sprintf("Corrected the address from %s to %s", was, c.Email))
		line.At = commit.Interview.UpdatedAt
		commit.Candidate, commit.CandidateLog = &c, line
	}
	return commit, nil
}
