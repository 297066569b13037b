package zoom

import (
	"log/slog"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"recruitty/recruit/sanitize"
)

// Grant is what Zoom handed out: a pair of tokens and what they are good for.
type Grant struct {
	// AccessToken is opaque and long; it is valid until Expiry, about an hour.
	AccessToken string
	// RefreshToken is good for exactly one refresh. It is empty for server-to-server access.
	RefreshToken string
	// Expiry is zero if Zoom did not say.
	Expiry time.Time
	// Scopes are the permissions really granted; nil means that Zoom named none.
	Scopes []string
	// APIURL is the regional address that Zoom recommends; the configured one always works.
	APIURL string
}

// String hides the tokens, so that a formatted Grant cannot leak them.
func (g Grant) String() string {
	return "zoom grant until " + g.Expiry.Format(time.RFC3339) + " for " + strings.Join(g.Scopes, " ")
}

// GoString is String, for %#v.
func (g Grant) GoString() string { return g.String() }

// LogValue is String, for slog.
func (g Grant) LogValue() slog.Value { return slog.StringValue(g.String()) }

// longestLife bounds expires_in; Zoom's access tokens live an hour.
const longestLife = 30 * 24 * time.Hour

// newGrant reads a token reply. The expiry is counted from before the request, on the injected clock, and not taken
// from the token, which uses the machine's.
func newGrant(token *oauth2.Token, asked time.Time) Grant {
	grant := Grant{AccessToken: token.AccessToken, RefreshToken: token.RefreshToken}
	life := token.ExpiresIn
	if seconds, ok := token.Extra("expires_in").(float64); ok && life == 0 && seconds > 0 && seconds < longestLife.Seconds() {
		life = int64(seconds)
	}
	if life > 0 && life < int64(longestLife/time.Second) {
		grant.Expiry = asked.Add(time.Duration(life) * time.Second)
	}
	if scope, ok := token.Extra("scope").(string); ok {
		grant.Scopes = parseScopes(scope)
	}
	if address, ok := token.Extra("api_url").(string); ok {
		grant.APIURL = joinLink(address)
	}
	return grant
}

// parseScopes splits the granted permissions; their order means nothing.
func parseScopes(scope string) []string {
	var scopes []string
	for _, name := range strings.Fields(sanitize.Cut(scope, 20_000)) {
		if name := sanitize.Head(name, 100); name != "" {
			scopes = append(scopes, name)
		}
	}
	return scopes
}
