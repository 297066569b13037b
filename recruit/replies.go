package recruit

import (
	"fmt"
	"time"
)

// Reply is an answer to an invitation as a calendar sent it: a REPLY, or a
// COUNTER that proposes another time (RFC 5546 3.2.3 and 3.2.7).
type Reply struct {
	UID string
	// UIDs are further readings of the UID, where its line is damaged.
	UIDs []string
	// Method is what the object says it is where that is an invitation: REQUEST. Some
	// programs answer so. "" is an answer.
	Method string
	// Unclear says why it cannot be read as an answer, as half a sentence; "" when
	// it can.
	Unclear string
	// Incoming is the mail where it is about one of ours and no answer of a
	// calendar; then nothing else is set.
	Incoming *Incoming
	// Lines are what the object says of people. Without them Attendee, SentBy and
	// Answer are the one line that it has.
	Lines    []ReplyLine
	Attendee string // address that answers
	SentBy   string // address that answers on its behalf, or ""
	Answer   Answer // NoAnswer when it only proposes a time
	// Delegate names whom a person sends who is Delegated, "" for nobody.
	Delegate string
	// Sequence is the revision that was answered, -1 when it was not said.
	Sequence int
	Stamp    time.Time // when it was given; zero when it was not said
	Start    time.Time // of the event that was answered; zero when it was not said
	// Around is between which moments the event begins where its time has no zone
	// that is known; zero when Start says it, or nothing does.
	Around   [2]time.Time
	Note     string
	Proposed Proposal
	// Asked is the time that is asked for, in its own words, where it cannot be
	// placed.
	Asked string
	// Mailed says that a mail brought it, and Sender is the address in its From, ""
	// when that names nobody or several. Without a mail whoever gives the file
	// vouches for it.
	Mailed bool
	Sender string
	// Unproved says that the mail server found that the mail is not from its
	// sender (DMARC).
	Unproved bool
	Written  time.Time // when the mail was; zero when it does not say
}

// ReplyLine is what an answer says of one person.
type ReplyLine struct {
	// Addresses name the person, surest first; none where it is named by something
	// else than an address.
	Addresses []string
	SentBy    string
	Answer    Answer // "" when it cannot be read
	Note      string
	Delegates []string // whom the person sends instead
	Delegator string   // who sent this person instead, or ""
}

// MaxNote bounds what people write with an answer, in characters.
const MaxNote = 2000

// CheckClaim refuses what is not the claim that stands (ErrStale).
func (p Participant) CheckClaim(seen UnverifiedReply) error {
	c := p.Claim
	if c.From == "" || c.From != seen.From || c.Answer != seen.Answer || c.Sequence != seen.Sequence || !c.At.Equal(seen.At) || c.Why != seen.Why {
		return &Problem{Kind: ErrStale, Field: "address", Sentence: fmt.Sprintf("The waiting answer for %s has changed meanwhile, or somebody has decided about it; look at it again.", p.Called())}
	}
	return nil
}

// Claimed returns an answer that somebody sent in the person's name and that
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
