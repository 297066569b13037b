package plain

import (
	"context"
	"errors"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// by is who decides in these lines.
func (p *plain) by() flow.By { return flow.By{Services: p.Services, Actor: p.Member, Undo: p.undoFor} }

// mine reads an interview that is to be changed, if the member may; an admin is
// offered to take it over first (R7).
func (p *plain) mine(ctx context.Context, id recruit.InterviewID) (recruit.Record, error) {
	return p.by().Open(ctx, id, func(r recruit.Record) error {
		p.Tell("%s", talk.Spoken(wording.TakingOver(r, p.Member, p.Now())))
		yes, err := p.Confirm(ctx, "Take it over?")
		if err != nil || !yes {
			return errLeaveUnless(err)
		}
		return nil
	})
}

// deciding takes the questions of a form to a decision about an interview. It answers
// in lines what comes up on the way.
type deciding struct {
	*plain
	kept   *talk.Drafted
	typed  func() string // what is kept of what was typed
	fields []talk.Field
	read   func() (flow.Decision, error)
	says   func(scheduling.Preview) // what would happen
	record *recruit.Record          // as it was looked at; nil for a new interview
	// brief is a decision that is said before its question, and then asked by yes or
	// no.
	brief  bool
	told   bool // says has said what would happen
	agreed bool // the person has said yes
}

// keep saves what was typed so far (R12).
func (d *deciding) keep() { d.kept.Store(d.typed()) }

// decide asks, and decides when the person says so.
func (d *deciding) decide(ctx context.Context) (recruit.Record, error) {
	if d.brief {
		if err := d.ahead(ctx); err != nil {
			return recruit.Record{}, err
		}
	}
	if err := d.Fill(ctx, d.fields, d.keep); err != nil {
		return recruit.Record{}, err
	}
	r, err := flow.Decide(ctx, d.read, d)
	if err == nil {
		d.kept.Store("")
	}
	return r, err
}

// ahead says what would happen before anything is asked. An answer from before that
// is at fault stands in the way of that, until it is asked for again.
func (d *deciding) ahead(ctx context.Context) error {
	decision, err := d.read()
	if err != nil {
		return err
	}
	f, err := decision.Preview(ctx)
	if d.at(err) >= 0 {
		return nil
	}
	if err == nil {
		d.says(f)
		d.told = true
	}
	return err
}

// at is the place of the question that an error is about, -1 for none.
func (d *deciding) at(err error) int {
	return slices.IndexFunc(d.fields, func(f talk.Field) bool { return f.Name == recruit.FieldOf(err) })
}

// Agree implements flow.Person.
func (d *deciding) Agree(ctx context.Context, decision flow.Decision, f scheduling.Preview) (bool, error) {
	if !d.told {
		d.says(f)
	}
	d.told = d.brief
	question := decision.Words().Verb + "?"
	var err error
	if mails := d.mailsOf(f); !d.brief {
		d.agreed, err = d.SendOrChange(ctx, question, d.fields, d.keep, mails)
	} else if d.agreed, err = d.Decide(ctx, question, mails); err == nil && !d.agreed {
		err = talk.ErrLeave
	}
	return d.agreed, err
}

// Program implements flow.Person.
func (d *deciding) Program(ctx context.Context, p flow.Program) (bool, error) {
	return d.Confirm(ctx, text.Line(p.Question()))
}

// Correct implements flow.Person: the question at fault is asked again.
func (d *deciding) Correct(ctx context.Context, why error) error {
	if talk.Ends(why) {
		return why
	}
	agreed := d.agreed
	d.agreed, d.told = false, false
	at := d.at(why)
	switch {
	case errors.Is(why, recruit.ErrTaken):
		d.Tell("%s", talk.Spoken(text.Line(recruit.Sentence(why))))
		d.Tell("What you typed is still here.")
		return nil // what would happen now is said, and asked, once more
	case errors.Is(why, recruit.ErrStale) && d.record != nil:
		d.Complain(why)
		now, err := d.Services.Store.Record(ctx, d.record.Interview.ID)
		if err != nil {
			return err
		}
		*d.record = now
		d.Tell("What you typed is still here.")
		return nil
	case at >= 0:
		d.Complain(why)
		d.told = d.brief // its answer changes nothing about what would happen
		return d.Anew(ctx, d.fields[at], d.keep)
	case d.brief:
		return why
	}
	d.Complain(why)
	if agreed {
		return nil // it may be tried again
	}
	return d.Change(ctx, "What to change: "+talk.Labels(d.fields)+", or leave", d.fields, d.keep)
}

// changes takes a change of an interview through its questions and follows it. Who
// leaves it finds what they typed again.
func (p *plain) changes(ctx context.Context, d *deciding, name string, values func() map[string]string, fill func(map[string]string)) error {
	began := values()
	kept, err := p.Resume(ctx, draft.ChangeKey(p.Member.ID, *d.record, name), fill)
	if err != nil {
		return p.unchanged(err)
	}
	d.plain, d.kept = p, kept
	d.typed = func() string { return draft.Kept{Base: began, Typed: values()}.Encode() }
	done, err := d.decide(ctx)
	if err != nil {
		return p.unchangedKept(kept, err)
	}
	decision, err := d.read()
	if err != nil {
		return err // it was read just now
	}
	_, err = p.follow(ctx, done, decision.Words().Saved+".")
	return err
}

// unchangedKept says that a change was left, and that what was typed is kept.
func (p *plain) unchangedKept(kept *talk.Drafted, err error) error {
	return p.unchanged(kept.Left(err))
}

// unchanged says that a change was left.
func (p *plain) unchanged(err error) error {
	if errors.Is(err, talk.ErrLeave) || errors.Is(err, talk.ErrBack) {
		p.Tell("Left; the interview is as it was.")
		return nil
	}
	return err
}
