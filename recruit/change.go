package recruit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"recruitty/recruit/timeparse"
)

// change loads a record, lets decide make a commit of it and writes that. When
// somebody else, the outbox as a rule, wrote in between, it decides again.
func (s *Scheduling) change(ctx context.Context, actor Member, id InterviewID, seen ExpectedVersion, decide func(Record, time.Time) (Commit, error)) (Record, error) {
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

// stale refuses a decision on a version that is not in force any more.
func stale(r Record) error {
	return &Problem{Kind: ErrStale, Sentence: r.LastChange() + "; look at it again before you go on."}
}

// LastChange says who changed an interview last, how, and when it now is; the
// sentence has no end.
func (r Record) LastChange() string {
	last := Version{By: "Somebody", Kind: WasRescheduled}
	if n := len(r.Versions); n > 0 {
		last = r.Versions[n-1]
	}
	return fmt.Sprintf("%s changed this interview meanwhile (%s, now %s)", last.By, last.Kind.words(), Wall(r.Interview))
}

// next returns the record as the next version of itself. The calendar sequence
// rises only when somebody may know the one in force (RFC 5546 2.1.4).
func (r Record) next(now time.Time) Record {
	r.Interview.Sequence = r.unknown()
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

// maxReason is how long a reason may be, in characters.
const maxReason = 300

// moved is r with the times of a move, as its next version, and the reason; what
// the move leaves out stays as it is. A move that changes nothing is refused.
func (r Record) moved(m RescheduleRequest, now time.Time) (Record, string, error) {
	if err := r.Movable(now); err != nil {
		return r, "", err
	}
	reason, err := CleanLine("reason", "reason", m.Reason, maxReason)
	if err != nil {
		return r, "", err
	}
	was := r.Interview
	if m.Start.IsZero() {
		m.Start = was.Start
	}
	m.TimeZone, m.Duration = cmp.Or(m.TimeZone, was.TimeZone), cmp.Or(m.Duration, was.Duration)
	if err := checkTimes(m.Start, m.TimeZone, m.Duration, now); err != nil {
		return r, "", err
	}
	if was.Start.Equal(m.Start) && was.Duration == m.Duration && was.TimeZone == m.TimeZone {
		return r, "", Invalid("start", "That is already the time of the interview; nothing was changed.")
	}
	loc, err := timeparse.Zone(m.TimeZone)
	if err != nil {
		return r, "", Invalid("time_zone", "%s", err)
	}
	r = r.next(now)
	r.Interview.Start, r.Interview.Duration, r.Interview.TimeZone = m.Start.UTC(), m.Duration, loc.String()
	r.Interview.WallStart = m.Start.In(loc).Format(wallLayout)
	return r, reason, nil
}

// cancelled is r called off, as its next version.
func (r Record) cancelled(reason string, now time.Time) (Record, error) {
	if err := r.StillScheduled(); err != nil {
		return r, err
	}
	reason, err := CleanLine("reason", "reason", reason, maxReason)
	if err != nil {
		return r, err
	}
	r = r.next(now)
	r.Interview.Status, r.Interview.CancelReason = Cancelled, reason
	return r, nil
}

// MayChange refuses everybody but the organiser (R7, R8); who else may schedule is
// asked by Allow.
func (r Record) MayChange(actor Member) error {
	if r.Interview.OrganiserID == actor.ID {
		return nil
	}
	if actor.Role == Admin {
		return Refused("%s organises this interview; take it over first (t on the screen, or recruitty interview take-over %d).", r.Organiser.Name, r.Interview.ID)
	}
	return Refused("Only %s, who organises this interview, may change it; an admin may take it over.", r.Organiser.Name)
}

// MayTakeOver refuses everybody but an admin, and what cannot be taken over (R7).
func (r Record) MayTakeOver(actor Member) error {
	switch {
	case actor.Role != Admin:
		return Refused("Only an admin may take over an interview.")
	case r.Interview.OrganiserID == actor.ID:
		return Invalid("", "%s is yours already.", r.Interview.Title)
	}
	return r.StillScheduled()
}

// StillScheduled refuses what is not scheduled any more.
func (r Record) StillScheduled() error {
	switch r.Interview.Status {
	case Scheduled:
		return nil
	case Cancelled:
		return Refused("%s is cancelled; schedule a new interview instead.", r.Interview.Title)
	}
	return Refused("%s is %s; take that back first (u on the screen, or recruitty interview undo %d).", r.Interview.Title,
		r.Interview.Status.Words(), r.Interview.ID)
}

// Movable refuses to move what is over; one that is running may still be moved.
func (r Record) Movable(now time.Time) error {
	if err := r.StillScheduled(); err != nil {
		return err
	}
	if !r.Interview.End().After(now) {
		return Refused("%s of %s is over; schedule a new interview instead.", r.Interview.Title, Wall(r.Interview))
	}
	return nil
}

// withdrawReminders takes back reminders that have not left.
func withdrawReminders(r Record) []Effect { return supersede(r, MailReminder) }

// Wall writes when the interview begins, as it was meant: "Tue 1 Dec 2026 10:00
// Lisbon".
func (i Interview) Wall() string { return Wall(i) }

// Wall writes an interview's start as it was meant.
func Wall(i Interview) string {
	loc, err := timeparse.Zone(i.TimeZone)
	if err != nil {
		loc = time.UTC
	}
	start := i.Start.In(loc)
	return timeparse.DateTime(start) + " " + timeparse.Label(start)
}

// timesDifference says when an interview was and is, and how long where that
// changed, too.
func timesDifference(was, now Interview) string {
	said := Wall(was) + " → " + Wall(now)
	if was.Duration != now.Duration {
		said += fmt.Sprintf(", %d → %d min", int(was.Duration/time.Minute), int(now.Duration/time.Minute))
	}
	return said
}

func because(text, reason string) string {
	if reason == "" {
		return text
	}
	return text + " (" + reason + ")"
}
