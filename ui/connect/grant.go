package connect

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// granted is what follows Zoom's yes: what is missing in it is said with its
// consequences (R3); access to a whole account is for everybody or for one; what
// ends by it is said; and then it is saved. A no gives the access back.
type granted struct {
	app       *shell.App
	then      func()
	grant     recruit.Grant
	arrival   accounts.GrantReview
	known     bool // what arrived
	lacks     bool // still to be accepted
	whose     bool // still to be asked
	ends      bool // still to be accepted
	workspace bool
	saved     bool   // an error came after it was saved
	busy      string // what is under way
	err       error
}

// openGranted goes on with a grant, without a question when there is none.
func openGranted(a *shell.App, g recruit.Grant, then func()) tea.Cmd {
	return a.Open(&granted{app: a, then: then, grant: g, lacks: len(a.Services().Accounts.MissingScopes(g)) > 0, whose: accounts.MayBeWhole(a.Member(), g)})
}

func (g *granted) Init() tea.Cmd {
	if g.lacks || g.whose {
		g.giveGrace()
	}
	return g.goOn()
}

// giveGrace keeps keys away that were meant for something else.
func (g *granted) giveGrace() { g.app.GraceUntil = g.app.Session().Now().Add(shell.Grace) }

// look asks whose account it is and what follows from that.
func (g *granted) look() tea.Cmd {
	g.busy, g.err = "asking Zoom whose account this is", nil
	connections, actor, grant, workspace := g.app.Services().Accounts, g.app.Member(), g.grant, g.workspace
	return shell.Run(g.app, func(ctx context.Context) (accounts.GrantReview, error) {
		return connections.ReviewGrant(ctx, actor, grant, workspace)
	},
		func(arrival accounts.GrantReview, err error) tea.Cmd {
			if g.busy = ""; err != nil {
				g.err = err
				return nil
			}
			g.arrival, g.known = arrival, true
			if g.ends = len(arrival.Endings()) > 0; g.ends {
				g.giveGrace()
			}
			return g.goOn()
		})
}

// goOn saves once nothing is left to ask. When that fails the grant is still here
// and r tries again.
func (g *granted) goOn() tea.Cmd {
	switch {
	case g.lacks, g.whose, g.ends:
		return nil
	case !g.known:
		return g.look()
	}
	g.busy, g.err = "connecting", nil
	connections, actor, grant := g.app.Services().Accounts, g.app.Member(), g.grant
	finish := connections.Finish
	if g.workspace {
		finish = connections.FinishForWorkspace
	}
	return shell.Run(g.app, func(ctx context.Context) (accounts.ZoomStatus, error) {
		st, err := finish(ctx, actor, grant)
		if err != nil && st.Connection.ID != 0 {
			err = savedAlready{err}
		}
		return st, err
	},
		func(st accounts.ZoomStatus, err error) tea.Cmd {
			if g.busy = ""; err != nil {
				g.err, g.saved = err, errors.As(err, new(savedAlready))
				return nil
			}
			g.app.Close(g)
			return zoomConnected(g.app, st, g.then)
		})
}

// savedAlready is a failure after the connection was saved.
type savedAlready struct{ error }

func (e savedAlready) Unwrap() error { return e.error }

// giveBack ends the access at Zoom of which no connection is made, says how that
// went, and then goes on.
func (g *granted) giveBack(then func() tea.Cmd) tea.Cmd {
	g.busy = "handing the access back to Zoom"
	return discard(g.app, g.grant, func() tea.Cmd {
		g.app.Close(g)
		return then()
	})
}

// discard gives back a grant that nobody waits for, or wants, any more. What
// Zoom did not confirm stands in a box of its own: a person has to act on it.
func discard(a *shell.App, grant recruit.Grant, then func() tea.Cmd) tea.Cmd {
	connections, actor := a.Services().Accounts, a.Member()
	return shell.Run(a, func(ctx context.Context) (accounts.RevokeResult, error) {
		return connections.RevokeGrant(ctx, actor, grant), nil
	},
		func(d accounts.RevokeResult, _ error) tea.Cmd {
			cmds := []tea.Cmd{a.Broadcast(shell.Changed{})}
			if then != nil {
				cmds = append(cmds, then())
			}
			if d.Confirmed {
				return tea.Batch(append(cmds, a.Say(theme.Plain, d.Message))...)
			}
			return tea.Batch(append(cmds, a.OpenLater(&shell.Notice{App: a, Title: "Zoom is not connected", Tone: theme.Warning, Lines: []string{d.Message}}))...)
		})
}

