package scheduling

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// Warning is something that a person should know before deciding; it forbids
// nothing.
type Warning struct {
	Field    string // the form field that it belongs to
	Sentence string
	Remedy   Remedy // what it offers
	Waits    bool   // it says that something will not happen at once
	Brief    string // why that is, in a few words for the head of a form: "not set up"
	// Address is of whom it is, where it is about a person and not about an interview.
	Address string
	// Held says that it is about an hour that an offer holds for somebody else.
	Held bool
}

// Preview is what a decision would do: shown before it is made.
type Preview struct {
	Record   recruit.Record   // as it would be
	Effects  []recruit.Effect // what would happen outside
	Warnings []Warning
	Waits    []Wait // which of the effects would not happen at once, and why
	// Clashes are what of the warnings package booking tells of. Whoever goes ahead in
	// spite of them hands them back, as recruit.Agreed of their request.
	Clashes []recruit.Clash
	// Along are interviews that the decision changes besides, as when the candidate's address
	// is corrected: they follow to it. Their effects are not among Effects.
	Along []Preview
}

// Why is the reason that was given for the move, which everybody who is told of it reads; ""
// for none.
func (f Preview) Why() string {
	n := len(f.Record.Versions)
	if n == 0 || f.Record.Versions[n-1].Number != f.Record.Interview.Version {
		return "" // it is of an earlier change
	}
	return f.Record.Versions[n-1].Reason
}

// Preview checks a draft like Schedule and says what it would do, without
// doing it.
func (s *Service) Preview(ctx context.Context, actor recruit.Member, d recruit.ScheduleRequest) (Preview, error) {
	r, err := s.compose(ctx, actor, d)
	if err != nil {
		return Preview{}, err
	}
	host, err := s.mayHost(ctx, r, d)
	if err != nil {
		return Preview{}, err
	}
	unread, err := s.reread(ctx, actor, d.Participants)
	if err != nil {
		return Preview{}, err
	}
	w, clashes, err := s.warned(ctx, actor, d, r.Interview, *whole(r, recruit.Agreed{}))
	if err != nil {
		return Preview{}, err
	}
	w = append(w, unread...)
	closed, err := s.lookInside(ctx, d.Files, d.AllowExecutable)
	if err != nil {
		return Preview{}, err
	}
	f, err := s.preview(ctx, r, hostedBy(planScheduled(r, r.Interview.CreatedAt), host), append(w, closed...))
	f.Clashes = clashes
	return f, err
}

// PreviewReschedule says what a move would do.
func (s *Service) PreviewReschedule(ctx context.Context, actor recruit.Member, id recruit.InterviewID, m recruit.RescheduleRequest) (Preview, error) {
	r, err := s.previewed(ctx, actor, id)
	if err != nil {
		return Preview{}, err
	}
	to, reason, err := moved(r, m, after(r.Interview.UpdatedAt, s.Now().UTC()))
	if err != nil {
		return Preview{}, err
	}
	i := to.Interview
	d := recruit.ScheduleRequest{CandidateID: i.CandidateID, Start: i.Start, TimeZone: i.TimeZone, Duration: i.Duration, Platform: i.Platform}
	for _, p := range r.Panel() {
		d.Participants = append(d.Participants, p.Address)
	}
	w, err := s.moveWarnings(ctx, r, i.Duration)
	if err != nil {
		return Preview{}, err
	}
	unread, err := s.reread(ctx, actor, d.Participants)
	if err != nil {
		return Preview{}, err
	}
	odd, clashes, err := s.timeWarnings(ctx, r.Organiser, d, i, *whole(to, recruit.Agreed{}))
	if err != nil {
		return Preview{}, err
	}
	odd = append(odd, unread...)
	w = append(append(s.unable(ctx, r, recruit.ToUpdateMeeting), w...), odd...)
	plan := newOnes(planMoved(to, s.Now()))
	w = append(leftElsewhere(to, plan), w...)
	f, err := s.preview(ctx, become(to, newVersion(to, recruit.WasRescheduled, actor, reason)), plan, w)
	f.Clashes = clashes
	return f, err
}

// reread reads the calendars of those who take part once more.
func (s *Service) reread(ctx context.Context, actor recruit.Member, addresses []string) ([]Warning, error) {
	if s.Reread == nil {
		return nil, nil
	}
	return s.Reread(ctx, actor, addresses)
}

