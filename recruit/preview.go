package recruit

import (
	"context"
	"fmt"
	"strings"
	"time"

	"recruitty/recruit/timeparse"
)

// Warning is something that a person should know before deciding; it forbids
// nothing.
type Warning struct {
	Field    string // the form field that it belongs to
	Sentence string
	Remedy   Remedy // what it offers
	Waits    bool   // it says that something will not happen at once
}

// Preview is what a decision would do: shown before it is made.
type Preview struct {
	Record   Record   // as it would be
	Effects  []Effect // what would happen outside
	Warnings []Warning
	Waits    []Wait // which of the effects would not happen at once, and why
}

// Preview checks a draft like Schedule and says what it would do, without
// doing it.
func (s *Scheduling) Preview(ctx context.Context, actor Member, d ScheduleRequest) (Preview, error) {
	r, err := s.compose(ctx, actor, d)
	if err != nil {
		return Preview{}, err
	}
	host, err := s.mayHost(ctx, r, d)
	if err != nil {
		return Preview{}, err
	}
	w, err := s.Warnings(ctx, actor, d, 0)
	if err != nil {
		return Preview{}, err
	}
	closed, err := s.lookInside(ctx, d.Files, d.AllowExecutable)
	if err != nil {
		return Preview{}, err
	}
	return s.preview(ctx, r, hostedBy(planScheduled(r, r.Interview.CreatedAt), host), append(w, closed...))
}

// PreviewReschedule says what a move would do.
func (s *Scheduling) PreviewReschedule(ctx context.Context, actor Member, id InterviewID, m RescheduleRequest) (Preview, error) {
	r, err := s.previewed(ctx, actor, id)
	if err != nil {
		return Preview{}, err
	}
	to, _, err := r.moved(m, after(r.Interview.UpdatedAt, s.Now().UTC()))
	if err != nil {
		return Preview{}, err
	}
	i := to.Interview
	d := ScheduleRequest{CandidateID: i.CandidateID, Start: i.Start, TimeZone: i.TimeZone, Duration: i.Duration, Platform: i.Platform}
	for _, p := range r.Panel() {
		d.Participants = append(d.Participants, p.Address)
	}
	w, err := s.moveWarnings(ctx, r, i.Duration)
	if err != nil {
		return Preview{}, err
	}
	clashes, err := s.timeWarnings(ctx, r.Organiser, d, id)
	if err != nil {
		return Preview{}, err
	}
	w = append(append(s.unable(ctx, r, ToUpdateMeeting), w...), clashes...)
	plan := newOnes(planMoved(to, s.Now()))
	return s.preview(ctx, to, plan, append(leftElsewhere(to, plan), w...))
}

// previewed reads an interview for who looks at what a change of it would do.
func (s *Scheduling) previewed(ctx context.Context, actor Member, id InterviewID) (Record, error) {
	if err := Allow(actor, ToSchedule); err != nil {
		return Record{}, err
	}
	r, err := s.Store.Record(ctx, id)
	if err != nil {
		return r, err
	}
	if err := r.StillScheduled(); err != nil || r.MayTakeOver(actor) == nil {
		return r, err
	}
	return r, r.MayChange(actor)
}

// PreviewPeople says who would be told what of a change of the people.
func (s *Scheduling) PreviewPeople(ctx context.Context, actor Member, id InterviewID, c PeopleChange) (Preview, error) {
	r, err := s.previewed(ctx, actor, id)
	if err != nil {
		return Preview{}, err
	}
	now := s.Now().UTC()
	commit, err := s.regrouped(ctx, actor, r, c, now, after(r.Interview.UpdatedAt, now))
	if err != nil {
		return Preview{}, err
	}
	r.Interview, r.People = commit.Interview, commit.People
	// Only the new ones can be busy unawares: the candidate, the time and the
	// host stay what they were, which is why the draft leaves them out.
	d := ScheduleRequest{Start: r.Interview.Start, Duration: r.Interview.Duration, Platform: Phone, Participants: c.Add}
	w, err := s.Warnings(ctx, r.Organiser, d, id)
	if err != nil {
		return Preview{}, err
	}
	plan := newOnes(commit.Effects)
	return s.preview(ctx, r, plan, append(leftElsewhere(r, plan), w...))
}

// PreviewCancel says what a cancellation would do.
func (s *Scheduling) PreviewCancel(ctx context.Context, actor Member, id InterviewID, reason string) (Preview, error) {
	r, err := s.previewed(ctx, actor, id)
	if err != nil {
		return Preview{}, err
	}
	if _, err := r.cancelled(reason, after(r.Interview.UpdatedAt, s.Now().UTC())); err != nil {
		return Preview{}, err
	}
	plan := newOnes(planCancelled(r, s.Now()))
	return s.preview(ctx, r, plan, append(leftElsewhere(r, plan), s.unable(ctx, r, ToDeleteMeeting)...))
}

