// Package mail writes the mails that put an interview into a calendar, move it there and take it out again,
// and hands them to a mail server.
//
// Compose turns an Invitation, which is one event for one recipient, into the bytes of one mail: readable words as
// plain text and as HTML, an iTIP object (RFC 5546) carried as RFC 6047 asks, and files. The same input always gives
// the same bytes, so a retry sends exactly what was stored. Before Compose returns, the finished mail is read again by
// a strict check of its own; a mail that breaks a rule is an error and never leaves.
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
)

// Event is what happened to the interview, seen by the recipient of one mail.
type Event int

// The events a mail can be about.
const (
	// Invited is the first mail to a recipient: METHOD:REQUEST.
	Invited Event = iota + 1
	// Moved is every later change: METHOD:REQUEST with the same UID. Without Previous it is announced as an update
	// rather than as a new time.
	Moved
	// Cancelled ends the interview for everybody: METHOD:CANCEL with STATUS:CANCELLED.
	Cancelled
	// Withdrawn takes one person off the list while the interview stands: METHOD:CANCEL without STATUS, naming only
	// that person (RFC 5546 section 3.2.5).
	Withdrawn
	// Reminder only reminds. It has no calendar object, because the entry is already there and must not be disturbed.
	Reminder
	// Refused turns down another time that the recipient asked for, while the interview stands as it is:
	// METHOD:DECLINECOUNTER, naming only that person (RFC 5546 section 3.2.8).
	Refused
)

// Audience says whose words a recipient reads.
type Audience int

// The audiences of an interview.
const (
	// Candidate never sees the internal note or a file for the panel only.
	Candidate Audience = iota + 1
	// Panel are the members of the hiring team and the further people they bring along.
	Panel
	// Organiser is who organises the interview and is not invited to it: a calendar entry of their own, and nothing to answer.
	Organiser
)

// audience is the name of a in the language of the product.
func (a Audience) audience() recruit.Audience {
	switch a {
	case Candidate:
		return recruit.ToCandidate
	case Organiser:
		return recruit.ToOrganiser
	}
	return recruit.ToPanel
}

// audienceOf is the inverse of audience.
func audienceOf(a recruit.Audience) Audience {
	switch a {
	case recruit.ToCandidate:
		return Candidate
	case recruit.ToOrganiser:
		return Organiser
	}
	return Panel
}

// Person is a name and a plain mail address (ASCII, no display name in it). The name may be empty.
type Person struct {
	Name  string
	Email string
}

// Recipient is the one person a mail is written to.
type Recipient struct {
	Person
	// Zone is the reader's IANA time zone; empty means the organiser's.
	Zone string
	// Audience chooses the words.
	Audience Audience
	// TwelveHour writes times as 2:30 pm instead of 14:30.
	TwelveHour bool
}

// Attendee is a person in the calendar entry.
type Attendee struct {
	Person
	// Answer is what the person said to these times; a calendar that reads the entry anew keeps it. Empty means nothing.
	Answer recruit.Answer
	// Chair marks who organises the interview without being invited to it.
	Chair bool
}

// Times is the span of an interview as two instants.
type Times struct {
	Start, End time.Time
}

// Attachment is a file that travels with the mail, byte for byte.
type Attachment struct {
	// Name may be anything a person calls a file; path separators and control characters are replaced.
	Name string
	// ContentType is a media type; an unusable one becomes application/octet-stream.
	ContentType string
	Content     []byte
	// PanelOnly keeps the file from candidates.
	PanelOnly bool
}

// MaxFileBytes is how many bytes all files of one mail may have together. Base64 makes them a third larger, which
// stays below the 25 MB that large mail services accept.
const MaxFileBytes = 18 << 20

// Invitation is everything one mail says. Text may be hostile: it is cleaned here and escaped where it is written.
type Invitation struct {
	Event     Event
	Recipient Recipient

	// UID names the calendar entry for its whole life: printable ASCII without spaces, at most 255 characters.
	UID string
	// Sequence is the revision of the entry (RFC 5545 section 3.8.7.4).
	Sequence int
	// Stamp is when this version was made. It becomes DTSTAMP; fractions of a second are dropped.
	Stamp time.Time
	// Written is the mail's Date; zero means Stamp.
	Written time.Time

	Times
	// Previous is the span before a move.
	Previous *Times
	// Proposed is the time that the recipient asked for and Asked the same in words, where it could not be placed; of
	// Refused.
	Proposed *Times
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
	// Reason says why the interview moved, was cancelled or stays, in words meant for this recipient.
	Reason string

	// Organizer is the recruiter that people may turn to.
	Organizer Person
	// From is the mailbox that SMTP signs in with. It is the mail's From and the entry's ORGANIZER; when the organiser
	// has another address, SENT-BY and Reply-To name it.
	From Person
	// Attendees are all people still invited, the candidate and this recipient among them. Withdrawn and Refused ignore it.
	Attendees []Attendee

	// Platform is the name of where they meet: Zoom, Phone, On site.
	Platform string
	// JoinURL is an https link; empty when the platform has none.
	JoinURL   string
	MeetingID string
	Passcode  string
	// Place is an address, Phone a number, for platforms without a link.
	Place string
	Phone string

	Files []Attachment

	// MessageID is the unique id of this mail, with or without angle brackets. The MIME boundaries derive from it.
	MessageID string
	// InReplyTo is the id of the previous mail to this recipient, References the ids of all of them, oldest first.
	InReplyTo  string
	References []string

	// Template is the source of what the mail says, "" for the words that come with the program, and Language is what
	// it is written in, as in the lang attribute of HTML.
	Template string
	Language string
	// EntryLanguage is that of the calendar entry, the same in every copy whatever the mails around them are written in:
	// calendars on one server share an entry, and people forward it. Empty means English.
	EntryLanguage string

	// ProductName is written into PRODID; empty means recruitty.
	ProductName string
}

// method is the iTIP method of the mail, or "" when it carries no calendar object.
func (e Event) method() string {
	switch e {
	case Invited, Moved:
		return methodRequest
	case Cancelled, Withdrawn:
		return methodCancel
	case Refused:
		return methodDecline
	}
	return ""
}

const (
	methodRequest = "REQUEST"
	methodCancel  = "CANCEL"
	methodDecline = "DECLINECOUNTER"
)
