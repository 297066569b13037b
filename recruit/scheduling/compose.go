package scheduling

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// compose checks a draft against the rules and makes the record it would be.
func (s *Service) compose(ctx context.Context, actor recruit.Member, d recruit.ScheduleRequest) (recruit.Record, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return recruit.Record{}, err
	}
	now := s.Now().UTC()
	d, err := s.placed(ctx, d)
	if err != nil {
		return recruit.Record{}, err
	}
	if d, err = normalise(d, now); err != nil {
		return recruit.Record{}, err
	}
	for _, a := range d.Participants {
		if err := s.CheckMailable(ctx, "participants", a); err != nil {
			return recruit.Record{}, err
		}
	}
	if _, err := s.lookInside(ctx, d.Files, d.AllowExecutable); err != nil {
		return recruit.Record{}, err
	}
	profile, err := s.Store.Profile(ctx, d.CandidateID)
	if err != nil {
		return recruit.Record{}, err
	}
	job, err := s.Store.Job(ctx, d.JobID)
	if err != nil {
		return recruit.Record{}, err
	}
	if err := profile.MayBeInterviewed(job); err != nil {
		return recruit.Record{}, err
	}
	c := profile.Candidate
	if d.Platform == recruit.Zoom {
		if _, err := s.Host(ctx, actor); err != nil {
			return recruit.Record{}, err
		}
	}
	people, err := s.people(ctx, c, d.Participants)
	if err != nil {
		return recruit.Record{}, err
	}
	for i, p := range people {
		people[i] = p.Seated(d.Seats)
		people[i].InvitedAt = now
	}
	loc, err := timeparse.Zone(d.TimeZone)
	if err != nil {
		return recruit.Record{}, recruit.Invalid("time_zone", "%s", err)
	}
	r := recruit.Record{
		Interview: recruit.Interview{
			Version: 1, CandidateID: c.ID, JobID: job.ID, OrganiserID: actor.ID, OrganiserEntry: d.OrganiserEntry.Or(!actor.SkipEntry),
			Title: d.Title, Description: d.Description, InternalNote: d.InternalNote,
			Start: d.Start.UTC(), Duration: d.Duration, TimeZone: loc.String(), WallStart: d.Start.In(loc).Format(wallLayout),
			Platform: d.Platform, Place: d.Place, Status: recruit.Scheduled, CreatedAt: now, UpdatedAt: now,
		},
		Candidate: c, Job: job, Organiser: actor, People: people, Files: d.Files,
	}
	r.People = seated(r, now)
	return r, nil
}

// placed takes the candidate's number for an interview by phone of which nobody has said
// who calls whom.
func (s *Service) placed(ctx context.Context, d recruit.ScheduleRequest) (recruit.ScheduleRequest, error) {
	if d.Platform != recruit.Phone || strings.TrimSpace(d.Place) != "" {
		return d, nil
	}
	p, err := s.Store.Profile(ctx, d.CandidateID)
	if err != nil {
		return d, err
	}
	d.Place = p.Candidate.PlaceOn(d.Platform)
	return d, nil
}

// wallLayout is how a wall time that was meant is written down.
const wallLayout = "2006-01-02T15:04"

// people makes the participants out of the candidate and the addresses.
func (s *Service) people(ctx context.Context, c recruit.Candidate, addresses []string) ([]recruit.Participant, error) {
	people := []recruit.Participant{{Address: c.Email, Name: c.Name, Audience: recruit.ToCandidate, TimeZone: c.TimeZone, Answer: recruit.NoAnswer}}
	for _, a := range addresses {
		if err := recruit.CheckParticipant(nil, a, c.Email); err != nil {
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
func (s *Service) panelist(ctx context.Context, address string) (recruit.Participant, error) {
	p := recruit.Participant{Address: address, Audience: recruit.ToPanel, Answer: recruit.NoAnswer}
	m, err := s.Store.MemberByEmail(ctx, address)
	switch {
	case err == nil && !m.Removed():
		p.Name, p.MemberID, p.TimeZone, p.Address, p.TwelveHour = m.Name, m.ID, m.TimeZone, m.Email, m.TwelveHour
	case err != nil && !errors.Is(err, recruit.ErrNotFound):
		return p, err
	}
	return p, nil
}

// Host returns the connection that a member's Zoom interviews will use: the
// member's own, else the workspace's. Without one it refuses (R1).
func (s *Service) Host(ctx context.Context, organiser recruit.Member) (recruit.Connection, error) {
	return s.through(ctx, organiser, "")
}

// through is the connection through which host would host an organiser's
// interview; "" is the rule.
func (s *Service) through(ctx context.Context, organiser recruit.Member, host string) (recruit.Connection, error) {
	c, err := recruit.ConnectionFor(ctx, s.Store, recruit.Record{Interview: recruit.Interview{OrganiserID: organiser.ID}}, host)
	if errors.Is(err, recruit.ErrNotFound) {
		err = recruit.NeedConnection()
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
