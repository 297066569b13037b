package busy

import (
	"context"
	"time"
)

// Kind is a kind of source that calendars are read from.
type Kind string

// The kinds of source.
const (
	Google    Kind = "google"
	Microsoft Kind = "microsoft"
	CalDAV    Kind = "caldav"
	Feed      Kind = "ics" // an address at which a calendar is published as iCalendar
)

// Kinds lists them in the order in which a form offers them.
func Kinds() []Kind { return []Kind{Google, Microsoft, CalDAV, Feed} }

// Label is the kind's name on the screen.
func (k Kind) Label() string {
	//exhaustive:enforce
	switch k {
	case Google:
		return "Google"
	case Microsoft:
		return "Microsoft 365"
	case CalDAV:
		return "CalDAV"
	case Feed:
		return "Published calendar"
	}
	return string(k)
}

// Access is how a source is reached. Which fields are filled depends on the kind.
type Access struct {
	Kind     Kind
	URL      string // of the CalDAV server; the published calendar's own
	User     string // CalDAV; the account that signed in; see Whole
	Password string // CalDAV; secret
	Token    string // Google and Microsoft: a fresh access token; secret
	// Titles says that the grant lets entries be read and not only when someone is
	// busy, so that their titles can be judged (Google; Microsoft answers with what it
	// may).
	Titles bool
	// Whole says that an administrator granted it for everybody, so that no person
	// stands behind Token. User is in whose name calendars are read then, "" for that
	// of the first calendar (Microsoft).
	Whole bool
}

// Calendar is one calendar to be read.
type Calendar struct {
	// Name is how the source knows it: someone's e-mail address at Google and
	// Microsoft and for colleagues at a CalDAV server, a collection's URL there, and ""
	// for a published calendar, whose address is its access.
	Name string
	// Owner is the e-mail address of the person whose calendar it is, by which their
	// own PARTSTAT is found.
	Owner string
	// Zone is the owner's, for times that name none (RFC 5545, 3.3.5). Never nil.
	Zone *time.Location
	// Cursor is what the last reading of it returned, if that covered the same window;
	// "" reads everything.
	Cursor string
}

// Query says what to read.
type Query struct {
	Calendars []Calendar
	From, To  time.Time // UTC
	Words     Words
	// Ours reports whether the entry with a UID is an interview of this workspace,
	// which is known without any calendar and must not clash with itself. nil means
	// that none is.
	Ours func(uid string) bool
}

// Reading is what was read of one calendar.
type Reading struct {
	// From and To bound what was read: outside of it nothing is known. A source that
	// can only answer for a part returns that part.
	From, To time.Time
	// Intervals are those that are not free; an entry of which the times cannot be
	// understood is Unknown for as long as it may last.
	Intervals []Interval
	// Delta says that only what changed since Cursor was read: the intervals of
	// entries in Gone and of those that Intervals names are to be replaced.
	Delta bool
	Gone  []string // Refs of entries that are no more
	// Cursor makes the next reading a shorter one, "" where the source offers none.
	Cursor string
	// NotModified says that nothing changed since Cursor: everything known stays so.
	NotModified bool
	// Doubts are sentences about what of the calendar was not understood (R17), with
	// no word of a title in them. At most ten.
	Doubts []string
	// Err says why this calendar could not be read, as a *recruit.Problem; everything
	// in it is Unknown then.
	Err error
}

// Reader reads calendars of one kind.
type Reader interface {
	// Read returns one reading for each calendar, in their order. An error is about
	// the whole source (its sign-in, its server): then there are no readings.
	Read(ctx context.Context, via Access, q Query) ([]Reading, error)
}
