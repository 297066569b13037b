package flow_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/services"
)

// office is a team with one interview of Robin's.
type office struct {
	store            *recruittest.Store
	svc              *services.Services
	now              time.Time
	robin, root, pat recruit.Member
	interview        flow.Interview
}

func newOffice(t *testing.T) *office {
	t.Helper()
	store := recruittest.NewStore()
	o := &office{store: store, now: recruittest.At()}
	add := func(name string, role recruit.Role) recruit.Member {
		return store.AddMember(recruit.Member{Name: name, Email: strings.ToLower(name) + "@example.com", Role: role, TimeZone: "Europe/Lisbon"})
	}
	o.robin, o.root, o.pat = add("Robin", recruit.Recruiter), add("Root", recruit.Admin), add("Pat", recruit.Recruiter)
	job := store.AddJob(recruit.Job{Title: "Engineer"})
	candidate := store.AddCandidate(recruit.Candidate{Name: "Priya", Email: "priya@example.org"}, job.ID)
	o.svc = &services.Services{Scheduling: store.Scheduling(func() time.Time { return o.now })}
	r, err := o.svc.Scheduling.Schedule(t.Context(), o.robin, recruit.ScheduleRequest{CandidateID: candidate.ID, JobID: job.ID, Title: "Talk", Start: o.now.Add(48 * time.Hour),
		TimeZone: "Europe/Lisbon", Duration: time.Hour, Platform: recruit.Phone, Place: "+351 912 345 678"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	o.interview = flow.Of(r)
	return o
}

func (o *office) move(by recruit.Member, m recruit.RescheduleRequest) flow.Decision {
	return &flow.Reschedule{By: flow.By{Services: o.svc, Actor: by}, Interview: o.interview, Move: m}
}

// TestPreviewRefusesWhatCommitRefuses holds that nobody is shown what would happen
// by a decision that then cannot be made.
func TestPreviewRefusesWhatCommitRefuses(t *testing.T) {
	t.Parallel()
	tooLong := strings.Repeat("x", 301)
	hour := func(n int) recruit.RescheduleRequest {
		return recruit.RescheduleRequest{Start: recruittest.At().Add(time.Duration(n) * time.Hour)}
	}
	for name, c := range map[string]struct {
		decide func(o *office) flow.Decision
		says   string
	}{
		"a move by another recruiter": {func(o *office) flow.Decision { return o.move(o.pat, hour(50)) }, "Only Robin"},
		"a move by a reader":          {func(o *office) flow.Decision { return o.move(recruit.Member{ID: 9, Role: recruit.ReadOnly}, hour(50)) }, "read-only"},
		"a move to where it is":       {func(o *office) flow.Decision { return o.move(o.robin, hour(48)) }, "already"},
		"a move into the past":        {func(o *office) flow.Decision { return o.move(o.robin, hour(-1)) }, "in the past"},
		"too long a reason": {func(o *office) flow.Decision {
			return o.move(o.robin, recruit.RescheduleRequest{Duration: time.Minute, Reason: tooLong})
		}, "301 characters"},
		"a move when it is over": {func(o *office) flow.Decision {
			o.now = o.now.Add(72 * time.Hour)
			return o.move(o.robin, hour(80))
		}, "is over"},
		"a cancellation by another recruiter": {func(o *office) flow.Decision {
			return &flow.Cancel{By: flow.By{Services: o.svc, Actor: o.pat}, Interview: o.interview}
		}, "Only Robin"},
		"a cancellation for too long a reason": {func(o *office) flow.Decision {
			return &flow.Cancel{By: flow.By{Services: o.svc, Actor: o.robin}, Interview: o.interview, Reason: tooLong}
		}, "301 characters"},
		"a second cancellation": {func(o *office) flow.Decision {
			d := &flow.Cancel{By: flow.By{Services: o.svc, Actor: o.robin}, Interview: o.interview}
			if _, err := d.Commit(context.Background()); err != nil {
				panic(err)
			}
			d.Seen = 0
			return d
		}, "is cancelled"},
		"people by another recruiter": {func(o *office) flow.Decision {
			return &flow.People{By: flow.By{Services: o.svc, Actor: o.pat}, Interview: o.interview, Change: recruit.PeopleChange{Add: []string{"lee@example.com"}}}
		}, "Only Robin"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := c.decide(newOffice(t))
			_, before := d.Preview(t.Context())
			_, then := d.Commit(t.Context())
			if before == nil || then == nil || recruit.Sentence(before) != recruit.Sentence(then) || !strings.Contains(recruit.Sentence(then), c.says) {
				t.Errorf("the preview says %v, the decision %v", before, then)
			}
		})
	}
}

// TestWhoMayTakeOverLooksFirst holds that an admin sees what would happen before an
// interview becomes theirs, and changes nothing before that.
func TestWhoMayTakeOverLooksFirst(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.move(o.root, recruit.RescheduleRequest{Duration: 30 * time.Minute})
	if f, err := d.Preview(t.Context()); err != nil || len(f.Effects) == 0 {
		t.Errorf("the preview is %+v, %v", f.Effects, err)
	}
	if _, err := d.Commit(t.Context()); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("it was changed: %v", err)
	}
}

