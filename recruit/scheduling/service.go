// Package scheduling decides about interviews: it schedules, moves and cancels them,
// changes who comes, and takes back. What a decision means outside it works out on a
// recruit.Record and commits with it; package outbox makes it happen.
package scheduling

import (
	"context"
	"fmt"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/booking"
)

// Service decides about interviews: schedule, reschedule, cancel and what
// becomes of them. It changes nothing outside; it commits what has to happen,
// and package outbox makes it happen.
type Service struct {
	Store Store
	// Hosts is asked what Zoom permits and whom it knows; nil asks nobody.
	Hosts *Hosts
	// Reminders says when people are reminded; nil reminds nobody.
	Reminders func(ctx context.Context) (recruit.Reminders, error)
	// Outside knows what holds work up; nil knows of Zoom's connection only.
	Outside *Outside
	// Mailable says why no mail can be sent to an address with letters beyond ASCII
	// before the @; nil takes none.
	Mailable func(ctx context.Context, address string) error
	Now      recruit.Clock
	// Booked knows what people's time is taken by; nil warns of nothing, and what is
	// decided is refused by the store where it clashes.
	Booked booking.Store
	// Reread reads the calendars of people once more before a decision about a time is
	// looked at, and warns of those that could not be read in time (R13); nil where none
	// are read.
	Reread func(ctx context.Context, actor recruit.Member, addresses []string) ([]Warning, error)
	// Calendars warns of what the calendars and hours of people say about a time; nil where nothing is known of them. except are interviews that are being moved.
	Calendars func(ctx context.Context, actor recruit.Member, addresses []string, start, end time.Time, candidate recruit.CandidateID, except []recruit.InterviewID) ([]Warning, error)
}

// Store is the part of the store that scheduling reads and writes.
type Store interface {
	recruit.Interviews
	MemberByEmail(ctx context.Context, email string) (recruit.Member, error)
	Members(ctx context.Context, removed bool) ([]recruit.Member, error)
	Job(ctx context.Context, id recruit.JobID) (recruit.Job, error)
	Candidate(ctx context.Context, id recruit.CandidateID) (recruit.Candidate, error)
	Profile(ctx context.Context, id recruit.CandidateID) (recruit.Profile, error)
	recruit.ConnectionFinder
	Connections(ctx context.Context) ([]recruit.Connection, error)
	FileContent(ctx context.Context, sha256 string) ([]byte, error)
}

// ExpectedVersion is the version of an interview that a person saw when they decided;
// 0 means that they decided on whatever is in force.
type ExpectedVersion int

// Schedule makes a new interview (R5). Nothing leaves the machine before due
// has passed since the decision. Errors are ErrInvalid, ErrRefused (not linked,
// no connection), ErrTaken (see recruit.Agreed), ErrNotFound and ErrStorage.
func (s *Service) Schedule(ctx context.Context, actor recruit.Member, d recruit.ScheduleRequest, due time.Duration) (recruit.Record, error) {
	r, err := s.compose(ctx, actor, d)
	if err != nil {
		return recruit.Record{}, err
	}
	host, err := s.mayHost(ctx, r, d)
	if err != nil {
		return recruit.Record{}, err
	}
	r.Interview.Reference = newReference()
	r.Interview.UID = newUID()
	planned, err := s.remind(ctx, r, planScheduled(r, r.Interview.CreatedAt.Add(due)), r.Interview.CreatedAt.Add(due))
	if err != nil {
		return recruit.Record{}, err
	}
	r.Effects = hostedBy(planned, host)
	return s.Store.Commit(ctx, recruit.Commit{
		Interview: r.Interview, People: r.People, Files: r.Files, Effects: r.Effects,
		Version:  undoable(newVersion(r, recruit.WasScheduled, actor, ""), r.Interview.CreatedAt.Add(due)),
		Booking:  whole(r, d.Agreed),
		Activity: []recruit.Activity{activity(r, actor, "interview.scheduled", "Scheduled %s for %s", r.Interview.Title, recruit.Wall(r.Interview))},
	})
}

// Reschedule moves an interview (R7): start, zone and duration, nothing else.
// Only its organiser may; others are told who that is.
func (s *Service) Reschedule(ctx context.Context, actor recruit.Member, id recruit.InterviewID, seen ExpectedVersion, m recruit.RescheduleRequest, due time.Duration) (recruit.Record, error) {
	return s.change(ctx, actor, id, seen, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		return s.reschedule(ctx, actor, actor, r, m, now, due)
	})
}

