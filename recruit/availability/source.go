package availability

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// SourceID names a source, CalendarID a calendar of one.
type (
	SourceID   int64
	CalendarID int64
)

// Source is an account or an address through which calendars are read. Its credentials
// are sealed in the store and are no part of it.
type Source struct {
	ID      SourceID
	OwnerID recruit.MemberID // whose it is; 0 means that it serves the whole workspace
	Kind    busy.Kind
	Account string // who is signed in, "" where nobody is
	Server  string // the host that is asked, "" where the kind says it
	Titles  bool   // see busy.Access
	Whole   bool   // see busy.Access
	// Everyone says that its calendars follow the team: those of all its members, under
	// their e-mail addresses.
	Everyone bool
	State    recruit.ConnectionState
	// Trouble is why a reconnect is needed, or why the last attempt to read it went
	// wrong, in one sentence; "" while all is well.
	Trouble  string
	Failures int       // attempts in a row that went wrong
	Since    time.Time // when it was connected
	ReadAt   time.Time // when the last reading that went right began, zero before the first
	DueAt    time.Time // when it is to be read again
	// Calendars are those that are read through it, by id.
	Calendars []Calendar
}

// Calendar is one calendar of one member.
type Calendar struct {
	ID       CalendarID
	MemberID recruit.MemberID
	Name     string // see busy.Calendar
	// From and To bound what was read of it; zero before the first reading.
	From, To time.Time
	ReadAt   time.Time // when the reading that is kept began
	// Trouble is why the last attempt to read it went wrong, in one sentence. What was
	// read before is kept, and gets older.
	Trouble string
	Doubts  []string // what of it was not understood
	// Cursor makes the next reading a shorter one, if that has the same Basis.
	Cursor, Basis string
}

// Label names the source for people.
func (s Source) Label() string {
	label := s.Kind.Label()
	switch {
	case s.Account != "" && s.Server != "":
		return label + " (" + s.Account + " at " + s.Server + ")"
	case s.Account != "":
		return label + " (" + s.Account + ")"
	case s.Server != "":
		return label + " (" + s.Server + ")"
	}
	return label
}

// Of lists the members whose calendars are read through it, each once.
func (s Source) Of() []recruit.MemberID {
	var all []recruit.MemberID
	for _, c := range s.Calendars {
		if !slices.Contains(all, c.MemberID) {
			all = append(all, c.MemberID)
		}
	}
	return all
}

// Story says in words how the source stands; moment writes a time.
func (s Source) Story(moment func(time.Time) string) string {
	switch {
	case s.State == recruit.Revoking:
		return "Its owner has left the team; the access is being revoked."
	case s.State == recruit.ReauthRequired:
		return "Reconnect: " + s.Trouble
	case s.Trouble != "" && s.ReadAt.IsZero():
		return "Never read: " + s.Trouble
	case s.Trouble != "":
		return "Last read " + moment(s.ReadAt) + ". " + s.Trouble
	case s.ReadAt.IsZero():
		return "Not read yet."
	}
	var ailing []string
	for _, c := range s.Calendars {
		if c.Trouble != "" {
			ailing = append(ailing, c.Trouble)
		}
	}
	words := "Last read " + moment(s.ReadAt) + "."
	switch len(ailing) {
	case 0:
		return words
	case 1:
		return words + " " + ailing[0]
	}
	return fmt.Sprintf("%s %d of its %d calendars cannot be read. %s", words, len(ailing), len(s.Calendars), ailing[0])
}

// Credentials open a source. They print as nothing.
type Credentials struct {
	URL, User, Password string
	Tokens              recruit.Tokens
	// Key is an administrator's own for a whole tenant: what a service account of
	// Google was given.
	Key string
}

// String hides the credentials from every log and message.
func (Credentials) String() string { return "(credentials)" }

// GoString hides the credentials from %#v.
func (Credentials) GoString() string { return "(credentials)" }

// MarshalJSON hides the credentials from every JSON output.
func (Credentials) MarshalJSON() ([]byte, error) { return []byte(`"(credentials)"`), nil }

// Entry is an interval of a calendar and since when it is known.
type Entry struct {
	busy.Interval
	// Since is when the reading began in which it was seen first with these times and
	// state.
	Since time.Time
}

// SameAccount reports whether a source is the same one for its owner, so that
// connecting it again renews it.
func (s Source) SameAccount(other Source) bool {
	return s.OwnerID == other.OwnerID && s.Kind == other.Kind && s.Whole == other.Whole && strings.EqualFold(s.Account, other.Account) && strings.EqualFold(s.Server, other.Server)
}

// GivesUIDs reports whether readings of the source tell entries by their UIDs, so that those of
// this workspace are left out already; others only say when somebody is busy.
func (s Source) GivesUIDs() bool {
	return s.Kind == busy.Feed || s.Kind == busy.CalDAV && s.OwnerID != 0 || s.Kind == busy.Google && s.Titles
}
