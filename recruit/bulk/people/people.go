package people

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/letters"
	"recruitty/recruit/outcomes"
)

// Bulk is one request to change many candidates.
type Bulk struct {
	flow.By
	Change Change
	// Step is told how many are worked out, or changed, of all; it may be nil.
	Step func(done, all int)
}

// Item is one of the candidates, and what would become of them.
type Item struct {
	ID  recruit.CandidateID
	Was recruit.Profile // as it was looked at
	// Application is the link to a job that the change is about, zero where it is about
	// none.
	Application recruit.Application
	// From and To are what changes, in words: "Applied" and "Interview", "" for nothing.
	From, To string
	// Same says that nothing has to be done: it is so already.
	Same bool
	// Draft is the mail that they get, nil for none.
	Draft *letters.Draft
	// Ahead are the interviews of who is rejected that are not over.
	Ahead []outcomes.Ahead
	// Warnings are sentences that one should read before.
	Warnings []string
	Err      error // why it cannot be done, nil where it can
}

// Name is what the candidate is called.
func (i Item) Name() string {
	if i.Was.Candidate.ID == 0 {
		return fmt.Sprintf("Candidate %d", i.ID)
	}
	return i.Was.Candidate.Name
}

// Preview is what a request would do to each, in the order in which they were named.
type Preview struct {
	Change Change
	Items  []Item
}

// Preview works out what the request would do: shown before it is done. Those for whom it
// cannot be done are among the items with why, and keep no other from it. Errors are those
// about the request as a whole.
func (b Bulk) Preview(ctx context.Context, ids []recruit.CandidateID) (Preview, error) {
	if err := recruit.Allow(b.Actor, recruit.ToRecruit); err != nil {
		return Preview{}, err
	}
	change, err := b.check(ctx)
	if err != nil {
		return Preview{}, err
	}
	b.Change = change
	p := Preview{Change: change}
	for _, id := range ids {
		if !slices.ContainsFunc(p.Items, func(i Item) bool { return i.ID == id }) {
			p.Items = append(p.Items, Item{ID: id})
		}
	}
	if err := CheckCount(len(p.Items)); err != nil {
		return Preview{}, err
	}
	jobs := jobs{b: b, known: map[recruit.JobID]recruit.Job{}}
	for n := range p.Items {
		i := &p.Items[n]
		if i.Err = b.look(ctx, i, jobs); i.Err != nil && (!recruit.AboutOne(ctx, i.Err) || ofAll(i.Err)) {
			return Preview{}, i.Err
		}
		b.step(n+1, len(p.Items))
	}
	return p, nil
}

// CheckCount refuses a request about nobody, and one about too many.
func CheckCount(n int) error {
	switch {
	case n == 0:
		return recruit.Invalid("candidates", "No candidate is chosen.")
	case n > Max:
		return recruit.Invalid("candidates", "One request can change at most %d candidates; choose fewer.", Max)
	}
	return nil
}

// ofAll reports whether an error says something of the request and not of who it is about.
func ofAll(err error) bool {
	return slices.Contains([]string{"reason", "when", "words", "text", "subject", "template", "owner", "tags"}, recruit.FieldOf(err))
}

func (b Bulk) step(done, all int) {
	if b.Step != nil {
		b.Step(done, all)
	}
}

// look reads a candidate and works out what would become of them.
func (b Bulk) look(ctx context.Context, i *Item, jobs jobs) error {
	var err error
	if i.Was, err = b.Services.Store.Profile(ctx, i.ID); err != nil {
		return err
	}
	c := i.Was.Candidate
	if !c.ErasedAt.IsZero() {
		return recruit.NotFound("The data of candidate %d was erased.", c.ID)
	}
	//exhaustive:enforce
	switch b.Change.Kind {
	case Move:
		return b.lookMove(ctx, i, jobs)
	case Link:
		return b.lookLink(ctx, i, jobs)
	case Tag:
		tags := b.Change.tagged(c.Tags)
		i.From, i.To, i.Same = strings.Join(c.Tags, ", "), strings.Join(tags, ", "), slices.Equal(tags, c.Tags)
		return nil
	case Own:
		i.From, i.To = c.Owner, b.Change.Owner
		i.Same = i.From == i.To
		return nil
	case Reject:
		return b.lookReject(ctx, i, jobs)
	case Mail:
		return b.lookMail(ctx, i)
	}
	return nil
}

// jobs are those that the candidates of a request are linked to, each read once.
type jobs struct {
	b     Bulk
	known map[recruit.JobID]recruit.Job
}

