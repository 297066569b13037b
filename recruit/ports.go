package recruit

import (
	"context"
	"io"
	"time"
)

// Members keeps the team.
type Members interface {
	Member(ctx context.Context, id MemberID) (Member, error)
	MemberByEmail(ctx context.Context, email string) (Member, error)
	// Members lists the team by name; with removed, those who left too.
	Members(ctx context.Context, removed bool) ([]Member, error)
	// MembersByKey lists those of the team who have this SSH key, in the format of
	// authorized_keys without a comment.
	MembersByKey(ctx context.Context, key string) ([]Member, error)
	// SaveMember adds (ID 0) or changes a member. Version must be the stored
	// one, else ErrStale; an e-mail in use is ErrDuplicate.
	SaveMember(ctx context.Context, m Member, log Activity) (Member, error)
}

// Jobs keeps the jobs and their documents.
type Jobs interface {
	Job(ctx context.Context, id JobID) (Job, error)
	Jobs(ctx context.Context, f JobFilter) ([]JobSummary, error)
	SaveJob(ctx context.Context, j Job, log Activity) (Job, error)
	JobFiles(ctx context.Context, id JobID) ([]File, error)
	AddJobFile(ctx context.Context, id JobID, f File, log Activity) error
	// RemoveJobFile takes a document away (ErrNotFound when the job does not have
	// it) and wipes its content unless someone else has the same one.
	RemoveJobFile(ctx context.Context, id JobID, f File, wipe bool, log Activity) error
}

// Candidates keeps candidates and their links to jobs.
type Candidates interface {
	Candidate(ctx context.Context, id CandidateID) (Candidate, error)
	CandidateByEmail(ctx context.Context, email string) (Candidate, error)
	Profile(ctx context.Context, id CandidateID) (Profile, error)
	CandidatePage(ctx context.Context, f CandidateFilter) (CandidatePage, error)
	FilesRead(ctx context.Context) (FilesRead, error) // for the search
	// StageCounts says how many linked candidates stand in each stage of a job.
	StageCounts(ctx context.Context, id JobID) (map[string]int, error)
	SaveCandidate(ctx context.Context, c Candidate, log Activity) (Candidate, error)
	// SaveApplication links (ID 0) or moves a candidate; a second link to the same job is ErrDuplicate.
	SaveApplication(ctx context.Context, a Application, log Activity) (Application, error)
	// RemoveApplication unlinks a candidate; ErrStale when the link was changed since.
	RemoveApplication(ctx context.Context, a Application, log Activity) error
	AddCandidateFile(ctx context.Context, id CandidateID, f File, log Activity) error
	// RemoveCandidateFile is like Jobs.RemoveJobFile.
	RemoveCandidateFile(ctx context.Context, id CandidateID, f File, wipe bool, log Activity) error
	AddNote(ctx context.Context, n Note, log Activity) (Note, error)
	// ChangeNote stores another text of a note, and RemoveNote removes it; both
	// are ErrStale when its text is not seen, or n.Text, any more.
	ChangeNote(ctx context.Context, n Note, seen string, log Activity) (Note, error)
	RemoveNote(ctx context.Context, n Note, log Activity) error
	// EraseCandidate overwrites the person's data everywhere, names in the
	// activity log, versions, mails and files included, and keeps the counts.
	EraseCandidate(ctx context.Context, id CandidateID, at time.Time, log Activity) (Traces, error)
	// Wipe removes the bytes of what was deleted from the database's files.
	Wipe(ctx context.Context) error
}

// Interviews keeps interviews with all that belongs to them.
type Interviews interface {
	Record(ctx context.Context, id InterviewID) (Record, error)
	// Commit writes a change; the record comes back as it is stored then.
	Commit(ctx context.Context, c Commit) (Record, error)
	Interviews(ctx context.Context, f InterviewFilter) ([]InterviewSummary, error)
}

// InterviewFinder finds an interview by the name of its calendar entry.
type InterviewFinder interface {
	InterviewByUID(ctx context.Context, uid string) (InterviewID, error)
	// InterviewByMessageID finds it by a mail that was written for it.
	InterviewByMessageID(ctx context.Context, id string) (InterviewID, error)
}

