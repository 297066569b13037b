package ui_test

import (
	"errors"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/interviews"
)

// scheduled makes an interview of Robin's with Priya and Dana; told says
// whether everything of it has been confirmed.
func (w *world) scheduled(told bool) recruit.Record {
	w.t.Helper()
	r := firstOf(w.overbook(w.t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Technical interview",
		Start: time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute,
		Participants: []string{"dana@acme.example"}, Platform: recruit.Zoom}, 0))
	if told {
		w.work()
		w.advance(time.Minute)
	}
	return firstOf(w.svc.Store.Record(w.t.Context(), r.Interview.ID))
}

func TestRescheduleShowsOldAndNewAndTellsEverybody(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {108, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		r := w.scheduled(true)
		w.Run(interviews.OpenReschedule(w.app, r.Interview.ID))
		w.Shows("Reschedule Interview Event", "Event Date", "Interview Time", "Event Duration", "now  Tue 1 Dec 2026 10:00–10:45 Lisbon", "as it is")
		w.Press("tab", "ctrl+u")
		w.put("11:30")
		w.Shows("new  Tue 1 Dec 2026 11:30–12:15 Lisbon", "17:00 Kolkata")
		w.Press("ctrl+s")
		w.Shows("This will happen: 1 change at Zoom · 2 updates", "17:00–17:45 Kolkata", "enter Reschedule")
		w.Press("enter")
		w.Shows("the interview has a new time", "undo (8 s)", "◌ Zoom update", "Updates 0 of 2")
		w.advance(9 * time.Second)
		w.work()
		w.Shows("has the new time", "✓ Updates 2 of 2")
		w.Press("esc")
		if now := firstOf(w.svc.Store.Record(t.Context(), r.Interview.ID)); now.Interview.Start.Hour() != 11 || now.Interview.Version != 2 {
			t.Errorf("interview is %+v", now.Interview)
		}
	}
}

func TestRescheduleIsTakenBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.connect()
	r := w.scheduled(true)
	w.Run(interviews.OpenReschedule(w.app, r.Interview.ID))
	w.Press("tab", "ctrl+u")
	w.put("11:30")
	w.Press("ctrl+s", "enter", "u")
	w.Shows("Undone; nothing was sent", "11:30")
	if now := firstOf(w.svc.Store.Record(t.Context(), r.Interview.ID)); now.Interview.Start.Hour() != 10 {
		t.Errorf("interview is %+v", now.Interview)
	}
}

func TestRescheduleOnAnOldVersionSaysSoAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.connect()
	r := w.scheduled(true)
	w.Run(interviews.OpenReschedule(w.app, r.Interview.ID))
	w.Press("tab", "ctrl+u")
	w.put("11:30")
	w.Press("ctrl+s")
	firstOf(w.svc.Scheduling.Reschedule(t.Context(), w.robin, r.Interview.ID, 1, recruit.RescheduleRequest{Start: time.Date(2026, 12, 2, 9, 0, 0, 0, time.UTC)}, 0))
	w.Press("enter")
	w.Shows("changed this interview in the meantime", "now  Wed 2 Dec", "11:30")
	w.Press("ctrl+s", "enter")
	w.Shows("the interview has a new time")
}

func TestOnlyTheOrganiserReschedules(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.connect()
	r := w.scheduled(true)
	boss := firstOf(w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: "Ada Boss", Email: "ada@acme.example", Role: recruit.Admin, TimeZone: "UTC"}))
	peer := firstOf(w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: "Pat Peer", Email: "pat@acme.example", TimeZone: "UTC"}))
	w.app.SetMember(peer)
	w.Run(interviews.OpenReschedule(w.app, r.Interview.ID))
	w.Shows("Only Robin Reyes, who organises this interview, may change it")
	w.app.SetMember(boss)
	w.Run(interviews.OpenReschedule(w.app, r.Interview.ID))
	w.Shows("Take over this interview?", "Robin Reyes organises")
	w.Press("right", "enter")
	w.Shows("Reschedule Interview Event", "Event Date")
	if now := firstOf(w.svc.Store.Record(t.Context(), r.Interview.ID)); now.Interview.OrganiserID != boss.ID {
		t.Error("the admin is not the organiser")
	}
}

func TestCancelSaysWhatEndsAndThenWhatEnded(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		r := w.scheduled(true)
		w.Run(interviews.OpenCancel(w.app, r.Interview.ID))
		w.Hides("has already started")
		w.Shows("Cancel this interview?", "The Zoom meeting is deleted", "2 people", "activity log", "Reason")
		w.put("position on hold")
		w.db.commit = &recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The disk is full; make room and try again."}
		w.Press("ctrl+s")
		w.Shows("✗ The disk is full", "position on hold")
		w.db.commit = nil
		w.Press("ctrl+s")
		w.Shows("Cancelled here", "Cancellations 0 of 2")
		w.Hides("is deleted")
		w.advance(9 * time.Second)
		w.work()
		w.Shows("is deleted", "✓ Cancellations 2 of 2")
		if now := firstOf(w.svc.Store.Record(t.Context(), r.Interview.ID)); now.Interview.CancelReason != "position on hold" {
			t.Errorf("reason is %q", now.Interview.CancelReason)
		}
	}
}

