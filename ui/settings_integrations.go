package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// integrations is Other Integrations: the meeting providers with their status,
// which one is the default, and what can be done (R1).
type integrations struct {
	app   *App
	table *table.Table
	facts settingsFacts
}

func newIntegrations(a *App) *integrations {
	return &integrations{app: a, table: table.New("",
		table.Column{Title: "Meeting provider", Width: 16}, table.Column{Title: "Status", Width: 20, Weight: 1},
		table.Column{Title: "Default", Width: 7}, table.Column{Title: "Action", Width: 12})}
}

// integrationKeys are the keys of Other Integrations. The first one's name is
// what it does to Zoom at the moment.
func integrationKeys(action string) (connect, reconnect, standard, register Key) {
	return Bind("enter/c", action, "enter", "c"), Bind("r", "Reconnect"), Bind("d", "Make default"), Bind("a", "Zoom app")
}

func (p *integrations) name() string { return "Other Integrations" }

// action is what stands in the column Action of Zoom.
func (p *integrations) action() string {
	switch p.facts.zoom.State {
	case recruit.Connected:
		return "Disconnect"
	case recruit.ReconnectNow:
		return "Reconnect"
	}
	return "Connect"
}

func (p *integrations) platform() recruit.Platform { return recruit.Platform(p.table.Key()) }

func (p *integrations) keys() []Key {
	connect, reconnect, standard, register := integrationKeys(p.action())
	may := p.app.forbidden(recruit.ToConnect)
	var keys []Key
	if p.platform() == recruit.Zoom {
		keys = append(keys, connect.Unless(may))
		if p.facts.zoom.State == recruit.Connected {
			keys = append(keys, reconnect.Unless(may))
		}
		if p.facts.zoom.State == recruit.ReconnectNow {
			keys = append(keys, Bind("x", "Disconnect").Unless(may))
		}
	}
	if p.platform() != p.facts.platform {
		keys = append(keys, standard.Unless(p.app.forbidden(recruit.ToManage)))
	}
	return append(keys, register.Unless(p.app.forbidden(recruit.ToManage)))
}

func (p *integrations) learn(f settingsFacts) {
	p.facts = f
	var rows []table.Row
	for _, platform := range recruit.Platforms() {
		tone, status, action := theme.Dim, "always there", ""
		if platform == recruit.Zoom {
			tone, status = p.app.zoomStatus(f.zoom)
			action = p.action()
		} else if platform != f.platform {
			action = "Make default"
		}
		standard := ""
		if platform == f.platform {
			standard = "yes"
		}
		rows = append(rows, table.Row{Key: string(platform), Cells: []table.Cell{plainCell(platform.Label()), toneCell(tone, status), plainCell(standard), toneCell(theme.Accent, action)}})
	}
	p.table.SetRows(rows)
}

// zoomStatus says how Zoom stands: who is connected, the plan, since when (R2).
func (a *App) zoomStatus(z recruit.ZoomStatus) (theme.Tone, string) {
	signs := a.styles.Signs
	switch z.State {
	case recruit.Connected:
		out := signs.Bullet + " Connected · " + accountName(z.Connection) + " · " + planWord(z.Connection.Plan) + " · " + age(z.Connection.Age(a.session.Now()))
		if z.Shared {
			out += " · for the whole team"
		}
		return theme.OK, out
	case recruit.ReconnectNow:
		return theme.Warning, signs.Warning + " Reconnect: " + z.Connection.Trouble
	}
	if !z.Configured {
		return theme.Dim, "no Zoom app is registered yet"
	}
	return theme.Dim, "not connected"
}

// accountName is whose account it is; the permission to know may be missing.
func accountName(c recruit.Connection) string {
	if c.UserEmail != "" {
		return c.UserEmail
	}
	return "an account whose name is not granted"
}

// age is how long something has stood, in a word or two.
func age(d time.Duration) string {
	switch days := int(d / (24 * time.Hour)); {
	case d < time.Hour:
		return "just now"
	case days < 1:
		return counted(int(d/time.Hour), "hour")
	default:
		return counted(days, "day")
	}
}

