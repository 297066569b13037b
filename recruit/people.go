package recruit

import (
	"strings"
)

// PeopleChange says who is invited besides those who are, and who is not any
// more. Correct gives a new address in place of one that was wrong, the
// candidate's own included.
type PeopleChange struct {
	Add     []string
	Remove  []string
	Correct map[string]string
	// OrganiserEntry reports whether the organiser gets a calendar entry of their own;
	// "" leaves that.
	OrganiserEntry EntryPreference
}

// SequenceFor is the calendar sequence of a mail: the one in force, or for who is
// withdrawn alone one that is higher than they know.
func (r Record) SequenceFor(kind EffectKind, to Participant) int {
	sequence := r.Interview.Sequence
	if kind != MailCancel || to.RemovedAt.IsZero() {
		return sequence
	}
	for _, e := range r.Effects {
		if e.MaybeSent && e.Kind.IsMail() && e.Kind != MailCancel && strings.EqualFold(e.Target, to.Address) {
			sequence = max(sequence, e.Sequence+1)
		}
	}
	return sequence
}
