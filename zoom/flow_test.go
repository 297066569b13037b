package zoom_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// noon is when the tests take place.
var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

// clock is a hand-set clock.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// tokens is a TokenSource that keeps a grant in memory.
type tokens struct {
	mu    sync.Mutex
	auth  *zoom.Auth
	grant recruit.Grant
}

func (t *tokens) Token(context.Context) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.grant.Tokens.Access, nil
}

func (t *tokens) Renew(ctx context.Context, stale string) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.grant.Tokens.Access != stale {
		return t.grant.Tokens.Access, nil
	}
	grant, err := t.auth.Refresh(ctx, t.grant.Tokens.Refresh)
	if err != nil {
		return "", err
	}
	t.grant = grant
	return grant.Tokens.Access, nil
}

// world is a simulator and a client that is connected to it.
type world struct {
	sim    *zoomsim.Server
	clock  *clock
	config zoom.Config
	auth   *zoom.Auth
	tokens *tokens
	client *zoom.Client
	log    *bytes.Buffer
}

// newWorld starts a simulator; change may adjust the client's configuration.
func newWorld(t *testing.T, options zoomsim.Options, change func(*zoom.Config)) *world {
	t.Helper()
	w := &world{clock: &clock{now: noon}, log: &bytes.Buffer{}}
	options.Clock = w.clock.Now
	w.sim = zoomsim.New(options)
	stop, err := w.sim.Start()
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		stop()
	})
	w.config = zoom.Config{
		ClientID: zoomsim.PublicID, APIBase: w.sim.APIBase(), OAuthBase: w.sim.OAuthBase(), Clock: w.clock.Now,
		HTTPClient: &http.Client{Transport: transport}, UserAgent: "recruitty/test",
		Logger: slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if change != nil {
		change(&w.config)
	}
	if w.auth, err = zoom.NewAuth(w.config); err != nil {
		t.Fatal(err)
	}
	return w
}

func confidential(c *zoom.Config) {
	c.ClientID, c.ClientSecret = zoomsim.ConfidentialID, zoomsim.ConfidentialSecret
}

// connect signs in through the pages and sets the client up.
func (w *world) connect(t *testing.T) recruit.Grant {
	t.Helper()
	grant, err := w.signIn(t)
	if err != nil {
		t.Fatalf("sign in: %v", err)
	}
	w.use(t, grant)
	return grant
}

func (w *world) use(t *testing.T, grant recruit.Grant) {
	t.Helper()
	w.tokens = &tokens{auth: w.auth, grant: grant}
	client, err := zoom.NewClient(w.config, w.tokens)
	if err != nil {
		t.Fatal(err)
	}
	w.client = client
}

func (w *world) signIn(t *testing.T) (recruit.Grant, error) {
	t.Helper()
	signIn, err := w.auth.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := zoomsim.Approve(t.Context(), w.config.HTTPClient, signIn.URL(), ""); err != nil {
		t.Fatalf("approve: %v", err)
	}
	return signIn.Wait(t.Context())
}

func (w *world) fault(t *testing.T, faults ...zoomsim.Fault) {
	t.Helper()
	if err := w.sim.AddFault(faults...); err != nil {
		t.Fatal(err)
	}
}

// interview is a plausible request.
func interview() recruit.MeetingDraft {
	return recruit.MeetingDraft{
		Topic: "Interview with Ada", Agenda: "Ref RCT-7Q2M\nBring questions.", Start: noon.Add(48 * time.Hour),
		Duration: 45 * time.Minute, TimeZone: "Europe/Paris",
	}
}

func (w *world) create(t *testing.T) zoom.Meeting {
	t.Helper()
	meeting, err := w.client.CreateMeeting(t.Context(), zoom.Me, interview())
	if err != nil {
		t.Fatalf("create: %v", err)
	}
	return meeting
}

func wantKind(t *testing.T, err, kind error) *zoom.Error {
	t.Helper()
	var failure *zoom.Error
	if !errors.Is(err, kind) || !errors.As(err, &failure) {
		t.Fatalf("error = %v, want %v", err, kind)
	}
	return failure
}

