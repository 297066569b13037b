package recruit

import (
	"strings"
	"time"

	"recruitty/recruit/sanitize"
)

// Status is where an interview stands.
type Status string

// The states of an interview. All but the first are final.
const (
	Scheduled Status = "scheduled"
	Completed Status = "completed"
	NoShow    Status = "no_show"
	Cancelled Status = "cancelled"
)

// Words is the status in a sentence: "no show".
func (s Status) Words() string { return strings.ReplaceAll(string(s), "_", " ") }

// Platform is where an interview takes place.
type Platform string

// The platforms (R5). Only Zoom needs an account.
const (
	Zoom      Platform = "zoom"
	Phone     Platform = "phone"
	OnSite    Platform = "on_site"
	OtherLink Platform = "other_link"
)

// Platforms lists them in the order in which a form offers them.
func Platforms() []Platform { return []Platform{Zoom, Phone, OnSite, OtherLink} }

// Label is the platform's name on the screen.
func (p Platform) Label() string {
	//exhaustive:enforce
	switch p {
	case Zoom:
		return "Zoom"
	case Phone:
		return "Phone"
	case OnSite:
		return "On site"
	case OtherLink:
		return "Other link"
	}
	return string(p)
}

// Interview is one meeting with a candidate for one job, as it stands now.
type Interview struct {
	ID InterviewID
	// Version counts the changes that people made, from 1. Who changes an
	// interview says which version they saw.
	Version int
	// Revision counts every write to the record, those of the outbox too. The
	// store refuses a write that was decided on another revision.
	Revision int64
	// Reference is a short random mark that stands at the head of the Zoom
	// meeting's agenda, so that a meeting whose creation was not confirmed can
	// be found again.
	Reference string
	// UID names the event in every calendar, for ever (RFC 5545 3.8.4.7).
	UID string
	// Strays are answers to it of which nobody knows whose they are, oldest first.
	Strays []UnverifiedReply
	// Sequence is the calendar revision of the times that are in force (RFC
	// 5545 3.8.7.4). It rises only after the one before may have been sent.
	Sequence int

	CandidateID CandidateID
	JobID       JobID
	OrganiserID MemberID
	// OrganiserEntry says that the organiser wants it in their own calendar.
	OrganiserEntry bool

	Title        string
	Description  string        // read by everybody who is invited
	InternalNote string        // read by the panel only
	Start        time.Time     // UTC
	Duration     time.Duration // whole minutes
	TimeZone     string        // IANA zone in which the start was meant
	// WallStart is the wall time that was meant in TimeZone, "2006-01-02T15:04".
	// It is kept beside the instant because zone rules change.
	WallStart string

	Platform Platform
	Place    string   // phone number, address or link where Platform is not Zoom
	Meeting  *Meeting // at the provider, nil until it is confirmed to exist

	// Loop is shared by the interviews that were booked together, and LoopPlace is its
	// place among them, from 1, in the order of time then; "" and 0 for one that stands
	// alone.
	Loop      string
	LoopPlace int

	Status       Status
	CancelReason string
	ExternalID   string // see Job.ExternalID
	// ExternalSource is the system whose number ExternalID is.
	ExternalSource string
	CreatedAt      time.Time
	UpdatedAt      time.Time
	// Damage is what of the stored record cannot be understood, "" as a rule.
	Damage string
}

// End is when the interview ends, in UTC.
func (i Interview) End() time.Time { return i.Start.Add(i.Duration) }

// MeetingGone reports whether the meeting was seen not to be at Zoom any more.
func (i Interview) MeetingGone() bool { return i.Meeting != nil && !i.Meeting.GoneAt.IsZero() }

// JoinURL is the address at which people meet, "" when there is none (yet, or
// any more).
func (i Interview) JoinURL() string {
	switch {
	case i.Status == Cancelled, i.MeetingGone():
		return "" // it leads nowhere
	case i.Meeting != nil:
		return i.Meeting.JoinURL
	case i.Platform == OtherLink:
		return i.Place
	}
	return ""
}

// Meeting is what Zoom said it made. Its start_url is a secret of the host and
// never comes this far.
type Meeting struct {
	ID           int64
	JoinURL      string
	Passcode     string
	HostEmail    string
	ConnectionID ConnectionID // through which it was made
	GoneAt       time.Time    // when it was seen not to be there any more; zero while it is
}

