package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/connect"
	"recruitty/ui/interviews"
	"recruitty/zoom/zoomsim"
)

// zoomUsers are Zoom users: Robin on Basic, Dana with a licence.
func zoomUsers() zoomsim.Options {
	return zoomsim.Options{Users: []zoomsim.User{
		{ID: "u-robin", Email: "robin@acme.example", FirstName: "Robin", LastName: "Reyes", Type: 1},
		{ID: "u-dana", Email: "dana@acme.example", FirstName: "Dana", LastName: "Ortiz", Type: 2}}}
}

func TestTheFormOffersFortyMinutesToABasicHost(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{zoom: zoomUsers()})
		w.connect()
		w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
		w.fillIn("tue 1 dec 10am")
		w.Press("tab", "tab")
		w.Shows("Zoom ends meetings of a Basic host", "ctrl+l takes 40 min")
		w.Hides("ctrl+g")
		w.Press("ctrl+g") // nobody else can host
		w.Press("ctrl+l")
		w.Shows("40 min")
		w.Hides("Zoom ends meetings", "ctrl+l")
		w.Press("ctrl+u")
		w.put("1h")
		w.Shows("ctrl+l takes 40 min")
		w.Press("ctrl+s")
		w.Shows("Zoom ends meetings of a Basic host (robin@acme.example)", "This will happen: 1 Zoom meeting")
		w.Press("esc", "ctrl+l", "ctrl+s")
		w.Shows("10:00–10:40 Lisbon")
		w.Hides("Zoom ends meetings")
	}
}

func TestTheFormOffersALicensedHost(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 108, 40, setup{zoom: zoomUsers()})
	w.connect()
	w.wholeAccount()
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.fillIn("tue 1 dec 10am")
	w.Shows("Zoom ends meetings of a Basic host", "ctrl+g lets dana@acme.example (Licensed) host")
	w.Press("ctrl+g")
	w.Shows("dana@acme.example")
	w.Hides("Zoom ends meetings")
	w.Press("ctrl+s", "enter")
	w.advance(9 * time.Second)
	w.work()
	all := firstOf(w.svc.Store.Interviews(t.Context(), recruit.InterviewFilter{}))
	if len(all) != 1 || all[0].Meeting == nil || all[0].Meeting.HostEmail != "dana@acme.example" {
		t.Errorf("interviews %+v", all)
	}
}

func TestRescheduleOffersFortyMinutes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 108, 40, setup{zoom: zoomUsers()})
	w.connect()
	r := w.scheduled(true)
	w.Run(interviews.OpenReschedule(w.app, r.Interview.ID))
	w.Shows("Zoom ends meetings of a Basic host (robin@acme.example)", "ctrl+l takes 40 min", "Zoom keeps the host of a meeting")
	w.Press("ctrl+l")
	w.Hides("Zoom ends meetings")
	w.Press("ctrl+s")
	w.Shows("10:00–10:40 Lisbon")
	w.Hides("Zoom ends meetings")
}

func TestANoToMissingPermissionsGivesTheAccessBack(t *testing.T) {
	t.Parallel()
	for _, confirmed := range []bool{true, false} {
		w := newWorld(t, 120, 40, setup{remote: true, zoom: zoomsim.Options{RefusePublicRevoke: !confirmed}})
		w.sim.SetScopes([]string{"meeting:write:meeting", "user:read:user"})
		w.Run(connect.OpenConnect(w.app, nil))
		w.Press("enter")
		w.put(firstOf(zoomsim.Approve(t.Context(), nil, w.address(), "robin@acme.example")))
		w.Shows("Zoom did not grant everything", "Cancelling")
		w.advance(time.Second) // keys count again
		w.Press("esc")
		if confirmed {
			w.Shows("Zoom confirmed that access has been revoked")
		} else {
			w.Shows("did not confirm", "Added apps", "esc close")
		}
		w.Hides("Connect Zoom", "◌")
		if w.sim.Count("oauth.revoke") == 0 {
			t.Error("the access stays at Zoom")
		}
	}
}

func TestOneSignInForEachZoomUser(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{remote: true, zoom: zoomUsers()})
	w.connect()
	dana := firstOf(w.svc.Store.MemberByEmail(t.Context(), "dana@acme.example"))
	dana.Role = recruit.Admin
	dana = firstOf(w.svc.Team.Update(t.Context(), w.robin, dana))
	w.app.SetMember(dana)
	w.Run(connect.OpenConnect(w.app, nil))
	w.Shows("one sign-in for each user", "Robin Reyes")
	w.Press("enter")
	w.put(firstOf(zoomsim.Approve(t.Context(), nil, w.address(), "robin@acme.example")))
	w.Shows("which ended the connection of Robin Reyes")
	w.advance(time.Second)
	w.Press("enter")
	w.Shows("connected again with another Zoom user")
	w.advance(time.Second)
	w.Press("esc")
	w.Shows("● Connected")
	old := firstOf(w.svc.Accounts.Status(t.Context(), w.robin))
	if old.State != recruit.ReauthRequired {
		t.Errorf("the connection that Zoom ended is %s", old.State)
	}
}
