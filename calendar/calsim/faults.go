package calsim

import (
	"bytes"
	"net/http"
	"path"
	"strconv"
	"time"

	"recruitty/internal/standin"
)

// Deed is what a fault does.
type Deed string

// The deeds of faults.
const (
	Reply Deed = "reply" // answers with Status and Body
	HTML  Deed = "html"  // answers with a page, as what stands in between does
	Cut   Deed = "cut"   // breaks off in the middle of the answer
	Drop  Deed = "drop"  // closes the connection without an answer
	Hang  Deed = "hang"  // never answers
	Slow  Deed = "slow"  // answers after Delay
	Rate  Deed = "rate"  // says that too much was asked: 403 at Google, 429 at Microsoft
	Quota Deed = "quota" // 429, at both
	Down  Deed = "down"  // 503 with the service's own error
	Huge  Deed = "huge"  // answers with more than anybody reads
)

// Fault makes chosen requests go wrong.
type Fault struct {
	// Operation is a pattern of path.Match for google.freebusy, google.events,
	// microsoft.schedule, oauth.token and so on; "" is all.
	Operation string
	Do        Deed
	// After lets so many matching requests pass, then Times go wrong: once for 0,
	// for ever if negative.
	After, Times int
	// RetryAfter is said where something is asked too often, in seconds; 0 is not said.
	RetryAfter int
	Status     int    // of Reply
	Body       string // of Reply
	Delay      time.Duration
}

// armed is a fault with its counters.
type armed struct {
	Fault
	seen, done int
}

// AddFault arms faults. The first that matches a request acts on it.
func (s *Server) AddFault(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range faults {
		s.faults = append(s.faults, &armed{Fault: f})
	}
}

// ClearFaults disarms all faults.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// pick counts the request for the faults and returns the first that acts. The lock is
// held.
func (s *Server) pick(r *Request) *Fault {
	for _, f := range s.faults {
		if matched, err := path.Match(f.Operation, r.Operation); f.Operation != "" && (err != nil || !matched) {
			continue
		}
		f.seen++
		if f.seen <= f.After || f.Times >= 0 && f.done >= max(f.Times, 1) {
			continue
		}
		f.done++
		return &f.Fault
	}
	return nil
}

// act carries a fault out; sent is false if there is to be no answer.
func (s *Server) act(f *Fault, w *standin.Answer, r *http.Request) (sent bool) {
	google := s.operation(r) == "google.freebusy" || s.operation(r) == "google.events"
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
	}
	switch f.Do {
	case Drop:
		return false
	case Hang:
		<-r.Context().Done()
		return false
	case Slow:
		select {
		case <-time.After(f.Delay):
		case <-r.Context().Done():
			return false
		}
		s.mux.ServeHTTP(w, r)
	case Cut:
		s.mux.ServeHTTP(w, r)
		w.Length = w.Body.Len()
		w.Body.Truncate(w.Body.Len() / 2)
	case HTML:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(max(f.Status, http.StatusOK))
		w.Body.WriteString("<html><body><h1>Welcome to this network</h1></body></html>\n")
	case Huge:
		w.Body.Write(bytes.Repeat([]byte(" "), 17<<20))
	case Rate:
		if google {
			googleError(w, http.StatusForbidden, "usageLimits", "rateLimitExceeded", "Rate Limit Exceeded")
		} else {
			graphError(w, http.StatusTooManyRequests, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.")
		}
	case Quota:
		if google {
			googleError(w, http.StatusTooManyRequests, "usageLimits", "quotaExceeded", "Quota exceeded.")
		} else {
			graphError(w, http.StatusTooManyRequests, "TooManyRequests", "Too many requests.")
		}
	case Down:
		if google {
			googleError(w, http.StatusServiceUnavailable, "global", "backendError", "Backend Error")
		} else {
			graphError(w, http.StatusServiceUnavailable, "ServiceNotAvailable", "The service is temporarily unavailable.")
		}
	default:
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(max(f.Status, http.StatusOK))
		w.Body.WriteString(f.Body)
	}
	return true
}

// moment writes a time as Google does.
func moment(at time.Time) string { return at.Format(time.RFC3339) }
