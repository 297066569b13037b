package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/ui/interviews"
	"recruitty/zoom/zoomsim"
)

func (w *world) record(r recruit.Record) recruit.Record {
	w.t.Helper()
	return firstOf(w.svc.Store.Record(w.t.Context(), r.Interview.ID))
}

// profile shows Priya's.
func (w *world) profile() { w.Press("3", "enter") }

func TestPeopleAreInvitedAndTakenOff(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		r := w.scheduled(true)
		w.profile()
		w.Press("i")
		w.Shows("Who is invited", "Participants", "Dana Ortiz", "Candidate's address", "priya@example.com")
		w.Press("ctrl+s")
		w.Shows("Nobody was added or removed")
		w.Press("backspace")
		w.put("lukasz@acme.example")
		w.Press("enter", "ctrl+s")
		w.Shows("This will happen: 1 invitation · 1 update · 1 cancellation", "dana@acme.example (Dana Ortiz) is told that they are no longer needed",
			"priya@example.com", "lukasz@acme.example sees Tue 1 Dec 10:00–10:45", "Nothing is saved or sent yet")
		if now := w.record(r); now.Interview.Version != 1 || len(now.People) != 2 {
			t.Fatalf("the preview changed it: %+v", now.People)
		}
		w.Press("enter")
		w.Shows("who is invited has changed", "lukasz@acme.example")
		w.advance(9 * time.Second)
		w.work()
		w.Shows("everything above is confirmed")
		w.Press("esc")
		if in := w.record(r).Invited(); len(in) != 2 || in[1].Address != "lukasz@acme.example" {
			t.Errorf("invited are %+v", in)
		}
	}
}

// TestAChangeOfPeopleIsUndone takes back who was invited and who was taken off, in the box
// and on the card, before anyone hears of it.
func TestAChangeOfPeopleIsUndone(t *testing.T) {
	t.Parallel()
	for _, where := range []string{"in the box", "on the card"} {
		w := newWorld(t, 80, 24, setup{})
		w.connect()
		r := w.scheduled(true)
		w.work()
		sent := len(w.record(r).Effects)
		w.profile()
		w.Press("i", "backspace")
		w.put("lukasz@acme.example")
		w.Press("enter", "ctrl+s", "enter")
		w.Shows("held while it can be undone", "u undo (")
		if where == "on the card" {
			w.Press("esc")
			w.Shows("u undo (")
		}
		w.Press("u")
		now := w.record(r)
		if in := now.Invited(); len(in) != 2 || in[1].Address != "dana@acme.example" || len(now.Pending()) != 0 {
			t.Errorf("%s: invited are %+v, on their way are %+v", where, in, now.Pending())
		}
		w.work()
		for _, e := range w.record(r).Effects[sent:] {
			if e.MaybeSent {
				t.Errorf("%s: %s to %s has left", where, e.Kind, e.Target)
			}
		}
	}
}

func TestCandidatesAddressIsCorrectedInTheProfileToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.connect()
	r := w.scheduled(true)
	w.profile()
	w.Press("i", "tab", "ctrl+u")
	w.Shows("the profile and other upcoming interviews follow")
	w.put("priya@new.example")
	w.Press("ctrl+s")
	w.Shows("priya@new.example (Priya Raman) sees", "priya@example.com (Priya Raman) is told")
	w.Press("enter")
	w.work()
	w.Shows("everything above is confirmed")
	now := w.record(r)
	if in := now.Invited(); len(in) != 2 || in[0].Address != "priya@new.example" || in[0].Audience != recruit.ToCandidate {
		t.Errorf("invited are %+v", in)
	}
	if now.Candidate.Email != "priya@new.example" {
		t.Errorf("the profile has %s", now.Candidate.Email)
	}
}

