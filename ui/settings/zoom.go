package settings

import (
	"fmt"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/timeparse"
	"recruitty/ui/connect"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// zoomDetails says below the table whose Zoom the member's interviews will use,
// what it may do, and how much of it is left today.
func zoomDetails(a *shell.App, f settingsFacts, w int) string {
	s := a.Styles()
	out := zoomOwn(a, f, w)
	for _, c := range f.left.Connections {
		out += "\n\n" + s.Warning.Render(a.Grid().Wrap(s.Signs.Warning+" "+text.Line(c.Story(a.Stamp))+" (Team, o)", w))
	}
	return out
}

// zoomOwn is zoomDetails about the member's own interviews.
func zoomOwn(a *shell.App, f settingsFacts, w int) string {
	s, z := a.Styles(), f.zoom
	if z.State == recruit.NotConnected && a.Forbidden(recruit.ToConnect) != "" {
		return s.Dim.Render(a.Grid().Wrap("An interview uses the Zoom of whoever organises it.", w))
	}
	if z.State == recruit.NotConnected {
		return s.Dim.Render(a.Grid().Wrap("Connect leads to Zoom's own sign-in page; you see first what recruitty asks for.", w))
	}
	whose := "Your interviews use your own connection: "
	if z.Shared {
		whose = "Your interviews use the workspace's connection (" + kindWord(z.Connection.Kind) + "): "
	}
	out := a.Grid().Wrap(whose+accountShown(a, z.Connection), w)
	if f.shared.ID != 0 && !z.Shared {
		out += "\n" + s.Dim.Render(a.Grid().Wrap("The workspace's connection ("+kindWord(f.shared.Kind)+") is for those without one of their own, and for interviews that another Zoom user hosts: "+accountPlan(f.shared)+".", w))
	}
	if z.State == recruit.ReauthRequired {
		return out + "\n" + s.Warning.Render(a.Grid().Wrap(s.Signs.Warning+" "+text.Line(z.Connection.LastError)+" What is waiting for Zoom is kept and continues after that.", w))
	}
	out += "\n" + s.Dim.Render(a.Grid().Wrap(fmt.Sprintf("%d of %d changes left today; Zoom counts by host and day (UTC).", z.CallsLeft, recruit.CallsPerDay), w))
	return out + "\n\n" + permissions(a, z, w)
}

// kindWord is the way in of the workspace's connection.
func kindWord(k recruit.ConnectionKind) string {
	if k == recruit.ServerToServer {
		return "server-to-server app"
	}
	return "admin-managed app"
}

// accountPlan is whose account it is, with its plan.
func accountPlan(c recruit.Connection) string {
	who := text.Line(connect.AccountName(c))
	if c.UserName != "" && c.UserEmail != "" {
		who = text.Line(c.UserName) + ", " + who
	}
	if c.Kind == recruit.ServerToServer { // the plan is that of each host
		return who
	}
	return who + " · " + wording.Plan(c.Plan)
}

// accountShown says in full who is connected, with which plan and since when (R2,
// R10).
func accountShown(a *shell.App, c recruit.Connection) string {
	out := accountPlan(c) + " · since " + timeparse.Date(a.Here(c.Since)) + "."
	switch {
	case c.Kind == recruit.ServerToServer || c.Kind == recruit.AdminApp && c.OwnerID == 0:
		out += " Each organiser's own Zoom user hosts, and their plan counts."
	case c.Plan == recruit.PlanBasic:
		out += " Zoom ends meetings of a Basic host after 40 minutes."
	case c.Plan != recruit.PlanLicensed:
		out += " Whether Zoom ends its meetings after 40 minutes is not known."
	}
	return out
}

// permissions says what Zoom may do for recruitty, what was not granted and
// what will not work without it (R3).
func permissions(a *shell.App, z accounts.ZoomStatus, w int) string {
	s := a.Styles()
	missing := map[string]bool{}
	var without []string
	for _, n := range z.Missing {
		missing[n.Scope] = true
		without = append(without, s.Signs.Warning+" "+recruit.Capital(n.Name)+" is not granted. "+text.Line(n.Without))
	}
	var items []string
	for _, n := range a.Services().Accounts.Permissions() {
		item := n.Name + " " + s.Signs.OK
		if missing[n.Scope] {
			item = n.Name + " " + s.Signs.Error
			if !n.Required {
				item += " (optional)"
			}
		}
		items = append(items, item)
	}
	out := a.Grid().Wrap("Zoom lets recruitty: "+strings.Join(items, " · "), w)
	if len(without) > 0 {
		out += "\n" + s.Warning.Render(a.Grid().Wrap(strings.Join(without, "\n")+"\nReconnect (r) to grant it.", w))
	}
	return out + "\n\n" + s.Dim.Render(a.Grid().Wrap("You can revoke this at any time in Zoom: Marketplace → Manage → Added apps.", w))
}
