package zoom

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"recruitty/recruit/sanitize"
)

// Zoom's numbers that this package tells apart. They are independent of the HTTP status.
const (
	codeInvalidToken     = 124
	codeNoPermission     = 200
	codeValidation       = 300
	codeUserUnknown      = 1001
	codeUserElsewhere    = 1010
	codeUserInvalid      = 1120
	codeUnknownPath      = 2300
	codeCannot           = 3000
	codeMeetingGone      = 3001
	codeInProgress       = 3002
	codeNotHost          = 3003
	codeEnded            = 3007
	codePersonalMeeting  = 3018
	codePersonalAudio    = 3037
	codeHostingForbidden = 3161
	codeScopes           = 4711
)

// errorBody is the union of the error shapes that Zoom uses.
type errorBody struct {
	Code    number `json:"code"`
	Message text   `json:"message"`
	Errors  fields `json:"errors"`

	// The authorise page's shape.
	ErrorCode    number `json:"errorCode"`
	ErrorMessage text   `json:"errorMessage"`

	// The token endpoint's shape.
	Reason text `json:"reason"`
	Error  text `json:"error"`
}

// fields are the single complaints of a validation error.
type fields []struct {
	Field   text `json:"field"`
	Message text `json:"message"`
}

// UnmarshalJSON never fails: details in an unexpected shape count as missing.
func (f *fields) UnmarshalJSON(data []byte) error {
	type plain fields
	var list plain
	if json.Unmarshal(data, &list) == nil {
		*f = fields(list)
	}
	return nil
}

// parseErrorBody reads an error reply; ok is false if it is not a JSON object.
func parseErrorBody(body []byte) (parsed errorBody, ok bool) {
	if json.Unmarshal(body, &parsed) != nil {
		return errorBody{}, false
	}
	if parsed.Code == 0 {
		parsed.Code = parsed.ErrorCode
	}
	if parsed.Message == "" {
		parsed.Message = parsed.ErrorMessage
	}
	// null and arrays of nothing decode without an error but say nothing.
	return parsed, strings.HasPrefix(strings.TrimSpace(string(body)), "{")
}

// said is Zoom's own explanation, safe for display, with the validation details if there are any.
func (b errorBody) said() string {
	said := b.Message.line()
	for i, detail := range b.Errors {
		if i == 3 {
			break
		}
		if message := detail.Message.line(); message != "" {
			said += " " + message
		}
	}
	return sanitize.Head(said, maxText)
}

// quoted appends Zoom's explanation to a sentence.
func (b errorBody) quoted(sentence string) string {
	if said := b.said(); said != "" {
		return sentence + " Zoom says: " + said
	}
	return sentence
}

