package zoom_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// fixed is a TokenSource whose token never changes.
type fixed string

func (f fixed) Token(context.Context) (string, error)         { return string(f), nil }
func (f fixed) Renew(context.Context, string) (string, error) { return string(f), nil }

// against returns a client of a handler that says something odd, and an Auth for the same.
func against(t *testing.T, handler http.HandlerFunc, change func(*zoom.Config)) (*zoom.Client, *zoom.Auth) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	config := zoom.Config{
		ClientID: "odd", APIBase: server.URL + "/v2/", OAuthBase: server.URL + "/oauth", HTTPClient: server.Client(),
		Clock: func() time.Time { return noon },
	}
	if change != nil {
		change(&config)
	}
	return clients(t, config)
}

func clients(t *testing.T, config zoom.Config) (*zoom.Client, *zoom.Auth) {
	t.Helper()
	client, err := zoom.NewClient(config, fixed("secret-token"))
	if err != nil {
		t.Fatal(err)
	}
	auth, err := zoom.NewAuth(config)
	if err != nil {
		t.Fatal(err)
	}
	return client, auth
}

func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

func TestCreateVerifiesTheReply(t *testing.T) {
	t.Parallel()
	const link = `"join_url":"https://us05web.zoom.us/j/85746065432?pwd=x"`
	for name, test := range map[string]struct {
		body string
		kind error // nil for success
		id   int64
	}{
		"all":            {`{"id":85746065432,` + link + `,"type":2,"start_time":"2026-11-24T12:00:00Z","pmi":"1","new":{"x":[1]}}`, nil, 85746065432},
		"id as a string": {`{"id":"85746065432",` + link + `,"type":2}`, nil, 85746065432},
		"no type":        {`{"id":85746065432,` + link + `,"start_time":"2026-11-24T12:00:00Z"}`, nil, 85746065432},
		"offset":         {`{"id":85746065432,` + link + `,"type":2,"start_time":"2026-11-24T13:00:00+01:00"}`, nil, 85746065432},
		"instant":        {`{"id":85746065432,` + link + `,"type":1}`, zoom.ErrProtocol, 85746065432},
		"nothing known":  {`{"id":85746065432,` + link + `}`, zoom.ErrProtocol, 85746065432},
		"other start":    {`{"id":85746065432,` + link + `,"type":2,"start_time":"2026-11-24T11:00:00Z"}`, zoom.ErrProtocol, 85746065432},
		"no link":        {`{"id":85746065432,"type":2}`, zoom.ErrProtocol, 85746065432},
		"script link":    {`{"id":85746065432,"join_url":"javascript:alert(1)","type":2}`, zoom.ErrProtocol, 85746065432},
		"no id":          {`{` + link + `,"type":2}`, zoom.ErrLost, 0},
		"id out of kind": {`{"id":1.5,` + link + `,"type":2}`, zoom.ErrLost, 0},
		"empty":          {``, zoom.ErrLost, 0},
		"page":           {`<html>`, zoom.ErrLost, 0},
		"null":           {`null`, zoom.ErrLost, 0},
		"cut short":      {`{"id":85746065432,`, zoom.ErrLost, 0},
		"error":          {`{"code":300,"message":"no"}`, zoom.ErrRejected, 0},
		"too large":      {`{"id":85746065432,"agenda":"` + strings.Repeat("a", 2<<20) + `"}`, zoom.ErrLost, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// Whatever was made cannot be read or deleted here.
			client, _ := against(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost {
					says(http.StatusCreated, test.body)(w, r)
					return
				}
				says(http.StatusServiceUnavailable, "")(w, r)
			}, nil)
			meeting, err := client.CreateMeeting(t.Context(), zoom.Me, interview())
			if !errors.Is(err, test.kind) || meeting.ID != test.id {
				t.Errorf("meeting %v, error %v, want %v", meeting, err, test.kind)
			}
		})
	}
}

func TestWrongMeetingIsNotLeftBehind(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		edit zoomsim.Fault
		kind error
		left int
	}{
		"incomplete reply": {zoomsim.Fault{Remove: []string{"join_url", "type", "start_time"}}, nil, 1},
		"instant":          {zoomsim.Fault{Set: map[string]any{"type": 1}}, zoom.ErrProtocol, 0},
		"other time":       {zoomsim.Fault{Set: map[string]any{"start_time": "2026-11-22T12:00:00Z"}}, zoom.ErrProtocol, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, zoomsim.Options{}, nil)
			w.connect(t)
			test.edit.Do, test.edit.Operation = "edit", "meeting.create"
			w.fault(t, test.edit)
			meeting, err := w.client.CreateMeeting(t.Context(), zoom.Me, interview())
			if !errors.Is(err, test.kind) || (err == nil) != (meeting.ID != 0) || len(w.sim.Meetings()) != test.left {
				t.Errorf("meeting %v, error %v, %d left", meeting, err, len(w.sim.Meetings()))
			}
		})
	}
}

