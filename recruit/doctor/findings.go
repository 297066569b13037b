package doctor

import (
	"context"
	"fmt"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Inspector looks at what is at the meeting provider. Errors are of the second
// group of kinds, as a *Problem.
type Inspector interface {
	// Sight reads one meeting; ErrGone when it does not exist (any more).
	Sight(ctx context.Context, via recruit.Connection, id int64) (Sighting, error)
	// Sightings lists the upcoming meetings of a host, "" being the connected
	// user. No error means that the whole list was seen; with one comes what was
	// seen before it.
	Sightings(ctx context.Context, via recruit.Connection, host string) (Sightings, error)
	// Skew is how far the provider's clock is ahead of this machine's, as of the
	// last answer; false before there was one.
	Skew() (time.Duration, bool)
}

// Sighting is a meeting as the provider shows it. Fields that it left out are
// zero.
type Sighting struct {
	Meeting  recruit.Meeting
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
	FoundSender       FindingKind = "another_sender"    // than the one that calendars know
	FoundEntry        FindingKind = "organiser_entry"   // the organiser's own calendar entry is not as it should be
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
	ConnectionID recruit.ConnectionID
	InterviewID  recruit.InterviewID // 0 when it concerns none
	MeetingID    int64               // at the provider, 0 when it concerns none
	Sentence     string
	Repair       Repair
}

// mails says where people's calendars are not as the workspace has them: they know
// another sender, or the organiser's own entry has not come.
func (d *Doctor) mails(ctx context.Context) ([]Finding, error) {
	var out []Finding
	if d.Mail != nil {
		said, err := d.Mail.Standing(ctx)
		if err != nil {
			return nil, err
		}
		if said != "" {
			out = append(out, Finding{Kind: FoundSender, Severity: Caution, Sentence: said})
		}
	}
	ahead, err := d.Store.Interviews(ctx, recruit.InterviewFilter{From: d.Now(), Status: recruit.Scheduled, Limit: maxCompared})
	if err != nil {
		return nil, err
	}
	for _, i := range ahead {
		if !i.OrganiserEntry {
			continue
		}
		r, err := d.Store.Record(ctx, i.ID)
		switch {
		case err != nil && recruit.AboutOne(ctx, err):
			continue // named elsewhere, or taken back meanwhile
		case err != nil:
			return nil, err
		}
		if said := entryTrouble(r); said != "" {
			out = append(out, Finding{Kind: FoundEntry, Severity: Caution, InterviewID: i.ID, Sentence: said})
		}
	}
	return out, nil
}

// entryTrouble says why the organiser's own calendar entry is not what it should
// be, "" when it is, or is on its way.
func entryTrouble(r recruit.Record) string {
	if r.OrganiserInvited() {
		return ""
	}
	whose := fmt.Sprintf("The calendar entry of %s, who organises %s of %s,", r.Organiser.Name, r.Interview.Title, recruit.Wall(r.Interview))
	p, ok := r.OwnEntry()
	switch {
	case !ok:
		return whose + " was never planned; turn it off and on again under Who is invited."
	case !sanitize.SameAddress(p.Address, r.Organiser.Email):
		return fmt.Sprintf("%s goes to %s, which is no longer their address; turn it off and on again under Who is invited.", whose, p.Address)
	}
	e, told := newestEntry(r, p.Address)
	switch {
	case !told:
		return whose + " was not sent; turn it off and on again under Who is invited."
	case e.State == recruit.Failed || e.State == recruit.Unknown:
		return fmt.Sprintf("%s has not arrived: %s The outbox will try again.", whose, e.Error)
	}
	return ""
}

// newestEntry is the newest mail to a person that says what stands in their
// calendar.
func newestEntry(r recruit.Record, address string) (newest recruit.Effect, ok bool) {
	for _, e := range r.Effects {
		if e.Kind.ChangesEntry() && e.State != recruit.Superseded && sanitize.SameAddress(e.Target, address) {
			newest, ok = e, true
		}
	}
	return newest, ok
}
