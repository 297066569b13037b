package reports

import (
	"context"
	"time"

	"recruitty/recruit"
)

// Row is one of the rows behind a figure.
type Row struct {
	Heading, Key string
	At           time.Time
	Value        int64 // see Facts
	InterviewID  recruit.InterviewID
	CandidateID  recruit.CandidateID
	JobID        recruit.JobID
	MemberID     recruit.MemberID // whom it is about, else who organises it
	// Names as they are now.
	Interview, Candidate, Job, Member string
}

// Store is where what is counted is chosen.
type Store interface {
	// ReportFacts are the rows of a report, gathered by figure.
	ReportFacts(ctx context.Context, q Query) ([]Facts, error)
	// ReportRows lists the rows behind a figure, newest first, or behind all of a report,
	// at most limit of them behind the first skip.
	ReportRows(ctx context.Context, q Query, of *Figure, skip, limit int) ([]Row, error)
}

// Reports is the service.
type Reports struct {
	Store Store // nil for who may have none
	Now   recruit.Clock
}

// Run counts a report. A query without times is over the last DefaultDays. An actor who
// does not see the whole workspace may have their own load only.
func (s *Reports) Run(ctx context.Context, actor recruit.Member, q Query) (Report, error) {
	d, q, err := s.allowed(actor, q)
	if err != nil {
		return Report{}, err
	}
	all, err := s.Store.ReportFacts(ctx, q)
	if err != nil {
		return Report{}, err
	}
	return Counted(d, q, all, actor.Location()), nil
}

// Rows lists the rows behind a figure of a report, or behind all of it where of is nil:
// at most limit behind the first skip, newest first.
func (s *Reports) Rows(ctx context.Context, actor recruit.Member, q Query, of *Figure, skip, limit int) ([]Row, error) {
	_, q, err := s.allowed(actor, q)
	if err != nil {
		return nil, err
	}
	return s.Store.ReportRows(ctx, q, of, skip, limit)
}

func (s *Reports) allowed(actor recruit.Member, q Query) (Definition, Query, error) {
	if err := recruit.Allow(actor, recruit.ToSee); err != nil {
		return Definition{}, q, err
	}
	d, err := Named(string(q.Name))
	if err != nil {
		return d, q, err
	}
	if !actor.SeesAll() {
		if d.Name != Load || q.Member != 0 && q.Member != actor.ID {
			return d, q, recruit.Refused("%s is %s and can see only their own load; ask a recruiter or an admin.", actor.Name, recruit.Article(actor.Role))
		}
		q.Member = actor.ID
	}
	if s.Store == nil {
		return d, q, recruit.Refused("Reports are not shown here; ask a recruiter or an admin.")
	}
	if q.Member != 0 && !d.ByMember {
		return d, q, recruit.Invalid("member", "The report %s is about candidates and cannot be filtered by member.", d.Name)
	}
	q.Name = d.Name
	if q.Now.IsZero() {
		q.Now = s.Now()
	}
	if q.From.IsZero() || q.To.IsZero() {
		if q.From, q.To, err = Period(q.From, q.To, q.Now, actor.Location()); err != nil {
			return d, q, err
		}
	}
	return d, q, nil
}