// Files keeps documents by their content.
type Files interface {
	// PutFile stores what r yields, at most limit bytes (else ErrInvalid), and
	// returns it with digest, size and sniffed content type.
	PutFile(ctx context.Context, name string, r io.Reader, limit int64) (File, error)
	// FileContent returns the bytes of a stored file.
	FileContent(ctx context.Context, sha256 string) ([]byte, error)
	FileText(ctx context.Context, sha256 string) (FileText, error) // as far as it was read for the search
}

// ActivityLog reads the log; lines are added by what they report, in the same
// transaction.
type ActivityLog interface {
	Activities(ctx context.Context, f ActivityFilter) ([]Activity, error)
	Log(ctx context.Context, a Activity) error
}

// Connections keeps provider accounts; their tokens stay sealed inside.
type Connections interface {
	Connection(ctx context.Context, id ConnectionID) (Connection, error)
	// ConnectionOf returns the one whose owner is exactly owner; 0 asks for the
	// workspace's own. ErrNotFound when there is none.
	ConnectionOf(ctx context.Context, owner MemberID) (Connection, error)
	Connections(ctx context.Context) ([]Connection, error)
	// SaveConnection adds or replaces the owner's connection together with its
	// tokens.
	SaveConnection(ctx context.Context, c Connection, t Tokens, log Activity) (Connection, error)
	// SetConnectionState changes state, trouble, plan, account data and keeper only.
	SetConnectionState(ctx context.Context, c Connection, log *Activity) error
	// DeleteConnection wipes the connection and its tokens.
	DeleteConnection(ctx context.Context, id ConnectionID, log Activity) error
}

// SettingsStore keeps the workspace's settings by key. Secret ones are sealed.
type SettingsStore interface {
	Setting(ctx context.Context, key string) (string, error) // "" when never set
	SetSetting(ctx context.Context, key, value string) error
	Secret(ctx context.Context, key string) (string, error)
	SetSecret(ctx context.Context, key, value string) error
}

// QuotaCounter counts the meetings that were created or changed for a host on a
// day in UTC, of which Zoom allows CallsPerDay.
type QuotaCounter interface {
	AddCalls(ctx context.Context, host string, at time.Time, n int) error
	Calls(ctx context.Context, host string, at time.Time) (int, error)
}

// Meetings is what the outbox asks of a meeting provider. Errors are of the
// second group of kinds, as a *Problem.
type Meetings interface {
	CreateMeeting(ctx context.Context, via Connection, d MeetingDraft) (Meeting, error)
	// FindMeeting looks for the meeting whose agenda begins with reference.
	// ErrGone says for certain that there is none; ErrScope that it may not
	// look.
	FindMeeting(ctx context.Context, via Connection, d MeetingDraft) (Meeting, error)
	// UpdateMeeting changes start, duration and zone only, and reads back.
	UpdateMeeting(ctx context.Context, via Connection, id int64, d MeetingDraft) error
	// DeleteMeeting removes it; one that is gone already is no error.
	DeleteMeeting(ctx context.Context, via Connection, id int64) error
}

// MeetingDraft is what Zoom is told of an interview.
type MeetingDraft struct {
	Host      string // "" for the connected user, else a Zoom user's e-mail
	Reference string // stands at the head of the agenda
	Topic     string
	Agenda    string
	Start     time.Time // UTC
	Duration  time.Duration
	TimeZone  string
	// Since is when the first attempt began, for looking it up again.
	Since time.Time
}

// SignIn is one authorisation under way. Its verifier and state never leave it.
type SignIn interface {
	// URL is the provider's own page, to be opened in any browser.
	URL() string
	// Wait returns when the browser came back to this machine, or ctx ended.
	Wait(ctx context.Context) (Grant, error)
	// Paste takes the address on which a browser elsewhere ended, or the code.
	Paste(ctx context.Context, text string) (Grant, error)
	// Close stops listening.
	Close() error
}

// Grant is what an authorisation gave.
type Grant struct {
	Tokens Tokens
	Scopes []string // nil when the provider named none
	// Address is the e-mail address of who granted it, "" when the provider did
	// not say.
	Address string
	// AccountWide says that it reaches every user of the account, as an
	// administrator's app does.
	AccountWide bool
}

// DeviceCode is what a person types at the provider's page on any device (RFC
// 8628 3.2).
type DeviceCode struct {
	UserCode string
	// VerificationURI is where it is typed; Complete holds the code already, for
	// a link or a QR code, and may be empty.
	VerificationURI string
	Complete        string
	Interval        time.Duration // between two questions to the provider
	Expiry          time.Time
}