func TestEditedAddressMovesTheInvitations(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.connect()
	r := w.scheduled(true)
	w.profile()
	w.Press("e", "tab")
	w.Hides("upcoming interviews follow")
	w.Press("ctrl+u")
	w.put("priya@new.example")
	w.Shows("upcoming invitations move here; the old address gets a cancellation")
	w.Press("ctrl+s")
	w.Shows("Changed the details of Priya Raman.")
	w.work()
	now := w.record(r)
	if p, ok := now.Person("priya@new.example"); !ok || !p.RemovedAt.IsZero() || p.Audience != recruit.ToCandidate || !now.Settled() {
		t.Errorf("people %+v, effects %+v", now.People, now.Effects)
	}
}

func TestMissingPermissionsDisableWhatNeedsThem(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	if err := w.sim.AddFault(zoomsim.Fault{Operation: "oauth.code", Do: "edit",
		Set: map[string]any{"scope": "meeting:write:meeting user:read:user meeting:read:meeting"}}); err != nil {
		t.Fatal(err)
	}
	w.connect()
	r := w.scheduled(true)
	w.profile()
	w.Shows("r Reschedule (not granted)", "x Cancel (not granted)")
	w.Press("r")
	w.Shows("! Zoom did not grant permission to update a meeting")
	w.Press("x")
	w.Shows("! Zoom did not grant permission to delete a meeting")
	if now := w.record(r); now.Interview.Version != 1 {
		t.Errorf("version %d", now.Interview.Version)
	}
}

// wholeAccount connects the workspace with a server-to-server app.
func (w *world) wholeAccount() {
	w.t.Helper()
	firstOf(w.svc.Accounts.ConnectServerToServer(w.t.Context(), w.robin,
		recruit.ZoomApp{ClientID: zoomsim.AccountAppID, Secret: zoomsim.AccountAppSecret, AccountID: zoomsim.AccountID}))
}

func TestHostIsChosenThroughAConnectionOfTheWholeAccount(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 108, 40, setup{unset: true})
	w.wholeAccount()
	sam := firstOf(w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: "Sam Stranger", Email: "sam@elsewhere.example", Role: recruit.Admin, TimeZone: "UTC"}))
	w.app.SetMember(sam)
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.Shows("Host", "Zoom does not know sam@elsewhere.example in the connected account")
	w.fillIn("tue 1 dec 10am")
	w.Press("shift+tab", "shift+tab", "shift+tab", "ctrl+s")
	w.Shows("This will happen: 1 Zoom meeting")
	w.Press("enter")
	w.advance(9 * time.Second)
	w.work()
	w.Shows("failed, needs you")
	w.Press("esc")
	w.profile()
	w.Press("h")
	w.Shows("Who hosts the Zoom meeting?", "Zoom does not know sam@elsewhere.example")
	w.put("robin@acme.example")
	w.Press("ctrl+s")
	w.Shows("made with this host now")
	w.work()
	all := firstOf(w.svc.Store.Interviews(t.Context(), recruit.InterviewFilter{}))
	if len(all) != 1 || all[0].Meeting == nil || all[0].Meeting.HostEmail != "robin@acme.example" {
		t.Errorf("interviews %+v", all)
	}
}

// TestMoreArePeopleOfAPool invites one more of a pool in the form: who can then is
// chosen for the preview, with the seat, and who cannot is said under the field.
func TestMoreArePeopleOfAPool(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w, d, r := panels(t, size)
		w.profile()
		w.Press("i", "tab")
		w.put("1 of Backed")
		w.Shows("More from pools", "There is no pool")
		w.Press("ctrl+u")
		w.put("1 of Backend")
		w.Shows("those who are free are chosen in the next step")
		d["sam@acme.example"] = []busy.Interval{{Start: r.Interview.Start, End: r.Interview.End(), State: busy.Busy}}
		w.Press("ctrl+s")
		w.reads("1 of Backend cannot be chosen for")
		w.reads("Sam Lee is busy")
		d["sam@acme.example"] = nil
		w.readAgain()
		w.Press("ctrl+s")
		w.Shows("This will happen: 1 invitation", "sam@acme.example")
		w.Press("enter")
		w.work()
		p, _ := w.record(r).Person("sam@acme.example")
		if p.Pool == 0 || p.PoolLevel != "qualified" || !p.Invited() {
			t.Errorf("Sam is invited as %+v", p)
		}
	}
}
