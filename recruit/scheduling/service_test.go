package scheduling_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/scheduling"
)

// world is a small workspace with one linked candidate and a connected Zoom.
type world struct {
	*scheduling.Service
	store             *recruittest.Store
	now               time.Time
	robin, dana, root recruit.Member
	priya             recruit.Candidate
	job, other        recruit.Job
}

func newWorld(t *testing.T) *world {
	t.Helper()
	d := &world{store: recruittest.NewStore(), now: recruittest.At()}
	d.Service = d.store.Scheduling(func() time.Time { return d.now })
	d.root = d.store.AddMember(recruit.Member{Name: "Ada Admin", Email: "ada@example.com", Role: recruit.Admin, TimeZone: "UTC", SkipEntry: true})
	d.robin = d.store.AddMember(recruit.Member{Name: "Robin Reyes", Email: "robin@example.com", Role: recruit.Recruiter, TimeZone: "Europe/Lisbon", SkipEntry: true})
	d.dana = d.store.AddMember(recruit.Member{Name: "Dana Ortiz", Email: "dana@example.com", Role: recruit.Recruiter, TimeZone: "Europe/London", SkipEntry: true})
	d.job = d.store.AddJob(recruit.Job{Title: "Staff Engineer, Storage"})
	d.other = d.store.AddJob(recruit.Job{Title: "Nurse"})
	d.priya = d.store.AddCandidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.org", TimeZone: "Asia/Kolkata"}, d.job.ID)
	d.store.AddConnection(recruit.Connection{OwnerID: d.robin.ID, Kind: recruit.UserApp, State: recruit.Connected, Plan: recruit.PlanBasic, UserEmail: "robin@example.com"})
	return d
}

func (d *world) draft() recruit.ScheduleRequest {
	return recruit.ScheduleRequest{CandidateID: d.priya.ID, JobID: d.job.ID, Title: "Technical interview", Start: d.now.Add(48 * time.Hour),
		TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Participants: []string{"dana@example.com", "guest@example.net"}}
}

