package flow_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"recruitty/mail"
	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/flow"
	"recruitty/recruit/offers"
	"recruitty/recruit/services"
	"recruitty/recruit/timeparse"
	"recruitty/store"
	"recruitty/store/storetest"
)

// team is a recruiter, an interviewer with a calendar, and a candidate.
type team struct {
	t         *testing.T
	now       atomic.Int64
	svc       *services.Services
	robin     recruit.Member
	dana      recruit.Member
	candidate recruit.Candidate
	entries   []busy.Interval // of Dana
}

func (w *team) clock() time.Time { return time.UnixMicro(w.now.Load()).UTC() }

// Read implements busy.Reader.
func (w *team) Read(_ context.Context, _ busy.Access, q busy.Query) (all []busy.Reading, err error) {
	for range q.Calendars {
		all = append(all, busy.Reading{From: q.From, To: q.To, Intervals: slices.Clone(w.entries)})
	}
	return all, nil
}

type noZoom struct {
	recruit.Authorizer
	recruit.Meetings
}

func (noZoom) Permissions() []recruit.Permission { return nil }
func (noZoom) Configured(context.Context) error  { return recruit.ErrNotSetUp }

func (w *team) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(recruit.Sentence(err), err)
	}
}

func newTeam(t *testing.T) *team {
	t.Helper()
	w := &team{t: t}
	w.now.Store(time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC).UnixMicro()) // a Monday
	db, err := store.Open(t.Context(), storetest.Folder(t), store.Options{Clock: w.clock})
	w.must(err)
	t.Cleanup(func() { w.must(db.Close()) })
	post := mail.NewMailer(func(ctx context.Context) (recruit.MailSettings, error) { return w.svc.Settings.Mail(ctx) }, w.clock)
	t.Cleanup(post.Close)
	w.svc = services.New(db, noZoom{}, post, recruit.Environment{}, w.clock)
	w.svc.Availability.Readers[busy.Feed] = w
	member := func(name string, role recruit.Role) recruit.Member {
		m, err := db.SaveMember(t.Context(), recruit.Member{Name: name, Email: strings.ToLower(name) + "@acme.example", Role: role, TimeZone: "UTC", Theme: "auto", SkipEntry: true}, recruit.Activity{})
		w.must(err)
		return m
	}
	w.robin, w.dana = member("Robin", recruit.Admin), member("Dana", recruit.Interviewer)
	_, err = w.svc.Availability.Connect(t.Context(), w.dana, availability.Connection{Kind: busy.Feed, Owner: w.dana.ID, URL: "https://calendar.example/dana.ics"})
	w.must(err)
	w.reread()
	job, err := w.svc.Jobs.Add(t.Context(), w.robin, recruit.Job{Title: "Baker", Stages: []string{"Screening", "Onsite"}})
	w.must(err)
	w.candidate, err = w.svc.Pipeline.Add(t.Context(), w.robin, recruit.Candidate{Name: "Mona", Email: "mona@example.org", TimeZone: "Asia/Kolkata"})
	w.must(err)
	_, err = w.svc.Pipeline.Link(t.Context(), w.robin, w.candidate.ID, job.ID, "Onsite")
	w.must(err)
	return w
}

// reread reads Dana's calendar.
func (w *team) reread() {
	w.t.Helper()
	w.now.Add(time.Hour.Microseconds()) // what was read before is old then
	_, err := w.svc.Availability.Fresh(w.t.Context(), w.robin, []recruit.MemberID{w.dana.ID}, time.Second)
	w.must(err)
}

// talk offers an interview with Dana.
func (w *team) talk() *flow.Offer {
	return &flow.Offer{By: flow.By{Services: w.svc, Actor: w.robin}, Ask: offers.Request{Candidate: w.candidate.ID,
		Single: &offers.Single{Title: "Talk", Duration: time.Hour, Participants: []string{w.dana.Email}, Platform: recruit.Phone, Place: "+91 22 1234 5678"}}}
}