// newOnes leaves out what is only taken back.
func newOnes(plan []Effect) []Effect {
	var out []Effect
	for _, e := range plan {
		if e.State != Superseded {
			out = append(out, e)
		}
	}
	return out
}

// Warnings says what is odd about a draft while it is typed: a Basic host's 40
// minutes (R10), people who are busy, an hour at night for the candidate. It
// looks only at what is filled in. except is an interview to leave out.
func (s *Scheduling) Warnings(ctx context.Context, organiser Member, d ScheduleRequest, except InterviewID) ([]Warning, error) {
	out, err := s.Early(ctx, Record{Interview: Interview{OrganiserID: organiser.ID}, Organiser: organiser}, Phone)
	if err != nil {
		return nil, err
	}
	if d.Platform == Zoom || d.Platform == "" {
		w, err := s.hostWarning(ctx, organiser, d)
		if err != nil {
			return nil, err
		}
		out = append(out, w...)
	}
	w, err := s.timeWarnings(ctx, organiser, d, except)
	return append(out, w...), err
}

// timeWarnings says what is odd about the time of a draft.
func (s *Scheduling) timeWarnings(ctx context.Context, organiser Member, d ScheduleRequest, except InterviewID) ([]Warning, error) {
	var out []Warning
	if d.Start.IsZero() || d.Duration <= 0 {
		return out, nil
	}
	candidate := Candidate{}
	if d.CandidateID != 0 {
		var err error
		if candidate, err = s.Store.Candidate(ctx, d.CandidateID); err != nil {
			return nil, err
		}
		if loc := candidate.Location(); loc != nil {
			if h := d.Start.In(loc).Hour(); h < 8 || h >= 20 {
				out = append(out, Warning{Field: "start", Sentence: fmt.Sprintf("That is %s for %s in %s.", d.Start.In(loc).Format("15:04"), candidate.Name, timeparse.Label(d.Start.In(loc)))})
			}
		}
	}
	out = append(out, zoneDoubts(d.Start, d.TimeZone, candidate.TimeZone)...)
	busy, err := s.Store.Interviews(ctx, InterviewFilter{Status: Scheduled, From: d.Start.Add(-MaxDuration), To: d.Start.Add(d.Duration)})
	if err != nil {
		return nil, err
	}
	for _, b := range busy {
		if b.ID == except || !b.End().After(d.Start) {
			continue
		}
		w, err := s.clash(ctx, b, organiser, candidate, d)
		if err != nil {
			return nil, err
		}
		out = append(out, w...)
	}
	return out, nil
}

// clash says who of the draft is at the other interview b at the time.
func (s *Scheduling) clash(ctx context.Context, b InterviewSummary, organiser Member, c Candidate, d ScheduleRequest) ([]Warning, error) {
	r, err := s.Store.Record(ctx, b.ID)
	if err != nil {
		return nil, err
	}
	loc := organiser.Location()
	when := b.Start.In(loc).Format("15:04") + "–" + b.End().In(loc).Format("15:04")
	var out []Warning
	if c.ID != 0 && b.CandidateID == c.ID {
		out = append(out, Warning{Field: "start", Sentence: fmt.Sprintf("%s has another interview %s.", c.Name, when)})
	}
	for _, a := range d.Participants {
		if p, ok := r.Person(a); ok && p.RemovedAt.IsZero() && p.Audience == ToPanel {
			name := p.Name
			if name == "" {
				name = p.Address
			}
			out = append(out, Warning{Field: "participants", Sentence: fmt.Sprintf("%s has another interview %s.", name, when)})
		}
	}
	if (d.Platform == Zoom || d.Platform == "") && b.Platform == Zoom && b.OrganiserID == organiser.ID {
		out = append(out, Warning{Field: "start", Sentence: fmt.Sprintf("Your Zoom hosts %s %s; Basic and Pro accounts run one meeting at a time.", strings.TrimSpace(b.Title), when)})
	}
	return out, nil
}

// zoneDoubts warns where the wall time of a start may be another than it is said
// to be.
func zoneDoubts(start time.Time, zones ...string) []Warning {
	var out []Warning
	for _, doubt := range timeparse.Doubts(start, zones...) {
		out = append(out, Warning{Field: "start", Sentence: doubt})
	}
	return out
}
