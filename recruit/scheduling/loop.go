package scheduling

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// MaxLoop is how many interviews one loop has at most.
const MaxLoop = 8

// PreviewLoop checks the drafts of a loop like ScheduleLoop and says what each would do,
// by their start, without doing it. The calendars of all who take part are read once
// more, together. The sheet for the candidate is among the effects of the first.
func (s *Service) PreviewLoop(ctx context.Context, actor recruit.Member, drafts []recruit.ScheduleRequest) ([]Preview, error) {
	records, plans, err := s.composeLoop(ctx, actor, drafts, 0)
	if err != nil {
		return nil, err
	}
	drafts = byStart(drafts)
	unread, err := s.reread(ctx, actor, allOf(drafts))
	if err != nil {
		return nil, err
	}
	var all []Preview
	for n, d := range drafts {
		w, clashes, err := s.warned(ctx, actor, d, records[n].Interview, *whole(records[n], recruit.Agreed{}))
		if err != nil {
			return nil, err
		}
		if d.Uninvited != "" {
			w = append(w, Warning{Field: "participants", Sentence: d.Uninvited})
		}
		// Whose calendar could not be read is said once, with the first of their interviews.
		unread = slices.DeleteFunc(unread, func(u Warning) bool {
			here := n == len(drafts)-1 || slices.ContainsFunc(d.Participants, func(a string) bool { return sanitize.SameAddress(a, u.Address) })
			if here {
				w = append(w, u)
			}
			return here
		})
		p, err := s.preview(ctx, records[n], plans[n], w)
		if err != nil {
			return nil, err
		}
		p.Clashes = clashes
		all = append(all, p)
	}
	return all, nil
}

// LoopWarnings says what is odd about the drafts of a loop now, each with the title of
// its interview. It reads no calendar anew.
func (s *Service) LoopWarnings(ctx context.Context, actor recruit.Member, drafts []recruit.ScheduleRequest) ([]Warning, error) {
	var all []Warning
	for _, d := range byStart(drafts) {
		w, err := s.Warnings(ctx, actor, d, 0)
		if err != nil {
			return nil, err
		}
		title, _ := recruit.CleanTitle(d.Title) // one that is none has been refused
		for _, one := range w {
			all = append(all, one.Of(title))
		}
	}
	return all, nil
}

// Of is the warning with the title of the interview of a loop that it is about; one about
// a person, or about what waits, is as it was.
func (w Warning) Of(title string) Warning {
	if !w.Waits && w.Address == "" {
		w.Sentence = title + ": " + w.Sentence
	}
	return w
}

// ScheduleLoop makes all interviews of a loop, or none: each with a calendar entry, a
// meeting and a history of its own, and for the candidate one sheet besides, which leaves once
// Zoom has answered for all of them. They come back by their start. Nothing leaves the machine
// before due has passed. Errors are those of Schedule, where one of them is ErrTaken none is
// booked; drafts that overlap are ErrInvalid.
func (s *Service) ScheduleLoop(ctx context.Context, actor recruit.Member, drafts []recruit.ScheduleRequest, due time.Duration) ([]recruit.Record, error) {
	commits, err := s.bookings(ctx, actor, actor, drafts, due)
	if err != nil {
		return nil, err
	}
	return s.book(ctx, commits)
}

// bookings are the commits that make the interviews of a loop, by their start. by is who
// decided it, in the name of actor.
func (s *Service) bookings(ctx context.Context, actor, by recruit.Member, drafts []recruit.ScheduleRequest, due time.Duration) ([]recruit.Commit, error) {
	records, plans, err := s.composeLoop(ctx, actor, drafts, due)
	if err != nil {
		return nil, err
	}
	var commits []recruit.Commit
	for n, r := range records {
		leaves := r.Interview.CreatedAt.Add(due)
		planned, err := s.remind(ctx, r, plans[n], leaves)
		if err != nil {
			return nil, err
		}
		text := fmt.Sprintf("Scheduled %s for %s", r.Interview.Title, recruit.Wall(r.Interview))
		if len(records) > 1 {
			text += fmt.Sprintf(", %d of %d of a loop", n+1, len(records))
		}
		commits = append(commits, recruit.Commit{Interview: r.Interview, People: r.People, Files: r.Files, Effects: planned,
			Version:  undoable(newVersion(r, recruit.WasScheduled, by, ""), leaves),
			Booking:  whole(r, byStart(drafts)[n].Agreed),
			Activity: []recruit.Activity{activity(r, by, "interview.scheduled", "%s", text)}})
	}
	return commits, nil
}

// book writes the interviews of a loop, all or none, and reads them again.
func (s *Service) book(ctx context.Context, commits []recruit.Commit) ([]recruit.Record, error) {
	last := commits[len(commits)-1] // what goes along is written first, and numbers rise with time
	last.Along = append(last.Along, commits[:len(commits)-1]...)
	one, err := s.Store.Commit(ctx, last)
	if err != nil || len(commits) == 1 {
		return []recruit.Record{one}, err
	}
	made, err := s.records(ctx, recruit.InterviewFilter{Loop: one.Interview.Loop})
	if err != nil {
		return nil, &recruit.Problem{Kind: recruit.ErrStorage, Cause: err,
			Sentence: "The interviews are scheduled, but they could not be read again; look at the candidate's profile before you schedule anything once more."}
	}
	return made, nil
}

