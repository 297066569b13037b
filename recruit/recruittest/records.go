package recruittest

import (
	"context"
	"maps"
	"slices"
	"sort"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/booking"
)

// copyOf returns a record that shares nothing with the stored one, with its
// candidate, job and organiser as they are now.
func (s *Store) copyOf(id recruit.InterviewID) recruit.Record {
	r := s.records[id]
	if r.Interview.Meeting != nil {
		m := *r.Interview.Meeting
		r.Interview.Meeting = &m
	}
	r.Candidate, r.Job, r.Organiser = s.candidates[r.Interview.CandidateID], s.jobs[r.Interview.JobID], s.members[r.Interview.OrganiserID]
	r.People, r.Files = slices.Clone(r.People), slices.Clone(r.Files)
	r.Versions, r.Effects = slices.Clone(r.Versions), slices.Clone(r.Effects)
	r.Loop = s.loopOf(r.Interview.Loop)
	return r
}

// loopOf are the interviews of a loop, by their start.
func (s *Store) loopOf(loop string) []recruit.LoopSession {
	var all []recruit.LoopSession
	for _, id := range slices.Sorted(maps.Keys(s.records)) {
		r := s.records[id]
		if loop == "" || r.Interview.Loop != loop {
			continue
		}
		all = append(all, recruit.LoopSession{Interview: r.Interview, People: slices.DeleteFunc(r.Invited(), func(p recruit.Participant) bool { return p.Audience == recruit.ToOrganiser }),
			ZoomAhead: slices.ContainsFunc(r.Effects, func(e recruit.Effect) bool { return e.Kind.IsZoom() && e.Open() }),
			Sheet:     slices.ContainsFunc(r.Effects, func(e recruit.Effect) bool { return e.Kind == recruit.MailSheet && e.State != recruit.Superseded })})
	}
	slices.SortStableFunc(all, func(a, b recruit.LoopSession) int { return a.Interview.Start.Compare(b.Interview.Start) })
	return all
}

// Record implements recruit.Interviews.
func (s *Store) Record(_ context.Context, id recruit.InterviewID) (recruit.Record, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.records[id]; !ok {
		return recruit.Record{}, recruit.NotFound("There is no interview %d.", id)
	}
	return s.copyOf(id), nil
}

// InterviewByMessageID implements recruit.InterviewFinder.
func (s *Store) InterviewByMessageID(_ context.Context, message string) (recruit.InterviewID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, r := range s.records {
		if slices.ContainsFunc(r.Effects, func(e recruit.Effect) bool { return message != "" && e.MessageID == message }) {
			return id, nil
		}
	}
	return 0, recruit.NotFound("There is no such email.")
}

// InterviewByUID implements recruit.InterviewFinder.
func (s *Store) InterviewByUID(_ context.Context, uid string) (recruit.InterviewID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, r := range s.records {
		if uid != "" && strings.EqualFold(r.Interview.UID, uid) {
			return id, nil
		}
	}
	return 0, recruit.NotFound("There is no interview %q.", uid)
}

// Commit implements recruit.Interviews.
func (s *Store) Commit(_ context.Context, c recruit.Commit) (recruit.Record, error) {
	s.Before("commit")
	r, err := s.commit(c)
	if err == nil {
		s.After("commit")
	}
	return r, err
}

