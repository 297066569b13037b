package recruit

import (
	"context"
	"time"
)

// Inspector looks at what is at the meeting provider. Errors are of the second
// group of kinds, as a *Problem.
type Inspector interface {
	// Sight reads one meeting; ErrGone when it does not exist (any more).
	Sight(ctx context.Context, via Connection, id int64) (Sighting, error)
	// Sightings lists the upcoming meetings of a host, "" being the connected
	// user. No error means that the whole list was seen; with one comes what was
	// seen before it.
	Sightings(ctx context.Context, via Connection, host string) (Sightings, error)
	// Skew is how far the provider's clock is ahead of this machine's, as of the
	// last answer; false before there was one.
	Skew() (time.Duration, bool)
}

// Sighting is a meeting as the provider shows it. Fields that it left out are
// zero.
type Sighting struct {
	Meeting  Meeting
	Head     string // the first word of the agenda, where the reference stands
	Topic    string
	Start    time.Time
	Duration time.Duration
}

// Sightings are the meetings of a host as far as they could be seen.
type Sightings struct {
	Meetings []Sighting
	// Odd are entries of the provider's list that cannot be read and were passed
	// over, each in words, at most some dozens; OddCount is how many there are.
	Odd      []string
	OddCount int
}

// FindingKind says what is the matter.
type FindingKind string

// The kinds of finding.
const (
	FoundDisconnected FindingKind = "disconnected"  // the connection needs a new sign-in
	FoundNoScope      FindingKind = "scope_missing" // a permission was not granted
	FoundUnreachable  FindingKind = "unreachable"   // Zoom could not be asked
	FoundClock        FindingKind = "clock"         // this machine's clock is wrong
	FoundGone         FindingKind = "meeting_gone"
	FoundMoved        FindingKind = "meeting_moved"
	FoundRenamed      FindingKind = "meeting_renamed"
	FoundUnreadable   FindingKind = "meeting_unreadable"
	FoundLost         FindingKind = "meeting_found"   // at Zoom, though its creation was never confirmed
	FoundOrphan       FindingKind = "orphan"          // no interview owns the meeting
	FoundLeft         FindingKind = "left_connection" // its owner is not in the team any more
	FoundOldZones     FindingKind = "old_time_zones"
	FoundOddEntries   FindingKind = "list_unreadable"   // the list of a host, or entries of it
	FoundDamaged      FindingKind = "interview_damaged" // what is stored here cannot be read
	FoundNotCompared  FindingKind = "not_compared"      // there are too many interviews
)

// Severity says how much a finding matters.
type Severity string

// The severities.
const (
	Remark  Severity = "note"
	Caution Severity = "warning"
	Serious Severity = "problem"
)

// Repair is what one key does about a finding.
type Repair string

// The repairs. Reconnect is a sign-in, which only a screen can lead through.
const (
	NoRepair     Repair = ""
	Reconnect    Repair = "reconnect"
	RecreateIt   Repair = "recreate"
	AdoptIt      Repair = "adopt"
	MoveItBack   Repair = "move_back"
	DeleteOrphan Repair = "delete"
	EndAccess    Repair = "revoke"
)

// Finding is one thing that is not as it should be, and what can be done.
type Finding struct {
	Kind         FindingKind
	Severity     Severity
	ConnectionID ConnectionID
	InterviewID  InterviewID // 0 when it concerns none
	MeetingID    int64       // at the provider, 0 when it concerns none
	Sentence     string
	Repair       Repair
}
