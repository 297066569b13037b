package finder_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/slots"
	"recruitty/store"
	"recruitty/store/storetest"
)

// now is a Monday at 9:00.
func now() time.Time { return time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC) }

// at is an instant in hours from midnight of now.
func at(hour float64) time.Time {
	return now().Truncate(24 * time.Hour).Add(time.Duration(hour * float64(time.Hour)))
}

// world is a workspace with calendars that say what a test wants.
type world struct {
	*finder.Finder
	db        *store.DB
	free      *availability.Service
	robin     recruit.Member
	job       recruit.Job
	candidate recruit.Candidate
	later     time.Duration              // how late it is for calendars
	dead      bool                       // no calendar can be read
	entries   map[string][]busy.Interval // by the address of whose they are
}

// Read implements busy.Reader.
func (w *world) Read(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
	var all []busy.Reading
	if w.dead {
		return nil, &recruit.Problem{Kind: recruit.ErrLater, Sentence: "The server does not answer."}
	}
	for _, c := range q.Calendars {
		all = append(all, busy.Reading{From: q.From, To: q.To, Intervals: slices.Clone(w.entries[c.Owner])})
	}
	return all, nil
}

func newWorld(t *testing.T) *world {
	t.Helper()
	db, err := store.Open(t.Context(), storetest.Folder(t), store.Options{Clock: now})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	w := &world{db: db, entries: map[string][]busy.Interval{}}
	w.free = &availability.Service{Store: db, Owner: "here", Now: func() time.Time { return now().Add(w.later) }, Readers: map[busy.Kind]busy.Reader{busy.Feed: w}}
	w.Finder = &finder.Finder{Store: db, Times: w.free, Now: now}
	w.robin = w.member(t, "Robin", recruit.Recruiter)
	w.job, err = db.SaveJob(t.Context(), recruit.Job{Title: "Baker", Status: recruit.JobOpen, Stages: []string{"Interview"}}, recruit.Activity{})
	must(t, err)
	w.candidate, err = db.SaveCandidate(t.Context(), recruit.Candidate{Name: "Mona", Email: "mona@example.org", TimeZone: "UTC"}, recruit.Activity{})
	must(t, err)
	_, err = db.SaveApplication(t.Context(), recruit.Application{CandidateID: w.candidate.ID, JobID: w.job.ID, Stage: "Interview"}, recruit.Activity{})
	must(t, err)
	return w
}

func (w *world) member(t *testing.T, name string, role recruit.Role) recruit.Member {
	t.Helper()
	m, err := w.db.SaveMember(t.Context(), recruit.Member{Name: name, Email: strings.ToLower(name) + "@acme.example", Role: role, TimeZone: "UTC", Theme: "auto"}, recruit.Activity{})
	must(t, err)
	return m
}

// calendar connects a member's calendar with what is in it, and reads it.
func (w *world) calendar(t *testing.T, m recruit.Member, entries ...busy.Interval) {
	t.Helper()
	w.entries[m.Email] = entries
	_, err := w.free.Connect(t.Context(), m, availability.Connection{Kind: busy.Feed, Owner: m.ID, URL: "https://calendar.example/" + m.Name + ".ics"})
	must(t, err)
	_, err = w.free.Fresh(t.Context(), w.robin, []recruit.MemberID{m.ID}, time.Second)
	must(t, err)
}

// interview schedules one with members, in hours from midnight of now.
func (w *world) interview(t *testing.T, from, to float64, people ...recruit.Member) recruit.Record {
	t.Helper()
	r := recruit.ScheduleRequest{CandidateID: w.candidate.ID, JobID: w.job.ID, Title: "Talk", Start: at(from), TimeZone: "UTC",
		Duration: time.Duration((to - from) * float64(time.Hour)), Platform: recruit.Phone, Place: "1"}
	for _, m := range people {
		r.Participants = append(r.Participants, m.Email)
	}
	made, err := (&scheduling.Service{Store: w.db, Now: now}).Schedule(t.Context(), w.robin, r, 0)
	must(t, err)
	return made
}

