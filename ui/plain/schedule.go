package plain

import (
	"context"
	"errors"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// scheduling is the form Schedule Interview Event (R5).
type scheduling struct {
	*plain
	facts  draft.Facts
	draft  *draft.Schedule
	keeper *keeper
	agreed string // the files that a program among them is meant to be sent with; see Draft.Attached
}

// schedule asks for everything about a new interview, says what would happen
// and sends it.
func (p *plain) schedule(ctx context.Context, _ string) error {
	if err := p.allow(recruit.ToSchedule); err != nil {
		return err
	}
	who, err := p.opened(ctx)
	if err != nil {
		return err
	}
	job, err := p.jobFor(ctx, who)
	if err != nil {
		return err
	}
	f, err := draft.ReadFacts(ctx, p.Desk, p.Member, who.Candidate.ID, job)
	if err != nil {
		return err
	}
	if f.Profile.Candidate.Email == "" {
		return recruit.Refused("%s has no e-mail address; add one before scheduling: recruitty candidate edit %d --email ADDRESS.", text.Line(who.Candidate.Name), who.Candidate.ID)
	}
	s := &scheduling{plain: p, facts: f, keeper: &keeper{plain: p, key: draft.Key(p.Member.ID, who.Candidate.ID, job), stored: f.Kept}}
	p.tell("Schedule Interview Event, %s, %s.", text.Line(f.Profile.Candidate.Name), text.Line(f.Job.Title))
	if err := s.resume(ctx); err != nil {
		return err
	}
	p.early(ctx, recruit.Record{Interview: recruit.Interview{OrganiserID: p.Member.ID}, Organiser: p.Member}, s.draft.Platform)
	r, err := s.fillIn(ctx)
	if err != nil {
		return s.left(err)
	}
	p.interview = r.Interview.ID
	taken, err := p.follow(ctx, r, "Saved.")
	if taken {
		s.keep() // everything typed is there for another time
		p.tell("What you typed is kept and comes back with schedule.")
	}
	return err
}

// resume offers what was typed before and not sent.
func (s *scheduling) resume(ctx context.Context) error {
	if _, ok := draft.Decode(s.facts.Kept); ok {
		yes, err := s.goOn(ctx)
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
func (s *scheduling) left(err error) error {
	if !errors.Is(err, errLeave) {
		return err
	}
	s.tell("Left; nothing was sent. What you typed is kept and comes back with schedule.")
	return nil
}

// fillIn asks, and decides when the person says so.
func (s *scheduling) fillIn(ctx context.Context) (recruit.Record, error) {
	fields := s.fields()
	if err := s.fill(ctx, fields, s.keep); err != nil {
		return recruit.Record{}, err
	}
	for {
		if err := s.decide(ctx, "Send Invitation?", fields, s.keep, func() error { return s.summary(ctx) }); err != nil {
			return recruit.Record{}, err
		}
		r, err := s.send(ctx)
		if err == nil || ends(err) {
			return r, err
		}
		s.complain(err)
	}
}

// send decides. From the moment it is saved the work goes on by itself.
func (s *scheduling) send(ctx context.Context) (recruit.Record, error) {
	d, err := s.read()
	if err != nil {
		return recruit.Record{}, err
	}
	undo, err := s.undoFor(ctx)
	if err != nil {
		return recruit.Record{}, err
	}
	r, err := s.Desk.Scheduling.Schedule(context.WithoutCancel(ctx), s.Member, d, undo)
	if err == nil {
		s.keeper.store("")
		if m, err := s.Desk.Team.RememberEntry(ctx, s.Member, d.OrganiserEntry); err == nil { // else it is asked for again
			s.Member = m
		}
	}
	return r, err
}

func (s *scheduling) read() (recruit.Draft, error) {
	d, err := s.draft.Read(s.facts.Profile.Candidate.ID, s.facts.Job.ID, s.Now())
	d.AllowExecutable = s.agreed != "" && s.agreed == d.Attached()
	return d, err
}

// foresee says what a draft would do. Where it would send a program, it asks
// whether that is meant.
func (s *scheduling) foresee(ctx context.Context, d recruit.Draft) (recruit.Foreseen, error) {
	f, err := s.Desk.Scheduling.Foresee(ctx, s.Member, d)
	var program *recruit.ProgramError
	if !errors.As(err, &program) {
		return f, err
	}
	to, what := "the candidate", text.Line(program.File)+" is a program or may run one."
	if program.Inside != "" {
		what = text.Line(program.File) + " contains a program: " + text.Line(program.Inside) + "."
	}
	if program.Panel {
		to = "the panel"
	}
	yes, bad := s.confirm(ctx, what+" Send it to "+to+" all the same?")
	if bad != nil {
		return f, bad
	}
	if !yes {
		return f, recruit.Invalid("files", "%s Take it off before you send.", what)
	}
	s.agreed = d.Attached()
	d.AllowExecutable = true
	return s.Desk.Scheduling.Foresee(ctx, s.Member, d)
}

// summary says the whole interview in words, with what is odd about it and what
// would happen.
func (s *scheduling) summary(ctx context.Context) error {
	d, err := s.read()
	if err != nil {
		return err
	}
	f, err := s.foresee(ctx, d)
	if err != nil {
		return err
	}
	i := f.Record.Interview
	s.tell("%s, with %s.", text.Line(i.Title), text.Line(s.facts.Profile.Candidate.Name))
	s.tell("When: %s.", spoken(s.reader().When(i)))
	if other := s.reader().Elsewhere(i.Start, s.facts.Profile.Candidate.Location(), s.facts.Profile.Candidate.Name); other != "" {
		s.tell("That is %s.", other)
	}
	s.tell("%s.", wording.Joined(": ", i.Platform.Label(), text.Line(i.Place)))
	if i.Description != "" {
		s.tell("Description: %s", text.Block(i.Description))
	}
	if i.InternalNote != "" {
		s.tell("Internal note: %s", text.Block(i.InternalNote))
	}
	s.foreseen(f)
	return nil
}

// keep saves what was typed so far (R12).
func (s *scheduling) keep() { s.keeper.store(s.draft.Encode()) }
