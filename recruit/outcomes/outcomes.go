// Package outcomes decides how an application goes on: to the next stage, or out. The
// stage, the reason and the mail to the candidate are one decision, kept in one
// transaction; the mail leaves through the outbox, and a candidate who is moved on before
// it has left does not get it. A rejection says which interviews are ahead and cancels
// them if that is wanted.
package outcomes

import (
	"context"
	"fmt"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/letters"
	"recruitty/recruit/scheduling"
)

// Store is what the service reads and writes.
type Store interface {
	letters.Store
	recruit.Past
	Interviews(ctx context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error)
}

// Outcomes is the service.
type Outcomes struct {
	Store      Store
	Letters    *letters.Letters
	Scheduling *scheduling.Service
	Pipeline   Mover
	Settings   *recruit.Settings
	Now        recruit.Clock
}

// Request is what is to become of an application.
type Request struct {
	CandidateID recruit.CandidateID
	JobID       recruit.JobID
	Reject      bool // else the candidate goes on
	// Stage is where to; "" is the next one, or the first in which candidates are who were
	// rejected.
	Stage string
	// Reason is one of the workspace's list, or its beginning; of someone who goes on "".
	Reason string
	// Mail says that the candidate is told; the rest is as in letters.Request.
	Mail                bool
	Subject, Text, When string
	// CancelInterviews says that the upcoming interviews for this job are cancelled.
	CancelInterviews bool
	// Seen is the version of the application that the person looked at; 0 for any.
	Seen int
}

// Ahead is an interview that is scheduled though its candidate is rejected.
type Ahead struct {
	recruit.InterviewSummary
	// Cancel is what cancelling it would do; Refused says why this member cannot.
	Cancel  scheduling.Preview
	Refused error
}

// Stays says that an interview that was to be cancelled is not, and why.
func (a Ahead) Stays() string {
	return fmt.Sprintf("%s of %s is not cancelled: %s", a.Title, a.Wall(), recruit.Sentence(a.Refused))
}

// Preview is what a decision would do.
type Preview struct {
	Candidate recruit.Candidate
	Job       recruit.Job
	From, To  string // stages
	Reason    string
	Mail      *letters.Draft // nil without
	Ahead     []Ahead
	// Warnings are sentences that one should read before.
	Warnings []string
	Seen     int // the version of the application, for Request.Seen
	was      recruit.Application
}

// Outcome is what a decision has done.
type Outcome struct {
	Was, Application recruit.Application
	Letter           recruit.Letter // zero without a mail
	// Line is that of the log which Undo takes back, 0 where nobody knows.
	Line      recruit.ActivityID
	Cancelled []recruit.Record
	// Stays are upcoming interviews that were cancelled since, which cannot be undone any more;
	// Last tells them.
	Stays []recruit.Record
	// Standing are upcoming interviews that were to be cancelled and were not, and why.
	Standing []Ahead
}

// Preview works out what a decision would do, and refuses what Decide would refuse.
func (s *Outcomes) Preview(ctx context.Context, actor recruit.Member, q Request) (Preview, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return Preview{}, err
	}
	profile, err := s.Store.Profile(ctx, q.CandidateID)
	if err != nil {
		return Preview{}, err
	}
	p := Preview{Candidate: profile.Candidate}
	if p.Job, err = s.Store.Job(ctx, q.JobID); err != nil {
		return Preview{}, err
	}
	a, linked := profile.Application(q.JobID)
	if !linked {
		return Preview{}, recruit.NotLinked(p.Candidate, p.Job)
	}
	if q.Seen != 0 && q.Seen != a.Version {
		return Preview{}, &recruit.Problem{Kind: recruit.ErrStale, Sentence: fmt.Sprintf("%s is in %s for %s now; look at it again before you continue.", p.Candidate.Name, a.Stage, p.Job.Title)}
	}
	p.was, p.From, p.Seen = a, a.Stage, a.Version
	if p.To, err = target(p.Job, a, q, p.Candidate.Name); err != nil {
		return Preview{}, err
	}
	event := recruit.OnAdvanced
	if q.Reject {
		event = recruit.OnRejected
		if p.Reason, err = s.ReasonCalled(ctx, q.Reason); err != nil {
			return Preview{}, err
		}
		if p.Ahead, err = s.ahead(ctx, actor, q); err != nil {
			return Preview{}, err
		}
	} else if p.Reason, err = recruit.CleanLine("reason", "reason", q.Reason, MaxReason); err != nil {
		return Preview{}, err
	}
	if q.Mail {
		d, err := s.Letters.Draft(ctx, actor, letters.Request{CandidateID: q.CandidateID, JobID: q.JobID, Event: event, Stage: p.To, Subject: q.Subject, Text: q.Text, When: q.When})
		if err != nil {
			return Preview{}, err
		}
		if p.Mail = &d; d.Waits != "" {
			p.Warnings = append(p.Warnings, d.Waits)
		}
	}
	return p, s.warn(ctx, &p, q)
}

// warn says what should be known before.
func (s *Outcomes) warn(ctx context.Context, p *Preview, q Request) error {
	if n := len(p.Ahead); n > 0 && !q.CancelInterviews {
		p.Warnings = append(p.Warnings, fmt.Sprintf("%s still has %s for this job; it takes place unless you cancel it.", p.Candidate.Name, recruit.Counted(n, "upcoming interview", "upcoming interviews")))
	}
	if q.CancelInterviews {
		for _, a := range p.Ahead {
			if a.Refused != nil {
				p.Warnings = append(p.Warnings, a.Stays())
			}
		}
	}
	told, err := s.Store.LettersTo(ctx, q.CandidateID)
	if err != nil {
		return err
	}
	for _, l := range told {
		if q.Mail && l.JobID == q.JobID && l.Event == recruit.OnRejected && l.Effect.State == recruit.Done && q.Reject {
			p.Warnings = append(p.Warnings, "A rejection email for this job has already been sent to them.")
			break
		}
	}
	return nil
}

