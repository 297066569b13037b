package zoom

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
)

// testNow is the current time of the tables.
var testNow = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

func TestClassify(t *testing.T) {
	t.Parallel()
	const midnight = 12 * time.Hour
	tests := []struct {
		name    string
		status  int
		body    string
		header  map[string]string
		onUser  bool
		reading bool // the request changes nothing
		kind    error
		code    int
		retry   time.Duration // from now; 0 for none
		scopes  []string
		stale   bool
	}{
		// Per call.
		{name: "validation", status: 400, body: `{"code":300,"message":"Validation Failed.","errors":[{"field":"settings.jbh_time","message":"Invalid parameter: jbh_time."}]}`, onUser: true, kind: ErrRejected, code: 300},
		{name: "invalid JSON", status: 400, body: `{"code":300,"message":"Request Body should be a valid JSON object."}`, onUser: true, kind: ErrRejected, code: 300},
		{name: "errors in another shape", status: 400, body: `{"code":300,"message":"No.","errors":"none"}`, kind: ErrRejected, code: 300},
		{name: "cannot schedule for", status: 400, body: `{"code":3000,"message":"You cannot schedule a meeting for x"}`, onUser: true, kind: ErrRejected, code: 3000},
		{name: "may not host", status: 400, body: `{"code":3161,"message":"Your user account is not allowed meeting hosting."}`, onUser: true, kind: ErrRejected, code: 3161},
		{name: "user unknown", status: 404, body: `{"code":1001,"message":"User does not exist: x."}`, onUser: true, kind: ErrUnknownUser, code: 1001},
		{name: "user of another account", status: 400, body: `{"code":1010,"message":"User does not belong to this account."}`, onUser: true, kind: ErrUnknownUser, code: 1010},
		{name: "invalid user", status: 400, body: `{"code":1120,"message":"Invalid user."}`, onUser: true, kind: ErrUnknownUser, code: 1120},
		{name: "meeting gone", status: 404, body: `{"code":3001,"message":"Meeting does not exist: 1."}`, kind: ErrGone, code: 3001},
		{name: "meeting gone, older words", status: 404, body: `{"code":3001,"message":"Meeting 1 is not found or has expired."}`, kind: ErrGone, code: 3001},
		{name: "code as a string", status: 404, body: `{"code":"3001","message":"Meeting does not exist: 1."}`, kind: ErrGone, code: 3001},
		{name: "3001 under another status", status: 400, body: `{"code":3001,"message":"Meeting 1 is not found or has expired."}`, kind: ErrGone, code: 3001},
		{name: "3001 about a user", status: 404, body: `{"code":3001,"message":"User does not exist: x."}`, onUser: true, kind: ErrUnknownUser, code: 3001},
		{name: "in progress", status: 400, body: `{"code":3002,"message":"Cannot delete this meeting since it is in progress."}`, kind: ErrInProgress, code: 3002},
		{name: "not the host", status: 400, body: `{"code":3003,"message":"You are not the meeting host."}`, kind: ErrRejected, code: 3003},
		{name: "ended", status: 400, body: `{"code":3007,"message":"Already ended."}`, kind: ErrRejected, code: 3007},
		{name: "personal meeting", status: 400, body: `{"code":3018,"message":"Not allowed to delete PMI."}`, kind: ErrRejected, code: 3018},
		{name: "personal audio", status: 400, body: `{"code":3037,"message":"Not allowed to delete PAC."}`, kind: ErrRejected, code: 3037},
		{name: "unknown number", status: 400, body: `{"code":9999,"message":"New."}`, kind: ErrRejected, code: 9999},

		// For all calls.
		{name: "invalid token", status: 401, body: `{"code":124,"message":"Invalid access token."}`, kind: ErrReconnect, code: 124, stale: true},
		{name: "expired token", status: 401, body: `{"code":124,"message":"Access token is expired."}`, kind: ErrReconnect, code: 124, stale: true},
		{name: "124 under another status", status: 400, body: `{"code":124,"message":"Invalid access token."}`, kind: ErrReconnect, code: 124, stale: true},
		{name: "401 without a body", status: 401, kind: ErrLater, stale: true},
		{name: "401 with a page", status: 401, body: `<html>`, kind: ErrLater, stale: true},
		{name: "revoked", status: 401, body: `{"code":4741,"message":"Token is revoked."}`, kind: ErrReconnect, code: 4741, stale: true},
		{name: "token missing", status: 401, body: `{"code":4700,"message":"Token cannot be empty."}`, kind: ErrReconnect, code: 4700, stale: true},
		{name: "scopes", status: 400, body: `{"code":4711,"message":"Invalid access token, does not contain scopes:[meeting:delete:meeting, meeting:delete:meeting:admin]."}`, kind: ErrScope, code: 4711, scopes: []string{"meeting:delete:meeting", "meeting:delete:meeting:admin"}},
		{name: "scopes, unnamed", status: 403, body: `{"code":4711}`, kind: ErrScope, code: 4711},
		{name: "scopes under 401", status: 401, body: `{"code":104,"message":"Invalid access token, does not contain scopes:[user:read]."}`, kind: ErrScope, code: 104, scopes: []string{"user:read"}},
		{name: "scopes, older number", status: 400, body: `{"code":4700,"message":"Invalid access token, does not contain scopes: [meeting:write]"}`, kind: ErrScope, code: 4700, scopes: []string{"meeting:write"}},
		{name: "no permission", status: 400, body: `{"code":200,"message":"No permission."}`, kind: ErrRejected, code: 200},
		{name: "paid feature", status: 401, body: `{"code":200,"message":"Only available for paid account"}`, kind: ErrRejected, code: 200},
		{name: "wrong path", status: 404, body: `{"code":2300,"message":"This API endpoint is not recognized."}`, kind: ErrProtocol, code: 2300},
		{name: "404 without a number", status: 404, body: `{}`, kind: ErrLost},
		{name: "404 with a page", status: 404, body: `<html>`, kind: ErrLost},
		{name: "404 with a page, reading", status: 404, body: `<html>`, reading: true, kind: ErrLater},

		// Limits.
		{name: "per second", status: 429, body: `{"code":429,"message":"You have reached the maximum per-second rate limit for this API. Try again later."}`, header: map[string]string{"X-RateLimit-Type": "QPS"}, kind: ErrLater, code: 429, retry: time.Second},
		{name: "per second, header only", status: 429, header: map[string]string{"X-RateLimit-Type": "QPS"}, kind: ErrLater, retry: time.Second},
		{name: "daily, date-time", status: 429, body: `{"code":429,"message":"You have reached the maximum daily rate limit for this API."}`, header: map[string]string{"Retry-After": "2026-11-22T15:00:00Z"}, kind: ErrLater, code: 429, retry: 3 * time.Hour},
		{name: "seconds", status: 429, header: map[string]string{"Retry-After": "90"}, kind: ErrLater, retry: 90 * time.Second},
		{name: "HTTP date", status: 429, header: map[string]string{"Retry-After": "Sun, 22 Nov 2026 12:05:00 GMT"}, kind: ErrLater, retry: 5 * time.Minute},
		{name: "date-time in the past", status: 429, header: map[string]string{"Retry-After": "2020-01-01T00:00:00Z"}, kind: ErrLater, retry: 0},
		{name: "absurd wait", status: 429, body: `{"message":"daily"}`, header: map[string]string{"Retry-After": "9999-01-01T00:00:00Z"}, kind: ErrLater, retry: midnight},
		{name: "daily, no headers", status: 429, body: `{"code":429,"message":"You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00."}`, kind: ErrLater, code: 429, retry: midnight},
		{name: "429 in the body", status: 400, body: `{"code":429,"message":"per-second"}`, kind: ErrLater, code: 429, retry: time.Second},
		{name: "reset", status: 429, header: map[string]string{"X-RateLimit-Reset": "1795350000"}, kind: ErrLater, retry: time.Unix(1795350000, 0).Sub(testNow)},
		{name: "429 with a page", status: 429, body: `<html>`, kind: ErrLater},

		// Trouble at Zoom or in between.
		{name: "fault, changing", status: 502, body: `<html>`, kind: ErrLost},
		{name: "fault, reading", status: 502, body: `<html>`, reading: true, kind: ErrLater},
		{name: "fault, JSON", status: 500, body: `{"code":1,"message":"x"}`, kind: ErrLost, code: 1},
		{name: "maintenance", status: 503, header: map[string]string{"Retry-After": "60"}, reading: true, kind: ErrLater, retry: time.Minute},
		{name: "XML", status: 400, body: `<?xml version="1.0"?><e/>`, kind: ErrLost},
		{name: "captive portal", status: 200, body: `<html>Wi-Fi`, reading: true, kind: ErrLater},
		{name: "redirect", status: 302, kind: ErrLost},
		{name: "redirect with JSON", status: 307, body: `{}`, reading: true, kind: ErrLater},
		{name: "error under 200", status: 200, body: `{"code":3001,"message":"x"}`, kind: ErrLost, code: 3001},
		{name: "validation under 200", status: 200, body: `{"code":300,"message":"x"}`, kind: ErrRejected, code: 300},
		{name: "null", status: 400, body: `null`, reading: true, kind: ErrLater},
		{name: "array", status: 400, body: `[]`, reading: true, kind: ErrLater},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			header := http.Header{"X-Zm-Trackingid": {"v=2.0;rid=1\x1b[31m"}}
			for name, value := range test.header {
				header.Set(name, value)
			}
			got := classify(reply{status: test.status, header: header, body: []byte(test.body)}, test.onUser, !test.reading, testNow)
			if !errors.Is(got, test.kind) || got.Code != test.code || got.Status != test.status || got.stale != test.stale {
				t.Errorf("got %+v, want kind %v, code %d", got, test.kind, test.code)
			}
			if test.retry != 0 && !got.RetryAt.Equal(testNow.Add(test.retry)) {
				t.Errorf("retry at %v, want in %v", got.RetryAt, test.retry)
			}
			if test.retry == 0 && got.RetryAt.After(testNow) {
				t.Errorf("retry at %v, want none", got.RetryAt)
			}
			if !slices.Equal(got.Scopes, test.scopes) {
				t.Errorf("scopes = %q", got.Scopes)
			}
			if got.Message == "" || got.TrackingID != "v=2.0;rid=1" {
				t.Errorf("message %q, tracking id %q", got.Message, got.TrackingID)
			}
		})
	}
}

