package scheduling

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// remind adds to a plan the reminders of everybody who is invited.
func (s *Service) remind(ctx context.Context, r recruit.Record, plan []recruit.Effect, due time.Time) ([]recruit.Effect, error) {
	if s.Reminders == nil {
		return plan, nil
	}
	leads, err := s.Reminders(ctx)
	if err != nil {
		return nil, err
	}
	return append(plan, planReminders(r, plan, leads, due)...), nil
}

// planReminders calls for the reminders that are still worth sending. One that
// would follow soon upon the invitation says nothing new and is left out, and
// so is one that stands already and is not taken back by plan. Of an interview
// that was arranged elsewhere only those are reminded who hear of it from here.
func planReminders(r recruit.Record, plan []recruit.Effect, leads recruit.Reminders, due time.Time) []recruit.Effect {
	var out []recruit.Effect
	for _, p := range r.Invited() {
		if r.Imported() && !tells(r, plan, p.Address) {
			continue
		}
		for _, lead := range leadsFor(leads, p) {
			at := r.Interview.Start.Add(-lead)
			if at.Before(due.Add(min(lead/10, time.Hour))) || reminds(r, plan, p.Address, at) {
				continue
			}
			e := newEffect(r, recruit.MailReminder, p.Address, at)
			e.RemindAt = at
			out = append(out, e)
		}
	}
	return out
}

// reminds reports whether a reminder for that moment stands and stays.
func reminds(r recruit.Record, plan []recruit.Effect, address string, at time.Time) bool {
	return slices.ContainsFunc(r.Effects, func(e recruit.Effect) bool {
		return e.Kind == recruit.MailReminder && e.Open() && e.RemindAt.Equal(at) && strings.EqualFold(e.Target, address) &&
			!slices.ContainsFunc(plan, func(gone recruit.Effect) bool { return gone.ID == e.ID })
	})
}

// maxReplanned bounds how many interviews get new reminders at once, soonest
// first; later ones get theirs when they are moved.
const maxReplanned = 1000

// RemindAnew plans the reminders of the interviews to come anew, after the
// setting changed: those that have not left and are not wanted any more are
// taken back, those that are missing are added. It returns how many interviews
// changed. Each is a commit of its own, so that repeating it after an error
// goes on where it was; one that cannot be changed stops no other, and the error
// names the first of them.
func (s *Service) RemindAnew(ctx context.Context, actor recruit.Member) (int, error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return 0, err
	}
	leads, err := s.Reminders(ctx)
	if err != nil {
		return 0, err
	}
	coming, err := s.Store.Interviews(ctx, recruit.InterviewFilter{From: s.Now().UTC(), Status: recruit.Scheduled, Limit: maxReplanned})
	if err != nil {
		return 0, err
	}
	changed, left := 0, []error{}
	for _, i := range coming {
		did, err := s.remindAnew(ctx, i.ID, leads)
		switch {
		case err != nil && !recruit.AboutOne(ctx, err):
			return changed, err
		case err != nil:
			left = append(left, fmt.Errorf("%s on %s: %w", i.Title, recruit.Wall(i.Interview), err))
		case did:
			changed++
		}
	}
	return changed, notReminded(coming, left)
}

// notReminded says which interviews keep the reminders that they had, nil for none.
func notReminded(coming []recruit.InterviewSummary, left []error) error {
	if len(left) == 0 {
		return nil
	}
	what := "1 interview"
	if len(left) > 1 {
		what = fmt.Sprintf("%d of %d interviews", len(left), len(coming))
	}
	name, _, _ := strings.Cut(left[0].Error(), ": ")
	kind := recruit.ErrStorage
	if p := (*recruit.Problem)(nil); errors.As(left[0], &p) {
		kind = p.Kind
	}
	return &recruit.Problem{Kind: kind, Cause: errors.Join(left...), Sentence: fmt.Sprintf(
		"The setting is saved, but %s could not be updated and keep their reminders (first %s). %s", what, name, recruit.Sentence(left[0]))}
}

// remindAnew does so for one interview.
func (s *Service) remindAnew(ctx context.Context, id recruit.InterviewID, leads recruit.Reminders) (bool, error) {
	for {
		r, err := s.Store.Record(ctx, id)
		if errors.Is(err, recruit.ErrNotFound) {
			return false, nil // taken back meanwhile
		}
		if err != nil {
			return false, err
		}
		r.Interview.UpdatedAt = after(r.Interview.UpdatedAt, s.Now().UTC())
		plan := replanReminders(r, leads, r.Interview.UpdatedAt)
		if len(plan) == 0 {
			return false, nil
		}
		_, err = s.Store.Commit(ctx, recruit.Commit{Interview: r.Interview, People: r.People, Effects: plan})
		if err == nil || !errors.Is(err, recruit.ErrStale) || ctx.Err() != nil {
			return err == nil, err
		}
	}
}

// replanReminders takes back the planned reminders that leads do not call for,
// and adds the missing ones.
func replanReminders(r recruit.Record, leads recruit.Reminders, now time.Time) []recruit.Effect {
	if r.Interview.Status != recruit.Scheduled {
		return nil
	}
	var plan []recruit.Effect
	for _, e := range r.PlannedReminders() {
		p, known := r.Person(e.Target)
		wanted := known && p.RemovedAt.IsZero() && slices.ContainsFunc(leadsFor(leads, p), func(lead time.Duration) bool {
			return r.Interview.Start.Add(-lead).Equal(e.RemindAt)
		})
		if !wanted {
			e.State, e.DoneAt = recruit.Superseded, now
			plan = append(plan, e)
		}
	}
	// What was sent stays sent: no second reminder for its moment.
	missing := slices.DeleteFunc(planReminders(r, plan, leads, now), func(e recruit.Effect) bool {
		return slices.ContainsFunc(r.Effects, func(was recruit.Effect) bool {
			return was.Kind == recruit.MailReminder && (was.MaybeSent || was.State == recruit.Done) && was.RemindAt.Equal(e.RemindAt) && strings.EqualFold(was.Target, e.Target)
		})
	})
	return append(plan, missing...)
}

// reminding adds to what takes a change of r back that the setting in force
// holds: it may be another than when the reminders were planned that come back.
func (s *Service) reminding(ctx context.Context, r recruit.Record, c recruit.Commit, now time.Time) (recruit.Commit, error) {
	if s.Reminders == nil || c.Remove {
		return c, nil
	}
	leads, err := s.Reminders(ctx)
	if err != nil {
		return recruit.Commit{}, err
	}
	r.Interview, r.People, r.Effects = c.Interview, c.People, replaced(r.Effects, c.Effects)
	c.Effects = replaced(c.Effects, replanReminders(r, leads, now))
	return c, nil
}

// replaced returns effects as they are after a plan.
func replaced(effects, plan []recruit.Effect) []recruit.Effect {
	out := slices.Clone(effects)
	for _, e := range plan {
		i := slices.IndexFunc(out, func(was recruit.Effect) bool { return e.ID != 0 && was.ID == e.ID })
		if i < 0 {
			out = append(out, e)
		} else {
			out[i] = e
		}
	}
	return out
}

// leadsFor are the leads for a person. The organiser's own entry has none: its calendar
// reminds.
func leadsFor(l recruit.Reminders, p recruit.Participant) []time.Duration {
	switch p.Audience {
	case recruit.ToCandidate:
		return l.Candidate
	case recruit.ToOrganiser:
		return nil
	}
	return l.Panel
}
