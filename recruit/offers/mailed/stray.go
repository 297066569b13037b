package mailed

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"sync"

	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// TakeStray takes an email that names none of ours: some programs leave out what they answer.
// It is about an offer when a candidate wrote it who has one, under the subject of its email,
// and waits for a member then. ErrNotFound is for every other.
func (s *Service) TakeStray(ctx context.Context, in recruit.Incoming) (sentence string, recorded bool, err error) {
	notOurs := recruit.NotFound(recruit.NotOurs)
	subject := bareSubject(in.Subject)
	if in.Kind != recruit.Wrote || !in.Fetched || in.List || subject == "" {
		return "", false, notOurs
	}
	c, err := s.Store.CandidateByEmail(ctx, in.From)
	if err != nil {
		return "", false, err
	}
	all, err := s.Offers.List(ctx, offers.Filter{Candidate: c.ID, States: []offers.State{offers.Offered, offers.ToConfirm, offers.NoneSuits, offers.Booked}, Limit: 20})
	if err != nil {
		return "", false, err
	}
	for _, o := range all {
		if o.LetterID == 0 {
			continue
		}
		l, err := s.Store.Letter(ctx, o.LetterID)
		if errors.Is(err, recruit.ErrNotFound) {
			continue
		}
		if err != nil {
			return "", false, err
		}
		if bareSubject(l.Subject) != subject {
			continue
		}
		mail := offers.Mail{Digest: digest(in)}
		if known, err := s.Offers.KnownMail(ctx, mail.Digest); err != nil || known {
			return knownAlready, false, err
		}
		return s.doubted(ctx, o, in, mail, "it does not say which email it answers", in.Unproved)
	}
	return "", false, notOurs
}

// replyMarks matches what programs put before the subject of an answer.
var replyMarks = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\s*((re|aw|antw|antwort|sv|vs|tr|rv|ref|rif|res|odp|fwd?|wg|enc)(\[\d+\])?\s*:\s*)+`)
})

// bareSubject is a subject without the marks of an answer.
func bareSubject(subject string) string {
	subject = replyMarks().ReplaceAllString(subject[:min(len(subject), 1000)], "")
	return strings.ToLower(strings.Join(strings.Fields(subject), " "))
}
