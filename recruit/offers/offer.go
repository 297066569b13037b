package offers

import (
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/slots"
)

// State is where an offer stands.
type State string

// The states. Open ones wait for somebody.
const (
	// Offered waits for the candidate. Nobody knows whether they have looked.
	Offered State = "offered"
	// ToConfirm was taken, while somebody's calendar could not be read: a member confirms it.
	ToConfirm State = "to_confirm"
	Booked    State = "booked"
	// NoneSuits waits for a member: the candidate asks for other hours, or none are left.
	NoneSuits State = "none_suits"
	CalledOff State = "called_off" // by the candidate, once it was booked
	Withdrawn State = "withdrawn"  // by a member
	Replaced  State = "replaced"   // by a later offer, see Offer.ReplacedBy
)

// States lists them.
func States() []State {
	return []State{Offered, ToConfirm, Booked, NoneSuits, CalledOff, Withdrawn, Replaced}
}

// Words is the state as people read it.
func (s State) Words() string {
	//exhaustive:enforce
	switch s {
	case Offered:
		return "waiting for an answer"
	case ToConfirm:
		return "taken, to be confirmed"
	case Booked:
		return "booked"
	case NoneSuits:
		return "none suits"
	case CalledOff:
		return "called off"
	case Withdrawn:
		return "withdrawn"
	case Replaced:
		return "replaced by a later one"
	}
	return string(s)
}

// NeedsMember reports whether a member has to do something about the offer.
func (s State) NeedsMember() bool { return s == ToConfirm || s == NoneSuits }

// Open reports whether something may still come of the offer without a new one.
func (s State) Open() bool { return s == Offered || s.NeedsMember() }

// Via is how somebody answered.
type Via string

// The ways.
const (
	ByPage   Via = "page"
	ByMail   Via = "mail"
	ByMember Via = "member" // a member wrote it down, or confirmed it
	// ByOther is an email that may not be the candidate's: it decides nothing.
	ByOther Via = "other"
)

// Bounds of an offer.
const (
	MaxOptions   = 9 // each is named by one digit
	UsualHours   = 5 // of a single interview
	UsualLoops   = 3
	Alternatives = 3 // that the loser of a race is shown
	MaxSaid      = 2000
	MaxWindows   = 20
	maxKnown     = 40
)

// Offer is hours that were sent to a candidate to choose from.
type Offer struct {
	ID        recruit.OfferID
	Candidate recruit.CandidateID
	JobID     recruit.JobID
	Stage     string           // of the job, for which it is
	AuthorID  recruit.MemberID // who sent it, and organises what comes of it
	Title     string           // of the interview, or of the stage of a loop
	State     State
	// Version is that of the options: it rises whenever there are others. Who answers says
	// which version they saw.
	Version  int
	Revision int64 // counts every write
	Options  []Option
	Search   Search    // how the options were found, so that others can be
	Until    time.Time // until when an answer is waited for
	Zone     string    // the candidate's when it was sent, else the author's; IANA
	// HeldUntil is until when the hours of its options are held for the candidate, zero where
	// they are not; see Holds.
	HeldUntil time.Time
	// SendsEntries says that the hours that are held are also put into the calendars of whose
	// they are, as tentative entries; see Wanted.
	SendsEntries bool

	// Picked is the number of the option that was taken, of the options of PickedVersion; 0
	// for none.
	Picked, PickedVersion int
	Via                   Via
	// Asking says that the candidate has written something that decided nothing, or has written
	// since it was booked: a member has to look.
	Asking     bool
	AnsweredAt time.Time
	Said       string       // what the candidate wrote, or why a member has to look
	Windows    []slots.Span // when the candidate has said they can
	Moves      int          // how often the candidate has moved it
	Reminded   int
	RemindedAt time.Time
	ReplacedBy recruit.OfferID // 0 unless Replaced
	// Restored are the offers that hold again since this one was withdrawn; from Withdraw only.
	Restored  []recruit.OfferID `json:",omitempty"`
	CreatedAt time.Time
	UpdatedAt time.Time

	// What it is about as it is now; filled when read.
	CandidateName string
	JobTitle      string
	Author        string
	LetterID      recruit.LetterID    // its newest mail, 0 for none
	Mail          recruit.EffectState // how far that has come, "" for none
	MailError     string
	Interviews    []recruit.InterviewSummary // that came of it, by their start; with Show only
	Held          []Hold                     // the hours that are held now, by their start; with Show only
	// Entries are its tentative entries, those that are needed no more included, by their start.
	Entries []Entry
}

// Option is what can be chosen as one: an interview, or all of a loop.
type Option struct {
	Number   int       `json:"number"`
	Sessions []Session `json:"sessions"` // by their start
	// Known is what spoke against it when it was offered, in words: it was accepted then.
	Known []string `json:"known,omitempty"`
}

