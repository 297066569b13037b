package availability_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
)

// causes are those of the gaps of a timeline.
func causes(tl availability.Timeline) []availability.Cause {
	var all []availability.Cause
	for _, g := range tl.Gaps {
		all = append(all, g.Cause)
	}
	return all
}

// TestUnknownIsNotFree goes through what may be known of a calendar (R13).
func TestUnknownIsNotFree(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.member(t, "ana", recruit.Interviewer)
	want := func(what string, state busy.State, cause ...availability.Cause) {
		t.Helper()
		tl := w.timeline(t, m, availability.Options{})
		if got := tl.State(at(14), at(15)); got != state || len(causes(tl)) != len(cause) || len(cause) > 0 && tl.Gaps[0].Cause != cause[0] {
			t.Errorf("%s: %s with %v; want %s with %v", what, got, causes(tl), state, cause)
		}
	}
	want("nothing connected", busy.Unknown, availability.NotConnected)
	w.read = func(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
		return whole(q, span(10, 11, busy.Busy, "a"), span(11, 12, busy.Soft, "b"), span(16, 17, busy.Unknown, "c")), nil
	}
	src := w.feed(t, m)
	want("read", busy.Free, availability.NotUnderstood)
	tl := w.timeline(t, m, availability.Options{})
	if tl.State(at(10), at(10.5)) != busy.Busy || tl.State(at(11), at(12)) != busy.Soft || tl.State(at(16), at(16.25)) != busy.Unknown || tl.State(at(40), at(50)) != busy.Unknown {
		t.Errorf("%+v", tl.Busy)
	}
	if reasons := tl.Reasons(at(11.5), at(13)); len(reasons) != 2 || reasons[0].State != busy.Soft || reasons[0].Label != "Published calendar (calendar.example)" || reasons[1].Closed == nil || reasons[1].Closed.Cause != hours.Lunch {
		t.Errorf("reasons: %+v", reasons)
	}
	w.now = w.now.Add(16 * time.Minute)
	want("too old", busy.Unknown, availability.TooOld, availability.NotUnderstood)
	w.read = func(context.Context, busy.Access, busy.Query) ([]busy.Reading, error) {
		return nil, &recruit.Problem{Kind: recruit.ErrLater, Sentence: "The server is down."}
	}
	out, err := w.Test(t.Context(), w.admin, src.ID)
	must(t, err)
	if out.Err == nil || recruit.Sentence(out.Err) != "The server is down." {
		t.Errorf("test: %+v", out)
	}
	want("unreadable", busy.Unknown, availability.Unreadable, availability.NotUnderstood)
	tl = w.timeline(t, m, availability.Options{})
	words := tl.Gaps[0].Words("Ana", func(time.Time) string { return "at nine" })
	if tl.State(at(10), at(11)) != busy.Busy || words != "The calendar of Ana was last read at nine. The server is down." {
		t.Errorf("what was read before: %s, %q", tl.State(at(10), at(11)), words)
	}
	far, err := w.Timelines(t.Context(), w.admin, []recruit.MemberID{m.ID}, at(24*80), at(24*81), availability.Options{})
	must(t, err)
	if far[0].State(at(24*80), at(24*81)) != busy.Unknown {
		t.Error("a day that was never read is not unknown")
	}
	w.read = func(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) { return whole(q), nil }
	_, err = w.Test(t.Context(), w.admin, src.ID)
	must(t, err)
	want("read again", busy.Free)
}

