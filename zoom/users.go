package zoom

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Me addresses the user who authorised the connection. Zoom wants it, rather than the user's own id or e-mail, with
// user-level permissions.
const Me = "me"

// plan is what Zoom's user type says about the length of meetings. Only types 1 and 2 are certain; everything else is
// unknown, which does not mean "no limit".
func plan(kind number) recruit.Plan {
	switch kind {
	case 1:
		return recruit.PlanBasic
	case 2:
		return recruit.PlanLicensed
	}
	return recruit.PlanUnknown
}

// Me returns the user who authorised the connection.
func (c *Client) Me(ctx context.Context) (recruit.Account, error) { return c.User(ctx, Me) }

// User returns a user by id or e-mail, or ErrUnknownUser.
func (c *Client) User(ctx context.Context, idOrEmail string) (recruit.Account, error) {
	user, err := userPath(idOrEmail)
	if err != nil {
		return recruit.Account{}, err
	}
	answer, err := c.do(ctx, call{operation: "user.get", method: http.MethodGet, path: user, onUser: true})
	if err != nil {
		return recruit.Account{}, err
	}
	found, ok := parseUser(answer.body)
	if !ok {
		return recruit.Account{}, unreadable(answer, false)
	}
	return found, nil
}

// userPath is the path of a user, refusing names that would lead elsewhere.
func userPath(idOrEmail string) (string, error) {
	if idOrEmail == "" || idOrEmail == "." || idOrEmail == ".." || len(idOrEmail) > 320 || sanitize.Head(idOrEmail, 320) != idOrEmail {
		return "", &Error{Kind: ErrUnknownUser, Message: "The host of a Zoom meeting has to be a Zoom user's email address."}
	}
	return "/users/" + url.PathEscape(idOrEmail), nil
}

// parseUser reads a user, whose name is the display name, else first and last name, else the e-mail; ok is false if the
// body is not a user.
func parseUser(body []byte) (recruit.Account, bool) {
	var parsed struct {
		ID          text   `json:"id"`
		Email       text   `json:"email"`
		FirstName   text   `json:"first_name"`
		LastName    text   `json:"last_name"`
		DisplayName text   `json:"display_name"`
		Type        number `json:"type"`
	}
	if json.Unmarshal(body, &parsed) != nil {
		return recruit.Account{}, false
	}
	user := recruit.Account{UserID: parsed.ID.line(), Email: parsed.Email.line(), Plan: plan(parsed.Type)}
	user.Name = cmp.Or(parsed.DisplayName.line(), strings.TrimSpace(parsed.FirstName.line()+" "+parsed.LastName.line()), user.Email)
	return user, user.UserID != "" || user.Email != ""
}
