package plain_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/services"
	"recruitty/ui/plain"
	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// withZoom gives a world a simulated Zoom.
func (w *world) withZoom(o zoomsim.Options) *zoomsim.Server {
	clock := func() time.Time { return w.now }
	o.Clock = clock
	sim := zoomsim.New(o)
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Date", w.now.UTC().Format(http.TimeFormat))
		sim.ServeHTTP(rw, r)
	}))
	w.t.Cleanup(server.Close)
	provider := zoom.NewProvider(zoom.ProviderOptions{
		App:       func(ctx context.Context) (recruit.ZoomApp, error) { return w.svc.Settings.ZoomApp(ctx) },
		ServerApp: func(ctx context.Context) (recruit.ZoomApp, error) { return w.svc.Settings.ServerApp(ctx) },
		Vault:     w.db, APIBase: server.URL + "/v2", OAuthBase: server.URL + "/oauth", Owner: "test", Now: clock, After: time.After,
		Client: server.Client(), Log: slog.New(slog.DiscardHandler), Agent: "recruitty/test"})
	w.svc = services.New(w.db, provider, w.svc.Mailer, recruit.Environment{ZoomClientID: zoomsim.PublicID}, clock)
	return sim
}

// connects is what a member hears who connects Zoom as a user of theirs, in a
// browser on another machine, and gives these answers to what is asked then.
func (w *world) connects(who recruit.Member, user string, answers ...string) string {
	w.t.Helper()
	in, typing := io.Pipe()
	var heard strings.Builder
	out := writes(func(said string) {
		heard.WriteString(said)
		if !strings.Contains(said, "Paste the address") {
			return
		}
		lines := strings.Split(heard.String(), "\n")
		var page string
		for i, line := range lines {
			if strings.HasPrefix(line, "Open this address") {
				page = lines[i+1]
			}
		}
		go func() {
			ended := firstOf(zoomsim.Approve(w.t.Context(), nil, page, user))
			_, _ = io.WriteString(typing, strings.Join(append([]string{ended}, answers...), "\n")+"\n") // it has ended when nobody reads
			_ = typing.Close()
		}()
	})
	go func() { _, _ = io.WriteString(typing, "connect\n1\n") }()
	if err := plain.Run(w.t.Context(), w.session(who, in, out)); err != nil {
		heard.WriteString("ended: " + recruit.Sentence(err))
	}
	return heard.String()
}

func (w *world) zoomOf(m recruit.Member) accounts.ZoomStatus {
	w.t.Helper()
	return firstOf(w.svc.Accounts.Status(w.t.Context(), m))
}

// TestANoGivesZoomsAccessBack holds for each question behind Zoom's yes, and for a
// line that ends in the middle of one.
func TestANoGivesZoomsAccessBack(t *testing.T) {
	t.Parallel()
	const back = "Zoom confirmed that access has been revoked."
	users := []zoomsim.User{{ID: "u-dana", Email: "dana@example.com", Type: 2}, {ID: "u-sam", Email: "sam@example.com", Type: 2}}
	for name, c := range map[string]struct {
		scopes  []string
		before  string // as whom Zoom is connected already
		answers []string
		says    []string
	}{
		"missing permissions": {scopes: []string{"meeting:write:meeting", "user:read:user"}, answers: []string{"no"}, says: []string{"did not grant everything", "Continue without?", back, "Left."}},
		"input ends":          {scopes: []string{"meeting:write:meeting", "user:read:user"}, says: []string{"Continue without?", back}},
		"whose":               {scopes: zoomsim.AdminScopes(), answers: []string{"leave"}, says: []string{"every Zoom user of your account", back}},
		"another user": {scopes: zoomsim.UserScopes(), before: "sam@example.com", answers: []string{"no"},
			says: []string{"You were connected as sam@example.com and you signed in as dana@example.com", "Connect anyway?", back}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, true)
			sim := w.withZoom(zoomsim.Options{Users: users})
			sim.SetScopes(c.scopes)
			if c.before != "" {
				w.connects(w.dana, c.before)
			}
			has(t, w.connects(w.dana, "dana@example.com", c.answers...), c.says...)
			if n := sim.Count("oauth.revoke"); n != 1 {
				t.Errorf("access was given back %d times", n)
			}
			if now := w.zoomOf(w.dana).Connection.UserEmail; now != c.before {
				t.Errorf("connected as %q, want %q", now, c.before)
			}
		})
	}
}

// TestWhoseConnectionEnds says it before it is done, and what became of it.
func TestWhoseConnectionEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	w.withZoom(zoomsim.Options{Users: []zoomsim.User{{ID: "u-dana", Email: "dana@example.com", Type: 2}}})
	has(t, w.connects(w.dana, "dana@example.com"), "Zoom is connected")
	lee := w.member("Lee Park", recruit.Recruiter)
	has(t, w.connects(lee, "dana@example.com", "yes"), "one sign-in for each user and app", "you would end the connection of Dana Ortiz",
		"which ended the connection of Dana Ortiz", "Connect anyway?", "Zoom ended the connection of Dana Ortiz because of this", "Zoom is connected")
	if st := w.zoomOf(w.dana); st.State != recruit.ReauthRequired {
		t.Errorf("the connection that Zoom ended is %s", st.State)
	}
}

// TestTheWorkspaceConnectsInLines connects Zoom for everybody with a server-to-server
// app that is typed, or that the environment sets.
func TestTheWorkspaceConnectsInLines(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		set   recruit.Environment
		typed []string
		heard []string
		state recruit.ConnectionState
	}{
		"typed": {typed: []string{zoomsim.AccountID, zoomsim.AccountAppID, "wrong", "leave", "settings zoom workspace", "yes", "", "", zoomsim.AccountAppSecret},
			heard: []string{"Server-to-Server OAuth app", "Account ID:", "Client ID:", "Client secret (stored encrypted, never shown again)", "Account ID (enter keeps sim-account)", "Zoom is connected: "}, state: recruit.Connected},
		"set by the environment": {set: recruit.Environment{ZoomClientID: zoomsim.AccountAppID, ZoomSecret: zoomsim.AccountAppSecret, ZoomAccount: zoomsim.AccountID}, typed: []string{"yes"},
			heard: []string{"then serves everyone", "Connect the whole workspace? (yes or no)", "Zoom is connected: "}, state: recruit.Connected},
		"set by the environment, and no": {set: recruit.Environment{ZoomClientID: zoomsim.AccountAppID, ZoomSecret: zoomsim.AccountAppSecret, ZoomAccount: zoomsim.AccountID}, typed: []string{"no"},
			heard: []string{"Connect the whole workspace?"}, state: recruit.NotConnected},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, true)
			w.withZoom(zoomsim.Options{Users: []zoomsim.User{{ID: "u-dana", Email: "dana@example.com", Type: 2}}})
			w.svc.Settings.Env = c.set
			heard := w.says(w.dana, append([]string{"settings zoom workspace"}, c.typed...)...)
			has(t, heard, c.heard...)
			if st := w.zoomOf(w.dana); st.State != c.state || st.Shared != (c.state == recruit.Connected) {
				t.Errorf("it is %+v, after:\n%s", st, heard)
			}
			if strings.Contains(heard, zoomsim.AccountAppSecret) {
				t.Errorf("the secret is said:\n%s", heard)
			}
		})
	}
}