// composeLoop makes the records and the plans of a loop's drafts, by their start.
func (s *Service) composeLoop(ctx context.Context, actor recruit.Member, drafts []recruit.ScheduleRequest, due time.Duration) (records []recruit.Record, plans [][]recruit.Effect, err error) {
	switch {
	case len(drafts) == 0:
		return nil, nil, recruit.Invalid("sessions", "A loop needs at least one interview.")
	case len(drafts) > MaxLoop:
		return nil, nil, recruit.Invalid("sessions", "A loop has at most %d interviews.", MaxLoop)
	}
	drafts = byStart(drafts)
	mark := ""
	if len(drafts) > 1 {
		mark = newLoop()
	}
	for n, d := range drafts {
		if n > 0 {
			before := drafts[n-1]
			if d.Start.Before(before.Start.Add(before.Duration)) {
				return nil, nil, recruit.Invalid("start", "%s begins before %s ends; the candidate cannot be in both.", d.Title, before.Title)
			}
			if d.CandidateID != before.CandidateID || d.JobID != before.JobID {
				return nil, nil, recruit.Invalid("candidate", "The interviews of a loop are all of one candidate, for one job.")
			}
		}
		if len(d.Participants) == 0 {
			return nil, nil, recruit.Invalid("participants", "Nobody would take part in %s; choose who does, or another schedule.", d.Title)
		}
		r, err := s.compose(ctx, actor, d)
		if err != nil {
			return nil, nil, ofSession(d.Title, err)
		}
		host, err := s.mayHost(ctx, r, d)
		if err != nil {
			return nil, nil, ofSession(d.Title, err)
		}
		r.Interview.Reference, r.Interview.UID = newReference(), newUID()
		if r.Interview.Loop = mark; mark != "" {
			r.Interview.LoopPlace = n + 1
		}
		leaves := r.Interview.CreatedAt.Add(due)
		plan := hostedBy(planScheduled(r, leaves), host)
		if mark != "" && n == 0 {
			plan = append(plan, newEffect(r, recruit.MailSheet, r.Candidate.Email, leaves))
		}
		records, plans = append(records, r), append(plans, plan)
	}
	for n := range records {
		records[n].Loop = sessionsOf(records)
	}
	return records, plans, nil
}

// ofSession says in which interview of a loop something is wrong.
func ofSession(title string, err error) error {
	var p *recruit.Problem
	if !errors.As(err, &p) || strings.HasPrefix(p.Sentence, title) {
		return err
	}
	of := *p
	of.Sentence = title + ": " + p.Sentence
	return &of
}

// sessionsOf are the interviews of a loop that is not stored yet.
func sessionsOf(records []recruit.Record) []recruit.LoopSession {
	if len(records) < 2 {
		return nil
	}
	var all []recruit.LoopSession
	for _, r := range records {
		all = append(all, recruit.LoopSession{Interview: r.Interview, People: r.Invited(), ZoomAhead: r.Interview.Platform == recruit.Zoom})
	}
	return all
}

// byStart are drafts in the order of time.
func byStart(drafts []recruit.ScheduleRequest) []recruit.ScheduleRequest {
	return slices.SortedStableFunc(slices.Values(drafts), func(a, b recruit.ScheduleRequest) int { return a.Start.Compare(b.Start) })
}

// allOf are the addresses of those who take part in drafts, each once.
func allOf(drafts []recruit.ScheduleRequest) []string {
	var all []string
	for _, d := range drafts {
		for _, a := range d.Participants {
			if !slices.ContainsFunc(all, func(b string) bool { return strings.EqualFold(a, b) }) {
				all = append(all, a)
			}
		}
	}
	return all
}

// newLoop makes the mark that the interviews of a loop share.
func newLoop() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails, see crypto/rand
	return "loop-" + strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))[:12]
}

// undoLoop are the commits that take the other interviews of a loop back whose first
// version is to be taken back: they were booked together, and go together.
func (s *Service) undoLoop(ctx context.Context, r recruit.Record, actor recruit.Member, now time.Time) ([]recruit.Commit, error) {
	if r.Interview.Loop == "" || r.Versions[len(r.Versions)-1].Kind != recruit.WasScheduled {
		return nil, nil
	}
	all, err := s.records(ctx, recruit.InterviewFilter{Loop: r.Interview.Loop})
	if err != nil {
		return nil, err
	}
	var commits []recruit.Commit
	for _, other := range all {
		if other.Interview.ID == r.Interview.ID {
			continue
		}
		if err := other.MayChange(actor); err != nil {
			return nil, err
		}
		if last := other.Versions[len(other.Versions)-1]; last.Kind != recruit.WasScheduled {
			return nil, recruit.Refused("%s of the same loop was %s since then; undo that first, or cancel the interviews one by one.", other.Interview.Title, last.Kind.Words())
		}
		if err := other.TooLateToUndo(now); err != nil {
			return nil, err
		}
		commits = append(commits, undo(other, actor, after(other.Interview.UpdatedAt, now)))
	}
	slices.SortFunc(commits, func(a, b recruit.Commit) int { return cmp.Compare(a.Interview.ID, b.Interview.ID) })
	return commits, nil
}
