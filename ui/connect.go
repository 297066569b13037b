package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/say"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// connect is the first page of Connect Zoom (R2, R3): it names every permission
// with its reason before anything leaves for Zoom, and asks for the way in.
type connect struct {
	app        *App
	then       func()
	configured bool   // a Zoom app is registered here
	others     string // whose sign-in a second one would end
	ways       []wayIn
	chosen     int
}

// wayIn is one way to connect.
type wayIn struct {
	label string
	app   bool // needs the registered Zoom app
	open  func() tea.Cmd
}

// openConnect opens Connect Zoom. then is called once it is connected.
func (a *App) openConnect(then func()) tea.Cmd {
	if why := a.forbidden(recruit.ToConnect); why != "" {
		return a.Say(theme.Warning, why)
	}
	desk, actor := a.desk(), a.Member()
	var others []recruit.Kin
	return prepare(a, func(ctx context.Context) (recruit.ZoomStatus, error) {
		var err error
		if others, err = desk.Accounts.OtherSignIns(ctx, actor); err != nil {
			return recruit.ZoomStatus{}, err
		}
		return desk.Accounts.Status(ctx, actor)
	}, func(st recruit.ZoomStatus, err error) tea.Cmd {
		if err != nil {
			return a.sayProblem(err)
		}
		c := newConnect(a, st.Configured, then)
		c.others = text.Line(recruit.OneSignIn(others))
		return a.Open(c)
	})
}

func newConnect(a *App, configured bool, then func()) *connect {
	browser := "Browser on this machine"
	if a.session.Remote {
		browser = "Browser on any device; you paste where it ends"
	}
	c := &connect{app: a, then: then, configured: configured, ways: []wayIn{
		{browser, true, func() tea.Cmd { return a.Open(newBrowserSignIn(a, then)) }},
		{"Code on another device", true, func() tea.Cmd { return a.Open(newDeviceSignIn(a, then)) }},
	}}
	if a.forbidden(recruit.ToManage) == "" {
		c.ways = append(c.ways, wayIn{"For the whole workspace: server-to-server", false, func() tea.Cmd { return a.openServerApp(then) }})
	}
	return c
}

func (c *connect) Init() tea.Cmd { return nil }

func (c *connect) Typing() bool { return false }

func (c *connect) Keys() []Key {
	return []Key{Bind("enter", "go on to Zoom"), Bind("↑/↓", "another way in", "up", "down", "k", "j"), Bind("esc", "cancel")}
}

func (c *connect) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return Stay, nil
	}
	switch press.String() {
	case "esc":
		return Closed, nil
	case "up", "k", "shift+tab":
		c.chosen = (c.chosen + len(c.ways) - 1) % len(c.ways)
	case "down", "j", "tab":
		c.chosen = (c.chosen + 1) % len(c.ways)
	case "enter":
		return c.goOn()
	}
	return Stay, nil
}

// goOn leaves for the chosen way in, or first for the registration of the Zoom
// app that it needs.
func (c *connect) goOn() (Outcome, tea.Cmd) {
	way := c.ways[c.chosen]
	switch {
	case c.configured || !way.app:
		c.app.Close(c) // before the next box opens, which looks at what is open
		return Closed, way.open()
	case c.app.forbidden(recruit.ToManage) != "":
		return Stay, c.app.openZoomApp(c.then)
	}
	c.app.Close(c)
	return Closed, c.app.openZoomApp(c.then)
}

func (c *connect) View(maxW, maxH int) (string, *tea.Cursor) {
	s, w := c.app.styles, min(maxW, 84)
	inner, _ := FrameSize(w, maxH)
	var lines []string
	add := func(words string) { lines = append(lines, strings.Split(text.Wrap(words, inner), "\n")...) }
	add("recruitty asks Zoom for permission to")
	for _, n := range c.app.desk().Accounts.Needs() {
		lines = append(lines, text.Truncate("  "+s.Signs.Bullet+" "+say.Need(n), inner))
	}
	add("Your Zoom data goes nowhere else. You can take this back any time in Zoom: Marketplace → Manage → Added apps.")
	if c.others != "" && c.ways[c.chosen].app {
		add(s.Signs.Warning + " " + c.others)
	}
	lines = append(lines, "")
	for i, way := range c.ways {
		mark, style := "  ", s.Text
		if i == c.chosen {
			mark, style = s.Signs.Cursor+" ", s.Chosen
		}
		lines = append(lines, style.Render(text.Truncate(mark+way.label, inner)))
	}
	if !c.configured && c.ways[c.chosen].app {
		lines = append(lines, s.Warning.Render(text.Truncate(s.Signs.Warning+" No Zoom app is registered here yet; that comes first.", inner)))
	}
	return c.app.Frame("Connect Zoom", "", strings.Join(lines, "\n"), "↑/↓ another way in     esc cancel     enter go on to Zoom", w, maxH), nil
}
