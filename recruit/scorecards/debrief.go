package scorecards

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// Decision is what a debrief comes to.
type Decision string

// The decisions.
const (
	Advance Decision = "advance" // on to the next stage
	Hold    Decision = "hold"    // nothing changes yet
	Reject  Decision = "reject"  // no; the rejection itself is a step of its own
)

// Words is the decision in a sentence.
func (d Decision) Words() string {
	switch d {
	case Advance:
		return "next stage"
	case Hold:
		return "hold"
	case Reject:
		return "no"
	}
	return string(d)
}

// ParseDecision reads a decision: "next", "hold", "no".
func ParseDecision(text string) (Decision, error) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "advance", "next", "next stage", "yes":
		return Advance, nil
	case "hold", "wait":
		return Hold, nil
	case "reject", "no":
		return Reject, nil
	}
	return "", recruit.Invalid("decide", "A debrief decides next, hold or no, not %q.", recruit.Shorten(text))
}

// maxReason bounds why something was decided, in characters.
const maxReason = 2000

// Debrief is what a team has found of a candidate for one job, as far as its reader may
// know.
type Debrief struct {
	Candidate   recruit.Candidate
	Job         recruit.Job
	Application recruit.Application
	Sheets      []Sheet // of the interviews that took place or are ahead, by their start
	// Next is the stage behind the one that the candidate is in, "" at the end.
	Next string
}

// Given counts the cards that were given, and Awaited those and the ones that are missing
// of interviews that have begun.
func (d Debrief) Given() int {
	n := 0
	for _, x := range d.Sheets {
		n += x.Given()
	}
	return n
}

// Awaited counts the cards that were given or are missing at now.
func (d Debrief) Awaited(now time.Time) int { return d.Given() + len(d.Missing(now)) }

// Missing are those whose card is awaited of interviews that have ended.
func (d Debrief) Missing(now time.Time) []Seat {
	var all []Seat
	for _, x := range d.Sheets {
		if !x.Interview.End().After(now) {
			all = append(all, x.Missing()...)
		}
	}
	return all
}

// Found says in lines what was given and what is missing at now.
func (d Debrief) Found(now time.Time) []string {
	said := []string{fmt.Sprintf("%d of %d scorecards given.", d.Given(), d.Awaited(now))}
	for _, x := range d.Sheets {
		for _, c := range x.Cards {
			said = append(said, c.Author+", "+x.Interview.Title+": "+c.Short())
		}
	}
	for _, s := range d.Missing(now) {
		said = append(said, s.Name+": missing")
	}
	return said
}

// Debrief gathers the scorecards of a candidate for a job; job 0 is the only one, or that of
// the newest interview.
func (s *Service) Debrief(ctx context.Context, reader recruit.Member, candidate recruit.CandidateID, job recruit.JobID) (Debrief, error) {
	p, err := s.Store.Profile(ctx, candidate)
	if err != nil {
		return Debrief{}, err
	}
	all, err := s.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: candidate, JobID: job})
	if err != nil {
		return Debrief{}, err
	}
	if job == 0 {
		switch n := len(all); {
		case len(p.Applications) == 1:
			job = p.Applications[0].JobID
		case n > 0:
			job = all[n-1].JobID
		case len(p.Applications) > 0:
			job = p.Applications[0].JobID
		default:
			return Debrief{}, recruit.NotFound("%s is linked to no job, so there is nothing to review.", p.Candidate.Name)
		}
	}
	d := Debrief{Candidate: p.Candidate}
	if d.Job, err = s.Store.Job(ctx, job); err != nil {
		return Debrief{}, err
	}
	if a, ok := p.Application(job); ok {
		d.Application, d.Next = a, next(d.Job, a.Stage)
	}
	all = slices.DeleteFunc(all, func(i recruit.InterviewSummary) bool { return i.JobID != job })
	sheets, err := s.sheets(ctx, reader, all)
	if err != nil {
		return Debrief{}, err
	}
	for _, x := range sheets {
		if st := x.Interview.Status; x.Given() > 0 || st == recruit.Scheduled || st == recruit.Completed {
			d.Sheets = append(d.Sheets, x)
		}
	}
	return d, nil
}

// next is the stage behind one, "" at the end of the pipeline and where it only leads to
// those who are turned down.
func next(j recruit.Job, stage string) string {
	at := slices.IndexFunc(j.Stages, func(s string) bool { return strings.EqualFold(s, stage) })
	if at < 0 || at+1 >= len(j.Stages) || recruit.StageLost(j.Stages[at+1]) {
		return ""
	}
	return j.Stages[at+1]
}

// Decide notes what the debrief of a candidate came to, with why, and moves the candidate on
// where that is what was decided. A no is only noted: the candidate is told, and moved, by
// who rejects them.
func (s *Service) Decide(ctx context.Context, actor recruit.Member, candidate recruit.CandidateID, job recruit.JobID, what Decision, why string) (Debrief, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return Debrief{}, err
	}
	why, err := recruit.CleanText("why", "reason", why, maxReason)
	if err != nil {
		return Debrief{}, err
	}
	d, err := s.Debrief(ctx, actor, candidate, job)
	if err != nil {
		return Debrief{}, err
	}
	if d.Application.ID == 0 {
		return Debrief{}, recruit.NotLinked(d.Candidate, d.Job)
	}
	now := s.Now().UTC()
	said := "Decided in the debrief of " + d.Candidate.Name + " for " + d.Job.Title + ": "
	switch what {
	case Advance:
		if d.Next == "" {
			return Debrief{}, recruit.Refused("%s is the last stage of %s; there is none after it.", d.Application.Stage, d.Job.Title)
		}
		said += "on to " + d.Next
	case Hold:
		said += "hold in " + d.Application.Stage
	case Reject:
		said += "no"
	default:
		return Debrief{}, recruit.Invalid("decide", "A debrief decides next, hold or no.")
	}
	said += " (" + recruit.Counted(d.Given(), "scorecard", "scorecards")
	if m := len(d.Missing(now)); m > 0 {
		said += fmt.Sprintf(", %d missing", m)
	}
	said += ")"
	if why != "" {
		said += ". Why: " + why
	}
	// The move is first: what is logged is true then.
	if what == Advance {
		moved, err := s.Pipeline.Move(ctx, actor, candidate, d.Job.ID, d.Next)
		if err != nil {
			return Debrief{}, err
		}
		d.Application, d.Next = moved.Application, next(d.Job, moved.Application.Stage)
	}
	return d, s.Store.Log(ctx, recruit.Activity{At: now, ActorID: actor.ID, Actor: actor.Name, Action: "debrief.decided",
		CandidateID: candidate, JobID: d.Job.ID, Text: said})
}
