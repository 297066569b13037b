// Package connect leads through the sign-in to Zoom and to mail accounts, and out
// of them again.
package connect

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// connect is the first page of a sign-in (R2, R3): it names every permission
// with its reason before anything leaves, and asks for the way in.
type connect struct {
	app    *shell.App
	title  string
	ways   []wayIn
	chosen int
	scroll int  // of what is asked for, in a low window
	more   bool // not all of it is in sight
}

// wayIn is one way to connect.
type wayIn struct {
	label   string
	service string // whose permission it needs
	needs   []recruit.Permission
	back    string // where the data goes and how the permission is taken back
	others  string // whose sign-in this one would end
	open    func() tea.Cmd
	// register takes the registration of the app that this way needs; nil when it
	// is there, or not needed.
	register func() tea.Cmd
	change   func() tea.Cmd // changes the registration; nil where that is done elsewhere
	refused  bool           // the registration is not for this member, who is told so
}

// OpenConnect opens Connect Zoom. then is called once it is connected.
func OpenConnect(a *shell.App, then func()) tea.Cmd {
	if why := a.Forbidden(recruit.ToConnect); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc, actor := a.Services(), a.Member()
	var others []accounts.SharedSignIn
	return shell.Prepare(a, func(ctx context.Context) (accounts.ZoomStatus, error) {
		var err error
		if others, err = svc.Accounts.OtherSignIns(ctx, actor); err != nil {
			return accounts.ZoomStatus{}, err
		}
		return svc.Accounts.Status(ctx, actor)
	}, func(st accounts.ZoomStatus, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		return a.Open(newConnect(a, st.Configured, text.Line(accounts.SharedSignInWarning(others)), then))
	})
}

// browserWay says where the browser of a sign-in may be.
func browserWay(a *shell.App) string {
	if a.Session().Remote {
		return "Browser on any device; you paste where it ends"
	}
	return "Browser on this machine"
}

// codeWay is the way in by a code.
const codeWay = "Code on another device"

func newConnect(a *shell.App, configured bool, others string, then func()) *connect {
	way := wayIn{service: "Zoom", needs: a.Services().Accounts.Permissions(),
		back: "Your Zoom data goes nowhere else. You can revoke this at any time in Zoom: Marketplace → Manage → Added apps."}
	server := way
	way.others, way.refused = others, a.Forbidden(recruit.ToManage) != ""
	if !configured {
		way.register = func() tea.Cmd { return OpenZoomApp(a, then) }
	}
	browser, code := way, way
	browser.label, browser.open = browserWay(a), func() tea.Cmd { return a.Open(newBrowserSignIn(a, zoomSignIn(a, then))) }
	code.label, code.open = codeWay, func() tea.Cmd { return a.Open(newDeviceSignIn(a, zoomSignIn(a, then))) }
	c := &connect{app: a, title: "Connect Zoom", ways: []wayIn{browser, code}}
	if !way.refused {
		server.label, server.open = "For the whole workspace: server-to-server", func() tea.Cmd { return OpenServerApp(a, then) }
		c.ways = append(c.ways, server)
	}
	return c
}

func (c *connect) Init() tea.Cmd { return nil }

func (c *connect) Typing() bool { return false }

// Actions are the keys of the first page of a sign-in.
func Actions() []shell.Action {
	return (&connect{ways: []wayIn{{service: "Zoom", change: func() tea.Cmd { return nil }}}, more: true}).Keys()
}

func (c *connect) Keys() []shell.Action {
	way := c.ways[c.chosen]
	return []shell.Action{
		{Name: "sign-in.go-on", Key: "enter", Help: "continue to " + way.service, Do: c.goOn},
		{Name: "sign-in.way", Key: "↑/↓", Help: "other ways to sign in", Strokes: []string{"up", "down", "k", "j", "shift+tab", "tab"}, Turn: func(by int) tea.Cmd {
			c.chosen = (c.chosen + by + len(c.ways)) % len(c.ways)
			return nil
		}},
		{Name: "sign-in.app", Key: "a", Help: "change the app", Shown: func() bool { return way.change != nil }, Do: func() tea.Cmd { return c.leaveFor(way.change) }},
		shell.ReadKeys(&c.scroll, func() bool { return c.more }),
		cancelKey(func() tea.Cmd {
			c.app.Close(c)
			return nil
		}),
	}
}

// cancelKey leaves a sign-in.
func cancelKey(do func() tea.Cmd) shell.Action {
	return shell.Action{Name: "sign-in.cancel", Key: "esc", Help: "cancel", Do: do}
}

func (c *connect) Update(tea.Msg) tea.Cmd { return nil }

// goOn leaves for the chosen way in, or first for the registration of the app
// that it needs.
func (c *connect) goOn() tea.Cmd {
	way := c.ways[c.chosen]
	switch {
	case way.register == nil:
		return c.leaveFor(way.open)
	case way.refused:
		return way.register()
	}
	return c.leaveFor(way.register)
}

// leaveFor closes the box before the next one opens, which looks at what is open.
func (c *connect) leaveFor(next func() tea.Cmd) tea.Cmd {
	c.app.Close(c)
	return next()
}

func (c *connect) View(maxW, maxH int) (string, *tea.Cursor) {
	s, w := c.app.Styles(), min(maxW, 84)
	inner, rows := shell.FrameSize(w, maxH)
	chosen := c.ways[c.chosen]
	var asked, lines []string
	add := func(words string) { asked = append(asked, strings.Split(c.app.Grid().Wrap(words, inner), "\n")...) }
	add("recruitty asks " + chosen.service + " for permission to")
	for _, n := range chosen.needs {
		for i, line := range strings.Split(c.app.Grid().Wrap(wording.Permission(n), inner-4), "\n") {
			mark := "  " + s.Signs.Bullet + " "
			if i > 0 {
				mark = "    "
			}
			asked = append(asked, mark+line)
		}
	}
	add(chosen.back)
	if chosen.others != "" {
		add(s.Signs.Warning + " " + chosen.others)
	}
	for i, way := range c.ways {
		mark, style := "  ", s.Text
		if i == c.chosen {
			mark, style = s.Signs.Cursor+" ", s.Chosen
		}
		lines = append(lines, style.Render(c.app.Grid().Truncate(mark+way.label, inner)))
	}
	if chosen.register != nil {
		for line := range strings.SplitSeq(c.app.Grid().Wrap(s.Signs.Warning+" No "+chosen.service+" app is registered here yet; that comes first.", inner), "\n") {
			lines = append(lines, s.Warning.Render(line))
		}
	}
	// The ways in are always in sight; what stands above them is read past.
	room := rows - 2 - len(lines)
	if c.more = len(asked)+1 > room; !c.more {
		asked = append(asked, "")
		room = len(asked)
	}
	above, seen := shell.Window(strings.Join(asked, "\n"), &c.scroll, max(room, 1))
	return c.app.FrameSeen(c.title, "", above+"\n"+strings.Join(lines, "\n"), c.app.Foot(c.Keys(), "↑/↓", "a", "esc", "enter"), seen, w, maxH), nil
}
