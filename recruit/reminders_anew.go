package recruit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// maxReplanned bounds how many interviews get new reminders at once, soonest
// first; later ones get theirs when they are moved.
const maxReplanned = 1000

// RemindAnew plans the reminders of the interviews to come anew, after the
// setting changed: those that have not left and are not wanted any more are
// taken back, those that are missing are added. It returns how many interviews
// changed. Each is a commit of its own, so that repeating it after an error
// goes on where it was; one that cannot be changed stops no other, and the error
// names the first of them.
func (s *Scheduling) RemindAnew(ctx context.Context, actor Member) (int, error) {
	if err := Allow(actor, ToManage); err != nil {
		return 0, err
	}
	leads, err := s.Reminders(ctx)
	if err != nil {
		return 0, err
	}
	coming, err := s.Store.Interviews(ctx, InterviewFilter{From: s.Now().UTC(), Status: Scheduled, Limit: maxReplanned})
	if err != nil {
		return 0, err
	}
	changed, left := 0, []error{}
	for _, i := range coming {
		did, err := s.remindAnew(ctx, i.ID, leads)
		switch {
		case err != nil && !AboutOne(ctx, err):
			return changed, err
		case err != nil:
			left = append(left, fmt.Errorf("%s on %s: %w", i.Title, Wall(i.Interview), err))
		case did:
			changed++
		}
	}
	return changed, notReminded(coming, left)
}

// notReminded says which interviews keep the reminders that they had, nil for none.
func notReminded(coming []InterviewSummary, left []error) error {
	if len(left) == 0 {
		return nil
	}
	what := "1 interview"
	if len(left) > 1 {
		what = fmt.Sprintf("%d of %d interviews", len(left), len(coming))
	}
	name, _, _ := strings.Cut(left[0].Error(), ": ")
	kind := ErrStorage
	if p := (*Problem)(nil); errors.As(left[0], &p) {
		kind = p.Kind
	}
	return &Problem{Kind: kind, Cause: errors.Join(left...), Sentence: fmt.Sprintf(
		"The setting is saved, but %s could not follow it and keep their reminders (first %s). %s", what, name, Sentence(left[0]))}
}

// remindAnew does so for one interview.
func (s *Scheduling) remindAnew(ctx context.Context, id InterviewID, leads Reminders) (bool, error) {
	for {
		r, err := s.Store.Record(ctx, id)
		if errors.Is(err, ErrNotFound) {
			return false, nil // taken back meanwhile
		}
		if err != nil {
			return false, err
		}
		r.Interview.UpdatedAt = after(r.Interview.UpdatedAt, s.Now().UTC())
		plan := r.replanReminders(leads, r.Interview.UpdatedAt)
		if len(plan) == 0 {
			return false, nil
		}
		_, err = s.Store.Commit(ctx, Commit{Interview: r.Interview, People: r.People, Effects: plan})
		if err == nil || !errors.Is(err, ErrStale) || ctx.Err() != nil {
			return err == nil, err
		}
	}
}

// replanReminders takes back the planned reminders that leads do not call for,
// and adds the missing ones.
func (r Record) replanReminders(leads Reminders, now time.Time) []Effect {
	if r.Interview.Status != Scheduled {
		return nil
	}
	var plan []Effect
	for _, e := range r.PlannedReminders() {
		p, known := r.Person(e.Target)
		wanted := known && p.RemovedAt.IsZero() && slices.ContainsFunc(leads.of(p), func(lead time.Duration) bool {
			return r.Interview.Start.Add(-lead).Equal(e.RemindAt)
		})
		if !wanted {
			e.State, e.DoneAt = Superseded, now
			plan = append(plan, e)
		}
	}
	// What was sent stays sent: no second reminder for its moment.
	missing := slices.DeleteFunc(planReminders(r, plan, leads, now), func(e Effect) bool {
		return slices.ContainsFunc(r.Effects, func(was Effect) bool {
			return was.Kind == MailReminder && (was.MaybeSent || was.State == Done) && was.RemindAt.Equal(e.RemindAt) && strings.EqualFold(was.Target, e.Target)
		})
	})
	return append(plan, missing...)
}

// reminding adds to what takes a change of r back that the setting in force
// holds: it may be another than when the reminders were planned that come back.
func (s *Scheduling) reminding(ctx context.Context, r Record, c Commit, now time.Time) (Commit, error) {
	if s.Reminders == nil || c.Remove {
		return c, nil
	}
	leads, err := s.Reminders(ctx)
	if err != nil {
		return Commit{}, err
	}
	r.Interview, r.People, r.Effects = c.Interview, c.People, replaced(r.Effects, c.Effects)
	c.Effects = replaced(c.Effects, r.replanReminders(leads, now))
	return c, nil
}

// replaced returns effects as they are after a plan.
func replaced(effects, plan []Effect) []Effect {
	out := slices.Clone(effects)
	for _, e := range plan {
		i := slices.IndexFunc(out, func(was Effect) bool { return e.ID != 0 && was.ID == e.ID })
		if i < 0 {
			out = append(out, e)
		} else {
			out[i] = e
		}
	}
	return out
}

// of are the leads for a person. The organiser's own entry has none: its calendar
// reminds.
func (l Reminders) of(p Participant) []time.Duration {
	switch p.Audience {
	case ToCandidate:
		return l.Candidate
	case ToOrganiser:
		return nil
	}
	return l.Panel
}
