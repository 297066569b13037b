package recruit

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// Limits of what a form takes. Zoom allows 200 characters of topic and 2000 of
// agenda (Zoom's Meetings API, POST /users/{userId}/meetings); the agenda also
// holds the reference.
const (
	MaxTitle        = 200
	MaxDescription  = 1900
	MaxParticipants = 50
	MinDuration     = time.Minute
	MaxDuration     = 24 * time.Hour
	// MaxAhead catches a mistyped year.
	MaxAhead = 5 * 366 * 24 * time.Hour
)

// ScheduleRequest is what the form Schedule Interview Event holds (R5).
type ScheduleRequest struct {
	CandidateID  CandidateID
	JobID        JobID
	Title        string
	Description  string // read by everybody
	InternalNote string // read by the panel only
	Start        time.Time
	TimeZone     string // IANA
	Duration     time.Duration
	Participants []string // addresses of members or of anybody else
	Seats        []Seat   // which of them are invited for a pool
	// Uninvited says in a sentence who was asked for and is not among Participants because
	// they need not come; a preview of a loop repeats it.
	Uninvited string
	Files     []File // stored already
	// AllowExecutable says that a program among the files is meant to be sent.
	AllowExecutable bool
	Platform        Platform // "" means Zoom
	Place           string   // for the other platforms
	Host            string   // Zoom user who hosts, "" for the connection's own rule
	// OrganiserEntry reports whether who schedules it gets a calendar entry of their
	// own; "" is what they usually want.
	OrganiserEntry EntryPreference
	Agreed         Agreed
}

// RescheduleRequest is what the form Reschedule Interview Event holds (R7).
type RescheduleRequest struct {
	Start    time.Time
	TimeZone string
	Duration time.Duration
	Reason   string
	Agreed   Agreed
}

// CheckStart refuses a start, in the zone that was meant, at which no interview can
// be scheduled at now.
func CheckStart(start, now time.Time) error {
	switch {
	case start.IsZero():
		return NoStart()
	case !start.After(now):
		return Invalid("start", "%s is in the past; choose a time in the future.", timeparse.DateTime(start))
	case start.Sub(now) > MaxAhead:
		return Invalid("start", "%s is more than five years away; check the year.", timeparse.Date(start))
	}
	return nil
}

// CheckParticipant reports why an address cannot be added to those who take part
// besides the candidate.
func CheckParticipant(panel []string, address, candidate string) error {
	switch {
	case strings.EqualFold(address, candidate):
		return Invalid("participants", "%s is the candidate, who is invited anyway.", address)
	case containsFold(panel, address):
		return Invalid("participants", "%s is listed twice as a participant.", address)
	}
	return nil
}

// containsFold reports whether an address is among others.
func containsFold(all []string, one string) bool {
	for _, a := range all {
		if strings.EqualFold(a, one) {
			return true
		}
	}
	return false
}

// CheckPanel refuses more participants than an interview takes.
func CheckPanel(n int) error {
	if n > MaxParticipants {
		return Invalid("participants", "An interview can have at most %d participants; these are %d.", MaxParticipants, n)
	}
	return nil
}

// CleanTitle makes what was typed the title of an interview.
func CleanTitle(typed string) (string, error) {
	title, err := CleanLine("title", "title", typed, MaxTitle)
	if err == nil && title == "" {
		err = Invalid("title", "The interview needs a title, such as \"Technical interview\".")
	}
	return title, err
}

// NoAddress says that what was typed into a field is no e-mail address.
func NoAddress(field, typed string) error {
	return Invalid(field, "%q is not an email address; write it like dana@example.com.", Shorten(typed))
}

// NotInvited says that an address is that of nobody who is invited.
func NotInvited(address string, r Record) error {
	return Invalid("address", "%s is not invited to %s.", Shorten(address), r.Interview.Title)
}

// NoStart says that an interview has no start yet.
func NoStart() error {
	return Invalid("start", "The interview needs a date and a time, such as 2026-12-01 14:30.")
}