// previewed reads an interview for who looks at what a change of it would do.
func (s *Service) previewed(ctx context.Context, actor recruit.Member, id recruit.InterviewID) (recruit.Record, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return recruit.Record{}, err
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
func (s *Service) PreviewPeople(ctx context.Context, actor recruit.Member, id recruit.InterviewID, c recruit.PeopleChange) (Preview, error) {
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
	r = become(r, commit.Version)
	// Only the new ones can be busy unawares: the candidate, the time and the
	// host stay what they were, which is why the draft leaves them out.
	d := recruit.ScheduleRequest{Start: r.Interview.Start, Duration: r.Interview.Duration, Platform: recruit.Phone, Participants: c.Add}
	unread, err := s.reread(ctx, actor, c.Add)
	if err != nil {
		return Preview{}, err
	}
	w, clashes, err := s.warned(ctx, r.Organiser, d, r.Interview, *commit.Booking)
	if err != nil {
		return Preview{}, err
	}
	w = append(w, unread...)
	along, err := s.followers(ctx, actor, r, c)
	if err != nil {
		return Preview{}, err
	}
	if n := len(along); n > 0 {
		var theirs []recruit.Effect
		for _, f := range along {
			theirs = append(theirs, f.Effects...)
		}
		w = append(w, Warning{Field: "candidate", Sentence: fmt.Sprintf("The address in the profile is corrected, and %s too: %s more.", recruit.Counted(n, "other upcoming interview follows", "other upcoming interviews follow"), Numbers(theirs))})
	}
	plan := newOnes(commit.Effects)
	f, err := s.preview(ctx, r, plan, append(leftElsewhere(r, plan), w...))
	f.Along, f.Clashes = along, clashes
	return f, err
}

// followers are the other interviews ahead of the candidate of r whose address a change
// corrects.
func (s *Service) followers(ctx context.Context, actor recruit.Member, r recruit.Record, c recruit.PeopleChange) ([]Preview, error) {
	for old, right := range c.Correct {
		if sanitize.SameAddress(old, r.Candidate.Email) {
			corrected := r.Candidate
			corrected.Email = strings.TrimSpace(right)
			return s.PreviewReaddress(ctx, actor, corrected, r.Candidate.Email, r.Interview.ID)
		}
	}
	return nil, nil
}

// PreviewCancel says what a cancellation would do.
func (s *Service) PreviewCancel(ctx context.Context, actor recruit.Member, id recruit.InterviewID, reason string) (Preview, error) {
	r, err := s.previewed(ctx, actor, id)
	if err != nil {
		return Preview{}, err
	}
	to, err := cancelled(r, reason, after(r.Interview.UpdatedAt, s.Now().UTC()))
	if err != nil {
		return Preview{}, err
	}
	plan := newOnes(planCancelled(to, s.Now()))
	w := slices.Concat(begun(r.Interview, s.Now()), leftElsewhere(r, plan), s.unable(ctx, r, recruit.ToDeleteMeeting))
	return s.preview(ctx, become(to, newVersion(to, recruit.WasCancelled, actor, to.Interview.CancelReason)), plan, w)
}

// begun warns of cancelling what has started at now: everybody is told that it does not take
// place, and it counts as cancelled.
func begun(i recruit.Interview, now time.Time) []Warning {
	switch {
	case i.Start.After(now):
		return nil
	case i.End().After(now):
		return []Warning{{Field: "reason", Sentence: "This interview has already started. If the candidate did not come, record that instead of cancelling it."}}
	}
	return []Warning{{Field: "reason", Sentence: "This interview is over. If it took place, or the candidate did not come, record that instead of cancelling it."}}
}

// PreviewUndo says what Undo would do. Of a change that is taken back nothing has left; what
// leaves then are mails of before that the change had made needless.
func (s *Service) PreviewUndo(ctx context.Context, actor recruit.Member, id recruit.InterviewID) (Preview, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Preview{}, err
	}
	r, err := s.Store.Record(ctx, id)
	if err != nil {
		return Preview{}, err
	}
	now := s.Now().UTC()
	if r.Closed() {
		r.Interview = undoOutcome(r, actor, now).Interview
		return Preview{Record: r}, nil
	}
	if err := cmp.Or(r.MayChange(actor), r.TooLateToUndo(now)); err != nil {
		return Preview{}, err
	}
	if _, held := r.AskHeld(now); held {
		return Preview{Record: r}, nil
	}
	if _, err := s.undoLoop(ctx, r, actor, now); err != nil {
		return Preview{}, err
	}
	c := undo(r, actor, after(r.Interview.UpdatedAt, now))
	if c.Remove {
		return Preview{Record: r}, nil
	}
	r.Interview, r.People = c.Interview, c.People
	plan := slices.DeleteFunc(slices.Clone(c.Effects), func(e recruit.Effect) bool {
		return e.State != recruit.Waiting || e.Kind == recruit.MailReminder
	})
	return s.preview(ctx, become(r, c.Version), plan, nil)
}

// PreviewTakeOver says what TakeOver would do.
func (s *Service) PreviewTakeOver(ctx context.Context, actor recruit.Member, id recruit.InterviewID) (Preview, error) {
	r, err := s.Store.Record(ctx, id)
	if err == nil {
		err = r.MayTakeOver(actor)
	}
	if err != nil {
		return Preview{}, err
	}
	now := s.Now().UTC()
	r, plan := TakenOver(r, actor, after(r.Interview.UpdatedAt, now), now)
	return s.preview(ctx, become(r, newVersion(r, recruit.WasTakenOver, actor, "")), newOnes(plan), nil)
}

