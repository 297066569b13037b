package recruittest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// DueInterviews implements recruit.EffectQueue.
func (s *Store) DueInterviews(_ context.Context, now time.Time, limit int) ([]recruit.InterviewID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []recruit.InterviewID
	for _, id := range slices.Sorted(maps.Keys(s.records)) {
		if len(s.copyOf(id).Runnable(now)) > 0 && len(out) < limit {
			out = append(out, id)
		}
	}
	return out, nil
}

// OpenEffects implements recruit.EffectQueue.
func (s *Store) OpenEffects(_ context.Context, id recruit.InterviewID) ([]recruit.OpenEffect, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []recruit.OpenEffect
	for _, key := range slices.Sorted(maps.Keys(s.records)) {
		r := s.records[key]
		for _, e := range r.Pending() {
			if id == 0 || id == key {
				out = append(out, recruit.OpenEffect{Effect: e, Title: r.Interview.Title})
			}
		}
	}
	return out, nil
}

// eachEffect changes effects in place; where change says so, their interview
// gets a new revision.
func (s *Store) eachEffect(change func(*recruit.Effect) bool) {
	for id, r := range s.records {
		changed := false
		for i := range r.Effects {
			changed = change(&r.Effects[i]) || changed
		}
		if changed {
			r.Interview.Revision++
		}
		s.records[id] = r
	}
}

// ExtendLease implements recruit.EffectQueue.
func (s *Store) ExtendLease(_ context.Context, id recruit.EffectID, owner string, until time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := recruit.ErrStale
	s.eachEffect(func(e *recruit.Effect) bool {
		mine := e.ID == id && e.Owner == owner && e.State == recruit.Running
		if mine {
			e.LeaseUntil, err = until, nil
		}
		return mine
	})
	return err
}

// LeaseOwners implements recruit.EffectQueue.
func (s *Store) LeaseOwners(context.Context) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	owners := map[string]bool{}
	s.eachEffect(func(e *recruit.Effect) bool {
		if e.State == recruit.Running {
			owners[e.Owner] = true
		}
		return false
	})
	return slices.Sorted(maps.Keys(owners)), nil
}

// EndLeases implements recruit.EffectQueue.
func (s *Store) EndLeases(_ context.Context, owner string, until time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.eachEffect(func(e *recruit.Effect) bool {
		theirs := e.State == recruit.Running && e.Owner == owner && e.LeaseUntil.After(until)
		if theirs {
			e.LeaseUntil = until
		}
		return theirs
	})
	return nil
}

// EffectMessage implements recruit.EffectQueue.
func (s *Store) EffectMessage(_ context.Context, id recruit.EffectID) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.messages[id], nil
}

// WakeEffects implements recruit.EffectQueue.
func (s *Store) WakeEffects(_ context.Context, prefix string, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.eachEffect(func(e *recruit.Effect) bool {
		asleep := e.State == recruit.Waiting && e.NextAttempt.IsZero() && strings.HasPrefix(string(e.Kind), prefix)
		if asleep {
			e.NextAttempt = now
		}
		return asleep
	})
	return nil
}

// PutOff implements recruit.EffectQueue.
func (s *Store) PutOff(_ context.Context, id recruit.InterviewID, now, until time.Time, why string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.eachEffect(func(e *recruit.Effect) bool {
		due := e.InterviewID == id && (e.State == recruit.Waiting || e.State == recruit.Unknown) && !e.NextAttempt.IsZero() && !e.NextAttempt.After(now)
		if due {
			e.NextAttempt, e.Error = until, why
		}
		return due
	})
	return nil
}