// Session is one interview of an option, as it would be booked.
type Session struct {
	Title        string           `json:"title"`
	Description  string           `json:"description,omitempty"`
	Note         string           `json:"note,omitempty"` // for the panel only
	Start        time.Time        `json:"start"`          // UTC
	Duration     time.Duration    `json:"duration"`
	TimeZone     string           `json:"time_zone"` // IANA
	Platform     recruit.Platform `json:"platform"`
	Place        string           `json:"place,omitempty"`
	Participants []string         `json:"participants"`
	Seats        []recruit.Seat   `json:"seats,omitempty"`
	Host         string           `json:"host,omitempty"`
	// Agreed are limits that the hour exceeds, and that a person who marked it was shown (R14).
	Agreed []recruit.Clash `json:"agreed,omitempty"`
}

// End is when the session ends.
func (s Session) End() time.Time { return s.Start.Add(s.Duration) }

// Start is when the first session begins.
func (o Option) Start() time.Time {
	if len(o.Sessions) == 0 {
		return time.Time{}
	}
	return o.Sessions[0].Start
}

// End is when the last session ends.
func (o Option) End() time.Time {
	var end time.Time
	for _, s := range o.Sessions {
		if s.End().After(end) {
			end = s.End()
		}
	}
	return end
}

// Addresses are those of everybody who takes part in a session, each once.
func (o Option) Addresses() []string {
	var all []string
	for _, s := range o.Sessions {
		for _, a := range s.Participants {
			if !slices.Contains(all, a) {
				all = append(all, a)
			}
		}
	}
	return all
}

// Drafts are the interviews that taking the option books.
func (o Option) Drafts(candidate recruit.CandidateID, job recruit.JobID) []recruit.ScheduleRequest {
	var all []recruit.ScheduleRequest
	for _, s := range o.Sessions {
		all = append(all, recruit.ScheduleRequest{CandidateID: candidate, JobID: job, Title: s.Title, Description: s.Description, InternalNote: s.Note, Start: s.Start,
			TimeZone: s.TimeZone, Duration: s.Duration, Participants: slices.Clone(s.Participants), Seats: slices.Clone(s.Seats), Platform: s.Platform, Place: s.Place, Host: s.Host, Agreed: recruit.Agreed{Clashes: slices.Clone(s.Agreed)}})
	}
	return all
}

// OptionOf makes an option of interviews that somebody has drafted, without its number.
func OptionOf(drafts []recruit.ScheduleRequest) Option {
	var o Option
	for _, d := range drafts {
		o.Sessions = append(o.Sessions, Session{Title: d.Title, Description: d.Description, Note: d.InternalNote, Start: d.Start.UTC(), Duration: d.Duration, TimeZone: d.TimeZone,
			Platform: d.Platform, Place: d.Place, Participants: slices.Clone(d.Participants), Seats: slices.Clone(d.Seats), Host: d.Host})
	}
	slices.SortStableFunc(o.Sessions, func(a, b Session) int { return a.Start.Compare(b.Start) })
	return o
}

// same reports whether two options are the same hours with the same people.
func (o Option) same(other Option) bool {
	return slices.EqualFunc(o.Sessions, other.Sessions, func(a, b Session) bool {
		return a.Start.Equal(b.Start) && a.Duration == b.Duration && a.Title == b.Title && slices.Equal(a.Participants, b.Participants)
	})
}

// Option is the one with a number.
func (o Offer) Option(number int) (Option, bool) {
	for _, one := range o.Options {
		if one.Number == number {
			return one, true
		}
	}
	return Option{}, false
}

// Loop reports whether an option has several interviews.
func (o Offer) Loop() bool {
	return slices.ContainsFunc(o.Options, func(one Option) bool { return len(one.Sessions) > 1 })
}

// Choice is how much there is to choose from: "5 times", "3 schedules".
func (o Offer) Choice() string {
	if o.Loop() {
		return recruit.Counted(len(o.Options), "schedule", "schedules")
	}
	return recruit.Counted(len(o.Options), "time", "times")
}

// Late reports whether the time for an answer is over.
func (o Offer) Late(now time.Time) bool { return o.State == Offered && !o.Until.After(now) }

// Standing are the interviews of the offer that take place.
func (o Offer) Standing() []recruit.InterviewSummary {
	return slices.DeleteFunc(slices.Clone(o.Interviews), func(i recruit.InterviewSummary) bool { return i.Status != recruit.Scheduled })
}

// number gives options their numbers, by their start.
func number(all []Option) []Option {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Option) int { return a.Start().Compare(b.Start()) })
	for n := range all {
		all[n].Number = n + 1
	}
	return all
}
