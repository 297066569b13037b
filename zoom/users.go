package zoom

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"recruitty/recruit/sanitize"
)

// Me addresses the user who authorised the connection. Zoom wants it, rather than the user's own id or e-mail, with
// user-level permissions.
const Me = "me"

// Plan is what Zoom's user type says about the length of meetings.
type Plan string

// The plans. Only Zoom's types 1 and 2 are certain; everything else is unknown, which does not mean "no limit".
const (
	PlanBasic    Plan = "basic"    // meetings end after 40 minutes (Zoom KB0067972)
	PlanLicensed Plan = "licensed" // meetings may last 30 hours
	PlanUnknown  Plan = "unknown"
)

// User is a Zoom user. Any field may be empty.
type User struct {
	ID          string
	AccountID   string
	Email       string
	FirstName   string
	LastName    string
	DisplayName string
	// Type is Zoom's number: 1 Basic, 2 Licensed, 4 no Meetings licence, 99 none, 0 not said.
	Type     int
	TimeZone string
	Status   string
	Role     string
}

// Name is what to call the user: display name, else first and last name, else the e-mail.
func (u User) Name() string {
	if u.DisplayName != "" {
		return u.DisplayName
	}
	if name := strings.TrimSpace(u.FirstName + " " + u.LastName); name != "" {
		return name
	}
	return u.Email
}

// Plan tells the user's plan.
func (u User) Plan() Plan {
	switch u.Type {
	case 1:
		return PlanBasic
	case 2:
		return PlanLicensed
	}
	return PlanUnknown
}

// Me returns the user who authorised the connection.
func (c *Client) Me(ctx context.Context) (User, error) { return c.User(ctx, Me) }

// User returns a user by id or e-mail, or ErrUnknownUser.
func (c *Client) User(ctx context.Context, idOrEmail string) (User, error) {
	user, err := userPath(idOrEmail)
	if err != nil {
		return User{}, err
	}
	answer, err := c.do(ctx, call{operation: "user.get", method: http.MethodGet, path: user, onUser: true})
	if err != nil {
		return User{}, err
	}
	found, ok := parseUser(answer.body)
	if !ok {
		return User{}, unreadable(answer, false)
	}
	return found, nil
}

// userPath is the path of a user, refusing names that would lead elsewhere.
func userPath(idOrEmail string) (string, error) {
	if idOrEmail == "" || idOrEmail == "." || idOrEmail == ".." || len(idOrEmail) > 320 || sanitize.Head(idOrEmail, 320) != idOrEmail {
		return "", &Error{Kind: ErrUnknownUser, Message: "The host of a Zoom meeting has to be a Zoom user's e-mail address."}
	}
	return "/users/" + url.PathEscape(idOrEmail), nil
}

// parseUser reads a user; ok is false if the body is not a user.
func parseUser(body []byte) (User, bool) {
	var parsed struct {
		ID          text   `json:"id"`
		AccountID   text   `json:"account_id"`
		Email       text   `json:"email"`
		FirstName   text   `json:"first_name"`
		LastName    text   `json:"last_name"`
		DisplayName text   `json:"display_name"`
		Type        number `json:"type"`
		TimeZone    text   `json:"timezone"`
		Status      text   `json:"status"`
		Role        text   `json:"role_name"`
	}
	if json.Unmarshal(body, &parsed) != nil {
		return User{}, false
	}
	user := User{
		ID: parsed.ID.line(), AccountID: parsed.AccountID.line(), Email: parsed.Email.line(),
		FirstName: parsed.FirstName.line(), LastName: parsed.LastName.line(), DisplayName: parsed.DisplayName.line(),
		Type: int(parsed.Type), TimeZone: parsed.TimeZone.line(), Status: parsed.Status.line(), Role: parsed.Role.line(),
	}
	return user, user.ID != "" || user.Email != ""
}
