package zoom

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"recruitty/recruit"
)

// replies seed the reply parsers.
var replies = []string{
	``, `null`, `[]`, `{}`, `{"id":85746065432,"join_url":"https://zoom.us/j/1?pwd=x","type":2,"start_time":"2026-11-24T12:00:00Z"}`,
	`{"id":"85746065432","topic":"\u001b[31m\u202e","duration":-1,"type":"2"}`, `{"id":1e99}`, `{"meetings":[{"id":1},null,[]],"next_page_token":"x"}`,
	`{"code":300,"message":"Validation Failed.","errors":[{"field":"a","message":"b"}]}`, `{"code":"3001","errors":{}}`,
	`{"code":4711,"message":"does not contain scopes:[meeting:read:meeting"}`, `{"reason":"Invalid Token!","error":"invalid_grant"}`,
	`{"status":false,"errorCode":4700,"errorMessage":"Invalid redirect url","result":null}`, "<html>", "<?xml version=\"1.0\"?>",
	`{"access_token":"a","refresh_token":"b","expires_in":"3600","scope":"x y","api_url":"https://api-eu.zoom.us"}`,
	`{"access_token":"a","expires_in":1e300}`, `{"device_code":"d","user_code":"u","verification_uri":"https://zoom.us/oauth_device","expires_in":9e18,"interval":-5}`,
	`{"email":"a@b.example","type":1,"pmi":4155550132}`, `{"status":"success"}`,
}

func seed(f *testing.F) {
	for _, body := range replies {
		f.Add([]byte(body))
	}
}

// safe fails on text that could do something to a terminal.
func safe(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !utf8.ValidString(text) || strings.IndexFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) >= 0 {
			t.Fatalf("unsafe text %q", text)
		}
	}
}

func FuzzMeetingReply(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		meeting, ok := parseMeeting(body)
		if ok != (meeting.ID > 0) || meeting.Duration < 0 {
			t.Fatalf("%v %v", meeting, ok)
		}
		safe(t, meeting.Topic, meeting.Agenda, meeting.Host, meeting.JoinURL, meeting.Passcode, meeting.TimeZone, meeting.UUID)
		meeting.differs(recruit.MeetingDraft{Start: testNow})
		page, _ := parsePage(body)
		for _, listed := range page.entries {
			if listed.ID <= 0 && listed.Odd == "" {
				t.Fatal("a meeting without an id is in the list")
			}
			safe(t, listed.Odd)
			hasReference(listed.Agenda, "Ref")
		}
		safe(t, page.next)
	})
}

func FuzzUserReply(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		user, ok := parseUser(body)
		if ok && user.UserID == "" && user.Email == "" {
			t.Fatal("a user without a name")
		}
		if ok && user.Plan == "" {
			t.Fatal("a user without a plan")
		}
		safe(t, user.Name, user.Email, user.UserID)
	})
}

func FuzzErrorReply(f *testing.F) {
	for _, body := range replies {
		for _, status := range []int{200, 400, 401, 404, 429, 503} {
			f.Add(status, []byte(body), "2026-11-22T15:00:00Z", true)
		}
	}
	f.Fuzz(func(t *testing.T, status int, body []byte, retry string, flag bool) {
		r := reply{status: status, body: body, header: http.Header{
			"Retry-After": {retry}, "X-Ratelimit-Reset": {retry}, "X-Ratelimit-Type": {retry}, "X-Zm-Trackingid": {retry},
		}}
		disguised(r)
		results := []*Error{classify(r, flag, !flag, testNow)}
		for why := purposeCode; why <= purposeRevoke; why++ {
			results = append(results, classifyOAuth(r, why, testNow))
		}
		for _, result := range results {
			if result.Kind == nil || result.Message == "" {
				t.Fatalf("unexplained: %+v", result)
			}
			if !result.RetryAt.IsZero() && (result.RetryAt.Before(testNow) || result.RetryAt.Sub(testNow) > 48*time.Hour) {
				t.Fatalf("retry at %v", result.RetryAt)
			}
			safe(t, result.Error(), strings.Join(result.Scopes, ""))
		}
		if errors.Is(results[0], ErrGone) && results[0].Code != 3001 {
			t.Fatal("gone without proof")
		}
	})
}

// canned answers every request with the same body.
type canned struct {
	status int
	body   []byte
}

func (c canned) RoundTrip(*http.Request) (*http.Response, error) {
	recorder := httptest.NewRecorder()
	recorder.Code = c.status
	recorder.Body.Write(c.body)
	return recorder.Result(), nil
}

func FuzzTokenReply(f *testing.F) {
	for _, body := range replies {
		f.Add(200, []byte(body))
		f.Add(400, []byte(body))
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		if status < 100 || status > 999 {
			return
		}
		auth, err := NewAuth(Config{
			ClientID: "id", ClientSecret: "s", AccountID: "a", HTTPClient: &http.Client{Transport: canned{status, body}},
			Clock: func() time.Time { return testNow },
		})
		if err != nil {
			t.Fatal(err)
		}
		grant, err := auth.Refresh(t.Context(), "old")
		if err == nil && (grant.Tokens.Access == "" || grant.Tokens.Refresh == "" || grant.Tokens.Expiry.Sub(testNow) > longestLife) {
			t.Fatalf("grant %+v", grant)
		}
		if err != nil {
			safe(t, err.Error())
		}
		_, _ = auth.ServerToServer(t.Context())
		_, _ = auth.Revoke(t.Context(), "token")
		device, err := auth.BeginDevice(t.Context())
		if err == nil {
			if device.Interval < shortestPoll || device.Interval > longestPoll || device.Expiry.Sub(testNow) > longestCode {
				t.Fatalf("device %+v", device)
			}
			safe(t, device.UserCode, device.VerificationURI, device.Complete)
		}
	})
}
