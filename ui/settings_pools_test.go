package ui_test

import (
	"fmt"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/pools"
	"recruitty/ui/shell"
)

// poolsSettings goes to Settings, Pools.
func (w *world) poolsSettings() {
	w.t.Helper()
	w.Run(w.app.Goto(shell.Settings))
	w.Run(w.app.ShowPart(shell.PoolsPart, ""))
}

// TestPoolsAreKeptOnTheScreen walks from the empty list to a pool with members at
// levels, renames it, removes it and brings it back.
func TestPoolsAreKeptOnTheScreen(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.poolsSettings()
		w.Shows("There are no pools yet", "A pool is a group", "to add")
		w.Press("x")
		w.Shows("There is nothing here to choose")
		w.Press("a")
		w.Shows("Add a pool", "can stand in for each other")
		w.put("Backend")
		w.Press("tab", "ctrl+u")
		w.put("many")
		w.Press("ctrl+s")
		w.Shows("is not a number of interviews")
		w.Press("ctrl+u")
		w.put("1")
		w.Press("ctrl+s")
		w.Shows("Added the pool Backend", "none yet", "1 interview as a shadow, then 2 as a")
		w.Press("enter")
		w.Shows("Pool Backend", "This pool has no members yet")
		w.Press("a")
		w.put("zo")
		w.Shows("is not in the team")
		w.Press("ctrl+u")
		w.put("dana, robin")
		w.Shows("Dana Ortiz, Robin Reyes")
		w.Press("ctrl+s")
		w.Shows("qualified in Backend", "2 members", "Dana Ortiz", "Robin Reyes")
		w.Press("e", "right", "right")
		w.Shows("Dana Ortiz in Backend", "Now qualified", "sits in, 1 interview")
		w.Press("ctrl+s")
		w.Shows("shadow, 0 of 1 interview")
		w.Press("down", "x")
		w.Shows("Took Robin Reyes out of Backend", "1 member")
		w.Press("esc")
		w.Shows("Dana Ortiz (0 of 1 interview)", "none yet")
		w.Press("e", "ctrl+u")
		w.put("Backend interviewers")
		w.Press("ctrl+s")
		w.Shows("Saved the pool Backend interviewers")
		w.Press("r")
		w.Shows("This pool is in use")
		w.Press("x")
		w.Shows("Removed the pool Backend interviewers", "removed")
		w.Press("e")
		w.Shows("r brings it back")
		w.Press("r")
		w.Shows("Brought back the pool", "! none yet")
		all := firstOf(w.svc.Pools.List(t.Context(), false))
		if len(all) != 1 || len(all[0].At(pools.Shadow)) != 1 || all[0].Shadows != 1 {
			t.Errorf("pools are %+v", all)
		}
	}
}

// TestAPoolThatSomebodyElseChanges holds that a pool which was changed meanwhile is not
// overwritten unseen.
func TestAPoolThatSomebodyElseChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	pool := firstOf(w.svc.Pools.Add(t.Context(), w.robin, pools.Pool{Name: "Backend", Shadows: 1, Reversed: 1}))
	w.poolsSettings()
	w.Press("e", "ctrl+u")
	w.put("Servers")
	firstOf(w.svc.Pools.SetMember(t.Context(), w.robin, pool.ID, w.dana.ID, pools.Qualified))
	w.Press("ctrl+s")
	w.Shows("Someone else has")
	w.Press("ctrl+s")
	w.Shows("Saved the pool Servers")
	if now := firstOf(w.svc.Pools.Find(t.Context(), "Servers")); len(now.Members) != 1 {
		t.Errorf("the pool is %+v", now)
	}
}

// TestPoolsAreForThoseWhoSeeEverything holds what an interviewer and a read-only member
// see of the pools.
func TestPoolsAreForThoseWhoSeeEverything(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	firstOf(w.svc.Pools.Add(t.Context(), w.robin, pools.Pool{Name: "Backend"}))
	w.app.SetMember(w.dana)
	w.poolsSettings()
	w.Shows("for those who see the whole workspace")
	w.Hides("Backend")
	w.app.SetMember(firstOf(w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: "Vic Low", Email: "vic@acme.example", TimeZone: "UTC", Role: recruit.ReadOnly})))
	w.Send(shell.Changed{})
	w.Shows("Backend")
	w.Press("a")
	w.Shows("read-only")
	w.Press("enter", "a")
	w.Shows("This pool has no members yet", "read-only")
}

// TestSettingsListsSayWhatIsOutOfSight holds that a list that does not fit says how many
// rows are above and below (R17), and that a calendar that needs someone stands first.
func TestSettingsListsSayWhatIsOutOfSight(t *testing.T) {
	t.Parallel()
	w, reader, _ := calendarWorld(t, 80, 24)
	ctx, free := t.Context(), w.svc.Availability
	for n := range 14 {
		firstOf(w.svc.Pools.Add(ctx, w.robin, pools.Pool{Name: fmt.Sprintf("Pool %02d", n)}))
	}
	var last availability.Source
	for n := range 7 {
		last = firstOf(free.Connect(ctx, w.robin, availability.Connection{Kind: busy.Feed, Owner: w.robin.ID, URL: fmt.Sprintf("https://feed%d.example.com/a.ics", n)}))
	}
	firstOf(free.Sync(ctx, w.robin, availability.Which{All: true}))
	reader.err = recruit.ErrNotFound
	w.advance(time.Second)
	_, _ = free.Sync(ctx, w.robin, availability.Which{Sources: []availability.SourceID{last.ID}})
	w.Run(w.app.Broadcast(shell.Changed{}))
	w.Shows("more below", "feed6.example.com", "! trouble")
	w.poolsSettings()
	w.Shows("Pool 00", "more below")
	w.Hides("more above")
	w.Press("G")
	w.Shows("Pool 13", "more above")
	w.Hides("more below")
}