// TestOwnInterviews holds that interviews count without any calendar, and are no clash
// with themselves when they are moved.
func TestOwnInterviews(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.member(t, "ana", recruit.Interviewer)
	r := w.interview(t, 34, 35, m)
	later := w.interview(t, 38, 39, m)
	if s := w.timeline(t, m, availability.Options{}).State(at(34), at(34.25)); s != busy.Busy {
		t.Errorf("without a calendar: %s", s)
	}
	w.read = func(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
		if !q.Ours(r.Interview.UID) || q.Ours("another") {
			t.Error("own interviews are not known by their UID")
		}
		return whole(q, span(34, 35, busy.Busy, ""), span(36, 37, busy.Busy, ""), span(38, 40, busy.Busy, "")), nil
	}
	w.feed(t, m)
	tl := w.timeline(t, m, availability.Options{Except: []recruit.InterviewID{r.Interview.ID}})
	if tl.State(at(34), at(36)) != busy.Free || tl.State(at(36), at(37)) != busy.Busy || tl.State(at(38), at(39)) != busy.Busy {
		t.Errorf("moving: %+v", tl.Busy)
	}
	if day, week := tl.Load(hours.DateOf(at(38))); day != 1 || week != 1 {
		t.Errorf("load without the moved one: %d, %d", day, week)
	}
	if day, week := w.timeline(t, m, availability.Options{}).Load(hours.DateOf(at(38))); day != 2 || week != 2 {
		t.Errorf("load: %d, %d", day, week)
	}
	// Within a longer block nobody knows what else there is.
	tl = w.timeline(t, m, availability.Options{Except: []recruit.InterviewID{later.Interview.ID}})
	if tl.State(at(38), at(39)) != busy.Unknown || tl.State(at(39), at(40)) != busy.Busy || tl.Gaps[0].Cause != availability.Inseparable {
		t.Errorf("in a block: %+v, %+v", tl.Busy, tl.Gaps)
	}
}

// TestMovedInARow holds that the entries of interviews that are moved together count for nothing, also
// where a calendar has made one of two in a row, and that a block around them keeps what is beside them.
func TestMovedInARow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.member(t, "ana", recruit.Interviewer)
	var ids []recruit.InterviewID
	for _, from := range []float64{34, 35, 38, 39} {
		ids = append(ids, w.interview(t, from, from+1, m).Interview.ID)
	}
	w.read = func(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
		return whole(q, span(34, 36, busy.Busy, ""), span(37.5, 40.5, busy.Busy, "")), nil
	}
	w.feed(t, m)
	tl := w.timeline(t, m, availability.Options{Except: ids})
	for _, c := range []struct {
		from, to float64
		want     busy.State
	}{{34, 36, busy.Free}, {37.5, 38, busy.Busy}, {38, 39, busy.Unknown}, {39, 40, busy.Unknown}, {40, 40.5, busy.Busy}} {
		if got := tl.State(at(c.from), at(c.to)); got != c.want {
			t.Errorf("%v to %v: %s", c.from, c.to, got)
		}
	}
	if got := w.timeline(t, m, availability.Options{Except: ids[:1]}).State(at(35), at(36)); got != busy.Busy {
		t.Errorf("the other one: %s", got)
	}
}

// TestDrift holds that what comes up after an interview was decided is found, and what
// was there before is not.
func TestDrift(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, n := w.member(t, "ana", recruit.Interviewer), w.member(t, "ben", recruit.Recruiter)
	entries := []busy.Interval{span(34.5, 35.5, busy.Busy, "known")}
	w.read = func(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
		return whole(q, entries...), nil
	}
	src := w.feed(t, m)
	w.now = w.now.Add(time.Minute)
	r := w.interview(t, 34, 35, m, n)
	drift := func() []availability.Clash {
		t.Helper()
		w.now = w.now.Add(time.Minute)
		_, err := w.Test(t.Context(), w.admin, src.ID)
		must(t, err)
		all, err := w.Drift(t.Context(), w.admin, nil)
		must(t, err)
		return all
	}
	if got := drift(); len(got) != 0 {
		t.Errorf("what was known: %+v", got)
	}
	entries = append(entries, span(34, 35, busy.Busy, ""), span(34, 34.5, busy.Soft, "soft"), span(33, 34, busy.Busy, "before"))
	if got := drift(); len(got) != 0 {
		t.Errorf("itself, something soft and something before: %+v", got)
	}
	entries = append(entries, span(33, 36, busy.Busy, ""))
	if got := drift(); len(got) != 1 || got[0].Certain {
		t.Errorf("a block: %+v", got)
	}
	entries = append(entries, span(34.75, 36, busy.Busy, "new"))
	got := drift()
	if len(got) != 1 || !got[0].Certain || got[0].Interview != r.Interview.ID || got[0].Member.ID != m.ID || !got[0].With.Start.Equal(at(34.75)) || !got[0].Since.Equal(w.now) {
		t.Errorf("a new entry: %+v", got)
	}
	_, err := w.SetMemberHours(t.Context(), n, n.ID, hours.Rules{Off: []hours.TimeOff{{First: hours.DateOf(at(34)), Last: hours.DateOf(at(34))}}}, 0)
	must(t, err)
	if got := drift(); len(got) != 2 || got[1].Closed == nil || got[1].Closed.Cause != hours.Away || got[1].Member.ID != n.ID {
		t.Errorf("time off: %+v", got)
	}
}

