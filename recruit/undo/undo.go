// Package undo takes changes of records back: of a candidate with their links, notes and
// files, and of a job with its documents. It is the one place that says of each kind of
// change how it is taken back (Kinds); the log keeps the old and the new value, and the
// storage what each part was before, for recruit.KeptChanges.
//
// What is taken back is the last change that the person may take back: their own, and
// for an admin anybody's. Where the part was changed once more since, nothing is.
package undo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/letters"
	"recruitty/recruit/outcomes"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/scheduling"
)

// Store is what the service reads and writes.
type Store interface {
	recruit.Past
	recruit.Letters
	Candidate(ctx context.Context, id recruit.CandidateID) (recruit.Candidate, error)
	Job(ctx context.Context, id recruit.JobID) (recruit.Job, error)
	Interviews(ctx context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error)
	Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error)
}

// Undo is the service.
type Undo struct {
	Store      Store
	Pipeline   *pipeline.Pipeline
	Jobs       *pipeline.Jobs
	Outcomes   *outcomes.Outcomes
	Letters    *letters.Letters
	Scheduling *scheduling.Service
	Now        recruit.Clock
}

// Offer is a change that can be taken back, in words.
type Offer struct {
	recruit.PastChange
	// Becomes says what is different afterwards, one sentence each.
	Becomes []string
	// Newer says of a newer change of the actor that it cannot be taken back, and why.
	Newer string
	// Sends is what happens outside then to interviews: mails that leave after all, such as
	// those to an address that is in force again.
	Sends []scheduling.Preview
	// Removes says that the record, or the interview, is gone afterwards.
	Removes bool

	candidate recruit.Candidate // as it is saved
	job       recruit.Job
	outcome   *outcomes.Outcome
	letter    recruit.LetterID
	interview recruit.InterviewID
}

// Interviews are those of which something is taken back, so that what follows from that
// outside is to be settled.
func (o Offer) Interviews() (all []recruit.InterviewID) {
	if o.interview != 0 && !o.Removes {
		all = append(all, o.interview)
	}
	if o.outcome != nil {
		for _, r := range o.outcome.Cancelled {
			all = append(all, r.Interview.ID)
		}
	}
	return all
}

// maxBrief is how much of a text a question or a status line says.
const maxBrief = 300

// Brief is a text as a question says it: one line, cut where it is long. The log has the
// whole of it.
func Brief(text string) string {
	return sanitize.Brief(strings.Join(strings.Fields(text), " "), maxBrief)
}

// OfCandidate is the last change of a candidate that the actor may take back. ErrRefused
// says that there is none; ErrStale that it was changed once more since, by whom, and what
// to do.
func (u *Undo) OfCandidate(ctx context.Context, actor recruit.Member, id recruit.CandidateID) (Offer, error) {
	if err := recruit.Allow(actor, recruit.ToNote); err != nil {
		return Offer{}, err
	}
	c, err := u.Store.Candidate(ctx, id)
	if err != nil {
		return Offer{}, err
	}
	all, err := u.Store.PastChanges(ctx, recruit.PastChangeFilter{CandidateID: id, Limit: 200})
	if err != nil {
		return Offer{}, err
	}
	meeting, late, lateAt, err := u.interview(ctx, actor, id)
	if err != nil {
		return Offer{}, err
	}
	letter, err := u.letter(ctx, actor, id)
	if err != nil {
		return Offer{}, err
	}
	o := Offer{PastChange: mine(all, actor)}
	if letter.ID != 0 && letter.CreatedAt.After(o.At) {
		o = Offer{letter: letter.ID, Becomes: []string{"The email “" + letter.Subject + "” is not sent."}}
		o.Activity = recruit.Activity{At: letter.CreatedAt, ActorID: letter.AuthorID, Actor: letter.Author.Name, Action: "candidate.mailed", CandidateID: id, Text: "Wrote the email “" + letter.Subject + "”"}
	}
	if late != nil && lateAt.After(o.At) && !alongAt(o, lateAt) {
		o.Newer = recruit.Sentence(late)
	}
	if n := len(meeting.Versions); n > 0 && meeting.Versions[n-1].At.After(o.At) && !along(o, meeting) {
		return u.offerOf(ctx, actor, meeting)
	}
	switch {
	case o.letter != 0:
		return o, nil
	case o.ID == 0 && late != nil:
		return Offer{}, late
	case o.ID == 0:
		return Offer{}, nothing(c.Name, all, actor)
	}
	offered, err := u.offer(ctx, actor, o, all)
	if err != nil && o.Newer != "" && recruit.AboutOne(ctx, err) {
		err = late // which is what they have just done
	}
	return offered, err
}

// together is how long after a decision about a stage the cancellations that belong to it
// are written; nobody decides and cancels by hand as fast as that.
const together = 5 * time.Second

// along reports whether the last change of an interview is a cancellation that belongs to
// the decision about a stage, which is undone as a whole.
func along(o Offer, r recruit.Record) bool {
	last := r.Versions[len(r.Versions)-1]
	return r.Interview.Status == recruit.Cancelled && r.Interview.JobID == o.JobID && last.ByID == o.ActorID && alongAt(o, last.At)
}

// alongAt reports whether an offer takes back a decision about a stage that was made right
// before a moment.
func alongAt(o Offer, at time.Time) bool {
	return o.Part == recruit.PartApplication && o.Was != "" && o.Now != "" && at.Sub(o.At) < together
}

