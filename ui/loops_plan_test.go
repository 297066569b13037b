package ui_test

import (
	"errors"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/loops"
	"recruitty/recruit/pools"
)

// backend is a pool with Dana in it.
func (w *world) backend() pools.Pool {
	w.t.Helper()
	p := firstOf(w.svc.Pools.Add(w.t.Context(), w.robin, pools.Pool{Name: "Backend"}))
	return firstOf(w.svc.Pools.SetMember(w.t.Context(), w.robin, p.ID, w.dana.ID, pools.Qualified))
}

// TestAPlanIsWrittenOnTheScreen walks from a job to the plan of a stage: what is
// understood stands under the sessions, what is not names its line, and a removed plan is
// brought back.
func TestAPlanIsWrittenOnTheScreen(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.backend()
		w.Press("2", "enter", "p")
		w.Shows("Interview plans of Staff Engineer, Storage", "Screening", "none yet")
		w.Press("x")
		w.Shows("This stage has no interview plan")
		w.Press("enter")
		w.Shows("Interview plan of", "One session on each line", "such as: Technical interview, 60 min, 1 of Backend")
		w.put("Technical interview, 60 min, 1 of Backend\nManager, 45 min, zoe@acme.example")
		w.Shows("1. Technical interview: 1h, 1 of Backend", "Line 2: “zoe@acme.example”")
		w.Press("ctrl+s")
		w.Shows("Line 2:")
		w.Press("ctrl+u")
		w.put("Manager, 45 min, robin@acme.example, phone")
		w.Shows("2. Manager: 45 min, Robin Reyes, Phone")
		w.Press("tab", "right", "tab", "ctrl+u")
		w.put("soon")
		w.Press("ctrl+s")
		w.Shows("Interview plan of")
		w.Press("ctrl+u")
		w.put("5 min")
		w.Press("ctrl+s")
		w.Shows("Saved the interview plan of", "2 sessions, 1h45, in this order, same day, 5 min to 30 min")
		p := firstOf(w.svc.Loops.Plans(t.Context(), w.job.ID, false))[0]
		if p.MinGap != 5*time.Minute || !p.FixedOrder || len(p.Sessions) != 2 {
			t.Errorf("the plan is %+v", p)
		}
		w.Press("x")
		w.Shows("Removed the interview plan", "removed")
		if _, err := w.svc.Loops.Plan(t.Context(), w.job.ID, p.Stage, false); !errors.Is(err, recruit.ErrNotFound) {
			t.Errorf("the plan is there: %v", err)
		}
		w.Press("r")
		w.Shows("Brought back the interview plan", "2 sessions")
		w.Press("e")
		w.put("\nBar raiser, 30 min, dana@acme.example")
		w.Press("esc")
		w.Shows("Closed; what you typed is kept")
		w.Press("e")
		w.Shows("Bar raiser")
	}
}

// TestAPlanThatSomebodyElseChanges holds that a plan which was changed meanwhile is not
// overwritten unseen, and that one whose people have left says so.
func TestAPlanThatSomebodyElseChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	pool, ctx := w.backend(), t.Context()
	known := firstOf(w.svc.Loops.Known(ctx))
	p := loops.New(w.job.ID, firstOf(w.svc.Store.Job(ctx, w.job.ID)).Stages[0])
	p.Sessions = firstOf(loops.ParseSessions("Technical, 1h, 1 of Backend", known))
	p = firstOf(w.svc.Loops.Save(ctx, w.robin, p))
	w.Press("2", "enter", "p", "e", "tab", "right")
	p.Days = 2
	firstOf(w.svc.Loops.Save(ctx, w.robin, p))
	w.Press("ctrl+s")
	w.Shows("Someone else has")
	w.Press("ctrl+s")
	w.Shows("Saved the interview plan")
	if now := firstOf(w.svc.Loops.Plan(ctx, w.job.ID, p.Stage, false)); !now.FixedOrder || now.Days != 2 {
		t.Errorf("the plan is %+v", now)
	}
	firstOf(w.svc.Pools.Remove(ctx, w.robin, pool.ID))
	w.Press("esc", "p")
	w.Shows("the pool Backend (Technical) was removed")
}