func TestMeetingFromSignInToDeletion(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*zoom.Config){"public": nil, "confidential": confidential} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, zoomsim.Options{}, change)
			grant := w.connect(t)
			if missing := zoom.Missing(grant.Scopes); len(missing) != 0 {
				t.Errorf("missing = %v", missing)
			}
			if want := noon.Add(time.Hour); !grant.Tokens.Expiry.Equal(want) {
				t.Errorf("expiry = %v, want %v", grant.Tokens.Expiry, want)
			}
			me, err := w.client.Me(t.Context())
			if err != nil || me.Email != "robin@acme.example" || me.Plan != recruit.PlanBasic || me.Name != "Robin Reyes" {
				t.Fatalf("me = %+v, %v", me, err)
			}

			meeting := w.create(t)
			if meeting.ID < 10_000_000_000 || meeting.JoinURL == "" || meeting.Passcode == "" || meeting.Host != me.Email {
				t.Errorf("meeting = %#v", meeting)
			}
			change := recruit.MeetingDraft{Start: noon.Add(72 * time.Hour), Duration: 30 * time.Minute, TimeZone: "UTC"}
			if err := w.client.UpdateMeeting(t.Context(), meeting.ID, change); err != nil {
				t.Fatalf("update: %v", err)
			}
			read, err := w.client.GetMeeting(t.Context(), meeting.ID)
			if err != nil || !read.Matches(change) || read.Topic != interview().Topic || read.JoinURL != meeting.JoinURL {
				t.Fatalf("after update = %v, %v", read, err)
			}
			if meeting.Matches(change) {
				t.Error("the old meeting matches the change")
			}
			if err := w.client.DeleteMeeting(t.Context(), meeting.ID); err != nil {
				t.Fatalf("delete: %v", err)
			}
			gone := wantKind(t, w.client.DeleteMeeting(t.Context(), meeting.ID), zoom.ErrGone)
			if gone.Code != 3001 || gone.Status != 404 || gone.TrackingID == "" {
				t.Errorf("gone = %+v", gone)
			}
			if confirmed, err := w.auth.Revoke(t.Context(), w.tokens.grant.Tokens.Access); err != nil || !confirmed {
				t.Errorf("revoke = %v, %v", confirmed, err)
			}
			_, err = w.client.Me(t.Context())
			wantKind(t, err, zoom.ErrReconnect)
			if breaches := w.sim.Violations(); len(breaches) != 0 {
				t.Errorf("violations: %q", breaches)
			}
			w.wantNoSecrets(t, grant, meeting)
		})
	}
}

// wantNoSecrets looks through the log, which is written at its most talkative.
func (w *world) wantNoSecrets(t *testing.T, grant recruit.Grant, meeting zoom.Meeting) {
	t.Helper()
	log := w.log.String() + fmt.Sprintf("%v %+v %#v %v %+v %#v", grant, grant, grant, meeting, meeting, meeting)
	log += fmt.Sprintf("%v %+v %#v", w.config, w.config, w.config)
	for _, secret := range []string{
		grant.Tokens.Access, grant.Tokens.Refresh, meeting.JoinURL, meeting.Passcode, "zak", zoomsim.ConfidentialSecret, "pwd=",
	} {
		if strings.Contains(log, secret) {
			t.Errorf("%q is in the log", secret)
		}
	}
	if !strings.Contains(log, "tracking_id") {
		t.Error("no tracking id in the log")
	}
}

func TestCreateSendsWhatZoomUnderstands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	w.connect(t)
	request := interview()
	request.Topic = strings.Repeat("ü", 300)
	request.Agenda = strings.Repeat("日", 2500)
	request.Start = request.Start.In(time.FixedZone("", 5*3600+1800)).Add(300 * time.Millisecond)
	request.Duration = 44*time.Minute + time.Second
	if _, err := w.client.CreateMeeting(t.Context(), zoom.Me, request); err != nil {
		t.Fatal(err)
	}
	requests := w.sim.Requests()
	last := requests[len(requests)-1]
	want := `{"topic":"` + strings.Repeat("ü", 200) + `","agenda":"` + strings.Repeat("日", 2000) +
		`","type":2,"start_time":"2026-11-24T12:00:00Z","duration":45,"timezone":"Europe/Paris","settings":{"use_pmi":false}}`
	if last.Body != want {
		t.Errorf("body = %s", last.Body)
	}
	if last.Header.Get("User-Agent") != "recruitty/test" {
		t.Errorf("user agent = %q", last.Header.Get("User-Agent"))
	}
}

func TestExpiredTokenIsRefreshedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	first := w.connect(t)
	w.clock.Advance(2 * time.Hour)
	w.create(t)
	if w.sim.Count("oauth.refresh") != 1 || w.tokens.grant.Tokens.Refresh == first.Tokens.Refresh {
		t.Errorf("refreshes = %d", w.sim.Count("oauth.refresh"))
	}
	_, err := w.auth.Refresh(t.Context(), first.Tokens.Refresh)
	wantKind(t, err, zoom.ErrReconnect)

	w.fault(t, zoomsim.Fault{Operation: "user.get", Do: "expired", Times: -1})
	_, err = w.client.Me(t.Context())
	wantKind(t, err, zoom.ErrReconnect)
	if got := w.sim.Count("user.get"); got != 2 {
		t.Errorf("calls = %d, want one repetition", got)
	}
}

func TestSecondSignInEndsTheFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	w.connect(t)
	old := w.client
	w.connect(t)
	_, err := old.Me(t.Context())
	wantKind(t, err, zoom.ErrReconnect)
	if _, err := w.client.Me(t.Context()); err != nil {
		t.Errorf("the newer one: %v", err)
	}
}

func TestLostCreateIsFoundByItsReference(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	w.connect(t)
	for range 3 {
		w.create(t)
	}
	w.fault(t, zoomsim.Fault{Operation: "meeting.create", Do: "drop-after-effect"})
	request := interview()
	request.Agenda = "Ref RCT-LOST"
	_, err := w.client.CreateMeeting(t.Context(), zoom.Me, request)
	wantKind(t, err, zoom.ErrLost)
	found, ok, err := w.client.FindMeeting(t.Context(), zoom.Me, "Ref RCT-LOST")
	if err != nil || !ok || !found.Start.Equal(request.Start) {
		t.Fatalf("found = %v %v %v", found, ok, err)
	}
	if _, ok, err := w.client.FindMeeting(t.Context(), zoom.Me, "Ref RCT-LOS"); ok || err != nil {
		t.Errorf("a part of the reference was found: %v", err)
	}

	w.fault(t, zoomsim.Fault{Operation: "meeting.create", Do: "drop-before"})
	request.Agenda = "Ref RCT-NONE"
	_, err = w.client.CreateMeeting(t.Context(), zoom.Me, request)
	wantKind(t, err, zoom.ErrLost)
	if _, ok, err := w.client.FindMeeting(t.Context(), zoom.Me, "Ref RCT-NONE"); ok || err != nil {
		t.Errorf("found what was not created: %v", err)
	}
}

func TestFindFollowsPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{DailyLimit: 1000}, nil)
	w.connect(t)
	for i := range 620 {
		request := interview()
		request.Agenda = fmt.Sprintf("Ref %d.", i)
		if _, err := w.client.CreateMeeting(t.Context(), zoom.Me, request); err != nil {
			t.Fatal(err)
		}
	}
	count := 0
	for _, err := range w.client.ListMeetings(t.Context(), zoom.Me, zoom.ListUpcoming) {
		if err != nil {
			t.Fatal(err)
		}
		count++
	}
	if count != 620 || w.sim.Count("meeting.list") != 3 {
		t.Errorf("%d meetings on %d pages", count, w.sim.Count("meeting.list"))
	}
	for _, reference := range []string{"Ref 0", "Ref 619"} {
		if _, ok, err := w.client.FindMeeting(t.Context(), zoom.Me, reference); !ok || err != nil {
			t.Errorf("%s: %v %v", reference, ok, err)
		}
	}
	w.fault(t, zoomsim.Fault{Operation: "meeting.list", Do: "edit", Set: map[string]any{"next_page_token": "again"}, Times: -1})
	_, ok, err := w.client.FindMeeting(t.Context(), zoom.Me, "Ref none")
	if ok || err == nil {
		t.Errorf("an endless list ended: %v %v", ok, err)
	}
}

