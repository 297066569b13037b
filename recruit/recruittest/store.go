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
	"strings"
	"sync"

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
	return found(s, s.members, id, "member")
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

// FileText implements recruit.Files; nothing is read for the search.
func (s *Store) FileText(context.Context, string) (recruit.FileText, error) {
	return recruit.FileText{}, nil
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
