package recruit

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit/clean"
)

// Reply is an answer to an invitation as a calendar sent it: a REPLY, or a
// COUNTER that proposes another time (RFC 5546 3.2.3 and 3.2.7).
type Reply struct {
	UID      string
	Attendee string // address that answers
	SentBy   string // address that answers on its behalf, or ""
	Answer   Answer // NoAnswer when it only proposes a time
	// Sequence is the revision that was answered, -1 when it was not said.
	Sequence int
	Stamp    time.Time // when it was given; zero when it was not said
	Start    time.Time // of the event that was answered; zero when it was not said
	Note     string
	Proposed Proposal
	// Mailed says that a mail brought it, and Senders are the addresses that the
	// mail names as its own: From, and Sender where there is one. Without a mail
	// whoever gives the file vouches for it.
	Mailed  bool
	Senders []string
}

// maxAddress bounds an address, in bytes (RFC 5321 4.5.3.1).
const maxAddress = 254

// maxNote bounds what people write with an answer, in characters.
const maxNote = 500

// tidy makes the foreign texts of a reply fit to be kept and shown.
func (y Reply) tidy(now time.Time) Reply {
	y.Attendee, y.SentBy = strings.TrimSpace(y.Attendee), strings.TrimSpace(y.SentBy)
	y.Senders = slices.DeleteFunc(slices.Clone(y.Senders), func(s string) bool { return s == "" || len(s) > maxAddress })
	note := []rune(y.Note)
	if len(note) > maxNote {
		note = note[:maxNote]
	}
	y.Note, _ = clean.Text(string(note), maxNote)
	if y.Stamp.IsZero() || y.Stamp.After(now) {
		y.Stamp = now // a clock that is ahead must not lock later answers out
	}
	if p := y.Proposed; p.Start.IsZero() || !p.Start.After(now) || p.Start.Sub(now) > maxAhead || p.Duration < 0 || p.Duration > MaxDuration {
		y.Proposed = Proposal{}
	}
	return y
}

// from finds the invited person whom a reply is from.
func (y Reply) from(r Record) (Participant, bool) {
	for _, address := range []string{y.Attendee, y.SentBy} {
		if p, ok := r.Person(address); ok && address != "" {
			return p, true
		}
	}
	return Participant{}, false
}

// vouched says whether a reply counts as the person's own answer (RFC 6047 2.2
// and 5.1 want everything distrusted that somebody else sends). It does when the
// mail is from that person, or from somebody who stands near enough to answer
// for them: who is invited too, who organises the interview, or who has an
// address of the same domain, as an assistant has. SENT-BY proves nothing,
// because whoever writes the object writes that too. One fitting address is
// enough: calendar services name the person in From and themselves in Sender.
// by is whose mail it was, "" when it was the person's own.
func (y Reply) vouched(r Record, p Participant) (by string, ok bool) {
	if !y.Mailed || slices.ContainsFunc(y.Senders, func(s string) bool { return strings.EqualFold(s, p.Address) }) {
		return "", true
	}
	for _, s := range y.Senders {
		other, invited := r.Person(s)
		if invited && other.RemovedAt.IsZero() || strings.EqualFold(s, r.Organiser.Email) || sameDomain(s, p.Address) {
			return s, true
		}
	}
	if len(y.Senders) == 0 {
		return "an unreadable address", false
	}
	return y.Senders[0], false
}

// sameDomain says whether two addresses end in the same domain.
func sameDomain(a, b string) bool {
	i, j := strings.LastIndexByte(a, '@'), strings.LastIndexByte(b, '@')
	return i >= 0 && j >= 0 && strings.EqualFold(a[i:], b[j:])
}

// claim is what is kept of a reply that does not count.
func (y Reply) claim(i Interview, from string) Claim {
	return Claim{From: from, Answer: y.Answer, Sequence: y.revision(i), At: y.Stamp, Note: y.Note, Proposed: y.Proposed}
}

// knows says that a claim, or a newer one of the same sender, is kept already.
func (p Participant) knows(c Claim) bool {
	return strings.EqualFold(p.Claim.From, c.From) && (c.Sequence < p.Claim.Sequence || c.Sequence == p.Claim.Sequence && !c.At.After(p.Claim.At))
}

// claims refuses what is not the claim that stands.
func (p Participant) claims(seen Claim) error {
	c := p.Claim
	if c.From == "" || c.From != seen.From || c.Answer != seen.Answer || c.Sequence != seen.Sequence || !c.At.Equal(seen.At) {
		return Invalid("address", "The answer for %s that waited has changed meanwhile; look at it again.", called(p))
	}
	return nil
}

// Claimed returns an answer that somebody sent in the person's name and that
// waits for a member, if it is about the times in force.
func (r Record) Claimed(p Participant) (Claim, bool) {
	return p.Claim, p.Claim.From != "" && p.RemovedAt.IsZero() && r.inForce(p.Claim.Sequence)
}

// revision is the calendar revision that a reply is about. One that names none
// is about the times that it repeats, or else about the first invitation.
func (y Reply) revision(i Interview) int {
	switch {
	case y.Sequence > i.Sequence, y.Sequence < 0 && y.Start.Equal(i.Start):
		return i.Sequence
	}
	return max(y.Sequence, 0)
}

// outdated says that something newer is known from this person (RFC 5546
// 2.1.5: the revision counts first, then the moment).
func (p Participant) outdated(revision int, stamp time.Time) bool {
	if p.AnsweredAt.IsZero() || revision > p.AnswerSequence {
		return false
	}
	return revision < p.AnswerSequence || !stamp.After(p.AnsweredAt)
}

// counts says whether what a person said is about the times in force.
func (r Record) counts(p Participant) bool { return r.inForce(p.AnswerSequence) }

// inForce says whether a calendar revision had the times that are in force.
func (r Record) inForce(sequence int) bool {
	if sequence >= r.Interview.Sequence {
		return true
	}
	for n := len(r.Versions) - 1; n >= 0; n-- {
		if v := r.Versions[n]; v.Sequence == sequence {
			return v.Start.Equal(r.Interview.Start) && v.Duration == r.Interview.Duration
		}
	}
	return false
}

// weighed returns the people with their answers as they count for the times in
// force: whoever agreed to another time has not answered yet.
func (r Record) weighed() []Participant {
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

// Proposal returns the time that a person asked for, if it is about the times
// in force and still ahead at now.
func (r Record) Proposal(p Participant, now time.Time) (Move, bool) {
	if !p.Proposed.Start.After(now) || !r.counts(p) || !p.RemovedAt.IsZero() {
		return Move{}, false
	}
	m := Move{Start: p.Proposed.Start, TimeZone: r.Interview.TimeZone, Duration: p.Proposed.Duration}
	if m.Duration < MinDuration {
		m.Duration = r.Interview.Duration
	}
	return m, true
}
