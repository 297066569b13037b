package recruit

import (
	"fmt"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// earliest is the first moment that an interview of another system may have had;
// anything before is a mistake in the file.
var earliest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

// CleanImported sanitises and checks what a file said about an interview. Unlike
// a ScheduleRequest it may lie in the past and may be over, and its place may be unknown.
// now decides what is ahead. Errors are ErrInvalid.
func CleanImported(i Interview, now time.Time) (Interview, error) {
	var err error
	if i.Title, err = CleanLine("title", "title", i.Title, MaxTitle); err != nil {
		return i, err
	}
	if i.Description, err = CleanText("description", "description", i.Description, MaxDescription); err != nil {
		return i, err
	}
	if i.InternalNote, err = CleanText("notes", "notes", i.InternalNote, MaxDescription); err != nil {
		return i, err
	}
	if i.CancelReason, err = CleanLine("reason", "reason", i.CancelReason, 300); err != nil {
		return i, err
	}
	if i.ExternalSource, err = CleanLine("source", "source", i.ExternalSource, 60); err != nil {
		return i, err
	}
	if i.ExternalID, err = CleanLine("external_id", "id", i.ExternalID, 100); err != nil {
		return i, err
	}
	if i.Platform == OtherLink {
		i.Place, err = sanitize.URL(i.Place)
	} else {
		i.Place, err = CleanLine("location", "location", i.Place, 300)
	}
	if err != nil {
		return i, err
	}
	if i.TimeZone != "" {
		loc, err := timeparse.Zone(i.TimeZone)
		if err != nil {
			return i, Invalid("time_zone", "%s", err)
		}
		i.TimeZone = loc.String()
	}
	switch {
	case i.Title == "":
		return i, Invalid("title", "The interview needs a title.")
	case i.Start.Before(earliest) || i.Start.Sub(now) > MaxAhead:
		return i, Invalid("start", "The start is in the year %d; check it.", i.Start.Year())
	case i.Duration < MinDuration || i.Duration > MaxDuration || i.Duration%time.Minute != 0:
		return i, Invalid("duration", "An interview can last from 1 minute to 24 hours, in whole minutes; not %s.", i.Duration)
	case (i.Status == Completed || i.Status == NoShow) && i.Start.After(now):
		return i, Invalid("status", "The file says it is over (%s), but it begins only at %s.", i.Status.Words(), Wall(i))
	}
	return i, nil
}

// Imported says that the interview was arranged in another system.
func (r Record) Imported() bool { return len(r.Versions) > 0 && r.Versions[0].Kind == WasImported }

// Imported is what became of one row of an import: under which id it is known
// now, and whether it was added; or why the workspace does not take it.
type Imported[ID ~int64] struct {
	ID      ID
	Added   bool
	Refused error
}

// IDRange is ids that follow each other.
type IDRange struct{ First, Last int64 }

// Sought is by what people of an import may be known here: addresses, profiles,
// numbers of other systems, and names.
type Sought struct{ Addresses, Links, ExternalIDs, Names []string }

// Acquaintances are the candidates whom a Sought may mean, by the text that was
// asked for; of one address there is one, of anything else there may be several.
type Acquaintances struct {
	ByAddress                    map[string]Candidate
	ByLink, ByExternalID, ByName map[string][]Candidate
}

// PastImport is an import that was made: of which file, by whom, and what of it is
// still here.
type PastImport struct {
	ID                                             BatchID
	File                                           string
	By                                             string // "" when nobody knows
	At                                             time.Time
	UndoneAt                                       time.Time // zero unless it was taken back
	Kind                                           string    // "" of one of before that was kept
	FileRows                                       int
	State                                          ImportState
	Jobs, Candidates, Links, Interviews, Documents int
	Notes, Numbers                                 int // of people who were here before
	Sources                                        int // of jobs that were here before: whose their numbers are
}

// Words say what of an import is still here, and how far it is unless it is over.
func (i PastImport) Words() string {
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{{i.Jobs, "job", "jobs"}, {i.Candidates, "candidate", "candidates"}, {i.Links, "link to a job", "links to jobs"}, {i.Interviews, "interview", "interviews"}, {i.Documents, "document", "documents"},
		{i.Notes, "note about a known person", "notes about known people"}, {i.Numbers, "ID of a known person", "IDs of known people"},
		{i.Sources, "ID of a known job", "IDs of known jobs"}} {
		if p.n > 0 {
			parts = append(parts, Counted(p.n, p.one, p.many))
		}
	}
	here := strings.Join(parts, ", ")
	if here == "" {
		here = "nothing"
	}
	switch i.State {
	case ImportUnderWay:
		return here + " so far; it is under way"
	case ImportInterrupted, ImportStopped:
		return fmt.Sprintf("%s; %s, and continues when the file is imported again", here, i.State)
	case ImportBeingUndone:
		return here + "; it is being undone"
	case ImportUndoing:
		return here + "; undoing it was stopped, and continues when it is undone again"
	case ImportUndone:
		if here == "nothing" {
			return "taken back"
		}
		return "undone except for " + here
	}
	return here
}

// Import is an import that is to begin: of which file, by whom.
type Import struct {
	File     string
	Kind     string // jobs, candidates or interviews
	Content  string // a fingerprint, by which the file is known when it comes again
	FileRows int
	By       MemberID
}

// ImportState is how far an import is.
type ImportState string

// The states of an import.
const (
	ImportUnderWay    ImportState = "under way"
	ImportInterrupted ImportState = "interrupted" // the process that was at it is no more
	ImportStopped     ImportState = "stopped"
	ImportDone        ImportState = "done"
	ImportUndoing     ImportState = "undoing"      // a part of it is taken back
	ImportBeingUndone ImportState = "being undone" // someone is at that
	ImportUndone      ImportState = "undone"
)

// Begun is an import that has begun. Release says that nobody is at it any more.
type Begun struct {
	ID      BatchID
	Resumed bool // a part of it came in before
	Here    int  // so many of its jobs, candidates or interviews
	Release func()
}

// UndoLog is what the activity log says when an import is taken back.
type UndoLog struct {
	Begun Activity
	Over  func(Undone) Activity
}

// Undone says what taking an import back did, in rows: jobs, candidates, links
// and interviews.
type Undone struct {
	Removed int `json:"removed"`
	Kept    int `json:"kept"` // someone has worked on them since
	Left    int `json:"left"` // not looked at, because it was stopped before
}
