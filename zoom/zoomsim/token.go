package zoomsim

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"time"

	"recruitty/internal/standin"
)

// codeLife is how long an authorisation code can be used.
const codeLife = 5 * time.Minute

// access is what a token gives access to.
type access struct {
	UserID  string    `json:"user_id"` // empty for server-to-server tokens
	AppID   string    `json:"app_id"`
	Scopes  []string  `json:"scopes"`
	Expires time.Time `json:"expires"` // zero for refresh tokens
}

// code is an authorisation code that waits for its one use.
type code struct {
	appID, userID, redirect, challenge, method string
	scopes                                     []string
	expires                                    time.Time
}

// writeOAuthError answers as the token endpoint does.
func writeOAuthError(w http.ResponseWriter, status int, word, reason string) {
	standin.JSON(w, status, map[string]string{"reason": reason, "error": word})
}

func invalidToken(w http.ResponseWriter) {
	writeOAuthError(w, http.StatusBadRequest, "invalid_grant", "Invalid Token!")
}

// client identifies the app of a request: a confidential one by Basic header or body, a public one by its id alone.
func (s *Server) client(r *http.Request) (App, bool) {
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	app, ok := s.app(id)
	if !ok || (app.Secret == "" && basic) {
		return App{}, false
	}
	return app, subtle.ConstantTimeCompare([]byte(app.Secret), []byte(secret)) == 1
}

func (s *Server) app(id string) (App, bool) {
	at := slices.IndexFunc(s.options.Apps, func(app App) bool { return app.ID == id })
	if at < 0 {
		return App{}, false
	}
	return s.options.Apps[at], true
}

// token is POST /oauth/token.
func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	app, ok := s.client(r)
	if !ok {
		writeOAuthError(w, http.StatusUnauthorized, "invalid_client", "Invalid client_id or client_secret")
		return
	}
	switch r.FormValue("grant_type") {
	case "authorization_code":
		s.redeemCode(w, r, app)
	case "refresh_token":
		s.refresh(w, r, app)
	case "account_credentials":
		s.accountToken(w, r, app)
	case deviceGrant:
		s.pollDevice(w, r, app)
	default:
		writeOAuthError(w, http.StatusBadRequest, "unsupported_grant_type", "unsupported grant type")
	}
}

func (s *Server) redeemCode(w http.ResponseWriter, r *http.Request, app App) {
	value := r.FormValue("code")
	waiting, ok := s.codes[value]
	delete(s.codes, value) // good once, also when the rest is wrong
	switch {
	case !ok || waiting.appID != app.ID || s.options.Clock().After(waiting.expires):
		writeOAuthError(w, http.StatusBadRequest, "invalid_grant", "Invalid authorization code")
	case waiting.redirect != r.FormValue("redirect_uri"):
		standin.JSON(w, http.StatusBadRequest, map[string]any{
			"reason": "Redirect URI mismatch.", "error": "invalid_request", "errorCode": 4709,
		})
	case !verified(waiting, r.FormValue("code_verifier")):
		writeOAuthError(w, http.StatusBadRequest, "invalid_grant", "Invalid code verifier")
	default:
		s.forget(waiting.userID, app.ID)
		s.issue(w, access{UserID: waiting.userID, AppID: app.ID, Scopes: waiting.scopes})
	}
}

// verified checks PKCE (RFC 7636, section 4.6).
func verified(c *code, verifier string) bool {
	switch {
	case c.challenge == "":
		return true
	case c.method == "S256":
		sum := sha256.Sum256([]byte(verifier))
		return base64.RawURLEncoding.EncodeToString(sum[:]) == c.challenge
	}
	return verifier == c.challenge
}

// refresh trades a refresh token, which is good exactly once.
func (s *Server) refresh(w http.ResponseWriter, r *http.Request, app App) {
	value := r.FormValue("refresh_token")
	grant, ok := s.state.Refresh[value]
	if !ok || grant.AppID != app.ID {
		invalidToken(w)
		return
	}
	delete(s.state.Refresh, value)
	s.issue(w, grant)
}

func (s *Server) accountToken(w http.ResponseWriter, r *http.Request, app App) {
	if app.AccountID == "" {
		writeOAuthError(w, http.StatusBadRequest, "unsupported_grant_type", "unsupported grant type")
		return
	}
	if r.FormValue("account_id") != app.AccountID {
		writeOAuthError(w, http.StatusBadRequest, "invalid_request", "Bad Request")
		return
	}
	s.issue(w, access{AppID: app.ID, Scopes: s.granted(app)})
}

// granted is what an authorisation of the app grants.
func (s *Server) granted(app App) []string {
	if s.state.Scopes != nil {
		return slices.Clone(s.state.Scopes)
	}
	return slices.Clone(app.Scopes)
}

// issue answers with new tokens. The locked state is already free of those they replace.
func (s *Server) issue(w http.ResponseWriter, grant access) {
	life := s.options.AccessTokenLife
	reply := map[string]any{
		"access_token": "sim_access_" + rand.Text(), "token_type": "bearer", "expires_in": int(life.Seconds()),
		"scope": strings.Join(grant.Scopes, " "), "api_url": s.root(),
	}
	if grant.UserID != "" {
		refresh := "sim_refresh_" + rand.Text()
		reply["refresh_token"] = refresh
		s.state.Refresh[refresh] = grant
	}
	now := s.options.Clock()
	for token, old := range s.state.Access {
		if now.Sub(old.Expires) > time.Hour {
			delete(s.state.Access, token)
		}
	}
	grant.Expires = now.Add(life)
	s.state.Access[reply["access_token"].(string)] = grant
	standin.JSON(w, http.StatusOK, reply)
}

// forget ends the live grant of a user and app: Zoom keeps only the newest.
func (s *Server) forget(userID, appID string) {
	for _, tokens := range []map[string]access{s.state.Access, s.state.Refresh} {
		for token, grant := range tokens {
			if grant.UserID == userID && grant.AppID == appID {
				delete(tokens, token)
			}
		}
	}
}

// revoke is POST /oauth/revoke.
func (s *Server) revoke(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	app, ok := s.client(r)
	if !ok || (app.Secret == "" && s.options.RefusePublicRevoke) {
		writeOAuthError(w, http.StatusUnauthorized, "invalid_client", "Invalid client_id or client_secret")
		return
	}
	token := r.FormValue("token")
	grant, ok := s.state.Access[token]
	if !ok {
		grant, ok = s.state.Refresh[token]
	}
	if !ok || grant.AppID != app.ID {
		invalidToken(w)
		return
	}
	s.forget(grant.UserID, grant.AppID)
	standin.JSON(w, http.StatusOK, map[string]string{"status": "success"})
}

// RevokeAll ends every grant, as a user or an administrator does who removes the app at Zoom.
func (s *Server) RevokeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.state.Access)
	clear(s.state.Refresh)
}

// ExpireAccess ends every access token and leaves the refresh tokens, as an hour does.
func (s *Server) ExpireAccess() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for token, grant := range s.state.Access {
		grant.Expires = s.options.Clock().Add(-time.Second)
		s.state.Access[token] = grant
	}
}

// SetScopes decides what authorisations grant from now on; nil means what the app was registered with.
func (s *Server) SetScopes(scopes []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Scopes = slices.Clone(scopes)
}
