package fetch

import (
	"net/http"
	"strconv"
	"time"

	"recruitty/recruit"
)

// Status is an answer's status as the cause of a problem.
type Status int

// Error is for the log.
func (s Status) Error() string { return "HTTP " + strconv.Itoa(int(s)) }

// Passes reports whether a status says that asking again later may help.
func (s Status) Passes() bool {
	switch int(s) {
	case http.StatusRequestTimeout, http.StatusLocked, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported, http.StatusInsufficientStorage:
		return false
	}
	return s >= 500
}

// Later says that who cannot be had now, and from when asking again makes sense; the
// zero time where that is not known.
func Later(cause error, who string, retry time.Time) *recruit.Problem {
	return &recruit.Problem{Kind: recruit.ErrLater, Cause: cause, RetryAt: retry, Sentence: who + " cannot be had at the moment; it is asked again later."}
}