func span(from, to float64, state busy.State) busy.Interval {
	return busy.Interval{Start: at(from), End: at(to), State: state}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestHoursSuitEverybody holds that an hour is offered only where everybody is known to
// be free, works, and is in no other interview, the candidate included (R13, R14).
func TestHoursSuitEverybody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana := w.member(t, "Dana", recruit.Interviewer)
	w.calendar(t, dana, span(9, 14, busy.Busy), span(15, 16, busy.Soft), span(24, 48, busy.Busy))
	moved := w.interview(t, 14, 15)
	ask := finder.Request{Candidate: w.candidate.ID, Duration: 45 * time.Minute, People: []string{dana.Email, "guest@elsewhere.example"}, To: at(48)}
	found, err := w.Find(t.Context(), w.robin, ask)
	must(t, err)
	if len(found.Hours) == 0 || !found.Hours[0].Start.Equal(at(16)) {
		t.Fatalf("found %v", found.Hours)
	}
	for _, h := range found.Hours {
		if h.Start.Before(at(16)) || h.End.After(at(18)) {
			t.Errorf("offered %s to %s", h.Start, h.End)
		}
	}
	if !slices.Equal(found.Strangers, []string{"guest@elsewhere.example"}) || !strings.Contains(found.Blind(), "guest@elsewhere.example") {
		t.Errorf("of the guest is said: %v, %q", found.Strangers, found.Blind())
	}
	if len(found.Refusals) != 1 || found.Refusals[0].Reason.Kind != slots.Busy || found.Refusals[0].Reason.Name != "Dana" {
		t.Errorf("the day without an hour: %+v", found.Refusals)
	}

	ask.Soft, ask.To = true, at(16)
	found, err = w.Find(t.Context(), w.robin, ask)
	must(t, err)
	i := slices.IndexFunc(found.Hours, func(h finder.Hour) bool { return h.Start.Equal(at(15)) })
	if i < 0 || !strings.Contains(strings.Join(found.Hours[i].Concerns(time.UTC), " "), "Dana may be able to move, 15:00–15:45") {
		t.Errorf("over soft entries: %+v", found.Hours)
	}

	ask.Soft, ask.Interview, ask.To = false, moved.Interview.ID, at(48)
	found, err = w.Find(t.Context(), w.robin, ask)
	must(t, err)
	if !slices.ContainsFunc(found.Hours, func(h finder.Hour) bool { return h.Start.Equal(at(14)) }) {
		t.Error("the interview that is moved is in its own way")
	}
	ask.Duration = time.Hour
	found, err = w.Find(t.Context(), w.robin, ask)
	must(t, err)
	if len(found.Hours) == 0 || slices.ContainsFunc(found.Hours, func(h finder.Hour) bool { return h.Start.Equal(at(14)) }) {
		t.Errorf("the time that it has already is offered as another one: %v", found.Hours)
	}
}

// TestUnknownIsNotFree holds that of who has no calendar nothing is offered, that this is
// said, and that a person may go on all the same with it in front of them (R13).
func TestUnknownIsNotFree(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana := w.member(t, "Dana", recruit.Interviewer)
	ask := finder.Request{Candidate: w.candidate.ID, Duration: time.Hour, People: []string{dana.Email}, To: at(48)}
	found, err := w.Find(t.Context(), w.robin, ask)
	must(t, err)
	if len(found.Hours) != 0 || found.None() == "" {
		t.Fatalf("offered %v", found.Hours)
	}
	if said := strings.Join(found.Ages(func(time.Time) string { return "" }), " "); !strings.Contains(said, "Dana has not connected a calendar.") {
		t.Errorf("said: %q", said)
	}
	if len(found.Relaxations) == 0 || !strings.Contains(finder.WayOut(found.Relaxations[0]), "without knowing whether Dana is free") {
		t.Fatalf("ways out: %v", found.Relaxations)
	}
	way := found.Relaxations[0]
	ask.Lifts = way.Lifts
	found, err = w.Find(t.Context(), w.robin, ask)
	must(t, err)
	if len(found.Hours) == 0 || found.Hours[0].Quality.Unknown != 1 || !strings.Contains(strings.Join(found.Hours[0].Concerns(time.UTC), " "), "not known whether Dana is free") {
		t.Errorf("with the way out: %+v", found.Hours)
	}
}

// TestPoolsGiveWhoHasLeast holds that out of a pool the one is chosen who has the fewest
// interviews, with the reason, and that who learns sits in.
func TestPoolsGiveWhoHasLeast(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana, haru, ines := w.member(t, "Dana", recruit.Interviewer), w.member(t, "Haru", recruit.Interviewer), w.member(t, "Ines", recruit.Interviewer)
	for _, m := range []recruit.Member{dana, haru, ines} {
		w.calendar(t, m)
	}
	w.interview(t, 12, 12.5, dana)
	service := &pools.Pools{Store: w.db, Now: now}
	p, err := service.Add(t.Context(), w.robin, pools.Pool{Name: "Backend", Shadows: 2, Reversed: 1})
	must(t, err)
	for m, level := range map[recruit.MemberID]pools.Level{dana.ID: pools.Qualified, haru.ID: pools.Qualified, ines.ID: pools.Shadow} {
		p, err = service.SetMember(t.Context(), w.robin, p.ID, m, level)
		must(t, err)
	}
	found, err := w.Find(t.Context(), w.robin, finder.Request{Candidate: w.candidate.ID, Duration: time.Hour, Needs: []pools.Need{{Count: 1, Pool: p}}, From: at(14), To: at(18)})
	must(t, err)
	if len(found.Hours) == 0 {
		t.Fatalf("no hour: %+v", found.Refusals)
	}
	want := []recruit.Seat{{Address: haru.Email, Pool: p.ID, Level: "qualified"}, {Address: ines.Email, Pool: p.ID, Level: "shadow"}}
	if got := found.Hours[0].Seats(); !slices.Equal(got, want) {
		t.Errorf("seats %+v, want %+v", got, want)
	}
	if who := found.Hours[0].Who(); who != "Haru (0 this week, least of 2), Ines (shadow)" {
		t.Errorf("said as %q", who)
	}
}

