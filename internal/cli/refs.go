package cli

import (
	"context"
	"strconv"
	"strings"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// numbered reads the number of a thing.
func numbered[ID ~int64](thing, text string) (ID, error) {
	n, err := strconv.ParseInt(strings.TrimPrefix(strings.TrimSpace(text), "#"), 10, 64)
	if err != nil || n <= 0 {
		return 0, recruit.Invalid("", "%s is not the number of %s; recruitty %s shows the numbers.", output.Quote(text), article(thing), numbersOf(thing))
	}
	return ID(n), nil
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

// quote repeats a wrong value in a sentence.
func quote(text string) string {
	line, err := sanitize.Line(text, 60)
	if err != nil {
		return "That value"
	}
	return strconv.Quote(line)
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
