package ui_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// ended is a phone screen of Robin's with Dana that is over by now.
func (w *world) ended(title string, ago time.Duration) recruit.Record {
	w.t.Helper()
	now := w.now
	w.now = now.Add(-ago - time.Hour)
	r := firstOf(w.overbook(w.t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: title, Start: now.Add(-ago),
		TimeZone: "Europe/Lisbon", Duration: 30 * time.Minute, Platform: recruit.Phone, Place: "1", Participants: []string{w.robin.Email, w.dana.Email}}, 0))
	w.now = now
	return r
}

// TestTodayAsksForLateScorecardsTogether shows who is asked about several interviews, asks all
// of them by one answer, and says once what became of it.
func TestTodayAsksForLateScorecardsTogether(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.ended("Phone screen", 50*time.Hour)
	w.ended("Technical interview", 49*time.Hour)
	w.again()
	w.Press("/")
	w.Type("late")
	w.Press("enter")
	w.Shows("2 scorecards are late: Priya Raman (Dana", "enter remind them")
	w.Press("enter")
	w.Shows("Ask for scorecards?", "Priya Raman, Phone screen: Dana", "Priya Raman, Technical interview: Dana", "send 2 emails")
	w.Press("enter")
	w.Shows("2 emails that ask for a scorecard are in the outbox.")
	w.Press("enter")
	w.Shows("They are already being asked")
}

// TestTodayAnswersForEarlierDays says of interviews of earlier days that they took place or
// that nobody came, and opens one's own scorecard of one.
func TestTodayAnswersForEarlierDays(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	first, second := w.ended("Phone screen", 50*time.Hour), w.ended("Technical interview", 26*time.Hour)
	w.again()
	on := func(title string) {
		w.Press("/", "ctrl+u")
		w.Type("took place? " + title)
		w.Press("enter")
	}
	on("phone")
	w.Shows("! took place? Priya Raman, Phone screen", "y yes")
	w.Press("S")
	w.Shows("Skills", "Recommendation")
	w.Press("esc", "y")
	w.Shows("Completed: Phone screen with Priya Raman")
	w.Press("esc")
	on("technical")
	w.Press("n")
	w.Shows("Nobody came: Technical interview")
	for id, want := range map[recruit.InterviewID]recruit.Status{first.Interview.ID: recruit.Completed, second.Interview.ID: recruit.NoShow} {
		if r := firstOf(w.db.Record(t.Context(), id)); r.Interview.Status != want {
			t.Errorf("interview %d is %s, want %s", id, r.Interview.Status, want)
		}
	}
}

// TestTodayPanelStandsBelowInANarrowWindow shows who takes part at 80 columns.
func TestTodayPanelStandsBelowInANarrowWindow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.talk("Talk", w.now.Add(2*time.Hour), w.dana.Email)
	w.again()
	lines := strings.Split(w.Screen(), "\n")
	for n, line := range lines {
		if strings.Contains(line, "Priya · Talk") {
			if !strings.Contains(line, "in 2 h") || !strings.Contains(lines[n+1], "Priya") || !strings.Contains(lines[n+1], "Dana") {
				t.Errorf("the rail shows\n%s\n%s", line, lines[n+1])
			}
			return
		}
	}
	t.Errorf("there is no row in\n%s", w.Screen())
}
