package zoomsim

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"recruitty/internal/standin"
)

// Fault makes matching requests go wrong; the package comment lists what it can do.
type Fault struct {
	Operation string            `json:"operation,omitempty"`
	Method    string            `json:"method,omitempty"`
	Path      string            `json:"path,omitempty"`
	After     int               `json:"after,omitempty"`
	Times     int               `json:"times,omitempty"`
	Do        string            `json:"do"`
	Effect    bool              `json:"effect,omitempty"`
	Status    int               `json:"status,omitempty"`
	Headers   map[string]string `json:"headers,omitempty"`
	Body      json.RawMessage   `json:"body,omitempty"` // a JSON string is sent as its text
	Scopes    []string          `json:"scopes,omitempty"`
	Delay     Duration          `json:"delay,omitempty"`
	Set       map[string]any    `json:"set,omitempty"`
	Remove    []string          `json:"remove,omitempty"`
}

// Duration is a time.Duration that JSON writes as "300ms".
type Duration time.Duration

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *Duration) UnmarshalText(text []byte) error {
	value, err := time.ParseDuration(string(text))
	*d = Duration(value)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// armed is a fault with its counters.
type armed struct {
	Fault
	seen, done int
}

var deeds = []string{
	"reply", "html", "xml", "expired", "scope", "rate-second", "rate-day", "rate-host",
	"drop-before", "drop-after-effect", "delay", "hang", "edit",
}

func (f Fault) check() error {
	if !slices.Contains(deeds, f.Do) {
		return fmt.Errorf("fault: %q is nothing a fault can do (%s)", f.Do, strings.Join(deeds, ", "))
	}
	for _, pattern := range []string{f.Operation, f.Method, f.Path} {
		if _, err := path.Match(pattern, ""); err != nil {
			return fmt.Errorf("fault: pattern %q: %w", pattern, err)
		}
	}
	if f.Status != 0 && (f.Status < 200 || f.Status > 599) {
		return fmt.Errorf("fault: status %d is no answer", f.Status)
	}
	if f.After < 0 || f.Delay < 0 {
		return errors.New("fault: after and delay cannot be negative")
	}
	return nil
}

// AddFault arms faults. The first armed one that matches a request acts on it.
func (s *Server) AddFault(faults ...Fault) error {
	for _, fault := range faults {
		if err := fault.check(); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, fault := range faults {
		s.faults = append(s.faults, &armed{Fault: fault})
	}
	return nil
}

// LoadFaults arms the faults of a JSON array; none of them if one is wrong.
func (s *Server) LoadFaults(r io.Reader) error {
	decoder := json.NewDecoder(io.LimitReader(r, standin.MaxBody))
	decoder.DisallowUnknownFields()
	var faults []Fault
	if err := decoder.Decode(&faults); err != nil {
		return fmt.Errorf("read faults: %w", err)
	}
	return s.AddFault(faults...)
}

// ClearFaults disarms all faults.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// pick counts the request for the faults and returns the first that acts. The lock is held.
func (s *Server) pick(r *Request) *Fault {
	for _, fault := range s.faults {
		if !fault.matches(r) {
			continue
		}
		fault.seen++
		times := max(fault.Times, 1)
		if fault.seen <= fault.After || (fault.Times >= 0 && fault.done >= times) {
			continue
		}
		fault.done++
		return &fault.Fault
	}
	return nil
}

func (f Fault) matches(r *Request) bool {
	fits := func(pattern, value string) bool {
		matched, err := path.Match(pattern, value)
		return pattern == "" || (err == nil && matched)
	}
	return fits(f.Operation, r.Operation) && fits(f.Method, r.Method) && fits(f.Path, r.Path)
}

// act carries a fault out; sent is false if there is to be no answer.
func (s *Server) act(f *Fault, w *standin.Answer, r *http.Request) (sent bool) {
	switch f.Do {
	case "drop-before":
		return false
	case "drop-after-effect":
		s.mux.ServeHTTP(w, r)
		return false
	case "delay":
		select {
		case <-time.After(time.Duration(f.Delay)):
		case <-r.Context().Done():
			return false
		}
		s.mux.ServeHTTP(w, r)
		return true
	case "hang":
		if f.Effect {
			s.mux.ServeHTTP(w, r)
		}
		<-r.Context().Done()
		return false
	case "edit":
		s.mux.ServeHTTP(w, r)
		f.edit(w)
		return true
	}
	if f.Effect {
		s.mux.ServeHTTP(standin.NewAnswer(), r)
	}
	f.reply(w, s.options.Clock())
	return true
}

// edit changes the fields of a JSON answer.
func (f *Fault) edit(w *standin.Answer) {
	var fields map[string]any
	decoder := json.NewDecoder(&w.Body)
	decoder.UseNumber()
	if decoder.Decode(&fields) != nil || fields == nil {
		fields = map[string]any{}
	}
	for _, name := range f.Remove {
		delete(fields, name)
	}
	for name, value := range f.Set {
		fields[name] = value
	}
	encoded, _ := json.Marshal(fields) // maps of decoded JSON always encode
	w.Body.Reset()
	w.Body.Write(encoded)
	if f.Status != 0 {
		w.Status = f.Status
	}
}

// reply writes the answer that replaces Zoom's.
func (f *Fault) reply(w *standin.Answer, now time.Time) {
	status := f.Status
	otherwise := func(usual int) {
		if status == 0 {
			status = usual
		}
	}
	switch f.Do {
	case "html":
		otherwise(http.StatusBadGateway)
		w.Header().Set("Content-Type", "text/html")
		w.Body.WriteString("<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n")
	case "xml":
		otherwise(http.StatusBadGateway)
		w.Header().Set("Content-Type", "application/xml")
		w.Body.WriteString("<?xml version=\"1.0\"?><error><status>fault</status></error>\n")
	case "expired":
		otherwise(http.StatusUnauthorized)
		writeError(w, status, 124, "Access token is expired.")
	case "scope":
		otherwise(http.StatusBadRequest)
		writeError(w, status, 4711, scopeMessage(f.Scopes))
	case "rate-second":
		otherwise(http.StatusTooManyRequests)
		w.Header().Set("X-RateLimit-Category", "Light")
		w.Header().Set("X-RateLimit-Type", "QPS")
		writeError(w, status, 429, "You have reached the maximum per-second rate limit for this API. Try again later.")
	case "rate-day":
		otherwise(http.StatusTooManyRequests)
		w.Header().Set("X-RateLimit-Category", "Medium")
		w.Header().Set("X-RateLimit-Type", "Daily-limit")
		w.Header().Set("Retry-After", nextDay(now).Format(time.RFC3339))
		writeError(w, status, 429, "You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.")
	case "rate-host":
		otherwise(http.StatusTooManyRequests)
		writeError(w, status, 429, hostLimitMessage)
	default:
		otherwise(http.StatusOK)
		var text string
		if json.Unmarshal(f.Body, &text) == nil {
			w.Body.WriteString(text)
		} else {
			w.Header().Set("Content-Type", "application/json;charset=UTF-8")
			w.Body.Write(f.Body)
		}
	}
	for name, value := range f.Headers {
		w.Header().Set(name, value)
	}
	w.Status = status
}

// nextDay is the next midnight UTC, when Zoom's daily counters start over.
func nextDay(now time.Time) time.Time {
	return now.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour)
}
