package undo

import (
	"context"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/scheduling"
)

// This file works out what taking a change back does.

// offer works out what taking a change back does.
func (u *Undo) offer(ctx context.Context, actor recruit.Member, o Offer, all []recruit.PastChange) (Offer, error) {
	var err error
	switch o.Part {
	case recruit.PartCandidate:
		err = u.candidateWas(ctx, actor, &o, all)
	case recruit.PartJob:
		err = u.jobWas(ctx, &o, all)
	case recruit.PartApplication:
		err = u.linkWas(ctx, actor, &o)
	case recruit.PartNote:
		err = noteWas(&o)
	case recruit.PartCandidateFile, recruit.PartJobFile:
		err = u.fileWas(&o)
	}
	return o, err
}

func (u *Undo) candidateWas(ctx context.Context, actor recruit.Member, o *Offer, all []recruit.PastChange) error {
	now, err := u.Store.Candidate(ctx, recruit.CandidateID(o.Item))
	if err != nil {
		return err
	}
	if o.Was == "" {
		o.Removes, o.Becomes = true, []string{now.Name + " is no longer among the candidates."}
		return nil
	}
	named, err := u.renamed(ctx, *o)
	if err != nil {
		return err
	}
	back, also, err := fieldwise(named, now)
	if err != nil {
		return err
	}
	if len(also) > 0 {
		return since(now.Name, also, o.PastChange, all, "e changes them (recruitty candidate edit)")
	}
	o.candidate = back
	o.Becomes = differences(recruit.Differences(recruit.CandidateFields(), now, back))
	if now.Email == "" || sanitize.SameAddress(now.Email, back.Email) {
		return nil
	}
	o.Sends, err = u.Scheduling.PreviewReaddress(ctx, actor, back, now.Email, 0)
	return err
}

func (u *Undo) jobWas(ctx context.Context, o *Offer, all []recruit.PastChange) error {
	now, err := u.Store.Job(ctx, recruit.JobID(o.Item))
	if err != nil {
		return err
	}
	if o.Was == "" {
		o.Removes, o.Becomes = true, []string{now.Title + " is no longer among the jobs."}
		return nil
	}
	back, also, err := fieldwise(*o, now)
	if err != nil {
		return err
	}
	if len(also) > 0 {
		return since(now.Title, also, o.PastChange, all, "e changes them (recruitty job edit)")
	}
	o.job = back
	o.Becomes = differences(recruit.Differences(recruit.JobDetails(), now, back))
	switch {
	case now.Status == back.Status:
	case back.Status == recruit.JobOpen:
		o.Becomes = append(o.Becomes, now.Title+" is open again.")
	default:
		o.Becomes = append(o.Becomes, now.Title+" is closed again.")
	}
	return nil
}

// linkWas is about a link of a candidate to a job.
func (u *Undo) linkWas(ctx context.Context, actor recruit.Member, o *Offer) error {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return err
	}
	j, err := u.Store.Job(ctx, o.JobID)
	if err != nil {
		return err
	}
	switch {
	case o.Was == "":
		if err := u.Pipeline.MayUnlink(ctx, o.CandidateID, o.JobID); err != nil {
			return err
		}
		o.Becomes = []string{"They are not linked to " + j.Title + " any more."}
		return nil
	case o.Now == "":
		was, err := recruit.PastApplication(o.PastChange.Was)
		o.Becomes = []string{"They are linked to " + j.Title + " again, in " + was.Stage + "."}
		return err
	}
	last, err := u.Outcomes.Last(ctx, actor, o.CandidateID, o.JobID)
	if err != nil {
		return err
	}
	o.outcome = &last
	o.Becomes = differences(recruit.JoinDifferences(recruit.Difference("Stage for "+j.Title, last.Application.Stage, last.Was.Stage), recruit.Difference("Reason", last.Application.Reason, last.Was.Reason)))
	if last.Letter.ID != 0 {
		o.Becomes = append(o.Becomes, "The email “"+last.Letter.Subject+"” is not sent.")
	}
	told, err := u.Store.LettersTo(ctx, o.CandidateID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(told, func(l recruit.Letter) bool {
		return l.JobID == o.JobID && l.Stage == last.Was.Stage && l.Effect.State == recruit.Superseded
	}) {
		o.Becomes = append(o.Becomes, "The email about "+last.Was.Stage+" was cancelled by the move and stays cancelled; E writes another one.")
	}
	for _, r := range last.Cancelled {
		f, err := u.Scheduling.PreviewUndo(ctx, actor, r.Interview.ID)
		if err != nil && !recruit.AboutOne(ctx, err) {
			return err
		}
		if len(f.Effects) > 0 { // of one that cannot be taken back by now nothing leaves
			o.Sends = append(o.Sends, f)
		}
	}
	if n := len(last.Cancelled); n > 0 {
		o.Becomes = append(o.Becomes, recruit.Counted(n, "cancelled interview takes place again.", "cancelled interviews take place again."))
	}
	o.Becomes = append(o.Becomes, last.StayCancelled()...)
	return nil
}