// DeviceSignIn is an authorisation by a code.
type DeviceSignIn interface {
	Code() DeviceCode
	// Wait asks the provider, as slowly as it wants, until the person has
	// decided, the code has expired (ErrRejected) or ctx ended.
	Wait(ctx context.Context) (Grant, error)
}

// Authorizer makes connections and ends them.
type Authorizer interface {
	// Begin starts an authorisation; local listens on 127.0.0.1 for the
	// browser's return.
	Begin(ctx context.Context, local bool) (SignIn, error)
	// BeginDevice starts an authorisation by a code; ErrUnsupported when the
	// registered app may not, and then pasting is the way.
	BeginDevice(ctx context.Context) (DeviceSignIn, error)
	// ServerToServer asks for access to a whole account with an administrator's
	// app, the registered one when app is empty, and says which account it is.
	ServerToServer(ctx context.Context, app ZoomApp) (Grant, Account, error)
	// Account says who granted access.
	Account(ctx context.Context, g Grant) (Account, error)
	// User looks up a user of the connection's account by e-mail; ErrUnknownUser
	// when there is none.
	User(ctx context.Context, via Connection, email string) (Account, error)
	// Revoke takes the access back at the provider; nil means confirmed.
	Revoke(ctx context.Context, c Connection) error
	// RevokeGrant takes a grant back of which no connection was made; nil means
	// confirmed.
	RevokeGrant(ctx context.Context, g Grant) error
	// Permissions lists the permissions (R3); Missing those not among granted.
	Permissions() []Permission
	Missing(granted []string) []Permission
	// Configured is nil when a client id is known, else ErrNotSetUp.
	Configured(ctx context.Context) error
}

// MailRequest is everything one mail about an interview says, for one reader.
type MailRequest struct {
	Kind      EffectKind
	Record    Record
	To        Participant
	Sequence  int
	Stamp     time.Time // DTSTAMP
	Written   time.Time // Date of the mail; zero means Stamp
	MessageID string
	InReplyTo string
	// References are the Message-IDs of all mails before to this person, oldest
	// first (RFC 5322 3.6.4).
	References []string
	From       Mailbox
	Previous   *Version // the times before, for MailUpdate
	Files      []MailFile
	Workspace  string // the company's name
	// Guide is the interview guide and Form are the lines of a scorecard to fill in, "" for
	// none. Neither is ever told to a candidate.
	Guide, Form string
}

// MailFile is a file with its bytes.
type MailFile struct {
	File
	Content []byte
}

// Mailbox is a name with an address.
type Mailbox struct{ Name, Address string }

// Mailer writes mails and hands them over. Errors of Send are of the second
// group of kinds, as a *Problem.
type Mailer interface {
	TemplateRenderer
	LetterWriter
	// From is the mailbox that mails come from; ErrNotSetUp without one.
	From(ctx context.Context) (Mailbox, error)
	// Compose writes the whole message, ready to be sent.
	Compose(ctx context.Context, l MailRequest) ([]byte, error)
	// Show writes what the message says, to be read before it is decided on. Its plain text
	// has lines of so many columns; 0 means those of the mail.
	Show(ctx context.Context, l MailRequest, columns int) (TemplatePreview, error)
	// Send hands message over to the mail server. nil means that the server
	// has taken it; ErrLost that nobody knows.
	Send(ctx context.Context, from, to string, message []byte) error
	// Check says what is wrong with mail settings before they are saved, and
	// Describe shows an address of a mail server without its password.
	Check(url, from string) error
	Describe(url string) string
	// CalendarFile writes interviews as a calendar file for one's own calendar. One
	// that cannot be written is left out, and left says why.
	CalendarFile(records []Record) (file []byte, left []LeftOut, err error)
	// ReadReplies reads the answers in a calendar file or a whole mail; what
	// holds none is ErrInvalid.
	ReadReplies(content []byte) ([]Reply, error)
	// Collect hands the answers in the mailbox at url that lie behind the progress
	// so far to take, which reports whether they are ours; only those are marked as
	// read. It returns the progress for the next time, as far as it came. A message
	// that cannot be read is passed over and named in it.
	Collect(ctx context.Context, url string, from InboxProgress, take func(Reply) (ours bool, err error)) (InboxProgress, error)
	// Await returns nil when the mailbox at url holds something behind mark, or
	// when ctx ends; ErrUnsupported when its server says nothing by itself.
	Await(ctx context.Context, url, mark string) error
	// CheckInbox says what is wrong with the address of a mailbox, and how it is
	// shown without its password.
	CheckInbox(url string) (shown string, err error)
	// Learn connects to the mail server and hears what it offers; nothing is sent.
	Learn(ctx context.Context) error
	// Test tries the whole way to the mailbox to and says each step.
	Test(ctx context.Context, to string, step func(name string, err error)) error
}

