package availability

import (
	"context"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
)

// Store keeps sources, what was read through them, and hours. Who sees a part of the
// workspace finds in it what is their own.
type Store interface {
	Member(ctx context.Context, id recruit.MemberID) (recruit.Member, error)
	Members(ctx context.Context, removed bool) ([]recruit.Member, error)
	Log(ctx context.Context, a recruit.Activity) error
	recruit.SettingsStore
	SourceStore
	ReadingStore
	HoursStore
}

// SourceStore keeps sources with their credentials, which stay sealed inside.
type SourceStore interface {
	// Sources lists all with their calendars, those of the workspace first.
	Sources(ctx context.Context) ([]Source, error)
	Source(ctx context.Context, id SourceID) (Source, error)
	// SaveSource adds (ID 0) a source or replaces it with its calendars: those that
	// stay keep what was read of them, what is gone is wiped. nil credentials stay as
	// they are. It is due at DueAt.
	SaveSource(ctx context.Context, s Source, c *Credentials, log recruit.Activity) (Source, error)
	// SetCalendars replaces the calendars of a source as SaveSource does.
	SetCalendars(ctx context.Context, id SourceID, all []Calendar) (Source, error)
	// DeleteSource wipes a source, its credentials and all that was read through it.
	DeleteSource(ctx context.Context, id SourceID, log recruit.Activity) error
	// Credentials returns what opens a source.
	Credentials(ctx context.Context, id SourceID) (Credentials, error)
	// RenewCredentials stores renewed in place of was; false means that something else
	// is stored by now, and stays.
	RenewCredentials(ctx context.Context, id SourceID, was, renewed Credentials) (bool, error)
	// RefuseCredentials notes that was is not accepted any more, and why; false as
	// above. What was noted already is not logged again.
	RefuseCredentials(ctx context.Context, id SourceID, was Credentials, trouble string, log recruit.Activity) (bool, error)
	// LeaseRenewal gives owner alone, across processes, the right to renew a source's
	// credentials until then, and ReleaseRenewal gives it back.
	LeaseRenewal(ctx context.Context, id SourceID, owner string, until time.Time) (bool, error)
	ReleaseRenewal(ctx context.Context, id SourceID, owner string) error
}

// ReadingStore keeps what was read of calendars.
type ReadingStore interface {
	// ClaimDue returns the sources that are due at now. Nobody else, in no process, gets
	// them before until.
	ClaimDue(ctx context.Context, now, until time.Time) ([]Source, error)
	// Entries returns what is kept of calendars, with its refs. One of which it cannot be
	// understood any more is missing.
	Entries(ctx context.Context, of []CalendarID) (map[CalendarID][]Entry, error)
	// KeepReading stores what a reading of a source came to.
	KeepReading(ctx context.Context, k Kept) error
	// Reread makes every source due now and forgets all cursors, because titles are to
	// be judged anew.
	Reread(ctx context.Context, now time.Time) error
	// Times returns what is known of people's time, in one consistent view.
	Times(ctx context.Context, q TimesQuery) (Times, error)
	// InterviewUIDs lists the calendar UIDs of the interviews that are scheduled and
	// begin in the window.
	InterviewUIDs(ctx context.Context, from, to time.Time) ([]string, error)
}

// HoursStore keeps the hours that members have set; the workspace's are a setting.
type HoursStore interface {
	// MemberHours returns a member's rules and their version, 0 before any were set.
	MemberHours(ctx context.Context, id recruit.MemberID) (hours.Rules, int, error)
	// SaveMemberHours replaces them; version must be the stored one, else ErrStale.
	SaveMemberHours(ctx context.Context, id recruit.MemberID, r hours.Rules, version int, log recruit.Activity) error
	// NoteWorkspaceHours keeps hours of the workspace that held until a moment; see
	// Times.Past. Those of members are kept by SaveMemberHours, until log.At.
	NoteWorkspaceHours(ctx context.Context, r hours.Rules, until time.Time) error
}

// Kept is what one reading of a source came to.
type Kept struct {
	Source   SourceID
	Began    time.Time // when the reading began
	DueAt    time.Time // when the source is to be read again
	Trouble  string    // of the whole source; then Calendars is empty
	Failures int
	// Calendars are those that were asked for.
	Calendars []KeptCalendar
	// Seen says that someone who looks at the times or the source sees a change.
	Seen bool
}

// KeptCalendar is what the reading of one calendar came to. A reading that began
// before the one that is stored is dropped.
type KeptCalendar struct {
	// Calendar holds the new state; its ReadAt is zero where it could not be read, and
	// then what was read before stays with all that belongs to it but Trouble.
	Calendar Calendar
	// Entries replace those that are kept, unless Same says that they are these.
	Entries []Entry
	Same    bool
	// Delta says that Entries was worked out from what was kept with the cursor Was: if
	// something else is kept by now, the reading is dropped.
	Delta bool
	Was   string
	// Anew says that the cursor is of no use any more.
	Anew bool
}