func noteWas(o *Offer) error {
	was, now, err := texts[noteRow](*o)
	switch {
	case err != nil:
	case o.Was == "":
		o.Becomes = []string{"The note goes: “" + now.Text + "”"}
	case o.Now == "":
		o.Becomes = []string{"The note is there again: “" + was.Text + "”"}
	default:
		o.Becomes = []string{"The note says again: “" + was.Text + "”"}
	}
	return err
}

func (u *Undo) fileWas(o *Offer) error {
	was, now, err := texts[fileRow](*o)
	switch {
	case err != nil:
	case o.Was == "":
		o.Becomes = []string{now.Name + " goes, and its content is wiped unless someone else has the same file."}
	case o.Now == "":
		if !u.Now().Before(o.At.Add(recruit.KeptFiles)) {
			return recruit.Refused("%s was removed more than %d days ago and its content is wiped; add the file again.", was.Name, int(recruit.KeptFiles/(24*time.Hour)))
		}
		o.Becomes = []string{was.Name + " is among the files again."}
	default:
		o.Becomes = differences(recruit.JoinDifferences(recruit.Difference("Name", now.Name, was.Name), recruit.Difference("Kind", now.Kind, was.Kind)))
	}
	return err
}

// differences are those of a record, one each.
func differences(all string) []string {
	if all == "" {
		return nil
	}
	return []string{all + "."}
}

// interview is the one of a candidate whose last change can be taken back, the newest of
// several; without versions there is none. late says why it is too late for the actor's
// last change of one that is ahead.
func (u *Undo) interview(ctx context.Context, actor recruit.Member, id recruit.CandidateID) (newest recruit.Record, late error, lateAt time.Time, err error) {
	all, err := u.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: id})
	if err != nil {
		return newest, nil, lateAt, err
	}
	now := u.Now()
	for _, i := range all {
		r, err := u.Store.Record(ctx, i.ID)
		if err != nil {
			return newest, nil, lateAt, err
		}
		n := len(r.Versions)
		if over := r.TooLateToUndo(now); n > 0 && over != nil {
			if at := r.Versions[n-1].At; r.Versions[n-1].ByID == actor.ID && r.Interview.End().After(now) && at.After(lateAt) {
				late, lateAt = over, r.Versions[n-1].At
			}
			continue
		}
		if n == 0 || !r.Closed() && r.MayChange(actor) != nil || recruit.Allow(actor, recruit.ToSchedule) != nil {
			continue
		}
		if last := r.Versions[n-1]; last.ByID != actor.ID && actor.Role != recruit.Admin {
			continue
		}
		if len(newest.Versions) == 0 || r.Versions[n-1].At.After(newest.Versions[len(newest.Versions)-1].At) {
			newest = r
		}
	}
	return newest, late, lateAt, nil
}

// offerOf is a change of an interview.
func (u *Undo) offerOf(ctx context.Context, actor recruit.Member, r recruit.Record) (Offer, error) {
	last := r.Versions[len(r.Versions)-1]
	o := Offer{interview: r.Interview.ID}
	o.Activity = recruit.Activity{At: last.At, ActorID: last.ByID, Actor: last.By, Action: "interview." + string(last.Kind), CandidateID: r.Interview.CandidateID, JobID: r.Interview.JobID, InterviewID: r.Interview.ID,
		Text: last.Kind.Of(r.Interview.Title)}
	o.Becomes = []string{r.Interview.Title + " is again what it was before; nobody was told of the change."}
	if last.Kind == recruit.WasScheduled {
		o.Removes = true
		o.Becomes = []string{r.Interview.Title + " is no longer scheduled; nobody was told of it."}
	}
	f, err := u.Scheduling.PreviewUndo(ctx, actor, r.Interview.ID)
	if len(f.Effects) > 0 {
		o.Sends = []scheduling.Preview{f}
	}
	return o, err
}

// letter is the newest mail to a candidate about no decision that has not left.
func (u *Undo) letter(ctx context.Context, actor recruit.Member, id recruit.CandidateID) (recruit.Letter, error) {
	if recruit.Allow(actor, recruit.ToRecruit) != nil {
		return recruit.Letter{}, nil
	}
	all, err := u.Store.LettersTo(ctx, id)
	for _, l := range all {
		if l.Stage == "" && l.Withdrawable() == nil && (l.AuthorID == actor.ID || actor.Role == recruit.Admin) {
			return l, nil
		}
	}
	return recruit.Letter{}, err
}
