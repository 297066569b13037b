package zoom

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// The kinds of failure. Every [*Error] has exactly one of them; compare with errors.Is.
var (
	// ErrReconnect: the stored credentials are dead (revoked, replaced by a newer sign-in, app switched off).
	ErrReconnect = errors.New("zoom: reconnect needed")
	// ErrScope: the connection lacks a permission; Error.Scopes names what Zoom asked for.
	ErrScope = errors.New("zoom: permission missing")
	// ErrGone: Zoom says that this meeting does not exist (any more), or is not visible to this connection.
	ErrGone = errors.New("zoom: meeting gone")
	// ErrLater: nothing happened and it may work later; Error.RetryAt says when, if known.
	ErrLater = errors.New("zoom: try later")
	// ErrLost: the request may have taken effect but its answer did not arrive.
	ErrLost = errors.New("zoom: answer lost")
	// ErrInProgress: the meeting is running and cannot be deleted now.
	ErrInProgress = errors.New("zoom: meeting in progress")
	// ErrRejected: Zoom refused for good; asking again will not help.
	ErrRejected = errors.New("zoom: rejected")
	// ErrUnknownUser: Zoom does not know the host.
	ErrUnknownUser = errors.New("zoom: user unknown")
	// ErrDeclined: the person declined on Zoom's permission page.
	ErrDeclined = errors.New("zoom: declined")
	// ErrUnsupported: the registered app may not use this way of connecting.
	ErrUnsupported = errors.New("zoom: not supported for this app")
	// ErrProtocol: Zoom and this program do not understand each other; the program or its settings are wrong.
	ErrProtocol = errors.New("zoom: protocol error")
)

// Error is every failure of this package that concerns Zoom.
type Error struct {
	// Kind is one of the sentinels above.
	Kind error
	// Code is Zoom's own number, 0 if there was none. It is independent of Status.
	Code int
	// Status is the HTTP status, 0 if no answer arrived.
	Status int
	// Message is one sentence for a recruiter: what happened and what to do next.
	Message string
	// TrackingID is the id Zoom's support asks for.
	TrackingID string
	// RetryAt is the moment from which a repetition makes sense; zero if unknown.
	RetryAt time.Time
	// Scopes are the permissions that Zoom named as missing.
	Scopes []string
	// Cause is the underlying failure, for errors.Is; it is not part of the text.
	Cause error

	// stale marks an answer that a fresh access token may turn into success.
	stale bool
}

// Error returns the sentence for people, with Zoom's numbers for whoever helps them.
func (e *Error) Error() string {
	var facts []string
	if e.Code != 0 {
		facts = append(facts, fmt.Sprintf("Zoom code %d", e.Code))
	}
	if e.Status != 0 && e.Status != e.Code {
		facts = append(facts, fmt.Sprintf("HTTP %d", e.Status))
	}
	if e.TrackingID != "" {
		facts = append(facts, "tracking id "+e.TrackingID)
	}
	message := e.Message
	if message == "" {
		message = e.Kind.Error()
	}
	if len(facts) == 0 {
		return message
	}
	return message + " (" + strings.Join(facts, ", ") + ")"
}

// LogFacts says for the log what happened, without a word that may name someone.
func (e *Error) LogFacts() string {
	return fmt.Sprintf("%v, Zoom code %d, HTTP %d", e.Kind, e.Code, e.Status)
}

// Is reports whether target is this error's kind.
func (e *Error) Is(target error) bool { return target == e.Kind }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }
