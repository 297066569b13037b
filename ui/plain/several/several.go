// Package several is the talk in lines about many candidates at once: who they are, what is to
// become of them, what would happen to each, and what has.
package several

import (
	"context"
	"errors"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/recruit/filter"
	"recruitty/recruit/flow"
	"recruitty/recruit/fulltext"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// Word is what begins this behind the word for many.
const Word = "candidates"

// Candidates is a conversation about many candidates.
type Candidates struct {
	*talk.Conversation
	flow.By
	Now recruit.Clock
	// Zone is where who talks is.
	Zone *time.Location
	// Filter reads words and fields by which candidates are found.
	Filter func(ctx context.Context, typed string) (filter.Query, error)

	last people.Result // what undo takes back
	of   people.Bulk
}

// Do changes those who fit a filter, or takes the last of these requests back.
func (c *Candidates) Do(ctx context.Context, typed string) error {
	if err := recruit.Allow(c.Actor, recruit.ToRecruit); err != nil {
		return err
	}
	if typed == "" {
		return recruit.Invalid("", "Which candidates? Type many candidates and words or fields that they are found by, such as many candidates tag:go stage:applied.")
	}
	ids, err := c.found(ctx, typed)
	if err != nil || len(ids) == 0 {
		return err
	}
	kinds := people.Kinds()
	labels := make([]string, len(kinds))
	for n, k := range kinds {
		labels[n] = kindWords(k)
	}
	n, err := c.Choose(ctx, "What should happen to them", labels, -1)
	if err != nil {
		return c.unchanged(err)
	}
	r := &request{Change: people.Change{Kind: kinds[n]}}
	if err = c.change(ctx, r); err == nil {
		err = c.decide(ctx, r, ids)
	}
	if r.keep != nil {
		err = r.keep.Left(err)
	}
	return c.unchanged(err)
}

// kindWords is a kind of change as a choice says it.
func kindWords(k people.Kind) string {
	//exhaustive:enforce
	switch k {
	case people.Move:
		return "Move to a stage of their job"
	case people.Reject:
		return "Reject"
	case people.Mail:
		return "Write to each"
	case people.Link:
		return "Link to a job"
	case people.Tag:
		return "Add or remove tags"
	case people.Own:
		return "Set their owner"
	}
	return string(k)
}

// found says who fits a filter, and returns them; too many are refused.
func (c *Candidates) found(ctx context.Context, typed string) ([]recruit.CandidateID, error) {
	q, err := c.Filter(ctx, typed)
	if err != nil {
		return nil, err
	}
	f := recruit.CandidateFilter{Query: q.Words, Without: q.Without, Where: q.Terms, Limit: people.Max + 1, CountTo: people.Max + 1}
	part := false
	if f.Also, part, err = recruit.NextFound(ctx, c.Services.Store, c.Now(), f.Query, func(t time.Time) string { return recruit.TimeWords(t, c.Zone) }); err != nil {
		return nil, err
	}
	if part {
		c.Tell(recruit.NotAllUpcoming)
	}
	page, err := c.Services.Store.CandidatePage(ctx, f)
	if err != nil {
		return nil, err
	}
	if words := fulltext.NotSearched(page.Texts); words != "" {
		c.Tell("%s", words)
	}
	if len(page.Rows) == 0 {
		c.Tell("No candidate fits these words.")
		return nil, nil
	}
	if err := people.CheckCount(len(page.Rows)); err != nil {
		return nil, err
	}
	c.Tell("%s:", wording.Counted(len(page.Rows), "candidate"))
	var ids []recruit.CandidateID
	for n, row := range page.Rows {
		ids = append(ids, row.ID)
		if n < talk.PerPage {
			c.Tell("%s.", wording.Joined(", ", text.Line(row.Name), text.Line(row.JobTitle), text.Line(row.Stage)))
		}
	}
	if n := len(ids) - talk.PerPage; n > 0 {
		c.Tell("and %d more.", n)
	}
	return ids, nil
}

// decide says what would become of each, asks, and does it.
func (c *Candidates) decide(ctx context.Context, r *request, ids []recruit.CandidateID) error {
	b := people.Bulk{By: c.By}
	var seen people.Preview
	err := c.Insist(ctx, r.fields, r.store, func() (err error) {
		seen, err = talk.WithProgress(ctx, c.Conversation, "Looking", func(ctx context.Context, told func(done, all int)) (people.Preview, error) {
			b.Change, b.Step = r.typed.Read(r.Change), told
			return b.Preview(ctx, ids)
		})
		return err
	})
	if err != nil {
		return err
	}
	c.foreseen(seen)
	if len(seen.Possible()) == 0 {
		c.Tell(wording.NothingForAny)
		return nil
	}
	yes, err := c.Confirm(ctx, seen.Change.Words().Verb+"?")
	if err != nil || !yes {
		if err == nil {
			err = talk.ErrLeave
		}
		return err
	}
	result, err := talk.WithProgress(ctx, c.Conversation, "Changing", func(ctx context.Context, told func(done, all int)) (people.Result, error) {
		b.Step = told
		return b.Commit(ctx, seen)
	})
	if len(result.Outcomes) == 0 {
		return err
	}
	if err != nil {
		c.Complain(err)
	}
	if r.keep != nil {
		r.keep.Store("")
	}
	b.Step = nil
	c.last, c.of = result, b
	c.told(result)
	return nil
}

// foreseen says what would become of each, and for whom it cannot be done and why.
func (c *Candidates) foreseen(seen people.Preview) {
	c.Tell("%s.", talk.Spoken(text.Line(seen.Summary())))
	for _, i := range seen.Refused() {
		c.Tell("%s cannot be changed: %s", text.Line(i.Name()), text.Line(recruit.Sentence(i.Err)))
	}
	for _, i := range seen.Same() {
		c.Tell("%s: %s.", text.Line(i.Name()), talk.Spoken(text.Line(i.Becomes())))
	}
	for _, i := range seen.Possible() {
		c.Tell("%s: %s.", text.Line(i.Name()), talk.Spoken(text.Line(i.Becomes())))
		for _, a := range i.Ahead {
			said := text.Line(a.Title) + ", " + a.Wall() + ", is ahead"
			if seen.Change.CancelInterviews && a.Refused == nil {
				said += ". " + wording.End(a.Cancel)
			}
			c.Tell("%s.", strings.TrimSuffix(said, "."))
		}
		for _, warned := range i.Warnings {
			c.Tell("Note: %s", text.Line(warned))
		}
	}
	for n, i := range mailed(seen) {
		if n == mailsRead {
			c.Tell("The emails to the other %d are alike, each with their own name.", len(mailed(seen))-n)
			break
		}
		c.Tell("The email to %s%s says: %s", text.Line(i.Draft.To.Address), i.Draft.Later(), text.Line(i.Draft.Subject))
		c.Tell("%s", text.Block(i.Draft.Text))
	}
	c.Tell(wording.NothingYet)
}

// mailsRead is how many mails are read out.
const mailsRead = 1

// mailed are those who would get a mail.
func mailed(seen people.Preview) (out []people.Item) {
	for _, i := range seen.Possible() {
		if i.Draft != nil {
			out = append(out, i)
		}
	}
	return out
}

// told says what was done and what was not, and how all of it is taken back.
func (c *Candidates) told(r people.Result) {
	c.Tell("%s: %s.", r.Change.Words().Saved, wording.Counted(len(r.Done()), "candidate"))
	c.left(r)
	for _, o := range r.Done() {
		for _, i := range o.Standing {
			c.Tell("%s: %s", text.Line(o.Name()), text.Line(i.Stays()))
		}
	}
	switch n, until := r.Undoable(c.Now()); {
	case n == 0:
		c.Tell(wording.WorkContinues)
	case n < len(r.Done()) && until.IsZero():
		c.Tell("Type many undo to undo it for %s; the emails to the others are sent at once.", wording.Counted(n, "candidate"))
	case until.IsZero():
		c.Tell("Type many undo to undo all.")
	default:
		c.Tell("Nothing is sent yet: type many undo to undo all (%s). Type outbox to see the status of the emails.", c.Reader().OpenUntil(until))
	}
}

// left names those who stay as they are, with why.
func (c *Candidates) left(r people.Result) {
	for _, o := range r.NotDone() {
		c.Tell("%s stays: %s", text.Line(o.Name()), text.Line(recruit.Sentence(o.Err)))
	}
}

// Undo takes the last request back, for whom that can still be done.
func (c *Candidates) Undo(ctx context.Context) error {
	if err := recruit.Allow(c.Actor, recruit.ToRecruit); err != nil {
		return err
	}
	if len(c.last.Done()) == 0 {
		return recruit.Refused("No change of many candidates was made in this conversation that could be undone.")
	}
	back, err := c.of.Undo(ctx, c.last)
	c.last = people.Result{}
	if n := len(back.Done()); n > 0 {
		c.Tell("Undone: %s, as before.", wording.Counted(n, "candidate"))
	}
	c.left(back)
	return err
}

// unchanged says that a change was left.
func (c *Candidates) unchanged(err error) error {
	if errors.Is(err, talk.ErrLeave) || errors.Is(err, talk.ErrBack) {
		c.Tell("Left; nobody was changed.")
		return nil
	}
	return err
}
