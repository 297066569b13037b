package oauth

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"recruitty/internal/web"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

const (
	timeout  = 30 * time.Second
	maxReply = 256 << 10
)

// purpose is what a request is for; the same answer means different things to a
// person.
type purpose int

const (
	signingIn purpose = iota
	renewing
	polling
	revoking
	acting // an app for itself
)

var (
	errPending = errors.New("the person has not decided yet")
	errSlower  = errors.New("the provider wants to be asked less often")
)

// reply is an answer: its status and the plain values in its object.
type reply struct {
	status int
	fields map[string]json.RawMessage
}

// text is a value that is a text or a number, "" otherwise.
func (r reply) text(name string) string {
	raw := r.fields[name]
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}

// post sends a form and reads the bounded answer.
func (c *Client) post(ctx context.Context, address string, form url.Values) (reply, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return reply{}, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	body, err := web.Body(response.Body, maxReply)
	if err != nil {
		return reply{}, err
	}
	r := reply{status: response.StatusCode}
	_ = json.Unmarshal(body, &r.fields) // what is none has no fields
	return r, nil
}

// obtain asks for tokens.
func (c *Client) obtain(ctx context.Context, f Flow, form url.Values, why purpose) (recruit.Grant, error) {
	if f.Bad != nil {
		return recruit.Grant{}, f.Bad
	}
	if f.ClientID != "" {
		form.Set("client_id", f.ClientID)
	}
	if f.Secret != "" {
		form.Set("client_secret", f.Secret)
	}
	asked := c.now()
	answer, err := c.post(ctx, f.Token, form)
	if err != nil {
		if ctx.Err() != nil {
			return recruit.Grant{}, ctx.Err()
		}
		return recruit.Grant{}, unreachable(f, err)
	}
	access := answer.text("access_token")
	if answer.status/100 != 2 || access == "" || strings.ContainsFunc(access, unicode.IsControl) {
		return recruit.Grant{}, answer.problem(f, why)
	}
	g := recruit.Grant{Tokens: recruit.Tokens{Access: access, Refresh: answer.text("refresh_token")}, Address: addressIn(answer.text("id_token"))}
	if seconds, err := strconv.ParseFloat(answer.text("expires_in"), 64); err == nil && seconds > 0 && seconds < 1e7 {
		g.Tokens.Expiry = asked.Add(time.Duration(seconds) * time.Second)
	}
	if scope := answer.text("scope"); scope != "" {
		g.Scopes = strings.Fields(scope)
	}
	if why != renewing && why != acting && len(f.lacks(g.Scopes)) > 0 {
		return recruit.Grant{}, &recruit.Problem{Kind: recruit.ErrScope, Sentence: f.Label + " " + f.Words.Missing}
	}
	return g, nil
}

// addressIn is the e-mail address in an identity token. It came from the
// provider itself, over TLS, so that its signature need not be checked (OpenID
// Connect Core section 3.1.3.7).
func addressIn(token string) string {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return ""
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return ""
	}
	var claims struct {
		Email, UPN string
		Preferred  string `json:"preferred_username"`
	}
	if json.Unmarshal(payload, &claims) != nil {
		return ""
	}
	for _, address := range []string{claims.Email, claims.Preferred, claims.UPN} {
		if strings.Contains(address, "@") {
			return address
		}
	}
	return ""
}

// unreachable is a request that did not come through.
func unreachable(f Flow, cause error) error {
	return &recruit.Problem{Kind: recruit.ErrLater, Sentence: f.Label + " cannot be reached at the moment; it is tried again.", Cause: web.Cause(cause)}
}

// problem reads a refusal (RFC 6749 section 5.2, RFC 8628 section 3.5).
func (r reply) problem(f Flow, why purpose) error {
	label, word := f.Label, r.text("error")
	said := sanitize.Brief(r.text("error_description"), 200)
	with := func(kind error, sentence string) error {
		return &recruit.Problem{Kind: kind, Sentence: sentence, Cause: fmt.Errorf("status %d: %s: %s", r.status, sanitize.Brief(word, 60), said)}
	}
	switch {
	case why == polling && word == "authorization_pending":
		return errPending
	case why == polling && word == "slow_down":
		return errSlower
	case why == acting && f.Words.Own[word] != "":
		return with(recruit.ErrReconnect, f.Words.Own[word])
	case word == "access_denied", word == "authorization_declined":
		return with(recruit.ErrDeclined, recruit.DeclinedAt(label))
	case word == "expired_token", word == "code_expired":
		return with(recruit.ErrRejected, "The code for "+label+" has expired; start again.")
	case r.status == http.StatusTooManyRequests, r.status >= 500, word == "temporarily_unavailable", word == "":
		return with(recruit.ErrLater, label+" has trouble answering; it is tried again.")
	case why == renewing && (word == "invalid_grant" || word == "interaction_required" || word == "invalid_client" || word == "unauthorized_client" || word == "consent_required" || word == "login_required"):
		return with(recruit.ErrReconnect, label+" no longer accepts this access.")
	case word == "invalid_client", word == "unauthorized_client":
		return with(recruit.ErrRejected, ended(label+" does not know this client id, or its secret is wrong; check both", said))
	case word == "invalid_scope":
		return with(recruit.ErrRejected, ended(label+" "+f.Words.Unregistered, said))
	case word == "invalid_grant":
		return with(recruit.ErrRejected, "The code of this sign-in is no longer valid; start again.")
	}
	return with(recruit.ErrRejected, ended(label+" refused the sign-in", said))
}

func ended(sentence, said string) string {
	if said == "" {
		return sentence + "."
	}
	return sentence + ": " + strings.TrimRight(said, ".") + "."
}

// page is the address of a page that a person may be sent to, "" when it is not.
func page(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || len(address) > 2000 || u.Scheme != "https" && u.Hostname() != "127.0.0.1" {
		return ""
	}
	return u.String()
}