// person answers from a list, and remembers what they were asked.
type person struct {
	agrees []bool
	mend   func(why error) error
	asked  []string
}

func (p *person) Agree(_ context.Context, _ flow.Decision, f scheduling.Preview) (bool, error) {
	p.asked = append(p.asked, "agree to "+f.Record.Interview.Duration.String())
	yes := p.agrees[0]
	p.agrees = p.agrees[1:]
	return yes, nil
}

func (p *person) Program(_ context.Context, q flow.Program) (bool, error) {
	p.asked = append(p.asked, q.What)
	return true, nil
}

func (p *person) Correct(_ context.Context, why error) error {
	p.asked = append(p.asked, "mend")
	return p.mend(why)
}

// TestDecideAsksUntilItIsMade walks through a decision that is refused, changed,
// overtaken by someone else, and then made.
func TestDecideAsksUntilItIsMade(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	on, length := o.interview, time.Hour // as it is, which is refused
	ask := &person{agrees: []bool{false, true, true}}
	ask.mend = func(why error) error {
		switch {
		case errors.Is(why, recruit.ErrStale):
			on = flow.Interview{ID: on.ID, Seen: 2}
		case errors.Is(why, recruit.ErrInvalid):
			length = 30 * time.Minute
		default:
			t.Errorf("asked to mend %v", why)
		}
		return nil
	}
	r, err := flow.Decide(t.Context(), func() (flow.Decision, error) {
		if len(ask.asked) == 2 { // not agreed to, and changed
			length = 20 * time.Minute
			if _, err := o.move(o.robin, recruit.RescheduleRequest{Duration: 45 * time.Minute}).Commit(t.Context()); err != nil {
				return nil, err
			}
		}
		return &flow.Reschedule{By: flow.By{Services: o.svc, Actor: o.robin}, Interview: on, Move: recruit.RescheduleRequest{Duration: length}}, nil
	}, ask)
	if err != nil || r.Interview.Duration != 20*time.Minute || r.Interview.Version != 3 {
		t.Errorf("interview is %+v, %v", r.Interview, err)
	}
	if got, want := strings.Join(ask.asked, ", "), "mend, agree to 30m0s, agree to 20m0s, mend, agree to 20m0s"; got != want {
		t.Errorf("asked %s; want %s", got, want)
	}
	leaves := errors.New("leaves")
	ask = &person{agrees: []bool{true}, mend: func(error) error { return leaves }}
	if _, err := flow.Decide(t.Context(), func() (flow.Decision, error) { return o.move(o.pat, recruit.RescheduleRequest{}), nil }, ask); !errors.Is(err, leaves) {
		t.Errorf("who leaves gets %v", err)
	}
}