// scopeName matches classic and granular permission names.
var scopeName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[a-z_]+(?::[a-z_]+)+`) })

// namedScopes finds the permission names in Zoom's message, such as "does not contain scopes:[meeting:read:meeting]".
func namedScopes(message string) []string {
	_, list, found := strings.Cut(message, "[")
	if !found {
		return nil
	}
	list, _, _ = strings.Cut(list, "]")
	names := scopeName().FindAllString(sanitize.Cut(list, 2000), 20)
	slices.Sort(names)
	return slices.Compact(names)
}

// What answers of several kinds come to.
const (
	tooManyNow      = "Zoom accepts no more requests for the moment; it will be tried again."
	connectionEnded = "Zoom no longer accepts this connection; it was ended at Zoom or replaced by a newer sign-in. Connect again."
)

// classify turns an answer that is not a success into an *Error. onUser says that the path names a user rather than a
// meeting; changes that the request may change something at Zoom.
func classify(r reply, onUser, changes bool, now time.Time) *Error {
	body, isJSON := parseErrorBody(r.body)
	result := &Error{Status: r.status, TrackingID: r.trackingID()}
	if isJSON {
		result.Code = int(body.Code)
	}
	message := string(body.Message)

	switch {
	case r.status == http.StatusTooManyRequests || result.Code == http.StatusTooManyRequests:
		result.Kind = ErrLater
		result.RetryAt = retryAt(r.header, message, now)
		result.Message = tooManyNow
		if strings.Contains(message, "(100)") {
			result.Message = "This Zoom user has made the 100 meeting changes that Zoom allows per day; it continues at 00:00 UTC."
		}
	case r.status >= 500, r.status == http.StatusRequestTimeout, r.status == http.StatusTooEarly:
		temporary(result, changes)
		result.RetryAt = retryAfter(r.header.Get("Retry-After"), now)
	case !isJSON && r.status == http.StatusUnauthorized:
		// Perhaps a gateway's words for an access token that has ended, perhaps someone in between: a fresh token is
		// worth a try, but Zoom has not said that the connection is dead.
		temporary(result, false)
		result.stale = true
	case !isJSON, r.status >= 300 && r.status <= 399:
		temporary(result, changes)
	case lacksScope(result.Code, message):
		result.Kind = ErrScope
		result.Scopes = namedScopes(message)
		result.Message = "The connection to Zoom lacks a permission for this"
		if len(result.Scopes) > 0 {
			result.Message += " (" + strings.Join(result.Scopes, ", ") + ")"
		}
		result.Message += "; connect again and grant it."
	default:
		byCode(result, body, onUser, changes)
	}
	return result
}

// temporary marks trouble at Zoom or between here and there.
func temporary(result *Error, changes bool) {
	result.Kind = ErrLater
	result.Message = "Zoom has trouble answering; it will be tried again."
	if changes {
		result.Kind = ErrLost
		result.Message = "Zoom answered with a fault; it is not known whether the request took effect."
	}
}

// lacksScope recognises a missing permission: 4711 always, and its older numbers by their text.
func lacksScope(code int, message string) bool {
	return code == codeScopes || strings.Contains(strings.ToLower(message), "does not contain scope")
}

// byCode maps the answers whose meaning is in Zoom's number.
func byCode(result *Error, body errorBody, onUser, changes bool) {
	result.Kind = ErrRejected
	switch result.Code {
	case codeNoPermission:
		result.Message = body.quoted("Zoom does not allow this with this account or plan.")
		return
	case codeValidation:
		result.Message = body.quoted("Zoom did not accept the details.")
		return
	case codeCannot:
		result.Message = body.quoted("Zoom does not let this user do that.")
		return
	case codeHostingForbidden:
		result.Message = "This Zoom user may not host meetings; an administrator of the Zoom account can change that."
		return
	case codeNotHost:
		result.Message = "The connected Zoom user is not the host of this meeting."
		return
	case codeEnded:
		result.Message = "The meeting has already ended at Zoom."
		return
	case codePersonalMeeting, codePersonalAudio:
		result.Message = "This is a personal meeting room at Zoom, which cannot be deleted."
		return
	case codeInProgress:
		result.Kind = ErrInProgress
		result.Message = "The meeting is running at Zoom and can be deleted after its end."
		return
	case codeUserUnknown, codeUserElsewhere, codeUserInvalid:
		unknownUser(result)
		return
	case codeUnknownPath:
		result.Kind = ErrProtocol
		result.Message = "Zoom does not know the address that was called; check the configured address of Zoom."
		return
	}
	switch {
	case result.Code == codeMeetingGone && result.Status >= 400:
		if onUser {
			unknownUser(result)
			return
		}
		result.Kind = ErrGone
		result.Message = "The meeting is no longer on Zoom (or not yours)."
	case result.Code == codeInvalidToken, result.Status == http.StatusUnauthorized:
		result.Kind = ErrReconnect
		result.stale = true
		result.Message = connectionEnded
	case result.Code == 0 && result.Status == http.StatusNotFound:
		// Zoom names a number whenever something truly does not exist.
		temporary(result, changes)
	case result.Status < 300:
		// A success that is not one, without a number to go by.
		temporary(result, changes)
	default:
		result.Message = body.quoted("Zoom refused the request.")
	}
}

func unknownUser(result *Error) {
	result.Kind = ErrUnknownUser
	result.Message = "Zoom does not know this user in the connected account; choose another host."
}
