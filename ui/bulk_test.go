package ui_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// dayOfDana books three interviews of Dana's, one of Robin's own, and one that someone
// else organises, on a Wednesday.
func (w *world) dayOfDana() (danas []recruit.Record) {
	w.t.Helper()
	day := w.clock().Truncate(24 * time.Hour)
	for day.Weekday() != time.Wednesday {
		day = day.Add(24 * time.Hour)
	}
	for n, hour := range []int{9, 11, 15} {
		danas = append(danas, w.talk([]string{"Technical interview", "Storage deep dive", "Debugging"}[n], day.Add(time.Duration(hour)*time.Hour), w.dana.Email))
	}
	w.talk("Phone screen", day.Add(16*time.Hour))
	w.work()
	return danas
}

// behind says how much later interviews begin than they did, and how they stand.
func (w *world) behind(all []recruit.Record) (said []string) {
	w.t.Helper()
	for _, r := range all {
		now := w.record(r)
		said = append(said, now.Interview.Start.Sub(r.Interview.Start).String()+" "+string(now.Interview.Status))
	}
	return said
}

// TestKeysOfThreeMoves counts what it takes to move all interviews of someone who is ill,
// the filter included, and to see who has not answered.
func TestKeysOfThreeMoves(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := &counting{world: newWorld(t, size[0], size[1], setup{})}
		danas := w.dayOfDana()
		w.press("4", "a") // who has not answered
		w.Shows("? Priya Raman, Dana Ortiz", "? Priya Raman")
		if w.keys > 2 {
			t.Errorf("who has not answered takes %d keys", w.keys)
		}
		w.Press("a")
		w.keys = 0
		w.press("/", "d", "a", "n", "enter", "*")
		w.Shows("3 marked", "3 interviews marked")
		w.press("r", "+", "1", "d", "ctrl+s")
		w.Shows("Move 3 interviews 1 day later.", "This will happen: 6 updates", "dana@acme.example (Dana Ortiz) sees")
		w.press("enter")
		w.Shows("Saved: the interviews have new times (3 interviews)", "undo all (")
		if got := strings.Join(w.behind(danas), ", "); got != "24h0m0s scheduled, 24h0m0s scheduled, 24h0m0s scheduled" || w.keys > 12 {
			t.Errorf("at %v: %d keys, at most 12: %s", size, w.keys, got)
		}
		w.advance(time.Minute)
		w.work()
		w.Shows("Done: everything above is confirmed.", "all 2 confirmed")
		w.Press("esc", "esc")
		w.Hides("marked")
	}
}

// TestMarksStayAndAreSaid holds that marks stay while a list is filtered and sorted, that
// what is not there any more loses its mark, and that without marks the row is meant.
func TestMarksStayAndAreSaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	danas := w.dayOfDana()
	w.Press("4", "space", "space")
	w.Shows("2 marked")
	w.Press("/")
	w.Type("phone")
	w.Press("enter")
	w.Shows("2 marked (2 out of sight)")
	w.Press("esc")
	w.Shows("2 marked · 4", "When ↑")
	w.Press("I")
	w.Shows("Interview ↑", "2 marked · 4")
	w.Press("I")
	w.Shows("Interview ↓")
	w.Press("W", "W")
	w.Shows("When ↓")
	w.Press("W")
	firstOf(w.svc.Scheduling.Cancel(t.Context(), w.robin, danas[0].Interview.ID, 0, "", 0))
	w.Press("p") // neither is over
	w.Shows("2 marked interviews no longer in this list")
	w.Press("p")
	w.Hides("marked ·")
	w.Press("*", "-")
	w.Hides("4 marked ·")
	w.Press("home", "down", "x")
	w.Shows("Cancel this interview?", "Storage deep dive")
}

