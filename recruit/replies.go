package recruit

import (
	"fmt"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
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

// maxAddress bounds an address, in bytes (RFC 5321 4.5.3.1).
const maxAddress = 254

// MaxNote bounds what people write with an answer, in characters.
const MaxNote = 2000

// tidy makes the foreign texts of a reply fit to be kept and shown.
func (y Reply) tidy(now time.Time) Reply {
	y.Attendee, y.SentBy, y.Sender = tidyAddress(y.Attendee), tidyAddress(y.SentBy), tidyAddress(y.Sender)
	lines := y.Lines
	y.Lines = nil
	for _, l := range lines {
		var addresses []string
		for _, a := range l.Addresses {
			addresses = append(addresses, nonEmpty(tidyAddress(a))...)
		}
		l.Addresses, l.SentBy, l.Delegator = addresses, tidyAddress(l.SentBy), tidyAddress(l.Delegator)
		y.Lines = append(y.Lines, l)
	}
	y.Note = tidyText(y.Note)
	y.Asked, y.Unclear = tidyLine(y.Asked, 200), tidyLine(y.Unclear, 200)
	if y.Stamp.IsZero() || y.Stamp.After(now) {
		y.Stamp = now // a clock that is ahead must not lock later answers out
	}
	if y.Written.After(now) {
		y.Written = now
	}
	if p := y.Proposed; !p.Start.IsZero() && (!p.Start.After(now) || p.Start.Sub(now) > maxAhead || p.Duration < 0 || p.Duration > MaxDuration) {
		y.Asked = strings.TrimSpace(timeparse.DateTime(p.Start.UTC()) + " UTC, which cannot be")
		y.Proposed = Proposal{}
	}
	return y
}

// tidyAddress is an address as it is, "" where that is too long or holds what
// cannot be seen: then it is not the one that it looks like.
func tidyAddress(text string) string {
	text = strings.TrimSpace(text)
	if line, err := sanitize.Line(text, maxAddress); err != nil || line != text || len(text) > maxAddress {
		return ""
	}
	return text
}

// tidyLine keeps a foreign line as far as it fits.
func tidyLine(text string, most int) string {
	text, _ = sanitize.Line(cut(text, most), most+1)
	return text
}

// tidyText keeps what a person wrote as far as it fits, and shows where it was
// cut.
func tidyText(text string) string {
	text, _ = sanitize.Text(cut(text, MaxNote), MaxNote+1)
	return text
}

func cut(text string, limit int) string {
	if head := sanitize.Cut(text, limit); head != text {
		return head + "…"
	}
	return text
}

// claim is what is kept of a reply that does not count.
func (y Reply) claim(revision int, from, why string) UnverifiedReply {
	return UnverifiedReply{From: from, Answer: y.Answer, Sequence: revision, At: y.Stamp, Note: y.Note, Proposed: y.Proposed,
		Asked: y.Asked, Delegate: y.Delegate, Mailed: y.Written, Why: why}
}

// knows says that a claim, or a newer one of the same sender, is kept already.
func (p Participant) knows(c UnverifiedReply) bool {
	return strings.EqualFold(p.Claim.From, c.From) && (c.Sequence < p.Claim.Sequence || c.Sequence == p.Claim.Sequence && !c.At.After(p.Claim.At))
}

// claims refuses what is not the claim that stands.
func (p Participant) claims(seen UnverifiedReply) error {
	c := p.Claim
	if c.From == "" || c.From != seen.From || c.Answer != seen.Answer || c.Sequence != seen.Sequence || !c.At.Equal(seen.At) || c.Why != seen.Why {
		return &Problem{Kind: ErrStale, Field: "address", Sentence: fmt.Sprintf("The waiting answer for %s has changed meanwhile, or somebody has decided about it; look at it again.", p.Called())}
	}
	return nil
}

// Claimed returns an answer that somebody sent in the person's name and that
// waits for a member, if it is about the times in force or cannot be understood.
func (r Record) Claimed(p Participant) (UnverifiedReply, bool) {
	return p.Claim, p.Claim.From != "" && p.RemovedAt.IsZero() && (p.Claim.Why != "" || r.inForce(p.Claim.Sequence))
}

// revision is the calendar revision that a reply is about. A time counts more
// than a number: one that was in force once is about the revision that had it,
// and one that never was is about none (elsewhen). One that names neither is
// about the first invitation.
func (y Reply) revision(r Record) (revision int, elsewhen bool) {
	i := r.Interview
	switch {
	case !y.Start.IsZero() && !y.Start.Equal(i.Start):
		for n := len(r.Versions) - 1; n >= 0; n-- {
			v := r.Versions[n]
			if of, _ := r.versionOf(v.Sequence); of.Number == v.Number && v.Start.Equal(y.Start) && v.Sequence < i.Sequence {
				return v.Sequence, false
			}
		}
		return i.Sequence, true
	case !y.Around[0].IsZero() && (i.Start.Before(y.Around[0]) || i.Start.After(y.Around[1])):
		return i.Sequence, true
	case y.Sequence > i.Sequence:
		return i.Sequence, false
	case y.Start.Equal(i.Start):
		if v, ok := r.versionOf(y.Sequence); !ok || !v.Start.Equal(i.Start) {
			return i.Sequence, false // the number is wrong, or none
		}
	}
	return max(y.Sequence, 0), false
}

// outdated says that c, or something newer, is known from this person (RFC 5546
// 2.1.5: the revision counts first, then the moment). Of two different answers
// of one moment that counts which was written later.
func (p Participant) outdated(c UnverifiedReply) bool {
	at, known := c.At.Truncate(time.Second), p.AnsweredAt.Truncate(time.Second) // objects say no more
	switch {
	case p.AnsweredAt.IsZero() || c.Sequence > p.AnswerSequence:
		return false
	case c.Sequence < p.AnswerSequence || !at.Equal(known):
		return c.Sequence < p.AnswerSequence || at.Before(known)
	}
	said := p.says(c)
	if said.Said == p.Said && said.AnswerNote == p.AnswerNote && said.Asked == p.Asked && said.Delegate == p.Delegate &&
		said.Proposed.Start.Equal(p.Proposed.Start) && said.Proposed.Duration == p.Proposed.Duration {
		return true
	}
	return !c.Mailed.IsZero() && c.Mailed.Before(p.AnswerMailed)
}

// counts reports whether what a person said is about the times in force.
func (r Record) counts(p Participant) bool { return r.inForce(p.AnswerSequence) }

// inForce reports whether a calendar revision had the times that are in force.
func (r Record) inForce(sequence int) bool {
	if sequence >= r.Interview.Sequence {
		return true
	}
	v, ok := r.versionOf(sequence)
	return ok && v.Start.Equal(r.Interview.Start) && v.Duration == r.Interview.Duration
}

// versionOf is the version that a calendar revision is: the newest with its
// number, as those before it never left.
func (r Record) versionOf(sequence int) (Version, bool) {
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
		if p.Said != "" && r.counts(p) {
			p.Answer = p.Said
		}
		people[i] = p
	}
	return people
}

// Asks returns the time that a person asked for in words, where it cannot be
// placed, if that is about the times in force and was not refused.
func (r Record) Asks(p Participant) (string, bool) {
	return p.Asked, p.Asked != "" && p.Refused.IsZero() && r.counts(p) && p.RemovedAt.IsZero()
}

// Proposal returns the time that a person asked for, if it is about the times
// in force, still ahead at now and was not refused.
func (r Record) Proposal(p Participant, now time.Time) (RescheduleRequest, bool) {
	if !p.Proposed.Start.After(now) || !p.Refused.IsZero() || !r.counts(p) || !p.RemovedAt.IsZero() {
		return RescheduleRequest{}, false
	}
	m := RescheduleRequest{Start: p.Proposed.Start, TimeZone: r.Interview.TimeZone, Duration: p.Proposed.Duration}
	if m.Duration < MinDuration {
		m.Duration = r.Interview.Duration
	}
	return m, true
}
