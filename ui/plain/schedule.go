package plain

import (
	"context"
	"errors"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// scheduleForm is the form Schedule Interview Event (R5).
type scheduleForm struct {
	*plain
	facts   draft.Facts
	draft   *draft.Schedule
	kept    *talk.Drafted
	offered bool   // times for it were sent to choose from, in place of one
	agreed  string // the files that a program among them is meant to be sent with; see recruit.ScheduleRequest.Attached
}

// toSchedule reads what there is to know for an interview of the open candidate, who may be
// interviewed for one of their jobs.
func (p *plain) toSchedule(ctx context.Context) (draft.Facts, error) {
	if err := p.allow(recruit.ToSchedule); err != nil {
		return draft.Facts{}, err
	}
	who, err := p.opened(ctx)
	if err != nil {
		return draft.Facts{}, err
	}
	job, err := p.jobFor(ctx, who)
	if err != nil {
		return draft.Facts{}, err
	}
	f, err := draft.ReadFacts(ctx, p.Services, p.Member, who.Candidate.ID, job)
	if err != nil {
		return draft.Facts{}, err
	}
	return f, f.Profile.MayBeInterviewed(f.Job)
}

// schedule asks for everything about a new interview, says what would happen
// and sends it.
func (p *plain) schedule(ctx context.Context, _ string) error {
	f, err := p.toSchedule(ctx)
	if err != nil {
		return err
	}
	s := &scheduleForm{plain: p, facts: f, kept: p.Saver(draft.Key(p.Member.ID, f.Profile.Candidate.ID, f.Job.ID), f.Kept)}
	p.Tell("Schedule Interview Event, %s, %s.", text.Line(f.Profile.Candidate.Name), text.Line(f.Job.Title))
	if err := s.resume(ctx); err != nil {
		return err
	}
	p.early(ctx, recruit.Record{Interview: recruit.Interview{OrganiserID: p.Member.ID}, Organiser: p.Member}, s.draft.Platform)
	form := &deciding{plain: p, kept: s.kept, typed: s.draft.Encode, fields: s.fields(), read: s.read, says: s.summary}
	r, err := form.decide(ctx)
	if err != nil {
		return s.left(err)
	}
	if m, err := p.Services.Store.Member(ctx, p.Member.ID); err == nil { // the choice of an entry of their own is remembered
		p.Member.SkipEntry = m.SkipEntry
	}
	p.interview = r.Interview.ID
	taken, err := p.follow(ctx, r, "Saved.")
	if taken {
		s.keep() // everything typed is there for another time
		p.Tell("What you typed is kept and comes back with schedule.")
	}
	return err
}

// resume offers what was typed before and not sent.
func (s *scheduleForm) resume(ctx context.Context) error {
	if _, ok := draft.Decode(s.facts.Kept); ok {
		yes, err := s.GoOn(ctx)
		if err != nil {
			return err
		}
		if !yes {
			s.facts.Kept = ""
		}
	}
	s.draft = s.facts.New(s.Member)
	return nil
}

// left says what becomes of what was typed.
func (s *scheduleForm) left(err error) error {
	if !errors.Is(err, talk.ErrLeave) {
		return err
	}
	if s.offered {
		return nil
	}
	s.Tell("Left; nothing was sent. What you typed is kept and comes back with schedule.")
	return nil
}

// read makes a decision of what is typed.
func (s *scheduleForm) read() (flow.Decision, error) {
	d, err := s.draft.Read(s.facts.Profile.Candidate.ID, s.facts.Job.ID, s.Now())
	return &flow.Schedule{By: s.by(), Draft: d, Agreed: &s.agreed, Remember: true}, err
}

// summary says the whole interview in words, with what is odd about it and what
// would happen.
func (s *scheduleForm) summary(f scheduling.Preview) {
	i := f.Record.Interview
	s.Tell("%s, with %s.", text.Line(i.Title), text.Line(s.facts.Profile.Candidate.Name))
	s.Tell("When: %s.", talk.Spoken(s.Reader().When(i)))
	if other := s.Reader().Elsewhere(i.Start, s.facts.Profile.Candidate.Location(), s.facts.Profile.Candidate.Name); other != "" {
		s.Tell("That is %s.", other)
	}
	s.Tell("%s.", wording.Joined(": ", i.Platform.Label(), text.Line(i.Place)))
	if i.Description != "" {
		s.Tell("Description: %s", text.Block(i.Description))
	}
	if i.InternalNote != "" {
		s.Tell("Internal note: %s", text.Block(i.InternalNote))
	}
	s.foreseen(f)
}

// keep saves what was typed so far (R12).
func (s *scheduleForm) keep() { s.kept.Store(s.draft.Encode()) }
