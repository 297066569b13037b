package zoom

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"recruitty/internal/web"
)

// Zoom's global addresses. Government and regional clouds have their own, hence the fields in [Config].
const (
	DefaultAPIBase   = "https://api.zoom.us/v2"
	DefaultOAuthBase = "https://zoom.us/oauth"
)

// DefaultTimeout bounds one request to Zoom, from dialling to the last byte of the answer.
const DefaultTimeout = 30 * time.Second

// Config says which Zoom app is used and where Zoom is. Only ClientID is always required.
type Config struct {
	// ClientID names the registered Zoom app; without a ClientSecret it is the public client id of an app that has
	// "Public Client OAuth" switched on.
	ClientID string
	// ClientSecret makes this a confidential client, which identifies itself in the Basic header.
	ClientSecret string
	// AccountID is needed for server-to-server access only.
	AccountID string

	// APIBase and OAuthBase default to Zoom's global addresses; a trailing slash is ignored.
	APIBase   string
	OAuthBase string

	// HTTPClient carries the requests; the default shares http.DefaultTransport's connection pool. Redirects are
	// never followed, whatever this client says, because a token must not travel to another host.
	HTTPClient *http.Client
	// Clock is the current time; it defaults to the machine's.
	Clock func() time.Time
	// UserAgent names the program to Zoom.
	UserAgent string
	// Timeout bounds one request and defaults to DefaultTimeout.
	Timeout time.Duration
	// Logger receives one line per request with Zoom's tracking id, and never a token, link or passcode.
	Logger *slog.Logger
}

// String names the app without its secret, so that a formatted Config cannot leak it.
func (c Config) String() string { return fmt.Sprintf("zoom app %s at %s", c.ClientID, c.APIBase) }

// GoString is String, for %#v.
func (c Config) GoString() string { return c.String() }

// LogValue is String, for slog.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// confidential reports whether the app has a secret.
func (c Config) confidential() bool { return c.ClientSecret != "" }

// withDefaults fills what was left out and refuses addresses that cannot work.
func (c Config) withDefaults() (Config, error) {
	if c.APIBase == "" {
		c.APIBase = DefaultAPIBase
	}
	if c.OAuthBase == "" {
		c.OAuthBase = DefaultOAuthBase
	}
	for _, base := range []*string{&c.APIBase, &c.OAuthBase} {
		*base = strings.TrimRight(*base, "/")
		if err := web.Check(*base); err != nil {
			return Config{}, fmt.Errorf("zoom: the address of Zoom is %w", err)
		}
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	if c.UserAgent == "" {
		c.UserAgent = "recruitty"
	}
	if c.Timeout <= 0 {
		c.Timeout = DefaultTimeout
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c, nil
}
