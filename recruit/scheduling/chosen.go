package scheduling

import (
	"context"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Chosen is a decision of a candidate out of an offer, in the name of whoever organises it.
// It is tried once: ErrStale says that someone else wrote in between, and whoever asks looks
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
// drafts by their start. except are interviews that would be moved or called off for them.
func (s *Service) ChosenWarnings(ctx context.Context, organiser recruit.Member, drafts []recruit.ScheduleRequest, except []recruit.InterviewID) (all []Warning, clashes [][]recruit.Clash, err error) {
	for _, d := range byStart(drafts) {
		i, b, err := s.drafted(ctx, organiser, d, 0)
		if err != nil {
			return nil, nil, err
		}
		b.Instead = except
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
// that were agreed before. Where each of these is one of the drafts but for its time, they are
// moved: the same entries in everybody's calendar, the same meetings. Else they are cancelled.
// What was made or moved comes back by its start. Errors are
// those of ScheduleLoop, and ErrStale. The sentence of ErrTaken names members of the team, and is for
// them alone.
func (s *Service) ScheduleChosen(ctx context.Context, organiser recruit.Member, drafts []recruit.ScheduleRequest, instead []recruit.InterviewID, c Chosen) ([]recruit.Record, error) {
	if moved, err := s.moveAll(ctx, drafts, instead, c); err != nil || len(moved) > 0 {
		return moved, err
	}
	commits, err := s.bookings(ctx, organiser, c.by(organiser), drafts, 0)
	if err != nil {
		return nil, err
	}
	gone, err := s.cancellations(ctx, instead, "", c)
	if err != nil {
		return nil, err
	}
	for n := range commits {
		commits[n].Booking.Instead = instead
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

// moveAll moves interviews to the times of drafts, all or none, where each of them is one of
// the drafts but for its time; else it does nothing and returns none.
func (s *Service) moveAll(ctx context.Context, drafts []recruit.ScheduleRequest, ids []recruit.InterviewID, c Chosen) ([]recruit.Record, error) {
	if len(drafts) != len(ids) {
		return nil, nil
	}
	var standing []recruit.Record
	for _, id := range ids {
		r, err := s.Store.Record(ctx, id)
		if err != nil {
			return nil, err
		}
		standing = append(standing, r)
	}
	var commits, stay []recruit.Commit // stay are those of which only the place in the loop is another
	now := s.Now().UTC()
	for n, d := range byStart(drafts) {
		d, err := s.placed(ctx, d)
		if err != nil {
			return nil, err
		}
		if d, err = normalise(d, now); err != nil {
			return nil, err
		}
		at := slices.IndexFunc(standing, func(r recruit.Record) bool { return isOf(d, r) })
		if at < 0 {
			return nil, nil
		}
		r := standing[at]
		standing = slices.Delete(standing, at, at+1)
		if r.Interview.Start.Equal(d.Start) && r.Interview.Duration == d.Duration {
			if i := r.Interview; i.LoopPlace > 0 && i.LoopPlace != n+1 {
				i.LoopPlace = n + 1
				stay = append(stay, recruit.Commit{Interview: i})
			}
			continue // it stays where it is
		}
		commit, err := s.reschedule(ctx, r.Organiser, c.by(r.Organiser), r, recruit.RescheduleRequest{Start: d.Start, TimeZone: d.TimeZone, Duration: d.Duration}, after(r.Interview.UpdatedAt, now), 0)
		if err != nil {
			return nil, err
		}
		if commit.Interview.LoopPlace > 0 {
			commit.Interview.LoopPlace = n + 1
		}
		commits = append(commits, commit)
	}
	if len(commits) == 0 {
		return nil, recruit.Invalid("start", "These are the times of the interviews already; nothing was changed.")
	}
	together(commits)
	last := commits[len(commits)-1]
	last.Along = slices.Concat(commits[:len(commits)-1], stay)
	c.with(&last)
	if _, err := s.Store.Commit(ctx, last); err != nil {
		return nil, err
	}
	var all []recruit.Record
	for _, moved := range commits {
		r, err := s.Store.Record(ctx, moved.Interview.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// together lets commits that move interviews together each take the time that another of them
// gives back.
func together(commits []recruit.Commit) {
	var all []recruit.InterviewID
	for _, one := range commits {
		all = append(all, one.Interview.ID)
	}
	for _, one := range commits {
		one.Booking.Instead = all
	}
}

// isOf reports whether an interview is what a draft says but for its time: with the same
// people, at the same place.
func isOf(d recruit.ScheduleRequest, r recruit.Record) bool {
	i, panel := r.Interview, r.Panel()
	if i.Status != recruit.Scheduled || i.Title != d.Title || i.Platform != d.Platform || i.Place != d.Place || i.Description != d.Description || len(panel) != len(d.Participants) {
		return false
	}
	return !slices.ContainsFunc(panel, func(p recruit.Participant) bool {
		return !slices.ContainsFunc(d.Participants, func(a string) bool { return sanitize.SameAddress(a, p.Address) })
	})
}
