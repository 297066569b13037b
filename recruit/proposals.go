package recruit

import (
	"slices"
	"time"
)

// Refuses reports whether the mail still tells what is true: it turns down another
// time that a person asked for, who is still invited, and the interview still is
// when it was as that was decided.
func (r Record) Refuses(e Effect) bool {
	p, ok := r.Person(e.Target)
	if e.Kind != MailRefusal || !ok || !p.RemovedAt.IsZero() || r.Interview.Status != Scheduled {
		return false
	}
	return slices.ContainsFunc(r.Versions, func(v Version) bool {
		return v.Number == e.Version && v.Start.Equal(r.Interview.Start) && v.Duration == r.Interview.Duration
	})
}

// ProposalRefused reports whether another time that a person asked for was refused,
// in place of the time that is in force.
func (r Record) ProposalRefused(p Participant) bool {
	return !p.Refused.IsZero() && r.Counts(p) && p.RemovedAt.IsZero()
}

// AskingOtherTime returns the people who ask for another time for an interview that
// is still ahead at now.
func (r Record) AskingOtherTime(now time.Time) []Participant {
	var out []Participant
	for _, c := range r.ReplyIssues(now) {
		if c.Kind == HasProposed || c.Kind == HasAsked {
			out = append(out, c.Person)
		}
	}
	return out
}

// OtherTime is the time that a person asks for in words, "" when they ask for none;
// moment writes a time.
func (r Record) OtherTime(p Participant, now time.Time, moment func(time.Time) string) string {
	if m, ok := r.Proposal(p, now); ok {
		return moment(m.Start)
	}
	asked, _ := r.Asks(p)
	return asked
}
