// Package recruittest keeps a workspace in memory, for tests of the domain and
// of the outbox that run by the thousand. It follows the contract of
// recruit.Interviews and recruit.EffectQueue to the letter, revisions and
// leases included; what a file would do (power loss, a full disk) it leaves to
// the tests of package store.
package recruittest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"recruitty/recruit"
)

// Store is a workspace in memory. Its methods may be called from many
// goroutines.
type Store struct {
	mu         sync.Mutex
	nextID     int64
	members    map[recruit.MemberID]recruit.Member
	jobs       map[recruit.JobID]recruit.Job
	candidates map[recruit.CandidateID]recruit.Candidate
	links      []recruit.Application
	records    map[recruit.InterviewID]recruit.Record
	messages   map[recruit.EffectID][]byte
	files      map[string][]byte
	conns      map[recruit.ConnectionID]recruit.Connection
	log        []recruit.Activity

	// Before is called ahead of every write with its name and may panic to act
	// as a crash before it; After likewise behind it.
	Before, After func(write string)
}

// NewStore makes an empty workspace.
func NewStore() *Store {
	return &Store{
		members: map[recruit.MemberID]recruit.Member{}, jobs: map[recruit.JobID]recruit.Job{},
		candidates: map[recruit.CandidateID]recruit.Candidate{}, records: map[recruit.InterviewID]recruit.Record{},
		messages: map[recruit.EffectID][]byte{}, files: map[string][]byte{}, conns: map[recruit.ConnectionID]recruit.Connection{},
		Before: func(string) {}, After: func(string) {},
	}
}

func (s *Store) id() int64 { s.nextID++; return s.nextID }

// AddMember adds a member as it is.
func (s *Store) AddMember(m recruit.Member) recruit.Member {
	s.mu.Lock()
	defer s.mu.Unlock()
	m.ID = recruit.MemberID(s.id())
	s.members[m.ID] = m
	return m
}

// AddJob adds a job with the default stages.
func (s *Store) AddJob(j recruit.Job) recruit.Job {
	s.mu.Lock()
	defer s.mu.Unlock()
	j.ID, j.Stages, j.Status = recruit.JobID(s.id()), recruit.DefaultStages(), recruit.JobOpen
	s.jobs[j.ID] = j
	return j
}

// AddCandidate adds a candidate and links it to the jobs.
func (s *Store) AddCandidate(c recruit.Candidate, jobs ...recruit.JobID) recruit.Candidate {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.ID = recruit.CandidateID(s.id())
	s.candidates[c.ID] = c
	for _, j := range jobs {
		s.links = append(s.links, recruit.Application{ID: recruit.ApplicationID(s.id()), CandidateID: c.ID, JobID: j, Stage: "Applied"})
	}
	return c
}

// AddConnection connects a member; owner 0 connects the workspace.
func (s *Store) AddConnection(c recruit.Connection) recruit.Connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.ID = recruit.ConnectionID(s.id())
	s.conns[c.ID] = c
	return c
}

// Activity returns the log, oldest first.
func (s *Store) Activity() []recruit.Activity {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.log)
}

// Records returns every interview, by id.
func (s *Store) Records() []recruit.Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := slices.Sorted(maps.Keys(s.records))
	out := make([]recruit.Record, len(ids))
	for i, id := range ids {
		out[i] = s.copyOf(id)
	}
	return out
}

// Member implements recruit.Members.
func (s *Store) Member(_ context.Context, id recruit.MemberID) (recruit.Member, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.members[id]
	if !ok {
		return m, recruit.NotFound("There is no member %d.", id)
	}
	return m, nil
}

// MemberByEmail implements recruit.Members.
func (s *Store) MemberByEmail(_ context.Context, email string) (recruit.Member, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.members {
		if strings.EqualFold(m.Email, email) {
			return m, nil
		}
	}
	return recruit.Member{}, recruit.NotFound("There is no member %s.", email)
}

// Members implements recruit.Members.
func (s *Store) Members(context.Context, bool) ([]recruit.Member, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []recruit.Member
	for _, id := range slices.Sorted(maps.Keys(s.members)) {
		out = append(out, s.members[id])
	}
	return out, nil
}

// SaveMember implements recruit.Members.
func (s *Store) SaveMember(_ context.Context, m recruit.Member, a recruit.Activity) (recruit.Member, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, other := range s.members {
		if other.ID != m.ID && strings.EqualFold(other.Email, m.Email) {
			return m, recruit.ErrDuplicate
		}
	}
	if m.ID == 0 {
		m.ID = recruit.MemberID(s.id())
	} else if s.members[m.ID].Version != m.Version {
		return m, recruit.ErrStale
	}
	m.Version++
	s.members[m.ID] = m
	s.log = append(s.log, a)
	return m, nil
}

// PutFile implements recruit.Files.
func (s *Store) PutFile(_ context.Context, name string, r io.Reader, limit int64) (recruit.File, error) {
	content, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil || int64(len(content)) > limit {
		return recruit.File{}, recruit.Invalid("file", "%s cannot be taken.", name)
	}
	sum := sha256.Sum256(content)
	f := recruit.File{SHA256: hex.EncodeToString(sum[:]), Name: name, Size: int64(len(content)), ContentType: "application/octet-stream"}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[f.SHA256] = content
	return f, nil
}

// FileContent implements recruit.Files.
func (s *Store) FileContent(_ context.Context, sum string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	content, ok := s.files[sum]
	if !ok {
		return nil, recruit.NotFound("There is no such file.")
	}
	return content, nil
}

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
	return r
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
	return 0, recruit.NotFound("There is no such mail.")
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
	if c.Candidate != nil {
		if err := s.saveCandidate(*c.Candidate); err != nil {
			return recruit.Record{}, err
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
		if f.Status != "" && i.Status != f.Status || !f.From.IsZero() && i.Start.Before(f.From) || !f.To.IsZero() && !i.Start.Before(f.To) ||
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

// DueInterviews implements recruit.EffectQueue.
func (s *Store) DueInterviews(_ context.Context, now time.Time, limit int) ([]recruit.InterviewID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []recruit.InterviewID
	for _, id := range slices.Sorted(maps.Keys(s.records)) {
		if len(s.records[id].Runnable(now)) > 0 && len(out) < limit {
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

// AttentionCount implements recruit.EffectQueue.
func (s *Store) AttentionCount(context.Context) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	s.eachEffect(func(e *recruit.Effect) bool {
		if e.NeedsAttention() {
			n++
		}
		return false
	})
	return n, nil
}
