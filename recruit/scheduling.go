package recruit

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"recruitty/recruit/when"
)

// Scheduling decides about interviews: schedule, reschedule, cancel and what
// becomes of them. It changes nothing outside; it commits what has to happen,
// and package outbox makes it happen.
type Scheduling struct {
	Store SchedulingStore
	// Hosts is asked what Zoom permits and whom it knows; nil asks nobody.
	Hosts *Hosts
	// Reminders says when people are reminded; nil reminds nobody.
	Reminders func(ctx context.Context) (Reminders, error)
	Now       Clock
}

// SchedulingStore is the part of the store that scheduling reads and writes.
type SchedulingStore interface {
	Interviews
	MemberByEmail(ctx context.Context, email string) (Member, error)
	Job(ctx context.Context, id JobID) (Job, error)
	Candidate(ctx context.Context, id CandidateID) (Candidate, error)
	Profile(ctx context.Context, id CandidateID) (Profile, error)
	ConnectionOf(ctx context.Context, owner MemberID) (Connection, error)
}

// Seen is the version of an interview that a person saw when they decided;
// 0 means that they decided on whatever is in force.
type Seen int

// Schedule makes a new interview (R5). Nothing leaves the machine before due
// has passed since the decision. Errors are ErrInvalid, ErrRefused (not linked,
// no connection), ErrNotFound and ErrStorage.
func (s *Scheduling) Schedule(ctx context.Context, actor Member, d Draft, due time.Duration) (Record, error) {
	r, err := s.compose(ctx, actor, d)
	if err != nil {
		return Record{}, err
	}
	host, err := s.mayHost(ctx, r, d)
	if err != nil {
		return Record{}, err
	}
	r.Interview.Reference = newReference()
	r.Interview.UID = newUID()
	planned, err := s.remind(ctx, r, planScheduled(r, r.Interview.CreatedAt.Add(due)), r.Interview.CreatedAt.Add(due))
	if err != nil {
		return Record{}, err
	}
	r.Effects = hostedBy(planned, host)
	return s.Store.Commit(ctx, Commit{
		Interview: r.Interview, People: r.People, Files: r.Files, Effects: r.Effects,
		Version:  r.version(WasScheduled, actor, ""),
		Activity: []Activity{r.activity(actor, "interview.scheduled", "Scheduled %s for %s", r.Interview.Title, wall(r.Interview))},
	})
}

