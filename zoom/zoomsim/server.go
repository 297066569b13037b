package zoomsim

import (
	"crypto/rand"
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

// Server is a simulated Zoom. It is an http.Handler and safe for concurrent use.
type Server struct {
	options Options
	mux     *http.ServeMux
	address string // where Start listens

	mu       sync.Mutex
	state    state
	pending  map[string]*pending     // sign-ins in progress, by ticket
	codes    map[string]*code        // authorisation codes
	devices  map[string]*device      // device codes
	pages    map[string]continuation // page tokens of lists
	faults   []*armed
	requests []*Request
	breaches []string
}

// state is what Snapshot keeps.
type state struct {
	Users    []User             `json:"users"`
	Scopes   []string           `json:"scopes"` // granted instead of the app's, if not nil
	Meetings map[int64]*Meeting `json:"meetings"`
	Access   map[string]access  `json:"access"`
	Refresh  map[string]access  `json:"refresh"`
	// Writes counts creates and updates by host and day.
	Writes map[string]int `json:"writes"`
}

// Request is an entry of the log.
type Request struct {
	At         time.Time
	Method     string
	Path       string
	Operation  string
	Body       string // of API calls only
	Header     http.Header
	Fault      string // what a fault did, if one did
	Status     int    // 0 if no answer was sent
	TrackingID string
}

// New makes a simulator.
func New(o Options) *Server {
	o = o.withDefaults()
	s := &Server{
		options: o, mux: http.NewServeMux(),
		state:   emptyState(),
		pending: map[string]*pending{}, codes: map[string]*code{}, devices: map[string]*device{}, pages: map[string]continuation{},
	}
	s.state.Users = slices.Clone(o.Users)
	for pattern, handler := range map[string]http.HandlerFunc{
		"GET /oauth/authorize":              s.authorise,
		"POST /oauth/signin":                s.signIn,
		"POST /oauth/consent":               s.consent,
		"POST /oauth/token":                 s.token,
		"POST /oauth/revoke":                s.revoke,
		"POST /oauth/devicecode":            s.deviceCode,
		"GET /oauth_device":                 s.devicePage,
		"POST /oauth_device":                s.deviceDecision,
		"GET /oauth/device/complete/{code}": s.devicePage,
		"GET /j/{id}":                       s.joinPage,
		"GET /{$}":                          s.homePage,
		"GET /v2/users/{user}":              s.api(scopeUser, s.getUser),
		"POST /v2/users/{user}/meetings":    s.api(scopeCreate, s.createMeeting),
		"GET /v2/users/{user}/meetings":     s.api(scopeList, s.listMeetings),
		"GET /v2/meetings/{id}":             s.api(scopeRead, s.getMeeting),
		"PATCH /v2/meetings/{id}":           s.api(scopeUpdate, s.updateMeeting),
		"DELETE /v2/meetings/{id}":          s.api(scopeDelete, s.deleteMeeting),
		"/":                                 s.unknownPath,
	} {
		s.mux.HandleFunc(pattern, handler)
	}
	return s
}

func emptyState() state {
	return state{
		Meetings: map[int64]*Meeting{}, Access: map[string]access{}, Refresh: map[string]access{}, Writes: map[string]int{},
	}
}

// operations names the patterns of the mux for faults and the log; token requests are named by their grant.
var operations = map[string]string{
	"GET /v2/users/{user}":           "user.get",
	"POST /v2/users/{user}/meetings": "meeting.create",
	"GET /v2/users/{user}/meetings":  "meeting.list",
	"GET /v2/meetings/{id}":          "meeting.get",
	"PATCH /v2/meetings/{id}":        "meeting.update",
	"DELETE /v2/meetings/{id}":       "meeting.delete",
	"GET /oauth/authorize":           "oauth.authorize",
	"POST /oauth/devicecode":         "oauth.device",
	"POST /oauth/revoke":             "oauth.revoke",
}

var grants = map[string]string{
	"authorization_code":  "oauth.code",
	"refresh_token":       "oauth.refresh",
	"account_credentials": "oauth.account",
	deviceGrant:           "oauth.poll",
}

// operation names a request whose form, if it has one, was parsed.
func (s *Server) operation(r *http.Request) string {
	_, pattern := s.mux.Handler(r)
	if pattern == "POST /oauth/token" {
		if name, ok := grants[r.FormValue("grant_type")]; ok {
			return name
		}
	}
	if name, ok := operations[pattern]; ok {
		return name
	}
	return "unknown"
}

// Start listens at Options.Listen, by default on a free port of 127.0.0.1, until stop is called.
func (s *Server) Start() (stop func(), err error) {
	address, stop, err := standin.Listen(s.options.Listen, s)
	if err != nil {
		return nil, fmt.Errorf("start simulated zoom: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.address = address
	return stop, nil
}

// URL is where the simulator is; as a plain handler it is at an address that leads nowhere.
func (s *Server) URL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.root()
}

func (s *Server) root() string {
	if s.address == "" {
		return "https://zoom.invalid"
	}
	return s.address
}

// APIBase is the address of the REST interface.
func (s *Server) APIBase() string { return s.URL() + "/v2" }

// OAuthBase is the address of the OAuth endpoints.
func (s *Server) OAuthBase() string { return s.URL() + "/oauth" }

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, ok := standin.Body(w, r)
	if !ok {
		return
	}
	isAPI := strings.HasPrefix(r.URL.Path, "/v2/")
	if !isAPI {
		if err := r.ParseForm(); err != nil {
			http.Error(w, "bad form", http.StatusBadRequest)
			return
		}
	}
	entry := &Request{
		At: s.options.Clock(), Method: r.Method, Path: r.URL.Path, Operation: s.operation(r), Header: r.Header.Clone(),
		TrackingID: "v=2.0;clid=sim;rid=SIM_" + rand.Text()[:12],
	}
	if isAPI {
		entry.Body = string(body)
	}

	fault := s.note(entry)
	answer := standin.NewAnswer()
	if fault == nil {
		s.mux.ServeHTTP(answer, r)
	} else if !s.act(fault, answer, r) {
		// net/http closes the connection without an answer.
		panic(http.ErrAbortHandler)
	}
	s.mu.Lock()
	entry.Status = answer.Status
	s.mu.Unlock()
	answer.Header().Set("X-Zm-Trackingid", entry.TrackingID)
	answer.CopyTo(w)
}

// note logs a request before anything happens to it, and returns the fault that will act on it, if any.
func (s *Server) note(entry *Request) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	fault := s.pick(entry)
	if fault != nil {
		entry.Fault = fault.Do
	}
	if len(s.requests) == maxLog {
		s.requests = slices.Delete(s.requests, 0, maxLog/10)
	}
	s.requests = append(s.requests, entry)
	return fault
}

// Requests returns the log, oldest first. It holds authorisation headers, as nothing in here is real.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Request, 0, len(s.requests))
	for _, request := range s.requests {
		list = append(list, *request)
	}
	return list
}

// Count returns how many requests of an operation were made.
func (s *Server) Count(operation string) int {
	count := 0
	for _, request := range s.Requests() {
		if request.Operation == operation {
			count++
		}
	}
	return count
}

// Violations returns what clients sent that Zoom's API document does not allow for.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.breaches)
}
