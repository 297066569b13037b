package zoomsim

import (
	"slices"
	"time"
)

// The apps of a simulator whose Options name none.
const (
	// PublicID is the client id of a public app.
	PublicID = "sim-public-client"
	// ConfidentialID and ConfidentialSecret are those of a confidential app that may also use device codes.
	ConfidentialID     = "sim-confidential-client"
	ConfidentialSecret = "sim-confidential-secret"
	// AccountAppID, AccountAppSecret and AccountID are those of a server-to-server app.
	AccountAppID     = "sim-account-client"
	AccountAppSecret = "sim-account-secret"
	AccountID        = "sim-account"
)

// App is an app registered at Zoom.
type App struct {
	Name   string
	ID     string
	Secret string // empty for a public client
	// AccountID makes it a server-to-server app of that account.
	AccountID string
	// Redirects are the registered addresses; on 127.0.0.1 the port is ignored. Default http://127.0.0.1/callback.
	Redirects []string
	// Scopes are the permissions it was registered with.
	Scopes []string
	// DeviceFlow permits device codes.
	DeviceFlow bool
}

// User is a person with a Zoom account.
type User struct {
	ID        string `json:"id"`
	Email     string `json:"email"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	// Type is 1 for Basic, 2 for Licensed, and 0 to leave it out of replies.
	Type     int    `json:"type"`
	TimeZone string `json:"timezone"`
}

// Options shape a simulator. The zero value is useful: three apps, and one Basic user.
type Options struct {
	// Clock defaults to the machine's.
	Clock func() time.Time
	Apps  []App
	Users []User
	// Listen is the address for Start, default 127.0.0.1:0. A fixed port keeps join links valid after a restart.
	Listen string
	// KnownUsersOnly refuses to sign in an e-mail that no user has; otherwise such a user is made, on the Basic plan.
	KnownUsersOnly bool
	// AccessTokenLife defaults to an hour.
	AccessTokenLife time.Duration
	// RefusePublicRevoke makes revocation by a public client fail; whether Zoom does is undocumented.
	RefusePublicRevoke bool
	// DailyLimit is how many creates and updates a host may make per day; default 100.
	DailyLimit int
	// PollInterval is what device sign-ins are asked to wait between polls; default 5 seconds.
	PollInterval time.Duration
}

// UserScopes are the permissions of a user-managed app, all that the client can use.
func UserScopes() []string {
	return []string{
		"meeting:write:meeting", "meeting:update:meeting", "meeting:delete:meeting", "meeting:read:meeting",
		"meeting:read:list_meetings", "user:read:user",
	}
}

// AdminScopes are the account-wide variants of UserScopes.
func AdminScopes() []string {
	scopes := UserScopes()
	for i := range scopes {
		scopes[i] += ":admin"
	}
	return scopes
}

func (o Options) withDefaults() Options {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.AccessTokenLife <= 0 {
		o.AccessTokenLife = time.Hour
	}
	if o.DailyLimit <= 0 {
		o.DailyLimit = 100
	}
	if o.PollInterval <= 0 {
		o.PollInterval = 5 * time.Second
	}
	if o.Listen == "" {
		o.Listen = "127.0.0.1:0"
	}
	if len(o.Apps) == 0 {
		o.Apps = []App{
			{Name: "recruitty", ID: PublicID},
			{Name: "recruitty", ID: ConfidentialID, Secret: ConfidentialSecret, DeviceFlow: true},
			{Name: "recruitty", ID: AccountAppID, Secret: AccountAppSecret, AccountID: AccountID, Scopes: AdminScopes()},
		}
	}
	o.Apps = slices.Clone(o.Apps)
	for i := range o.Apps {
		app := &o.Apps[i]
		if app.Scopes == nil {
			app.Scopes = UserScopes()
		}
		if app.Redirects == nil {
			app.Redirects = []string{"http://127.0.0.1/callback"}
		}
	}
	if len(o.Users) == 0 {
		o.Users = []User{{
			ID: "u-robin-reyes-000000001", Email: "robin@acme.example", FirstName: "Robin", LastName: "Reyes", Type: 1, TimeZone: "Europe/Paris",
		}}
	}
	return o
}
