package connect

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// OpenZoomApp explains how an organisation registers its Zoom app and takes
// what Zoom gave it; then goes on to connect.
func OpenZoomApp(a *shell.App, then func()) tea.Cmd {
	if why := a.Forbidden(recruit.ToManage); why != "" {
		return a.Say(theme.Warning, "No Zoom app is registered here yet; an admin does that in Settings.")
	}
	return shell.Run(a, a.Services().Settings.ZoomApp, func(app recruit.ZoomApp, err error) tea.Cmd {
		switch {
		case err != nil:
			return a.SayProblem(err)
		case app.FromEnvironment && a.Session().Demo:
			return a.Say(theme.Plain, wording.DemoZoomFixed)
		case app.FromEnvironment:
			return a.Say(theme.Warning, wording.ZoomAppFixed)
		}
		return forms.OpenBox(a, zoomAppForm(a, app, then))
	})
}

func zoomAppForm(a *shell.App, app recruit.ZoomApp, then func()) forms.FormSpec {
	spec := forms.SpecOf(draft.ZoomAppForm(a.Services(), a.Member(), app), func(string, string) tea.Cmd {
		return tea.Batch(a.Broadcast(shell.Changed{}), OpenConnect(a, then))
	})
	spec.Verb = "save and connect"
	return spec
}
