package recruit

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
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

// CheckClaim refuses what is not the claim that stands (ErrStale).
func (p Participant) CheckClaim(seen UnverifiedReply) error {
	c := p.Claim
	if c.From == "" || c.From != seen.From || c.Answer != seen.Answer || c.Sequence != seen.Sequence || !c.At.Equal(seen.At) || c.Why != seen.Why {
		return &Problem{Kind: ErrStale, Field: "address", Sentence: fmt.Sprintf("The waiting answer for %s has changed in the meantime, or someone has already decided about it; look at it again.", p.Called())}
	}
	return nil
}

// Claimed returns an answer that someone sent in the person's name and that
// waits for a member, if it is about the times in force or cannot be understood.
func (r Record) Claimed(p Participant) (UnverifiedReply, bool) {
	return p.Claim, p.Claim.From != "" && p.RemovedAt.IsZero() && (p.Claim.Why != "" || r.InForce(p.Claim.Sequence))
}

// Counts reports whether what a person said is about the times in force.
func (r Record) Counts(p Participant) bool { return r.InForce(p.AnswerSequence) }

// InForce reports whether a calendar revision had the times that are in force.
func (r Record) InForce(sequence int) bool {
	if sequence >= r.Interview.Sequence {
		return true
	}
	v, ok := r.VersionOf(sequence)
	return ok && v.Start.Equal(r.Interview.Start) && v.Duration == r.Interview.Duration
}

// VersionOf is the version that a calendar revision is: the newest with its
// number, as those before it never left.
func (r Record) VersionOf(sequence int) (Version, bool) {
	for n := len(r.Versions) - 1; n >= 0; n-- {
		if v := r.Versions[n]; v.Sequence == sequence {
			return v, true
		}
	}
	return Version{}, false
}

// Weighed returns the people with their answers as they count for the times in
// force: whoever agreed to another time has not answered yet.
func (r Record) Weighed() []Participant {
	people := make([]Participant, len(r.People))
	for i, p := range r.People {
		p.Answer = NoAnswer
		if p.Said != "" && r.Counts(p) {
			p.Answer = p.Said
		}
		people[i] = p
	}
	return people
}

// Asks returns the time that a person asked for in words, where it cannot be
// placed, if that is about the times in force and was not refused.
func (r Record) Asks(p Participant) (string, bool) {
	return p.Asked, p.Asked != "" && p.Refused.IsZero() && r.Counts(p) && p.RemovedAt.IsZero()
}

// Proposal returns the time that a person asked for, if it is about the times
// in force, still ahead at now and was not refused.
func (r Record) Proposal(p Participant, now time.Time) (RescheduleRequest, bool) {
	if !p.Proposed.Start.After(now) || !p.Refused.IsZero() || !r.Counts(p) || !p.RemovedAt.IsZero() {
		return RescheduleRequest{}, false
	}
	m := RescheduleRequest{Start: p.Proposed.Start, TimeZone: r.Interview.TimeZone, Duration: p.Proposed.Duration}
	if m.Duration < MinDuration {
		m.Duration = r.Interview.Duration
	}
	return m, true
}

// Same reports whether two claims are one.
func (c UnverifiedReply) Same(d UnverifiedReply) bool {
	return strings.EqualFold(c.From, d.From) && c.Named == d.Named && c.Answer == d.Answer && c.Sequence == d.Sequence && c.At.Equal(d.At) &&
		c.Note == d.Note && c.Asked == d.Asked && c.Proposed.Start.Equal(d.Proposed.Start)
}

// AcceptedFor is a claim as it counts once a member says that it does: about the
// times in force, whatever it was about, and from whoever sent it.
func (c UnverifiedReply) AcceptedFor(r Record, p Participant) UnverifiedReply {
	if c.Why != "" {
		c.Sequence = r.Interview.Sequence
	}
	if sanitize.SameAddress(c.From, p.Address) || c.From == "a file" {
		c.From = ""
	}
	return c
}

// Unplaced returns the answers that wait because nobody knows whose they are.
func (r Record) Unplaced() []UnverifiedReply { return r.Interview.Strays }

// Says is what an answer says that waits, in words that follow "it says".
func (c UnverifiedReply) Says() string {
	switch c.Answer {
	case Accepted, Declined:
		return string(c.Answer)
	case Tentative:
		return "maybe"
	case Delegated:
		says := Participant{Delegate: c.Delegate}.Deputy() + " instead"
		for _, d := range c.Deputised {
			says += ", " + d.Words()
		}
		return says
	case NoAnswer:
		return "neither yes nor no"
	}
	return ""
}

// Details say why an answer waits, what it asks for, and its words; moment
// writes a time.
func (c UnverifiedReply) Details(moment func(time.Time) string) string {
	var said []string
	if c.Why != "" {
		said = append(said, c.Why)
	}
	if !c.Proposed.Start.IsZero() {
		said = append(said, "it proposes "+moment(c.Proposed.Start))
	}
	if c.Asked != "" {
		said = append(said, "it asks for another time that could not be understood: "+c.Asked)
	}
	if c.Note != "" {
		said = append(said, "“"+strings.Join(strings.Fields(c.Note), " ")+"”")
	}
	return strings.Join(said, "; ")
}

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
