package plain

import (
	"context"
	"errors"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/undo"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
)

// takeBackLast takes the last change of the open candidate back, or that of a job that words
// find.
func (p *plain) takeBackLast(ctx context.Context, words string) error {
	what, rest, _ := strings.Cut(words, " ")
	if strings.EqualFold(what, "job") {
		j, err := p.foundJob(ctx, strings.TrimSpace(rest), "")
		if err != nil {
			return err
		}
		o, err := p.Services.Undo.OfJob(ctx, p.Member, j.ID)
		if err != nil {
			return err
		}
		return p.takeBack(ctx, o)
	}
	if words != "" {
		return recruit.Invalid("", "Type undo for the open candidate, or undo job and words of its title.")
	}
	if p.candidate == 0 {
		return nobody()
	}
	o, err := p.Services.Undo.OfCandidate(ctx, p.Member, p.candidate)
	if err != nil {
		return err
	}
	if err := p.takeBack(ctx, o); err != nil || !o.Removes || o.Part != recruit.PartCandidate {
		return err
	}
	if _, err := p.Services.Store.Candidate(ctx, p.candidate); errors.Is(err, recruit.ErrNotFound) {
		p.candidate, p.interview = 0, 0
	}
	return nil
}

// takeBack says what a change was and what taking it back does, and asks.
func (p *plain) takeBack(ctx context.Context, o undo.Offer) error {
	if o.Newer != "" {
		p.Tell("%s", text.Line(o.Newer))
	}
	p.Tell("The last change that can be undone, by %s, %s: %s.", text.Line(o.Actor), p.Reader().Stamp(o.At), text.Line(undo.Brief(o.Text)))
	for _, line := range o.Becomes {
		p.Tell("%s", text.Line(undo.Brief(line)))
	}
	mails := p.mailsOf(o.Sends...)
	if mails != nil {
		for _, f := range o.Sends {
			for _, e := range f.Effects {
				if e.Kind.IsMail() {
					p.Tell("%s.", talk.Spoken(p.Reader().MailText(f.Record, e)))
				}
			}
		}
	}
	ok, err := p.Decide(ctx, "Undo it?", mails)
	if err != nil || !ok {
		return p.kept(err)
	}
	if _, err := p.Services.Undo.TakeBack(ctx, p.Member, o); err != nil {
		return err
	}
	p.Tell("Undone.")
	return nil
}
