package recruit

import "time"

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

// ConnectionState says whether a connection can be used.
type ConnectionState string

// The states of a connection. "none" is said where there is no connection.
const (
	Connected    ConnectionState = "connected"
	ReconnectNow ConnectionState = "reconnect"
	NotConnected ConnectionState = "none"
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
	ID      ConnectionID
	OwnerID MemberID // whose it is; 0 means that it serves the whole workspace
	Kind    ConnectionKind
	State   ConnectionState
	Trouble string // why a reconnect is needed, one sentence

	UserID    string // at the provider
	UserEmail string
	UserName  string
	Plan      Plan
	Scopes    []string // as granted
	Since     time.Time
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

// Need is one permission that recruitty asks for, and why (R3).
type Need struct {
	Name     string // "delete a meeting"
	Why      string // what it is for, in a recruiter's words
	Without  string // what will not work without it
	Scope    string // the granular scope as Zoom's page for developers names it
	Required bool
}
