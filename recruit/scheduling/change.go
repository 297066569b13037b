package scheduling

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// change loads a record, lets decide make a commit of it and writes that. When
// someone else, the outbox as a rule, wrote in between, it decides again.
func (s *Service) change(ctx context.Context, actor recruit.Member, id recruit.InterviewID, seen ExpectedVersion, decide func(recruit.Record, time.Time) (recruit.Commit, error)) (recruit.Record, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return recruit.Record{}, err
	}
	for {
		r, err := s.Store.Record(ctx, id)
		if err != nil {
			return recruit.Record{}, err
		}
		if err := seen.Check(r); err != nil {
			return recruit.Record{}, err
		}
		c, err := decide(r, after(r.Interview.UpdatedAt, s.Now().UTC()))
		if err != nil {
			return recruit.Record{}, err
		}
		c.Interview.Revision = r.Interview.Revision
		done, err := s.Store.Commit(ctx, c)
		if err == nil || !errors.Is(err, recruit.ErrStale) || ctx.Err() != nil {
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
func (s *Service) leaves(due time.Duration) time.Time { return s.Now().UTC().Add(due) }

// Check refuses with ErrStale an interview that is not at the version that was seen.
func (v ExpectedVersion) Check(r recruit.Record) error {
	if v == 0 || int(v) == r.Interview.Version {
		return nil
	}
	return stale(r)
}

// stale refuses a decision on a version that is not in force any more.
func stale(r recruit.Record) error {
	return &recruit.Problem{Kind: recruit.ErrStale, Sentence: r.LastChange() + "; look at it again before you continue."}
}

// nextVersion returns the record as the next version of itself. The calendar sequence
// rises only when someone may know the one in force (RFC 5546 2.1.4).
func nextVersion(r recruit.Record, now time.Time) recruit.Record {
	r.Interview.Sequence = unknownRevision(r)
	r.Interview.Version++
	r.Interview.UpdatedAt = now
	return r
}

// newVersion is the version that r has become, for its history.
func newVersion(r recruit.Record, kind recruit.VersionKind, by recruit.Member, reason string) *recruit.Version {
	i := r.Interview
	return &recruit.Version{Number: i.Version, Kind: kind, At: i.UpdatedAt, ByID: by.ID, By: by.Name,
		Start: i.Start, Duration: i.Duration, TimeZone: i.TimeZone, Sequence: i.Sequence, Reason: reason}
}

// activity is a line about r for the log.
func activity(r recruit.Record, by recruit.Member, action, format string, args ...any) recruit.Activity {
	return recruit.Activity{At: r.Interview.UpdatedAt, ActorID: by.ID, Actor: by.Name, Action: action,
		CandidateID: r.Interview.CandidateID, JobID: r.Interview.JobID, InterviewID: r.Interview.ID,
		Text: fmt.Sprintf(format, args...)}
}

// maxReason is how long a reason may be, in characters.
const maxReason = 300

// moved is r with the times of a move, as its next version, and the reason; what
// the move leaves out stays as it is. A move that changes nothing is refused.
func moved(r recruit.Record, m recruit.RescheduleRequest, now time.Time) (recruit.Record, string, error) {
	if err := r.Movable(now); err != nil {
		return r, "", err
	}
	reason, err := recruit.CleanLine("reason", "reason", m.Reason, maxReason)
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
		return r, "", recruit.Invalid("start", "That is already the time of the interview; nothing was changed.")
	}
	loc, err := timeparse.Zone(m.TimeZone)
	if err != nil {
		return r, "", recruit.Invalid("time_zone", "%s", err)
	}
	r = nextVersion(r, now)
	r.Interview.Start, r.Interview.Duration, r.Interview.TimeZone = m.Start.UTC(), m.Duration, loc.String()
	r.Interview.WallStart = m.Start.In(loc).Format(wallLayout)
	return r, reason, nil
}

// cancelled is r called off, as its next version.
func cancelled(r recruit.Record, reason string, now time.Time) (recruit.Record, error) {
	if err := r.StillScheduled(); err != nil {
		return r, err
	}
	reason, err := recruit.CleanLine("reason", "reason", reason, maxReason)
	if err != nil {
		return r, err
	}
	r = nextVersion(r, now)
	r.Interview.Status, r.Interview.CancelReason = recruit.Cancelled, reason
	return r, nil
}

// withdrawReminders takes back reminders that have not left.
func withdrawReminders(r recruit.Record) []recruit.Effect { return supersede(r, recruit.MailReminder) }

// timesDifference says when an interview was and is, and how long where that
// changed, too.
func timesDifference(was, now recruit.Interview) string {
	said := recruit.Wall(was) + " → " + recruit.Wall(now)
	if was.Duration != now.Duration {
		said += fmt.Sprintf(", %d → %d min", int(was.Duration/time.Minute), int(now.Duration/time.Minute))
	}
	return said
}

// because adds a reason to a text, where there is one.
func because(text, reason string) string {
	if reason == "" {
		return text
	}
	return text + " (" + reason + ")"
}

// unknownRevision is the lowest revision from that in force on that nobody can
// know: no mail with it or a later one may have left, and nobody answered to it, as
// on the telephone. A change of the times needs it.
func unknownRevision(r recruit.Record) int {
	revision := r.Interview.Sequence
	for _, e := range r.Effects {
		if e.MaybeSent && e.Kind.IsMail() {
			revision = max(revision, e.Sequence+1)
		}
	}
	for _, p := range r.People {
		if !p.AnsweredAt.IsZero() {
			revision = max(revision, p.AnswerSequence+1)
		}
		if p.Claim.From != "" {
			revision = max(revision, p.Claim.Sequence+1)
		}
	}
	return revision
}