func (j jobs) job(ctx context.Context, id recruit.JobID) (recruit.Job, error) {
	if known, ok := j.known[id]; ok {
		return known, nil
	}
	job, err := j.b.Services.Store.Job(ctx, id)
	if err == nil {
		j.known[id] = job
	}
	return job, err
}

// own finds the link that a move or a rejection is about: that to the job of the request,
// else the only one to an open job in which the candidate is not lost.
func (j jobs) own(ctx context.Context, i *Item) (recruit.Job, error) {
	if id := j.b.Change.JobID; id != 0 {
		job, err := j.job(ctx, id)
		if err != nil {
			return job, err
		}
		linked := false
		if i.Application, linked = i.Was.Application(id); !linked {
			return job, recruit.NotLinked(i.Was.Candidate, job)
		}
		return job, nil
	}
	var found []recruit.Job
	var titles []string
	for _, a := range i.Was.Applications {
		job, err := j.job(ctx, a.JobID)
		if err != nil {
			return job, err
		}
		if job.Status == recruit.JobOpen && !recruit.StageLost(a.Stage) {
			i.Application = a
			found, titles = append(found, job), append(titles, job.Title)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return recruit.Job{}, recruit.Refused("%s is in no open job.", i.Was.Candidate.Name)
	}
	i.Application = recruit.Application{}
	return recruit.Job{}, recruit.Refused("%s is in several open jobs (%s); say which one is meant.", i.Was.Candidate.Name, strings.Join(titles, ", "))
}

func (b Bulk) lookMove(ctx context.Context, i *Item, jobs jobs) error {
	job, err := jobs.own(ctx, i)
	if err != nil {
		return err
	}
	stage, err := job.Stage(b.Change.Stage)
	i.From, i.To, i.Same = i.Application.Stage, stage, i.Application.Stage == stage
	return err
}

func (b Bulk) lookLink(ctx context.Context, i *Item, jobs jobs) error {
	job, err := jobs.job(ctx, b.Change.JobID)
	if err != nil {
		return err
	}
	if a, linked := i.Was.Application(job.ID); linked {
		i.Application, i.From, i.To, i.Same = a, a.Stage, a.Stage, true
		return nil
	}
	i.Application = recruit.Application{CandidateID: i.ID, JobID: job.ID, JobTitle: job.Title}
	i.To = cmp.Or(b.Change.Stage, job.Stages[0])
	return nil
}

// rejection is the decision about one candidate.
func (b Bulk) rejection(i Item) outcomes.Request {
	return outcomes.Request{CandidateID: i.ID, JobID: i.Application.JobID, Reject: true, Reason: b.Change.Reason, Mail: b.Change.Told, When: b.Change.When,
		CancelInterviews: b.Change.CancelInterviews, Seen: i.Application.Version}
}

func (b Bulk) lookReject(ctx context.Context, i *Item, jobs jobs) error {
	if _, err := jobs.own(ctx, i); err != nil {
		return err
	}
	if recruit.StageLost(i.Application.Stage) {
		i.From, i.To, i.Same = i.Application.Stage, i.Application.Stage, true
		return nil
	}
	q := b.rejection(*i)
	seen, err := b.Services.Outcomes.Preview(ctx, b.Actor, q)
	if recruit.FieldOf(err) == "mail" {
		i.Warnings = append(i.Warnings, "No email: "+recruit.Sentence(err))
		q.Mail = false
		seen, err = b.Services.Outcomes.Preview(ctx, b.Actor, q)
	}
	if err != nil {
		return err
	}
	i.From, i.To, i.Draft, i.Ahead = seen.From, seen.To, seen.Mail, seen.Ahead
	i.Warnings = append(i.Warnings, seen.Warnings...)
	return nil
}

// letter is the mail to one candidate.
func (b Bulk) letter(i Item) letters.Request {
	return letters.Request{CandidateID: i.ID, JobID: i.Application.JobID, Event: b.Change.Event, Words: b.Change.FreeWords, When: b.Change.When}
}

func (b Bulk) lookMail(ctx context.Context, i *Item) error {
	if id := b.Change.JobID; id != 0 {
		i.Application, _ = i.Was.Application(id)
		i.Application.JobID = id // who is not linked is refused by name
	} else if len(i.Was.Applications) > 0 {
		i.Application = i.Was.Applications[0]
	}
	d, err := b.Services.Letters.Draft(ctx, b.Actor, b.letter(*i))
	if err != nil {
		return err
	}
	i.Draft, i.To = &d, d.To.Address
	if d.Waits != "" {
		i.Warnings = append(i.Warnings, d.Waits)
	}
	return nil
}
