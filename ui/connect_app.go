package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/theme"
)

// newAppEnds is what changing the app for sign-ins means.
const newAppEnds = "another app ends the sign-ins that are there: everybody who signed in connects again"

// openZoomApp explains how an organisation registers its Zoom app and takes
// what Zoom gave it; then goes on to connect.
func openZoomApp(a *App, then func()) tea.Cmd {
	if why := a.forbidden(recruit.ToManage); why != "" {
		return a.Say(theme.Warning, "No Zoom app is registered here yet; an admin does that in Settings.")
	}
	return run(a, a.desk().Settings.ZoomApp, func(app recruit.ZoomApp, err error) tea.Cmd {
		switch {
		case err != nil:
			return a.sayProblem(err)
		case app.FromEnvironment && a.Session().Demo:
			return a.Say(theme.Plain, "The demo brings its Zoom app along; yours is registered here once you leave the demo.")
		case app.FromEnvironment:
			return a.Say(theme.Warning, "The Zoom app is set by RECRUITTY_ZOOM_CLIENT_ID and is changed there.")
		}
		return openBox(a, zoomAppForm(a, app, then))
	})
}

func zoomAppForm(a *App, app recruit.ZoomApp, then func()) formSpec {
	settings, actor := a.desk().Settings, a.Member()
	d := &struct{ ID, Secret string }{ID: app.ClientID}
	same := func() bool { return app.ClientID != "" && strings.TrimSpace(d.ID) == app.ClientID }
	return formSpec{
		title: "Register a Zoom app", verb: "save and connect", draft: d, keep: "zoom-app", intro: registration(a),
		fields: func(f *fields) []huh.Field {
			return []huh.Field{
				f.line("client_id", "Client ID", &d.ID).saying(1, func() []hint {
					if app.ClientID == "" || same() {
						return nil
					}
					return []hint{{theme.Warning, newAppEnds}}
				}),
				f.line("client_secret", "Client secret", &d.Secret).hiding().saying(1, func() []hint {
					if same() && app.Secret != "" {
						return []hint{{theme.Dim, "empty keeps the one that is saved; kept sealed, never shown again"}}
					}
					return []hint{{theme.Dim, "empty for a public client (PKCE); kept sealed, never shown again"}}
				}),
			}
		},
		value: func(string) string { return d.ID },
		save: func() func(context.Context) error {
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
		saved: func() tea.Cmd {
			return tea.Batch(a.broadcast(Changed{}), openConnect(a, then))
		},
	}
}

// registration is how to register an app with Zoom, in a few lines.
func registration(a *App) string {
	var scopes []string
	for _, n := range a.desk().Accounts.Needs() {
		scopes = append(scopes, n.Scope)
	}
	return "Zoom wants to know which app asks. Once for your organisation:\n" +
		"1  marketplace.zoom.us: Develop → Build App → General App, user-managed\n" +
		"2  switch on public client (PKCE); redirect URL http://127.0.0.1/callback\n" +
		"3  scopes " + strings.Join(scopes, ", ") + "\n" +
		"4  copy the client ID from App Credentials to here"
}
