package recruittest

import (
	"context"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// found is the thing that has an id.
func found[ID ~int64, T any](s *Store, in map[ID]T, id ID, name string) (T, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, ok := in[id]
	if !ok {
		return x, recruit.NotFound("There is no %s %d.", name, id)
	}
	return x, nil
}

// Job implements recruit.Jobs.
func (s *Store) Job(_ context.Context, id recruit.JobID) (recruit.Job, error) {
	return found(s, s.jobs, id, "job")
}

// Candidate implements recruit.Candidates.
func (s *Store) Candidate(_ context.Context, id recruit.CandidateID) (recruit.Candidate, error) {
	return found(s, s.candidates, id, "candidate")
}

// Profile implements recruit.Candidates.
func (s *Store) Profile(ctx context.Context, id recruit.CandidateID) (recruit.Profile, error) {
	c, err := s.Candidate(ctx, id)
	if err != nil {
		return recruit.Profile{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := recruit.Profile{Candidate: c}
	for _, a := range s.links {
		if a.CandidateID == id {
			p.Applications = append(p.Applications, a)
		}
	}
	return p, nil
}

// Connection implements recruit.Connections.
func (s *Store) Connection(_ context.Context, id recruit.ConnectionID) (recruit.Connection, error) {
	return found(s, s.conns, id, "connection")
}

// ConnectionOf implements recruit.Connections.
func (s *Store) ConnectionOf(_ context.Context, owner recruit.MemberID) (recruit.Connection, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		if c.OwnerID == owner {
			return c, nil
		}
	}
	return recruit.Connection{}, recruit.NotFound("Member %d has no connection.", owner)
}

// Connections implements recruit.Connections.
func (s *Store) Connections(context.Context) ([]recruit.Connection, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []recruit.Connection
	for _, c := range s.conns {
		out = append(out, c)
	}
	return out, nil
}

// SetConnectionState implements recruit.Connections.
func (s *Store) SetConnectionState(_ context.Context, c recruit.Connection, a *recruit.Activity) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.conns[c.ID]; !ok {
		return recruit.NotFound("There is no connection %d.", c.ID)
	}
	s.conns[c.ID] = c
	if a != nil {
		s.log = append(s.log, *a)
	}
	return nil
}

// SaveConnection implements recruit.Connections.
func (s *Store) SaveConnection(_ context.Context, c recruit.Connection, _ recruit.Tokens, a recruit.Activity) (recruit.Connection, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, old := range s.conns {
		if old.OwnerID == c.OwnerID {
			c.ID = id
		}
	}
	if c.ID == 0 {
		c.ID = recruit.ConnectionID(s.id())
	}
	s.conns[c.ID] = c
	s.log = append(s.log, a)
	return c, nil
}

// DeleteConnection implements recruit.Connections.
func (s *Store) DeleteConnection(_ context.Context, id recruit.ConnectionID, a recruit.Activity) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, id)
	s.log = append(s.log, a)
	return nil
}

// CorrectEmail changes a candidate's address.
func (s *Store) CorrectEmail(id recruit.CandidateID, email string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.candidates[id]
	c.Email = strings.TrimSpace(email)
	s.candidates[id] = c
}

// Scheduling is the service over the store.
func (s *Store) Scheduling(now recruit.Clock) *scheduling.Service {
	return &scheduling.Service{Store: s, Booked: s, Now: now}
}

// InSpite is a draft of someone who has seen what clashes with it, and goes ahead.
func InSpite(t testing.TB, s *scheduling.Service, actor recruit.Member, d recruit.ScheduleRequest) recruit.ScheduleRequest {
	t.Helper()
	f, err := s.Preview(t.Context(), actor, d)
	if err != nil {
		t.Fatal(err)
	}
	d.Agreed.Clashes = f.Clashes
	return d
}

// At is a fixed moment that tests begin with.
func At() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }
