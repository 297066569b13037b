package connect

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// newAppEnds is what changing the app for sign-ins means.
const newAppEnds = "another app ends the sign-ins that are there: everybody who signed in connects again"

// OpenZoomApp explains how an organisation registers its Zoom app and takes
// what Zoom gave it; then goes on to connect.
func OpenZoomApp(a *shell.App, then func()) tea.Cmd {
	if why := a.Forbidden(recruit.ToManage); why != "" {
		return a.Say(theme.Warning, "No Zoom app is registered here yet; an admin does that in Settings.")
	}
	return shell.Run(a, a.Desk().Settings.ZoomApp, func(app recruit.ZoomApp, err error) tea.Cmd {
		switch {
		case err != nil:
			return a.SayProblem(err)
		case app.FromEnvironment && a.Session().Demo:
			return a.Say(theme.Plain, "The demo brings its Zoom app along; yours is registered here once you leave the demo.")
		case app.FromEnvironment:
			return a.Say(theme.Warning, "The Zoom app is set by RECRUITTY_ZOOM_CLIENT_ID and is changed there.")
		}
		return forms.OpenBox(a, zoomAppForm(a, app, then))
	})
}

func zoomAppForm(a *shell.App, app recruit.ZoomApp, then func()) forms.FormSpec {
	settings, actor := a.Desk().Settings, a.Member()
	d := &struct{ ID, Secret string }{ID: app.ClientID}
	same := func() bool { return app.ClientID != "" && strings.TrimSpace(d.ID) == app.ClientID }
	return forms.FormSpec{
		Title: "Register a Zoom app", Verb: "save and connect", Draft: d, Keep: "zoom-app", Intro: registration(a),
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{
				f.Line("client_id", "Client ID", &d.ID).Saying(1, func() []forms.Hint {
					if app.ClientID == "" || same() {
						return nil
					}
					return []forms.Hint{{Tone: theme.Warning, Text: newAppEnds}}
				}),
				f.Line("client_secret", "Client secret", &d.Secret).Hiding().Saying(1, func() []forms.Hint {
					if same() && app.Secret != "" {
						return []forms.Hint{{Tone: theme.Dim, Text: "empty keeps the one that is saved; kept sealed, never shown again"}}
					}
					return []forms.Hint{{Tone: theme.Dim, Text: "empty for a public client (PKCE); kept sealed, never shown again"}}
				}),
			}
		},
		Value: func(string) string { return d.ID },
		Save: func() func(context.Context) error {
			next := recruit.ZoomApp{ClientID: strings.TrimSpace(d.ID), Secret: strings.TrimSpace(d.Secret)}
			if same() && next.Secret == "" {
				next.Secret = app.Secret
			}
			return func(ctx context.Context) error {
				if next.ClientID == "" {
					return recruit.Invalid("client_id", "The client ID is missing; Zoom shows it under App Credentials.")
				}
				return settings.SetZoomApp(ctx, actor, next)
			}
		},
		Saved: func() tea.Cmd {
			return tea.Batch(a.Broadcast(shell.Changed{}), OpenConnect(a, then))
		},
	}
}

// registration is how to register an app with Zoom, in a few lines.
func registration(a *shell.App) string {
	var scopes []string
	for _, n := range a.Desk().Accounts.Permissions() {
		scopes = append(scopes, n.Scope)
	}
	return "Zoom wants to know which app asks. Once for your organisation:\n" +
		"1  marketplace.zoom.us: Develop → Build App → General App, user-managed\n" +
		"2  switch on public client (PKCE); redirect URL http://127.0.0.1/callback\n" +
		"3  scopes " + strings.Join(scopes, ", ") + "\n" +
		"4  copy the client ID from App Credentials to here"
}
