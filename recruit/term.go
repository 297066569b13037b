package recruit

import (
	"context"
	"time"
)

// Field is something by which a list can be filtered. What each means in which list,
// and how it is written, says package filter.
type Field string

// The fields.
const (
	ByName      Field = "name"
	ByEmail     Field = "email"
	ByPhone     Field = "phone"
	ByTag       Field = "tag"
	ByStage     Field = "stage"
	ByJob       Field = "job"
	BySource    Field = "source"
	ByOwner     Field = "owner"
	ByZone      Field = "zone"
	ByPlace     Field = "location"
	ByHas       Field = "has"
	ByText      Field = "text"
	ByAdded     Field = "added"
	ByUpdated   Field = "updated"
	ByStart     Field = "start" // after:, before: and on:
	ByWeekday   Field = "day"
	ByWith      Field = "with"
	ByAnswer    Field = "answer"
	ByPlatform  Field = "platform"
	ByState     Field = "state"
	ByMine      Field = "mine"
	ByTitle     Field = "title"
	ByCandidate Field = "candidate"
	ByKind      Field = "kind"
	ByTo        Field = "to"
	ByFrom      Field = "from"
	ByRole      Field = "role"
	ByOwn       Field = "field" // of the workspace, or of the candidate alone
)

// The values of ByState of an interview that are no Status.
const (
	StateNeedsYou = "needs you" // something about it needs a person
	StateWaiting  = "waiting"   // something about it is on its way
	StateOver     = "over"      // it has ended, and nobody said how it was
)

// The values of ByHas.
const (
	HasResume    = "resume"
	HasFile      = "file"
	HasNote      = "note"
	HasEmail     = "email"
	HasPhone     = "phone"
	HasJob       = "job"
	HasInterview = "interview" // one that is scheduled and still ahead
)

// Term is one condition of a filter. Package filter reads it and holds it against
// what is at hand; the store holds it against what it keeps.
type Term struct {
	Field Field
	Not   bool `json:",omitempty"`
	// Any are the values of which one has to hold. A text is given as its folded words
	// with single spaces, each of which has to begin a word of what is looked at; a
	// choice by its own name.
	Any []string `json:",omitempty"`
	// From and To are the times of which a time has to be one, To not included; zero is
	// open.
	From, To time.Time `json:",omitzero"`
	// Member and Address are who ByMine is about.
	Member  MemberID `json:",omitempty"`
	Address string   `json:",omitempty"`
	// Named is the name of a field for ByOwn, and Compare how its values are to stand to
	// those of Any: "", which is any value, "=", "<", "<=", ">" or ">=". A number is given
	// as package fields keeps it, and with < and > a day as 2026-12-01.
	Named   string `json:",omitempty"`
	Compare string `json:",omitempty"`
	// Zone is where the days of ByWeekday begin.
	Zone string `json:",omitempty"`
	// Now is the moment at which something is over or ahead.
	Now time.Time `json:",omitzero"`
}

// In reports whether a time is one that the term asks for.
func (t Term) In(at time.Time) bool {
	return !at.IsZero() && (t.From.IsZero() || !at.Before(t.From)) && (t.To.IsZero() || at.Before(t.To))
}

// Vocabulary tells what filters may name.
type Vocabulary interface {
	// Vocabulary lists the titles of jobs, the stages and the members' names. What it
	// tells of jobs and stages is all there is.
	Vocabulary(ctx context.Context) (map[Field][]string, error)
}
