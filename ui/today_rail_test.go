package ui_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/shell"
)

// people are candidates of a full day.
func (w *world) people() []recruit.Candidate {
	var all []recruit.Candidate
	for n, c := range []recruit.Candidate{
		{Name: "Chidi Okafor", TimeZone: "Africa/Lagos"}, {Name: "Дарья Ветрогонова", TimeZone: "Europe/Belgrade"}, {Name: "Łukasz Nowak", TimeZone: "Europe/Warsaw"},
		{Name: "Aroha Whakamārama", TimeZone: "Pacific/Auckland"}, {Name: "Θεοδώρα Καλλιγραφίδου", TimeZone: "Europe/Lisbon"}, {Name: "山田花子", TimeZone: "Asia/Tokyo"},
	} {
		c.Email = fmt.Sprintf("c%d@example.com", n)
		c = firstOf(w.svc.Pipeline.Add(w.t.Context(), w.robin, c))
		firstOf(w.svc.Pipeline.Link(w.t.Context(), w.robin, c.ID, w.job.ID, ""))
		all = append(all, c)
	}
	return all
}

// fullDay is a Monday with twelve interviews, seen at two in the afternoon: two of them
// are over, two overlap, and there is free time between some.
func (w *world) fullDay() time.Time {
	w.t.Helper()
	ctx := w.t.Context()
	monday := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	w.connect()
	all := w.people()
	talk := func(n int, title string, at time.Duration, length time.Duration, people ...string) recruit.Record {
		return firstOf(w.overbook(ctx, w.robin, recruit.ScheduleRequest{CandidateID: all[n%len(all)].ID, JobID: w.job.ID, Title: title,
			Start: monday.Add(at), TimeZone: "Europe/Lisbon", Duration: length, Platform: recruit.Zoom, Participants: people}, 0))
	}
	const h, m = time.Hour, time.Minute
	dana := w.dana.Email
	for n, t := range []struct {
		title  string
		at, of time.Duration
	}{{"Phone screen", 9 * h, 30 * m}, {"Technical interview", 10 * h, 45 * m}, {"Storage deep dive", 11 * h, 60 * m}, {"Phone screen", 13*h + 30*m, 45 * m}, {"Technical interview", 14*h + 15*m, 40 * m},
		{"Phone screen", 15 * h, 30 * m}, {"Storage deep dive", 15*h + 15*m, 45 * m}, {"System design", 16 * h, 30 * m}, {"Team", 16*h + 30*m, 30 * m}, {"Phone screen", 18 * h, 30 * m}, {"Technical interview", 19 * h, 40 * m}, {"Late call", 20 * h, 15 * m}} {
		people := []string{dana}
		if n%4 == 0 {
			people = nil
		}
		talk(n, t.title, t.at, t.of, people...)
	}
	w.work()
	w.now = monday.Add(14*time.Hour + 2*time.Minute)
	for n, i := range firstOf(w.svc.Store.Interviews(ctx, recruit.InterviewFilter{})) {
		if n == 0 {
			firstOf(w.svc.Scheduling.Close(ctx, w.robin, i.ID, 0, recruit.Completed))
		}
		if n == 4 {
			firstOf(w.svc.Answers.Set(ctx, w.robin, i.ID, i.CandidateEmail, recruit.Accepted, ""))
		}
	}
	w.again()
	return monday
}

// TestTodayLooks keeps what a full day looks like.
func TestTodayLooks(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, size[0], size[1], setup{})
			w.fullDay()
			w.Golden(fmt.Sprintf("today-%dx%d", size[0], size[1]))
		})
	}
}

// TestTodayActsOnTheRow goes through what can be done with the interview under the cursor.
func TestTodayActsOnTheRow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.fullDay()
	w.Shows("now 14:02 ─", "▸ 13:30", "now, ends in 13 min", "8 more today")
	w.Press("o")
	if len(w.opened) != 1 || !strings.Contains(w.opened[0], "/j/") {
		t.Errorf("opened %q", w.opened)
	}
	w.Press("c")
	w.Shows("Link sent to the clipboard: http")
	w.Press("v")
	w.Shows("What changed", "Phone screen")
	w.Press("esc", "down", "r")
	w.Shows("Reschedule Interview Event")
	w.Press("esc", "x")
	w.Shows("Cancel this interview?")
	w.Press("esc", "N")
	w.Shows("New job")
	w.Press("esc", "enter")
	w.Shows("Technical interview", "●○○○○ Applied")
	w.Press("esc")
}

// TestTodayAsksWhetherItTookPlace answers on the row, and takes both answers back.
func TestTodayAsksWhetherItTookPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.fullDay()
	w.Press("up")
	w.Shows("▸ 11:00", "took place? y / n")
	w.Press("y")
	w.Shows("Completed: Storage deep dive", "✓ took place")
	if row := w.row("▸ 11:00"); !strings.Contains(row, "✓ took place") {
		t.Errorf("the row says %q", row)
	}
	w.Press("u")
	w.Shows("Undone; Storage deep dive is open again")
	w.Press("n")
	w.Shows("Nobody came: Storage deep dive")
	if row := w.row("▸ 11:00"); !strings.Contains(row, "✗ nobody came") {
		t.Errorf("the row says %q", row)
	}
	w.Press("u")
	if row := w.row("▸ 11:00"); !strings.Contains(row, "took place?") {
		t.Errorf("the row says %q", row)
	}
}

// TestTodayCopiesOverSSH copies the link where there is no browser to open it.
func TestTodayCopiesOverSSH(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{remote: true})
	w.fullDay()
	w.Press("o")
	w.Shows("Link sent to the clipboard: http")
}

// TestTodayFoldsByCause tells mails that wait for one reason in one line, and leads to
// what puts that right.
func TestTodayFoldsByCause(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	if err := errors.Join(w.db.SetSecret(t.Context(), recruit.SettingMailURL, ""), w.db.SetSetting(t.Context(), recruit.SettingMailFrom, "")); err != nil {
		t.Fatal(err)
	}
	for n := range 6 {
		w.talk("Talk", w.now.Add(time.Duration(30+n)*time.Hour), w.dana.Email)
	}
	w.work()
	w.Send(shell.Changed{})
	w.again()
	w.Shows("Needs you 1", "! 12 invitations wait: mail is not set up", "enter set up mail")
	w.Hides("emails or calls")
	w.Press("G", "g", "g", "esc", "esc")
	w.Press("enter")
	w.Shows("Settings")
}

// TestTodayAsksAgain asks who has not answered for two days once more.
func TestTodayAsksAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.talk("Technical interview", w.now.AddDate(0, 0, 9), w.dana.Email)
	w.work()
	w.advance(4 * 24 * time.Hour)
	w.again()
	w.Shows("? No answer for two days: Priya Raman, Dana Ortiz, Technical interview", "enter ask again")
	w.Press("enter")
	w.Shows("Ask for the missing answers?", "Priya Raman, Dana Ortiz")
	before := len(w.mails.List())
	w.Press("enter")
	w.Shows("those who have not answered are asked again")
	w.advance(time.Minute)
	w.work()
	if after := len(w.mails.List()); after != before+2 {
		t.Errorf("%d emails, before %d", after, before)
	}
	w.again()
	w.Hides("No answer for two days")
}
