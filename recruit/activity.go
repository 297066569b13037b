package recruit

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// Activity is one line of the append-only log: what happened, who did it, when.
type Activity struct {
	ID          ActivityID
	At          time.Time
	ActorID     MemberID // 0 for recruitty itself
	Actor       string
	Action      string // such as "interview.rescheduled"
	CandidateID CandidateID
	JobID       JobID
	InterviewID InterviewID
	Text        string // a sentence in the past tense, of confirmed facts only
	// TakesBack is the line whose change this one takes back; 0 as a rule.
	TakesBack ActivityID
	// Candidate and Job are the names as they are now; filled when listed.
	Candidate, Job string
}

// ActivityFilter chooses lines, newest first.
type ActivityFilter struct {
	CandidateID CandidateID
	JobID       JobID
	InterviewID InterviewID
	ActorID     MemberID
	About       string // the part of Action before the dot, such as "member"
	Limit       int    // 0 means 200
	Before      ActivityID
}

// IfSaid is the line, or an empty one, which is left out, where it has nothing to
// say.
func (a Activity) IfSaid() Activity {
	if a.Text == "" {
		return Activity{}
	}
	return a
}

// Part is what of a record a change is about.
type Part string

// The parts. A link of a candidate to a job is a part of both.
const (
	PartCandidate     Part = "candidate"
	PartJob           Part = "job"
	PartNote          Part = "note"
	PartApplication   Part = "application"
	PartCandidateFile Part = "candidate_file"
	PartJobFile       Part = "job_file"
)

// KeptChanges is for how long a change of a record can be taken back. The log keeps the
// old and the new value for ever.
const KeptChanges = 30 * 24 * time.Hour

// RecentChange is how far back a change lies at most that is undone with those of others, where
// nothing else is said: who has just changed many by mistake means no more than that, and of
// what that request left alone nothing older is undone.
const RecentChange = time.Hour

// LastOfOther refuses to undo with those of others a change that someone else made.
func LastOfOther(by, what string) error {
	return Refused("The last change is one of %s (%s), which is undone by itself.", by, what)
}

// LastTooOld refuses to undo with those of others a change from before RecentChange, or
// whatever was said in its place.
func LastTooOld(what string) error {
	return Refused("Your last change was made too long ago to be undone with the others: %s.", what)
}

// KeptFiles is for how long the removal of a file can be taken back, unless it is to be
// wiped at once. Then its content is overwritten.
const KeptFiles = 7 * 24 * time.Hour

// PastChange is a change of a record that can be taken back: its line of the log, and
// the part as it was before and after, "" where there was none. For candidates and jobs
// that is the record as JSON, for the rest the row, which only the storage reads.
type PastChange struct {
	Activity
	Part     Part
	Item     int64 // the number of the candidate, job, note or link; 0 for files
	Was, Now string
}

// PastChangeFilter chooses changes that were not taken back, newest first. Those of a
// job leave out what is about a candidate.
type PastChangeFilter struct {
	CandidateID CandidateID
	JobID       JobID
	Part        Part // "" for any
	ActorID     MemberID
	Limit       int // 0 means 50
}

// Past keeps what records were, for as long as a change can be taken back.
type Past interface {
	PastChanges(ctx context.Context, f PastChangeFilter) ([]PastChange, error)
	// TakeBack makes of a note, a link or a file what it was before a change, and removes
	// a candidate or a job that was new. ErrStale says that it was changed once more, or
	// taken back already; ErrRefused that something hangs on it.
	TakeBack(ctx context.Context, c PastChange, log Activity) error
}

// PastApplication reads what a change of a link of a candidate to a job says of its stage.
func PastApplication(row string) (a Application, err error) {
	var r struct {
		Stage      string `json:"stage"`
		StageSince int64  `json:"stage_since"` // in microseconds
		Reason     string `json:"reason"`
	}
	if err := json.Unmarshal([]byte(row), &r); err != nil {
		return a, fmt.Errorf("read what a link was: %w", err)
	}
	return Application{Stage: r.Stage, StageSince: time.UnixMicro(r.StageSince).UTC(), Reason: r.Reason}, nil
}