func (d *world) schedule(t *testing.T) recruit.Record {
	t.Helper()
	r, err := d.Schedule(t.Context(), d.robin, recruittest.InSpite(t, d.Service, d.robin, d.draft()), 0)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// plan writes effects as "kind target", for comparing.
func plan(effects []recruit.Effect) string {
	var out []string
	for _, e := range effects {
		if e.State != recruit.Superseded {
			out = append(out, strings.TrimSpace(string(e.Kind)+" "+e.Target))
		}
	}
	return strings.Join(out, ", ")
}

func TestScheduleCallsForTheMeetingAndOneMailEach(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := d.schedule(t)
	const want = "zoom.create, mail.invite priya@example.org, mail.invite dana@example.com, mail.invite guest@example.net"
	if got := plan(r.Effects); got != want {
		t.Errorf("effects %q, want %q", got, want)
	}
	if p, _ := r.Person("dana@example.com"); p.Name != "Dana Ortiz" || p.MemberID != d.dana.ID {
		t.Errorf("Dana is not recognised as a member: %+v", p)
	}
	if got := len(r.Runnable(d.now)); got != 1 {
		t.Errorf("%d effects may begin, want only Zoom's", got)
	}
	if r.Interview.WallStart != "2026-11-24T09:00" || r.Interview.UID == "" || !strings.HasPrefix(r.Interview.Reference, "rct-") {
		t.Errorf("interview %+v", r.Interview)
	}
	if log := d.store.Activity(); len(log) != 1 || log[0].Text != "Scheduled Technical interview for Tue 24 Nov 2026 09:00 Lisbon" || log[0].InterviewID != r.Interview.ID {
		t.Errorf("log %+v", log)
	}
}

func TestScheduleRefuses(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		change func(*world, *recruit.ScheduleRequest)
		kind   error
		field  string
		says   string
	}{
		{"past", func(d *world, f *recruit.ScheduleRequest) { f.Start = d.now }, recruit.ErrInvalid, "start", "in the past"},
		{"mistyped year", func(d *world, f *recruit.ScheduleRequest) { f.Start = d.now.AddDate(30, 0, 0) }, recruit.ErrInvalid, "start", "check the year"},
		{"no start", func(_ *world, f *recruit.ScheduleRequest) { f.Start = time.Time{} }, recruit.ErrInvalid, "start", "needs a date"},
		{"no duration", func(_ *world, f *recruit.ScheduleRequest) { f.Duration = 0 }, recruit.ErrInvalid, "duration", "1 minute to 24 hours"},
		{"end before start", func(_ *world, f *recruit.ScheduleRequest) { f.Duration = -time.Hour }, recruit.ErrInvalid, "duration", "1 minute to 24 hours"},
		{"25 hours", func(_ *world, f *recruit.ScheduleRequest) { f.Duration = 25 * time.Hour }, recruit.ErrInvalid, "duration", "1 minute to 24 hours"},
		{"empty title", func(_ *world, f *recruit.ScheduleRequest) { f.Title = " \u202e " }, recruit.ErrInvalid, "title", "needs a title"},
		{"201 characters", func(_ *world, f *recruit.ScheduleRequest) { f.Title = strings.Repeat("面", 201) }, recruit.ErrInvalid, "title", "201 characters; at most 200"},
		{"unknown zone", func(_ *world, f *recruit.ScheduleRequest) { f.TimeZone = "Europe/Lisboa" }, recruit.ErrInvalid, "time_zone", "Europe/Lisbon"},
		{"twice", func(_ *world, f *recruit.ScheduleRequest) {
			f.Participants = []string{"dana@example.com", "Dana@example.com"}
		}, recruit.ErrInvalid, "participants", "twice"},
		{"candidate as participant", func(_ *world, f *recruit.ScheduleRequest) { f.Participants = []string{"Priya@example.org"} }, recruit.ErrInvalid, "participants", "the candidate"},
		{"no address", func(_ *world, f *recruit.ScheduleRequest) { f.Participants = []string{"dana"} }, recruit.ErrInvalid, "participants", "not an email address"},
		{"16 MB", func(_ *world, f *recruit.ScheduleRequest) { f.Files = []recruit.File{{Size: 16 << 20}} }, recruit.ErrInvalid, "files", "16 MB"},
		{"no such platform", func(_ *world, f *recruit.ScheduleRequest) { f.Platform = "teams" }, recruit.ErrInvalid, "platform", "teams"},
		{"phone without number", func(_ *world, f *recruit.ScheduleRequest) { f.Platform = recruit.Phone }, recruit.ErrInvalid, "place", "number"},
		{"link that is none", func(_ *world, f *recruit.ScheduleRequest) {
			f.Platform, f.Place = recruit.OtherLink, "javascript:alert(1)"
		}, recruit.ErrInvalid, "place", "https"},
		{"not linked", func(d *world, f *recruit.ScheduleRequest) { f.JobID = d.other.ID }, recruit.ErrRefused, "", "not linked"},
		{"no such candidate", func(_ *world, f *recruit.ScheduleRequest) { f.CandidateID = 999 }, recruit.ErrNotFound, "", "999"},
		{"no email", func(d *world, f *recruit.ScheduleRequest) {
			f.CandidateID = d.store.AddCandidate(recruit.Candidate{Name: "Nobody"}, d.job.ID).ID
		}, recruit.ErrInvalid, "candidate", "no email"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			f := d.draft()
			c.change(d, &f)
			_, err := d.Schedule(t.Context(), d.robin, f, 0)
			if !errors.Is(err, c.kind) || recruit.FieldOf(err) != c.field || !strings.Contains(recruit.Sentence(err), c.says) {
				t.Errorf("got %q (field %q), want kind %v, field %q, saying %q", err, recruit.FieldOf(err), c.kind, c.field, c.says)
			}
			if len(d.store.Records()) != 0 || len(d.store.Activity()) != 0 {
				t.Error("something was kept of a refused interview")
			}
		})
	}
}

func TestScheduleNeedsAConnectionForZoomOnly(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	f := d.draft()
	_, err := d.Schedule(t.Context(), d.dana, f, 0)
	if !errors.Is(err, recruit.ErrRefused) || !errors.Is(err, recruit.ErrNoConnection) {
		t.Errorf("without a connection: %v", err)
	}
	f.Participants = nil
	f.Platform, f.Place = recruit.Phone, "+351 21 123"
	r, err := d.Schedule(t.Context(), d.dana, f, 0)
	if err != nil || plan(r.Effects) != "mail.invite priya@example.org" {
		t.Errorf("by phone: %v, %q", err, plan(r.Effects))
	}
}

// TestACallIsToTheCandidatesNumber holds for an interview by phone of which nobody says who
// calls whom.
func TestACallIsToTheCandidatesNumber(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	c := d.store.AddCandidate(recruit.Candidate{Name: "Chidi Okafor", Email: "chidi@example.org", Phone: "+351 2 5550 0163"}, d.job.ID)
	for place, want := range map[string]string{"": c.Phone, "  ": c.Phone, "Robin waits for the call": "Robin waits for the call"} {
		f := d.draft()
		f.CandidateID, f.Platform, f.Place = c.ID, recruit.Phone, place
		got, err := d.Preview(t.Context(), d.robin, f)
		must(t, err)
		if got.Record.Interview.Place != want {
			t.Errorf("with %q: %q, want %q", place, got.Record.Interview.Place, want)
		}
	}
}

