package zoom_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

var (
	confidentialApp = recruit.ZoomApp{ClientID: zoomsim.ConfidentialID, Secret: zoomsim.ConfidentialSecret}
	accountApp      = recruit.ZoomApp{ClientID: zoomsim.AccountAppID, Secret: zoomsim.AccountAppSecret, AccountID: zoomsim.AccountID}
)

// team are the Zoom users of the account; Dana, who recruits, is not among them.
func team() []zoomsim.User {
	return []zoomsim.User{{ID: "u-robin", Email: "robin@acme.example", Type: 2}, {ID: "u-sam", Email: "sam@acme.example", Type: 1}}
}

func TestConnectByDeviceCode(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{PollInterval: time.Second}, confidentialApp)
	signIn, err := o.svc.Accounts.BeginDevice(t.Context(), o.robin)
	if err != nil {
		t.Fatal(err)
	}
	code := signIn.Code()
	if code.UserCode == "" || code.VerificationURI == "" || code.Interval != time.Second || !code.Expiry.After(noon) {
		t.Errorf("code = %+v", code)
	}
	if err := o.sim.ApproveDevice(code.UserCode, "robin@acme.example"); err != nil {
		t.Fatal(err)
	}
	grant, err := signIn.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	st, err := o.svc.Accounts.Finish(t.Context(), o.robin, grant)
	if err != nil || st.State != recruit.Connected || st.Connection.UserEmail != "robin@acme.example" || st.Connection.Kind != recruit.UserApp {
		t.Errorf("status = %+v, %v", st, err)
	}
}

// TestSignInOutlastsAMomentsTrouble: the code is spent when Zoom is asked whose
// account it is, so one bad answer must not cost a person the sign-in.
func TestSignInOutlastsAMomentsTrouble(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		fault zoomsim.Fault
		kind  error
	}{
		{zoomsim.Fault{Operation: "user.get", Do: "html", Times: 2}, nil},
		{zoomsim.Fault{Operation: "user.get", Do: "rate-second", Times: 1}, nil},
		{zoomsim.Fault{Operation: "user.get", Do: "reply", Status: 502, Times: 2}, nil},
		{zoomsim.Fault{Operation: "user.get", Do: "html", Times: -1}, recruit.ErrLater},
	} {
		o := newOffice(t, zoomsim.Options{}, publicApp)
		grant := o.grant()
		o.fault(test.fault)
		if _, err := o.svc.Accounts.ReviewGrant(t.Context(), o.robin, grant, false); !errors.Is(err, test.kind) {
			t.Errorf("%s ×%d: error %v, want %v", test.fault.Do, test.fault.Times, err, test.kind)
		}
	}
}

func TestDeviceCodeRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	if _, err := o.svc.Accounts.BeginDevice(t.Context(), o.robin); !errors.Is(err, recruit.ErrUnsupported) {
		t.Errorf("error %v, want one that offers another way", err)
	}
}

func TestSignInOver(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	signIn, err := o.svc.Accounts.Begin(t.Context(), o.robin, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := signIn.Close(); err != nil {
		t.Fatal(err)
	}
	var p *recruit.Problem
	if _, err := signIn.Wait(t.Context()); !errors.As(err, &p) || !strings.Contains(p.Sentence, "start it again") {
		t.Errorf("error %v", err)
	}
}

func TestServerToServer(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	o := newOffice(t, zoomsim.Options{Users: team()}, recruit.ZoomApp{})
	sam := o.member("Sam Silva", "sam@acme.example", recruit.Recruiter)
	if _, err := o.svc.Accounts.ConnectServerToServer(ctx, sam, accountApp); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a recruiter connects the workspace: %v", err)
	}
	wrong := accountApp
	wrong.Secret = "wrong"
	if _, err := o.svc.Accounts.ConnectServerToServer(ctx, o.robin, wrong); !errors.Is(err, recruit.ErrRejected) {
		t.Errorf("a wrong secret: %v", err)
	}
	if saved, err := o.db.Secret(ctx, recruit.SettingServerSecret); saved != "" || err != nil {
		t.Errorf("a refused secret was saved: %v", err)
	}
	if _, err := o.svc.Accounts.ConnectServerToServer(ctx, o.robin, recruit.ZoomApp{ClientID: "x"}); recruit.FieldOf(err) != "account_id" {
		t.Errorf("an incomplete app: %v", err)
	}
	st, err := o.svc.Accounts.ConnectServerToServer(ctx, o.robin, accountApp)
	if err != nil || st.State != recruit.Connected || !st.Shared || st.Connection.Kind != recruit.ServerToServer || len(st.Missing) != 0 {
		t.Fatalf("status = %+v, %v", st, err)
	}
	draft := o.draft()
	draft.Host = "sam@acme.example"
	m, err := o.provider.CreateMeeting(ctx, st.Connection, draft)
	if err != nil || m.HostEmail != "sam@acme.example" {
		t.Errorf("meeting = %+v, %v", m, err)
	}
	o.clock.Advance(2 * time.Hour)
	if err := o.provider.DeleteMeeting(ctx, st.Connection, m.ID); err != nil {
		t.Errorf("delete with a token that is renewed: %v", err)
	}
	draft = o.draft()
	draft.Host = "dana@acme.example"
	_, err = o.provider.CreateMeeting(ctx, st.Connection, draft)
	if !errors.Is(err, recruit.ErrUnknownUser) || !strings.Contains(recruit.Sentence(err), "dana@acme.example") {
		t.Errorf("an unknown host: %v", err)
	}
	if left, err := o.svc.Accounts.HostCallsLeft(ctx, "sam@acme.example"); left != 99 || err != nil {
		t.Errorf("%d calls left, %v", left, err)
	}
	bye, err := o.svc.Accounts.DisconnectWorkspace(ctx, o.robin)
	if err != nil || !bye.Confirmed {
		t.Errorf("goodbye = %+v, %v", bye, err)
	}
	if saved, err := o.db.Secret(ctx, recruit.SettingServerSecret); saved != "" || err != nil {
		t.Errorf("the secret outlives the connection: %v", err)
	}
}