// TestWhatIsTakenMeanwhileIsLookedAtAgain holds that what was shown books, and that what has
// come up since then is asked about again.
func TestWhatIsTakenMeanwhileIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	book := func(title string) {
		t.Helper()
		first, err := o.store.Record(t.Context(), o.interview.ID)
		if err == nil {
			who := o.store.AddCandidate(recruit.Candidate{Name: title, Email: title + "@example.org"}, first.Interview.JobID)
			_, err = o.svc.Scheduling.Schedule(t.Context(), o.pat, recruittest.InSpite(t, o.svc.Scheduling, o.pat, recruit.ScheduleRequest{CandidateID: who.ID, JobID: first.Interview.JobID, Title: title, Start: o.now.Add(72 * time.Hour),
				TimeZone: "UTC", Duration: time.Hour, Platform: recruit.Phone, Place: "1", Participants: []string{"root@example.com"}}), 0)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.svc.Scheduling.ChangePeople(t.Context(), o.robin, o.interview.ID, 0, recruit.PeopleChange{Add: []string{"root@example.com"}}, 0); err != nil {
		t.Fatal(err)
	}
	book("One")
	o.interview.Seen = 0
	d := o.move(o.robin, recruit.RescheduleRequest{Start: o.now.Add(72 * time.Hour)})
	if _, err := d.Commit(t.Context()); !errors.Is(err, recruit.ErrTaken) || !strings.Contains(recruit.Sentence(err), "Root has another interview 09:00–10:00 (One)") {
		t.Errorf("nobody has looked, and it says %v", err)
	}
	if f, err := d.Preview(t.Context()); err != nil || len(f.Clashes) != 1 || len(f.Warnings) != 1 {
		t.Fatalf("the preview is %+v, %v", f.Clashes, err)
	}
	book("Two")
	if _, err := d.Commit(t.Context()); !errors.Is(err, recruit.ErrTaken) || strings.Contains(recruit.Sentence(err), "(One)") || !strings.Contains(recruit.Sentence(err), "(Two)") {
		t.Errorf("the second came meanwhile, and it says %v", err)
	}
	if f, err := d.Preview(t.Context()); err != nil || len(f.Clashes) != 2 {
		t.Fatalf("the preview is %+v, %v", f.Clashes, err)
	}
	if r, err := d.Commit(t.Context()); err != nil || !r.Interview.Start.Equal(o.now.Add(72*time.Hour)) {
		t.Errorf("in spite of both it says %v", err)
	}
}

// TestBookAcceptsNothing holds that who books for a candidate loses to whoever was there
// before, whatever the draft says, and that of several interviews none is booked then.
func TestBookAcceptsNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first, err := o.store.Record(t.Context(), o.interview.ID)
	if err != nil {
		t.Fatal(err)
	}
	who := o.store.AddCandidate(recruit.Candidate{Name: "Chidi", Email: "chidi@example.org"}, first.Interview.JobID)
	d := recruit.ScheduleRequest{CandidateID: who.ID, JobID: first.Interview.JobID, Title: "Talk", Start: o.now.Add(72 * time.Hour), TimeZone: "UTC", Duration: time.Hour, Platform: recruit.Phone, Place: "1", Participants: []string{"pat@example.com"}}
	next := d
	next.Start = next.Start.Add(2 * time.Hour)
	both := []recruit.ScheduleRequest{d, next}
	made, err := o.svc.Scheduling.Book(t.Context(), o.robin, both, 0)
	if err != nil || len(made) != 2 {
		t.Fatalf("booked %d, %v", len(made), err)
	}
	other := o.store.AddCandidate(recruit.Candidate{Name: "Mona", Email: "mona@example.org"}, first.Interview.JobID)
	both[0].CandidateID, both[1].CandidateID = other.ID, other.ID
	both[0].Start = both[0].Start.Add(-3 * time.Hour)
	both[1] = recruittest.InSpite(t, o.svc.Scheduling, o.robin, both[1])
	if _, err := o.svc.Scheduling.Book(t.Context(), o.robin, both, 0); !errors.Is(err, recruit.ErrTaken) || !strings.Contains(recruit.Sentence(err), "Pat has another interview") {
		t.Errorf("it says %v", err)
	}
	if n := len(o.store.Records()); n != 3 {
		t.Errorf("there are %d interviews", n)
	}
}
