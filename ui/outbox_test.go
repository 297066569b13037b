package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
)

// stuck leaves the first effect of a kind for a person to decide.
func (w *world) stuck(r recruit.Record, kind recruit.EffectKind, state recruit.EffectState, why string) {
	w.t.Helper()
	r = w.record(r)
	for _, e := range r.Effects {
		if e.Kind == kind {
			e.State, e.MaybeSent, e.Attempts, e.NextAttempt, e.Error = state, state == recruit.Unknown, 3, time.Time{}, why
			firstOf(w.db.Commit(w.t.Context(), recruit.Commit{Interview: r.Interview, People: r.People, Effects: []recruit.Effect{e}}))
			return
		}
	}
	w.t.Fatalf("there is no %s", kind)
}

func TestMeetingThatIsAtZoomIsAdopted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.connect()
	r := w.scheduled(false)
	w.stuck(r, recruit.ZoomCreate, recruit.Unknown, "Zoom's answer was lost.")
	w.Press("5")
	w.Shows("outcome unknown, needs you", "a it is in Zoom", "n not in Zoom")
	w.Press("a")
	w.Shows("It is in Zoom", "Link or number")
	w.put("12 34")
	w.Shows("A Zoom meeting has a number of 9 to 11 digits")
	w.Press("ctrl+s")
	w.Shows("✗ A Zoom meeting has a number of 9 to 11 digits")
	w.Press("ctrl+u")
	w.put("https://acme.zoom.us/j/82914375521?pwd=abc")
	w.Shows("meeting 829 1437 5521, joined at", "https://acme.zoom.us/j/82914375521?pwd=abc")
	w.Hides("✗ A Zoom meeting has a number")
	w.Press("ctrl+s")
	w.Shows("Taken: Zoom meeting 829 1437 5521")
	m := w.record(r).Interview.Meeting
	if m == nil || m.ID != 82914375521 || m.HostEmail != "robin@acme.example" || m.ConnectionID == 0 {
		t.Errorf("meeting is %+v", m)
	}
}

func TestWrongAddressIsCorrectedFromTheOutbox(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.connect()
	r := w.scheduled(true)
	w.stuck(r, recruit.MailInvite, recruit.Failed, "There is no mailbox with this address.")
	w.Press("5")
	w.Shows("failed, needs you: There is no ma", "e edit address")
	w.Press("e")
	w.Shows("Correct an address", "priya@example.com")
	w.Press("ctrl+u")
	w.put("priya")
	w.Press("ctrl+s")
	w.Shows("is not an email address")
	w.put("@right.example")
	w.Press("ctrl+s")
	w.Shows("the invitation goes to priya@right.example")
	w.work()
	in := w.record(r).Invited()
	if len(in) != 2 || in[0].Address != "priya@right.example" || in[0].Name != "Priya Raman" {
		t.Errorf("invited are %+v", in)
	}
}

func TestWhatWasHeldBackSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.connect()
	w.scheduled(false)
	w.advance(30 * 24 * time.Hour)
	w.work()
	w.Press("5")
	w.Shows("held back, needs you: The intervi")
	w.Hides("r try now", "failed")
	w.Press("r")
	w.Shows("! The interview has begun already")
}

// TestZoomIsConnectedFromTheOutbox holds that who reads there that Zoom has to be connected
// again can do it there, and that nothing else offers it.
func TestZoomIsConnectedFromTheOutbox(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.connect()
	w.sim.RevokeAll()
	w.sim.ExpireAccess()
	w.scheduled(true)
	w.Press("5")
	w.Shows("Zoom no longer accepts this connection", "c connect Zoom")
	w.Press("j")
	w.Hides("connect Zoom")
	w.Press("k", "c")
	w.Shows("Connect Zoom", "esc cancel")
}
