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

// granted is what follows Zoom's yes: what is missing in it is said with its
// consequences (R3), access to a whole account is for everybody or for one, and
// then it is saved.
type granted struct {
	app       *App
	then      func()
	grant     recruit.Grant
	lacks     []recruit.Need // not yet accepted
	whose     bool           // still to be asked
	workspace bool
	busy      bool
	err       error
}

// openGranted goes on with a grant, without a question when there is none.
func (a *App) openGranted(g recruit.Grant, then func()) tea.Cmd {
	m := &granted{app: a, then: then, grant: g, lacks: a.desk().Accounts.Lacks(g),
		whose: g.AccountWide && a.forbidden(recruit.ToManage) == ""}
	if len(m.lacks) > 0 || m.whose {
		return a.OpenLater(m)
	}
	return a.Open(m)
}

func (g *granted) Init() tea.Cmd { return g.goOn() }

// goOn saves once nothing is left to ask. When saving fails the grant is still
// here and r tries again.
func (g *granted) goOn() tea.Cmd {
	if len(g.lacks) > 0 || g.whose {
		return nil
	}
	g.busy, g.err = true, nil
	accounts, actor, grant := g.app.desk().Accounts, g.app.Member(), g.grant
	finish := accounts.Finish
	if g.workspace {
		finish = accounts.FinishForWorkspace
	}
	return run(g.app, func(ctx context.Context) (recruit.ZoomStatus, error) { return finish(ctx, actor, grant) },
		func(st recruit.ZoomStatus, err error) tea.Cmd {
			if g.busy = false; err != nil {
				g.err = err
				return nil
			}
			g.app.Close(g)
			return g.app.zoomConnected(st, g.then)
		})
}

// zoomConnected tells everybody that Zoom is connected, and whoever asked for it
// goes on.
func (a *App) zoomConnected(st recruit.ZoomStatus, then func()) tea.Cmd {
	if then != nil {
		then()
	}
	tone, said := theme.OK, "Zoom is connected: "+text.Line(accountName(st.Connection))+"."
	if len(st.Missing) > 0 {
		tone, said = theme.Warning, "Zoom is connected, though not everything was granted: see Settings."
	}
	var show tea.Cmd
	if a.topModal() == nil { // else somebody wants to go on where they were
		show = a.showIntegrations()
	}
	return tea.Batch(show, a.broadcast(Changed{Kind: "connection"}), a.Say(tone, said))
}

func (g *granted) Typing() bool { return false }

func (g *granted) Keys() []Key {
	switch {
	case g.busy:
		return nil
	case g.err != nil:
		return []Key{Bind("r", "try again"), Bind("esc", "cancel")}
	case len(g.lacks) > 0:
		return []Key{Bind("enter", "go on without"), Bind("r", "begin again"), Bind("esc", "cancel")}
	}
	return []Key{Bind("w", "for the whole workspace"), Bind("m", "only for me"), Bind("esc", "cancel")}
}

func (g *granted) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || g.busy {
		return Stay, nil
	}
	lacking := len(g.lacks) > 0
	switch name := press.String(); {
	case name == "esc":
		g.app.Close(g)
		return Closed, g.app.Say(theme.Warning, "Nothing was connected here; Zoom lists what you allowed under Added apps.")
	case name == "r" && g.err != nil:
		return Stay, g.goOn()
	case name == "r" && lacking:
		g.app.Close(g)
		return Closed, g.app.openConnect(g.then)
	case name == "enter" && lacking:
		g.lacks = nil
		return Stay, g.goOn()
	case (name == "w" || name == "m") && g.whose && !lacking:
		g.whose, g.workspace = false, name == "w"
		return Stay, g.goOn()
	}
	return Stay, nil
}

func (g *granted) View(maxW, maxH int) (string, *tea.Cursor) {
	s, w := g.app.styles, min(maxW, 76)
	inner, _ := FrameSize(w, maxH)
	var lines []string
	add := func(tone theme.Tone, words string) {
		for line := range strings.SplitSeq(text.Wrap(words, inner), "\n") {
			lines = append(lines, s.Tone(tone).Render(line))
		}
	}
	foot := ""
	switch {
	case g.busy:
		add(theme.Dim, s.Signs.Waiting+" asking Zoom whose account it is")
	case g.err != nil:
		foot = "r try again     esc cancel"
		add(theme.Error, s.Signs.Error+" "+recruit.Sentence(g.err))
	case len(g.lacks) > 0:
		foot = "esc cancel     r begin again     enter go on without"
		add(theme.Plain, "Zoom did not grant everything that was asked for:")
		for _, n := range g.lacks {
			add(theme.Warning, s.Signs.Warning+" "+say.Lack(n))
		}
		add(theme.Plain, "You can go on without; what cannot work then is switched off and says why. Or begin again and allow it at Zoom.")
	default:
		foot = "esc cancel     m only for me     w for the whole workspace"
		add(theme.Plain, "This access reaches every Zoom user of your account. Whose interviews is it for?")
		lines = append(lines, "")
		add(theme.Plain, "w  for the whole workspace: each organiser's own Zoom user hosts")
		add(theme.Plain, "m  only for me: the others connect their own")
	}
	return g.app.Frame("Connect Zoom", "", strings.Join(lines, "\n"), foot, w, maxH), nil
}
