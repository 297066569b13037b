package zoom

import (
	"strings"
	"time"

	"golang.org/x/oauth2"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// longestLife bounds expires_in; Zoom's access tokens live an hour.
const longestLife = 30 * 24 * time.Hour

// newGrant reads a token reply: an access token that is valid for about an hour, and a refresh token that is good for one
// refresh, or none for server-to-server access. The expiry is counted from before the request, on the injected clock, and not taken
// from the token, which uses the machine's.
func newGrant(token *oauth2.Token, asked time.Time) recruit.Grant {
	grant := recruit.Grant{Tokens: recruit.Tokens{Access: token.AccessToken, Refresh: token.RefreshToken}}
	life := token.ExpiresIn
	if seconds, ok := token.Extra("expires_in").(float64); ok && life == 0 && seconds > 0 && seconds < longestLife.Seconds() {
		life = int64(seconds)
	}
	if life > 0 && life < int64(longestLife/time.Second) {
		grant.Tokens.Expiry = asked.Add(time.Duration(life) * time.Second)
	}
	if scope, ok := token.Extra("scope").(string); ok {
		grant.Scopes = parseScopes(scope)
		grant.AccountWide = accountWide(grant.Scopes)
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