// become is a record with the version that a decision makes of it, as its mails will tell it.
func become(r recruit.Record, v *recruit.Version) recruit.Record {
	r.Versions = append(slices.Clone(r.Versions), *v)
	return r
}

// withPlan is a record with the effects that a decision calls for.
func withPlan(r recruit.Record, plan []recruit.Effect) recruit.Record {
	r.Effects = slices.Clone(r.Effects)
	for _, e := range plan {
		at := slices.IndexFunc(r.Effects, func(was recruit.Effect) bool { return e.ID != 0 && was.ID == e.ID })
		if at >= 0 {
			r.Effects[at] = e
		} else {
			r.Effects = append(r.Effects, e)
		}
	}
	return r
}

// newOnes leaves out what is only taken back.
func newOnes(plan []recruit.Effect) []recruit.Effect {
	var out []recruit.Effect
	for _, e := range plan {
		if e.State != recruit.Superseded {
			out = append(out, e)
		}
	}
	return out
}

// Warnings says what is odd about a draft while it is typed: a Basic host's 40
// minutes (R10), people who are busy, an hour at night for the candidate. It
// looks only at what is filled in. except is an interview to leave out.
func (s *Service) Warnings(ctx context.Context, organiser recruit.Member, d recruit.ScheduleRequest, except recruit.InterviewID) ([]Warning, error) {
	i, b, err := s.drafted(ctx, organiser, d, except)
	if err != nil {
		return nil, err
	}
	w, _, err := s.warned(ctx, organiser, d, i, b)
	return w, err
}

// warned is Warnings, with what of them clashes with the booking b of i.
func (s *Service) warned(ctx context.Context, organiser recruit.Member, d recruit.ScheduleRequest, i recruit.Interview, b recruit.Booking) ([]Warning, []recruit.Clash, error) {
	out, err := s.Early(ctx, recruit.Record{Interview: recruit.Interview{OrganiserID: organiser.ID}, Organiser: organiser}, recruit.Phone)
	if err != nil {
		return nil, nil, err
	}
	if d.Platform == recruit.Zoom || d.Platform == "" {
		w, err := s.hostWarning(ctx, organiser, d)
		if err != nil {
			return nil, nil, err
		}
		out = append(out, w...)
	}
	w, err := s.closingWarning(ctx, d)
	if err != nil {
		return nil, nil, err
	}
	out = append(out, w...)
	w, clashes, err := s.timeWarnings(ctx, organiser, d, i, b)
	return append(out, w...), clashes, err
}

// closingWarning says that a candidate is not one for the job any more.
func (s *Service) closingWarning(ctx context.Context, d recruit.ScheduleRequest) ([]Warning, error) {
	if d.CandidateID == 0 || d.JobID == 0 {
		return nil, nil
	}
	p, err := s.Store.Profile(ctx, d.CandidateID)
	if err != nil {
		return nil, err
	}
	a, linked := p.Application(d.JobID)
	if !linked || !recruit.StageLost(a.Stage) {
		return nil, nil
	}
	return []Warning{{Field: "candidate", Sentence: fmt.Sprintf("%s is in %s for %s; move them on before they are invited, unless that is meant.", p.Candidate.Name, a.Stage, a.JobTitle)}}, nil
}

// timeWarnings says what is odd about the time of a draft, and what of it clashes with the
// booking b of i.
func (s *Service) timeWarnings(ctx context.Context, organiser recruit.Member, d recruit.ScheduleRequest, i recruit.Interview, b recruit.Booking) ([]Warning, []recruit.Clash, error) {
	var out []Warning
	if d.Start.IsZero() || d.Duration <= 0 {
		return out, nil, nil
	}
	candidate := recruit.Candidate{}
	if d.CandidateID != 0 {
		var err error
		if candidate, err = s.Store.Candidate(ctx, d.CandidateID); err != nil {
			return nil, nil, err
		}
		if loc := candidate.Location(); loc != nil {
			if h := d.Start.In(loc).Hour(); h < 8 || h >= 20 {
				out = append(out, Warning{Field: "start", Sentence: fmt.Sprintf("That is %s for %s in %s.", timeparse.Clock(d.Start.In(loc)), candidate.Name, timeparse.Label(d.Start.In(loc)))})
			}
		}
	}
	out = append(out, zoneDoubts(d.Start, d.TimeZone, candidate.TimeZone)...)
	w, clashes, err := s.clashes(ctx, organiser, i, b)
	if err != nil {
		return nil, nil, err
	}
	out = append(out, w...)
	if s.Calendars == nil {
		return out, clashes, nil
	}
	w, err = s.Calendars(ctx, organiser, d.Participants, d.Start, d.Start.Add(d.Duration), d.CandidateID, append(slices.Clone(b.Instead), i.ID))
	return append(out, w...), clashes, err
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
