package zoomsim

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"recruitty/internal/standin"
)

const hostLimitMessage = "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted " +
	"for this particular user. You may resume these requests at GMT 00:00:00."

// need is the permission of an operation: its granular name and the classic ones that include it.
type need struct {
	granular string
	classic  []string
}

var (
	scopeUser   = need{"user:read:user", []string{"user:read", "user_info:read"}}
	scopeCreate = need{"meeting:write:meeting", []string{"meeting:write"}}
	scopeUpdate = need{"meeting:update:meeting", []string{"meeting:write"}}
	scopeDelete = need{"meeting:delete:meeting", []string{"meeting:write"}}
	scopeRead   = need{"meeting:read:meeting", []string{"meeting:read"}}
	scopeList   = need{"meeting:read:list_meetings", []string{"meeting:read"}}
)

// caller is who makes an API call.
type caller struct {
	access
	admin bool // the permission in use reaches every user of the account
}

// allows reports whether scopes include the permission, for the own user or for everybody.
func (n need) allows(scopes []string) (own, everybody bool) {
	for _, name := range append([]string{n.granular}, n.classic...) {
		own = own || slices.Contains(scopes, name)
		everybody = everybody || slices.Contains(scopes, name+":admin")
	}
	return own || everybody, everybody
}

// writeError answers in the API's shape.
func writeError(w http.ResponseWriter, status, code int, message string) {
	standin.JSON(w, status, map[string]any{"code": code, "message": message})
}

func scopeMessage(scopes []string) string {
	return "Invalid access token, does not contain scopes:[" + strings.Join(scopes, ", ") + "]."
}

// api wraps a handler of the REST interface with the checks that come before all others. The handler runs under the
// lock.
func (s *Server) api(needed need, handle func(http.ResponseWriter, *http.Request, caller)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.watch(r)
		token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		grant, known := s.state.Access[token]
		switch {
		case !ok || !known:
			writeError(w, http.StatusUnauthorized, 124, "Invalid access token.")
			return
		case !s.options.Clock().Before(grant.Expires):
			writeError(w, http.StatusUnauthorized, 124, "Access token is expired.")
			return
		}
		allowed, admin := needed.allows(grant.Scopes)
		if !allowed {
			writeError(w, http.StatusBadRequest, 4711, scopeMessage([]string{needed.granular, needed.granular + ":admin"}))
			return
		}
		handle(w, r, caller{grant, admin})
	}
}

// host finds the user that a path names. With user-level permissions only "me" works; a server-to-server token has no
// "me".
func (s *Server) host(w http.ResponseWriter, r *http.Request, who caller, needed need) (User, bool) {
	name := r.PathValue("user")
	if name != "me" && !who.admin {
		writeError(w, http.StatusBadRequest, 4711, scopeMessage([]string{needed.granular + ":admin"}))
		return User{}, false
	}
	if name == "me" {
		name = who.UserID
	}
	user, ok := s.user(name)
	if !ok || name == "" {
		writeError(w, http.StatusNotFound, 1001, fmt.Sprintf("User does not exist: %s.", name))
		return User{}, false
	}
	return user, true
}

// getUser is GET /v2/users/{user}.
func (s *Server) getUser(w http.ResponseWriter, r *http.Request, who caller) {
	user, ok := s.host(w, r, who, scopeUser)
	if !ok {
		return
	}
	reply := map[string]any{
		"id": user.ID, "email": user.Email, "first_name": user.FirstName, "last_name": user.LastName,
		"display_name": strings.TrimSpace(user.FirstName + " " + user.LastName), "account_id": AccountID, "role_name": "Member",
		"timezone": user.TimeZone, "pmi": 4155550132, "status": "active", "verified": 1, "language": "en-US", "login_types": []int{100},
	}
	if user.Type != 0 {
		reply["type"] = user.Type
	}
	standin.JSON(w, http.StatusOK, reply)
}

// unknownPath answers everything else.
func (s *Server) unknownPath(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.breach(r, "no such endpoint")
	writeError(w, http.StatusNotFound, 2300, "This API endpoint is not recognized.")
}