func TestAdminAppForTheWorkspace(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	o := newOffice(t, zoomsim.Options{Users: team()}, publicApp)
	dana := o.member("Dana Ortiz", "dana@acme.example", recruit.Recruiter)
	if _, err := o.svc.Accounts.FinishForWorkspace(ctx, o.robin, o.grant()); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("one user's access for the workspace: %v", err)
	}
	o.sim.SetScopes(zoomsim.AdminScopes())
	grant := o.grant()
	if _, err := o.svc.Accounts.FinishForWorkspace(ctx, dana, grant); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a recruiter connects the workspace: %v", err)
	}
	st, err := o.svc.Accounts.FinishForWorkspace(ctx, o.robin, grant)
	if err != nil || st.Connection.OwnerID != 0 || st.Connection.Kind != recruit.AdminApp || !st.Shared {
		t.Fatalf("status = %+v, %v", st, err)
	}
	for whole, want := range map[bool]string{
		true:  "The workspace was connected as robin@acme.example and you signed in as sam@acme.example. The earlier access is revoked at Zoom.",
		false: "",
	} {
		arrival, err := o.svc.Accounts.ReviewGrant(ctx, o.robin, o.grantOf("sam@acme.example"), whole)
		if got := strings.Join(arrival.Endings(), " "); err != nil || got != want {
			t.Errorf("for the workspace %v: %q, %v", whole, got, err)
		}
	}
	for name, test := range map[string]struct {
		organiser recruit.Member
		chosen    string
		want      scheduling.Hosting
	}{
		"the one who connected":  {organiser: o.robin, want: scheduling.Hosting{Host: "robin@acme.example", Plan: recruit.PlanLicensed}},
		"someone without Zoom":   {organiser: dana, want: scheduling.Hosting{Host: "dana@acme.example", Plan: recruit.PlanUnknown, Unknown: true, Offer: "robin@acme.example"}},
		"the connected user":     {organiser: dana, chosen: "robin@acme.example", want: scheduling.Hosting{Host: "robin@acme.example", Plan: recruit.PlanLicensed}},
		"a Basic user instead":   {organiser: o.robin, chosen: "sam@acme.example", want: scheduling.Hosting{Host: "sam@acme.example", Plan: recruit.PlanBasic, Offer: "robin@acme.example"}},
		"someone without, again": {organiser: dana, want: scheduling.Hosting{Host: "dana@acme.example", Plan: recruit.PlanUnknown, Unknown: true, Offer: "robin@acme.example"}},
	} {
		h, err := o.svc.Scheduling.Hosting(ctx, test.organiser, test.chosen)
		h.Via = recruit.Connection{}
		if err != nil || h.Host != test.want.Host || h.Plan != test.want.Plan || h.Unknown != test.want.Unknown || h.Offer != test.want.Offer {
			t.Errorf("%s: %+v, %v", name, h, err)
		}
	}
	if n := o.sim.Count("user.get"); n > 7 {
		t.Errorf("Zoom was asked %d times about three users", n)
	}
	w, err := o.svc.Scheduling.Warnings(ctx, dana, recruit.ScheduleRequest{}, 0)
	if err != nil || !slices.ContainsFunc(w, func(w scheduling.Warning) bool {
		return w.Field == "host" && strings.Contains(w.Sentence, "let robin@acme.example host")
	}) {
		t.Errorf("warnings = %+v, %v", w, err)
	}
	// Nobody waits for a Zoom that is away.
	o.fault(zoomsim.Fault{Operation: "user.get", Do: "html", Times: -1})
	o.clock.Advance(time.Hour / 2)
	if w, err := o.svc.Scheduling.Warnings(ctx, dana, recruit.ScheduleRequest{}, 0); err != nil || slices.ContainsFunc(w, func(w scheduling.Warning) bool { return w.Field != "mail" }) {
		t.Errorf("warnings while Zoom is away = %+v, %v", w, err)
	}
}

