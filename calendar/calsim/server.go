package calsim

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"recruitty/internal/standin"
)

// maxLog bounds the log of requests.
const maxLog = 10_000

// Options shape a simulator. The zero value is useful.
type Options struct {
	// Clock defaults to the machine's.
	Clock func() time.Time
	// Listen is the address for Start, default 127.0.0.1:0.
	Listen string
	// AccessTokenLife defaults to an hour.
	AccessTokenLife time.Duration
	// PageSize is how many entries a page of events.list holds at most; 0 is what the
	// client asks for.
	PageSize int
	// Apps are the apps that are registered; default one with ClientID and ClientSecret.
	Apps []App
	// KeepRefresh lets a refresh token live when it is used, as Google does; otherwise
	// it is replaced by a new one, as Microsoft does.
	KeepRefresh bool
	// Suggested is whose address the pages of sign-ins suggest; "" is the first one.
	Suggested string
	// Scopes are granted instead of those that are asked for, if not nil.
	Scopes []string
}

// Server is a simulated Google and Microsoft. It is an http.Handler and safe for
// concurrent use.
type Server struct {
	options  Options
	mux      *http.ServeMux
	contract contract
	address  string

	mu       sync.Mutex
	people   map[string]*Person // by address in lower case
	entries  map[string][]*entry
	changes  int
	syncs    map[string]syncToken
	pages    map[string]listPage
	signIns  map[string]signIn // by code
	devices  map[string]*device
	access   map[string]grant
	refresh  map[string]grant
	service  serviceAccount
	issued   int
	faults   []*armed
	requests []*Request
	breaches []string
}

// Request is an entry of the log.
type Request struct {
	Method    string
	Path      string
	Operation string
	Body      string // of API calls only
	Fault     string // what a fault did, if one did
	Status    int    // 0 if no answer was sent
}

// New makes a simulator.
func New(o Options) *Server {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Listen == "" {
		o.Listen = "127.0.0.1:0"
	}
	if o.AccessTokenLife <= 0 {
		o.AccessTokenLife = time.Hour
	}
	if o.Apps == nil {
		o.Apps = []App{{ID: ClientID, Secret: ClientSecret}}
	}
	s := &Server{
		options: o, mux: http.NewServeMux(), contract: readContract(),
		people: map[string]*Person{}, entries: map[string][]*entry{}, syncs: map[string]syncToken{}, pages: map[string]listPage{},
		signIns: map[string]signIn{}, devices: map[string]*device{}, access: map[string]grant{}, refresh: map[string]grant{},
	}
	for _, r := range s.routes() {
		s.mux.HandleFunc(r.pattern, r.handler)
	}
	return s
}

// route is where an operation is served.
type route struct {
	pattern, operation string
	handler            http.HandlerFunc
}

func (s *Server) routes() []route {
	return []route{
		{"POST /calendar/v3/freeBusy", "google.freebusy", s.google("calendar.freebusy.query", s.freeBusy)},
		{"GET /calendar/v3/calendars/{calendar}/events", "google.events", s.google("calendar.events.list", s.events)},
		{"POST /v1.0/me/calendar/getSchedule", "microsoft.schedule", s.schedule},
		{"POST /v1.0/users/{user}/calendar/getSchedule", "microsoft.schedule", s.schedule},
		{"GET /google/auth", "oauth.page", s.page},
		{"POST /google/token", "oauth.token", s.token},
		{"POST /google/revoke", "oauth.revoke", s.revoke},
		{"GET /microsoft/{tenant}/oauth2/v2.0/authorize", "oauth.page", s.page},
		{"POST /microsoft/{tenant}/oauth2/v2.0/token", "oauth.token", s.token},
		{"POST /microsoft/{tenant}/oauth2/v2.0/devicecode", "oauth.device", s.deviceCode},
		{"POST /decide", "oauth.decide", s.decide},
		{"GET /device", "oauth.page", s.devicePage},
		{"POST /device", "oauth.decide", s.decideDevice},
		{"/", "unknown", s.unknown},
	}
}

// operation names a request for faults and the log.
func (s *Server) operation(r *http.Request) string {
	_, pattern := s.mux.Handler(r)
	for _, known := range s.routes() {
		if known.pattern == pattern {
			return known.operation
		}
	}
	return "unknown"
}

// Start listens at Options.Listen until stop is called.
func (s *Server) Start() (stop func(), err error) {
	address, stop, err := standin.Listen(s.options.Listen, s)
	if err != nil {
		return nil, fmt.Errorf("start simulated calendars: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.address = address
	return stop, nil
}

// URL is where the interfaces of both services are; as a plain handler it is an
// address that leads nowhere.
func (s *Server) URL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.root()
}

func (s *Server) root() string {
	if s.address == "" {
		return "https://calendars.invalid"
	}
	return s.address
}

// GoogleOAuth and MicrosoftOAuth are where their sign-ins are.
func (s *Server) GoogleOAuth() string { return s.URL() + "/google" }

// MicrosoftOAuth is where Microsoft's sign-in is.
func (s *Server) MicrosoftOAuth() string { return s.URL() + "/microsoft" }

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, ok := standin.Body(w, r)
	if !ok {
		return
	}
	noted := &Request{Method: r.Method, Path: r.URL.Path, Operation: s.operation(r)}
	if !strings.HasPrefix(noted.Operation, "oauth.") {
		noted.Body = string(body)
	}
	fault := s.note(noted)
	a := standin.NewAnswer()
	if fault == nil {
		s.mux.ServeHTTP(a, r)
	} else if !s.act(fault, a, r) {
		panic(http.ErrAbortHandler) // closes the connection without an answer
	}
	s.mu.Lock()
	noted.Status = a.Status
	s.mu.Unlock()
	a.CopyTo(w)
}

// note logs a request before anything happens to it, and returns the fault that acts
// on it, if any.
func (s *Server) note(r *Request) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	fault := s.pick(r)
	if fault != nil {
		r.Fault = string(fault.Do)
	}
	if len(s.requests) == maxLog {
		s.requests = slices.Delete(s.requests, 0, maxLog/10)
	}
	s.requests = append(s.requests, r)
	return fault
}

// Requests returns the log, oldest first.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Request, 0, len(s.requests))
	for _, r := range s.requests {
		list = append(list, *r)
	}
	return list
}

// Count returns how many requests of an operation were made.
func (s *Server) Count(operation string) int {
	count := 0
	for _, r := range s.Requests() {
		if r.Operation == operation {
			count++
		}
	}
	return count
}

// Violations returns what clients sent that the services' documents do not allow for.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.breaches)
}

// breach records such a thing. The lock is held.
func (s *Server) breach(r *http.Request, what string) {
	if len(s.breaches) < 1000 {
		s.breaches = append(s.breaches, r.Method+" "+r.URL.Path+": "+what)
	}
}

// unknown answers what has no other answer.
func (s *Server) unknown(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.breach(r, "no such operation")
	http.NotFound(w, r)
}
