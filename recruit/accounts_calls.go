package recruit

import (
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
