package calsim

import (
	"crypto/rand"
	_ "embed"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"recruitty/internal/standin"
)

//go:embed page.html
var pageHTML string

var pageTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(pageHTML)) })

// shown is what a page says. It holds no scripts and loads nothing.
type shown struct {
	Title, Text, Action, Asked, Code, Email string
	Scopes                                  []string
	Choice, Typing                          bool
}

func show(w http.ResponseWriter, status int, content shown) {
	standin.Page(w, status, pageTemplate(), "page", content)
}

func sorry(w http.ResponseWriter, err error) {
	show(w, http.StatusBadRequest, shown{Title: "That did not work", Text: "The sign-in cannot go on: " + err.Error() + "."})
}

// page is where a sign-in begins.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	query := r.URL.Query()
	if _, ok := s.app(query.Get("client_id")); !ok {
		sorry(w, errors.New("the app is not registered"))
		return
	}
	show(w, http.StatusOK, shown{
		Title: "Sign in to " + providerOf(r.URL.Path).Label(), Text: "recruitty asks for these permissions. Any password would do here, so none is asked for.",
		Scopes: strings.Fields(query.Get("scope")), Action: "/decide", Asked: r.URL.RequestURI(), Email: s.someone(), Choice: true,
	})
}

// someone is the address that a page suggests.
func (s *Server) someone() string {
	if s.options.Suggested != "" {
		return s.options.Suggested
	}
	first := ""
	for _, p := range s.people {
		if first == "" || p.Email < first {
			first = p.Email
		}
	}
	return first
}

// decide is what a person decided there.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked, err := url.Parse(r.PostFormValue("asked"))
	if err != nil {
		sorry(w, err)
		return
	}
	ended, err := s.decided(providerOf(asked.Path), asked.Query(), r.PostFormValue("email"), r.PostFormValue("decision") == "allow")
	if err != nil {
		sorry(w, err)
		return
	}
	http.Redirect(w, r, ended, http.StatusFound)
}

const (
	deviceGrant = "urn:ietf:params:oauth:grant-type:device_code"
	deviceLife  = 15 * time.Minute
)

// device is a device code and what became of it (RFC 8628).
type device struct {
	grant
	userCode          string
	allowed, declined bool
}

// deviceCode hands out a code to be typed, which only Microsoft does for calendars.
func (s *Server) deviceCode(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	app, ok := s.app(r.PostFormValue("client_id"))
	if !ok {
		oauthError(w, http.StatusUnauthorized, "invalid_client", "AADSTS700016: Application was not found in the directory.")
		return
	}
	value, typed := rand.Text(), rand.Text()[:8]
	s.devices[value] = &device{userCode: typed, grant: grant{Provider: Microsoft, AppID: app.ID, Scopes: s.granted(r.PostFormValue("scope")), Expiry: s.options.Clock().Add(deviceLife)}}
	standin.JSON(w, http.StatusOK, map[string]any{"device_code": value, "user_code": typed, "verification_uri": s.root() + "/device", "expires_in": int(deviceLife.Seconds()), "interval": 5})
}

// pollDevice answers one question for what became of a code.
func (s *Server) pollDevice(w http.ResponseWriter, r *http.Request, app App) {
	value := r.PostForm.Get("device_code")
	d, ok := s.devices[value]
	switch {
	case !ok || d.AppID != app.ID:
		oauthError(w, http.StatusBadRequest, "invalid_grant", "The device code is not known.")
	case s.options.Clock().After(d.Expiry):
		oauthError(w, http.StatusBadRequest, "expired_token", "The code has expired.")
	case d.declined:
		oauthError(w, http.StatusBadRequest, "authorization_declined", "The person said no.")
	case !d.allowed:
		oauthError(w, http.StatusBadRequest, "authorization_pending", "Nobody has typed the code yet.")
	default:
		delete(s.devices, value)
		s.hand(w, d.grant, true)
	}
}

// devicePage is where a person types the code.
func (s *Server) devicePage(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	show(w, http.StatusOK, shown{Title: "Enter the code", Text: "Type the code that your terminal shows.", Action: "/device", Email: s.someone(), Choice: true, Typing: true})
}

// decideDevice is what a person decided there.
func (s *Server) decideDevice(w http.ResponseWriter, r *http.Request) {
	if err := s.Type(r.PostFormValue("code"), r.PostFormValue("email"), r.PostFormValue("decision") == "allow"); err != nil {
		sorry(w, err)
		return
	}
	show(w, http.StatusOK, shown{Title: "Thank you", Text: "You can go back to the terminal."})
}

// Type does what a person does who types a code, signs in as email, and agrees or not.
func (s *Server) Type(userCode, email string, allow bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.devices {
		if strings.EqualFold(d.userCode, strings.TrimSpace(userCode)) {
			d.User, d.allowed, d.declined = email, allow, !allow
			return nil
		}
	}
	return errors.New("nobody waits for that code")
}