// MailSummary is one line of a list of mails. Its texts are safe to show in a
// terminal.
type MailSummary struct {
	ID       int    // counts from 1 in the order of arrival
	From, To string // the envelope's addresses
	Subject  string
	Date     time.Time // as the mail says; zero when it says nothing readable
	// Method and Sequence are those of the calendar object, "" without one.
	Method, Sequence string
}

// SentMail is a mail that was sent, taken apart for reading. Its texts are safe to
// show in a terminal.
type SentMail struct {
	MailSummary
	Text, HTML, Calendar string
	Files                []string // the names of the attachments
}

// Clock tells the time.
type Clock func() time.Time

// Store is everything recruitty keeps. Services ask for the part they use.
type Store interface {
	Members
	Jobs
	Candidates
	Interviews
	InterviewFinder
	Files
	ActivityLog
	Past
	Connections
	SettingsStore
	DraftCounter
	DamageFinder
	QuotaCounter
	Vocabulary
	EffectQueue
	EffectCounts
	Letters
	Sizer
	// VisibleTo is the part of it that a member may read. What is hidden looks as
	// what is not there.
	VisibleTo(m Member) Store
}

// EffectQueue is what the outbox asks of the store besides Interviews.
type EffectQueue interface {
	// DueInterviews lists interviews that have an effect to run at now, longest
	// due first: one that is waiting or unknown and due, or running with a
	// lease that has ended. Mails behind an unfinished Zoom effect of the same
	// interview do not count, withdrawals and refusals excepted, nor does a sheet behind
	// one of its loop.
	DueInterviews(ctx context.Context, now time.Time, limit int) ([]InterviewID, error)
	// OpenEffects lists everything that is not done, oldest first, all or those
	// of one interview.
	OpenEffects(ctx context.Context, id InterviewID) ([]OpenEffect, error)
	// ExtendLease lets a running effect's owner go on; ErrStale when it is not
	// the owner any more. It raises the revision: whoever has read that the lease
	// ended must not take over.
	ExtendLease(ctx context.Context, id EffectID, owner string, until time.Time) error
	// LeaseOwners lists the owners of running effects, and EndLeases makes those
	// of an owner that is known to be dead end at until, or sooner if they would
	// have ended before.
	LeaseOwners(ctx context.Context) ([]string, error)
	EndLeases(ctx context.Context, owner string, until time.Time) error
	// EffectMessage returns the stored bytes of a mail, nil when there are none.
	EffectMessage(ctx context.Context, id EffectID) ([]byte, error)
	Waker
	// PutOff makes what is due of an interview at now wait until then, and says why
	// at each effect; nothing of the interview need be readable for it.
	PutOff(ctx context.Context, id InterviewID, now, until time.Time, why string) error
}

// EffectCounts says how many effects there are of a sort.
type EffectCounts interface {
	// AttentionCount counts the effects that need a person.
	AttentionCount(ctx context.Context) (int, error)
	// Senders lists the addresses under which people know the interviews that are
	// scheduled from then on: of the newest mail to each who is still invited the
	// sender, most interviews first.
	Senders(ctx context.Context, from time.Time) ([]SenderUse, error)
}

// SenderUse says how many interviews are known under the address of a sender; ""
// is one that was not noted then.
type SenderUse struct {
	Address    string
	Interviews int
}

// OpenEffect is an effect with what a list needs to say about it.
type OpenEffect struct {
	Effect
	// Title is that of the interview, or the subject of a letter, which has no Start.
	Title         string
	CandidateID   CandidateID
	CandidateName string
	Start         time.Time
	TimeZone      string
}
