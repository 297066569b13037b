package connect

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/shell"
)

// signInFor is what a sign-in is for; how it goes on a person's side is the same
// for every service.
type signInFor struct {
	title   string // of its boxes
	service string // whose page it is: Zoom
	allow   string // what the button there says
	browser func(ctx context.Context, local bool) (recruit.SignIn, error)
	device  func(ctx context.Context) (recruit.DeviceSignIn, error)
	granted func(recruit.Grant) tea.Cmd
	// discard gives access back that nobody waits for any more.
	discard func(recruit.Grant) tea.Cmd
}

// zoomSignIn signs in to Zoom; then is called once it is connected.
func zoomSignIn(a *shell.App, then func()) signInFor {
	accounts, actor := a.Services().Accounts, a.Member()
	return signInFor{
		title: "Connect Zoom", service: "Zoom", allow: "Allow",
		browser: func(ctx context.Context, local bool) (recruit.SignIn, error) {
			return accounts.Begin(ctx, actor, local)
		},
		device:  func(ctx context.Context) (recruit.DeviceSignIn, error) { return accounts.BeginDevice(ctx, actor) },
		granted: func(g recruit.Grant) tea.Cmd { return openGranted(a, g, then) },
		discard: func(g recruit.Grant) tea.Cmd { return discard(a, g, nil) },
	}
}
