package web_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"recruitty/internal/web"
)

func TestCheckLetsNoSecretGoReadably(t *testing.T) {
	t.Parallel()
	for base, fine := range map[string]bool{
		"https://login.example": true, "https://login.example/base": true, "http://127.0.0.1:9": true, "http://[::1]:9": true, "http://localhost:9": true,
		"": false, "http://login.example": false, "http://127.0.0.1.example": false, "ftp://127.0.0.1": false, "login.example": false, "https://": false,
		"https://user:pass@login.example": false, "https://login.example/?a=b": false, "https://login.example/#a": false, "://": false,
	} {
		if err := web.Check(base); (err == nil) != fine || err != nil && !errors.Is(err, web.ErrAddress) {
			t.Errorf("%q: %v", base, err)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Time{
		"": {}, "soon": {}, "-1": {}, "99999999999999999999": {}, "172801": {}, "0": now, " 7 ": now.Add(7 * time.Second), "172800": now.Add(48 * time.Hour),
		"Tue, 01 Dec 2026 09:00:30 GMT": now.Add(30 * time.Second), "Mon, 30 Nov 2026 09:00:30 GMT": now, "Fri, 01 Jan 2027 09:00:30 GMT": {},
	} {
		if got := web.RetryAfter(value, now); !got.Equal(want) {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
}

func TestClientCarriesNothingElsewhere(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/elsewhere" {
			t.Error("the redirect was followed")
		}
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	}))
	defer server.Close()
	answer, err := web.Client(nil, time.Minute).Get(server.URL)
	if err != nil || answer.StatusCode != http.StatusFound {
		t.Fatalf("%v, %v", answer, err)
	}
	_ = answer.Body.Close()
}

func TestBodyIsBounded(t *testing.T) {
	t.Parallel()
	if body, err := web.Body(strings.NewReader("12345"), 5); err != nil || string(body) != "12345" {
		t.Errorf("%q, %v", body, err)
	}
	if _, err := web.Body(strings.NewReader("123456"), 5); !errors.Is(err, web.ErrTooLarge) {
		t.Errorf("%v", err)
	}
}

func TestCauseNamesNoAddress(t *testing.T) {
	t.Parallel()
	inner := errors.New("no route")
	if err := web.Cause(&url.Error{Op: "Get", URL: "https://x.example/?code=s3cret", Err: inner}); !errors.Is(err, inner) || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("%v", err)
	}
}
