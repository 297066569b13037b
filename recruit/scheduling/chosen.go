package scheduling

import (
	"context"
	"time"

	"recruitty/recruit"
)

// Chosen is a decision of a candidate out of an offer, in the name of whoever organises it.
// It is tried once: ErrStale says that somebody else wrote in between, and whoever asks looks
// at the offer again.
type Chosen struct {
	By   string // the candidate's name, "" when the organiser decided it for them
	Step recruit.OfferStep
	Log  recruit.Activity // what the candidate did
}

// by is who decided: the candidate is no member.
func (c Chosen) by(organiser recruit.Member) recruit.Member {
	if c.By == "" {
		return organiser
	}
	return recruit.Member{Name: c.By}
}

// with adds what becomes of the offer to a commit.
func (c Chosen) with(commit *recruit.Commit) {
	commit.Offer = &c.Step
	commit.Activity = append([]recruit.Activity{c.Log}, commit.Activity...)
}

// ChosenWarnings says what speaks against hours that are offered to a candidate, as
// LoopWarnings does, and what of that are clashes with interviews and limits, for each of the
// drafts by their start. except is an interview that would be moved.
func (s *Service) ChosenWarnings(ctx context.Context, organiser recruit.Member, drafts []recruit.ScheduleRequest, except recruit.InterviewID) (all []Warning, clashes [][]recruit.Clash, err error) {
	for _, d := range byStart(drafts) {
		i, b, err := s.drafted(ctx, organiser, d, except)
		if err != nil {
			return nil, nil, err
		}
		w, c, err := s.warned(ctx, organiser, d, i, b)
		if err != nil {
			return nil, nil, err
		}
		title, _ := recruit.CleanTitle(d.Title) // one that is none has been refused
		for _, one := range w {
			all = append(all, one.Of(title))
		}
		clashes = append(clashes, c)
	}
	return all, clashes, nil
}

// ScheduleChosen makes the interviews that a candidate chose, all or none, in place of those
// that were agreed before, which are cancelled. They come back by their start. Errors are
// those of ScheduleLoop, and ErrStale. The sentence of ErrTaken names members of the team, and is for
// them alone.
func (s *Service) ScheduleChosen(ctx context.Context, organiser recruit.Member, drafts []recruit.ScheduleRequest, instead []recruit.InterviewID, c Chosen) ([]recruit.Record, error) {
	commits, err := s.bookings(ctx, organiser, c.by(organiser), drafts, 0)
	if err != nil {
		return nil, err
	}
	gone, err := s.cancellations(ctx, instead, "", c)
	if err != nil {
		return nil, err
	}
	last := &commits[len(commits)-1]
	last.Along = gone
	c.with(last)
	return s.book(ctx, commits)
}

// RescheduleChosen moves an interview to another time that a candidate chose.
func (s *Service) RescheduleChosen(ctx context.Context, id recruit.InterviewID, m recruit.RescheduleRequest, c Chosen) (recruit.Record, error) {
	r, err := s.Store.Record(ctx, id)
	if err != nil {
		return recruit.Record{}, err
	}
	commit, err := s.reschedule(ctx, r.Organiser, c.by(r.Organiser), r, m, after(r.Interview.UpdatedAt, s.Now().UTC()), 0)
	if err != nil {
		return recruit.Record{}, err
	}
	c.with(&commit)
	return s.Store.Commit(ctx, commit)
}

// CancelChosen calls interviews off because a candidate did, all or none.
func (s *Service) CancelChosen(ctx context.Context, ids []recruit.InterviewID, reason string, c Chosen) error {
	commits, err := s.cancellations(ctx, ids, reason, c)
	if err != nil || len(commits) == 0 {
		return err
	}
	last := commits[len(commits)-1]
	last.Along = commits[:len(commits)-1]
	c.with(&last)
	_, err = s.Store.Commit(ctx, last)
	return err
}

// cancellations are the commits that call interviews off.
func (s *Service) cancellations(ctx context.Context, ids []recruit.InterviewID, reason string, c Chosen) ([]recruit.Commit, error) {
	var commits []recruit.Commit
	for _, id := range ids {
		r, err := s.Store.Record(ctx, id)
		if err != nil {
			return nil, err
		}
		commit, err := s.cancel(ctx, r.Organiser, c.by(r.Organiser), r, reason, after(r.Interview.UpdatedAt, s.Now().UTC()), time.Duration(0))
		if err != nil {
			return nil, err
		}
		commit.Interview.Revision = r.Interview.Revision
		commits = append(commits, commit)
	}
	return commits, nil
}
