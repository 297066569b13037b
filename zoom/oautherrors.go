package zoom

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"recruitty/recruit"
)

// purpose is what an OAuth request is for; the same answer means different things to a person.
type purpose int

const (
	purposeCode purpose = iota
	purposeRefresh
	purposeAccount
	purposeDevice
	purposePoll
	purposeRevoke
)

// operation is the request's name in the log.
func (p purpose) operation() string {
	return [...]string{"oauth.code", "oauth.refresh", "oauth.account", "oauth.device", "oauth.poll", "oauth.revoke"}[p]
}

// spends reports whether the request uses something up, so that a lost answer matters.
func (p purpose) spends() bool { return p == purposeCode || p == purposeRefresh }

// The OAuth numbers of Zoom's that mean that a stored grant is dead; they are not present in every body.
// Source: developers.zoom.us/docs/integrations/oauth-error-messages/
var deadGrant = map[int]bool{
	4702: true, // client invalid
	4704: true, // client invalid
	4711: true, // the app's permissions are not those of the token any more
	4717: true, // app disabled
	4735: true, // the token's owner no longer exists
	4737: true, // authentication not found
	4738: true, // token disabled by an administrator
	4740: true, // outside the tolerance of an old token
	4741: true, // revoked by a newer authorisation
}

const (
	codeGrantUnsupported = 4705
	codeRedirect         = 4709
	codeCodeExpired      = 4733
	codeCodeInvalid      = 4734
)

// classifyOAuth turns an answer without a usable grant into an *Error.
func classifyOAuth(r reply, why purpose, now time.Time) *Error {
	body, isJSON := parseErrorBody(r.body)
	result := &Error{Status: r.status, TrackingID: r.trackingID(), Code: int(body.Code)}
	if body.Message == "" {
		body.Message = body.Reason
	}
	switch {
	case r.status == http.StatusTooManyRequests:
		result.Kind = ErrLater
		result.RetryAt = retryAt(r.header, string(body.Message), now)
		result.Message = "Zoom accepts no more requests for the moment; try again in a minute."
		if why == purposeRefresh || why == purposeAccount {
			result.Message = tooManyNow
		}
	case r.ok() && body.Error == "" && why.spends():
		// Zoom said yes, in a way that cannot be read: what was sent is probably spent.
		result.Kind = ErrLost
		result.Message = "Zoom's answer could not be read; try again, and connect again if that does not help."
	case !isJSON && why == purposeDevice && r.status >= 400 && r.status <= 499:
		// Where the flow is switched off, there may be just a page saying so.
		explainOAuth(result, body, why)
	case r.status >= 500, r.status >= 300 && r.status <= 399, !isJSON, r.ok() && body.Error == "":
		result.Kind = ErrLater
		result.Message = "Zoom has trouble answering; try again in a moment."
	default:
		explainOAuth(result, body, why)
	}
	return result
}

// explainOAuth reads a refusal in Zoom's words.
func explainOAuth(result *Error, body errorBody, why purpose) {
	word := string(body.Error)
	badClient := word == "invalid_client" || word == "unauthorized_client"
	dead := word == "invalid_grant" || badClient || deadGrant[result.Code] ||
		strings.EqualFold(strings.TrimSpace(string(body.Reason)), "Invalid Token!")

	result.Kind = ErrRejected
	switch {
	case word == "access_denied":
		result.Kind = ErrDeclined
		result.Message = recruit.DeclinedAt("Zoom")
	case word == "expired_token":
		result.Cause = ErrSignInOver
		result.Message = "The code for Zoom has expired; start again."
	case result.Code == codeRedirect:
		result.Message = "The redirect address is not the one registered with the Zoom app; register http://127.0.0.1/callback."
	case why == purposeDevice, word == "unsupported_grant_type", result.Code == codeGrantUnsupported:
		result.Kind = ErrUnsupported
		result.Message = "This Zoom app may not be connected in this way; choose another one."
	case dead && why == purposeRefresh, dead && why == purposeAccount:
		result.Kind = ErrReconnect
		result.Message = connectionEnded
	case badClient, result.Code == 4702, result.Code == 4704:
		result.Message = "Zoom does not know this client id, or its secret is wrong; check both in Settings."
	case dead && why != purposeRevoke, result.Code == codeCodeExpired, result.Code == codeCodeInvalid:
		result.Message = "Zoom did not accept the code of this sign-in, which is good once and for five minutes; start again."
	default:
		result.Message = body.quoted("Zoom refused the request.")
	}
}

// saysSuccess reads the reply to a revocation; an empty one is the standard's success (RFC 7009, section 2.2).
func saysSuccess(body []byte) bool {
	if strings.TrimSpace(string(body)) == "" {
		return true
	}
	var parsed struct {
		Status text `json:"status"`
		Error  text `json:"error"`
	}
	return json.Unmarshal(body, &parsed) == nil && parsed.Status == "success" && parsed.Error == ""
}