func (p *integrations) press(press tea.KeyPressMsg) tea.Cmd {
	connect, reconnect, standard, register := integrationKeys("")
	onZoom := p.platform() == recruit.Zoom
	switch {
	case p.table.Update(press):
		return nil
	case onZoom && connect.Matches(press) && p.facts.zoom.State == recruit.Connected,
		onZoom && press.String() == "x" && p.facts.zoom.State != recruit.NotConnected:
		return p.app.openDisconnect()
	case onZoom && (connect.Matches(press) || reconnect.Matches(press)):
		return p.app.openConnect(nil)
	case standard.Matches(press) || connect.Matches(press):
		return p.makeDefault(p.platform())
	case register.Matches(press):
		return p.app.openZoomApp(nil)
	}
	return nil
}

// makeDefault chooses where new interviews take place unless said otherwise.
func (p *integrations) makeDefault(platform recruit.Platform) tea.Cmd {
	if platform == p.facts.platform || platform == "" {
		return nil
	}
	accounts, actor := p.app.desk().Accounts, p.app.Member()
	return act(p.app, func(ctx context.Context) (recruit.Platform, error) {
		return platform, accounts.SetDefaultPlatform(ctx, actor, platform)
	}, func(platform recruit.Platform) string {
		return "New interviews take place on " + platform.Label() + " unless you say otherwise."
	})
}

func (p *integrations) view(w, h int) string {
	rows := 1 + len(recruit.Platforms())
	return p.table.View(p.app.styles, w, min(rows, h)) + "\n\n" + p.app.permissions(p.facts.zoom, w)
}

// account says in full who is connected, with which plan and since when (R2,
// R10).
func (a *App) account(z recruit.ZoomStatus) string {
	c := z.Connection
	who := text.Line(accountName(c))
	if c.UserName != "" && c.UserEmail != "" {
		who = text.Line(c.UserName) + ", " + who
	}
	out := "Connected as " + who + " · " + planWord(c.Plan) + " · since " + a.here(c.Since).Format("Mon 2 Jan 2006") + "."
	switch c.Plan {
	case recruit.PlanBasic:
		out += " Zoom ends meetings of a Basic host after 40 minutes."
	case recruit.PlanLicensed:
	default:
		out += " Whether Zoom ends its meetings after 40 minutes is not known."
	}
	return out
}

// permissions says what Zoom may do for recruitty, what was not granted and
// what will not work without it (R3).
func (a *App) permissions(z recruit.ZoomStatus, w int) string {
	s := a.styles
	if z.State == recruit.NotConnected {
		return s.Dim.Render(text.Wrap("Connect leads to Zoom's own sign-in page; what recruitty asks for there is said first.", w))
	}
	missing := map[string]recruit.Need{}
	for _, n := range z.Missing {
		missing[n.Scope] = n
	}
	var items, without []string
	for _, n := range a.desk().Accounts.Needs() {
		m, gone := missing[n.Scope]
		if !gone {
			items = append(items, n.Name+" "+s.Signs.OK)
			continue
		}
		item := n.Name + " " + s.Signs.Error
		if !n.Required {
			item += " (optional)"
		}
		items = append(items, item)
		without = append(without, fmt.Sprintf("%s %s is not granted. %s", s.Signs.Warning, capital(m.Name), text.Line(m.Without)))
	}
	out := text.Wrap(a.account(z), w) + "\n\n" + text.Wrap("Zoom may, for recruitty: "+strings.Join(items, " · "), w)
	if len(without) > 0 {
		out += "\n" + s.Warning.Render(text.Wrap(strings.Join(without, "\n")+"\nReconnect (r) to grant it.", w))
	}
	return out + "\n\n" + s.Dim.Render(text.Wrap("You can take this back any time in Zoom: Marketplace → Manage → Added apps.", w))
}
