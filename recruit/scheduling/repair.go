package scheduling

import (
	"context"
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
)

// Recreate makes a new meeting for an interview whose meeting is no longer at
// Zoom. Everybody is told the new link; the calendar entry stays the same.
func (s *Service) Recreate(ctx context.Context, actor recruit.Member, id recruit.InterviewID, due time.Duration) (recruit.Record, error) {
	return s.change(ctx, actor, id, 0, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return recruit.Commit{}, err
		}
		if err := r.Movable(now); err != nil {
			return recruit.Commit{}, err
		}
		if _, open := r.OpenCreate(); open || r.Interview.Platform != recruit.Zoom {
			return recruit.Commit{}, recruit.Refused("There is no lost Zoom meeting to create again for %s.", r.Interview.Title)
		}
		if err := s.Able(ctx, r, recruit.ToCreateMeeting); err != nil {
			return recruit.Commit{}, err
		}
		deletes := s.Able(ctx, r, recruit.ToDeleteMeeting) == nil
		r = nextVersion(r, now)
		was, host := meetingTarget(r), ""
		if m := r.Interview.Meeting; m != nil && !strings.EqualFold(m.HostEmail, r.Organiser.Email) {
			host = m.HostEmail
		}
		r.Interview.Meeting = nil
		create := newEffect(r, recruit.ZoomCreate, "", s.leaves(due))
		create.Host = host
		if was != "" && deletes {
			// Nobody may have looked whether it is gone: the outbox deletes it before it makes another.
			create.Target, create.MaybeSent = was, true
		}
		effects := append(supersede(r, recruit.ZoomUpdate), create)
		effects, err := s.remind(ctx, r, append(effects, planMails(r, s.leaves(due))...), s.leaves(due))
		if err != nil {
			return recruit.Commit{}, err
		}
		return recruit.Commit{
			Interview: r.Interview, People: r.People, Effects: effects,
			Version:  newVersion(r, recruit.WasRelinked, actor, ""),
			Activity: []recruit.Activity{activity(r, actor, "interview.relinked", "Asked for a new Zoom meeting for %s in place of %s", r.Interview.Title, was)},
		}, nil
	})
}

// Adopt says which meeting at Zoom is the one whose creation was not
// confirmed, after a person has seen it there.
func (s *Service) Adopt(ctx context.Context, actor recruit.Member, id recruit.InterviewID, m recruit.Meeting) (recruit.Record, error) {
	return s.resolve(ctx, actor, id, func(r *recruit.Record, e *recruit.Effect, now time.Time) string {
		r.Interview.Meeting = &m
		e.State, e.DoneAt, e.NextAttempt, e.Error, e.Cause = recruit.Done, now, time.Time{}, "", ""
		e.Target = meetingTarget(*r)
		return fmt.Sprintf("Found meeting %d at Zoom for %s", m.ID, r.Interview.Title)
	})
}

// NotThere says that a person has looked and the meeting is not at Zoom, so
// that it may be created.
func (s *Service) NotThere(ctx context.Context, actor recruit.Member, id recruit.InterviewID) (recruit.Record, error) {
	return s.resolve(ctx, actor, id, func(r *recruit.Record, e *recruit.Effect, now time.Time) string {
		e.State, e.MaybeSent, e.NextAttempt, e.Error, e.Cause = recruit.Waiting, false, now, "", ""
		if r.Interview.Status == recruit.Cancelled {
			e.State, e.DoneAt = recruit.Superseded, now
		}
		return fmt.Sprintf("Found that Zoom has no meeting for %s", r.Interview.Title)
	})
}

// resolve settles a creation whose outcome only a person can find out.
func (s *Service) resolve(ctx context.Context, actor recruit.Member, id recruit.InterviewID, settle func(*recruit.Record, *recruit.Effect, time.Time) string) (recruit.Record, error) {
	return s.change(ctx, actor, id, 0, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		e, open := r.OpenCreate()
		if !open || e.State != recruit.Unknown {
			return recruit.Commit{}, recruit.Refused("Nothing about %s's Zoom meeting is unknown.", r.Interview.Title)
		}
		text := settle(&r, &e, now)
		r.Interview.UpdatedAt = now
		return recruit.Commit{Interview: r.Interview, People: r.People, Effects: []recruit.Effect{e},
			Activity: []recruit.Activity{activity(r, actor, "zoom.resolved", "%s", text)}}, nil
	})
}

// MoveBack tells Zoom once more when an interview takes place, after its
// meeting was moved there. Nobody is told anything: what they know stays true.
func (s *Service) MoveBack(ctx context.Context, actor recruit.Member, id recruit.InterviewID, due time.Duration) (recruit.Record, error) {
	return s.change(ctx, actor, id, 0, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return recruit.Commit{}, err
		}
		if err := r.Movable(now); err != nil {
			return recruit.Commit{}, err
		}
		if r.Interview.Meeting == nil {
			return recruit.Commit{}, recruit.Refused("%s has no meeting at Zoom that could be moved.", r.Interview.Title)
		}
		r.Interview.UpdatedAt = now
		plan := append(supersede(r, recruit.ZoomUpdate), newEffect(r, recruit.ZoomUpdate, meetingTarget(r), s.leaves(due)))
		if err := s.permitted(ctx, r, plan); err != nil {
			return recruit.Commit{}, err
		}
		return recruit.Commit{Interview: r.Interview, People: r.People, Effects: plan,
			Activity: []recruit.Activity{activity(r, actor, "interview.moved_back", "Asked Zoom to move meeting %s back to %s", meetingTarget(r), recruit.Wall(r.Interview))}}, nil
	})
}
