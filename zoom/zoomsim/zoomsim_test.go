package zoomsim

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

func newServer(t *testing.T, options Options) *Server {
	t.Helper()
	if options.Clock == nil {
		options.Clock = func() time.Time { return noon }
	}
	return New(options)
}

// call makes a request without a network and decodes the answer.
func call(t *testing.T, s *Server, method, path, token, body string) (int, map[string]any) {
	t.Helper()
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
		request.Header.Set("Content-Type", "application/json")
	} else {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	recorder := httptest.NewRecorder()
	s.ServeHTTP(recorder, request)
	var fields map[string]any
	if recorder.Body.Len() > 0 && strings.HasPrefix(recorder.Header().Get("Content-Type"), "application/json") {
		if err := json.Unmarshal(recorder.Body.Bytes(), &fields); err != nil {
			t.Fatalf("%s %s: %v", method, path, err)
		}
	}
	return recorder.Code, fields
}

// accountToken obtains a token of the server-to-server app.
func accountToken(t *testing.T, s *Server) string {
	t.Helper()
	status, reply := call(t, s, "POST", "/oauth/token", "", url.Values{
		"grant_type": {"account_credentials"}, "account_id": {AccountID}, "client_id": {AccountAppID}, "client_secret": {AccountAppSecret},
	}.Encode())
	if status != http.StatusOK {
		t.Fatalf("token: %d %v", status, reply)
	}
	return reply["access_token"].(string)
}

const users = "/v2/users/robin@acme.example"

func TestFaultsActInTheirOrder(t *testing.T) {
	t.Parallel()
	s := newServer(t, Options{})
	token := accountToken(t, s)
	err := s.LoadFaults(strings.NewReader(`[
		{"operation": "user.*", "after": 1, "times": 2, "do": "rate-second"},
		{"method": "GET", "path": "/v2/users/*", "after": 3, "do": "reply", "status": 418, "body": {"code": 1}, "headers": {"X-Tea": "pot"}}
	]`))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{200, 429, 429, 200, 200, 418, 200} {
		if status, _ := call(t, s, "GET", users, token, ""); status != want {
			t.Errorf("call %d: %d, want %d", i, status, want)
		}
	}
	if got := s.Count("user.get"); got != 7 {
		t.Errorf("count = %d", got)
	}
}

func TestFaultsWithAndWithoutEffect(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		fault    Fault
		status   int // 0 for no answer
		meetings int
	}{
		{Fault{Do: "drop-before"}, 0, 0},
		{Fault{Do: "drop-after-effect"}, 0, 1},
		{Fault{Do: "html"}, 502, 0},
		{Fault{Do: "html", Effect: true}, 502, 1},
		{Fault{Do: "xml", Status: 200}, 200, 0},
		{Fault{Do: "expired"}, 401, 0},
		{Fault{Do: "scope", Scopes: []string{"meeting:write:meeting"}}, 400, 0},
		{Fault{Do: "rate-day"}, 429, 0},
		{Fault{Do: "rate-host"}, 429, 0},
		{Fault{Do: "delay", Delay: Duration(time.Microsecond)}, 201, 1},
		{Fault{Do: "edit", Remove: []string{"id"}, Set: map[string]any{"type": 1}}, 201, 1},
	} {
		s := newServer(t, Options{})
		token := accountToken(t, s)
		test.fault.Operation = "meeting.create"
		if err := s.AddFault(test.fault); err != nil {
			t.Fatal(err)
		}
		status := 0
		func() {
			defer func() {
				if broken := recover(); broken != nil && broken != http.ErrAbortHandler {
					panic(broken)
				}
			}()
			status, _ = call(t, s, "POST", users+"/meetings", token, `{"start_time":"2026-12-01T10:00:00Z"}`)
		}()
		if status != test.status || len(s.Meetings()) != test.meetings {
			t.Errorf("%+v: status %d, %d meetings", test.fault, status, len(s.Meetings()))
		}
	}
}

func TestWrongFaultsAreRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		``, `{}`, `[{"do":"explode"}]`, `[{"do":"html","typo":1}]`, `[{"do":"html","path":"["}]`, `[{"do":"html","status":99}]`,
		`[{"do":"html","after":-1}]`, `[{"do":"delay","delay":"soon"}]`, `[{"do":"html"},{}]`,
	} {
		s := newServer(t, Options{})
		if s.LoadFaults(strings.NewReader(text)) == nil || len(s.faults) != 0 {
			t.Errorf("%s is accepted", text)
		}
	}
}

func TestSnapshotKeepsMeetingsAndGrants(t *testing.T) {
	t.Parallel()
	first := newServer(t, Options{DailyLimit: 2})
	token := accountToken(t, first)
	if status, reply := call(t, first, "POST", users+"/meetings", token, `{"topic":"T","start_time":"2026-12-01T10:00:00Z"}`); status != 201 {
		t.Fatalf("create: %d %v", status, reply)
	}
	data, err := first.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	second := newServer(t, Options{DailyLimit: 2})
	if err := second.Restore(data); err != nil {
		t.Fatal(err)
	}
	meetings := second.Meetings()
	if len(meetings) != 1 || !reflect.DeepEqual(meetings, first.Meetings()) {
		t.Errorf("meetings = %v", meetings)
	}
	for _, want := range []int{201, 429} {
		if status, _ := call(t, second, "POST", users+"/meetings", token, `{"start_time":"2026-12-01T10:00:00Z"}`); status != want {
			t.Errorf("create: %d, want %d", status, want)
		}
	}
	for _, damaged := range []string{``, `[]`, `{"meetings":{"5":null}}`, `{"meetings":{"5":{"id":6}}}`} {
		if second.Restore([]byte(damaged)) == nil || len(second.Meetings()) != 2 {
			t.Errorf("%q is accepted", damaged)
		}
	}
}

func TestRunningMeetings(t *testing.T) {
	t.Parallel()
	s := newServer(t, Options{})
	token := accountToken(t, s)
	call(t, s, "POST", users+"/meetings", token, `{"start_time":"2026-12-01T10:00:00Z"}`)
	id := s.Meetings()[0].ID
	path := "/v2/meetings/" + strconv.FormatInt(id, 10)
	if !s.SetStarted(id, true) || s.SetStarted(1, true) {
		t.Error("SetStarted does not tell whether there is a meeting")
	}
	if status, reply := call(t, s, "DELETE", path, token, ""); status != 400 || reply["code"] != 3002.0 {
		t.Errorf("delete while running: %d %v", status, reply)
	}
	s.SetStarted(id, false)
	if status, _ := call(t, s, "DELETE", path, token, ""); status != 204 {
		t.Errorf("delete: %d", status)
	}
}

func TestUsers(t *testing.T) {
	t.Parallel()
	s := newServer(t, Options{})
	token := accountToken(t, s)
	for _, kind := range []int{1, 2, 0} {
		if err := s.SetUserType("robin@acme.example", kind); err != nil {
			t.Fatal(err)
		}
		_, user := call(t, s, "GET", users, token, "")
		if got, ok := user["type"]; ok != (kind != 0) || ok && got != float64(kind) {
			t.Errorf("type %d is shown as %v", kind, got)
		}
	}
	if s.SetUserType("nobody@acme.example", 1) == nil {
		t.Error("an unknown user has a plan")
	}
	for _, path := range []string{"/v2/users/me", "/v2/users/nobody@acme.example"} {
		if status, reply := call(t, s, "GET", path, token, ""); status != 404 || reply["code"] != 1001.0 {
			t.Errorf("%s: %d %v", path, status, reply)
		}
	}
}