func TestWhoMayChange(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := d.schedule(t)
	id, move := r.Interview.ID, recruit.RescheduleRequest{Start: d.now.Add(72 * time.Hour)}
	if _, err := d.Reschedule(t.Context(), d.dana, id, 0, move, 0); !errors.Is(err, recruit.ErrRefused) || !strings.Contains(err.Error(), "Robin Reyes") {
		t.Errorf("another recruiter: %v", err)
	}
	if _, err := d.Cancel(t.Context(), d.root, id, 0, "", 0); !errors.Is(err, recruit.ErrRefused) || !strings.Contains(err.Error(), "take it over") {
		t.Errorf("an admin who did not take over: %v", err)
	}
	if _, err := d.TakeOver(t.Context(), d.dana, id, 0); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a recruiter takes over: %v", err)
	}
	if _, err := d.TakeOver(t.Context(), d.root, id, 0); err != nil {
		t.Fatal(err)
	}
	r, err := d.Reschedule(t.Context(), d.root, id, 0, move, 0)
	if err != nil || r.Interview.Version != 3 || r.Interview.OrganiserID != d.root.ID {
		t.Errorf("after taking over: %v, %+v", err, r.Interview)
	}
	if _, err := d.Reschedule(t.Context(), d.root, id, 1, recruit.RescheduleRequest{Start: d.now.Add(96 * time.Hour)}, 0); !errors.Is(err, recruit.ErrStale) {
		t.Errorf("on an old version: %v", err)
	}
}

func TestRescheduleBeforeAnythingLeft(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := d.schedule(t)
	later := d.now.Add(72 * time.Hour)
	r, err := d.Reschedule(t.Context(), d.robin, r.Interview.ID, 1, recruit.RescheduleRequest{Start: later, Duration: 30 * time.Minute}, 0)
	if err != nil {
		t.Fatal(err)
	}
	const want = "zoom.create, mail.invite priya@example.org, mail.invite dana@example.com, mail.invite guest@example.net"
	if got := plan(r.Effects); got != want {
		t.Errorf("effects %q, want %q: nobody knows of the first time", got, want)
	}
	if i := r.Interview; i.Sequence != 0 || !i.Start.Equal(later) || i.Duration != 30*time.Minute || i.Version != 2 {
		t.Errorf("interview %+v", i)
	}
}

func TestCancelBeforeAnythingLeftTellsNobody(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := d.schedule(t)
	r, err := d.Cancel(t.Context(), d.robin, r.Interview.ID, 1, "position\u202e on hold", 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := plan(r.Effects); got != "" {
		t.Errorf("effects %q, want none", got)
	}
	if r.Interview.Status != recruit.Cancelled || r.Interview.CancelReason != "position on hold" {
		t.Errorf("interview %+v", r.Interview)
	}
	if _, err := d.Cancel(t.Context(), d.robin, r.Interview.ID, 0, "", 0); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("cancelled twice: %v", err)
	}
}