func TestPastStartsAreRefusedHere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	w.connect(t)
	meeting := w.create(t)
	before := len(w.sim.Requests())
	request := interview()
	for name, change := range map[string]recruit.MeetingDraft{
		"past":     {Start: noon.Add(-time.Minute)},
		"now":      {Start: noon.Add(900 * time.Millisecond)},
		"nothing":  {},
		"negative": {Duration: -time.Minute},
		"too long": {Duration: 25 * time.Hour},
		"zone":     {TimeZone: "Local"},
		"zone2":    {TimeZone: "Europe/Paris\r\n"},
	} {
		if err := w.client.UpdateMeeting(t.Context(), meeting.ID, change); !errors.Is(err, zoom.ErrRejected) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, host := range []string{"", "..", "a\x00b"} {
		if _, err := w.client.CreateMeeting(t.Context(), host, request); !errors.Is(err, zoom.ErrUnknownUser) {
			t.Errorf("host %q: %v", host, err)
		}
	}
	request.Start = noon
	if _, err := w.client.CreateMeeting(t.Context(), zoom.Me, request); !errors.Is(err, zoom.ErrRejected) {
		t.Errorf("create in the past: %v", err)
	}
	if len(w.sim.Requests()) != before {
		t.Error("something was sent")
	}
}

func TestHundredChangesADay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{DailyLimit: 1}, nil)
	w.connect(t)
	w.create(t)
	_, err := w.client.CreateMeeting(t.Context(), zoom.Me, interview())
	limit := wantKind(t, err, zoom.ErrLater)
	if want := time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC); !limit.RetryAt.Equal(want) {
		t.Errorf("retry at %v, want %v", limit.RetryAt, want)
	}
	w.clock.Advance(12 * time.Hour)
	w.create(t)
}

func TestAccountWideAccess(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, func(c *zoom.Config) {
		c.ClientID, c.ClientSecret, c.AccountID = zoomsim.AccountAppID, zoomsim.AccountAppSecret, zoomsim.AccountID
	})
	grant, err := w.auth.ServerToServer(t.Context())
	if err != nil || grant.Tokens.Refresh != "" || !grant.AccountWide || len(zoom.Missing(grant.Scopes)) != 0 {
		t.Fatalf("grant = %v, %v", grant, err)
	}
	if !grant.Tokens.Expiry.Equal(noon.Add(time.Hour)) {
		t.Errorf("expiry = %v", grant.Tokens.Expiry)
	}
	w.use(t, grant)
	meeting, err := w.client.CreateMeeting(t.Context(), "robin@acme.example", interview())
	if err != nil || meeting.Host != "robin@acme.example" {
		t.Fatalf("meeting = %v, %v", meeting, err)
	}
	_, err = w.client.CreateMeeting(t.Context(), "nobody@acme.example", interview())
	wantKind(t, err, zoom.ErrUnknownUser)
	_, err = w.client.User(t.Context(), "nobody@acme.example")
	wantKind(t, err, zoom.ErrUnknownUser)
}

func TestMissingScopeIsNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	w.sim.SetScopes([]string{"meeting:write:meeting", "user:read:user"})
	grant := w.connect(t)
	if !zoom.Allows(grant.Scopes, "create a meeting") || zoom.Allows(grant.Scopes, "delete a meeting") {
		t.Errorf("scopes = %v", grant.Scopes)
	}
	meeting := w.create(t)
	denied := wantKind(t, w.client.DeleteMeeting(t.Context(), meeting.ID), zoom.ErrScope)
	if len(denied.Scopes) != 2 || denied.Scopes[0] != "meeting:delete:meeting" {
		t.Errorf("scopes = %q", denied.Scopes)
	}
}

func TestPublicRevokeMayBeRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{RefusePublicRevoke: true}, nil)
	grant := w.connect(t)
	if confirmed, err := w.auth.Revoke(t.Context(), grant.Tokens.Access); confirmed || err == nil {
		t.Errorf("revoke = %v, %v", confirmed, err)
	}
	w.fault(t, zoomsim.Fault{Operation: "oauth.revoke", Do: "html", Status: 200})
	if confirmed, _ := w.auth.Revoke(t.Context(), grant.Tokens.Access); confirmed {
		t.Error("a page of someone else counts as a confirmation")
	}
}

func TestRegisteredRedirectRules(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	for redirect, want := range map[string]int{
		"http://127.0.0.1:4711/callback": 200,
		"http://127.0.0.1/callback":      200,
		"http://localhost:4711/callback": 400,
		"http://127.0.0.1:4711/other":    400,
		"https://evil.example/callback":  400,
	} {
		query := url.Values{
			"response_type": {"code"}, "client_id": {zoomsim.PublicID}, "redirect_uri": {redirect}, "code_challenge": {"x"},
		}
		response, err := w.config.HTTPClient.Get(w.sim.OAuthBase() + "/authorize?" + query.Encode())
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("%s: %d, want %d", redirect, response.StatusCode, want)
		}
	}
}
