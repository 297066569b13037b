package zoomsim

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"recruitty/internal/standin"
)

// ticketLife is how long a sign-in page can be used.
const ticketLife = 30 * time.Minute

// pending is a sign-in between its pages.
type pending struct {
	appID, redirect, state, challenge, method string
	userID                                    string // once signed in
	expires                                   time.Time
}

// authorise is GET /oauth/authorize: it checks the request and shows the sign-in page.
func (s *Server) authorise(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	query := r.URL.Query()
	app, ok := s.app(query.Get("client_id"))
	switch {
	case !ok || app.AccountID != "":
		writeAuthoriseError(w, 4702, "Invalid client_id: "+query.Get("client_id"))
		return
	case !redirectAllowed(app, query.Get("redirect_uri")):
		writeAuthoriseError(w, 4700, "Invalid redirect url")
		return
	case query.Get("response_type") != "code":
		writeAuthoriseError(w, 4700, "Invalid response type")
		return
	case app.Secret == "" && query.Get("code_challenge") == "":
		writeAuthoriseError(w, 4700, "Code challenge is required")
		return
	}
	ticket := rand.Text()
	now := s.options.Clock()
	for old, waiting := range s.pending {
		if now.After(waiting.expires) {
			delete(s.pending, old)
		}
	}
	s.pending[ticket] = &pending{
		appID: app.ID, redirect: query.Get("redirect_uri"), state: query.Get("state"),
		challenge: query.Get("code_challenge"), method: query.Get("code_challenge_method"), expires: now.Add(ticketLife),
	}
	s.showSignIn(w, ticket, app, "")
}

// writeAuthoriseError answers in the shape of the authorise page.
func writeAuthoriseError(w http.ResponseWriter, code int, message string) {
	standin.JSON(w, http.StatusBadRequest, map[string]any{"status": false, "errorCode": code, "errorMessage": message, "result": nil})
}

// redirectAllowed applies Zoom's rule: on the literal 127.0.0.1 the port is ignored, everything else has to be as
// registered. localhost is refused even if it is registered.
func redirectAllowed(app App, redirect string) bool {
	asked, err := url.Parse(redirect)
	if err != nil || asked.Host == "" || asked.Hostname() == "localhost" || asked.Fragment != "" {
		return false
	}
	return slices.ContainsFunc(app.Redirects, func(registered string) bool {
		known, err := url.Parse(registered)
		if err != nil {
			return false
		}
		if asked.Hostname() == "127.0.0.1" && asked.Scheme == "http" {
			return known.Hostname() == "127.0.0.1" && known.Path == asked.Path && known.RawQuery == asked.RawQuery
		}
		return registered == redirect
	})
}

func (s *Server) showSignIn(w http.ResponseWriter, ticket string, app App, complaint string) {
	email := ""
	if len(s.state.Users) > 0 {
		email = s.state.Users[0].Email
	}
	showPage(w, http.StatusOK, "signin.html", page{Title: "Sign in", App: app.Name, Ticket: ticket, Email: email, Complaint: complaint})
}

// signIn is POST /oauth/signin: it shows the permissions.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ticket := r.PostFormValue("ticket")
	waiting, app, ok := s.ticket(ticket)
	if !ok {
		expired(w)
		return
	}
	user, ok := s.signedIn(r.PostFormValue("email"))
	if !ok {
		s.showSignIn(w, ticket, app, "There is no Zoom account with this e-mail.")
		return
	}
	waiting.userID = user.ID
	showPage(w, http.StatusOK, "consent.html", page{
		Title: "Permissions", App: app.Name, Ticket: ticket, Email: user.Email, Permissions: permissions(s.granted(app)),
	})
}

// ticket finds a sign-in in progress.
func (s *Server) ticket(ticket string) (*pending, App, bool) {
	waiting, ok := s.pending[ticket]
	if !ok || s.options.Clock().After(waiting.expires) {
		return nil, App{}, false
	}
	app, ok := s.app(waiting.appID)
	return waiting, app, ok
}

// consent is POST /oauth/consent: it sends the browser back to the app.
func (s *Server) consent(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ticket := r.PostFormValue("ticket")
	waiting, app, ok := s.ticket(ticket)
	if !ok || waiting.userID == "" {
		expired(w)
		return
	}
	delete(s.pending, ticket)
	target, err := url.Parse(waiting.redirect)
	if err != nil {
		expired(w)
		return
	}
	query := target.Query()
	if waiting.state != "" {
		query.Set("state", waiting.state)
	}
	if r.PostFormValue("decision") == "allow" {
		value := rand.Text()
		s.codes[value] = &code{
			appID: app.ID, userID: waiting.userID, redirect: waiting.redirect, challenge: waiting.challenge,
			method: waiting.method, scopes: s.granted(app), expires: s.options.Clock().Add(codeLife),
		}
		query.Set("code", value)
	} else {
		query.Set("error", "access_denied")
	}
	target.RawQuery = query.Encode()
	w.Header().Set("Location", target.String())
	w.WriteHeader(http.StatusSeeOther)
}

// signedIn finds the user of an e-mail, or makes one on the Basic plan.
func (s *Server) signedIn(email string) (User, bool) {
	email = strings.TrimSpace(email)
	if user, ok := s.user(email); ok {
		return user, true
	}
	name, _, ok := strings.Cut(email, "@")
	if s.options.KnownUsersOnly || !ok || name == "" || len(email) > 254 || strings.ContainsAny(email, " \t\r\n") {
		return User{}, false
	}
	user := User{ID: "u-" + rand.Text(), Email: email, FirstName: name, Type: 1, TimeZone: "UTC"}
	s.state.Users = append(s.state.Users, user)
	return user, true
}

// user finds a user by id or e-mail.
func (s *Server) user(idOrEmail string) (User, bool) {
	at := slices.IndexFunc(s.state.Users, func(u User) bool { return u.ID == idOrEmail || strings.EqualFold(u.Email, idOrEmail) })
	if at < 0 {
		return User{}, false
	}
	return s.state.Users[at], true
}

// Users returns the users.
func (s *Server) Users() []User {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.state.Users)
}

// SetUserType changes the plan of the user with this e-mail: 1 Basic, 2 Licensed, 0 not said.
func (s *Server) SetUserType(email string, userType int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.state.Users {
		if strings.EqualFold(s.state.Users[i].Email, email) {
			s.state.Users[i].Type = userType
			return nil
		}
	}
	return fmt.Errorf("simulated zoom has no user %q", email)
}
