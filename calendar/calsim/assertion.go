package calsim

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"recruitty/internal/standin"
)

const jwtGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer"

// serviceAccount is a service account of Google's to which an administrator has given
// the right to act for everybody of a domain.
type serviceAccount struct {
	email  string
	domain string
	scopes []string
	key    *rsa.PublicKey
}

// ServiceAccount makes a service account that may act with the given scopes for
// everybody whose address ends in domain, and returns its key file as Google's console
// gives it out.
func (s *Server) ServiceAccount(domain string, scopes ...string) ([]byte, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	encoded, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	account := serviceAccount{email: "reader@sim-project.iam.gserviceaccount.com", domain: domain, scopes: scopes, key: &key.PublicKey}
	s.mu.Lock()
	s.service = account
	s.mu.Unlock()
	return json.Marshal(map[string]string{
		"type": "service_account", "project_id": "sim-project", "private_key_id": "sim-key", "client_email": account.email, "client_id": "100000000000000000001",
		"private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: encoded})), "token_uri": "https://oauth2.googleapis.com/token",
	})
}

// redeemAssertion trades a signed claim (RFC 7523).
func (s *Server) redeemAssertion(w http.ResponseWriter, r *http.Request) {
	user, scopes, err := s.verified(r.PostForm.Get("assertion"), s.root()+r.URL.Path)
	switch {
	case err != nil:
		oauthError(w, http.StatusBadRequest, "invalid_grant", "Invalid JWT: "+err.Error())
	case slices.ContainsFunc(scopes, func(scope string) bool { return !slices.Contains(s.service.scopes, scope) }) || !strings.HasSuffix(user, "@"+s.service.domain):
		oauthError(w, http.StatusUnauthorized, "unauthorized_client", "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.")
	default:
		body := map[string]any{"access_token": s.issueAccess(grant{Provider: Google, AppID: s.service.email, User: user, Scopes: scopes}), "token_type": "Bearer", "expires_in": int(s.options.AccessTokenLife.Seconds())}
		standin.JSON(w, http.StatusOK, body)
	}
}

// verified checks an assertion, and says for whom it asks for what.
func (s *Server) verified(assertion, audience string) (user string, scopes []string, err error) {
	parts := strings.Split(assertion, ".")
	if len(parts) != 3 || s.service.key == nil {
		return "", nil, errors.New("no signed token")
	}
	var claims struct {
		Iss, Sub, Scope, Aud string
		Iat, Exp             int64
	}
	var header struct{ Alg, Typ, Kid string }
	for i, into := range []any{&header, &claims} {
		text, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil {
			return "", nil, err
		}
		if err := json.Unmarshal(text, into); err != nil {
			return "", nil, err
		}
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return "", nil, err
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	now := s.options.Clock()
	issued, expires := time.Unix(claims.Iat, 0), time.Unix(claims.Exp, 0)
	switch {
	case header.Alg != "RS256" || header.Typ != "JWT" || header.Kid != "sim-key":
		return "", nil, errors.New("the header is not as it should be")
	case rsa.VerifyPKCS1v15(s.service.key, crypto.SHA256, sum[:], signature) != nil:
		return "", nil, errors.New("the signature is wrong")
	case claims.Iss != s.service.email || claims.Aud != audience:
		return "", nil, errors.New("the issuer or the audience is wrong")
	case issued.After(now.Add(time.Minute)) || expires.Before(now) || expires.Sub(issued) > time.Hour:
		return "", nil, errors.New("token must be a short-lived token and in a reasonable timeframe")
	}
	return claims.Sub, strings.Fields(claims.Scope), nil
}