// TestWhoMayLook holds that only who schedules sees when others are free, and that a
// search for nobody is refused.
func TestWhoMayLook(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana := w.member(t, "Dana", recruit.Interviewer)
	ask := finder.Request{Candidate: w.candidate.ID, Duration: time.Hour, People: []string{dana.Email}}
	if _, err := w.Find(t.Context(), dana, ask); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("an interviewer: %v", err)
	}
	ask.People = nil
	if _, err := w.Find(t.Context(), w.robin, ask); !errors.Is(err, recruit.ErrInvalid) {
		t.Errorf("nobody: %v", err)
	}
	ask.Candidate = 99
	if _, err := w.Find(t.Context(), w.robin, ask); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("no candidate: %v", err)
	}
}

// TestDoubtsAboutATime holds what is said of a time that a person has chosen.
func TestDoubtsAboutATime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana := w.member(t, "Dana", recruit.Interviewer)
	other := w.member(t, "Sam", recruit.Interviewer)
	w.calendar(t, dana, span(33, 34, busy.Busy), span(35, 36, busy.Soft))
	for _, c := range []struct {
		from, to float64
		want     string // "" for nothing
	}{
		{57, 58, ""},
		{33.5, 34.5, "Dana is busy 09:00–10:00"},
		{35, 35.5, "something 11:00–12:00 that they may be able to move"},
		{36.25, 36.5, "at lunch"},
		{30, 31, "outside the working hours of Dana"},
	} {
		all, err := w.Doubts(t.Context(), w.robin, []string{dana.Email, other.Email}, at(c.from), at(c.to), 0, nil)
		must(t, err)
		var said []string
		for _, d := range all {
			said = append(said, d.Sentence)
		}
		got := strings.Join(said, " ")
		if c.want == "" && strings.Contains(got, "Dana") || !strings.Contains(got, c.want) || strings.Contains(got, "connected") {
			t.Errorf("%v to %v: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// TestWhoIsChosenIsReadAgain holds that a preview sees what has come into a calendar since
// it was read, and says when it could not be read again (R13).
func TestWhoIsChosenIsReadAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana := w.member(t, "Dana", recruit.Interviewer)
	w.calendar(t, dana)
	deciding := &scheduling.Service{Store: w.db, Now: now, Calendars: w.Doubts, Reread: w.Reread}
	look := func() string {
		p, err := deciding.Preview(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.candidate.ID, JobID: w.job.ID, Title: "Talk", Start: at(33), TimeZone: "UTC",
			Duration: time.Hour, Platform: recruit.Phone, Place: "1", Participants: []string{dana.Email}})
		must(t, err)
		var said []string
		for _, warning := range p.Warnings {
			said = append(said, warning.Sentence)
		}
		return strings.Join(said, " ")
	}
	if said := look(); strings.Contains(said, "Dana") {
		t.Errorf("of who is free is said: %q", said)
	}
	w.later += time.Minute
	w.entries[dana.Email] = []busy.Interval{span(33, 34, busy.Busy)}
	if said := look(); !strings.Contains(said, "Dana is busy 09:00–10:00") {
		t.Errorf("what came in between is not seen: %q", said)
	}
	w.later += time.Minute
	w.dead = true
	if said := look(); !strings.Contains(said, "The calendar of Dana could not be read again just now: ") || !strings.Contains(said, "Dana is busy") {
		t.Errorf("what cannot be read is not said: %q", said)
	}
}

// TestACandidateWithoutAZone holds that days are counted where the person is who looks.
func TestACandidateWithoutAZone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana := w.member(t, "Dana", recruit.Interviewer)
	w.calendar(t, dana)
	c, err := w.db.SaveCandidate(t.Context(), recruit.Candidate{Name: "Noor", Email: "noor@example.org"}, recruit.Activity{})
	must(t, err)
	found, err := w.Find(t.Context(), w.robin, finder.Request{Candidate: c.ID, Duration: time.Hour, People: []string{dana.Email}})
	must(t, err)
	if found.Zone != w.robin.Location() || len(found.Hours) == 0 {
		t.Errorf("in %v: %v", found.Zone, found.Hours)
	}
	if said := strings.Join(found.Unknown(func(time.Time) string { return "" }), " "); !strings.Contains(said, "The time zone of Noor is not known") {
		t.Errorf("said: %q", said)
	}
}