func TestClassifyOAuth(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		why    purpose
		status int
		body   string
		kind   error
	}{
		{"seen in 2026", purposeRefresh, 400, `{"reason":"Invalid Token!","error":"invalid_grant"}`, ErrReconnect},
		{"seen in 2024", purposeRefresh, 400, `{"error":"invalid_grant"}`, ErrReconnect},
		{"seen in 2021", purposeRefresh, 400, `{"reason":"Invalid Token!","error":"invalid_request"}`, ErrReconnect},
		{"client unknown", purposeRefresh, 401, `{"reason":"Invalid client_id or client_secret","error":"invalid_client"}`, ErrReconnect},
		{"client not allowed", purposeRefresh, 400, `{"error":"unauthorized_client"}`, ErrReconnect},
		{"revoked elsewhere", purposeRefresh, 400, `{"errorCode":4741,"errorMessage":"revoked"}`, ErrReconnect},
		{"permissions of the app changed", purposeRefresh, 400, `{"errorCode":4711,"error":"invalid_request"}`, ErrReconnect},
		{"redirect with JSON", purposeRefresh, 302, `{}`, ErrLater},
		{"app disabled", purposeRefresh, 400, `{"code":4717,"message":"disabled"}`, ErrReconnect},
		{"error under 200", purposeRefresh, 200, `{"reason":"Invalid Token!","error":"invalid_grant"}`, ErrReconnect},
		{"other refusal", purposeRefresh, 400, `{"reason":"Bad request","error":"invalid_request"}`, ErrRejected},
		{"fault", purposeRefresh, 502, `<html>`, ErrLater},
		{"fault in JSON", purposeRefresh, 500, `{"error":"invalid_grant"}`, ErrLater},
		{"page under 400", purposeRefresh, 400, `<html>`, ErrLater},
		{"XML under 400", purposeRefresh, 400, `<?xml version="1.0"?><e/>`, ErrLater},
		{"too many", purposeRefresh, 429, `{"error":"invalid_grant"}`, ErrLater},
		{"unreadable success", purposeRefresh, 200, `<html>`, ErrLost},
		{"success without a token", purposeRefresh, 200, `{}`, ErrLost},
		{"account unreadable", purposeAccount, 200, `{}`, ErrLater},
		{"account refused", purposeAccount, 401, `{"error":"invalid_client"}`, ErrReconnect},
		{"code spent", purposeCode, 400, `{"reason":"Invalid authorization code","error":"invalid_grant"}`, ErrRejected},
		{"code expired", purposeCode, 400, `{"errorCode":4733,"errorMessage":"Code is expired"}`, ErrRejected},
		{"code, client unknown", purposeCode, 401, `{"error":"invalid_client"}`, ErrRejected},
		{"redirect", purposeCode, 400, `{"reason":"Redirect URI mismatch.","errorCode":4709,"error":"invalid_request"}`, ErrRejected},
		{"device not supported", purposeDevice, 400, `{"error":"unauthorized_client"}`, ErrUnsupported},
		{"grant not supported", purposePoll, 400, `{"errorCode":4705}`, ErrUnsupported},
		{"declined", purposePoll, 400, `{"error":"access_denied"}`, ErrDeclined},
		{"device code expired", purposePoll, 400, `{"error":"expired_token"}`, ErrSignInOver},
		{"revoke refused", purposeRevoke, 401, `{"error":"invalid_client"}`, ErrRejected},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := classifyOAuth(reply{status: test.status, body: []byte(test.body)}, test.why, testNow)
			if !errors.Is(got, test.kind) || got.Message == "" {
				t.Errorf("got %+v, want %v", got, test.kind)
			}
		})
	}
}