// TestWhoMayConnect holds whose calendars someone may see and change.
func TestWhoMayConnect(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana, ben := w.member(t, "ana", recruit.Interviewer), w.member(t, "ben", recruit.Recruiter)
	reader := w.member(t, "reader", recruit.ReadOnly)
	c := availability.Connection{Kind: busy.Feed, Owner: ana.ID, URL: "https://calendar.example/a.ics"}
	own := *w.Service
	own.Store = w.db.VisibleTo(ana).(availability.Store)
	src, err := own.Connect(t.Context(), ana, c)
	must(t, err)
	for _, actor := range []recruit.Member{ben, reader, {}} {
		_, err := w.Connect(t.Context(), actor, c)
		wantKind(t, err, recruit.ErrRefused)
		_, err = w.Disconnect(t.Context(), actor, src.ID)
		wantKind(t, err, recruit.ErrRefused)
	}
	_, err = w.Connect(t.Context(), reader, availability.Connection{Kind: busy.Feed, Owner: reader.ID, URL: "https://calendar.example/a.ics"})
	wantKind(t, err, recruit.ErrRefused)
	theirs := w.feed(t, ben)
	if all, err := own.Sources(t.Context(), ana); err != nil || len(all) != 1 || all[0].ID != src.ID {
		t.Errorf("an interviewer sees %+v, %v", all, err)
	}
	_, err = own.Test(t.Context(), ana, theirs.ID)
	wantKind(t, err, recruit.ErrNotFound)
	_, err = own.Store.Credentials(t.Context(), theirs.ID)
	wantKind(t, err, recruit.ErrNotFound)
	wantKind(t, own.Store.DeleteSource(t.Context(), theirs.ID, recruit.Activity{}), recruit.ErrNotFound)
	_, err = own.Timelines(t.Context(), ana, []recruit.MemberID{ben.ID}, at(0), at(1), availability.Options{})
	wantKind(t, err, recruit.ErrRefused)
	if times, err := own.Store.Times(t.Context(), availability.TimesQuery{Members: []recruit.MemberID{ana.ID, ben.ID}, From: at(0), To: at(1), BookedFrom: at(0), BookedTo: at(1)}); err != nil || len(times.Layers) != 1 {
		t.Errorf("an interviewer reads %+v, %v", times, err)
	}
	if _, err := own.Timelines(t.Context(), ana, []recruit.MemberID{ana.ID}, at(0), at(1), availability.Options{}); err != nil {
		t.Error(err)
	}
	if _, err := own.SetMemberHours(t.Context(), ana, ana.ID, hours.Rules{PerDay: new(2)}, 0); err != nil {
		t.Error(err)
	}
	_, err = own.SetMemberHours(t.Context(), ana, ana.ID, hours.Rules{PerDay: new(3)}, 0)
	wantKind(t, err, recruit.ErrStale)
	_, err = own.SetMemberHours(t.Context(), ana, ben.ID, hours.Rules{PerDay: new(2)}, 0)
	wantKind(t, err, recruit.ErrRefused)
	wantKind(t, own.SetWorkspaceHours(t.Context(), ana, hours.Rules{}), recruit.ErrRefused)
	wantKind(t, w.SetWorkspaceHours(t.Context(), w.admin, hours.Rules{PerDay: new(-1)}), recruit.ErrInvalid)
	must(t, w.SetWorkspaceHours(t.Context(), w.admin, hours.Rules{PerWeek: new(5)}))
	if h, err := own.MemberHours(t.Context(), ana, ana.ID); err != nil || h.Hours.PerDay != 2 || h.Hours.PerWeek != 5 {
		t.Errorf("hours: %+v, %v", h, err)
	}
}