// zoomConnected tells everybody that Zoom is connected, and whoever asked for it
// goes on.
func zoomConnected(a *shell.App, st accounts.ZoomStatus, then func()) tea.Cmd {
	if then != nil {
		then()
	}
	tone, said := theme.OK, "Zoom is connected: "+text.Line(AccountName(st.Connection))+"."
	if len(st.Missing) > 0 {
		tone, said = theme.Warning, "Zoom is connected, but not everything was granted: see Settings."
	}
	var show tea.Cmd
	if a.TopModal() == nil { // else someone wants to go on where they were
		show = a.ShowPart(shell.IntegrationsPart, "")
	}
	var notes tea.Cmd
	if len(st.Notes) > 0 {
		notes = a.OpenLater(&shell.Notice{App: a, Title: "Zoom is connected", Lines: st.Notes})
	}
	return tea.Batch(show, a.Broadcast(shell.Changed{}), a.Say(tone, said), notes)
}

func (g *granted) Typing() bool { return false }

func (g *granted) Keys() []shell.Action {
	cancel := cancelKey(g.cancel)
	goesOn := func(key, what string, settles *bool) shell.Action {
		return shell.Action{Key: key, Help: what, Do: func() tea.Cmd {
			*settles = false
			return g.goOn()
		}}
	}
	switch {
	case g.busy != "":
		return nil
	case g.err != nil:
		return []shell.Action{{Key: "r", Help: "try again", Do: g.goOn}, cancel}
	case g.lacks:
		return []shell.Action{goesOn("enter", "continue without", &g.lacks), {Key: "r", Help: "start over", Do: func() tea.Cmd {
			return g.giveBack(func() tea.Cmd { return OpenConnect(g.app, g.then) })
		}}, cancel}
	case g.whose:
		return []shell.Action{{Key: "w", Help: "for the whole workspace", Do: func() tea.Cmd {
			g.whose, g.workspace = false, true
			return g.goOn()
		}}, goesOn("m", "only for me", &g.whose), cancel}
	}
	return []shell.Action{goesOn("enter", "go on", &g.ends), cancel}
}

// cancel gives the access back, unless a connection was made of it.
func (g *granted) cancel() tea.Cmd {
	if g.saved {
		g.app.Close(g)
		return nil
	}
	g.err = nil
	return g.giveBack(func() tea.Cmd { return nil })
}

func (g *granted) Update(tea.Msg) tea.Cmd { return nil }

func (g *granted) View(maxW, maxH int) (string, *tea.Cursor) {
	s, w := g.app.Styles(), min(maxW, 76)
	inner, _ := shell.FrameSize(w, maxH)
	var lines []string
	add := func(tone theme.Tone, words string) {
		for line := range strings.SplitSeq(g.app.Grid().Wrap(words, inner), "\n") {
			lines = append(lines, s.Tone(tone).Render(line))
		}
	}
	switch {
	case g.busy != "":
		add(theme.Dim, s.Signs.Waiting+" "+g.busy)
	case g.err != nil:
		add(theme.Error, s.Signs.Error+" "+recruit.Sentence(g.err))
	case g.lacks:
		add(theme.Plain, accounts.NotAllGranted)
		for _, n := range g.app.Services().Accounts.MissingScopes(g.grant) {
			add(theme.Warning, s.Signs.Warning+" "+wording.Lack(n))
		}
		add(theme.Plain, "You can continue without; what cannot work then is switched off and says why. Or start over and allow it at Zoom. Cancelling hands the access back.")
	case g.whose:
		add(theme.Plain, "This access covers every Zoom user in your account. Whose interviews is it for?")
		lines = append(lines, "")
		add(theme.Plain, "w  for the whole workspace: each organiser's own Zoom user hosts")
		add(theme.Plain, "m  only for me: the others connect their own")
	default:
		for _, words := range g.arrival.Endings() {
			add(theme.Warning, s.Signs.Warning+" "+text.Line(words))
		}
		add(theme.Plain, "Cancelling hands this access back to Zoom; what Zoom has ended stays ended.")
	}
	return g.app.Frame("Connect Zoom", "", strings.Join(lines, "\n"), g.app.Foot(g.Keys(), "esc", "r", "m", "w", "enter"), w, maxH), nil
}