func TestUndoWithinTheWindow(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r, err := d.Schedule(t.Context(), d.robin, d.draft(), 8*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if until, ok := r.Undoable(d.now); !ok || !until.Equal(d.now.Add(8*time.Second)) {
		t.Errorf("undoable until %s, %v", until, ok)
	}
	if len(r.Runnable(d.now.Add(7*time.Second))) != 0 || len(r.Runnable(d.now.Add(8*time.Second))) == 0 {
		t.Error("the window does not hold effects back for exactly its length")
	}
	if _, err := d.Undo(t.Context(), d.robin, r.Interview.ID); err != nil {
		t.Fatal(err)
	}
	if len(d.store.Records()) != 0 {
		t.Error("the interview is still there")
	}
	d.now = d.now.Add(time.Minute)
	r = d.schedule(t)
	if _, err := d.Undo(t.Context(), d.robin, r.Interview.ID); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("without a window: %v", err)
	}
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	d.schedule(t)
	f := d.draft()
	f.Start = f.Start.Add(30 * time.Minute)
	w, err := d.Warnings(t.Context(), d.robin, f, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, x := range w {
		all = append(all, x.Field+": "+x.Sentence)
	}
	got := strings.Join(all, "\n")
	for _, want := range []string{"duration: Zoom ends meetings of a Basic host", "Dana Ortiz has another interview 09:00–09:45", "Priya Raman has another interview", "Your Zoom hosts Technical interview"} {
		if !strings.Contains(got, want) {
			t.Errorf("no warning %q in\n%s", want, got)
		}
	}
	f.Duration, f.Start = 30*time.Minute, d.now.Add(26*time.Hour)
	f.Start = time.Date(2026, 12, 1, 22, 0, 0, 0, time.UTC)
	if w, _ = d.Warnings(t.Context(), d.robin, f, 0); len(w) != 1 || !strings.Contains(w[0].Sentence, "03:30 for Priya Raman in Kolkata") {
		t.Errorf("at night: %+v", w)
	}
}

// TestRulesOfAChange holds for R7 as commands, plain lines and screens ask it.
func TestRulesOfAChange(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	robin := recruit.Member{ID: 1, Name: "Robin Reyes", Role: recruit.Recruiter}
	dana, kim := recruit.Member{ID: 2, Role: recruit.Recruiter}, recruit.Member{ID: 3, Role: recruit.Admin}
	at := func(status recruit.Status, start time.Time) recruit.Record {
		return recruit.Record{Organiser: robin, Interview: recruit.Interview{ID: 7, Title: "Talk", OrganiserID: robin.ID, Status: status, Start: start, Duration: time.Hour, TimeZone: "UTC"}}
	}
	ahead, over := at(recruit.Scheduled, now.Add(time.Hour)), at(recruit.Scheduled, now.Add(-2*time.Hour))
	for name, c := range map[string]struct {
		err  error
		says string // "" means nil
	}{
		"the organiser":                {ahead.MayChange(robin), ""},
		"another recruiter":            {ahead.MayChange(dana), "Only Robin Reyes, who organises this interview, may change it; an admin may take it over."},
		"an admin":                     {ahead.MayChange(kim), "Robin Reyes organises this interview; take it over first (t on the screen, or recruitty interview take-over 7)."},
		"an admin takes over":          {ahead.MayTakeOver(kim), ""},
		"a recruiter takes over":       {ahead.MayTakeOver(dana), "Only an admin may take over an interview."},
		"what is cancelled":            {at(recruit.Cancelled, now.Add(time.Hour)).MayTakeOver(kim), "Talk is cancelled; schedule a new interview instead."},
		"ahead":                        {ahead.Movable(now), ""},
		"running":                      {at(recruit.Scheduled, now.Add(-time.Minute)).Movable(now), ""},
		"over":                         {over.Movable(now), "Talk of Tue 1 Dec 2026 08:00 UTC is over; schedule a new interview instead."},
		"over, and not decided":        {over.StillScheduled(), ""},
		"nobody came":                  {at(recruit.NoShow, now).Movable(now), "Talk is no show; undo that first (u on the screen, or recruitty interview undo 7)."},
		"as many as fit":               {recruit.CheckPanel(recruit.MaxParticipants), ""},
		"one more":                     {recruit.CheckPanel(recruit.MaxParticipants + 1), fmt.Sprintf("An interview can have at most %d participants; these are %d.", recruit.MaxParticipants, recruit.MaxParticipants+1)},
		"files that fit":               {recruit.CheckSize(recruit.MaxInterviewFiles), ""},
		"one byte more":                {recruit.CheckSize(recruit.MaxInterviewFiles + 1), "The files have 15.1 MB in total; an invitation can have at most 15 MB, so remove one."},
		"the longest time to undo":     {recruit.CheckUndo(2 * time.Minute), ""},
		"more":                         {recruit.CheckUndo(2*time.Minute + 1), "The time to undo is a number of seconds from 0 to 120."},
		"no title":                     {titled(" \u200b "), "The interview needs a title, such as \"Technical interview\"."},
		"a title of many spaces":       {titled("a" + strings.Repeat(" ", 500) + "b"), ""},
		"a title that is too long":     {titled(strings.Repeat("ä", recruit.MaxTitle+1)), "The title has 201 characters; at most 200 are possible."},
		"an address that is cut short": {recruit.NoAddress("email", strings.Repeat("x", 90)), "\"" + strings.Repeat("x", 59) + "…\" is not an email address; write it like dana@example.com."},
	} {
		if says := recruit.Sentence(c.err); says != c.says {
			t.Errorf("%s: %q, want %q", name, says, c.says)
		}
	}
}

func titled(typed string) error {
	_, err := recruit.CleanTitle(typed)
	return err
}

func TestSize(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{0: "0 bytes", 1023: "1023 bytes", 1024: "1 KB", 1536: "2 KB", 12_300: "12 KB", 1<<20 - 1: "1 MB", 1 << 20: "1 MB", 3 << 19: "1.5 MB", 15 << 20: "15 MB"} {
		if got := recruit.Size(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