// TimesQuery says whose times are asked for.
type TimesQuery struct {
	Members []recruit.MemberID
	// From and To bound the entries of calendars.
	From, To time.Time
	// BookedFrom and BookedTo bound the interviews.
	BookedFrom, BookedTo time.Time
	Past                 bool // also the hours of before
	Undated              bool // without Booking.Decided
	// HeldAt is the moment at which hours are held that are asked for, within From and To;
	// zero asks for none.
	HeldAt time.Time
}

// Times is what is stored about people's time.
type Times struct {
	Layers map[recruit.MemberID][]Layer
	Booked map[recruit.MemberID][]Booking
	Held   map[recruit.MemberID][]Held
	Rules  map[recruit.MemberID]hours.Rules
	// Past are the hours that were changed since, oldest first; those of the workspace
	// stand under 0. Of each as many as are kept.
	Past map[recruit.MemberID][]PastRules
}

// PastRules are hours that held until a moment.
type PastRules struct {
	Until time.Time
	Rules hours.Rules
}

// Layer is what one calendar says about its owner's time.
type Layer struct {
	Source   SourceID
	Label    string // of the source, see Source.Label
	Shared   bool   // it is read through a connection of the workspace
	Calendar CalendarID
	From, To time.Time // what was read; zero before the first reading
	ReadAt   time.Time
	Trouble  string // why it could not be read the last time, "" when it could
	UIDs     bool   // see Source.GivesUIDs
	// Entries are in order by start; those that a source does not name apart may stand
	// for several entries in a row.
	Entries []LayerEntry
}

// LayerEntry is an entry of a layer. A team has tens of thousands of them at once, so that
// its times are kept in seconds since 1970: that takes a third of the memory, in which
// there are no pointers to be followed.
type LayerEntry struct {
	start, since int64
	length       uint32
	State        busy.State
	// Named says that it is one entry, and not a block in which a source joined several.
	Named bool
}

// LayerEntryAt makes one that lasts for so many seconds from start on. start and since are
// in seconds since 1970.
func LayerEntryAt(start int64, length uint32, since int64, state busy.State, named bool) LayerEntry {
	return LayerEntry{start: start, since: since, length: length, State: state, Named: named}
}

// Start is when it begins, in UTC.
func (e LayerEntry) Start() time.Time { return time.Unix(e.start, 0).UTC() }

// End is when it ends, in UTC.
func (e LayerEntry) End() time.Time { return time.Unix(e.start+int64(e.length), 0).UTC() }

// Since is when it was seen first, in UTC; see Entry.
func (e LayerEntry) Since() time.Time { return time.Unix(e.since, 0).UTC() }

// Booking is an interview in which a member takes part.
type Booking struct {
	Interview  recruit.InterviewID
	Start, End time.Time
	// Decided is when the times that are in force were decided, or the member was invited
	// to them, whichever came later: what was there by then someone has accepted.
	Decided   time.Time
	Scheduled bool // and not over yet: not completed or a no-show
}

// Authoriser signs in to calendars of Google and Microsoft. Errors are of the second
// group of kinds, as a *recruit.Problem.
type Authoriser interface {
	// Begin starts a sign-in in a browser; with titles it asks to read entries and not
	// only when someone is busy. local listens for the browser's return.
	Begin(ctx context.Context, kind busy.Kind, app recruit.MailApp, titles, local bool) (recruit.SignIn, error)
	// BeginDevice starts a sign-in by a code; ErrUnsupported where the provider does not
	// let calendars be read by it.
	BeginDevice(ctx context.Context, kind busy.Kind, app recruit.MailApp, titles bool) (recruit.DeviceSignIn, error)
	// Renew trades the refresh token for a new pair. ErrReconnect says that it is dead.
	Renew(ctx context.Context, kind busy.Kind, app recruit.MailApp, t recruit.Tokens) (recruit.Tokens, error)
	// Whole returns tokens, of which there is no refresh token, that reach a whole
	// tenant without a person: with the key of a service account of Google, in the name
	// of user, or with Microsoft's app itself. ErrReconnect says that they are not
	// given any more.
	Whole(ctx context.Context, kind busy.Kind, app recruit.MailApp, key, user string, titles bool) (recruit.Tokens, error)
	// Revoke takes the access back; nil means confirmed, ErrUnsupported that the
	// provider offers no way.
	Revoke(ctx context.Context, kind busy.Kind, app recruit.MailApp, t recruit.Tokens) error
	// Permissions are those that a sign-in asks for, with their reasons.
	Permissions(kind busy.Kind, titles bool) []recruit.Permission
}

// Found is a calendar that an account can read.
type Found struct {
	Name string // as its owner calls it
	URL  string // by which it is read, see busy.Calendar
	Own  bool   // it belongs to the person who signed in
	// Counts says that its entries are meant to count as busy.
	Counts bool
}

// Finder lists the calendars of a CalDAV account. Errors are *recruit.Problem.
type Finder func(ctx context.Context, via busy.Access) ([]Found, error)
