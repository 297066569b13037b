package recruit

import (
	"context"
	"slices"
	"strconv"
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

// Every job names its stages as it likes. What a stage means is read from the
// words in its name, in English, German, French and Spanish.
var (
	// lostWords are in the names of stages in which a candidate is no longer one.
	lostWords = []string{
		"reject", "declin", "archiv", "withdr", "disqualif", "dropped", "not selected", "no longer", "lost", "unsuccessful", "turned down", "no hire", "not hired", "not a fit",
		"absage", "abgelehnt", "abgesagt", "ablehnung", "zurückgezogen", "rückzug", "archiviert", "ausgeschieden",
		"refus", "rejet", "retiré", "écart", "non retenu", "désist", "rechaz", "descart", "retirad", "no seleccion", "desist",
	}
	// wonWords are in the names of the other stages that follow the last interview.
	wonWords = []string{
		"offer", "hired", "hire", "closed", "on hold", "onboard", "contract", "background check", "reference check", "talent pool", "joined",
		"angebot", "eingestellt", "einstellung", "offre", "embauch", "recruté", "oferta", "contratad",
	}
)

// StageLost reports whether a stage is one of candidates who were rejected, or
// who declined or withdrew.
func StageLost(stage string) bool { return hasWord(stage, lostWords) }

// StageOutcome reports whether a stage is how an application ended, or what
// follows the last interview. Nobody is invited to a "Rejected interview".
func StageOutcome(stage string) bool { return StageLost(stage) || hasWord(stage, wonWords) }

// StagePlace is where a stage stands among those of its job in which candidates are not
// lost: the third of five. The zero value says that nobody knows, or that it is not
// among them.
type StagePlace struct{ At, Of int }

// PlaceOf is where a stage stands in a pipeline.
func PlaceOf(stages []string, stage string) (p StagePlace) {
	at := 0
	for _, s := range stages {
		if StageLost(s) {
			continue
		}
		if p.Of++; s == stage {
			at = p.Of
		}
	}
	if at == 0 {
		return StagePlace{}
	}
	return StagePlace{at, p.Of}
}

// hasWord reports whether one of the words is in the name of a stage.
func hasWord(stage string, words []string) bool {
	stage = strings.ToLower(stage)
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(stage, word) })
}

// Moved is a candidate in another stage of a job.
type Moved struct {
	Application
	// Ahead are the interviews for the job that stand though the stage is one in
	// which the candidate is lost, soonest first. A person decides about them.
	Ahead []InterviewSummary
}

// maxStages are as many as a sentence names.
const maxStages = 30

// NoStage says that no job has a stage of this name, and which stages there are.
func NoStage(jobs []JobSummary, name string) *Problem {
	var stages []string
	for _, j := range jobs {
		for _, s := range j.Stages {
			if !slices.ContainsFunc(stages, func(known string) bool { return strings.EqualFold(known, s) }) {
				stages = append(stages, s)
			}
		}
	}
	if len(stages) == 0 {
		return Invalid("stage", "There is no stage %q, because there are no jobs yet; add one first.", Shorten(name))
	}
	rest := ""
	if n := len(stages) - maxStages; n > 0 {
		stages, rest = stages[:maxStages], " and "+strconv.Itoa(n)+" others; --job lists those of one job"
	}
	return Invalid("stage", "No job has a stage %q; the stages are %s%s.", Shorten(name), strings.Join(stages, ", "), rest)
}

// Sizes says how much there is: open jobs, candidates who were not erased, and scheduled
// interviews that have not ended.
type Sizes struct{ Jobs, Candidates, Interviews int }

// Sizer says how much of the workspace one sees.
type Sizer interface {
	Sizes(ctx context.Context) (Sizes, error)
}
