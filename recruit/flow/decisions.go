package flow

import (
	"context"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/recruit/scheduling"
)

// Schedule makes a new interview (R5).
type Schedule struct {
	By
	Draft recruit.ScheduleRequest
	// Agreed holds the files of which a program is meant to be sent, as
	// ScheduleRequest.Attached names them; nil where the draft itself says so.
	Agreed *string
	// Remember keeps the choice about the organiser's own calendar entry for the
	// next interview.
	Remember bool
}

// Words implements Decision.
func (s *Schedule) Words() Words {
	return Words{Title: "Schedule Interview Event", Verb: "Send Invitation", Saved: "Saved"}
}

// Agree says that a program among the files is meant to be sent with exactly these.
func (s *Schedule) Agree() {
	if s.Agreed != nil {
		*s.Agreed = s.Draft.Attached()
	}
}

func (s *Schedule) allowed() recruit.ScheduleRequest {
	d := s.Draft
	if s.Agreed != nil {
		d.AllowExecutable = *s.Agreed != "" && *s.Agreed == d.Attached()
	}
	return d
}

// Preview implements Decision.
func (s *Schedule) Preview(ctx context.Context) (scheduling.Preview, error) {
	f, err := s.Services.Scheduling.Preview(ctx, s.Actor, s.allowed())
	s.Draft.Agreed.Clashes = f.Clashes
	return f, err
}

// Commit implements Decision. Actor is then as the choice that was remembered made
// them; one that cannot be kept is asked for again, and what is scheduled is scheduled.
func (s *Schedule) Commit(ctx context.Context) (recruit.Record, error) {
	r, err := s.within(ctx, func(due time.Duration) (recruit.Record, error) {
		return s.Services.Scheduling.Schedule(ctx, s.Actor, s.allowed(), due)
	})
	if err == nil && s.Remember {
		if m, err := s.Services.Team.RememberEntry(ctx, s.Actor, s.Draft.OrganiserEntry); err == nil {
			s.Actor = m
		}
	}
	return r, err
}

// Interview is the interview that a decision changes.
type Interview struct {
	ID   recruit.InterviewID
	Seen scheduling.ExpectedVersion // the version that was looked at; 0 for any
}

// Of is the interview of a record as it was read.
func Of(r recruit.Record) Interview {
	return Interview{r.Interview.ID, scheduling.ExpectedVersion(r.Interview.Version)}
}

// Reschedule moves an interview (R7).
type Reschedule struct {
	By
	Interview
	Move recruit.RescheduleRequest
}

// Words implements Decision.
func (*Reschedule) Words() Words {
	return Words{Title: "Reschedule Interview Event", Verb: "Reschedule", Saved: "Saved: the interview has a new time"}
}

// Preview implements Decision.
func (r *Reschedule) Preview(ctx context.Context) (scheduling.Preview, error) {
	f, err := r.Services.Scheduling.PreviewReschedule(ctx, r.Actor, r.ID, r.Move)
	r.Move.Agreed.Clashes = f.Clashes
	return f, err
}

// Commit implements Decision.
func (r *Reschedule) Commit(ctx context.Context) (recruit.Record, error) {
	return r.within(ctx, func(due time.Duration) (recruit.Record, error) {
		return r.Services.Scheduling.Reschedule(ctx, r.Actor, r.ID, r.Seen, r.Move, due)
	})
}

// Cancel calls an interview off (R8).
type Cancel struct {
	By
	Interview
	Reason string
}

// Words implements Decision.
func (*Cancel) Words() Words {
	return Words{Title: "Cancel this interview?", Verb: "Cancel the interview", Saved: "Cancelled here; record, files and notes stay"}
}

// Preview implements Decision.
func (c *Cancel) Preview(ctx context.Context) (scheduling.Preview, error) {
	return c.Services.Scheduling.PreviewCancel(ctx, c.Actor, c.ID, c.Reason)
}

// Commit implements Decision.
func (c *Cancel) Commit(ctx context.Context) (recruit.Record, error) {
	return c.within(ctx, func(due time.Duration) (recruit.Record, error) {
		return c.Services.Scheduling.Cancel(ctx, c.Actor, c.ID, c.Seen, c.Reason, due)
	})
}

