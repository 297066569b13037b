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

// disconnect asks before the access to Zoom is given back (R9). It lists the
// upcoming interviews that are concerned, and then says what Zoom confirmed.
type disconnect struct {
	app    *shell.App
	shared bool // the workspace's connection
	before accounts.DisconnectPlan
	after  *accounts.DisconnectResult
	busy   bool
	err    error
	scroll int
	choice shell.Choice
}

// OpenDisconnect reads which interviews are concerned, and asks. shared is about
// the connection of the workspace instead of the member's own.
func OpenDisconnect(a *shell.App, shared bool) tea.Cmd {
	connections, actor := a.Services().Accounts, a.Member()
	before := connections.BeforeDisconnect
	if shared {
		before = connections.BeforeDisconnectWorkspace
	}
	return shell.Prepare(a, func(ctx context.Context) (accounts.DisconnectPlan, error) { return before(ctx, actor) },
		func(f accounts.DisconnectPlan, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			return a.Open(&disconnect{app: a, shared: shared, before: f})
		})
}

func (d *disconnect) Init() tea.Cmd { return nil }

func (d *disconnect) Typing() bool { return false }

func (d *disconnect) Keys() []shell.Action {
	switch {
	case d.after != nil:
		return []shell.Action{shell.CloseKey(d.app, d), shell.ScrollKeys(&d.scroll)}
	case d.busy:
		return nil
	}
	return append(d.choice.Keys("Disconnect", d.answer), shell.ScrollKeys(&d.scroll))
}

func (d *disconnect) answer(yes bool) tea.Cmd {
	if yes {
		return d.revoke()
	}
	d.app.Close(d)
	return nil
}

func (d *disconnect) Update(tea.Msg) tea.Cmd { return nil }

func (d *disconnect) revoke() tea.Cmd {
	d.busy, d.err = true, nil
	connections, actor := d.app.Services().Accounts, d.app.Member()
	end := connections.Disconnect
	if d.shared {
		end = connections.DisconnectWorkspace
	}
	return shell.Run(d.app, func(ctx context.Context) (accounts.DisconnectResult, error) { return end(ctx, actor) },
		func(g accounts.DisconnectResult, err error) tea.Cmd {
			d.busy = false
			if err != nil {
				d.err = err
				return nil
			}
			d.after, d.scroll = &g, 0
			return d.app.Broadcast(shell.Changed{})
		})
}

func (d *disconnect) View(maxW, maxH int) (string, *tea.Cursor) {
	a, s, w := d.app, d.app.Styles(), min(maxW, 76)
	inner, rows := shell.FrameSize(w, maxH)
	var lines []string
	add := func(tone theme.Tone, words string) {
		for line := range strings.SplitSeq(d.app.Grid().Wrap(words, inner), "\n") {
			lines = append(lines, s.Tone(tone).Render(line))
		}
	}
	account := text.Line(AccountName(d.before.Connection))
	foot := d.choice.Foot(a, "Disconnect")
	switch {
	case d.busy:
		foot = ""
		add(theme.Dim, s.Signs.Waiting+" asking Zoom to revoke the access")
	case d.after != nil:
		foot = d.app.Foot(d.Keys(), "esc")
		if d.after.Confirmed {
			add(theme.OK, s.Signs.OK+" Zoom has confirmed that the access of "+account+" is revoked.")
		} else {
			add(theme.Warning, s.Signs.Warning+" "+text.Line(d.after.Advice))
		}
		add(theme.OK, s.Signs.OK+" The credentials are cleared here.")
		if d.after.Confirmed {
			for _, k := range d.before.Shared {
				add(theme.Warning, s.Signs.Warning+" It ended "+text.Line(k.Whose())+" too, which has to be connected again.")
			}
		}
		if len(d.before.Upcoming) > 0 {
			lines = append(lines, "")
			add(theme.Plain, "These interviews keep their meetings at Zoom, but cannot be changed or cancelled there until Zoom is connected again:")
			lines = append(lines, d.interviews(inner)...)
		}
		add(theme.Plain, "Connecting again needs a new authorisation.")
	default:
		if d.err != nil {
			add(theme.Error, s.Signs.Error+" "+recruit.Sentence(d.err))
			lines = append(lines, "")
		}
		if d.shared {
			add(theme.Warning, s.Signs.Warning+" This connection serves the whole workspace.")
		}
		add(theme.Plain, "The access of "+account+" is revoked at Zoom and the credentials are cleared here. Connecting again needs a new authorisation.")
		for _, k := range d.before.Shared {
			add(theme.Warning, s.Signs.Warning+" "+text.Line(k.EndsToo()))
		}
		lines = append(lines, "")
		if len(d.before.Upcoming) == 0 {
			add(theme.Plain, "No upcoming interview is affected.")
		} else {
			add(theme.Warning, s.Signs.Warning+" "+wording.Counted(len(d.before.Upcoming), "upcoming interview")+" on Zoom: the meetings stay, but can no longer be changed or cancelled there from here.")
			lines = append(lines, d.interviews(inner)...)
		}
	}
	body, seen := shell.Window(strings.Join(lines, "\n"), &d.scroll, rows-2)
	title := "Disconnect Zoom?"
	if d.after != nil {
		title = "Zoom is disconnected"
	}
	return a.FrameSeen(title, "", body, foot, seen, w, maxH), nil
}

// interviews are the upcoming ones that are concerned, a line each.
func (d *disconnect) interviews(w int) []string {
	var out []string
	for _, i := range d.before.Upcoming {
		out = append(out, d.app.Grid().Truncate("  "+d.app.Start(i.Start)+"  "+text.Line(i.CandidateName)+"  "+text.Line(i.Title), w))
	}
	return out
}
