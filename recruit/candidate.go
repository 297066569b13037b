package recruit

import (
	"time"

	"recruitty/recruit/timeparse"
)

// Candidate is a person who may be hired.
type Candidate struct {
	ID         CandidateID
	Name       string
	Email      string // may be "": then no interview can be scheduled
	Phone      string
	TimeZone   string // IANA name, "" when nobody knows
	Language   string // in which mails are written to them (BCP 47), "" is that of the workspace
	Headline   string // current title and company, in a line
	Tags       []string
	ExternalID string // see Job.ExternalID
	// ExternalSource is the system whose number ExternalID is, "" when nobody
	// knows: then the number alone says nothing.
	ExternalSource string
	// OwnerID is the member who looks after the candidate, 0 for nobody. Owner is their
	// name when it is read; when it is saved, a name or an address may stand there.
	OwnerID MemberID
	Owner   string
	CandidateDetails
	Version   int
	CreatedAt time.Time
	ErasedAt  time.Time // zero unless the person's data was erased
	// Damage is what of the stored record cannot be understood, "" as a rule.
	Damage string
}

// Location is the candidate's zone, nil when it is not known.
func (c Candidate) Location() *time.Location {
	loc, err := timeparse.Zone(c.TimeZone)
	if err != nil {
		return nil
	}
	return loc
}

// PlaceOn is where the candidate is met on a platform as long as nobody says anything else:
// by phone at their number, "" where nothing is known.
func (c Candidate) PlaceOn(p Platform) string {
	if p == Phone {
		return c.Phone
	}
	return ""
}

// Application is a candidate linked to a job, in a stage of its pipeline (R4).
type Application struct {
	ID          ApplicationID
	CandidateID CandidateID
	JobID       JobID
	JobTitle    string
	Stage       string
	Place       StagePlace // of the stage in the pipeline; filled when listed
	StageSince  time.Time
	// Reason is why the candidate is in this stage, out of the workspace's list, "" where
	// nobody said. Who sees a part of the workspace does not read it.
	Reason     string
	ExternalID string // see Job.ExternalID; interviews of other systems refer to it
	// ExternalSource is the system whose number ExternalID is.
	ExternalSource string
	Version        int
	CreatedAt      time.Time
}

// CandidateSummary is a candidate as a list shows it.
type CandidateSummary struct {
	ID       CandidateID
	Name     string
	Email    string
	Headline string
	Owner    string // the name of the member who looks after them, "" for nobody
	JobTitle string // of the newest application, or of the job that was filtered by
	Stage    string
	Place    StagePlace
	NextAt   time.Time // start of the next scheduled interview, zero when there is none
	Damage   string    // see Candidate
}

// CandidateFilter chooses candidates. The zero value means all, by name.
type CandidateFilter struct {
	Query string // words of name, e-mail, headline, tags, stage or job, by prefix, accents folded
	Named string // only whose name begins with this, folded; together with no Query
	// Also names candidates for whom a word of the query, folded, stands besides,
	// such as the day of their next interview.
	Also    map[string][]CandidateID
	Without []string // folded words of which no group may be found as Query is
	Where   []Term   // that all hold, as package filter reads them
	JobID   JobID    // only those linked to this job
	Stage   string   // only those in this stage
	Limit   int      // 0 means 100, at most 1000
	// CountTo is how many of those who match a query, or a name, are counted for sure,
	// so that a page does not wait for the number of all. 0 means all.
	CountTo int
	// After and Before are the ends of a page that is shown already: keyset
	// paging, never an offset. Empty means from the start; Before == "end"
	// means the last page.
	After, Before Cursor
}

// Cursor is a place in a list of candidates, opaque to its users.
type Cursor string

// CandidatePage is a part of a list.
type CandidatePage struct {
	Rows        []CandidateSummary
	First, Last Cursor // of the rows, to page on from
	Total       int    // of all that match
	About       bool   // Total is a guess, because counting would take long
	More        bool   // more than Total match; see CandidateFilter.CountTo
	Offset      int    // how many matching rows stand before the first row, -1 when not counted
	// Texts is how far files are read, where the filter asks for what stands in them: what
	// those hold that are not is not found (R17).
	Texts FilesRead
}

// FilesRead is how far the text of the files of candidates is read, of those that are seen.
type FilesRead struct {
	Unread int // that nobody has read yet; up to 10,000 are counted
	All    int // read or not; 0 where Unread is, and where there are more than 100,000
}

// Profile is everything a candidate's page shows besides interviews.
type Profile struct {
	Candidate    Candidate
	Applications []Application // newest first
	Files        []File        // the résumé first
	Notes        []Note        // newest first
}

// Application returns the link to a job, if there is one.
func (p Profile) Application(id JobID) (Application, bool) {
	for _, a := range p.Applications {
		if a.JobID == id {
			return a, true
		}
	}
	return Application{}, false
}

// NoteID identifies a note.
type NoteID int64

// Note is what a member wrote about a candidate.
type Note struct {
	ID          NoteID
	CandidateID CandidateID
	JobID       JobID    // the job that it is about; 0 when it is about the candidate as such
	JobTitle    string   // as it is now; filled when listed
	AuthorID    MemberID // 0 when it was not written by a member, or before ids were kept
	Author      string
	At          time.Time
	EditedAt    time.Time // zero unless the text was changed later
	Text        string
}

// NoteJob is the job that a note is about unless someone says another one: the
// only one that the candidate is linked to, or 0.
func (p Profile) NoteJob() JobID {
	if len(p.Applications) != 1 {
		return 0
	}
	return p.Applications[0].JobID
}

// MayChange is nil when a member may change or remove the note, else a refusal
// that says who may: its author, or an admin.
func (n Note) MayChange(actor Member) error {
	if err := Allow(actor, ToNote); err != nil {
		return err
	}
	mine := n.AuthorID == actor.ID || n.AuthorID == 0 && n.Author == actor.Name
	if mine || actor.Role == Admin {
		return nil
	}
	return Refused("%s wrote this note; only they or an admin may change it.", n.Author)
}

// NotLinked says that a candidate is none for a job (R4).
func NotLinked(c Candidate, job Job) error {
	return Refused("%s is not linked to %s; link them first (recruitty candidate link %d --job %d).", c.Name, job.Title, c.ID, job.ID)
}

// NobodyToWriteTo refuses a mail to a candidate whose data was erased.
func NobodyToWriteTo(c Candidate) error {
	return NotFound("The data of candidate %d was erased, so they cannot be emailed.", c.ID)
}

// LinkFirst refuses what needs a job that the candidate is linked to.
func LinkFirst(c Candidate) error {
	return Refused("%s is not linked to a job yet; link them first (recruitty candidate link %d --job ID).", c.Name, c.ID)
}

// MayBeInterviewed refuses an interview of a candidate without an e-mail address, and
// one for a job that they are not linked to (R4).
func (p Profile) MayBeInterviewed(job Job) error {
	c := p.Candidate
	if c.Email == "" {
		return Invalid("candidate", "%s has no email address; add one to the profile before scheduling (recruitty candidate edit %d --email ADDRESS).", c.Name, c.ID)
	}
	if _, linked := p.Application(job.ID); !linked {
		return NotLinked(c, job)
	}
	return nil
}