func TestRepliesOfOtherCalls(t *testing.T) {
	t.Parallel()
	call := func(name string, client *zoom.Client) error {
		switch name {
		case "update":
			return client.UpdateMeeting(t.Context(), 7, recruit.MeetingDraft{Duration: time.Hour})
		case "delete":
			return client.DeleteMeeting(t.Context(), 7)
		case "get":
			_, err := client.GetMeeting(t.Context(), 7)
			return err
		case "list":
			_, _, err := client.FindMeeting(t.Context(), zoom.Me, "Ref")
			return err
		}
		_, err := client.Me(t.Context())
		return err
	}
	for _, test := range []struct {
		call   string
		status int
		body   string
		kind   error
	}{
		{"update", 204, "", nil},
		{"update", 200, "{}", nil},
		{"update", 200, "<html>", zoom.ErrLost},
		{"update", 200, `{"code":3001,"message":"x"}`, zoom.ErrLost},
		{"delete", 204, "", nil},
		{"delete", 404, `{"code":3001,"message":"x"}`, zoom.ErrGone},
		{"delete", 404, `<html>`, zoom.ErrLost},
		{"delete", 500, ``, zoom.ErrLost},
		{"get", 200, `{"id":7}`, nil},
		{"get", 200, `{"id":8}`, zoom.ErrLater},
		{"get", 200, ``, zoom.ErrLater},
		{"get", 503, `{}`, zoom.ErrLater},
		{"list", 200, `{"meetings":[]}`, nil},
		{"list", 200, `{"meetings":[1,null,{"id":0},{"id":"x"}]}`, nil},
		{"list", 200, `{}`, zoom.ErrLater},
		{"list", 200, `{"meetings":null}`, zoom.ErrLater},
		{"user", 200, `{"email":"a@b.example","pmi":1,"type":"2"}`, nil},
		{"user", 200, `{}`, zoom.ErrLater},
		{"user", 307, ``, zoom.ErrLater},
	} {
		client, _ := against(t, says(test.status, test.body), nil)
		if err := call(test.call, client); !errors.Is(err, test.kind) {
			t.Errorf("%s, %d %s: %v, want %v", test.call, test.status, test.body, err, test.kind)
		}
	}
}

func TestTokenNeverFollowsARedirect(t *testing.T) {
	t.Parallel()
	visited := make(chan string, 1)
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { visited <- r.Header.Get("Authorization") }))
	t.Cleanup(other.Close)
	client, auth := against(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
	}, nil)
	if _, err := client.Me(t.Context()); err == nil {
		t.Error("a redirect is a user")
	}
	if _, err := auth.Refresh(t.Context(), "refresh"); !errors.Is(err, zoom.ErrLater) {
		t.Errorf("refresh: %v", err)
	}
	select {
	case header := <-visited:
		t.Errorf("the redirect was followed with %q", header)
	default:
	}
}

func TestWhatWasNotSentIsNotLost(t *testing.T) {
	t.Parallel()
	closed, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	secure := httptest.NewUnstartedServer(says(200, "{}"))
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	t.Cleanup(secure.Close)
	failing := func(name string) *http.Client {
		return &http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}}
		}}}
	}
	for name, config := range map[string]zoom.Config{
		"refused":             {APIBase: "http://" + closed.Addr().String(), OAuthBase: "http://" + closed.Addr().String(), HTTPClient: &http.Client{Transport: &http.Transport{}}},
		"unknown name":        {APIBase: "https://zoom.invalid", OAuthBase: "https://zoom.invalid", HTTPClient: failing("zoom.invalid")},
		"unknown certificate": {APIBase: secure.URL, OAuthBase: secure.URL, HTTPClient: &http.Client{Transport: &http.Transport{}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config.ClientID, config.Clock = "x", func() time.Time { return noon }
			client, auth := clients(t, config)
			_, err := client.CreateMeeting(t.Context(), zoom.Me, interview())
			wantKind(t, err, zoom.ErrLater)
			_, err = auth.Refresh(t.Context(), "refresh")
			wantKind(t, err, zoom.ErrLater)
			if strings.Contains(err.Error(), "refresh=") {
				t.Error(err)
			}
		})
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	client, _ := against(t, says(201, "{}"), nil)
	_, err = client.CreateMeeting(ctx, zoom.Me, interview())
	wantKind(t, err, zoom.ErrLater)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cause of %v", err)
	}
}

