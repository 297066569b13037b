package recruit

import (
	"context"
	"fmt"
	"strings"
)

// CallsPerDay is how many meetings Zoom lets one host create or change on a day
// in UTC; both count together.
const CallsPerDay = 100

// HostOf names the Zoom user whose calls a meeting counts for: the connected
// user, or through a connection that reaches the whole account the user with
// this e-mail.
func (c Connection) HostOf(email string) string {
	switch {
	case c.Kind != UserApp && email != "":
		return strings.ToLower(email)
	case c.UserEmail != "":
		return strings.ToLower(c.UserEmail)
	}
	return fmt.Sprintf("connection %d", c.ID)
}

// CallsLeft is how many meetings the connected user can still create or change
// today. It counts what this workspace did; what the user does elsewhere counts
// at Zoom too, so Zoom may say no earlier.
func (a *Accounts) CallsLeft(ctx context.Context, c Connection) (int, error) {
	return a.HostCallsLeft(ctx, c.HostOf(c.UserEmail))
}

// HostCallsLeft is CallsLeft for a host by e-mail, see Connection.HostOf.
func (a *Accounts) HostCallsLeft(ctx context.Context, host string) (int, error) {
	made, err := a.Store.Calls(ctx, strings.ToLower(host), a.Now())
	return max(0, CallsPerDay-made), err
}