// TestManyAreCancelledAndTakenBack walks through a cancellation of several, one of which is
// someone else's, and its undo.
func TestManyAreCancelledAndTakenBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	danas := w.dayOfDana()
	quinn := firstOf(w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: "Quinn Abebe", Email: "quinn@acme.example", TimeZone: "Europe/Lisbon", Role: recruit.Recruiter, SkipEntry: true}))
	theirs := firstOf(w.overbook(t.Context(), quinn, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Panel", Start: danas[2].Interview.Start.Add(4 * time.Hour),
		TimeZone: "Europe/Lisbon", Duration: time.Hour, Platform: recruit.Phone, Place: "+351 1", Participants: []string{w.dana.Email}}, 0))
	w.work()
	w.again()
	w.Press("4", "/")
	w.Type("dana")
	w.Press("enter", "*", "x")
	w.Shows("Cancel these interviews?", "Reason")
	w.Type("Dana is ill")
	w.Press("ctrl+s")
	w.Shows("Cancel 3 interviews; 1 cannot be changed.", "Priya Raman, Panel: Quinn Abebe organises this interview", "Press t to take over 1 interview")
	w.Press("t")
	w.Shows("Cancel 4 interviews.")
	w.Press("end")
	w.Shows("Quinn Abebe organises it; you take it over first.")
	w.Press("enter")
	w.Shows("Cancelled here; records, files and notes are kept (4 interviews)")
	if got := strings.Join(w.behind(append(danas, theirs)), ", "); strings.Count(got, "cancelled") != 4 {
		t.Errorf("they are %s", got)
	}
	if r := w.record(danas[0]); r.Interview.CancelReason != "Dana is ill" {
		t.Errorf("the reason is %q", r.Interview.CancelReason)
	}
	w.Press("u")
	w.Shows("Undone: 4 interviews; nothing was sent for these.")
	if got := strings.Join(w.behind(append(danas, theirs)), ", "); strings.Count(got, "scheduled") != 4 {
		t.Errorf("they are %s", got)
	}
	w.Press("esc")
	w.Hides("marked ·")
}

// TestSomebodyIsReplacedInAll walks through a replacement and what is typed for it.
func TestSomebodyIsReplacedInAll(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	danas := w.dayOfDana()
	lee := firstOf(w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: "Lee Park", Email: "lee@acme.example", TimeZone: "Europe/Lisbon", Role: recruit.Interviewer}))
	w.Press("4", "/")
	w.Type("dana")
	w.Press("enter", "*", "e")
	w.Shows("Replace someone", "Instead of", "Dana Ortiz")
	w.Type("nobo")
	w.Press("ctrl+s")
	w.Shows("no one called")
	w.Press("ctrl+u")
	w.Type("lee")
	w.Press("ctrl+s")
	w.Shows("Invite lee@acme.example instead of dana@acme.example to 3", "Lee Park instead of Dana Ortiz")
	w.Press("enter")
	w.Shows("who is invited has changed here (3 interviews)")
	for _, r := range danas {
		if panel := w.record(r).Panel(); len(panel) != 1 || panel[0].MemberID != lee.ID {
			t.Errorf("invited are %+v", panel)
		}
	}
	w.Press("u")
	w.Shows("Undone: 3 interviews")
	for _, r := range danas {
		if panel := w.record(r).Panel(); len(panel) != 1 || panel[0].MemberID != w.dana.ID {
			t.Errorf("invited are %+v", panel)
		}
	}
}

// TestWhoIsSilentIsAskedFromTheList walks from who has not answered to a mail in their box.
func TestWhoIsSilentIsAskedFromTheList(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.dayOfDana()
	before := len(w.mails.List())
	w.Press("4", "a", "*", "A")
	w.Shows("Ask for the missing answers?", "7 requests for an answer", "dana@acme.example (Dana Ortiz) is asked again for an answer")
	w.Press("enter")
	w.advance(time.Minute)
	w.work()
	w.Shows("Done: everything above is confirmed.")
	if n := len(w.mails.List()) - before; n != 7 {
		t.Errorf("%d emails, want 7", n)
	}
	w.Press("esc", "A")
	w.Shows("has already been asked again")
}

// TestMarkedInterviewsAreUndone undoes what was done to each of those that are marked, one by
// one and not as one request, before anyone hears of it.
func TestMarkedInterviewsAreUndone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	danas := w.dayOfDana()
	for _, r := range danas[:2] {
		firstOf(w.svc.Scheduling.Reschedule(t.Context(), w.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: r.Interview.Start.Add(24 * time.Hour)}, time.Minute))
	}
	w.Press("4", "/")
	w.put("dan")
	w.Press("enter", "*", "u")
	w.Shows("Undo your last change of each?", "Undo your last change of 2 interviews; 1 cannot be changed", "rescheduled →", "something has already been")
	w.Press("enter")
	w.Shows("Undone (2 interviews)")
	w.Hides("undo all")
	if got := strings.Join(w.behind(danas), ", "); got != "0s scheduled, 0s scheduled, 0s scheduled" {
		t.Error(got)
	}
}
