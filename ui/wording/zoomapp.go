package wording

import (
	"strings"

	"recruitty/recruit"
)

// ZoomRegistration is how to register an app with Zoom that needs these permissions,
// in a few lines.
func ZoomRegistration(needs []recruit.Permission) string {
	var scopes []string
	for _, n := range needs {
		scopes = append(scopes, n.Scope)
	}
	return "Zoom wants to know which app asks. Once for your organisation:\n" +
		"1  marketplace.zoom.us: Develop → Build App → General App, user-managed\n" +
		"2  switch on public client (PKCE); redirect URL http://127.0.0.1/callback\n" +
		"3  scopes " + strings.Join(scopes, ", ") + "\n" +
		"4  copy the client ID from App Credentials to here"
}
