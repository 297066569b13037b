package connect

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// OpenServerApp connects the whole workspace with an administrator's
// server-to-server app. There is no sign-in: the app's own credentials are the
// access. One that is set by the environment is only asked about.
func OpenServerApp(a *shell.App, then func()) tea.Cmd {
	if why := a.Forbidden(recruit.ToManage); why != "" {
		return a.Say(theme.Warning, why)
	}
	return shell.Run(a, a.Services().Settings.ServerApp, func(app recruit.ZoomApp, err error) tea.Cmd {
		switch {
		case err != nil:
			return a.SayProblem(err)
		case !app.FromEnvironment:
			return forms.OpenBox(a, serverForm(a, app, then))
		}
		return a.Open(shell.NewConfirm(a, "Connect the whole workspace?",
			wording.ServerAppFixed, "connect",
			func() tea.Cmd {
				connections, actor := a.Services().Accounts, a.Member()
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

// serverForm asks for what Zoom shows on the page of a server-to-server app. The
// demo knows one already.
func serverForm(a *shell.App, app recruit.ZoomApp, then func()) forms.FormSpec {
	secret := ""
	if app.ClientID == "" {
		app = a.Session().DemoServer
		secret = app.Secret
	}
	var connected accounts.ZoomStatus
	form := draft.ServerAppForm(a.Services(), a.Member(), app, func(st accounts.ZoomStatus) { connected = st })
	*form.At("secret") = secret
	spec := forms.SpecOf(form, func(string, string) tea.Cmd { return zoomConnected(a, connected, then) })
	spec.Verb = "connect"
	return spec
}
