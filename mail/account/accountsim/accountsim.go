// Package accountsim simulates the OAuth of Google and Microsoft for tests.
package accountsim

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// ClientID is the app that is known here, Code what a browser brings, and
// UserCode what a person types.
const (
	ClientID = "client"
	Code     = "4/good-code"
	UserCode = "ABCD-EFGH"
)

// Server is a simulated provider. Its fields are changed while it is locked, or
// before it is used.
type Server struct {
	sync.Mutex
	Address string // whose account it is, "" is not said
	Access  string // the token that servers take
	Issued  int
	Dead    bool   // refresh tokens are revoked
	Down    bool   // the token endpoint has trouble
	Scope   string // granted, "" for what was asked for
	Pending int    // polls of a device code that are told to wait
	Asked   []string
}

// Ended is the address on which a browser ends at the page's address, after a
// yes.
func Ended(page string) (string, error) {
	u, err := url.Parse(page)
	if err != nil {
		return "", err
	}
	q := u.Query()
	return q.Get("redirect_uri") + "?" + url.Values{"state": {q.Get("state")}, "code": {Code}}.Encode(), nil
}

func (p *Server) issue() map[string]any {
	p.Issued++
	p.Access = fmt.Sprintf("token-%d-s3cret", p.Issued)
	claims, _ := json.Marshal(map[string]string{"email": p.Address})
	answer := map[string]any{"access_token": p.Access, "expires_in": 3600, "token_type": "Bearer",
		"id_token": "e30." + base64.RawURLEncoding.EncodeToString(claims) + ".x"}
	if p.Scope != "" {
		answer["scope"] = p.Scope
	}
	return answer
}

// ServeHTTP is the provider's OAuth.
func (p *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.Lock()
	defer p.Unlock()
	_ = r.ParseForm()
	p.Asked = append(p.Asked, r.URL.Path+" "+r.Form.Get("grant_type"))
	answer := func(status int, body any) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(body)
	}
	refuse := func(word string) { answer(400, map[string]string{"error": word, "error_description": "because"}) }
	switch {
	case strings.HasSuffix(r.URL.Path, "/devicecode"):
		answer(200, map[string]any{"device_code": "dev", "user_code": UserCode, "verification_uri": "https://microsoft.example/devicelogin", "expires_in": "900", "interval": 5})
	case strings.HasSuffix(r.URL.Path, "/revoke"):
		w.WriteHeader(200)
	case p.Down:
		w.WriteHeader(503)
	case r.Form.Get("client_id") != ClientID:
		refuse("invalid_client")
	case r.Form.Get("grant_type") == "refresh_token" && (p.Dead || r.Form.Get("refresh_token") != "refresh"):
		refuse("invalid_grant")
	case r.Form.Get("grant_type") == "refresh_token":
		answer(200, p.issue())
	case strings.Contains(r.Form.Get("grant_type"), "device_code") && p.Pending > 0:
		p.Pending--
		refuse("authorization_pending")
	case r.Form.Get("grant_type") == "authorization_code" && (r.Form.Get("code") != Code || r.Form.Get("code_verifier") == ""):
		refuse("invalid_grant")
	default:
		full := p.issue()
		full["refresh_token"] = "refresh"
		answer(200, full)
	}
}