// target is the stage that a decision leads to.
func target(j recruit.Job, a recruit.Application, q Request, name string) (string, error) {
	if q.Stage != "" {
		stage, err := j.Stage(q.Stage)
		switch {
		case err != nil:
			return "", err
		case q.Reject && !recruit.StageLost(stage):
			return "", recruit.Invalid("stage", "%s is not a stage for rejected candidates; choose another one, or advance %s.", stage, name)
		case !q.Reject && recruit.StageLost(stage):
			return "", recruit.Invalid("stage", "%s is a stage for rejected candidates; reject %s instead.", stage, name)
		case stage == a.Stage:
			return "", recruit.Refused("%s is already in %s for %s.", name, stage, j.Title)
		}
		return stage, nil
	}
	if q.Reject {
		if recruit.StageLost(a.Stage) {
			return "", recruit.Refused("%s is already in %s for %s.", name, a.Stage, j.Title)
		}
		if n := slices.IndexFunc(j.Stages, recruit.StageLost); n >= 0 {
			return j.Stages[n], nil
		}
		return "", recruit.Refused("%s has no stage for rejected candidates; first add one such as Rejected (recruitty job edit %d).", j.Title, j.ID)
	}
	at := slices.Index(j.Stages, a.Stage)
	if recruit.StageLost(a.Stage) || at < 0 {
		return "", recruit.Invalid("stage", "%s is in %s, which is followed by no stage; say which stage they move to (one of %s).", name, a.Stage, list(j.Stages))
	}
	for _, stage := range j.Stages[at+1:] {
		if !recruit.StageLost(stage) {
			return stage, nil
		}
	}
	return "", recruit.Refused("%s is in %s, the last stage of %s.", name, a.Stage, j.Title)
}

func list(stages []string) string {
	out := ""
	for n, stage := range stages {
		if n > 0 {
			out += ", "
		}
		out += stage
	}
	return out
}

// ahead are the interviews for the job that are not over, with what cancelling does.
func (s *Outcomes) ahead(ctx context.Context, actor recruit.Member, q Request) ([]Ahead, error) {
	all, err := s.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: q.CandidateID, JobID: q.JobID, Status: recruit.Scheduled})
	if err != nil {
		return nil, err
	}
	now := s.Now()
	all = slices.DeleteFunc(all, func(i recruit.InterviewSummary) bool { return !i.End().After(now) })
	slices.SortStableFunc(all, func(a, b recruit.InterviewSummary) int { return a.Start.Compare(b.Start) })
	var out []Ahead
	for _, i := range all {
		a := Ahead{InterviewSummary: i}
		a.Cancel, a.Refused = s.Scheduling.PreviewCancel(ctx, actor, i.ID, "")
		if a.Refused == nil {
			a.Refused = a.Cancel.Record.MayChange(actor)
		}
		if a.Refused != nil && !recruit.AboutOne(ctx, a.Refused) {
			return nil, a.Refused
		}
		out = append(out, a)
	}
	return out, nil
}

// Decide makes a decision. The stage, the reason and the mail are kept together or not at
// all; then each upcoming interview is cancelled by itself, if that is wanted, and one that
// cannot be is returned with the reason. Nothing leaves the machine before due has passed.
func (s *Outcomes) Decide(ctx context.Context, actor recruit.Member, q Request, due time.Duration) (Outcome, error) {
	p, err := s.Preview(ctx, actor, q)
	if err != nil {
		return Outcome{}, err
	}
	now := s.Now().UTC()
	a := p.was
	a.Stage, a.StageSince, a.Reason = p.To, now, p.Reason
	log := recruit.Activity{At: now, ActorID: actor.ID, Actor: actor.Name, Action: "candidate.advanced", CandidateID: q.CandidateID, JobID: q.JobID, Text: "Advanced for " + p.Job.Title}
	if q.Reject {
		log.Action, log.Text = "candidate.rejected", "Rejected for "+p.Job.Title
	}
	log.Text += ". " + recruit.JoinDifferences(recruit.Difference("Stage", p.From, p.To), recruit.Difference("Reason", p.was.Reason, p.Reason))
	var letter *recruit.Letter
	if p.Mail != nil {
		l := p.Mail.Due(now, due)
		letter = &l
		log.Text += fmt.Sprintf(". Wrote the email “%s”%s", l.Subject, p.Mail.Later())
	}
	done := Outcome{Was: p.was}
	if done.Application, done.Letter, err = s.Store.SaveOutcome(ctx, a, letter, log); err != nil {
		return Outcome{}, err
	}
	if !q.CancelInterviews {
		return done, nil
	}
	for _, i := range p.Ahead {
		var r recruit.Record
		err := i.Refused
		if err == nil {
			r, err = s.Scheduling.Cancel(ctx, actor, i.ID, scheduling.ExpectedVersion(i.Cancel.Record.Interview.Version-1), "", due)
		}
		if err == nil {
			done.Cancelled = append(done.Cancelled, r)
			continue
		}
		i.Refused = err
		done.Standing = append(done.Standing, i)
	}
	return done, nil
}