// compose checks a draft against the rules and makes the record it would be.
func (s *Scheduling) compose(ctx context.Context, actor Member, d Draft) (Record, error) {
	if err := Allow(actor, ToSchedule); err != nil {
		return Record{}, err
	}
	now := s.Now().UTC()
	d, err := d.normalise(now)
	if err != nil {
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
	c := profile.Candidate
	if c.Email == "" {
		return Record{}, Invalid("candidate", "%s has no e-mail address; add one to the profile before scheduling.", c.Name)
	}
	if _, linked := profile.Application(d.JobID); !linked {
		return Record{}, Refused("%s is not linked to %s; link them first (recruitty candidate link %d --job %d).", c.Name, job.Title, c.ID, job.ID)
	}
	if d.Platform == Zoom {
		if _, err := s.Host(ctx, actor); err != nil {
			return Record{}, err
		}
	}
	people, err := s.people(ctx, c, d.Participants)
	if err != nil {
		return Record{}, err
	}
	loc, err := when.Zone(d.TimeZone)
	if err != nil {
		return Record{}, Invalid("time_zone", "%s", err)
	}
	return Record{
		Interview: Interview{
			Version: 1, CandidateID: c.ID, JobID: job.ID, OrganiserID: actor.ID,
			Title: d.Title, Description: d.Description, InternalNote: d.InternalNote,
			Start: d.Start.UTC(), Duration: d.Duration, TimeZone: loc.String(), WallStart: d.Start.In(loc).Format(wallLayout),
			Platform: d.Platform, Place: d.Place, Status: Scheduled, CreatedAt: now, UpdatedAt: now,
		},
		Candidate: c, Job: job, Organiser: actor, People: people, Files: d.Files,
	}, nil
}

// wallLayout is how a wall time that was meant is written down.
const wallLayout = "2006-01-02T15:04"

// people makes the participants out of the candidate and the addresses.
func (s *Scheduling) people(ctx context.Context, c Candidate, addresses []string) ([]Participant, error) {
	people := []Participant{{Address: c.Email, Name: c.Name, Audience: ToCandidate, TimeZone: c.TimeZone, Answer: NoAnswer}}
	for _, a := range addresses {
		if strings.EqualFold(a, c.Email) {
			return nil, Invalid("participants", "%s is the candidate, who is invited anyway.", a)
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
	c, err := s.Store.ConnectionOf(ctx, organiser.ID)
	if errors.Is(err, ErrNotFound) {
		c, err = s.Store.ConnectionOf(ctx, 0)
	}
	if errors.Is(err, ErrNotFound) {
		return Connection{}, notConnected()
	}
	return c, err
}

// Reschedule moves an interview (R7): start, zone and duration, nothing else.
// Only its organiser may; others are told who that is.
func (s *Scheduling) Reschedule(ctx context.Context, actor Member, id InterviewID, seen Seen, m Move, due time.Duration) (Record, error) {
	reason, err := cleanLine("reason", "reason", m.Reason, 300)
	if err != nil {
		return Record{}, err
	}
	return s.change(ctx, actor, id, seen, func(r Record, now time.Time) (Commit, error) {
		if err := own(r, actor); err != nil {
			return Commit{}, err
		}
		if err := movable(r, now); err != nil {
			return Commit{}, err
		}
		if m.TimeZone == "" {
			m.TimeZone = r.Interview.TimeZone
		}
		if m.Start.IsZero() {
			m.Start = r.Interview.Start
		}
		if m.Duration == 0 {
			m.Duration = r.Interview.Duration
		}
		if err := checkTimes(m.Start, m.TimeZone, m.Duration, now); err != nil {
			return Commit{}, err
		}
		was := r.Interview
		if was.Start.Equal(m.Start) && was.Duration == m.Duration && was.TimeZone == m.TimeZone {
			return Commit{}, Invalid("start", "That is when the interview is already; nothing was changed.")
		}
		loc, err := when.Zone(m.TimeZone)
		if err != nil {
			return Commit{}, Invalid("time_zone", "%s", err)
		}
		r = r.next(now)
		r.Interview.Start, r.Interview.Duration, r.Interview.TimeZone = m.Start.UTC(), m.Duration, loc.String()
		r.Interview.WallStart = m.Start.In(loc).Format(wallLayout)
		text := fmt.Sprintf("Rescheduled %s: %s → %s", was.Title, wall(was), wall(r.Interview))
		plan, err := s.remind(ctx, r, planMoved(r, s.leaves(due)), s.leaves(due))
		if err != nil {
			return Commit{}, err
		}
		if err := s.permitted(ctx, r, plan); err != nil {
			return Commit{}, err
		}
		return Commit{
			Interview: r.Interview, People: r.weighed(), Effects: plan,
			Version:  r.version(WasRescheduled, actor, reason),
			Activity: []Activity{r.activity(actor, "interview.rescheduled", "%s", because(text, reason))},
		}, nil
	})
}

// Cancel calls an interview off (R8). The record stays for ever.
func (s *Scheduling) Cancel(ctx context.Context, actor Member, id InterviewID, seen Seen, reason string, due time.Duration) (Record, error) {
	reason, err := cleanLine("reason", "reason", reason, 300)
	if err != nil {
		return Record{}, err
	}
	return s.change(ctx, actor, id, seen, func(r Record, now time.Time) (Commit, error) {
		if err := own(r, actor); err != nil {
			return Commit{}, err
		}
		if err := still(r); err != nil {
			return Commit{}, err
		}
		r = r.next(now)
		r.Interview.Status, r.Interview.CancelReason = Cancelled, reason
		text := fmt.Sprintf("Cancelled %s of %s", r.Interview.Title, wall(r.Interview))
		plan := planCancelled(r, s.leaves(due))
		if err := s.permitted(ctx, r, plan); err != nil {
			return Commit{}, err
		}
		return Commit{
			Interview: r.Interview, People: r.People, Effects: plan,
			Version:  r.version(WasCancelled, actor, reason),
			Activity: []Activity{r.activity(actor, "interview.cancelled", "%s", because(text, reason))},
		}, nil
	})
}

// Close notes how an interview went: Completed or NoShow. It changes nothing
// outside, and it is possible once the interview has begun.
func (s *Scheduling) Close(ctx context.Context, actor Member, id InterviewID, seen Seen, how Status) (Record, error) {
	return s.change(ctx, actor, id, seen, func(r Record, now time.Time) (Commit, error) {
		if err := still(r); err != nil {
			return Commit{}, err
		}
		if r.Interview.Start.After(now) {
			return Commit{}, Refused("%s begins at %s; it cannot be closed before.", r.Interview.Title, wall(r.Interview))
		}
		r = r.next(now)
		r.Interview.Status = how
		kind, action, text := WasCompleted, "interview.completed", "Completed %s of %s"
		if how == NoShow {
			kind, action, text = WasNoShow, "interview.no_show", "Nobody came to %s of %s"
		}
		return Commit{
			Interview: r.Interview, People: r.People, Effects: withdrawReminders(r),
			Version:  r.version(kind, actor, ""),
			Activity: []Activity{r.activity(actor, action, text, r.Interview.Title, wall(r.Interview))},
		}, nil
	})
}

// TakeOver makes an admin the organiser (R7). The log says so.
func (s *Scheduling) TakeOver(ctx context.Context, actor Member, id InterviewID, seen Seen) (Record, error) {
	if actor.Role != Admin {
		return Record{}, Refused("Only an admin may take over an interview.")
	}
	return s.change(ctx, actor, id, seen, func(r Record, now time.Time) (Commit, error) {
		if err := still(r); err != nil {
			return Commit{}, err
		}
		if r.Interview.OrganiserID == actor.ID {
			return Commit{}, Invalid("", "%s is yours already.", r.Interview.Title)
		}
		was := r.Organiser.Name
		r = r.next(now)
		r.Interview.OrganiserID, r.Organiser = actor.ID, actor
		return Commit{
			Interview: r.Interview, People: r.People,
			Version:  r.version(WasTakenOver, actor, ""),
			Activity: []Activity{r.activity(actor, "interview.taken_over", "Took over %s from %s", r.Interview.Title, was)},
		}, nil
	})
}

// change loads a record, lets decide make a commit of it and writes that. When
// somebody else, the outbox as a rule, wrote in between, it decides again.
func (s *Scheduling) change(ctx context.Context, actor Member, id InterviewID, seen Seen, decide func(Record, time.Time) (Commit, error)) (Record, error) {
	if err := Allow(actor, ToSchedule); err != nil {
		return Record{}, err
	}
	for {
		r, err := s.Store.Record(ctx, id)
		if err != nil {
			return Record{}, err
		}
		if seen != 0 && int(seen) != r.Interview.Version {
			return Record{}, stale(r)
		}
		c, err := decide(r, after(r.Interview.UpdatedAt, s.Now().UTC()))
		if err != nil {
			return Record{}, err
		}
		c.Interview.Revision = r.Interview.Revision
		done, err := s.Store.Commit(ctx, c)
		if err == nil || !errors.Is(err, ErrStale) || ctx.Err() != nil {
			return done, err
		}
	}
}

// after is now, or a moment behind last when the clock stands still: the times
// of versions rise, and undo tells by them what a change superseded.
func after(last, now time.Time) time.Time {
	if now.After(last) {
		return now
	}
	return last.Add(time.Microsecond)
}

// leaves is when effects of a decision made now may leave.
func (s *Scheduling) leaves(due time.Duration) time.Time { return s.Now().UTC().Add(due) }

// stale says what happened to an interview since a person looked at it.
func stale(r Record) error {
	last := Version{By: "somebody", Kind: WasRescheduled}
	if n := len(r.Versions); n > 0 {
		last = r.Versions[n-1]
	}
	return &Problem{Kind: ErrStale, Sentence: fmt.Sprintf("%s changed this interview meanwhile (%s, now %s); look at it again before you go on.",
		last.By, strings.ReplaceAll(string(last.Kind), "_", " "), wall(r.Interview))}
}

// next returns the record as the next version of itself. The calendar sequence
// rises only when the one in force may have reached somebody (RFC 5546 2.1.4).
func (r Record) next(now time.Time) Record {
	if r.anyMailLeft() {
		r.Interview.Sequence++
	}
	r.Interview.Version++
	r.Interview.UpdatedAt = now
	return r
}

func (r Record) version(kind VersionKind, by Member, reason string) *Version {
	i := r.Interview
	return &Version{Number: i.Version, Kind: kind, At: i.UpdatedAt, ByID: by.ID, By: by.Name,
		Start: i.Start, Duration: i.Duration, TimeZone: i.TimeZone, Sequence: i.Sequence, Reason: reason}
}

func (r Record) activity(by Member, action, format string, args ...any) Activity {
	return Activity{At: r.Interview.UpdatedAt, ActorID: by.ID, Actor: by.Name, Action: action,
		CandidateID: r.Interview.CandidateID, JobID: r.Interview.JobID, InterviewID: r.Interview.ID,
		Text: fmt.Sprintf(format, args...)}
}

// own refuses everybody but the organiser (R7, R8).
func own(r Record, actor Member) error {
	if r.Interview.OrganiserID == actor.ID {
		return nil
	}
	if actor.Role == Admin {
		return Refused("%s organises this interview; take it over first (recruitty interview take-over %d).", r.Organiser.Name, r.Interview.ID)
	}
	return Refused("Only %s, who organises this interview, may change it; an admin may take it over.", r.Organiser.Name)
}

// still refuses what is not scheduled any more.
func still(r Record) error {
	if r.Interview.Status == Scheduled {
		return nil
	}
	return Refused("%s is %s; that is final.", r.Interview.Title, strings.ReplaceAll(string(r.Interview.Status), "_", " "))
}

// movable refuses to move what is over or has begun.
func movable(r Record, now time.Time) error {
	if err := still(r); err != nil {
		return err
	}
	if !r.Interview.End().After(now) {
		return Refused("%s of %s is over; schedule a new interview instead.", r.Interview.Title, wall(r.Interview))
	}
	return nil
}

// withdrawReminders takes back reminders that have not left.
func withdrawReminders(r Record) []Effect { return supersede(r, MailReminder) }

// wall writes an interview's start as it was meant.
func wall(i Interview) string {
	loc, err := when.Zone(i.TimeZone)
	if err != nil {
		loc = time.UTC
	}
	return i.Start.In(loc).Format("Mon 2 Jan 2006 15:04") + " " + when.City(i.TimeZone)
}

func because(text, reason string) string {
	if reason == "" {
		return text
	}
	return text + " (" + reason + ")"
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
