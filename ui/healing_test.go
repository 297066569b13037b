package ui_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/pools"
)

// diaries are calendars that say what a test wants, by the address of whose they are.
type diaries map[string][]busy.Interval

// Read implements busy.Reader.
func (d diaries) Read(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
	var all []busy.Reading
	for _, c := range q.Calendars {
		all = append(all, busy.Reading{From: q.From, To: q.To, Intervals: slices.Clone(d[c.Owner])})
	}
	return all, nil
}

// panels is a world with Sam, who may stand in for Dana, and an interview of Priya with
// Dana that everybody has been told of.
func panels(t *testing.T, size [2]int) (w *world, d diaries, r recruit.Record) {
	t.Helper()
	w, d = newWorld(t, size[0], size[1], setup{}), diaries{}
	ctx := t.Context()
	w.connect()
	w.svc.Availability.Owner = "test"
	w.svc.Availability.Readers[busy.Feed] = d
	sam := firstOf(w.svc.Team.Add(ctx, w.robin, recruit.Member{Name: "Sam Lee", Email: "sam@acme.example", TimeZone: "Europe/Lisbon", Role: recruit.Interviewer}))
	p := firstOf(w.svc.Pools.Add(ctx, w.robin, pools.Pool{Name: "Backend"}))
	for _, m := range []recruit.Member{w.dana, sam} {
		firstOf(w.svc.Availability.Connect(ctx, w.robin, availability.Connection{Kind: busy.Feed, Owner: m.ID, URL: "https://calendar.example/" + m.Email}))
		firstOf(w.svc.Pools.SetMember(ctx, w.robin, p.ID, m.ID, pools.Qualified))
	}
	w.readAgain()
	r = firstOf(w.overbook(ctx, w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Technical interview",
		Start: time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Participants: []string{w.dana.Email},
		Seats: []recruit.Seat{{Address: w.dana.Email, Pool: p.ID, Level: string(pools.Qualified)}}, Platform: recruit.Zoom}, 0))
	w.work()
	w.advance(time.Minute)
	return w, d, w.record(r)
}

// readAgain reads every calendar.
func (w *world) readAgain() {
	w.t.Helper()
	w.advance(time.Minute)
	for _, src := range firstOf(w.svc.Availability.Sources(w.t.Context(), w.robin)) {
		firstOf(w.svc.Availability.Test(w.t.Context(), w.robin, src.ID))
	}
	w.advance(time.Second)
}

// told are the addresses to which mails have gone since there were so many.
func (w *world) told(before int) string {
	var to []string
	for _, m := range w.mails.List()[before:] {
		to = append(to, m.To)
	}
	slices.Sort(to)
	return strings.Join(to, " ")
}

// TestADeclineIsPutRightWithOneKey walks from the mail in which someone declines to who
// comes in their place: the same meeting, the same entry, and everybody told whose entry
// named them.
func TestADeclineIsPutRightWithOneKey(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}, {50, 14}} {
		w, _, r := panels(t, size)
		firstOf(w.svc.Answers.Take(t.Context(), recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: w.dana.Email, Attendee: w.dana.Email, Sequence: r.Interview.Sequence,
			Answer: recruit.Declined, Stamp: w.clock()}))
		w.again()
		w.Press("1")
		w.Shows("declined", "Dana Ortiz")
		w.reads("Dana Ortiz declined. Sam Lee is free")
		w.Shows("h replace")
		sent := len(w.mails.List())
		w.Press("h")
		w.Shows("Something has come up")
		if size[0] > 50 {
			w.reads("This will happen: 1 invitation · 1 update · 1 cancellation")
		}
		w.Press("enter", "esc")
		w.Rest()
		w.advance(9 * time.Second)
		w.work()
		now := w.record(r)
		if p := now.Panel(); len(p) != 1 || p[0].Name != "Sam Lee" || p[0].Pool == 0 || p[0].PoolLevel != "qualified" {
			t.Fatalf("the panel is %+v", p)
		}
		if i := now.Interview; i.UID != r.Interview.UID || i.Sequence != r.Interview.Sequence+1 || i.Meeting == nil || i.Meeting.ID != r.Interview.Meeting.ID || !i.Start.Equal(r.Interview.Start) {
			t.Errorf("the event was %+v and is %+v", r.Interview, i)
		}
		if to := w.told(sent); to != "dana@acme.example priya@example.com sam@acme.example" {
			t.Errorf("told: %s", to)
		}
		w.Press("1")
		w.Hides("Dana Ortiz")
	}
}

// TestAClashIsLeftOrPutRight holds that what comes into a calendar after it was agreed
// stands on Today and on the card, is left as it is with one key, and comes back with something new.
func TestAClashIsLeftOrPutRight(t *testing.T) {
	t.Parallel()
	w, d, r := panels(t, [2]int{120, 40})
	w.Press("1")
	w.Hides("is busy")
	at := func(clock int) time.Time { return time.Date(2026, 12, 1, clock, 30, 0, 0, time.UTC) }
	d[w.dana.Email] = []busy.Interval{{Start: at(10), End: at(11), State: busy.Busy, Ref: "1"}}
	w.readAgain()
	w.again()
	w.Press("1")
	w.reads("Dana Ortiz is busy 10:30–11:30, according to their calendar. Sam Lee is free")
	w.Press("l")
	w.Shows("Leave it as it is?")
	w.Press("enter")
	w.Shows("Left as it is.")
	w.Hides("is busy")
	w.profile()
	w.Shows("it is left as it is", "b look at it again")
	w.Press("b")
	w.Shows("It is looked at again.", "b replace")
	w.Press("b")
	w.Shows("Something has come up", "This will happen:", "sam@acme.example")
	w.Press("esc")
	w.Shows("What to do", "Sam Lee is free", "suits everybody")
	w.Press("right", "ctrl+s")
	w.Shows("1 change at Zoom · 2 updates")
	w.Press("enter", "esc")
	w.Rest()
	w.work()
	now := w.record(r)
	if now.Interview.Start.Equal(r.Interview.Start) || now.Interview.UID != r.Interview.UID || now.Panel()[0].Name != "Dana Ortiz" {
		t.Errorf("it is %+v with %+v", now.Interview, now.Panel())
	}
	w.Hides("is busy")
}

// TestWhoComesMeanwhileIsRead holds that who is offered is read again, and that it is said
// when they cannot come any more.
func TestWhoComesMeanwhileIsRead(t *testing.T) {
	t.Parallel()
	w, d, r := panels(t, [2]int{120, 40})
	firstOf(w.svc.Answers.Set(t.Context(), w.robin, r.Interview.ID, w.dana.Email, recruit.Declined, ""))
	w.again()
	w.Press("1")
	w.Shows("Sam Lee is free")
	d["sam@acme.example"] = []busy.Interval{{Start: r.Interview.Start, End: r.Interview.End(), State: busy.Busy}}
	w.advance(time.Minute)
	w.Press("h")
	w.Shows("Sam Lee can no longer be asked: Sam Lee is busy", "What to do")
}

// TestNobodyIsKnown holds that it is said why nothing is offered, with what can be done by
// hand.
func TestNobodyIsKnown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.connect()
	r := w.scheduled(true)
	firstOf(w.svc.Answers.Set(t.Context(), w.robin, r.Interview.ID, w.dana.Email, recruit.Declined, ""))
	w.again()
	w.Press("1")
	w.reads("Dana Ortiz declined. No time suits everybody")
	w.Press("h")
	w.Shows("Move the interview", "Change who is invited", "Leave it as it is")
}
