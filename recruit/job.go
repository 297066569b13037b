package recruit

import (
	"strings"
	"time"
)

// JobStatus reports whether a job still takes candidates.
type JobStatus string

// The states of a job.
const (
	JobOpen   JobStatus = "open"
	JobClosed JobStatus = "closed"
)

// Job is an opening.
type Job struct {
	ID          JobID
	Title       string
	Department  string
	Location    string
	Description string
	// ExternalID is the number under which another system knows the job; an
	// import recognises it by this. "" when the job was made here.
	ExternalID string
	// ExternalSource is the system whose number ExternalID is, "" when nobody knows.
	ExternalSource string
	Status         JobStatus
	Stages         []string // the pipeline in its order, at least one
	Version        int
	CreatedAt      time.Time
	ClosedAt       time.Time
	// Damage is what of the stored record cannot be understood, "" as a rule.
	Damage string
}

// JobSummary is a job as a list shows it.
type JobSummary struct {
	Job
	Candidates int // linked and not erased
	Interviews int // scheduled and still ahead
}

// DefaultStages is the pipeline of a job that was given none.
func DefaultStages() []string {
	return []string{"Applied", "Screening", "Interview", "Offer", "Hired", "Rejected"}
}

// JobFilter chooses jobs. The zero value means all, newest first.
type JobFilter struct {
	Query  string    // words that occur in title, department or location, by prefix
	Status JobStatus // "" for any
	Limit  int       // 0 means 500
	After  JobID     // only jobs that come after this one in the list
	Brief  bool      // without the description, for long lists; not to be saved again
}

// Stage finds a stage of the job by its name, whatever the case.
func (j Job) Stage(name string) (string, error) {
	for _, s := range j.Stages {
		if strings.EqualFold(s, strings.TrimSpace(name)) {
			return s, nil
		}
	}
	return "", Invalid("stage", "%s has no stage %q; its stages are %s.", j.Title, Shorten(name), strings.Join(j.Stages, ", "))
}
