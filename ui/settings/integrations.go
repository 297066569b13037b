package settings

import (
	"context"
	"slices"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/connect"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// integrations is Other Integrations: the meeting providers with their status,
// which one is the default, and what can be done (R1).
type integrations struct {
	shell.Listing
	facts settingsFacts
}

// workspaceRow is the row of the Zoom connection that serves everybody.
const workspaceRow = "zoom-workspace"

func newIntegrations(a *shell.App) *integrations {
	return &integrations{Listing: shell.NewListing(a, table.New("",
		table.Column{Title: "Meeting provider", Width: 16}, table.Column{Title: "Status", Width: 20, Weight: 1, Below: true},
		table.Column{Title: "Default", Width: 7}, table.Column{Title: "Action", Width: 12}))}
}

func (p *integrations) Name() string { return shell.IntegrationsPart }

// ownState is how the member's own connection stands.
func (p *integrations) ownState() recruit.ConnectionState {
	if p.facts.zoom.Shared {
		return recruit.NotConnected
	}
	return p.facts.zoom.State
}

// selected is how the connection of the selected row stands; false where the
// row is none of Zoom's.
func (p *integrations) selected() (recruit.ConnectionState, bool) {
	switch p.Table.Key() {
	case string(recruit.Zoom):
		return p.ownState(), true
	case workspaceRow:
		return p.facts.shared.State, true
	}
	return recruit.NotConnected, false
}

// actionOn is what is to be done about a connection, as the table says it.
func actionOn(state recruit.ConnectionState) string {
	switch state {
	case recruit.Connected:
		return "Disconnect"
	case recruit.ReauthRequired:
		return "Reconnect"
	}
	return "Connect"
}

func (p *integrations) actions() []shell.Action {
	manages := p.App.MayNot(recruit.ToManage)
	may := func() string {
		if p.Table.Key() == workspaceRow {
			return manages()
		}
		return p.App.Forbidden(recruit.ToConnect)
	}
	in := func(states ...recruit.ConnectionState) func() bool {
		return func() bool {
			state, zoom := p.selected()
			return zoom && slices.Contains(states, state)
		}
	}
	var def []string
	if p.Table != nil {
		if _, zoom := p.selected(); !zoom {
			def = []string{"enter", "c"}
		}
	}
	return []shell.Action{
		{Name: "integrations.connect", Key: "enter/c", Help: "Connect or Reconnect", Strokes: []string{"enter", "c", "r"}, Row: true,
			Shown: in(recruit.NotConnected, recruit.ReauthRequired), Label: p.action, When: may, Do: p.connect},
		// A connection that works is looked at; only x ends it.
		{Name: "integrations.details", Key: "enter/c", Help: "Details", Strokes: []string{"enter", "c"}, Row: true, Shown: in(recruit.Connected), Do: p.details},
		{Name: "integrations.reconnect", Key: "r", Help: "Reconnect", Row: true, Shown: in(recruit.Connected), When: may, Do: p.connect},
		{Name: "integrations.disconnect", Key: "x", Help: "Disconnect", Row: true, Shown: in(recruit.Connected, recruit.ReauthRequired), When: may, Do: p.disconnect},
		{Name: "integrations.default", Key: "d", Help: "Make default", Strokes: append([]string{"d"}, def...), Row: true, Shown: p.canBeDefault, When: manages, Do: p.makeDefault},
		{Name: "integrations.app", Key: "a", Help: "Zoom app", When: manages, Do: func() tea.Cmd { return connect.OpenZoomApp(p.App, nil) }},
	}
}

// details shows how the selected connection stands.
func (p *integrations) details() tea.Cmd {
	name, c := "Zoom", p.facts.zoom.Connection
	if p.Table.Key() == workspaceRow {
		name, c = "Zoom, workspace", p.facts.shared
	}
	return p.App.Open(&connectionBox{part: p, name: name, of: c})
}

// action is what enter does about the selected row that is not connected.
func (p *integrations) action() string {
	state, _ := p.selected()
	return actionOn(state)
}

// canBeDefault reports whether the selected row is a platform that is not the
// default.
func (p *integrations) canBeDefault() bool {
	platform, ok := p.platform()
	return ok && platform != p.facts.platform
}

// platform is the one of the selected row; the workspace's connection is no
// platform of its own.
func (p *integrations) platform() (recruit.Platform, bool) {
	key := p.Table.Key()
	return recruit.Platform(key), key != workspaceRow && key != ""
}

func (p *integrations) learn(f settingsFacts) {
	p.facts = f
	p.show()
}

// show puts the providers that match the filter into the table.
func (p *integrations) show() {
	p.Find.Begin(p.Asked())
	f := p.facts
	manages, connects := p.App.Forbidden(recruit.ToManage) == "", p.App.Forbidden(recruit.ToConnect) == ""
	var rows []table.Row
	row := func(key, name string, tone theme.Tone, status, standard, action string) {
		if key == string(recruit.Zoom) && !connects || key != string(recruit.Zoom) && !manages {
			action = "" // nothing that this member may do
		}
		cells := []table.Cell{shell.PlainCell(name), shell.ToneCell(tone, status), shell.PlainCell(standard), shell.ToneCell(theme.Accent, action)}
		if p.Find.Keeps(cells) {
			rows = append(rows, table.Row{Key: key, Cells: cells})
		}
	}
	for _, platform := range recruit.Platforms() {
		standard := ""
		if platform == f.platform {
			standard = "yes"
		}
		switch {
		case platform == recruit.Zoom:
			tone, status := ownStatus(p.App, f.zoom)
			row(string(platform), platform.Label(), tone, status, standard, actionOn(p.ownState()))
			if f.shared.ID == 0 && manages {
				row(workspaceRow, "Zoom, workspace", theme.Dim, "not connected", "", "Connect")
			}
			if f.shared.ID != 0 {
				tone, status = connectionStatus(p.App, f.shared)
				row(workspaceRow, "Zoom, workspace", tone, status, "", actionOn(f.shared.State))
			}
		case standard == "":
			row(string(platform), platform.Label(), theme.Dim, "always available", "", "Make default")
		default:
			row(string(platform), platform.Label(), theme.Dim, "always available", standard, "")
		}
	}
	p.Table.SetRows(rows)
	p.Without("")
}

// ownStatus says how the member's own Zoom stands (R2). Whose account it is
// stands below the table, where there is room for it.
func ownStatus(a *shell.App, z accounts.ZoomStatus) (theme.Tone, string) {
	switch {
	case z.State != recruit.NotConnected && !z.Shared:
		return connectionStatus(a, z.Connection)
	case z.Shared:
		return theme.Dim, "via the workspace"
	case !z.Configured:
		return theme.Dim, "no app registered"
	}
	return theme.Dim, "not connected"
}

// connectionStatus says how a connection stands, in few words.
func connectionStatus(a *shell.App, c recruit.Connection) (theme.Tone, string) {
	if c.State == recruit.ReauthRequired {
		return theme.Warning, a.Styles().Signs.Warning + " Reconnect"
	}
	since := ""
	if d := c.Age(a.Session().Now()); d >= time.Minute {
		since = a.Styles().Signs.Dot + " " + age(d)
	}
	return theme.OK, wording.Joined(" ", a.Styles().Signs.Bullet, "Connected", since)
}

// age is how long something has stood, in a word or two.
func age(d time.Duration) string {
	switch days := int(d / (24 * time.Hour)); {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return strconv.Itoa(int(d/time.Minute)) + " min"
	case days < 1:
		return wording.Counted(int(d/time.Hour), "hour")
	default:
		return wording.Counted(days, "day")
	}
}

// connect connects Zoom for the selected row.
func (p *integrations) connect() tea.Cmd {
	if p.Table.Key() == workspaceRow && (p.facts.shared.ID == 0 || p.facts.shared.Kind == recruit.ServerToServer) {
		return connect.OpenServerApp(p.App, nil)
	}
	return connect.OpenConnect(p.App, nil)
}

// disconnect ends the connection of the selected row.
func (p *integrations) disconnect() tea.Cmd {
	return connect.OpenDisconnect(p.App, p.Table.Key() == workspaceRow)
}

// makeDefault chooses where new interviews take place unless said otherwise.
func (p *integrations) makeDefault() tea.Cmd {
	platform, _ := p.platform()
	accounts, actor := p.App.Services().Accounts, p.App.Member()
	return shell.Act(p.App, func(ctx context.Context) (recruit.Platform, error) {
		return platform, accounts.SetDefaultPlatform(ctx, actor, platform)
	}, func(platform recruit.Platform) string {
		return "New interviews take place on " + platform.Label() + " unless you say otherwise."
	})
}

func (p *integrations) view(w, h int) string {
	rows := 1 + p.Table.Len()
	return p.App.ListOver(p.Table, w, min(rows, h), "\n\n"+zoomDetails(p.App, p.facts, w))
}

func (p *integrations) holds() [][2]string {
	return [][2]string{{"Zoom", "meeting provider account plan"}, {"Phone", "meeting provider"}}
}
