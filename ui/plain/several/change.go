package several

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// change asks what a change of a kind needs.
func (c *Candidates) change(ctx context.Context, kind people.Kind) (change people.Change, err error) {
	change.Kind = kind
	//exhaustive:enforce
	switch kind {
	case people.Move:
		if change.JobID, err = c.job(ctx, "Each their own"); err == nil {
			change.Stage, err = c.stage(ctx, change.JobID)
		}
	case people.Link:
		change.JobID, err = c.job(ctx, "")
	case people.Tag:
		var add, remove string
		if err = c.AskText(ctx, "Tags to add", &add, "with commas between several", true); err == nil {
			err = c.AskText(ctx, "Tags to take away", &remove, "with commas between several", true)
		}
		change.Add, change.Remove = strings.Split(add, ","), strings.Split(remove, ",")
	case people.Own:
		change.Owner, err = c.owner(ctx)
	case people.Reject:
		err = c.rejection(ctx, &change)
	case people.Mail:
		err = c.mail(ctx, &change)
	}
	return change, err
}

// job asks for an open job; own is the first choice and means none, "" where there has to
// be one.
func (c *Candidates) job(ctx context.Context, own string) (recruit.JobID, error) {
	jobs, err := c.Services.Store.Jobs(ctx, recruit.JobFilter{Status: recruit.JobOpen, Limit: mostJobs + 1, Brief: true})
	if err != nil {
		return 0, err
	}
	if len(jobs) > mostJobs {
		jobs = jobs[:mostJobs]
		c.Tell("These are %s open jobs; there are more.", wording.Grouped(mostJobs))
	}
	var ids []recruit.JobID
	var titles []string
	if own != "" {
		ids, titles = append(ids, 0), append(titles, own)
	}
	for _, j := range jobs {
		ids, titles = append(ids, j.ID), append(titles, text.Line(j.Title))
	}
	if len(titles) == 0 {
		return 0, recruit.Refused("There is no open job; type new job to add one.")
	}
	n, err := c.Choose(ctx, "Which job", titles, -1)
	if err != nil {
		return 0, err
	}
	return ids[n], nil
}

// mostJobs is how many jobs can be chosen from, and how many are read at a time.
const mostJobs = 500

// stage asks for a stage: of a job, or of any open one.
func (c *Candidates) stage(ctx context.Context, job recruit.JobID) (string, error) {
	var stages []string
	add := func(j recruit.Job) {
		for _, s := range j.Stages {
			if !slices.Contains(stages, s) && !recruit.StageLost(s) {
				stages = append(stages, s)
			}
		}
	}
	if job != 0 {
		j, err := c.Services.Store.Job(ctx, job)
		if err != nil {
			return "", err
		}
		add(j)
	} else {
		of := recruit.JobFilter{Status: recruit.JobOpen, Limit: mostJobs, Brief: true}
		for full := true; full; { // of all, since a stage may be that of the oldest job only
			jobs, err := c.Services.Store.Jobs(ctx, of)
			if err != nil {
				return "", err
			}
			for _, j := range jobs {
				add(j.Job)
				of.After = j.ID
			}
			full = len(jobs) == mostJobs
		}
	}
	said := make([]string, len(stages))
	for n, s := range stages {
		said[n] = text.Line(s)
	}
	n, err := c.Choose(ctx, "To which stage", said, -1)
	if err != nil {
		return "", err
	}
	return stages[n], nil
}

// owner asks who looks after them.
func (c *Candidates) owner(ctx context.Context) (string, error) {
	team, err := c.Services.Store.Members(ctx, false)
	if err != nil {
		return "", err
	}
	var addresses, names []string
	for _, m := range team {
		addresses, names = append(addresses, m.Email), append(names, text.Line(m.Name))
	}
	n, err := c.Choose(ctx, "Who looks after them", append(names, "Nobody"), -1)
	if err != nil || n == len(addresses) {
		return "", err
	}
	return addresses[n], nil
}

// rejection asks for what rejections need.
func (c *Candidates) rejection(ctx context.Context, change *people.Change) error {
	reasons, err := c.Services.Outcomes.Reasons(ctx)
	if err != nil {
		return err
	}
	said := make([]string, len(reasons))
	for n, one := range reasons {
		said[n] = text.Line(one)
	}
	n, err := c.Choose(ctx, "Why", said, -1)
	if err != nil {
		return err
	}
	change.Reason = reasons[n]
	if change.JobID, err = c.job(ctx, "Each their own"); err != nil {
		return err
	}
	if change.Told, err = c.Confirm(ctx, "Tell each by email?"); err != nil {
		return err
	}
	if change.Told {
		if err := c.when(ctx, change); err != nil {
			return err
		}
	}
	change.CancelInterviews, err = c.Confirm(ctx, "Cancel their interviews ahead?")
	return err
}

// when asks when mails leave.
func (c *Candidates) when(ctx context.Context, change *people.Change) error {
	return c.AskText(ctx, "When should they be sent", &change.When, "at once if you type nothing, or such as in 2 hours, or tomorrow 9:00, which is the time of each", true)
}

// mail asks for what mails need.
func (c *Candidates) mail(ctx context.Context, change *people.Change) error {
	var words []string
	for _, t := range wording.LetterTemplates() {
		words = append(words, t.Words)
	}
	n, err := c.Choose(ctx, "Which email", words, -1)
	if err != nil {
		return err
	}
	if change.Event = wording.LetterTemplates()[n].Event; change.Event == recruit.OnMessage {
		if err := c.AskText(ctx, "What does it say", &change.FreeWords, "it goes between the greeting and your name", false); err != nil {
			return err
		}
	} else if change.JobID, err = c.job(ctx, "The newest of each"); err != nil {
		return err
	}
	return c.when(ctx, change)
}