// Audience says which words a person is told.
type Audience string

// The audiences.
const (
	ToCandidate Audience = "candidate"
	ToPanel     Audience = "panel"
	ToOrganiser Audience = "organiser" // who organises it and is not invited to it
)

// Answer is what an invited person said (RFC 5545 3.2.12).
type Answer string

// The answers.
const (
	NoAnswer  Answer = "needs-action"
	Accepted  Answer = "accepted"
	Declined  Answer = "declined"
	Tentative Answer = "tentative"
	Delegated Answer = "delegated" // someone else is to come instead
)

// Absent says that whoever answers so does not come.
func (a Answer) Absent() bool { return a == Declined || a == Delegated }

// Participant is a person who is invited: the candidate, members, and further
// addresses; or the organiser with a calendar entry of their own. Address
// identifies a participant within an interview.
type Participant struct {
	Address  string
	Name     string
	MemberID MemberID // 0 for the candidate and for other addresses
	Audience Audience
	TimeZone string // "" when not known
	Answer   Answer
	// LastMessageID is the Message-ID of the newest mail that may have reached
	// this person, for threading; "" when there was none.
	LastMessageID string
	RemovedAt     time.Time // zero while invited
	// InvitedAt is when the person was added to the interview; zero where that was not
	// noted: with the interview, as far as anybody knows.
	InvitedAt time.Time
	// Pool is the one for which the person was chosen, at PoolLevel; 0 for who was
	// asked for by name.
	Pool      PoolID
	PoolLevel string
	// PoolName is what the pool is called now; read only.
	PoolName string
	// TwelveHour says that the person reads 2:30 pm rather than 14:30. It is the
	// member's own setting as it is now.
	TwelveHour bool

	// Said is the newest answer that came, for the calendar revision
	// AnswerSequence; Answer is what it counts for the times in force. AnsweredAt
	// is zero as long as none came.
	Said           Answer
	AnswerSequence int
	AnsweredAt     time.Time
	AnswerNote     string    // what the person wrote with it
	AnswerMailed   time.Time // when the mail with it was written; zero when that is not known
	Proposed       Proposal  // another time that the person asked for
	Asked          string    // the same in words, where it cannot be placed
	Refused        time.Time // when that was refused; zero while it is open
	Delegate       string    // who is to come instead of a person who is Delegated, "" when nobody is named
	// Deputised are the answers of those who are to come instead.
	Deputised []DeputyAnswer
	// AnsweredBy is the address whose mail brought the answer when it was not the
	// person's own, "" otherwise.
	AnsweredBy string
	// Claim is an answer in the person's name that does not count, because nobody
	// vouches for whoever sent it.
	Claim UnverifiedReply
}

// Seat says that a participant is invited for a pool, at a level of it.
type Seat struct {
	Address string `json:"address"`
	Pool    PoolID `json:"pool"`
	Level   string `json:"level"`
}

// Seated is the participant with the seat that is theirs of all, if one is. Only members
// have one.
func (p Participant) Seated(all []Seat) Participant {
	for _, s := range all {
		if p.MemberID != 0 && sanitize.SameAddress(p.Address, s.Address) {
			p.Pool, p.PoolLevel = s.Pool, s.Level
		}
	}
	return p
}

// UnverifiedReply is an answer that does not count by itself: someone else sent it in a
// person's name, or it cannot be read or placed. It waits for a member to accept
// it; the zero value is none.
type UnverifiedReply struct {
	From     string // address of the mail that brought it
	Answer   Answer // NoAnswer when it only proposes a time, "" when it cannot be read
	Sequence int    // calendar revision that it is about
	At       time.Time
	Note     string
	Proposed Proposal
	Asked    string `json:",omitempty"` // as of Participant
	Delegate string `json:",omitempty"` // as of Participant
	// Deputised is as of Participant.
	Deputised []DeputyAnswer `json:",omitempty"`
	Mailed    time.Time      `json:",omitzero"` // when the mail was written
	// Kind is that of the mail where it is no calendar's answer, "" for an answer.
	Kind IncomingKind `json:",omitempty"`
	// Why says why it waits, as half a sentence; "" when only its sender is in doubt.
	Why string `json:",omitempty"`
	// Named is whom it names as the one who answers, where nobody who is invited
	// could be found.
	Named string `json:",omitempty"`
}

