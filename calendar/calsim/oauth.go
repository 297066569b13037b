package calsim

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"recruitty/internal/standin"
	"recruitty/recruit/busy"
)

// The app of a simulator whose Options name none.
const (
	ClientID     = "sim-calendar-client"
	ClientSecret = "sim-calendar-s3cret"
)

// The providers, as grants name them.
const (
	Google    = busy.Google
	Microsoft = busy.Microsoft
)

// App is an app that is registered with a provider.
type App struct {
	ID, Secret string // without a secret it is a public client
	// Tenant lets it act for a whole tenant of Microsoft with Roles, the permissions
	// that an administrator granted it.
	Tenant string
	Roles  []string
}

// grant is what an access or a refresh token stands for.
type grant struct {
	Provider busy.Kind
	AppID    string
	User     string // "" for an app that acts for itself
	Scopes   []string
	Expiry   time.Time
}

// signIn is a person who agreed, and whose code was not traded in yet.
type signIn struct {
	grant
	redirect, challenge string
}

const codeLife = 10 * time.Minute

// Issue gives out an access token without a sign-in, as tests of readers need it. user
// may be "" for an app of Microsoft's that acts for itself.
func (s *Server) Issue(provider busy.Kind, user string, scopes ...string) (access string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.issueAccess(grant{Provider: provider, User: user, Scopes: scopes})
}

// issueAccess gives out an access token. The lock is held.
func (s *Server) issueAccess(g grant) string {
	s.issued++
	token := fmt.Sprintf("access-%d-s3cret-%s", s.issued, rand.Text())
	g.Expiry = s.options.Clock().Add(s.options.AccessTokenLife)
	s.access[token] = g
	return token
}

// Expire ends all access tokens at once; refresh tokens stay good.
func (s *Server) Expire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.access = map[string]grant{}
}

// Revoke ends all access and refresh tokens, as a person does who takes the access
// back at the provider.
func (s *Server) Revoke() {
	s.Expire()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refresh = map[string]grant{}
}

// bearer is what the token of a request stands for. The lock is held.
func (s *Server) bearer(r *http.Request) (grant, bool) {
	if r.URL.Query().Has("access_token") {
		s.breach(r, "access token in the address")
	}
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	g, ok := s.access[token]
	return g, ok && s.options.Clock().Before(g.Expiry)
}

// providerOf is whose sign-in a path belongs to.
func providerOf(path string) busy.Kind {
	if strings.HasPrefix(path, "/microsoft/") {
		return Microsoft
	}
	return Google
}

// Approve does what a person does at the page of a sign-in: signs in as email and
// agrees. It returns the address on which the browser ends.
func (s *Server) Approve(page, email string) (ended string, err error) {
	return s.at(page, email, true)
}

// Decline does what a person does there who says no.
func (s *Server) Decline(page string) (ended string, err error) { return s.at(page, "", false) }

func (s *Server) at(page, email string, allow bool) (string, error) {
	u, err := url.Parse(page)
	if err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.decided(providerOf(u.Path), u.Query(), email, allow)
}

// decided is where the browser goes when a person has decided. The lock is held.
func (s *Server) decided(p busy.Kind, asked url.Values, email string, allow bool) (string, error) {
	redirect, err := url.Parse(asked.Get("redirect_uri"))
	if err != nil {
		return "", err
	}
	app, known := s.app(asked.Get("client_id"))
	host := map[busy.Kind]string{Google: "127.0.0.1", Microsoft: "localhost"}[p]
	switch {
	case !known:
		return "", errors.New("the app is not registered")
	case redirect.Scheme != "http" || redirect.Hostname() != host || redirect.Path != "/callback":
		return "", fmt.Errorf("the redirect %s is not registered", redirect)
	case asked.Get("response_type") != "code" || asked.Get("code_challenge_method") != "S256" || asked.Get("state") == "":
		return "", errors.New("the request is incomplete")
	}
	answer := url.Values{"state": {asked.Get("state")}}
	if !allow {
		answer.Set("error", "access_denied")
	} else {
		code := "4/" + rand.Text()
		s.signIns[code] = signIn{redirect: asked.Get("redirect_uri"), challenge: asked.Get("code_challenge"),
			grant: grant{Provider: p, AppID: app.ID, User: email, Scopes: s.granted(asked.Get("scope")), Expiry: s.options.Clock().Add(codeLife)}}
		answer.Set("code", code)
	}
	redirect.RawQuery = answer.Encode()
	return redirect.String(), nil
}

// granted are the scopes that are granted where some are asked for.
func (s *Server) granted(scope string) []string {
	if s.options.Scopes != nil {
		return s.options.Scopes
	}
	return strings.Fields(scope)
}

func (s *Server) app(id string) (App, bool) {
	n := slices.IndexFunc(s.options.Apps, func(a App) bool { return a.ID == id })
	if n < 0 {
		return App{}, false
	}
	return s.options.Apps[n], true
}

