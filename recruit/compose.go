package recruit

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"strings"

	"recruitty/recruit/timeparse"
)

// compose checks a draft against the rules and makes the record it would be.
func (s *Scheduling) compose(ctx context.Context, actor Member, d ScheduleRequest) (Record, error) {
	if err := Allow(actor, ToSchedule); err != nil {
		return Record{}, err
	}
	now := s.Now().UTC()
	d, err := d.normalise(now)
	if err != nil {
		return Record{}, err
	}
	for _, a := range d.Participants {
		if err := s.CheckMailable(ctx, "participants", a); err != nil {
			return Record{}, err
		}
	}
	if _, err := s.lookInside(ctx, d.Files, d.AllowExecutable); err != nil {
		return Record{}, err
	}
	profile, err := s.Store.Profile(ctx, d.CandidateID)
	if err != nil {
		return Record{}, err
	}
	job, err := s.Store.Job(ctx, d.JobID)
	if err != nil {
		return Record{}, err
	}
	if err := profile.MayBeInterviewed(job); err != nil {
		return Record{}, err
	}
	c := profile.Candidate
	if d.Platform == Zoom {
		if _, err := s.Host(ctx, actor); err != nil {
			return Record{}, err
		}
	}
	people, err := s.people(ctx, c, d.Participants)
	if err != nil {
		return Record{}, err
	}
	loc, err := timeparse.Zone(d.TimeZone)
	if err != nil {
		return Record{}, Invalid("time_zone", "%s", err)
	}
	r := Record{
		Interview: Interview{
			Version: 1, CandidateID: c.ID, JobID: job.ID, OrganiserID: actor.ID, OrganiserEntry: d.OrganiserEntry.Or(!actor.SkipEntry),
			Title: d.Title, Description: d.Description, InternalNote: d.InternalNote,
			Start: d.Start.UTC(), Duration: d.Duration, TimeZone: loc.String(), WallStart: d.Start.In(loc).Format(wallLayout),
			Platform: d.Platform, Place: d.Place, Status: Scheduled, CreatedAt: now, UpdatedAt: now,
		},
		Candidate: c, Job: job, Organiser: actor, People: people, Files: d.Files,
	}
	r.People = r.seated(now)
	return r, nil
}

// NotLinked says that a candidate is none for a job (R4).
func NotLinked(c Candidate, job Job) error {
	return Refused("%s is not linked to %s; link them first (recruitty candidate link %d --job %d).", c.Name, job.Title, c.ID, job.ID)
}

// MayBeInterviewed refuses an interview of a candidate without an e-mail address, and
// one for a job that they are not linked to (R4).
func (p Profile) MayBeInterviewed(job Job) error {
	c := p.Candidate
	if c.Email == "" {
		return Invalid("candidate", "%s has no e-mail address; add one to the profile before scheduling (recruitty candidate edit %d --email ADDRESS).", c.Name, c.ID)
	}
	if _, linked := p.Application(job.ID); !linked {
		return NotLinked(c, job)
	}
	return nil
}

// wallLayout is how a wall time that was meant is written down.
const wallLayout = "2006-01-02T15:04"

// people makes the participants out of the candidate and the addresses.
func (s *Scheduling) people(ctx context.Context, c Candidate, addresses []string) ([]Participant, error) {
	people := []Participant{{Address: c.Email, Name: c.Name, Audience: ToCandidate, TimeZone: c.TimeZone, Answer: NoAnswer}}
	for _, a := range addresses {
		if err := CheckParticipant(nil, a, c.Email); err != nil {
			return nil, err
		}
		p, err := s.panelist(ctx, a)
		if err != nil {
			return nil, err
		}
		people = append(people, p)
	}
	return people, nil
}

// panelist makes a participant of an address, which may be a member's.
func (s *Scheduling) panelist(ctx context.Context, address string) (Participant, error) {
	p := Participant{Address: address, Audience: ToPanel, Answer: NoAnswer}
	m, err := s.Store.MemberByEmail(ctx, address)
	switch {
	case err == nil && !m.Removed():
		p.Name, p.MemberID, p.TimeZone, p.Address, p.TwelveHour = m.Name, m.ID, m.TimeZone, m.Email, m.TwelveHour
	case err != nil && !errors.Is(err, ErrNotFound):
		return p, err
	}
	return p, nil
}

// Host returns the connection that a member's Zoom interviews will use: the
// member's own, else the workspace's. Without one it refuses (R1).
func (s *Scheduling) Host(ctx context.Context, organiser Member) (Connection, error) {
	return s.through(ctx, organiser, "")
}

// through is the connection through which host would host an organiser's
// interview; "" is the rule.
func (s *Scheduling) through(ctx context.Context, organiser Member, host string) (Connection, error) {
	c, err := ConnectionFor(ctx, s.Store, Record{Interview: Interview{OrganiserID: organiser.ID}}, host)
	if errors.Is(err, ErrNotFound) {
		err = NeedConnection()
	}
	return c, err
}

// newReference makes the mark at the head of a meeting's agenda: 60 random
// bits in letters and digits that nobody mistakes for one another.
func newReference() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails, see crypto/rand
	return "rct-" + strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))[:12]
}

// newUID makes a calendar UID out of 128 random bits (RFC 7986 5.3).
func newUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:]) + "@recruitty"
}