func TestWhatMayHaveBeenDoneIsLost(t *testing.T) {
	t.Parallel()
	for _, fault := range []zoomsim.Fault{
		{Do: "drop-before"}, {Do: "drop-after-effect"}, {Do: "hang"}, {Do: "hang", Effect: true}, {Do: "html"}, {Do: "xml", Status: 200},
		{Do: "reply", Status: 201, Effect: true, Body: []byte(`"{\"id\":"`)},
	} {
		t.Run(fmt.Sprintf("%s %v", fault.Do, fault.Effect), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, zoomsim.Options{}, nil)
			grant := w.connect(t)
			meeting := w.create(t)
			w.config.Timeout = 200 * time.Millisecond
			w.use(t, grant)
			fault.Times = -1
			fault.Operation = "meeting.[cud]*"
			w.fault(t, fault)
			_, err := w.client.CreateMeeting(t.Context(), zoom.Me, interview())
			wantKind(t, err, zoom.ErrLost)
			wantKind(t, w.client.UpdateMeeting(t.Context(), meeting.ID, recruit.MeetingDraft{Duration: time.Hour}), zoom.ErrLost)
			wantKind(t, w.client.DeleteMeeting(t.Context(), meeting.ID), zoom.ErrLost)
			for _, operation := range []string{"meeting.create", "meeting.update", "meeting.delete"} {
				want := map[bool]int{true: 2, false: 1}[operation == "meeting.create"]
				if got := w.sim.Count(operation); got != want {
					t.Errorf("%s was sent %d times, want %d", operation, got, want)
				}
			}
		})
	}
}

func TestRefreshThatGotLost(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		fault zoomsim.Fault
		kind  error
		again error // what the same token brings afterwards
	}{
		{zoomsim.Fault{Do: "drop-before"}, zoom.ErrLost, nil},
		{zoomsim.Fault{Do: "drop-after-effect"}, zoom.ErrLost, zoom.ErrReconnect},
		{zoomsim.Fault{Do: "html", Status: 200, Effect: true}, zoom.ErrLost, zoom.ErrReconnect},
		{zoomsim.Fault{Do: "html"}, zoom.ErrLater, nil},
		{zoomsim.Fault{Do: "xml", Status: 400}, zoom.ErrLater, nil},
		{zoomsim.Fault{Do: "rate-second"}, zoom.ErrLater, nil},
	} {
		t.Run(test.fault.Do, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, zoomsim.Options{}, nil)
			grant := w.connect(t)
			test.fault.Operation = "oauth.refresh"
			w.fault(t, test.fault)
			_, err := w.auth.Refresh(t.Context(), grant.Tokens.Refresh)
			wantKind(t, err, test.kind)
			if _, err := w.auth.Refresh(t.Context(), grant.Tokens.Refresh); !errors.Is(err, test.again) {
				t.Errorf("again: %v, want %v", err, test.again)
			}
		})
	}
}

func TestReadingSurvivesTrouble(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	grant := w.connect(t)
	meeting := w.create(t)
	patient := w.client
	w.config.Timeout = 200 * time.Millisecond
	w.use(t, grant)
	for _, do := range []string{"drop-before", "hang", "html", "xml", "rate-second", "rate-day"} {
		// A broken connection is tried once more by net/http when only reading.
		w.fault(t, zoomsim.Fault{Operation: "meeting.get", Do: do, Times: -1})
		_, err := w.client.GetMeeting(t.Context(), meeting.ID)
		wantKind(t, err, zoom.ErrLater)
		w.sim.ClearFaults()
	}
	w.fault(t, zoomsim.Fault{Operation: "meeting.get", Do: "edit", Remove: []string{"start_time", "type", "topic", "join_url"}})
	read, err := patient.GetMeeting(t.Context(), meeting.ID)
	if err != nil || !read.Start.IsZero() || read.ID != meeting.ID {
		t.Errorf("meeting with little said = %v, %v", read, err)
	}
}

func TestTextFromZoomIsHarmless(t *testing.T) {
	t.Parallel()
	client, _ := against(t, says(200, `{"id":7,"topic":"a\u001b[31m\u202eb\u0000c","host_email":"x\r\ny","start_url":"https://zak"}`), nil)
	meeting, err := client.GetMeeting(t.Context(), 7)
	if err != nil || meeting.Topic != "abc" || meeting.Host != "x y" {
		t.Errorf("meeting = %q %q, %v", meeting.Topic, meeting.Host, err)
	}
}

func TestUnusableConfig(t *testing.T) {
	t.Parallel()
	for _, config := range []zoom.Config{
		{}, {ClientID: " "}, {ClientID: "x", APIBase: "zoom.us"}, {ClientID: "x", OAuthBase: "ftp://zoom.us"},
		{ClientID: "x", APIBase: "https://u:p@zoom.us"}, {ClientID: "x", APIBase: "https://zoom.us/?a"},
	} {
		if _, err := zoom.NewAuth(config); err == nil {
			t.Errorf("%+v is accepted", config)
		}
	}
}