// TestDisconnectWipes holds that nothing is left of a connection, also of one whose
// owner has left.
func TestDisconnectWipes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana, ben := w.member(t, "ana", recruit.Interviewer), w.member(t, "ben", recruit.Interviewer)
	src := w.feed(t, ana)
	c, err := w.Connect(t.Context(), w.admin, availability.Connection{Kind: busy.CalDAV, Owner: ben.ID, URL: "https://dav.example/", User: "ben", Password: "hunter2-secret"})
	must(t, err)
	plan, err := w.BeforeDisconnect(t.Context(), w.admin, src.ID)
	must(t, err)
	if len(plan.Dark) != 1 || !strings.Contains(plan.Words(), "When ana is free will be unknown.") {
		t.Errorf("%q", plan.Words())
	}
	done, err := w.Disconnect(t.Context(), w.admin, src.ID)
	must(t, err)
	if !done.Confirmed {
		t.Errorf("%+v", done)
	}
	ben.RemovedAt = w.now
	_, err = w.db.SaveMember(t.Context(), ben, recruit.Activity{At: w.now})
	must(t, err)
	_, err = w.db.Source(t.Context(), c.ID)
	wantKind(t, err, recruit.ErrNotFound)
	if all, err := w.Sources(t.Context(), w.admin); err != nil || len(all) != 0 {
		t.Errorf("%+v, %v", all, err)
	}
	for _, name := range []string{"recruitty.db", "recruitty.db-wal"} {
		if content, err := os.ReadFile(filepath.Join(w.dir, name)); err == nil && (bytes.Contains(content, []byte("hunter2")) || bytes.Contains(content, []byte("ana-secret"))) {
			t.Errorf("%s holds a secret in the clear", name)
		}
	}
}

// TestAPublishedCalendarIsOnePersons holds that one address never says when everybody is
// busy.
func TestAPublishedCalendarIsOnePersons(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.Connect(t.Context(), w.admin, availability.Connection{Kind: busy.Feed, URL: "https://calendar.example/secret.ics"})
	wantKind(t, err, recruit.ErrInvalid)
}

// TestHoursAreSavedBesideDamage holds that who sets their hours while the workspace's
// cannot be read hears both: that theirs are saved, and what is damaged.
func TestHoursAreSavedBesideDamage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.member(t, "ana", recruit.Interviewer)
	must(t, w.db.SetSetting(t.Context(), recruit.SettingHours, "{"))
	for version, perDay := range []int{2, 3} {
		saved, err := w.SetMemberHours(t.Context(), ana, ana.ID, hours.Rules{PerDay: &perDay}, version)
		if err != nil || saved.Version != version+1 || saved.Hours.PerDay != perDay || !strings.Contains(saved.Damage, "The workspace's working hours cannot be read") {
			t.Errorf("saved %+v, %v", saved, err)
		}
	}
	must(t, w.SetWorkspaceHours(t.Context(), w.admin, hours.Rules{PerWeek: new(4)}))
	if saved, err := w.SetMemberHours(t.Context(), ana, ana.ID, hours.Rules{PerDay: new(1)}, 2); err != nil || saved.Damage != "" || saved.Hours.PerWeek != 4 {
		t.Errorf("saved %+v, %v", saved, err)
	}
}