// People changes who is invited. A corrected address and the organiser's own entry are not
// held back; a further change takes them back.
type People struct {
	By
	Interview
	Change recruit.PeopleChange
	// Needs are how many of which pools are invited besides: who can then is chosen when
	// it is looked at, and is who is invited.
	Needs []pools.Need
	whole *recruit.PeopleChange // with who was chosen, nil before
}

// Words implements Decision.
func (*People) Words() Words {
	return Words{Title: "Who is invited", Verb: "Tell them", Saved: "Saved: who is invited has changed here"}
}

// Preview implements Decision.
func (p *People) Preview(ctx context.Context) (scheduling.Preview, error) {
	concerns, err := p.choose(ctx)
	if err != nil {
		return scheduling.Preview{}, err
	}
	f, err := p.Services.Scheduling.PreviewPeople(ctx, p.Actor, p.ID, *p.whole)
	p.whole.Agreed.Clashes = f.Clashes
	f.Warnings = append(f.Warnings, concerns...)
	return f, err
}

// Commit implements Decision.
func (p *People) Commit(ctx context.Context) (recruit.Record, error) {
	if p.whole == nil {
		if _, err := p.choose(ctx); err != nil {
			return recruit.Record{}, err
		}
	}
	return p.within(ctx, func(due time.Duration) (recruit.Record, error) {
		return p.Services.Scheduling.ChangePeople(ctx, p.Actor, p.ID, p.Seen, *p.whole, due)
	})
}

// choose works out the whole change, with who is chosen out of pools. What speaks
// against them although they can come is returned.
func (p *People) choose(ctx context.Context) ([]scheduling.Warning, error) {
	if len(p.Needs) == 0 {
		p.whole = &p.Change
		return nil, nil
	}
	r, err := p.Services.Store.Record(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	change, hour, err := p.Services.Finder.SeatMore(ctx, p.Actor, r, p.Change, p.Needs)
	if err != nil {
		return nil, err
	}
	p.whole = &change
	var all []scheduling.Warning
	for _, said := range hour.Concerns(p.Actor.Location()) {
		all = append(all, scheduling.Warning{Field: "pools", Sentence: recruit.Capital(said) + "."})
	}
	return all, nil
}

// Refusal keeps the time although someone asks for another one. It cannot be taken
// back.
type Refusal struct {
	By
	ID   recruit.InterviewID
	Who  recruit.Participant // as they were seen
	Note string              // only they read it
}

// Words implements Decision.
func (*Refusal) Words() Words {
	return Words{Title: "Refuse another time?", Verb: "Refuse it", Saved: "Refused; the interview stays at its time"}
}

// Preview implements Decision.
func (r *Refusal) Preview(ctx context.Context) (scheduling.Preview, error) {
	return r.Services.Scheduling.PreviewRefusal(ctx, r.Actor, r.ID, r.Who)
}

// Commit implements Decision.
func (r *Refusal) Commit(ctx context.Context) (recruit.Record, error) {
	return r.Services.Scheduling.RefuseProposal(ctx, r.Actor, r.ID, r.Who, r.Note, 0)
}

// Deputies invites those whom someone sends in their place. It cannot be taken back.
type Deputies struct {
	By
	ID     recruit.InterviewID
	Who    recruit.Participant // as they were seen
	agreed recruit.Agreed      // what the preview has shown
}

// Words implements Decision.
func (*Deputies) Words() Words { return (*People)(nil).Words() }

// Preview implements Decision.
func (d *Deputies) Preview(ctx context.Context) (scheduling.Preview, error) {
	r, err := d.Services.Store.Record(ctx, d.ID)
	if err != nil {
		return scheduling.Preview{}, err
	}
	change, err := r.Deputising(d.Who)
	if err != nil {
		return scheduling.Preview{}, err
	}
	f, err := d.Services.Scheduling.PreviewPeople(ctx, d.Actor, d.ID, change)
	d.agreed.Clashes = f.Clashes
	return f, err
}

// Commit implements Decision.
func (d *Deputies) Commit(ctx context.Context) (recruit.Record, error) {
	return d.Services.Scheduling.InviteDeputies(ctx, d.Actor, d.ID, d.Who, d.agreed, 0)
}