// TestCancellingWhatHasBegunSaysSo: who cancels an interview that has started, or is over, is
// told before, also where a rejection would cancel it.
func TestCancellingWhatHasBegunSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 110, 40, setup{})
	w.connect()
	r := w.scheduled(true)
	w.advance(r.Interview.Start.Add(10 * time.Minute).Sub(w.clock()))
	w.Run(interviews.OpenCancel(w.app, r.Interview.ID))
	w.Shows("! This interview has already started.")
	w.Press("esc")
	w.profile()
	w.Press("X")
	w.Type("skill")
	w.Press("enter")
	w.Shows("Their interviews", "This interview has already")
	w.Press("esc")
	w.advance(r.Interview.Duration)
	w.Run(interviews.OpenCancel(w.app, r.Interview.ID))
	w.Shows("! This interview is over.")
}

func TestFailingSaveKeepsTheDraft(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.connect()
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.fillIn("tue 1 dec 10am")
	w.Press("ctrl+s")
	w.db.commit = errors.New("boom")
	w.Press("enter")
	w.Shows("✗ Something went wrong inside recruitty", "tue 1 dec 10am")
	w.db.commit = nil
	w.Press("esc")
	w.Shows("what you typed is kept")
	w.Hides("Event Start Date and Time")
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.Shows("Technical interview", "tue 1 dec 10am")
	w.db.setting = &recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The disk is full; make room and try again."}
	w.put("!")
	w.Press("esc")
	w.Shows("cannot be saved", "The disk is full", "Technical interview!")
	w.Press("esc")
	w.Hides("Event Start Date and Time")
}

// TestAKeptFormIsBegunAnew is for who comes back to a person weeks later.
func TestAKeptFormIsBegunAnew(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.connect()
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.Hides("ctrl+r")
	w.fillIn("tue 1 dec 10am")
	w.Press("ctrl+r")
	w.Shows("Start over?")
	w.Press("esc", "esc")
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.Shows("tue 1 dec 10am", "ctrl+r discards it")
	w.Press("ctrl+r")
	w.Shows("Start over?", "thrown away")
	w.Press("n")
	w.Shows("tue 1 dec 10am")
	w.db.setting = &recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The disk is full; make room and try again."}
	w.Press("ctrl+r", "right", "enter")
	w.Shows("cannot be thrown away", "The disk is full", "tue 1 dec 10am")
	w.db.setting = nil
	w.Press("ctrl+r", "right", "enter")
	w.Shows("Schedule Interview Event", "Started over.")
	w.Hides("tue 1 dec 10am", "ctrl+r")
	w.Press("esc")
	w.Hides("is kept", "Schedule Interview Event")
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.Hides("tue 1 dec 10am", "is back")
}

func TestUndoOfANewInterviewBringsTheFormBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.connect()
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.fillIn("tue 1 dec 10am")
	w.Press("ctrl+s", "enter", "u")
	w.Shows("Undone; nothing was sent", "tue 1 dec 10am")
	if all := firstOf(w.svc.Store.Interviews(t.Context(), recruit.InterviewFilter{})); len(all) != 0 {
		t.Errorf("%d interviews", len(all))
	}
}

func TestRemindersToComeAreNoTrouble(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{})
	w.connect()
	w.scheduled(true)
	w.Press("3", "enter")
	w.Shows("✓ Zoom made · 2 of 2 told", "● set")
	w.Press("v")
	w.Shows("Upcoming reminders", "Mon 30 Nov 10:00  priya@example.com", "Tue 1 Dec 09:00  dana@acme.example")
	w.Hides("reminder to")
	w.Press("esc", "5")
	w.Shows("Nothing is waiting")
}

// TestRescheduleTakesTheTimeWithTheDate holds that Event Date takes what the form
// Schedule takes, and asks about a day that has just passed.
func TestRescheduleTakesTheTimeWithTheDate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 108, 40, setup{})
	w.connect()
	r := w.scheduled(true)
	w.Run(interviews.OpenReschedule(w.app, r.Interview.ID))
	w.Press("ctrl+u")
	w.put("wed 4pm")
	w.Shows("new  Wed 25 Nov 2026 16:00–16:45 Lisbon")
	w.Press("tab")
	w.Shows("2026-11-25", "16:00")
	w.Press("shift+tab", "ctrl+u")
	w.put("20 nov 10am")
	w.Shows("20 November has passed this year and comes again in", "Choose with ↑ or ↓", "Fri 20 Nov 2026, 10:00", "Sat 20 Nov 2027, 10:00")
	w.Press("ctrl+s")
	w.Shows("20 November has passed this year")
	w.Press("down")
	w.Shows("2027-11-20", "new  Sat 20 Nov 2027 10:00")
	w.Press("ctrl+u")
	w.put("thu 9:30 Kolkata") // also when it is saved from there
	w.Shows("new  Thu 26 Nov 2026 09:30")
	w.Press("ctrl+s", "enter")
	w.Shows("the interview has a new time")
	if now := firstOf(w.svc.Store.Record(t.Context(), r.Interview.ID)).Interview; now.Start.UTC().Format(time.RFC3339) != "2026-11-26T04:00:00Z" || now.TimeZone != "Asia/Kolkata" {
		t.Errorf("interview is %+v", now)
	}
}
