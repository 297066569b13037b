package recruit

import (
	"time"
)

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
	At      time.Time
}

// NotOurs says of a mail that it belongs to none that left from here.
const NotOurs = "This mail is about nothing that was sent from here."
