package ui_test

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
)

// asksFor notes that the candidate asks for another time, after the one that an
// interview has.
func (w *world) asksFor(r recruit.Record, after time.Duration) {
	w.t.Helper()
	w.advance(time.Minute)
	if _, err := w.svc.Answers.Take(w.t.Context(), recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: w.priya.Email, Attendee: w.priya.Email, Sequence: r.Interview.Sequence,
		Answer: recruit.NoAnswer, Stamp: w.clock(), Proposed: recruit.Proposal{Start: r.Interview.Start.Add(after)}}); err != nil {
		w.t.Fatal(err)
	}
}

// TestADecisionIsLookedAtAgain holds that a box shows what the decision would do to
// the interview as it is now, also when it was changed while the box was open, and
// that nothing is decided on what stood there before.
func TestADecisionIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	invite := func(address string) func(*world, recruit.Record) {
		return func(w *world, r recruit.Record) {
			firstOf(w.svc.Scheduling.ChangePeople(w.t.Context(), w.robin, r.Interview.ID, 0, recruit.PeopleChange{Add: []string{address}}, 0))
		}
	}
	tell := func(address string) func(*world, recruit.Record) {
		return func(w *world, r recruit.Record) {
			invite(address)(w, r)
			w.work()
		}
	}
	asks := func(after time.Duration) func(*world, recruit.Record) {
		return func(w *world, r recruit.Record) { w.asksFor(r, after) }
	}
	openRefusal := func(w *world, r recruit.Record) {
		w.Run(interviews.OtherTime(w.app, w.record(r), w.record(r).AskingOtherTime(w.clock())))
		w.Press("down", "enter")
	}
	for name, c := range map[string]struct {
		before    func(*world, recruit.Record)
		open      func(*world, recruit.Record)
		first     []string
		meanwhile func(*world, recruit.Record)
		quietly   bool // the box does not hear of it
		then      []string
		never     string
		presses   int // of ctrl+s that lead to the decision then
		done      string
	}{
		"cancel": {
			open: func(w *world, r recruit.Record) { w.Run(interviews.OpenCancel(w.app, r.Interview.ID)) }, first: []string{"2 people"},
			meanwhile: tell("lee@acme.example"), then: []string{"changed this interview in the meantime", "other people are invited", "What you typed is still here", "Words here", "3 people"}, never: "2 people",
			presses: 1, done: "Cancelled here",
		},
		"cancel, unheard": {
			open: func(w *world, r recruit.Record) { w.Run(interviews.OpenCancel(w.app, r.Interview.ID)) }, first: []string{"2 people"},
			meanwhile: invite("lee@acme.example"), quietly: true, then: []string{"2 people"},
			presses: 2, done: "Cancelled here",
		},
		"cancel, of which nobody was told yet": {
			before: invite("lee@acme.example"),
			open:   func(w *world, r recruit.Record) { w.Run(interviews.OpenCancel(w.app, r.Interview.ID)) }, first: []string{"2 people"},
			meanwhile: func(w *world, _ recruit.Record) { w.work() }, then: []string{"What would happen has changed in the meantime", "Words here", "3 people"}, never: "2 people",
			presses: 1, done: "Cancelled here",
		},
		"refuse": {
			before: asks(26 * time.Hour), open: openRefusal, first: []string{"asks for Wed 2 Dec 12:00", "It stays: Tue 1 Dec 2026 10:00"},
			meanwhile: func(w *world, r recruit.Record) {
				firstOf(w.svc.Scheduling.Reschedule(w.t.Context(), w.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Duration: 30 * time.Minute}, 0))
			},
			then: []string{"changed this interview in the meantime", "Words here", "It stays: Tue 1 Dec 2026 10:00–10:30"}, presses: 1, done: "does not ask for another time",
		},
		"refuse, once another time again is asked for": {
			before: asks(26 * time.Hour), open: openRefusal, first: []string{"asks for Wed 2 Dec 12:00"},
			meanwhile: asks(50 * time.Hour), then: []string{"What would happen has changed in the meantime", "Words here", "asks for Thu 3 Dec 12:00"}, never: "Wed 2 Dec 12:00",
			presses: 1, done: "Refused; the interview stays at its time",
		},
		"refuse, unheard": {
			before: asks(26 * time.Hour), open: openRefusal, first: []string{"asks for Wed 2 Dec 12:00"},
			meanwhile: asks(50 * time.Hour), quietly: true, then: []string{"asks for Wed 2 Dec 12:00"},
			presses: 2, done: "Refused; the interview stays at its time",
		},
		"people": {
			open: func(w *world, _ recruit.Record) {
				w.profile()
				w.Press("i")
				w.put("kim@acme.example")
				w.Press("enter", "ctrl+s")
				w.Shows("1 invitation", "enter Tell them")
			},
			meanwhile: tell("lee@acme.example"), then: []string{"changed this interview in the meantime", "kim@acme.example", "lee@acme.example", "ctrl+s preview"}, never: "cancellation",
			presses: 1, done: "This will happen: 1 invitation",
		},
		"reschedule": {
			open: func(w *world, r recruit.Record) {
				w.Run(interviews.OpenReschedule(w.app, r.Interview.ID))
				w.Press("tab", "ctrl+u")
				w.put("11:30")
				w.Press("ctrl+s")
				w.Shows("2 updates", "enter Reschedule")
			},
			meanwhile: tell("lee@acme.example"), then: []string{"changed this interview in the meantime", "11:30", "ctrl+s preview"}, never: "2 updates",
			presses: 1, done: "3 updates",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 120, 40, setup{})
			w.connect()
			r := w.scheduled(true)
			w.advance(time.Minute)
			if c.before != nil {
				c.before(w, r)
			}
			c.open(w, r)
			w.Shows(c.first...)
			if c.first != nil {
				w.Type("Words here")
			}
			c.meanwhile(w, r)
			if !c.quietly {
				w.Send(shell.Changed{News: recruit.ChangeSet{{Interview: r.Interview.ID}}})
			}
			w.Shows(c.then...)
			if c.never != "" {
				w.Hides(c.never)
			}
			for n := range c.presses {
				w.Press("ctrl+s")
				if n < c.presses-1 {
					w.Hides(c.done)
					w.Shows("Words here")
				}
			}
			w.Shows(c.done)
			if c.never != "" {
				w.Hides(c.never)
			}
		})
	}
}

// TestUndoBringsEveryFormBack holds that the form is there again, and can be drawn at
// every moment on the way.
func TestUndoBringsEveryFormBack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		open     func(*shell.App, recruit.InterviewID) tea.Cmd
		to, send []string
	}{
		"Reschedule Interview Event": {interviews.OpenReschedule, []string{"tab", "tab"}, []string{"ctrl+s", "enter"}},
		"Cancel this interview?":     {interviews.OpenCancel, nil, []string{"ctrl+s"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 100, 30, setup{})
			w.connect()
			r := w.scheduled(true)
			w.Run(c.open(w.app, r.Interview.ID))
			w.Press(c.to...)
			w.Press("ctrl+u")
			w.put("30 min")
			w.Press(c.send...)
			w.Shows("u undo (8 s)")
			w.Press("u")
			w.Shows(name, "Undone; nothing was sent. Everything you typed is here.", "30 min")
			w.Hides("meanwhile")
			if now := w.record(r); now.Interview.Status != recruit.Scheduled || now.Interview.Duration != 45*time.Minute {
				t.Errorf("interview is %+v", now.Interview)
			}
		})
	}
}
