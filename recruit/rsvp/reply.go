package rsvp

import (
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// maxAddress bounds an address, in bytes (RFC 5321 4.5.3.1).
const maxAddress = 254

// tidyReply makes the foreign texts of a reply fit to be kept and shown.
func tidyReply(y recruit.Reply, now time.Time) recruit.Reply {
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
	if p := y.Proposed; !p.Start.IsZero() && (!p.Start.After(now) || p.Start.Sub(now) > recruit.MaxAhead || p.Duration < 0 || p.Duration > recruit.MaxDuration) {
		y.Asked = strings.TrimSpace(timeparse.DateTime(p.Start.UTC()) + " UTC, which cannot be")
		y.Proposed = recruit.Proposal{}
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
	text, _ = sanitize.Text(cut(text, recruit.MaxNote), recruit.MaxNote+1)
	return text
}

func cut(text string, limit int) string {
	if head := sanitize.Cut(text, limit); head != text {
		return head + "…"
	}
	return text
}

// newClaim is what is kept of a reply that does not count.
func newClaim(y recruit.Reply, revision int, from, why string) recruit.UnverifiedReply {
	return recruit.UnverifiedReply{From: from, Answer: y.Answer, Sequence: revision, At: y.Stamp, Note: y.Note, Proposed: y.Proposed,
		Asked: y.Asked, Delegate: y.Delegate, Mailed: y.Written, Why: why}
}

// claimKnown says that a claim, or a newer one of the same sender, is kept already.
func claimKnown(p recruit.Participant, c recruit.UnverifiedReply) bool {
	return strings.EqualFold(p.Claim.From, c.From) && (c.Sequence < p.Claim.Sequence || c.Sequence == p.Claim.Sequence && !c.At.After(p.Claim.At))
}

// revisionOf is the calendar revision that a reply is about. A time counts more
// than a number: one that was in force once is about the revision that had it,
// and one that never was is about none (elsewhen). One that names neither is
// about the first invitation.
func revisionOf(y recruit.Reply, r recruit.Record) (revision int, elsewhen bool) {
	i := r.Interview
	switch {
	case !y.Start.IsZero() && !y.Start.Equal(i.Start):
		for n := len(r.Versions) - 1; n >= 0; n-- {
			v := r.Versions[n]
			if of, _ := r.VersionOf(v.Sequence); of.Number == v.Number && v.Start.Equal(y.Start) && v.Sequence < i.Sequence {
				return v.Sequence, false
			}
		}
		return i.Sequence, true
	case !y.Around[0].IsZero() && (i.Start.Before(y.Around[0]) || i.Start.After(y.Around[1])):
		return i.Sequence, true
	case y.Sequence > i.Sequence:
		return i.Sequence, false
	case y.Start.Equal(i.Start):
		if v, ok := r.VersionOf(y.Sequence); !ok || !v.Start.Equal(i.Start) {
			return i.Sequence, false // the number is wrong, or none
		}
	}
	return max(y.Sequence, 0), false
}

// outdated says that c, or something newer, is known from this person (RFC 5546
// 2.1.5: the revision counts first, then the moment). Of two different answers
// of one moment that counts which was written later.
func outdated(p recruit.Participant, c recruit.UnverifiedReply) bool {
	at, known := c.At.Truncate(time.Second), p.AnsweredAt.Truncate(time.Second) // objects say no more
	switch {
	case p.AnsweredAt.IsZero() || c.Sequence > p.AnswerSequence:
		return false
	case c.Sequence < p.AnswerSequence || !at.Equal(known):
		return c.Sequence < p.AnswerSequence || at.Before(known)
	}
	said := p.WithAnswer(c)
	if said.Said == p.Said && said.AnswerNote == p.AnswerNote && said.Asked == p.Asked && said.Delegate == p.Delegate &&
		said.Proposed.Start.Equal(p.Proposed.Start) && said.Proposed.Duration == p.Proposed.Duration {
		return true
	}
	return !c.Mailed.IsZero() && c.Mailed.Before(p.AnswerMailed)
}
