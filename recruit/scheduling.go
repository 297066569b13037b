package recruit

import (
	"context"
	"fmt"
	"time"
)

// Scheduling decides about interviews: schedule, reschedule, cancel and what
// becomes of them. It changes nothing outside; it commits what has to happen,
// and package outbox makes it happen.
type Scheduling struct {
	Store SchedulingStore
	// Hosts is asked what Zoom permits and whom it knows; nil asks nobody.
	Hosts *Hosts
	// Reminders says when people are reminded; nil reminds nobody.
	Reminders func(ctx context.Context) (Reminders, error)
	// Outside knows what holds work up; nil knows of Zoom's connection only.
	Outside *Outside
	// Mailable says why no mail can be sent to an address with letters beyond ASCII
	// before the @; nil takes none.
	Mailable func(ctx context.Context, address string) error
	Now      Clock
}

// SchedulingStore is the part of the store that scheduling reads and writes.
type SchedulingStore interface {
	Interviews
	MemberByEmail(ctx context.Context, email string) (Member, error)
	Members(ctx context.Context, removed bool) ([]Member, error)
	Job(ctx context.Context, id JobID) (Job, error)
	Candidate(ctx context.Context, id CandidateID) (Candidate, error)
	Profile(ctx context.Context, id CandidateID) (Profile, error)
	ConnectionFinder
	Connections(ctx context.Context) ([]Connection, error)
	FileContent(ctx context.Context, sha256 string) ([]byte, error)
}

// ExpectedVersion is the version of an interview that a person saw when they decided;
// 0 means that they decided on whatever is in force.
type ExpectedVersion int

// Schedule makes a new interview (R5). Nothing leaves the machine before due
// has passed since the decision. Errors are ErrInvalid, ErrRefused (not linked,
// no connection), ErrNotFound and ErrStorage.
func (s *Scheduling) Schedule(ctx context.Context, actor Member, d ScheduleRequest, due time.Duration) (Record, error) {
	r, err := s.compose(ctx, actor, d)
	if err != nil {
		return Record{}, err
	}
	host, err := s.mayHost(ctx, r, d)
	if err != nil {
		return Record{}, err
	}
	r.Interview.Reference = newReference()
	r.Interview.UID = newUID()
	planned, err := s.remind(ctx, r, planScheduled(r, r.Interview.CreatedAt.Add(due)), r.Interview.CreatedAt.Add(due))
	if err != nil {
		return Record{}, err
	}
	r.Effects = hostedBy(planned, host)
	return s.Store.Commit(ctx, Commit{
		Interview: r.Interview, People: r.People, Files: r.Files, Effects: r.Effects,
		Version:  r.version(WasScheduled, actor, "").undoable(r.Interview.CreatedAt.Add(due)),
		Activity: []Activity{r.activity(actor, "interview.scheduled", "Scheduled %s for %s", r.Interview.Title, Wall(r.Interview))},
	})
}

// Reschedule moves an interview (R7): start, zone and duration, nothing else.
// Only its organiser may; others are told who that is.
func (s *Scheduling) Reschedule(ctx context.Context, actor Member, id InterviewID, seen ExpectedVersion, m RescheduleRequest, due time.Duration) (Record, error) {
	return s.change(ctx, actor, id, seen, func(r Record, now time.Time) (Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return Commit{}, err
		}
		was := r.Interview
		r, reason, err := r.moved(m, now)
		if err != nil {
			return Commit{}, err
		}
		text := "Rescheduled " + was.Title + ": " + timesDifference(was, r.Interview)
		plan, err := s.remind(ctx, r, planMoved(r, s.leaves(due)), s.leaves(due))
		if err != nil {
			return Commit{}, err
		}
		if err := s.permitted(ctx, r, plan); err != nil {
			return Commit{}, err
		}
		return Commit{
			Interview: r.Interview, People: r.weighed(), Effects: plan,
			Version:  r.version(WasRescheduled, actor, reason).undoable(s.leaves(due)),
			Activity: []Activity{r.activity(actor, "interview.rescheduled", "%s", because(text, reason))},
		}, nil
	})
}

// Cancel calls an interview off (R8). The record stays for ever.
func (s *Scheduling) Cancel(ctx context.Context, actor Member, id InterviewID, seen ExpectedVersion, reason string, due time.Duration) (Record, error) {
	return s.change(ctx, actor, id, seen, func(r Record, now time.Time) (Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return Commit{}, err
		}
		r, err := r.cancelled(reason, now)
		if err != nil {
			return Commit{}, err
		}
		reason := r.Interview.CancelReason
		text := fmt.Sprintf("Cancelled %s of %s", r.Interview.Title, Wall(r.Interview))
		plan := planCancelled(r, s.leaves(due))
		if err := s.permitted(ctx, r, plan); err != nil {
			return Commit{}, err
		}
		return Commit{
			Interview: r.Interview, People: r.People, Effects: plan,
			Version:  r.version(WasCancelled, actor, reason).undoable(s.leaves(due)),
			Activity: []Activity{r.activity(actor, "interview.cancelled", "%s", because(text, reason))},
		}, nil
	})
}

// Close notes how an interview went: Completed or NoShow. It changes nothing
// outside, and it is possible once the interview has begun.
func (s *Scheduling) Close(ctx context.Context, actor Member, id InterviewID, seen ExpectedVersion, how Status) (Record, error) {
	return s.change(ctx, actor, id, seen, func(r Record, now time.Time) (Commit, error) {
		if err := r.StillScheduled(); err != nil {
			return Commit{}, err
		}
		if r.Interview.Start.After(now) {
			return Commit{}, Refused("%s begins at %s; it cannot be closed before.", r.Interview.Title, Wall(r.Interview))
		}
		// Nobody is told, so the calendar sequence stays.
		r.Interview.Version++
		r.Interview.UpdatedAt = now
		r.Interview.Status = how
		kind, action, text := WasCompleted, "interview.completed", "Completed %s of %s"
		if how == NoShow {
			kind, action, text = WasNoShow, "interview.no_show", "Nobody came to %s of %s"
		}
		return Commit{
			Interview: r.Interview, People: r.People, Effects: withdrawReminders(r),
			Version:  r.version(kind, actor, ""),
			Activity: []Activity{r.activity(actor, action, text, r.Interview.Title, Wall(r.Interview))},
		}, nil
	})
}

// TakeOver makes an admin the organiser (R7). The log says so. The calendar entry
// of the organiser goes to them.
func (s *Scheduling) TakeOver(ctx context.Context, actor Member, id InterviewID, seen ExpectedVersion) (Record, error) {
	return s.change(ctx, actor, id, seen, func(r Record, now time.Time) (Commit, error) {
		if err := r.MayTakeOver(actor); err != nil {
			return Commit{}, err
		}
		was := r.Organiser.Name
		r, plan := r.TakenOver(actor, now, s.leaves(0))
		return Commit{
			Interview: r.Interview, People: r.People, Effects: plan,
			Version:  r.version(WasTakenOver, actor, ""),
			Activity: []Activity{r.activity(actor, "interview.taken_over", "Took over %s from %s. %s", r.Interview.Title, was, Difference("Organiser", was, actor.Name))},
		}, nil
	})
}