func TestMissing(t *testing.T) {
	t.Parallel()
	operations := func(needs []recruit.Permission) (list []string) {
		for _, need := range needs {
			list = append(list, need.Name)
		}
		return list
	}
	tests := []struct {
		name    string
		granted []string
		missing []string
	}{
		{"nothing", nil, []string{toCreate, toUpdate, toDelete, toUser, toRead, toList}},
		{"classic", []string{"meeting:write", "user:read"}, []string{toRead, toList}},
		{"classic admin", []string{"meeting:write:admin", "meeting:read:admin", "user:read:admin"}, nil},
		{"own profile only", []string{"user_info:read", "meeting:write", "meeting:read"}, nil},
		{"granular without delete", []string{"meeting:write:meeting", "meeting:update:meeting", "user:read:user", "meeting:read:meeting"}, []string{toDelete, toList}},
		{"granular admin", []string{"meeting:write:meeting:admin", "meeting:update:meeting:admin", "meeting:delete:meeting:admin", "user:read:user:admin", "meeting:read:meeting:admin", "meeting:read:list_meetings:admin"}, nil},
		{"similar names", []string{"meeting:write:invite_links", "user:read:email", "meeting:writer"}, []string{toCreate, toUpdate, toDelete, toUser, toRead, toList}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := operations(Missing(test.granted)); !slices.Equal(got, test.missing) {
				t.Errorf("missing = %q, want %q", got, test.missing)
			}
		})
	}
	for i, need := range Permissions() {
		if need.Why == "" || need.Without == "" || need.Scope == "" || need.Required != (i < 4) {
			t.Errorf("need %+v", need)
		}
	}
}
