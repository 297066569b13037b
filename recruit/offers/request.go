package offers

import (
	"context"
	"errors"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/slots"
)

// Request asks for an offer. What is left out is filled in.
type Request struct {
	Candidate recruit.CandidateID
	// Job and Stage are as of loops.Request: the only job, the stage that they are in.
	Job   recruit.JobID
	Stage string
	// Single is one interview; nil takes the interview plan of the stage.
	Single *Single
	// Needs are the pools of Single.
	Needs []pools.Need
	// Options are those that a person marked, see OptionOf; none looks for the best ones.
	Options []Option
	// Files is how many files were chosen for the interview; they do not go along.
	Files int
	// Except are options that are not to be found, because they do not suit the candidate.
	Except []Option
	// Count is how many are looked for, 0 for the usual number.
	Count int
	// From, To, Days, Windows, Soft and Lifts are as of finder.Search.
	From, To time.Time
	Days     int
	Windows  []slots.Span
	Soft     bool
	Lifts    []slots.Lift
	// Until is until when an answer is waited for; zero is as the workspace says.
	Until time.Time
	// Subject and Text are what the email says, "" for what the template says. Words stand in
	// the template's place for free words.
	Subject, Text, Words string
}

// Proposal is an offer as it would be sent.
type Proposal struct {
	Offer  Offer // with ID 0
	Letter recruit.Letter
	To     recruit.Mailbox
	// Found is what a search came to, for saying why there are no more.
	Found finder.Found
	// Notes are what a person should know before: what speaks against an option, with its
	// number, and what would wait.
	Notes []string
	// Replaces are offers that are open for the same, and would be replaced.
	Replaces []recruit.OfferID
}

// subject is for whom and what hours are looked for.
type subject struct {
	profile   recruit.Profile
	candidate recruit.Candidate
	job       recruit.Job
	stage     string
}

// about finds out for whom and what an offer is.
func (s *Service) about(ctx context.Context, r Request) (subject, error) {
	p, err := s.Store.Profile(ctx, r.Candidate)
	if err != nil {
		return subject{}, err
	}
	a := subject{profile: p, candidate: p.Candidate, stage: r.Stage}
	if !a.candidate.ErasedAt.IsZero() {
		return a, recruit.NobodyToWriteTo(a.candidate)
	}
	job := r.Job
	if job == 0 {
		switch len(p.Applications) {
		case 0:
			return a, recruit.LinkFirst(a.candidate)
		case 1:
			job = p.Applications[0].JobID
		default:
			return a, recruit.Invalid("job", "%s is linked to %s; say for which the interview is.", a.candidate.Name, recruit.Counted(len(p.Applications), "job", "jobs"))
		}
	}
	if a.job, err = s.Store.Job(ctx, job); err != nil {
		return a, err
	}
	if err := p.MayBeInterviewed(a.job); err != nil {
		return a, err
	}
	if a.stage == "" {
		link, _ := p.Application(job)
		a.stage = link.Stage
		return a, nil
	}
	a.stage, err = a.job.Stage(a.stage)
	return a, err
}

// zoneFor is the zone in which hours are told: the candidate's, else that of who sends them.
func zoneFor(c recruit.Candidate, author recruit.Member) *time.Location {
	if zone := c.Location(); zone != nil {
		return zone
	}
	return author.Location()
}

// isStale reports whether somebody else wrote in between.
func isStale(err error) bool { return errors.Is(err, recruit.ErrStale) }

// against are the sentences of warnings that speak against hours, without those about what
// waits.
func against(all []scheduling.Warning) []string {
	var said []string
	for _, w := range all {
		if !w.Waits && !slices.Contains(said, w.Sentence) {
			said = append(said, w.Sentence)
		}
	}
	return said
}