// Each permission can be missing alone; then exactly the action that needs it
// is refused, with the reason.
func TestMissingPermissions(t *testing.T) {
	t.Parallel()
	for i, need := range zoom.Permissions() {
		t.Run(need.Name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, zoomsim.Options{}, publicApp)
			o.sim.SetScopes(slices.Delete(zoomsim.UserScopes(), slices.Index(zoomsim.UserScopes(), need.Scope), slices.Index(zoomsim.UserScopes(), need.Scope)+1))
			grant := o.grant()
			if lacks := o.svc.Accounts.MissingScopes(grant); len(lacks) != map[bool]int{true: 1}[need.Required] {
				t.Errorf("lacks %+v", lacks)
			}
			st, err := o.svc.Accounts.Finish(t.Context(), o.robin, grant)
			if err != nil || len(st.Missing) != 1 || st.Missing[0].Scope != need.Scope {
				t.Fatalf("status = %+v, %v", st, err)
			}
			for j, other := range []recruit.Operation{recruit.ToCreateMeeting, recruit.ToUpdateMeeting, recruit.ToDeleteMeeting,
				recruit.ToViewUser, recruit.ToReadMeeting, recruit.ToListMeetings} {
				err := o.svc.Accounts.Able(t.Context(), o.robin, other)
				if (i == j) != errors.Is(err, recruit.ErrScope) || i == j && !strings.Contains(recruit.Sentence(err), need.Scope) {
					t.Errorf("%s: %v", other, err)
				}
			}
		})
	}
}

func TestCallsLeft(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	via := o.connect()
	left := func(want int) {
		t.Helper()
		if got, err := o.svc.Accounts.CallsLeft(ctx, via); got != want || err != nil {
			t.Errorf("%d calls left, %v; want %d", got, err, want)
		}
	}
	left(100)
	m, err := o.provider.CreateMeeting(ctx, via, o.draft())
	if err != nil {
		t.Fatal(err)
	}
	left(99)
	if err := o.provider.UpdateMeeting(ctx, via, m.ID, o.draft()); err != nil {
		t.Fatal(err)
	}
	left(98)
	o.fault(zoomsim.Fault{Operation: "meeting.create", Do: "rate-second"}, zoomsim.Fault{Operation: "meeting.create", Do: "drop-after-effect"})
	for range 2 {
		if _, err := o.provider.CreateMeeting(ctx, via, o.draft()); err == nil {
			t.Error("a fault did not show")
		}
	}
	left(97) // what was refused at once does not count, what was lost may
	if err := o.provider.DeleteMeeting(ctx, via, m.ID); err != nil {
		t.Fatal(err)
	}
	left(97)
	o.fault(zoomsim.Fault{Operation: "meeting.create", Do: "rate-host"})
	if _, err := o.provider.CreateMeeting(ctx, via, o.draft()); !errors.Is(err, recruit.ErrLater) {
		t.Error(err)
	}
	left(0) // Zoom said so
	o.clock.Advance(24 * time.Hour)
	left(100)
}

// A meeting that Zoom made otherwise than asked for, and kept, is found by its
// reference and removed before another one is made.
func TestWrongMeetingIsNotForgotten(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	via := o.connect()
	o.fault(zoomsim.Fault{Operation: "meeting.create", Do: "edit", Set: map[string]any{"start_time": "2026-12-24T18:00:00Z"}},
		zoomsim.Fault{Operation: "meeting.delete", Do: "html"})
	_, err := o.provider.CreateMeeting(ctx, via, o.draft())
	var p *recruit.Problem
	if !errors.As(err, &p) || p.Kind != recruit.ErrLost || p.MeetingID != o.sim.Meetings()[0].ID {
		t.Fatalf("error %v", err)
	}
	o.sim.ChangeMeeting(p.MeetingID, func(m *zoomsim.Meeting) { m.Start = m.Start.Add(time.Hour) })
	if _, err := o.provider.FindMeeting(ctx, via, o.draft()); !errors.Is(err, recruit.ErrGone) {
		t.Errorf("looked up: %v", err)
	}
	if n := len(o.sim.Meetings()); n != 0 {
		t.Errorf("%d meetings are left behind", n)
	}
}