// NoParticipant says that nobody who can be invited is meant by what was typed.
func NoParticipant(typed string) error {
	return Invalid("participants", "%q is neither a member of the team nor an email address; finish it or delete it.", Shorten(typed))
}

// CleanLine sanitises a text of one line. name is what a person calls it.
func CleanLine(field, name, s string, most int) (string, error) {
	out, err := sanitize.Line(s, most)
	if err != nil {
		return "", tooLong(field, name, s, most)
	}
	return out, nil
}

// CleanText sanitises a text of several lines.
func CleanText(field, name, s string, most int) (string, error) {
	out, err := sanitize.Text(s, most)
	if err != nil {
		return "", tooLong(field, name, s, most)
	}
	return out, nil
}

func tooLong(field, name, s string, most int) error {
	return Invalid(field, "The %s has %d characters; at most %d are possible.", name, utf8.RuneCountInString(s), most)
}

// Shorten makes a wrong value fit into a sentence.
func Shorten(s string) string { return sanitize.Brief(s, 60) }

// Attached names the files, and who gets them: who agrees to send a program agrees
// to exactly these.
func (d ScheduleRequest) Attached() string {
	var sums []string
	for _, f := range d.Files {
		sums = append(sums, fmt.Sprintf("%s %t %s", f.SHA256, f.Everyone, f.Name))
	}
	return strings.Join(sums, "\n")
}

// PeopleChange says who is invited besides those who are, and who is not any
// more. Correct gives a new address in place of one that was wrong, the
// candidate's own included.
type PeopleChange struct {
	Add     []string
	Seats   []Seat // which of Add are invited for a pool
	Remove  []string
	Correct map[string]string
	// OrganiserEntry reports whether the organiser gets a calendar entry of their own;
	// "" leaves that.
	OrganiserEntry EntryPreference
	Agreed         Agreed
}

// Agreed is what someone books in spite of (R14): nothing as the zero value.
type Agreed struct {
	// Clashes are those that they were shown, as scheduling.Preview.Clashes lists them.
	// Whatever else clashes when it is written has come up since then: ErrTaken.
	Clashes []Clash
	// Aside are interviews that the same request changes after this one: they count for
	// no limit. Two interviews at once are a clash all the same.
	Aside []InterviewID
}

// To reports whether a clash was agreed to. Who books in spite of two interviews at once
// needs no pause between them either.
func (a Agreed) To(c Clash) bool {
	for _, known := range a.Clashes {
		if known.Who == c.Who && known.Interview == c.Interview && (known.Cause == c.Cause || known.Cause == TwoPlaces && c.Cause == TooClose) {
			return true
		}
	}
	return false
}

// Booking says whose time a commit takes for its interview.
type Booking struct {
	People []Participant // the candidate among them, where it is theirs as well
	Host   bool          // the organiser's Zoom account holds the meeting at that time
	Agreed Agreed
	// Instead are interviews that the same commit moves or calls off, as the others of a loop
	// that is moved: where they are now is in nobody's way.
	Instead []InterviewID
}

// ClashCause is what makes a clash.
type ClashCause uint8

// The causes.
const (
	TwoPlaces ClashCause = iota // someone has another interview at the same time
	HostsTwo                    // the same Zoom account would hold two meetings at once
	TooClose                    // less is left between two interviews than a member wants
	DayFull                     // a member has as many interviews on that day as they take
	WeekFull                    // the same from Monday to Sunday
)

// Clash is something that stands in the way of an interview. Cause, Interview and Who say
// which it is; package booking has its words.
type Clash struct {
	Cause     ClashCause
	Interview InterviewID // the other one, 0 for DayFull and WeekFull
	Who       string      // whose time it is, as booking.Person.Who writes it
	Name      string      // what they are called
	Title     string      // of the other interview
	// Start and End are those of the other interview, in UTC.
	Start, End time.Time
	// Count is how many interviews there are already, and Limit how many there may be.
	Count, Limit int
	// Decided is since when the other interview stands there with this person; zero where
	// that was not asked.
	Decided time.Time
}
