package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit/pools"
	"recruitty/ui/interviews"
)

// TestFindATime walks from the form to an hour that was found: of who has no calendar
// nothing is offered, a person goes on with that in front of them, and the candidate's own
// words narrow the search.
func TestFindATime(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
		w.fillIn("")
		w.Press("ctrl+f")
		w.Shows("Who should take part?", "Dana Ortiz")
		w.Press("esc")
		w.Press("tab", "tab", "tab")
		w.put("dan")
		w.Press("enter", "ctrl+f")
		w.Shows("When is everyone free?", "No time suits everybody until", "it is not known whether Dana Ortiz is free", "Dana Ortiz has not connected a calendar.", "1 without knowing")
		w.Press("enter")
		w.Shows("No time was found; use one of the alternatives")
		w.Press("1")
		w.Shows("taken: without knowing whether Dana Ortiz is free", "~ it is not known", "enter take it")
		w.Press("backspace")
		w.Hides("taken:")
		w.Press("1", "p")
		w.Shows("When is the candidate free?")
		w.put("next Tuesday after 3pm")
		w.Press("ctrl+s")
		w.Shows("What is meant?", "1 Tue 24 Nov", "2 Tue 1 Dec", "3 ignore these words")
		w.Press("esc")
		w.Shows("When is the candidate free?", "next Tuesday after 3pm")
		w.Press("ctrl+s", "3")
		w.Shows("No time was found in this text", "When is the candidate free?", "next Tuesday after 3pm")
		w.Press("ctrl+s", "down", "down", "down", "up", "up", "enter")
		w.Shows("Only times that the candidate has offered.")
		w.Shows("When is everyone free?", "the candidate did not offer a time then", "09:30–10:15")
		w.Press("enter")
		w.Shows("Schedule Interview Event", "2026-11-24 09:30")
	}
}

// TestFindATimeForAPool holds that who was chosen out of a pool takes part, and that a
// pool without anybody chosen is not sent.
func TestFindATimeForAPool(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 44, setup{})
	w.connect()
	p, err := w.svc.Pools.Add(t.Context(), w.robin, pools.Pool{Name: "Backend"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.svc.Pools.SetMember(t.Context(), w.robin, p.ID, w.dana.ID, pools.Qualified); err != nil {
		t.Fatal(err)
	}
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.fillIn("tue 1 dec 10am")
	w.Press("tab", "tab", "tab", "tab")
	w.Shows("From pools")
	w.put("1 of Backend")
	w.Shows("ctrl+f finds a time, and who is free then")
	w.Press("ctrl+s")
	w.Shows("No one is chosen yet for 1 of Backend")
	w.Press("ctrl+f")
	w.Shows("When is everyone free?", "it is not known whether Dana Ortiz is free")
	w.Press("1", "enter")
	w.Shows("Schedule Interview Event", "Participants", "Dana Ortiz")
	w.Press("ctrl+s")
	w.Shows("This will happen")
	w.Press("enter", "esc")
	w.Rest()
	w.profile()
	w.Shows("Dana Ortiz for Backend")
	w.Press("v")
	w.Shows("for Backend, ")
}

// TestFindATimeInASmallWindow holds that what speaks against an hour is in sight in the
// smallest window, and so is the hour on the strip of its day (R13).
func TestFindATimeInASmallWindow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.connect()
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.fillIn("")
	w.Press("tab", "tab", "tab")
	w.put("dan")
	w.Press("enter", "ctrl+f", "1")
	w.Send(tea.WindowSizeMsg{Width: 50, Height: 14})
	w.Shows("09:00–09:45", "~ it is not known whether Dana Ortiz is free", "▸▸▸")
	w.Press("p")
	w.put("Monday 9 pm to 11:30 pm")
	w.Press("ctrl+s")
	w.Shows("15:30–16:15", "▸▸▸")
}

// TestWhoNeedNotComeIsNotInvited takes the way out that someone need not come: the form
// says that they are not invited, and the preview says nothing of their time.
func TestWhoNeedNotComeIsNotInvited(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 44, setup{})
	w.connect()
	w.freeTime(w.robin)
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.fillIn("")
	w.Press("tab", "tab", "tab")
	w.put("dan")
	w.Press("enter")
	w.put("robin")
	w.Press("enter", "ctrl+f")
	w.Shows("if Dana Ortiz need not come")
	for n, line := range strings.Split(w.Screen(), "\n") {
		if _, key, found := strings.Cut(line, "│ "); found && strings.Contains(line, "if Dana Ortiz need not come") {
			w.Press(key[:1])
			break
		} else if n > 60 {
			t.Fatal("no such way out")
		}
	}
	w.Shows("taken: if Dana Ortiz need not come")
	w.Press("enter")
	w.Shows("Schedule Interview Event", "Dana Ortiz is optional then and is not invited.", "Robin Reyes")
	w.Press("ctrl+s")
	w.Shows("This will happen")
	w.Hides("dana@acme.example", "1 Zoom meeting · 3 invitations")
}