func (s *Store) commit(c recruit.Commit) (recruit.Record, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range append([]recruit.Commit{c}, c.Along...) {
		if i := one.Interview; i.ID != 0 && s.records[i.ID].Interview.Revision != i.Revision {
			return recruit.Record{}, recruit.ErrStale
		}
	}
	for _, one := range append([]recruit.Commit{c}, c.Along...) {
		if one.Booking != nil && !one.Remove {
			if err := booking.Check(one.Interview, *one.Booking, s.taken(booking.Of(one.Interview, *one.Booking))); err != nil {
				return recruit.Record{}, err
			}
		}
	}
	if c.Candidate != nil {
		if err := s.saveCandidate(*c.Candidate); err != nil {
			return recruit.Record{}, err
		}
		if c.CandidateLog.Action != "" {
			s.log = append(s.log, c.CandidateLog)
		}
	}
	if m := c.Member; m != nil {
		if s.members[m.ID].Version != m.Version {
			return recruit.Record{}, recruit.ErrStale
		}
		saved := *m
		saved.Version++
		s.members[m.ID] = saved
	}
	for _, other := range c.Along {
		s.apply(other)
	}
	return s.apply(c), nil
}

// Taken implements booking.Store. Nobody has limits.
func (s *Store) Taken(_ context.Context, c booking.Claim) (booking.Kept, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.taken(c), nil
}

func (s *Store) taken(c booking.Claim) (k booking.Kept) {
	for _, id := range slices.Sorted(maps.Keys(s.records)) {
		k.Sittings = append(k.Sittings, booking.In(s.records[id], c)...)
	}
	return k
}

func (s *Store) saveCandidate(c recruit.Candidate) error {
	for _, other := range s.candidates {
		if other.ID != c.ID && strings.EqualFold(other.Email, c.Email) {
			return &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "email", Sentence: other.Name + " has the address " + c.Email + " already."}
		}
	}
	if s.candidates[c.ID].Version != c.Version {
		return recruit.ErrStale
	}
	c.Version++
	s.candidates[c.ID] = c
	return nil
}

// apply writes a commit that nothing speaks against.
func (s *Store) apply(c recruit.Commit) recruit.Record {
	i := c.Interview
	was := s.records[i.ID]
	if i.ID == 0 {
		i.ID = recruit.InterviewID(s.id())
		was.Files = c.Files
	}
	for _, a := range c.Activity {
		if a.InterviewID == 0 && !c.Remove {
			a.InterviewID = i.ID
		}
		a.ID = recruit.ActivityID(s.id())
		s.log = append(s.log, a)
	}
	if c.Remove {
		delete(s.records, i.ID)
		return recruit.Record{}
	}
	i.Revision++
	r := recruit.Record{Interview: i, People: slices.Clone(c.People), Files: was.Files, Versions: slices.Clone(was.Versions), Effects: slices.Clone(was.Effects)}
	if c.Version != nil {
		r.Versions = append(r.Versions, *c.Version)
	}
	for _, e := range c.Effects {
		e.InterviewID = i.ID
		if e.ID == 0 {
			e.ID = recruit.EffectID(s.id())
			r.Effects = append(r.Effects, recruit.Effect{ID: e.ID})
		}
		if e.Message != nil {
			s.messages[e.ID] = e.Message
			e.Message = nil
		}
		r.Effects[slices.IndexFunc(r.Effects, func(x recruit.Effect) bool { return x.ID == e.ID })] = e
	}
	s.records[i.ID] = r
	return s.copyOf(i.ID)
}

// Interviews implements recruit.Interviews for the filters that services use.
func (s *Store) Interviews(_ context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []recruit.InterviewSummary
	for _, id := range slices.Sorted(maps.Keys(s.records)) {
		i := s.records[id].Interview
		if f.Status != "" && i.Status != f.Status || f.Loop != "" && i.Loop != f.Loop || !f.From.IsZero() && i.Start.Before(f.From) || !f.To.IsZero() && !i.Start.Before(f.To) ||
			f.CandidateID != 0 && i.CandidateID != f.CandidateID || f.OrganiserID != 0 && i.OrganiserID != f.OrganiserID {
			continue
		}
		if _, with := s.records[id].Person(f.Address); f.Address != "" && !with {
			continue
		}
		out = append(out, recruit.InterviewSummary{Interview: i, CandidateName: s.candidates[i.CandidateID].Name})
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].Start.Before(out[b].Start) })
	return out, nil
}