// oauthError answers as a token endpoint does (RFC 6749, section 5.2).
func oauthError(w http.ResponseWriter, status int, word, said string) {
	standin.JSON(w, status, map[string]any{"error": word, "error_description": said})
}

// token is the token endpoint of both providers.
func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.ParseForm() != nil {
		oauthError(w, http.StatusBadRequest, "invalid_request", "The form is broken.")
		return
	}
	if r.Form.Get("grant_type") == jwtGrant {
		s.redeemAssertion(w, r)
		return
	}
	app, ok := s.app(r.PostForm.Get("client_id"))
	if !ok || app.Secret != "" && app.Secret != r.PostForm.Get("client_secret") {
		oauthError(w, http.StatusUnauthorized, "invalid_client", "The OAuth client was not found.")
		return
	}
	switch r.PostForm.Get("grant_type") {
	case "authorization_code":
		s.redeemCode(w, r, app)
	case "refresh_token":
		s.renew(w, r, app)
	case deviceGrant:
		s.pollDevice(w, r, app)
	case "client_credentials":
		s.actForItself(w, r, app)
	default:
		oauthError(w, http.StatusBadRequest, "unsupported_grant_type", "Invalid grant_type")
	}
}

// redeemCode trades a code, which is good once and with its verifier (RFC 7636).
func (s *Server) redeemCode(w http.ResponseWriter, r *http.Request, app App) {
	code := r.PostForm.Get("code")
	signed, ok := s.signIns[code]
	delete(s.signIns, code)
	sum := sha256.Sum256([]byte(r.PostForm.Get("code_verifier")))
	if !ok || signed.AppID != app.ID || signed.redirect != r.PostForm.Get("redirect_uri") || s.options.Clock().After(signed.Expiry) ||
		signed.challenge != base64.RawURLEncoding.EncodeToString(sum[:]) {
		oauthError(w, http.StatusBadRequest, "invalid_grant", "Malformed auth code.")
		return
	}
	s.hand(w, signed.grant, true)
}

// renew trades a refresh token.
func (s *Server) renew(w http.ResponseWriter, r *http.Request, app App) {
	old := r.PostForm.Get("refresh_token")
	g, ok := s.refresh[old]
	if !ok || g.AppID != app.ID || g.Provider != providerOf(r.URL.Path) {
		oauthError(w, http.StatusBadRequest, "invalid_grant", "Token has been expired or revoked.")
		return
	}
	if !s.options.KeepRefresh {
		delete(s.refresh, old)
	}
	s.hand(w, g, !s.options.KeepRefresh)
}

// actForItself is access to a whole tenant by an app's own permissions.
func (s *Server) actForItself(w http.ResponseWriter, r *http.Request, app App) {
	switch {
	case app.Tenant == "" || r.PathValue("tenant") != app.Tenant:
		oauthError(w, http.StatusBadRequest, "unauthorized_client", "AADSTS700016: Application was not found in the directory.")
	case !strings.HasSuffix(r.PostForm.Get("scope"), "/.default"):
		oauthError(w, http.StatusBadRequest, "invalid_scope", "AADSTS1002012: The provided value for scope is not valid.")
	default:
		s.hand(w, grant{Provider: Microsoft, AppID: app.ID, Scopes: app.Roles}, false)
	}
}

// hand answers with tokens. The lock is held.
func (s *Server) hand(w http.ResponseWriter, g grant, refresh bool) {
	claims, _ := json.Marshal(map[string]string{"email": g.User})
	body := map[string]any{"access_token": s.issueAccess(g), "token_type": "Bearer", "expires_in": int(s.options.AccessTokenLife.Seconds())}
	if g.User != "" {
		body["scope"] = strings.Join(g.Scopes, " ")
		body["id_token"] = "e30." + base64.RawURLEncoding.EncodeToString(claims) + ".x"
	}
	if refresh {
		s.issued++
		token := fmt.Sprintf("refresh-%d-s3cret-%s", s.issued, rand.Text())
		s.refresh[token] = g
		body["refresh_token"] = token
	}
	standin.JSON(w, http.StatusOK, body)
}

// revoke ends a grant by one of its tokens (RFC 7009).
func (s *Server) revoke(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	token := r.PostFormValue("token")
	g, ok := s.refresh[token]
	if !ok {
		if g, ok = s.access[token]; !ok {
			oauthError(w, http.StatusBadRequest, "invalid_token", "Token expired or revoked")
			return
		}
	}
	for _, tokens := range []map[string]grant{s.access, s.refresh} {
		for other, is := range tokens {
			if is.User == g.User && is.AppID == g.AppID && is.Provider == g.Provider {
				delete(tokens, other)
			}
		}
	}
	standin.JSON(w, http.StatusOK, map[string]any{})
}
