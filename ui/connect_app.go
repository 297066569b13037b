package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/theme"
)

// openZoomApp explains how an organisation registers its Zoom app and takes
// what Zoom gave it; then goes on to connect.
func (a *App) openZoomApp(then func()) tea.Cmd {
	if why := a.forbidden(recruit.ToManage); why != "" {
		return a.Say(theme.Warning, "No Zoom app is registered here yet; an admin does that in Settings, Other Integrations.")
	}
	settings, actor := a.desk().Settings, a.Member()
	return run(a, settings.ZoomApp, func(app recruit.ZoomApp, err error) tea.Cmd {
		if err != nil {
			return a.sayProblem(err)
		}
		if app.FromEnvironment {
			return a.Say(theme.Warning, "The Zoom app comes from the environment (RECRUITTY_ZOOM_CLIENT_ID) and is changed there.")
		}
		d := &struct{ ID, Secret string }{ID: app.ClientID}
		return a.Open(newFormBox(a, formSpec{
			title: "Register a Zoom app", verb: "save and connect", draft: d, intro: a.registration(),
			fields: func(f *fields) []huh.Field {
				return []huh.Field{
					f.line("client_id", "Client ID", &d.ID),
					f.line("client_secret", "Client secret", &d.Secret).hiding().saying(1, func() []hint {
						return []hint{{theme.Dim, "empty for a public client (PKCE); kept sealed, never shown again"}}
					}),
				}
			},
			value: func(string) string { return d.ID },
			save: func() func(context.Context) error {
				next := recruit.ZoomApp{ClientID: strings.TrimSpace(d.ID), Secret: strings.TrimSpace(d.Secret), AccountID: app.AccountID}
				return func(ctx context.Context) error {
					if next.ClientID == "" {
						return recruit.Invalid("client_id", "The client ID is missing; Zoom shows it under App Credentials.")
					}
					return settings.SetZoomApp(ctx, actor, next)
				}
			},
			saved: func() tea.Cmd {
				return tea.Batch(a.broadcast(Changed{Kind: "setting"}), a.openConnect(then))
			},
		}))
	})
}

// registration is how to register an app with Zoom, in a few lines.
func (a *App) registration() string {
	var scopes []string
	for _, n := range a.desk().Accounts.Needs() {
		scopes = append(scopes, n.Scope)
	}
	return "Zoom wants to know which app asks. Once for your organisation, on marketplace.zoom.us: Develop → Build App → General App, " +
		"user-managed; switch on public client (PKCE); redirect URL http://127.0.0.1/callback; scopes " + strings.Join(scopes, ", ") + "."
}