func (w *team) looks(o *flow.Offer) offers.Proposal {
	w.t.Helper()
	p, err := o.Preview(w.t.Context())
	w.must(err)
	return p
}

func moment(at time.Time) string { return timeparse.DayTime(at) }

// TestWordsStayWhenTimesChange holds that what someone wrote stays with other times, with
// those times in it, and that a text which may name times of before does not leave unseen.
func TestWordsStayWhenTimesChange(t *testing.T) {
	t.Parallel()
	w := newTeam(t)
	o := w.talk()
	usual := w.looks(o).Letter
	w.must(o.Write("Hello Mona", "Dear Mona,\n\n"+usual.Text))
	before := o.Seen
	if !o.LeaveOut(1) || o.LeaveOut(7) {
		t.Error("a time that is there cannot be left out, or one that is not can")
	}
	now := w.looks(o).Letter
	if now.Subject != "Hello Mona" || !strings.HasPrefix(now.Text, "Dear Mona,\n\n") || strings.Contains(now.Text, "5)") || !strings.Contains(now.Text, "4)") {
		t.Errorf("after a time was left out the email is %q: %s", now.Subject, now.Text)
	}
	if said := strings.Join(o.Since(before, moment), " "); said != "No longer offered: "+moment(before.Offer.Options[0].Start())+"." {
		t.Errorf("it has changed: %s", said)
	}
	w.must(o.Write("", "Come when you like, on Tuesday at 9 for instance."))
	o.LeaveOut(1)
	w.looks(o)
	if _, err := o.Commit(t.Context()); recruit.FieldOf(err) != "text" || !slices.Contains(o.Notes(), recruit.Sentence(err)) {
		t.Errorf("a text about times of before leaves: %v, with the notes %q", err, o.Notes())
	}
	w.must(o.Write("", "Come when you like."))
	sent, err := o.Commit(t.Context())
	w.must(err)
	if said := o.Sent(sent, moment); !strings.HasPrefix(said, "Offer with 3 times for Mona, to be answered by ") {
		t.Errorf("it is said: %s", said)
	}
}

// TestWhatHasChangedIsSaid holds that an offer against which something speaks by now is not
// sent, and that the next look says what has changed.
func TestWhatHasChangedIsSaid(t *testing.T) {
	t.Parallel()
	w := newTeam(t)
	o := w.talk()
	before := w.looks(o)
	first := before.Offer.Options[0].Start()
	w.entries = append(w.entries, busy.Interval{Start: first, End: first.Add(time.Hour), State: busy.Busy})
	w.reread()
	if _, err := o.Commit(t.Context()); !errors.Is(err, recruit.ErrStale) {
		t.Fatalf("an hour that is taken is offered: %v", err)
	}
	w.looks(o)
	if said := o.Since(before, moment); len(said) == 0 || !strings.Contains(said[0], "No longer offered: "+moment(first)) {
		t.Errorf("it has changed: %q", said)
	}
	_, err := o.Commit(t.Context())
	w.must(err)
}

// TestNoTimeHasAWayOut holds that the ways out of a search that found nothing can be taken.
func TestNoTimeHasAWayOut(t *testing.T) {
	t.Parallel()
	w := newTeam(t)
	for day := range 60 { // what is left is night for Mona
		at := time.Date(2026, 11, 30+day, 0, 0, 0, 0, time.UTC)
		w.entries = append(w.entries, busy.Interval{Start: at.Add(2 * time.Hour), End: at.Add(15 * time.Hour), State: busy.Busy})
	}
	w.reread()
	o := w.talk()
	if _, err := o.Preview(t.Context()); !errors.Is(err, recruit.ErrRefused) || len(o.Ways()) == 0 {
		t.Fatalf("no time: %v, with the ways out %q", err, o.Ways())
	}
	if o.Take(len(o.Ways())) || !o.Take(0) {
		t.Error("a way out that is there cannot be taken, or one that is not can")
	}
	if p := w.looks(o); len(p.Offer.Options) == 0 {
		t.Error("the way out gives nothing")
	}
}