func TestPagesAreSelfContained(t *testing.T) {
	t.Parallel()
	s := newServer(t, Options{})
	query := url.Values{
		"response_type": {"code"}, "client_id": {PublicID}, "redirect_uri": {"http://127.0.0.1:9/callback"}, "code_challenge": {"x"},
		"state": {`"><script>alert(1)</script>`},
	}
	for _, path := range []string{
		"/", "/oauth/authorize?" + query.Encode(), "/oauth_device", "/oauth/device/complete/%22%3E%3Cscript%3E", "/j/5",
	} {
		recorder := httptest.NewRecorder()
		s.ServeHTTP(recorder, httptest.NewRequest("GET", path, nil))
		body, err := io.ReadAll(recorder.Body)
		if err != nil {
			t.Fatal(err)
		}
		text := string(body)
		if !strings.Contains(text, "Simulated Zoom – nothing leaves this machine") || !strings.Contains(text, "prefers-color-scheme") {
			t.Errorf("%s does not say what it is: %s", path, text)
		}
		for _, foreign := range []string{"<script", "src=", "http://", "https://", "@import"} {
			if strings.Contains(text, foreign) {
				t.Errorf("%s contains %s", path, foreign)
			}
		}
	}
}

func TestDevicePage(t *testing.T) {
	t.Parallel()
	for decision, want := range map[string]string{"allow": "", "decline": "access_denied"} {
		s := newServer(t, Options{})
		app := url.Values{"client_id": {ConfidentialID}, "client_secret": {ConfidentialSecret}}
		_, begun := call(t, s, "POST", "/oauth/devicecode", "", app.Encode())
		form := url.Values{"user_code": {begun["user_code"].(string)}, "email": {"robin@acme.example"}, "decision": {decision}}
		if status, _ := call(t, s, "POST", "/oauth_device", "", form.Encode()); status != http.StatusOK {
			t.Errorf("%s: %d", decision, status)
		}
		app.Set("grant_type", deviceGrant)
		app.Set("device_code", begun["device_code"].(string))
		_, polled := call(t, s, "POST", "/oauth/token", "", app.Encode())
		if word, _ := polled["error"].(string); word != want || (want == "") != (polled["access_token"] != nil) {
			t.Errorf("%s: %v", decision, polled)
		}
		form.Set("user_code", "unknown")
		if status, _ := call(t, s, "POST", "/oauth_device", "", form.Encode()); status != http.StatusBadRequest {
			t.Errorf("unknown code: %d", status)
		}
	}
}

func TestUnknownUserMayNotSignIn(t *testing.T) {
	t.Parallel()
	s := newServer(t, Options{KnownUsersOnly: true})
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	query := url.Values{
		"response_type": {"code"}, "client_id": {PublicID}, "redirect_uri": {"http://127.0.0.1:9/callback"}, "code_challenge": {"x"},
	}
	address := web.URL + "/oauth/authorize?" + query.Encode()
	if _, err := Approve(t.Context(), web.Client(), address, "stranger@acme.example"); err == nil {
		t.Error("a stranger signed in")
	}
	if _, err := Approve(t.Context(), web.Client(), address, "ROBIN@acme.example"); err != nil {
		t.Errorf("sign in: %v", err)
	}
}

func FuzzLoadFaults(f *testing.F) {
	f.Add(`[{"operation":"meeting.*","do":"html","times":-1}]`, "/v2/users/me")
	f.Add(`[{"do":"reply","body":"x","status":204}]`, "/oauth/token")
	f.Add(`[{"do":"edit","set":{"a":{"b":1}},"remove":["c"]}]`, "/v2/meetings/1")
	f.Fuzz(func(t *testing.T, text, path string) {
		s := newServer(t, Options{})
		if s.LoadFaults(strings.NewReader(text)) != nil || strings.Contains(text, "delay") || strings.Contains(text, "hang") {
			return
		}
		request := httptest.NewRequest("GET", "/", nil)
		request.URL.Path = path
		defer func() {
			if broken := recover(); broken != nil && broken != http.ErrAbortHandler {
				panic(broken)
			}
		}()
		s.ServeHTTP(httptest.NewRecorder(), request)
	})
}

func FuzzRestore(f *testing.F) {
	f.Add([]byte(`{"users":[],"meetings":{"5":{"id":5,"agenda":"x"}},"writes":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := newServer(t, Options{})
		if s.Restore(data) != nil {
			return
		}
		s.Meetings()
		if _, err := s.Snapshot(); err != nil {
			t.Fatal(err)
		}
	})
}