// TestReasonsAreOnTheReadersClock holds that a reason names its times where the person is
// who reads it, not where the candidate is.
func TestReasonsAreOnTheReadersClock(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana := w.member(t, "Dana", recruit.Interviewer)
	w.calendar(t, dana, span(24, 48, busy.Busy))
	c, err := w.db.SaveCandidate(t.Context(), recruit.Candidate{Name: "Noor", Email: "noor@example.org", TimeZone: "Asia/Kolkata"}, recruit.Activity{})
	must(t, err)
	found, err := w.Find(t.Context(), w.robin, finder.Request{Candidate: c.ID, Duration: time.Hour, People: []string{dana.Email}})
	must(t, err)
	i := slices.IndexFunc(found.Refusals, func(r slots.Refusal) bool { return r.Reason.Kind == slots.Busy })
	if i < 0 || found.Refusals[i].Reason.String() != "Dana is busy until Wed 2 Dec 09:00" {
		t.Errorf("refused: %+v", found.Refusals)
	}
}

// TestWordsOfACandidate holds that what is unclear in them is asked, and never taken.
func TestWordsOfACandidate(t *testing.T) {
	t.Parallel()
	c := recruit.Candidate{Name: "Mona", TimeZone: "America/Denver"}
	clear := finder.ReadWindows("Tuesday after 3pm or Wednesday morning", c, now(), time.UTC, nil)
	if err := finder.Unclear("window", clear); err != nil || len(finder.Spans(clear, now())) != 2 {
		t.Errorf("%v, %v", err, finder.Spans(clear, now()))
	}
	for _, text := range []string{"", "I look forward to it!", "next Tuesday after 15:00"} {
		read := finder.ReadWindows(text, c, now(), time.UTC, nil)
		if err := finder.Unclear("window", read); !errors.Is(err, recruit.ErrInvalid) {
			t.Errorf("%q: %v", text, err)
		}
	}
	much := finder.ReadWindows("Thanks for the call on Thursday! Tuesday after 3pm works.", c, now(), time.UTC, nil)
	if said := finder.Understood(much, now(), 5); len(said) != 2 || said[1] != "“Thanks for the call on Thursday!” is taken for no offer and is left out" {
		t.Errorf("%q", said)
	}
	not := finder.ReadWindows("not on Tuesday", c, now(), time.UTC, nil)
	spans := finder.Spans(not, now())
	if err := finder.Unclear("window", not); err != nil || len(spans) != 2 || !spans[0].Start.Equal(now()) {
		t.Errorf("%v, %v", err, spans)
	}
}

// TestStandIns holds who may come in someone's place: nobody who is in it, or in another
// interview of its loop, and who cannot is named with why.
func TestStandIns(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	levels := &pools.Pools{Store: w.db, Now: now}
	p, err := levels.Add(t.Context(), w.robin, pools.Pool{Name: "Backend"})
	must(t, err)
	team := map[string]recruit.Member{}
	for _, name := range []string{"Dana", "Sam", "Kim", "Lee", "Mo"} {
		team[name] = w.member(t, name, recruit.Interviewer)
		w.calendar(t, team[name])
		p, err = levels.SetMember(t.Context(), w.robin, p.ID, team[name].ID, pools.Qualified)
		must(t, err)
	}
	w.later += time.Minute
	w.entries[team["Lee"].Email] = []busy.Interval{span(34, 35, busy.Busy)}
	_, err = w.free.Fresh(t.Context(), w.robin, []recruit.MemberID{team["Lee"].ID}, time.Second)
	must(t, err)
	r := w.interview(t, 34, 35, team["Dana"], team["Mo"])
	r.Loop = []recruit.LoopSession{
		{Interview: r.Interview, People: r.People},
		{Interview: recruit.Interview{ID: 98, Status: recruit.Scheduled}, People: []recruit.Participant{{Address: "sam@acme.example", MemberID: team["Sam"].ID}}},
		{Interview: recruit.Interview{ID: 99, Status: recruit.Cancelled}, People: []recruit.Participant{{Address: "kim@acme.example", MemberID: team["Kim"].ID}}},
	}
	leaves, _ := r.Person("dana@acme.example")
	all, err := w.StandIns(t.Context(), w.robin, r, leaves, p, pools.Qualified)
	must(t, err)
	var said []string
	for _, one := range all {
		said = append(said, one.Member.Name+": "+one.Reason.String())
	}
	if got := strings.Join(said, "; "); got != "Kim: nothing rules it out; Lee: Lee is busy" {
		t.Errorf("may stand in: %s", got)
	}
}
