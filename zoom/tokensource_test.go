package zoom_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/services"
	"recruitty/store"
	"recruitty/store/storetest"
	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// office is a workspace in a real file, connected to a simulated Zoom.
type office struct {
	t        *testing.T
	sim      *zoomsim.Server
	clock    *clock
	dir      string
	db       *store.DB
	svc      *services.Services
	provider *zoom.Provider
	log      *bytes.Buffer
	logger   *slog.Logger
	app      recruit.ZoomApp
	robin    recruit.Member
}

// newOffice opens a workspace with one admin whose Zoom is not connected yet.
func newOffice(t *testing.T, options zoomsim.Options, app recruit.ZoomApp) *office {
	t.Helper()
	o := &office{t: t, clock: &clock{now: noon}, dir: storetest.Folder(t), log: &bytes.Buffer{}, app: app}
	o.logger = slog.New(slog.NewTextHandler(o.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	options.Clock = o.clock.Now
	o.sim = zoomsim.New(options)
	stop, err := o.sim.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	o.db, o.provider = o.process("first")
	env := recruit.Environment{ZoomClientID: app.ClientID, ZoomSecret: app.Secret, ZoomAccount: app.AccountID}
	o.svc = services.New(o.db, o.provider, noPost{}, env, o.clock.Now)
	o.robin = o.member("Robin Reyes", "robin@acme.example", recruit.Admin)
	return o
}

// process opens the workspace once more, as another recruitty does.
func (o *office) process(owner string) (*store.DB, *zoom.Provider) {
	o.t.Helper()
	db, err := store.Open(o.t.Context(), o.dir, store.Options{Clock: o.clock.Now})
	if err != nil {
		o.t.Fatal(err)
	}
	transport := &http.Transport{}
	o.t.Cleanup(func() {
		transport.CloseIdleConnections()
		db.Close()
	})
	return db, zoom.NewProvider(zoom.ProviderOptions{
		App: o.signInApp, ServerApp: func(ctx context.Context) (recruit.ZoomApp, error) { return o.svc.Settings.ServerApp(ctx) },
		Vault: db, APIBase: o.sim.APIBase(), OAuthBase: o.sim.OAuthBase(), Owner: owner, Now: o.clock.Now, After: soon,
		Client: &http.Client{Transport: transport}, Agent: "recruitty/test",
		Log: o.logger,
	})
}

// soon waits as a process does, a hundred times as fast.
func soon(d time.Duration) <-chan time.Time { return time.After(d / 100) }

// member adds someone to the team.
func (o *office) member(name, email string, role recruit.Role) recruit.Member {
	o.t.Helper()
	m, err := o.svc.Team.Add(o.t.Context(), o.robin, recruit.Member{Name: name, Email: email, Role: role, TimeZone: "Europe/Lisbon"})
	if err != nil {
		o.t.Fatal(err)
	}
	return m
}

// signInApp is the app for sign-ins as a test sets it.
func (o *office) signInApp(context.Context) (recruit.ZoomApp, error) {
	if o.app.AccountID != "" {
		return recruit.ZoomApp{}, nil
	}
	return o.app, nil
}

// grant signs Robin in through the simulator's pages.
func (o *office) grant() recruit.Grant { return o.grantOf("robin@acme.example") }

// grantOf is what a user of Zoom grants.
func (o *office) grantOf(user string) recruit.Grant {
	o.t.Helper()
	signIn, err := o.svc.Accounts.Begin(o.t.Context(), o.robin, false)
	if err != nil {
		o.t.Fatal(err)
	}
	defer signIn.Close()
	ended, err := zoomsim.Approve(o.t.Context(), nil, signIn.URL(), user)
	if err != nil {
		o.t.Fatal(err)
	}
	grant, err := signIn.Paste(o.t.Context(), ended)
	if err != nil {
		o.t.Fatal(err)
	}
	return grant
}

// connect makes Robin's own connection.
func (o *office) connect() recruit.Connection {
	o.t.Helper()
	st, err := o.svc.Accounts.Finish(o.t.Context(), o.robin, o.grant())
	if err != nil {
		o.t.Fatal(err)
	}
	return st.Connection
}

// fault arms the simulator.
func (o *office) fault(faults ...zoomsim.Fault) {
	o.t.Helper()
	if err := o.sim.AddFault(faults...); err != nil {
		o.t.Fatal(err)
	}
}

// draft is a meeting an hour ahead.
func (o *office) draft() recruit.MeetingDraft {
	return recruit.MeetingDraft{Reference: "rct-abcdefghjkmn", Topic: "Technical interview", Start: o.clock.Now().Add(time.Hour),
		Duration: 45 * time.Minute, TimeZone: "Europe/Lisbon"}
}

// state is how the connection stands now.
func (o *office) state(id recruit.ConnectionID) recruit.Connection {
	o.t.Helper()
	c, err := o.db.Connection(o.t.Context(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	return c
}

// silent fails the test if a credential of the connection shows in the log.
func (o *office) silent(id recruit.ConnectionID) {
	o.t.Helper()
	tokens, err := o.db.Tokens(o.t.Context(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	for _, secret := range []string{tokens.Access, tokens.Refresh, "sim_access_", "sim_refresh_", "start_url"} {
		if secret != "" && strings.Contains(o.log.String(), secret) {
			o.t.Errorf("the log holds a credential: %s", o.log)
		}
	}
}

var publicApp = recruit.ZoomApp{ClientID: zoomsim.PublicID}

func TestOneRefreshForEverybody(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	via := o.connect()
	o.sim.ExpireAccess()
	var providers []*zoom.Provider
	for n := range 5 {
		_, p := o.process(fmt.Sprintf("process %d", n))
		providers = append(providers, p, p) // two goroutines in each
	}
	var wg sync.WaitGroup
	failed := make(chan error, len(providers))
	for _, p := range providers {
		wg.Go(func() {
			_, err := p.CreateMeeting(t.Context(), via, o.draft())
			failed <- err
		})
	}
	wg.Wait()
	for range providers {
		if err := <-failed; err != nil {
			t.Errorf("create: %v", err)
		}
	}
	if n := o.sim.Count("oauth.refresh"); n != 1 {
		t.Errorf("%d refreshes, want exactly one", n)
	}
	if n := len(o.sim.Meetings()); n != len(providers) {
		t.Errorf("%d meetings", n)
	}
	if c := o.state(via.ID); c.State != recruit.Connected {
		t.Errorf("state = %s (%s)", c.State, c.LastError)
	}
	o.silent(via.ID)
}

// Whoever waited while another lost the answer to a refresh does not ask in
// vain: the refresh token is spent, and a person has to connect again.
func TestLostRefreshEndsForEverybody(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	via := o.connect()
	o.sim.ExpireAccess()
	o.fault(zoomsim.Fault{Operation: "oauth.refresh", Do: "drop-after-effect"})
	var wg sync.WaitGroup
	failed := make(chan error, 10)
	for n := range cap(failed) {
		_, p := o.process(fmt.Sprintf("process %d", n))
		wg.Go(func() {
			_, err := p.CreateMeeting(t.Context(), via, o.draft())
			failed <- err
		})
	}
	wg.Wait()
	for range cap(failed) {
		if err := <-failed; !errors.Is(err, recruit.ErrReconnect) || !strings.Contains(err.Error(), "answer was lost") {
			t.Errorf("create: %v, want the reason for a reconnect", err)
		}
	}
	if n := o.sim.Count("oauth.refresh"); n != 2 {
		t.Errorf("%d refreshes, want one and its repetition", n)
	}
	if c := o.state(via.ID); c.State != recruit.ReauthRequired {
		t.Errorf("state = %s", c.State)
	}
}

// A page of someone in between is not Zoom's word that the connection is dead.
func TestPageInsteadOfAnswerKeepsConnection(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	via := o.connect()
	o.fault(zoomsim.Fault{Operation: "meeting.create", Do: "html", Status: http.StatusUnauthorized, Times: 2})
	if _, err := o.provider.CreateMeeting(t.Context(), via, o.draft()); !errors.Is(err, recruit.ErrLater) {
		t.Errorf("create: %v, want another try later", err)
	}
	if c := o.state(via.ID); c.State != recruit.Connected {
		t.Errorf("state = %s (%s)", c.State, c.LastError)
	}
	if _, err := o.provider.CreateMeeting(t.Context(), via, o.draft()); err != nil {
		t.Errorf("create once the page is gone: %v", err)
	}
}

// A process that ended in the middle of a refresh keeps nobody waiting.
func TestRefreshOfDeadProcess(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	via := o.connect()
	o.sim.ExpireAccess()
	leased, err := o.db.LeaseRefresh(t.Context(), via.ID, "host/12/abc/work", o.clock.Now().Add(time.Hour))
	if err != nil || !leased {
		t.Fatalf("lease = %v, %v", leased, err)
	}
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	provider := zoom.NewProvider(zoom.ProviderOptions{
		App:   func(context.Context) (recruit.ZoomApp, error) { return o.app, nil },
		Vault: o.db, APIBase: o.sim.APIBase(), OAuthBase: o.sim.OAuthBase(), Owner: "host/13/def", Now: o.clock.Now, After: time.After,
		Dead: func(owner string) bool { return owner == "host/12/abc" }, Client: &http.Client{Transport: transport},
	})
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if _, err := provider.CreateMeeting(ctx, via, o.draft()); err != nil {
		t.Errorf("create: %v", err)
	}
}

func TestShortLivedTokens(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{AccessTokenLife: 2 * time.Second}, publicApp)
	via := o.connect()
	for n := range 5 {
		o.clock.Advance(1500 * time.Millisecond)
		m, err := o.provider.CreateMeeting(t.Context(), via, o.draft())
		if err != nil {
			t.Fatalf("create %d: %v", n, err)
		}
		if err := o.provider.DeleteMeeting(t.Context(), via, m.ID); err != nil {
			t.Fatalf("delete %d: %v", n, err)
		}
	}
	if n := len(o.sim.Meetings()); n != 0 {
		t.Errorf("%d meetings are left", n)
	}
}

func TestRefreshTrouble(t *testing.T) {
	t.Parallel()
	body := func(s string) []byte { return []byte(s) }
	for name, test := range map[string]struct {
		fault   zoomsim.Fault
		kind    error // nil: the call succeeds
		state   recruit.ConnectionState
		recover bool // the same call succeeds once the fault is over
	}{
		"answer lost before the effect": {fault: zoomsim.Fault{Do: "drop-before"}, state: recruit.Connected},
		"answer lost after the effect":  {fault: zoomsim.Fault{Do: "drop-after-effect"}, kind: recruit.ErrReconnect, state: recruit.ReauthRequired},
		"no answer twice":               {fault: zoomsim.Fault{Do: "drop-before", Times: 2}, kind: recruit.ErrLater, state: recruit.Connected, recover: true},
		"invalid grant": {fault: zoomsim.Fault{Do: "reply", Status: 400, Body: body(`{"reason":"Invalid Token!","error":"invalid_grant"}`)},
			kind: recruit.ErrReconnect, state: recruit.ReauthRequired},
		"invalid token, older word": {fault: zoomsim.Fault{Do: "reply", Status: 400, Body: body(`{"reason":"Invalid Token!","error":"invalid_request"}`)},
			kind: recruit.ErrReconnect, state: recruit.ReauthRequired},
		"invalid client": {fault: zoomsim.Fault{Do: "reply", Status: 401, Body: body(`{"reason":"Invalid client_id or client_secret","error":"invalid_client"}`)},
			kind: recruit.ErrReconnect, state: recruit.ReauthRequired},
		"revoked elsewhere": {fault: zoomsim.Fault{Do: "reply", Status: 400, Body: body(`{"errorCode":4741,"errorMessage":"Revoked."}`)},
			kind: recruit.ErrReconnect, state: recruit.ReauthRequired},
		"app disabled": {fault: zoomsim.Fault{Do: "reply", Status: 400, Body: body(`{"code":4717,"message":"App disabled."}`)},
			kind: recruit.ErrReconnect, state: recruit.ReauthRequired},
		"server fault": {fault: zoomsim.Fault{Do: "reply", Status: 500, Body: body(`{}`)}, kind: recruit.ErrLater, state: recruit.Connected, recover: true},
		"page":         {fault: zoomsim.Fault{Do: "html"}, kind: recruit.ErrLater, state: recruit.Connected, recover: true},
		"page as 400":  {fault: zoomsim.Fault{Do: "html", Status: 400}, kind: recruit.ErrLater, state: recruit.Connected, recover: true},
		"XML":          {fault: zoomsim.Fault{Do: "xml"}, kind: recruit.ErrLater, state: recruit.Connected, recover: true},
		"rate limit":   {fault: zoomsim.Fault{Do: "rate-second"}, kind: recruit.ErrLater, state: recruit.Connected, recover: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, zoomsim.Options{}, publicApp)
			via := o.connect()
			o.clock.Advance(2 * time.Hour)
			test.fault.Operation = "oauth.refresh"
			o.fault(test.fault)
			_, err := o.provider.CreateMeeting(t.Context(), via, o.draft())
			if !errors.Is(err, test.kind) || recruit.Sentence(err) == "" != (test.kind == nil) {
				t.Errorf("create: %v, want %v", err, test.kind)
			}
			if c := o.state(via.ID); c.State != test.state || c.LastError == "" != (test.state == recruit.Connected) {
				t.Errorf("state = %s (%q), want %s", c.State, c.LastError, test.state)
			}
			o.silent(via.ID)
			if test.recover {
				if _, err := o.provider.CreateMeeting(t.Context(), via, o.draft()); err != nil {
					t.Errorf("create once the trouble is over: %v", err)
				}
			}
			if want := map[bool]int{true: 1}[test.recover || test.kind == nil]; len(o.sim.Meetings()) != want {
				t.Errorf("%d meetings, want %d", len(o.sim.Meetings()), want)
			}
			if test.state == recruit.ReauthRequired {
				if again := o.connect(); again.State != recruit.Connected || again.ID != via.ID {
					t.Errorf("connected again as %+v", again)
				}
			}
		})
	}
}

// A sign-in that ends while an older grant is renewed wins, whatever the
// renewal comes back with.
func TestSignInDuringRefresh(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]zoomsim.Fault{
		"renewal refused":  {Operation: "oauth.refresh", Do: "reply", Status: 400, Body: []byte(`{"error":"invalid_grant"}`)},
		"renewal answered": {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, zoomsim.Options{}, publicApp)
			via := o.connect()
			o.clock.Advance(2 * time.Hour)
			if fault.Do != "" {
				o.fault(fault)
			}
			transport := &http.Transport{}
			defer transport.CloseIdleConnections()
			provider := zoom.NewProvider(zoom.ProviderOptions{
				App: o.signInApp, ServerApp: o.svc.Settings.ServerApp,
				Vault: o.db, APIBase: o.sim.APIBase(), OAuthBase: o.sim.OAuthBase(), Owner: "other", Now: o.clock.Now, After: time.After,
				Client: &http.Client{Transport: &interrupted{next: transport, path: "/oauth/token", then: func() { o.connect() }}},
			})
			if _, err := provider.CreateMeeting(t.Context(), via, o.draft()); err != nil {
				t.Errorf("create: %v", err)
			}
			if c := o.state(via.ID); c.State != recruit.Connected {
				t.Errorf("state = %s (%s)", c.State, c.LastError)
			}
			o.sim.ExpireAccess()
			if _, err := o.provider.CreateMeeting(t.Context(), via, o.draft()); err != nil {
				t.Errorf("create with the new sign-in: %v", err)
			}
		})
	}
}