// DeputyAnswer is what someone answered whom an invited person sends instead.
type DeputyAnswer struct {
	Address string
	Answer  Answer
	At      time.Time
	Note    string `json:",omitempty"`
}

// Proposal is a time that an invited person would rather have; the zero value
// is none. Duration 0 leaves it as it is.
type Proposal struct {
	Start    time.Time // UTC
	Duration time.Duration
}

// VersionKind says what a version changed.
type VersionKind string

// The kinds of version.
const (
	WasScheduled   VersionKind = "scheduled"
	WasRescheduled VersionKind = "rescheduled"
	WasCancelled   VersionKind = "cancelled"
	WasCompleted   VersionKind = "completed"
	WasNoShow      VersionKind = "no_show"
	WasTakenOver   VersionKind = "taken_over"
	WasUndone      VersionKind = "undone"
	WasRelinked    VersionKind = "relinked"
	WasRegrouped   VersionKind = "regrouped" // other people are invited
	WasImported    VersionKind = "imported"  // as it was arranged elsewhere
	// WasRefused is a refusal of those whom a person sent instead. Only that person
	// is told, so its reason is for them alone.
	WasRefused VersionKind = "delegate_refused"
	// WasProposalRefused is a refusal of another time that a person asked for. Only that
	// person is told, so its reason is for them alone.
	WasProposalRefused VersionKind = "proposal_refused"
)

// outcome reports whether the kind says how an interview went.
func (k VersionKind) outcome() bool { return k == WasCompleted || k == WasNoShow }

// Words is the kind in a sentence.
func (k VersionKind) Words() string {
	if k == WasRegrouped {
		return "other people are invited"
	}
	return strings.ReplaceAll(string(k), "_", " ")
}

// Of is a change of the interview that is called so, as a sentence without its end: "Talk was
// rescheduled".
func (k VersionKind) Of(title string) string {
	switch k {
	case WasNoShow:
		return "Nobody came to " + title
	case WasCompleted:
		return title + " took place"
	case WasRegrouped:
		return "Other people were invited to " + title
	}
	return title + " was " + k.Words()
}

// Version is one numbered change of an interview, kept for ever.
type Version struct {
	Number   int
	Kind     VersionKind
	At       time.Time
	ByID     MemberID
	By       string
	Start    time.Time
	Duration time.Duration
	TimeZone string
	Sequence int
	Reason   string
	// UndoUntil is when its effects may leave; before that it can be taken back.
	UndoUntil time.Time
}

// InterviewSummary is an interview as lists show it.
type InterviewSummary struct {
	Interview
	CandidateName string
	JobTitle      string
	OrganiserName string
	// OrganiserEmail is the address of the member who organises it.
	OrganiserEmail string
	PanelNames     []string
	// CandidateEmail, Stage (of the candidate in the job) and People, the
	// candidate among them, are what a list is searched by.
	CandidateEmail, Stage string
	CandidateZone         string // the candidate's time zone, "" where it is not known
	People                []Invitee
	// NeedAttention counts effects that wait for a person (Effect.NeedsAttention); Waiting
	// counts those that are on their way.
	NeedAttention, Waiting int
}

// InterviewFilter chooses interviews, ordered by start.
type InterviewFilter struct {
	From, To    time.Time // start in [From, To); zero is open
	CandidateID CandidateID
	JobID       JobID
	OrganiserID MemberID
	MemberID    MemberID       // organiser or participant
	Address     string         // with this participant
	Loop        string         // of this loop
	Status      Status         // "" for any
	Query       string         // part of title, candidate or job
	Where       []Term         // that all hold, as package filter reads them
	After       InterviewPlace // only what stands behind it in the list
	Brief       bool           // without description, note and what strangers wrote, for long lists; not to be saved again
	// Sketch reads of each interview only what a week draws: its ids, version, title, times
	// and status, damage and open effects, the names of candidate, job and organiser, and who
	// is invited. It goes before Brief.
	Sketch bool
	Limit  int // 0 means 500
}

// InterviewPlace is a place in the list of interviews; the zero one is its
// beginning.
type InterviewPlace struct {
	Start time.Time
	ID    InterviewID
}
