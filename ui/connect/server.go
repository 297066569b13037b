package connect

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// OpenServerApp connects the whole workspace with an administrator's
// server-to-server app. There is no sign-in: the app's own credentials are the
// access. One that is set by the environment is only asked about.
func OpenServerApp(a *shell.App, then func()) tea.Cmd {
	if why := a.Forbidden(recruit.ToManage); why != "" {
		return a.Say(theme.Warning, why)
	}
	return shell.Run(a, a.Desk().Settings.ServerApp, func(app recruit.ZoomApp, err error) tea.Cmd {
		switch {
		case err != nil:
			return a.SayProblem(err)
		case !app.FromEnvironment:
			return forms.OpenBox(a, serverForm(a, app, then))
		}
		return a.Open(shell.NewConfirm(a, "Connect the whole workspace?",
			"The server-to-server app of the environment serves everybody then; each organiser's own Zoom user hosts.", "connect",
			func() tea.Cmd {
				connections, actor := a.Desk().Accounts, a.Member()
				return shell.Run(a, func(ctx context.Context) (accounts.ZoomStatus, error) {
					return connections.ConnectServerToServer(ctx, actor, recruit.ZoomApp{})
				}, func(st accounts.ZoomStatus, err error) tea.Cmd {
					if err != nil {
						return a.SayProblem(err)
					}
					return zoomConnected(a, st, then)
				})
			}))
	})
}

// serverForm asks for what Zoom shows on the page of a server-to-server app.
func serverForm(a *shell.App, app recruit.ZoomApp, then func()) forms.FormSpec {
	connections, actor := a.Desk().Accounts, a.Member()
	secret := ""
	if app.ClientID == "" {
		app = a.Session().DemoServer
		secret = app.Secret
	}
	d := &struct{ Account, ID, Secret string }{app.AccountID, app.ClientID, secret}
	var connected accounts.ZoomStatus
	return forms.FormSpec{
		Title: "Connect Zoom for the whole workspace", Verb: "connect", Draft: d, Keep: "zoom-server",
		Intro: "On marketplace.zoom.us an admin of the Zoom account builds a Server-to-Server OAuth app with the scopes " +
			"of recruitty in their :admin form and activates it. Each organiser's own Zoom user hosts then. " +
			"It stands beside the app for sign-ins; who signs in goes on using their own connection.",
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{
				f.Line("account_id", "Account ID", &d.Account),
				f.Line("client_id", "Client ID", &d.ID),
				f.Line("secret", "Client secret", &d.Secret).Hiding().Saying(1, func() []forms.Hint {
					return []forms.Hint{{Tone: theme.Dim, Text: "kept sealed, never shown again"}}
				}),
			}
		},
		Value: func(field string) string {
			return map[string]string{"account_id": d.Account, "client_id": d.ID, "secret": d.Secret}[field]
		},
		Save: func() func(context.Context) error {
			next := recruit.ZoomApp{AccountID: strings.TrimSpace(d.Account), ClientID: strings.TrimSpace(d.ID), Secret: strings.TrimSpace(d.Secret)}
			return func(ctx context.Context) (err error) {
				connected, err = connections.ConnectServerToServer(ctx, actor, next)
				return err
			}
		},
		Saved: func() tea.Cmd { return zoomConnected(a, connected, then) },
	}
}