// interrupted does something after the first answer from a path, before the
// caller hears of it.
type interrupted struct {
	next http.RoundTripper
	path string
	then func()
	once sync.Once
}

func (i *interrupted) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := i.next.RoundTrip(r)
	if r.URL.Path == i.path {
		i.once.Do(i.then)
	}
	return answer, err
}

func TestRevokedDuringReschedule(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	via := o.connect()
	m, err := o.provider.CreateMeeting(t.Context(), via, o.draft())
	if err != nil {
		t.Fatal(err)
	}
	o.sim.RevokeAll()
	moved := o.draft()
	moved.Start = moved.Start.Add(24 * time.Hour)
	if err := o.provider.UpdateMeeting(t.Context(), via, m.ID, moved); !errors.Is(err, recruit.ErrReconnect) {
		t.Errorf("update: %v, want a reconnect", err)
	}
	if c := o.state(via.ID); c.State != recruit.ReauthRequired || c.LastError == "" {
		t.Errorf("state = %s (%q)", c.State, c.LastError)
	}
	via = o.connect()
	if err := o.provider.UpdateMeeting(t.Context(), via, m.ID, moved); err != nil {
		t.Errorf("update after the new sign-in: %v", err)
	}
	if got := o.sim.Meetings(); len(got) != 1 || !got[0].Start.Equal(moved.Start) {
		t.Errorf("meetings = %+v", got)
	}
}

// noPost is a mail server that nobody set up.
type noPost struct{ recruit.Mailer }

func (noPost) Check(string, string) error { return nil }

func (noPost) From(context.Context) (recruit.Mailbox, error) {
	return recruit.Mailbox{}, &recruit.Problem{Kind: recruit.ErrNotSetUp, Sentence: "No mail server is set up here."}
}