// reschedule is the commit that moves an interview. by is who decided it, in the name of
// actor.
func (s *Service) reschedule(ctx context.Context, actor, by recruit.Member, r recruit.Record, m recruit.RescheduleRequest, now time.Time, due time.Duration) (recruit.Commit, error) {
	if err := r.MayChange(actor); err != nil {
		return recruit.Commit{}, err
	}
	was := r.Interview
	r, reason, err := moved(r, m, now)
	if err != nil {
		return recruit.Commit{}, err
	}
	text := "Rescheduled " + was.Title + ": " + timesDifference(was, r.Interview)
	plan, err := s.remind(ctx, r, planMoved(r, s.leaves(due)), s.leaves(due))
	if err != nil {
		return recruit.Commit{}, err
	}
	if err := s.permitted(ctx, r, plan); err != nil {
		return recruit.Commit{}, err
	}
	return recruit.Commit{
		Interview: r.Interview, People: r.Weighed(), Effects: plan,
		Version:  undoable(newVersion(r, recruit.WasRescheduled, by, reason), s.leaves(due)),
		Booking:  whole(r, m.Agreed),
		Activity: []recruit.Activity{activity(r, by, "interview.rescheduled", "%s", because(text, reason))},
	}, nil
}

// Cancel calls an interview off (R8). The record stays for ever.
func (s *Service) Cancel(ctx context.Context, actor recruit.Member, id recruit.InterviewID, seen ExpectedVersion, reason string, due time.Duration) (recruit.Record, error) {
	return s.change(ctx, actor, id, seen, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		return s.cancel(ctx, actor, actor, r, reason, now, due)
	})
}

// cancel is the commit that calls an interview off, as reschedule.
func (s *Service) cancel(ctx context.Context, actor, by recruit.Member, r recruit.Record, reason string, now time.Time, due time.Duration) (recruit.Commit, error) {
	if err := r.MayChange(actor); err != nil {
		return recruit.Commit{}, err
	}
	r, err := cancelled(r, reason, now)
	if err != nil {
		return recruit.Commit{}, err
	}
	reason = r.Interview.CancelReason
	text := fmt.Sprintf("Cancelled %s of %s", r.Interview.Title, recruit.Wall(r.Interview))
	plan := planCancelled(r, s.leaves(due))
	if err := s.permitted(ctx, r, plan); err != nil {
		return recruit.Commit{}, err
	}
	return recruit.Commit{
		Interview: r.Interview, People: r.People, Effects: plan,
		Version:  undoable(newVersion(r, recruit.WasCancelled, by, reason), s.leaves(due)),
		Activity: []recruit.Activity{activity(r, by, "interview.cancelled", "%s", because(text, reason))},
	}, nil
}

// Close notes how an interview went: Completed or NoShow. It changes nothing
// outside, and it is possible once the interview has begun.
func (s *Service) Close(ctx context.Context, actor recruit.Member, id recruit.InterviewID, seen ExpectedVersion, how recruit.Status) (recruit.Record, error) {
	return s.change(ctx, actor, id, seen, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		if err := r.StillScheduled(); err != nil {
			return recruit.Commit{}, err
		}
		if r.Interview.Start.After(now) {
			return recruit.Commit{}, recruit.Refused("%s begins at %s; it cannot be closed before.", r.Interview.Title, recruit.Wall(r.Interview))
		}
		// Nobody is told, so the calendar sequence stays.
		r.Interview.Version++
		r.Interview.UpdatedAt = now
		r.Interview.Status = how
		kind, action, text := recruit.WasCompleted, "interview.completed", "Completed %s of %s"
		if how == recruit.NoShow {
			kind, action, text = recruit.WasNoShow, "interview.no_show", "Nobody came to %s of %s"
		}
		return recruit.Commit{
			Interview: r.Interview, People: r.People, Effects: withdrawReminders(r),
			Version:  newVersion(r, kind, actor, ""),
			Activity: []recruit.Activity{activity(r, actor, action, text, r.Interview.Title, recruit.Wall(r.Interview))},
		}, nil
	})
}

// TakeOver makes an admin the organiser (R7). The log says so. The calendar entry
// of the organiser goes to them.
func (s *Service) TakeOver(ctx context.Context, actor recruit.Member, id recruit.InterviewID, seen ExpectedVersion) (recruit.Record, error) {
	return s.change(ctx, actor, id, seen, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		if err := r.MayTakeOver(actor); err != nil {
			return recruit.Commit{}, err
		}
		was := r.Organiser.Name
		r, plan := TakenOver(r, actor, now, s.leaves(0))
		return recruit.Commit{
			Interview: r.Interview, People: r.People, Effects: plan,
			Version:  newVersion(r, recruit.WasTakenOver, actor, ""),
			Activity: []recruit.Activity{activity(r, actor, "interview.taken_over", "Took over %s from %s. %s", r.Interview.Title, was, recruit.Difference("Organiser", was, actor.Name))},
		}, nil
	})
}
