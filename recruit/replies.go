package recruit

import (
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
}

// maxNote bounds what people write with an answer, in characters.
const maxNote = 500

// tidy makes the foreign texts of a reply fit to be kept and shown.
func (y Reply) tidy(now time.Time) Reply {
	y.Attendee, y.SentBy = strings.TrimSpace(y.Attendee), strings.TrimSpace(y.SentBy)
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
func (r Record) counts(p Participant) bool {
	if p.AnswerSequence >= r.Interview.Sequence {
		return true
	}
	for n := len(r.Versions) - 1; n >= 0; n-- {
		if v := r.Versions[n]; v.Sequence == p.AnswerSequence {
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
