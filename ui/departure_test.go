package ui_test

import (
	"errors"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/zoom/zoomsim"
)

// TestRemovingAMemberSaysWhatEndsAndWhatStays goes through the question, with the
// access to Zoom revoked and with it taken over.
func TestRemovingAMemberSaysWhatEndsAndWhatStays(t *testing.T) {
	t.Parallel()
	for _, keep := range []bool{false, true} {
		for _, size := range [][2]int{{80, 24}, {120, 40}} {
			w := newWorld(t, size[0], size[1], setup{})
			ctx := t.Context()
			al := firstOf(w.svc.Team.Add(ctx, w.robin, recruit.Member{Name: "Al Moss", Email: "al@acme.example", TimeZone: "Europe/Lisbon"}))
			sign := firstOf(w.svc.Accounts.Begin(ctx, al, false))
			firstOf(w.svc.Accounts.Finish(ctx, al, firstOf(sign.Paste(ctx, firstOf(zoomsim.Approve(ctx, nil, sign.URL(), "al@acme.example"))))))
			firstOf(w.overbook(ctx, al, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Talk",
				Start: w.clock().AddDate(0, 0, 9), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute}, 0))
			firstOf(w.overbook(ctx, w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Panel", Platform: recruit.Phone, Place: "+351 1",
				Start: w.clock().AddDate(0, 0, 10), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Participants: []string{al.Email}}, 0))
			w.work()
			w.team()
			w.Press("home", "x")
			w.Shows("Remove Al Moss?", "Their access to Zoom as al@acme.example is revoked.", "They organise 1 upcoming interview", "z takes their access", "No", "Remove")
			if size[1] == 40 {
				w.Shows("They are still invited to 1 upcoming interview", "Priya Raman, Panel, organised by Robin Reyes")
			}
			if keep {
				w.Press("z")
				w.Shows("You take over their access to Zoom", "z revokes the access")
				w.Hides("Their access to Zoom as al@acme.example is revoked.")
			}
			w.Press("enter")
			w.Hides("Remove Al Moss?")
			if firstOf(w.svc.Store.Member(ctx, al.ID)).Removed() {
				t.Fatal("no removed them all the same")
			}
			w.Press("x")
			if keep {
				w.Press("z")
			}
			w.Press("right", "enter")
			w.Shows("Al Moss has left the team", "Al Moss can no longer act here.", "listed in Settings, Team under o", "esc close")
			c, err := w.svc.Store.ConnectionOf(ctx, al.ID)
			if keep {
				w.Shows("You are responsible for their access to Zoom")
				if err != nil || c.KeeperID != w.robin.ID {
					t.Errorf("the connection is %+v, %v", c, err)
				}
			} else {
				w.Shows("Zoom has confirmed that their access is revoked.")
				if !errors.Is(err, recruit.ErrNotFound) {
					t.Errorf("the connection is %+v, %v", c, err)
				}
			}
			w.Press("esc")
			w.Hides("has left the team", "Al Moss")
		}
	}
}

// TestWhoHasLeftIsLetGo holds that the session of someone who is removed in
// another window ends and says why; that of a visitor its host ends.
func TestWhoHasLeftIsLetGo(t *testing.T) {
	t.Parallel()
	for _, remote := range []bool{false, true} {
		w := newWorld(t, 80, 24, setup{remote: remote})
		other := firstOf(w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: "Al Moss", Email: "al@acme.example", TimeZone: "Europe/Lisbon", Role: recruit.Admin}))
		firstOf(w.svc.Team.Remove(t.Context(), other, w.robin.ID))
		w.Send(shell.Changed{})
		if err := w.app.Ended(); w.Quit == remote || (err == nil) != remote {
			t.Errorf("remote %v: ended %v, %v", remote, w.Quit, err)
		}
	}
}
