package recruit

import (
	"time"
)

// WithAnswer is the person once an answer counts; AnsweredBy is whoever sent it in
// their place.
func (p Participant) WithAnswer(c UnverifiedReply) Participant {
	p.AnswerSequence, p.AnsweredAt, p.AnswerNote, p.Proposed, p.AnsweredBy = c.Sequence, c.At, c.Note, c.Proposed, c.From
	p.AnswerMailed, p.Asked, p.Delegate, p.Refused = c.Mailed, c.Asked, c.Delegate, time.Time{}
	p.Deputised = p.heard(c)
	if c.Answer != NoAnswer && c.Answer != "" {
		p.Said = c.Answer
	}
	p.Claim = UnverifiedReply{}
	return p
}

// Called is what a person is called in a sentence.
func (p Participant) Called() string {
	if p.Name != "" {
		return p.Name
	}
	return p.Address
}
