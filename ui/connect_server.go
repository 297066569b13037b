package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/theme"
)

// openServerApp connects the whole workspace with an administrator's
// server-to-server app. There is no sign-in: the app's own credentials are the
// access. One that is set by the environment is only asked about.
func openServerApp(a *App, then func()) tea.Cmd {
	if why := a.forbidden(recruit.ToManage); why != "" {
		return a.Say(theme.Warning, why)
	}
	return run(a, a.desk().Settings.ServerApp, func(app recruit.ZoomApp, err error) tea.Cmd {
		switch {
		case err != nil:
			return a.sayProblem(err)
		case !app.FromEnvironment:
			return openBox(a, serverForm(a, app, then))
		}
		return a.Open(NewConfirm(a, "Connect the whole workspace?",
			"The server-to-server app of the environment serves everybody then; each organiser's own Zoom user hosts.", "connect",
			func() tea.Cmd {
				accounts, actor := a.desk().Accounts, a.Member()
				return run(a, func(ctx context.Context) (recruit.ZoomStatus, error) {
					return accounts.ConnectServerToServer(ctx, actor, recruit.ZoomApp{})
				}, func(st recruit.ZoomStatus, err error) tea.Cmd {
					if err != nil {
						return a.sayProblem(err)
					}
					return zoomConnected(a, st, then)
				})
			}))
	})
}

// serverForm asks for what Zoom shows on the page of a server-to-server app.
func serverForm(a *App, app recruit.ZoomApp, then func()) formSpec {
	accounts, actor := a.desk().Accounts, a.Member()
	secret := ""
	if app.ClientID == "" {
		app = a.Session().DemoServer
		secret = app.Secret
	}
	d := &struct{ Account, ID, Secret string }{app.AccountID, app.ClientID, secret}
	var connected recruit.ZoomStatus
	return formSpec{
		title: "Connect Zoom for the whole workspace", verb: "connect", draft: d, keep: "zoom-server",
		intro: "On marketplace.zoom.us an admin of the Zoom account builds a Server-to-Server OAuth app with the scopes " +
			"of recruitty in their :admin form and activates it. Each organiser's own Zoom user hosts then. " +
			"It stands beside the app for sign-ins; who signs in goes on using their own connection.",
		fields: func(f *fields) []huh.Field {
			return []huh.Field{
				f.line("account_id", "Account ID", &d.Account),
				f.line("client_id", "Client ID", &d.ID),
				f.line("secret", "Client secret", &d.Secret).hiding().saying(1, func() []hint {
					return []hint{{theme.Dim, "kept sealed, never shown again"}}
				}),
			}
		},
		value: func(field string) string {
			return map[string]string{"account_id": d.Account, "client_id": d.ID, "secret": d.Secret}[field]
		},
		save: func() func(context.Context) error {
			next := recruit.ZoomApp{AccountID: strings.TrimSpace(d.Account), ClientID: strings.TrimSpace(d.ID), Secret: strings.TrimSpace(d.Secret)}
			return func(ctx context.Context) (err error) {
				connected, err = accounts.ConnectServerToServer(ctx, actor, next)
				return err
			}
		},
		saved: func() tea.Cmd { return zoomConnected(a, connected, then) },
	}
}
