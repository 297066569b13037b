package command

import (
	"context"
	"strconv"
	"strings"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

// Numbered reads the number of a thing.
func Numbered[ID ~int64](thing, text string) (ID, error) {
	n, err := strconv.ParseInt(strings.TrimPrefix(strings.TrimSpace(text), "#"), 10, 64)
	if err != nil || n <= 0 {
		return 0, recruit.Invalid("", "%s is not the number of %s; recruitty %s shows the numbers.", output.Quote(text), Article(thing), numbersOf(thing))
	}
	return ID(n), nil
}

// Record is the interview with a number that a person typed.
func (s *Session) Record(ctx context.Context, text string) (recruit.Record, error) {
	id, err := Numbered[recruit.InterviewID]("interview", text)
	if err != nil {
		return recruit.Record{}, err
	}
	return s.Services.Store.Record(ctx, id)
}

// Narrowed reads the candidate and the job that a list is narrowed to; "" leaves
// either out.
func (s *Session) Narrowed(ctx context.Context, candidate, job string) (c recruit.CandidateID, j recruit.JobID, err error) {
	if candidate != "" {
		if c, err = s.CandidateRef(ctx, candidate); err != nil {
			return c, j, err
		}
		if _, err = s.Services.Store.Candidate(ctx, c); err != nil {
			return c, j, err
		}
	}
	if job != "" {
		if j, err = Numbered[recruit.JobID]("job", job); err == nil {
			_, err = s.Services.Store.Job(ctx, j)
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

// Article puts "a" or "an" before the name of a thing.
func Article(thing string) string {
	if strings.ContainsRune("aeiou", rune(thing[0])) {
		return "an " + thing
	}
	return "a " + thing
}

// CandidateRef finds a candidate's number by the number or the e-mail address.
func (s *Session) CandidateRef(ctx context.Context, text string) (recruit.CandidateID, error) {
	if !strings.Contains(text, "@") {
		return Numbered[recruit.CandidateID]("candidate", text)
	}
	c, err := s.Services.Store.CandidateByEmail(ctx, text)
	return c.ID, err
}

// MemberRef finds a member by the number or the e-mail address.
func (s *Session) MemberRef(ctx context.Context, text string) (recruit.Member, error) {
	if strings.Contains(text, "@") {
		return s.Services.Store.MemberByEmail(ctx, text)
	}
	id, err := Numbered[recruit.MemberID]("member", text)
	if err != nil {
		return recruit.Member{}, err
	}
	return s.Services.Store.Member(ctx, id)
}
