package recruit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Plan is what is known of a Zoom user's licence (R10).
type Plan string

// The plans. Zoom's GET /users/me answers type 1 for Basic and 2 for Licensed;
// anything else, or nothing, is unknown and never "no limit".
const (
	PlanBasic    Plan = "basic"
	PlanLicensed Plan = "licensed"
	PlanUnknown  Plan = "unknown"
)

// BasicLimit is how long a meeting of a Basic host lasts before Zoom ends it,
// whatever the number of people (Zoom support KB0067972).
const BasicLimit = 40 * time.Minute

// ConnectionState reports whether a connection can be used.
type ConnectionState string

// The states of a connection. "none" is said where there is no connection.
const (
	Connected      ConnectionState = "connected"
	ReauthRequired ConnectionState = "reconnect"
	NotConnected   ConnectionState = "none"
	// Revoking is a connection whose owner has left the team: it is used for
	// nothing any more, and its tokens are kept only until Zoom has confirmed that
	// the access is revoked.
	Revoking ConnectionState = "revoking"
)

// ConnectionKind is the way in which an account was authorised.
type ConnectionKind string

// The ways in.
const (
	UserApp        ConnectionKind = "user"
	AdminApp       ConnectionKind = "admin"
	ServerToServer ConnectionKind = "server_to_server"
)

// Connection is a provider account that was authorised. Its tokens are sealed
// in the store and are no part of it.
type Connection struct {
	ID        ConnectionID
	OwnerID   MemberID // whose it is; 0 means that it serves the whole workspace
	Kind      ConnectionKind
	State     ConnectionState
	LastError string // why a reconnect is needed, one sentence

	UserID    string // at the provider
	UserEmail string
	UserName  string
	Plan      Plan
	Scopes    []string // as granted
	Since     time.Time

	// KeeperID is the admin who answers for it after its owner has left the team,
	// 0 for nobody. The meetings that were made through it stay manageable.
	KeeperID MemberID
}

// Advice says what has to happen before anything is done at Zoom through a
// connection that is over.
func (c Connection) Advice() string {
	if c.State == Revoking {
		return "The access to Zoom of " + c.Who() + " is being revoked, because they have left the team; an admin can take it over for the upcoming meetings (recruitty member left)"
	}
	return "Zoom needs to be connected again"
}

// Over reports whether nothing can be done at Zoom through it any more.
func (c Connection) Over() bool { return c.State == ReauthRequired || c.State == Revoking }

// Reaches reports whether the Zoom user with this e-mail can host through the
// connection: a person's own reaches that person only.
func (c Connection) Reaches(host string) bool {
	return c.Kind != UserApp || host == "" || c.UserEmail == "" || strings.EqualFold(host, c.UserEmail)
}

// ConnectionFinder looks connections up.
type ConnectionFinder interface {
	Connection(ctx context.Context, id ConnectionID) (Connection, error)
	ConnectionOf(ctx context.Context, owner MemberID) (Connection, error)
}

// ConnectionFor returns the connection through which an interview's meeting was
// made, or with the chosen host ("" for the rule) will be: the organiser's own,
// or the workspace's where there is none or it does not reach the host.
// ErrNotFound means that there is none; one that does not reach the host is
// returned where there is no better one.
func ConnectionFor(ctx context.Context, store ConnectionFinder, r Record, host string) (Connection, error) {
	if m := r.Interview.Meeting; m != nil {
		c, err := store.Connection(ctx, m.ConnectionID)
		if !errors.Is(err, ErrNotFound) {
			return c, err
		}
		host = m.HostEmail
	}
	own, err := store.ConnectionOf(ctx, r.Interview.OrganiserID)
	missing := errors.Is(err, ErrNotFound)
	if err != nil && !missing || err == nil && own.Reaches(host) {
		return own, err
	}
	shared, err := store.ConnectionOf(ctx, 0)
	if errors.Is(err, ErrNotFound) && !missing {
		return own, nil
	}
	return shared, err
}

// Tokens are an account's credentials. They print as nothing.
type Tokens struct {
	Access  string
	Refresh string
	Expiry  time.Time
}

// String hides the tokens from every log and message.
func (Tokens) String() string { return "(tokens)" }

// GoString hides the tokens from %#v.
func (Tokens) GoString() string { return "(tokens)" }

// MarshalJSON hides the tokens from every JSON output.
func (Tokens) MarshalJSON() ([]byte, error) { return []byte(`"(tokens)"`), nil }

// Account is what the provider says about the user who granted access.
type Account struct {
	UserID, Email, Name string
	Plan                Plan
}

// Permission is one permission that recruitty asks for, and why (R3).
type Permission struct {
	Name     string // "delete a meeting"
	Why      string // what it is for, in a recruiter's words
	Without  string // what will not work without it
	Scope    string // the granular scope as Zoom's page for developers names it
	Required bool
}

// Age is how long a connection has stood.
func (c Connection) Age(now time.Time) time.Duration { return now.Sub(c.Since) }

// Who names the account of a connection.
func (c Connection) Who() string {
	switch {
	case c.UserEmail != "":
		return c.UserEmail
	case c.UserName != "":
		return c.UserName
	}
	return "an account whose name recruitty cannot see"
}

// SignInOver says that a sign-in has ended without a grant.
func SignInOver(cause error) error {
	return &Problem{Kind: ErrRejected, Cause: cause, Sentence: "This sign-in is over and nothing was connected; start it again."}
}

// DeclinedAt says that a person said no on a service's page.
func DeclinedAt(service string) string {
	return "Access was declined on " + service + "'s page; nothing was connected."
}

// GrantedBriefly says that a service's grant ends within an hour, so that nothing is made
// of it.
func GrantedBriefly(service string) error {
	return &Problem{Kind: ErrRejected, Sentence: service + " granted access for only an hour, so nothing was saved; check that the app may have offline access, and sign in again."}
}

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

// Operation is something that a connection needs a permission for. The values
// are the names of the Needs.
type Operation string

// The operations (R3).
const (
	ToCreateMeeting Operation = "create a meeting"
	ToUpdateMeeting Operation = "update a meeting"
	ToDeleteMeeting Operation = "delete a meeting"
	ToViewUser      Operation = "view your user"
	ToReadMeeting   Operation = "read a meeting"
	ToListMeetings  Operation = "list your meetings"
)

// permissions says which permissions are not among those granted.
type permissions interface {
	Missing(granted []string) []Permission
}

// Missing lists what was not granted. A provider that named no permission at
// all has said nothing about any of them.
func Missing(p permissions, granted []string) []Permission {
	if len(granted) == 0 {
		return nil
	}
	return p.Missing(granted)
}

// Able is nil when the connection has the permission for an operation, else
// ErrScope with the consequence and what to do.
func Able(p permissions, c Connection, what Operation) error {
	lacking := Missing(p, c.Scopes)
	i := slices.IndexFunc(lacking, func(n Permission) bool { return n.Name == string(what) })
	if i < 0 {
		return nil
	}
	n := lacking[i]
	return &Problem{Kind: ErrScope, Sentence: "Zoom did not grant permission to " + n.Name + " (" + n.Scope + "). " +
		strings.TrimSuffix(n.Without, ".") + "; connect Zoom again with it first (Settings, Other Integrations)."}
}

// NeedConnection refuses what needs Zoom where there is no connection (R1).
func NeedConnection() error {
	return &Problem{Kind: ErrRefused, Field: "platform", Cause: ErrNoConnection,
		Sentence: "Zoom is not connected; connect it in Settings, Other Integrations (recruitty zoom connect), or choose another platform."}
}
