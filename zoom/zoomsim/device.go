package zoomsim

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"time"

	"recruitty/internal/standin"
)

const (
	deviceGrant = "urn:ietf:params:oauth:grant-type:device_code"
	deviceLife  = 15 * time.Minute
)

// device is a device code and what became of it.
type device struct {
	appID, userCode string
	interval        time.Duration
	expires, polled time.Time
	userID          string // once allowed
	declined        bool
}

// deviceCode is POST /oauth/devicecode.
func (s *Server) deviceCode(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	app, ok := s.client(r)
	if !ok {
		writeOAuthError(w, http.StatusUnauthorized, "invalid_client", "Invalid client_id or client_secret")
		return
	}
	if !app.DeviceFlow {
		writeOAuthError(w, http.StatusBadRequest, "unauthorized_client", "This app may not use device codes")
		return
	}
	value, userCode := rand.Text(), rand.Text()[:8]
	now := s.options.Clock()
	for old, waiting := range s.devices {
		if now.After(waiting.expires.Add(time.Hour)) {
			delete(s.devices, old)
		}
	}
	s.devices[value] = &device{appID: app.ID, userCode: userCode, interval: s.options.PollInterval, expires: now.Add(deviceLife)}
	standin.JSON(w, http.StatusOK, map[string]any{
		"device_code": value, "user_code": userCode, "expires_in": int(deviceLife.Seconds()),
		"interval":                  max(int(s.options.PollInterval.Seconds()), 1),
		"verification_uri":          s.root() + "/oauth_device",
		"verification_uri_complete": s.root() + "/oauth/device/complete/" + userCode,
	})
}

// pollDevice answers one poll. Polls that come too fast slow the rest down (RFC 8628, section 3.5).
func (s *Server) pollDevice(w http.ResponseWriter, r *http.Request, app App) {
	value := r.FormValue("device_code")
	waiting, ok := s.devices[value]
	if !ok || waiting.appID != app.ID {
		writeOAuthError(w, http.StatusBadRequest, "invalid_grant", "Invalid device code")
		return
	}
	now := s.options.Clock()
	early := !waiting.polled.IsZero() && now.Sub(waiting.polled) < waiting.interval
	waiting.polled = now
	word := ""
	switch {
	case now.After(waiting.expires):
		word = "expired_token"
	case waiting.declined:
		word = "access_denied"
	case early:
		waiting.interval += 5 * time.Second
		word = "slow_down"
	case waiting.userID == "":
		word = "authorization_pending"
	}
	if word != "" {
		writeOAuthError(w, http.StatusBadRequest, word, word)
		return
	}
	delete(s.devices, value)
	s.forget(waiting.userID, app.ID)
	s.issue(w, access{UserID: waiting.userID, AppID: app.ID, Scopes: s.granted(app)})
}

// devicePage is where a person types the code.
func (s *Server) devicePage(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	email := ""
	if len(s.state.Users) > 0 {
		email = s.state.Users[0].Email
	}
	showPage(w, http.StatusOK, "device.html", page{Title: "Connect a device", UserCode: r.PathValue("code"), Email: email})
}

// deviceDecision is what the person decided there.
func (s *Server) deviceDecision(w http.ResponseWriter, r *http.Request) {
	err := s.decideDevice(r.PostFormValue("user_code"), r.PostFormValue("email"), r.PostFormValue("decision") == "allow")
	if err != nil {
		showPage(w, http.StatusBadRequest, "message.html", page{Title: "That did not work", Complaint: "The code or the e-mail is unknown."})
		return
	}
	showPage(w, http.StatusOK, "message.html", page{Title: "Thank you", Complaint: "You can go back to the terminal."})
}

// ApproveDevice does what a person does who types the code and allows access.
func (s *Server) ApproveDevice(userCode, email string) error {
	return s.decideDevice(userCode, email, true)
}

// DeclineDevice does what a person does who types the code and declines.
func (s *Server) DeclineDevice(userCode string) error { return s.decideDevice(userCode, "", false) }

func (s *Server) decideDevice(userCode, email string, allow bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, waiting := range s.devices {
		if !strings.EqualFold(waiting.userCode, strings.TrimSpace(userCode)) {
			continue
		}
		if !allow {
			waiting.declined = true
			return nil
		}
		user, ok := s.signedIn(email)
		if !ok {
			return fmt.Errorf("simulated zoom has no user %q", email)
		}
		waiting.userID = user.ID
		return nil
	}
	return fmt.Errorf("simulated zoom has no device code %q", userCode)
}
