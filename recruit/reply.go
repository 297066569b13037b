package recruit

import (
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
	// Fetched says that it came into the mailbox for answers, and not from somebody's file.
	Fetched bool
	Written time.Time // when the mail was; zero when it does not say
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

// IncomingKind says what a mail is that came about one of ours and is no answer
// of a calendar.
type IncomingKind string

// The kinds of incoming mail.
const (
	CameBack  IncomingKind = "came_back" // a mail server gave up delivering it (RFC 3464)
	IsDelayed IncomingKind = "delayed"   // a mail server still tries
	Wrote     IncomingKind = "wrote"     // a person replied in words
	IsAway    IncomingKind = "away"      // a program replied in their place (RFC 3834)
	IsSealed  IncomingKind = "sealed"    // something that only a mail program can open
)

// Incoming is a mail about one of ours.
type Incoming struct {
	Kind IncomingKind
	// About are the Message-IDs of which it may speak, surest first.
	About []string
	// ID is its own Message-ID: a copy of one of ours is no answer to it.
	ID      string
	From    string // address of its sender, "" when that cannot be read
	Subject string
	Words   string // why it came back, or what was written
	// Text is all that a person wrote, each line of it that they quote behind a ">"; at most
	// 64 KB.
	Text string
	// Thread are the Message-IDs that an answer to it names in its References, oldest first: at
	// most MaxThread, its own the last. There are none where its own cannot be named.
	Thread []string
	// Direct says that the first of About is the mail that it answers, and not only one of the
	// same thread.
	Direct bool
	// List says that it came over a mailing list.
	List bool
	// Unproved is as of Reply.
	Unproved bool
	// Fetched says that it came into the mailbox for answers, and not from someone's file.
	Fetched bool
	At      time.Time
}

// MaxThread bounds the Message-IDs of an email's thread.
const MaxThread = 10

// NotOurs says of a mail that it belongs to none that left from here.
const NotOurs = "This email is not about anything that was sent from here."
