package plain

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/letters"
	"recruitty/recruit/outcomes"
	"recruitty/recruit/scheduling"
	"recruitty/ui/draft"
	"recruitty/ui/plain/several"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// This file decides how the open candidate's application goes on, and writes to them.

func (p *plain) reject(ctx context.Context, _ string) error  { return p.decide(ctx, true) }
func (p *plain) advance(ctx context.Context, _ string) error { return p.decide(ctx, false) }

// decide asks what a decision needs, reads out what would happen, and makes it.
func (p *plain) decide(ctx context.Context, reject bool) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	who, a, err := p.linked(ctx, "In which job")
	if err != nil {
		return err
	}
	q := outcomes.Request{CandidateID: who.Candidate.ID, JobID: a.JobID, Reject: reject, Seen: a.Version}
	if reject {
		if q.Reason, err = several.Reason(ctx, p.Conversation, p.Services.Outcomes); err != nil {
			return err
		}
	}
	var typed []talk.Field
	if q.Mail, err = p.Confirm(ctx, "Tell them by email?"); err != nil {
		return err
	}
	if q.Mail {
		typed = []talk.Field{p.WhenSent("When should it be sent", &q.When)}
		if err := p.Fill(ctx, typed, func() {}); err != nil {
			return err
		}
	}
	var seen outcomes.Preview
	err = p.Insist(ctx, typed, func() {}, func() (err error) {
		seen, err = p.Services.Outcomes.Preview(ctx, p.Member, q)
		return err
	})
	if err != nil {
		return err
	}
	p.Tell("%s goes from %s to %s for %s.", text.Line(seen.Candidate.Name), text.Line(seen.From), text.Line(seen.To), text.Line(seen.Job.Title))
	for _, i := range seen.Ahead {
		p.Tell("%s, %s, is still scheduled. %s", text.Line(i.Title), i.Wall(), endOf(i))
		if i.Refused == nil {
			p.warn(i.Cancel.Notes(), "")
		}
	}
	if len(seen.Ahead) > 0 {
		if q.CancelInterviews, err = p.Confirm(ctx, "Cancel "+wording.Them(len(seen.Ahead))+"?"); err != nil {
			return err
		}
	}
	if seen.Mail != nil {
		p.readMail(*seen.Mail)
	}
	var ends []scheduling.Preview
	for _, i := range seen.Ahead {
		if q.CancelInterviews && i.Refused == nil {
			ends = append(ends, i.Cancel)
		}
	}
	ok, err := p.Decide(ctx, "Do this?", p.mailsOf(ends...))
	if err != nil || !ok {
		return p.kept(err)
	}
	due, err := p.Services.Settings.Undo(ctx)
	if err != nil {
		return err
	}
	o, err := p.Services.Outcomes.Decide(ctx, p.Member, q, due)
	if err != nil {
		return err
	}
	p.Tell("%s is in %s for %s. Type unmove to take that back while nothing has been sent.", text.Line(seen.Candidate.Name), text.Line(o.Application.Stage), text.Line(seen.Job.Title))
	for _, i := range o.Standing {
		p.Tell("%s", text.Line(i.Stays()))
	}
	return nil
}

// kept says that nothing was changed.
func (p *plain) kept(err error) error {
	if err == nil {
		p.Tell("Nothing was changed.")
	}
	return err
}

// endOf says what cancelling an upcoming interview does, or why it cannot be.
func endOf(i outcomes.Ahead) string {
	if i.Refused != nil {
		return recruit.Sentence(i.Refused)
	}
	return wording.End(i.Cancel)
}

// readMail reads a mail out as it would leave.
func (p *plain) readMail(d letters.Draft) {
	p.Tell("The email to %s says: %s", text.Line(d.To.Address), text.Line(d.Subject))
	p.Tell("%s", text.Block(d.Text))
	if d.Waits != "" {
		p.Tell("%s", text.Line(d.Waits))
	}
}

// unmove takes the last move of the open candidate back.
func (p *plain) unmove(ctx context.Context, _ string) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	who, a, err := p.linked(ctx, "In which job")
	if err != nil {
		return err
	}
	last, err := p.Services.Outcomes.Last(ctx, p.Member, who.Candidate.ID, a.JobID)
	if err != nil {
		return err
	}
	for _, stays := range last.StayCancelled() {
		p.Tell("%s", text.Line(stays))
	}
	ok, err := p.Confirm(ctx, "From "+text.Line(a.Stage)+" back to "+text.Line(last.Was.Stage)+"?")
	if err != nil || !ok {
		return p.kept(err)
	}
	now, err := p.Services.Outcomes.Undo(ctx, p.Member, last)
	if err != nil {
		return err
	}
	p.Tell("%s is in %s again.", text.Line(who.Candidate.Name), text.Line(now.Stage))
	return nil
}

// write sends a mail to the open candidate.
func (p *plain) write(ctx context.Context, words string) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	who, err := p.opened(ctx)
	if err != nil {
		return err
	}
	q := letters.Request{CandidateID: who.Candidate.ID, Event: recruit.OnMessage, Words: words}
	if len(who.Applications) > 0 {
		q.JobID = who.Applications[0].JobID
	}
	key := recruit.DraftKey(p.Member.ID, who.Candidate.ID, "write-plain")
	typed := p.Saver(key, "")
	keep := func() {
		typed.Store(draft.Kept{Base: map[string]string{"words": ""}, Typed: map[string]string{"words": q.Words}}.Encode())
	}
	fields := []talk.Field{{Name: "words", Label: "What it says", Asked: words == "", Ask: func(ctx context.Context) error {
		return p.AskText(ctx, "What does it say", &q.Words, wording.WordsOfALetter, false)
	}}}
	if words != "" {
		keep()
	} else if typed, err = p.Resume(ctx, key, func(v map[string]string) { q.Words = v["words"] }); err != nil {
		return err
	}
	if err := p.Fill(ctx, fields, keep); err != nil {
		return typed.Left(err)
	}
	var d letters.Draft
	if err := p.Insist(ctx, fields, keep, func() (err error) {
		d, err = p.Services.Letters.Draft(ctx, p.Member, q)
		return err
	}); err != nil {
		return typed.Left(err)
	}
	p.readMail(d)
	ok, err := p.Confirm(ctx, "Send it?")
	if err == nil && !ok {
		err = talk.ErrLeave
	}
	if err != nil {
		return typed.Left(err)
	}
	due, err := p.Services.Settings.Undo(ctx)
	if err != nil {
		return err
	}
	if _, err := p.Services.Letters.Send(ctx, p.Member, q, due); err != nil {
		return err
	}
	typed.Store("")
	p.Tell("The email is in the outbox.")
	return nil
}