// OfChange is the change of a candidate that a line of the log tells, whatever else of the
// candidate was changed since; see OfCandidate. It is refused where that line is no longer
// kept, or was taken back.
func (u *Undo) OfChange(ctx context.Context, actor recruit.Member, id recruit.CandidateID, line recruit.ActivityID) (Offer, error) {
	if err := recruit.Allow(actor, recruit.ToNote); err != nil {
		return Offer{}, err
	}
	all, err := u.Store.PastChanges(ctx, recruit.PastChangeFilter{CandidateID: id, Limit: 200})
	if err != nil {
		return Offer{}, err
	}
	for _, c := range all {
		if c.ID == line {
			return u.offer(ctx, actor, Offer{PastChange: c}, all)
		}
	}
	return Offer{}, recruit.Refused("This change has already been undone, or is no longer kept; look at the profile.")
}

// Move is the last move of a candidate in a job, whatever else was changed since.
func (u *Undo) Move(ctx context.Context, actor recruit.Member, id recruit.CandidateID, job recruit.JobID) (Offer, error) {
	last, err := u.Outcomes.Last(ctx, actor, id, job)
	if err != nil {
		return Offer{}, err
	}
	all, err := u.Store.PastChanges(ctx, recruit.PastChangeFilter{CandidateID: id, JobID: job, Part: recruit.PartApplication})
	if err != nil {
		return Offer{}, err
	}
	for _, c := range all {
		if c.ID == last.Line {
			return u.offer(ctx, actor, Offer{PastChange: c}, all)
		}
	}
	return Offer{}, recruit.Refused("The last move is no longer there to undo; look at the profile again.")
}

// OfJob is the last change of a job that the actor may take back; see OfCandidate.
func (u *Undo) OfJob(ctx context.Context, actor recruit.Member, id recruit.JobID) (Offer, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return Offer{}, err
	}
	j, err := u.Store.Job(ctx, id)
	if err != nil {
		return Offer{}, err
	}
	all, err := u.Store.PastChanges(ctx, recruit.PastChangeFilter{JobID: id, Limit: 200})
	if err != nil {
		return Offer{}, err
	}
	o := Offer{PastChange: mine(all, actor)}
	if o.ID == 0 {
		return Offer{}, nothing(j.Title, all, actor)
	}
	return u.offer(ctx, actor, o, all)
}

// mine is the newest change that the actor may take back, without a number if there is none.
func mine(all []recruit.PastChange, actor recruit.Member) recruit.PastChange {
	for _, c := range all {
		if c.ActorID == actor.ID || actor.Role == recruit.Admin {
			return c
		}
	}
	return recruit.PastChange{}
}

// nothing says why nothing is to be taken back, and what to do.
func nothing(name string, all []recruit.PastChange, actor recruit.Member) error {
	days := int(recruit.KeptChanges / (24 * time.Hour))
	if len(all) > 0 {
		return recruit.Refused("The last change of %s is by %s; only they or an admin may undo it: %s. You have made none in the last %d days that could be.", name, all[0].Actor, Brief(all[0].Text), days)
	}
	return recruit.Refused("Nothing about %s was changed in the last %d days that could be undone; Activity has the old values.", name, days)
}

// since says that a record was changed once more since a change, and by whom.
func since(name string, fields []string, c recruit.PastChange, all []recruit.PastChange, instead string) error {
	by := ""
	if n := slices.IndexFunc(all, func(o recruit.PastChange) bool { return o.ID > c.ID && o.Part == c.Part }); n >= 0 {
		by = " by " + all[n].Actor
	}
	return &recruit.Problem{Kind: recruit.ErrStale, Sentence: fmt.Sprintf("%s of %s was changed again%s, so your change is not undone; %s.", strings.Join(fields, ", "), name, by, instead)}
}

// TakeBack takes back what was offered, and says so in a sentence. It is ErrStale where it
// is not the last change of its part any more.
func (u *Undo) TakeBack(ctx context.Context, actor recruit.Member, o Offer) (said string, err error) {
	need := recruit.ToRecruit
	switch {
	case o.Part == recruit.PartNote:
		need = recruit.ToNote
	case o.interview != 0:
		need = recruit.ToSchedule
	}
	if err := recruit.Allow(actor, need); err != nil {
		return "", err
	}
	if o.ActorID != actor.ID && actor.Role != recruit.Admin {
		return "", recruit.Refused("%s made this change; they or an admin may undo it.", o.Actor)
	}
	noun := "candidate"
	if o.CandidateID == 0 {
		noun = "job"
	}
	log := recruit.Activity{At: u.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: noun + ".undone", CandidateID: o.CandidateID, JobID: o.JobID, TakesBack: o.ID,
		Text: "Undone: " + o.Text}
	if differences := strings.Join(o.Becomes, " "); differences != "" {
		log.Text += ". " + strings.TrimSuffix(differences, ".")
	}
	if o.Action == "candidate.salary" || o.Action == "candidate.fields" {
		log.Action = o.Action // a line of its own sort, for not everybody may read it
	}
	switch {
	case o.interview != 0:
		_, err = u.Scheduling.Undo(ctx, actor, o.interview)
	case o.letter != 0:
		_, err = u.Letters.Withdraw(ctx, actor, o.letter)
	case o.outcome != nil:
		_, err = u.Outcomes.Undo(ctx, actor, *o.outcome)
	case o.Part == recruit.PartCandidate && o.Was != "":
		_, err = u.Pipeline.Restore(ctx, actor, o.candidate, log)
	case o.Part == recruit.PartJob && o.Was != "":
		_, err = u.Jobs.Restore(ctx, actor, o.job, log)
	default:
		err = u.Store.TakeBack(ctx, o.PastChange, log)
	}
	return "Undone: " + Brief(o.Text) + ".", err
}
