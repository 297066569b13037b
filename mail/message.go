// Package mail writes the mails that put an interview into a calendar, move it there and take it out again,
// and hands them to a mail server.
//
// Mailing begins with a message, which is one event for one recipient, and turns it into the bytes of one mail: readable
// words as plain text and as HTML, an iTIP object (RFC 5546) carried as RFC 6047 asks, and files. The same message always
// gives the same bytes, so a retry sends exactly what was stored. The finished mail is read back before it may leave; one
// that does not say what was meant is an error. Tests and fuzzing read every mail back by a far stricter check.
//
// Sender delivers stored bytes over SMTP to one recipient and says, as an Error with a kind, what may be done next.
//
// What the package expects from its caller: one UID for the life of an interview; a SEQUENCE that rises with every
// change of time or place, with every withdrawal and with the cancellation; a Stamp that never goes back; and the last
// Message-ID sent to each recipient.
package mail

import (
	"time"

	"recruitty/recruit"
	"recruitty/recruit/tongue"
)

// times is the span of an interview as two instants.
type times struct {
	Start, End time.Time
}

// maxFileBytes is how many bytes all files of one mail may have together. Base64 makes them a third larger, which
// stays below the 25 MB that large mail services accept.
const maxFileBytes = 18 << 20

// message is one mail about an interview: what it is about and, once write was called, what it says. Its texts may be
// hostile until prepared has cleaned them, and they are escaped where they are written.
type message struct {
	Event recruit.MailEvent
	// To is who reads it. An empty zone means the organiser's.
	To recruit.Participant

	// UID names the calendar entry for its whole life: printable ASCII without spaces, at most 255 characters.
	UID string
	// Sequence is the revision of the entry (RFC 5545 section 3.8.7.4).
	Sequence int
	// Stamp is when this version was made. It becomes DTSTAMP; fractions of a second are dropped.
	Stamp time.Time
	// Written is the mail's Date; zero means Stamp.
	Written time.Time

	times
	// Previous is the span before a move.
	Previous *times
	// Proposed is the time that the recipient asked for and Asked the same in words, where it could not be placed; of
	// a refusal.
	Proposed *times
	Asked    string
	// Zone is the organiser's IANA time zone.
	Zone string

	Title         string
	JobTitle      string
	Company       string
	CandidateName string
	// Description is the agenda, for everybody.
	Description string
	// InternalNote is for the panel's mail only; it is not in the calendar object either.
	InternalNote string
	// Guide is the interview guide and Form are the lines of a scorecard; they are for the panel's mail only, as
	// InternalNote is.
	Guide, Form string
	// Reason says why the interview moved, was cancelled or stays, in words meant for this recipient.
	Reason string

	// Organizer is the recruiter that people may turn to.
	Organizer recruit.Mailbox
	// From is the mailbox that SMTP signs in with. It is the mail's From and the entry's ORGANIZER; when the organiser
	// has another address, SENT-BY and Reply-To name it.
	From recruit.Mailbox
	// Read says that answers to From are read: of an offer of times they go there.
	Read bool
	// Attendees are all people still invited, the candidate and this recipient among them, with what they answered. Mails
	// for one person alone name only the recipient.
	Attendees []recruit.Participant

	// Platform is the name of where they meet: Zoom, Phone, On site.
	Platform string
	// JoinURL is an https link; empty when the platform has none.
	JoinURL   string
	MeetingID string
	Passcode  string
	// Place is an address, Phone a number, for platforms without a link.
	Place string
	Phone string

	Files []recruit.MailFile

	// Sessions are the interviews of a loop, of its sheet.
	Sessions []session

	// MessageID is the unique id of this mail, with or without angle brackets. The MIME boundaries derive from it.
	MessageID string
	// InReplyTo is the id of the previous mail to this recipient, References the ids of all of them, oldest first.
	InReplyTo  string
	References []string

	// Template is the source of what the mail says, "" for the words that come with the program, and Language is what
	// it is written in, as in the lang attribute of HTML.
	Template string
	Language string
	// Tag is Language with the country of its readers, as far as that is known: times of day are written by it to
	// candidates, and to members as they want.
	Tag string
	// EntryLanguage is that of the calendar entry, the same in every copy whatever the mails around them are written in:
	// calendars on one server share an entry, and people forward it. Empty means English.
	EntryLanguage string

	// What follows from this is filled in by prepared.
	reader, sender tongue.Reader
	tongue         locale
	words          wording
	entry          entryWords
	entryPlatform  string // in the language of the calendar entry

	// What the mail says is filled in by write. Plain text and HTML both come from it, so they cannot say different things.
	Subject string
	Heading string
	Blocks  []block
}

// method is the iTIP method of the mail, or "" when it carries no calendar object: that of a reminder is in the calendar
// already and must not be disturbed. A withdrawal is a CANCEL without STATUS that names one person (RFC 5546 section 3.2.5),
// a refusal a DECLINECOUNTER of the kind (section 3.2.8).
func (m *message) method() string {
	switch m.Event {
	case recruit.OnInvited, recruit.OnMoved, recruit.OnChanged, recruit.OnHold:
		return methodRequest
	case recruit.OnCancelled, recruit.OnWithdrawn, recruit.OnHoldEnd:
		return methodCancel
	case recruit.OnRefused:
		return methodDecline
	}
	return ""
}

// alone reports whether the mail is for the recipient alone and names nobody else.
func (m *message) alone() bool {
	return m.Event == recruit.OnWithdrawn || m.Event == recruit.OnRefused || m.Event.IsHold()
}

const (
	methodRequest = "REQUEST"
	methodCancel  = "CANCEL"
	methodDecline = "DECLINECOUNTER"
)
