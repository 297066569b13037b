package recruit

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Recreate makes a new meeting for an interview whose meeting is no longer at
// Zoom. Everybody is told the new link; the calendar entry stays the same.
func (s *Scheduling) Recreate(ctx context.Context, actor Member, id InterviewID, due time.Duration) (Record, error) {
	return s.change(ctx, actor, id, 0, func(r Record, now time.Time) (Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return Commit{}, err
		}
		if err := r.Movable(now); err != nil {
			return Commit{}, err
		}
		if _, open := r.OpenCreate(); open || r.Interview.Platform != Zoom {
			return Commit{}, Refused("There is no lost Zoom meeting to make again for %s.", r.Interview.Title)
		}
		if err := s.Able(ctx, r, ToCreateMeeting); err != nil {
			return Commit{}, err
		}
		deletes := s.Able(ctx, r, ToDeleteMeeting) == nil
		r = r.next(now)
		was, host := r.meetingTarget(), ""
		if m := r.Interview.Meeting; m != nil && !strings.EqualFold(m.HostEmail, r.Organiser.Email) {
			host = m.HostEmail
		}
		r.Interview.Meeting = nil
		create := newEffect(r, ZoomCreate, "", s.leaves(due))
		create.Host = host
		if was != "" && deletes {
			// Nobody may have looked whether it is gone: the outbox deletes it before it makes another.
			create.Target, create.MaybeSent = was, true
		}
		effects := append(supersede(r, ZoomUpdate), create)
		effects, err := s.remind(ctx, r, append(effects, planMails(r, s.leaves(due))...), s.leaves(due))
		if err != nil {
			return Commit{}, err
		}
		return Commit{
			Interview: r.Interview, People: r.People, Effects: effects,
			Version:  r.version(WasRelinked, actor, ""),
			Activity: []Activity{r.activity(actor, "interview.relinked", "Asked for a new Zoom meeting for %s in place of %s", r.Interview.Title, was)},
		}, nil
	})
}

// Adopt says which meeting at Zoom is the one whose creation was not
// confirmed, after a person has seen it there.
func (s *Scheduling) Adopt(ctx context.Context, actor Member, id InterviewID, m Meeting) (Record, error) {
	return s.resolve(ctx, actor, id, func(r *Record, e *Effect, now time.Time) string {
		r.Interview.Meeting = &m
		e.State, e.DoneAt, e.NextAttempt, e.Error, e.Cause = Done, now, time.Time{}, "", ""
		e.Target = r.meetingTarget()
		return fmt.Sprintf("Found meeting %d at Zoom for %s", m.ID, r.Interview.Title)
	})
}

// NotThere says that a person has looked and the meeting is not at Zoom, so
// that it may be created.
func (s *Scheduling) NotThere(ctx context.Context, actor Member, id InterviewID) (Record, error) {
	return s.resolve(ctx, actor, id, func(r *Record, e *Effect, now time.Time) string {
		e.State, e.MaybeSent, e.NextAttempt, e.Error, e.Cause = Waiting, false, now, "", ""
		if r.Interview.Status == Cancelled {
			e.State, e.DoneAt = Superseded, now
		}
		return fmt.Sprintf("Saw that Zoom has no meeting for %s", r.Interview.Title)
	})
}

// resolve settles a creation whose outcome only a person can find out.
func (s *Scheduling) resolve(ctx context.Context, actor Member, id InterviewID, settle func(*Record, *Effect, time.Time) string) (Record, error) {
	return s.change(ctx, actor, id, 0, func(r Record, now time.Time) (Commit, error) {
		e, open := r.OpenCreate()
		if !open || e.State != Unknown {
			return Commit{}, Refused("Nothing about %s's Zoom meeting is unknown.", r.Interview.Title)
		}
		text := settle(&r, &e, now)
		r.Interview.UpdatedAt = now
		return Commit{Interview: r.Interview, People: r.People, Effects: []Effect{e},
			Activity: []Activity{r.activity(actor, "zoom.resolved", "%s", text)}}, nil
	})
}

// MoveBack tells Zoom once more when an interview takes place, after its
// meeting was moved there. Nobody is told anything: what they know stays true.
func (s *Scheduling) MoveBack(ctx context.Context, actor Member, id InterviewID, due time.Duration) (Record, error) {
	return s.change(ctx, actor, id, 0, func(r Record, now time.Time) (Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return Commit{}, err
		}
		if err := r.Movable(now); err != nil {
			return Commit{}, err
		}
		if r.Interview.Meeting == nil {
			return Commit{}, Refused("%s has no meeting at Zoom that could be moved.", r.Interview.Title)
		}
		r.Interview.UpdatedAt = now
		plan := append(supersede(r, ZoomUpdate), newEffect(r, ZoomUpdate, r.meetingTarget(), s.leaves(due)))
		if err := s.permitted(ctx, r, plan); err != nil {
			return Commit{}, err
		}
		return Commit{Interview: r.Interview, People: r.People, Effects: plan,
			Activity: []Activity{r.activity(actor, "interview.moved_back", "Asked Zoom to move meeting %s back to %s", r.meetingTarget(), Wall(r.Interview))}}, nil
	})
}