// TestOtherTimesTakeTheirPlace holds that none of the times that do not suit is offered once
// more, that those within the candidate's own words are, and what is done next.
func TestOtherTimesTakeTheirPlace(t *testing.T) {
	t.Parallel()
	w := newTeam(t)
	o := w.talk()
	w.looks(o)
	sent, err := o.Commit(t.Context())
	w.must(err)
	if _, err := w.svc.Offers.Ask(t.Context(), offers.Ref{ID: sent.ID}, offers.Asking{Said: "Later, please.", Via: offers.ByMail}); err != nil {
		t.Fatal(err)
	}
	asked, err := w.svc.Offers.Show(t.Context(), sent.ID)
	w.must(err)
	if acts := flow.OfferActs(asked, w.clock()); acts[0] != flow.OtherTimes || flow.OfferSaid(asked) != "Mona wrote: Later, please." || flow.OfferStands(asked, w.clock()) != "none suits" {
		t.Errorf("it is %s, %s: %v", flow.OfferStands(asked, w.clock()), flow.OfferSaid(asked), acts)
	}
	again, err := o.By.Again(t.Context(), sent.ID)
	w.must(err)
	for _, one := range w.looks(&again).Offer.Options {
		if slices.ContainsFunc(sent.Options, func(x offers.Option) bool { return x.Start().Equal(one.Start()) }) {
			t.Errorf("%v is offered once more", one.Start())
		}
	}
	next, err := again.Commit(t.Context())
	w.must(err)
	if was, _ := w.svc.Offers.Show(t.Context(), sent.ID); was.State != offers.Replaced || !strings.Contains(again.Sent(next, moment), "takes the place of 1 earlier offer") {
		t.Errorf("the first one is %s, and it is said: %s", was.State, again.Sent(next, moment))
	}
	gone, err := w.svc.Offers.Withdraw(t.Context(), w.robin, next.ID)
	w.must(err)
	if said := flow.Withdrawn(gone); said != "Withdrawn; its email was not sent. Offer 1, which it had replaced, holds again." {
		t.Errorf("it is said: %s", said)
	}
	if was, _ := w.svc.Offers.Show(t.Context(), sent.ID); was.State != offers.NoneSuits || was.Said != "Later, please." || was.ReplacedBy != 0 {
		t.Errorf("what was replaced is %s again, with %q", was.State, was.Said)
	}
	again, err = o.By.Again(t.Context(), sent.ID)
	w.must(err)
	w.looks(&again)
	if _, err := again.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := o.By.Again(t.Context(), sent.ID); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("other times take the place of what was replaced: %v", err)
	}
}

// TestTermsAreRead holds what is typed about an offer.
func TestTermsAreRead(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		typed flow.Terms
		field string
		to    time.Time
		count int
	}{
		"nothing":          {},
		"a count":          {typed: flow.Terms{Count: " 4 "}, count: 4},
		"too many":         {typed: flow.Terms{Count: "10"}, field: "count"},
		"no number":        {typed: flow.Terms{Count: "some"}, field: "count"},
		"a day to its end": {typed: flow.Terms{To: "fri"}, to: time.Date(2026, 12, 5, 0, 0, 0, 0, time.UTC)},
		"backwards":        {typed: flow.Terms{From: "fri", To: "wed"}, field: "to"},
		"no day":           {typed: flow.Terms{From: "someday"}, field: "from"},
		"what has passed":  {typed: flow.Terms{Until: "2026-11-20"}, field: "until"},
		"too far ahead":    {typed: flow.Terms{Until: "2027-11-20"}, field: "until"},
		"no such day":      {typed: flow.Terms{Until: "31 February"}, field: "until"},
		"days gone by":     {typed: flow.Terms{To: "2026-11-20"}, field: "to"},
	} {
		var r offers.Request
		err := c.typed.Into(&r, now, time.UTC)
		if recruit.FieldOf(err) != c.field || err == nil && (r.Count != c.count || !r.To.Equal(c.to)) {
			t.Errorf("%s: %v, %d times to %v", name, err, r.Count, r.To)
		}
	}
}
