package calsim_test

import (
	"errors"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"recruitty/calendar/calsim"
)

// browser visits pages and follows no redirect.
func browser() *http.Client {
	return &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// TestThePageOfASignIn walks it as a person with a browser does: it names what is asked
// for, and leads back with a code or with a no.
func TestThePageOfASignIn(t *testing.T) {
	t.Parallel()
	s := calsim.New(calsim.Options{})
	stop, err := s.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	s.AddPerson(calsim.Person{Email: "ana@corp.example"})
	asked := url.Values{"client_id": {calsim.ClientID}, "response_type": {"code"}, "state": {"the-state"}, "scope": {"calendar.<b>busy"}, "code_challenge": {"x"}, "code_challenge_method": {"S256"}}
	hidden := regexp.MustCompile(`name="asked" value="([^"]*)"`)
	for address, redirect := range map[string]string{s.GoogleOAuth() + "/auth": "http://127.0.0.1:9/callback", s.MicrosoftOAuth() + "/common/oauth2/v2.0/authorize": "http://localhost/callback"} {
		asked.Set("redirect_uri", redirect)
		response, err := browser().Get(address + "?" + asked.Encode())
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(response.Body)
		if err = errors.Join(err, response.Body.Close()); err != nil {
			t.Fatal(err)
		}
		found := hidden.FindStringSubmatch(string(page))
		if found == nil || !strings.Contains(string(page), "calendar.&lt;b&gt;busy") || !strings.Contains(string(page), `value="ana@corp.example"`) || strings.Contains(string(page), "<script") {
			t.Fatalf("%s", page)
		}
		for decision, says := range map[string]string{"allow": "code=4%2F", "decline": "error=access_denied"} {
			response, err := browser().PostForm(s.URL()+"/decide", url.Values{"asked": {html.UnescapeString(found[1])}, "email": {"ana@corp.example"}, "decision": {decision}})
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
			if ended := response.Header.Get("Location"); response.StatusCode != http.StatusFound || !strings.HasPrefix(ended, redirect+"?") || !strings.Contains(ended, says) || !strings.Contains(ended, "state=the-state") {
				t.Errorf("%d, %s", response.StatusCode, ended)
			}
		}
		asked.Set("redirect_uri", "http://elsewhere.example/callback")
		if ended, err := s.Approve(address+"?"+asked.Encode(), "ana@corp.example"); err == nil {
			t.Errorf("the browser was sent to %s", ended)
		}
	}
	response, err := browser().PostForm(s.URL()+"/device", url.Values{"code": {"nobody's"}, "decision": {"allow"}})
	if err != nil {
		t.Fatal(err)
	}
	if _ = response.Body.Close(); response.StatusCode != http.StatusBadRequest {
		t.Errorf("a code of nobody: %s", response.Status)
	}
}
