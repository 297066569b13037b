package several

import (
	"context"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/recruit/outcomes"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// request is a change of many candidates while it is asked for.
type request struct {
	people.Change // what was chosen
	typed         draft.BulkPeople
	keep          *talk.Drafted // keeps what was typed, nil where nothing is
	fields        []talk.Field  // the questions that are typed
}

// store keeps what was typed so far (R12).
func (r *request) store() {
	if r.keep != nil {
		r.keep.Store(draft.Kept{Base: (&draft.BulkPeople{Told: r.typed.Told, Cancel: r.typed.Cancel}).Values(), Typed: r.typed.Values()}.Encode())
	}
}

// ask asks the questions that are typed, with what was typed before and not sent.
func (c *Candidates) ask(ctx context.Context, r *request, fields ...talk.Field) (err error) {
	if r.fields = fields; r.keep == nil {
		if r.keep, err = c.Resume(ctx, draft.BulkPeopleKey(c.Actor.ID, r.Change), r.typed.Fill); err != nil {
			return err
		}
	}
	return c.Fill(ctx, fields, r.store)
}

// text is a question for a text.
func (c *Candidates) text(name, label string, value *string, help string, empty bool) talk.Field {
	return talk.Field{Name: name, Label: label, Asked: true, Ask: func(ctx context.Context) error { return c.AskText(ctx, label, value, help, empty) }}
}

// change asks what a change of a kind needs.
func (c *Candidates) change(ctx context.Context, change *request) (err error) {
	//exhaustive:enforce
	switch change.Kind {
	case people.Move:
		if change.JobID, err = c.job(ctx, "Each their own"); err == nil {
			change.Stage, err = c.stage(ctx, change.JobID)
		}
	case people.Link:
		change.JobID, err = c.job(ctx, "")
	case people.Tag:
		const commas = "Separated by commas."
		err = c.ask(ctx, change, c.text("tags", "Tags to add", &change.typed.Add, commas, true), c.text("remove", "Tags to remove", &change.typed.Remove, commas, true))
	case people.Own:
		change.Owner, err = c.owner(ctx)
	case people.Reject:
		err = c.rejection(ctx, change)
	case people.Mail:
		err = c.mail(ctx, change)
	}
	return err
}

// job asks for an open job; own is the first choice and means none, "" where there has to
// be one.
func (c *Candidates) job(ctx context.Context, own string) (recruit.JobID, error) {
	var ids []recruit.JobID
	var titles []string
	if own != "" {
		ids, titles = append(ids, 0), append(titles, own)
	}
	jobs, err := talk.OpenJobs(ctx, c.Services.Store)
	if err != nil {
		return 0, err
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
		jobs, err := talk.OpenJobs(ctx, c.Services.Store) // all, since a stage may be that of the oldest job only
		if err != nil {
			return "", err
		}
		for _, j := range jobs {
			add(j.Job)
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
	n, err := c.Choose(ctx, "Set the owner", append(names, "Nobody"), -1)
	if err != nil || n == len(addresses) {
		return "", err
	}
	return addresses[n], nil
}

// Reason asks for one of the workspace's reasons for a rejection.
func Reason(ctx context.Context, c *talk.Conversation, of *outcomes.Outcomes) (string, error) {
	reasons, err := of.Reasons(ctx)
	if err != nil {
		return "", err
	}
	said := make([]string, len(reasons))
	for n, one := range reasons {
		said[n] = text.Line(one)
	}
	n, err := c.Choose(ctx, "Why", said, -1)
	if err != nil {
		return "", err
	}
	return reasons[n], nil
}

// rejection asks for what rejections need.
func (c *Candidates) rejection(ctx context.Context, change *request) (err error) {
	if change.Reason, err = Reason(ctx, c.Conversation, c.Services.Outcomes); err != nil {
		return err
	}
	if change.JobID, err = c.job(ctx, "Each their own"); err != nil {
		return err
	}
	answer := func(question string, to *string) (bool, error) {
		yes, err := c.Confirm(ctx, question)
		*to = map[bool]string{true: draft.Yes, false: draft.No}[yes]
		return yes, err
	}
	told, err := answer("Tell each by email?", &change.typed.Told)
	if err == nil && told {
		err = c.ask(ctx, change, c.when(change))
	}
	if err == nil {
		_, err = answer("Cancel their upcoming interviews?", &change.typed.Cancel)
	}
	return err
}

// when is the question when mails leave.
func (c *Candidates) when(change *request) talk.Field {
	return c.WhenSent("When should they be sent", &change.typed.When)
}

// mail asks for what mails need.
func (c *Candidates) mail(ctx context.Context, change *request) error {
	var words []string
	for _, t := range wording.LetterTemplates() {
		words = append(words, t.Words)
	}
	n, err := c.Choose(ctx, "Which email", words, -1)
	if err != nil {
		return err
	}
	if change.Event = wording.LetterTemplates()[n].Event; change.Event == recruit.OnMessage {
		return c.ask(ctx, change, c.text("words", "What does it say", &change.typed.Words, wording.WordsOfALetter, false), c.when(change))
	} else if change.JobID, err = c.job(ctx, "The latest of each"); err != nil {
		return err
	}
	return c.ask(ctx, change, c.when(change))
}
