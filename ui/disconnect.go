package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// disconnect asks before the access to Zoom is given back (R9). It lists the
// upcoming interviews that are concerned, and then says what Zoom confirmed.
type disconnect struct {
	app    *App
	shared bool // the workspace's connection
	before recruit.Farewell
	after  *recruit.Goodbye
	busy   bool
	err    error
	scroll int
	choice choice
}

// openDisconnect reads which interviews are concerned, and asks. shared is about
// the connection of the workspace instead of the member's own.
func openDisconnect(a *App, shared bool) tea.Cmd {
	accounts, actor := a.desk().Accounts, a.Member()
	before := accounts.BeforeDisconnect
	if shared {
		before = accounts.BeforeDisconnectWorkspace
	}
	return prepare(a, func(ctx context.Context) (recruit.Farewell, error) { return before(ctx, actor) },
		func(f recruit.Farewell, err error) tea.Cmd {
			if err != nil {
				return a.sayProblem(err)
			}
			return a.Open(&disconnect{app: a, shared: shared, before: f})
		})
}

func (d *disconnect) Init() tea.Cmd { return nil }

func (d *disconnect) Typing() bool { return false }

func (d *disconnect) Keys() []Key {
	switch {
	case d.after != nil:
		return []Key{Bind("esc", "close", "esc", "enter")}
	case d.busy:
		return nil
	}
	return append(d.choice.keys("Disconnect"), Bind("↑/↓", "scroll", "up", "down"))
}

func (d *disconnect) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || d.busy {
		return Stay, nil
	}
	switch press.String() {
	case "up", "k":
		d.scroll = max(d.scroll-1, 0)
		return Stay, nil
	case "down", "j":
		d.scroll++
		return Stay, nil
	}
	answered, yes := d.choice.press(press)
	switch {
	case answered && yes && d.after == nil:
		return Stay, d.revoke()
	case answered:
		return Closed, nil
	}
	return Stay, nil
}

func (d *disconnect) revoke() tea.Cmd {
	d.busy, d.err = true, nil
	accounts, actor := d.app.desk().Accounts, d.app.Member()
	end := accounts.Disconnect
	if d.shared {
		end = accounts.DisconnectWorkspace
	}
	return run(d.app, func(ctx context.Context) (recruit.Goodbye, error) { return end(ctx, actor) },
		func(g recruit.Goodbye, err error) tea.Cmd {
			d.busy = false
			if err != nil {
				d.err = err
				return nil
			}
			d.after, d.scroll = &g, 0
			return d.app.broadcast(Changed{})
		})
}

func (d *disconnect) View(maxW, maxH int) (string, *tea.Cursor) {
	a, s, w := d.app, d.app.Styles(), min(maxW, 76)
	inner, rows := FrameSize(w, maxH)
	var lines []string
	add := func(tone theme.Tone, words string) {
		for line := range strings.SplitSeq(d.app.grid().Wrap(words, inner), "\n") {
			lines = append(lines, s.Tone(tone).Render(line))
		}
	}
	account := text.Line(accountName(d.before.Connection))
	foot := d.choice.foot(a, "Disconnect")
	switch {
	case d.busy:
		foot = ""
		add(theme.Dim, s.Signs.Waiting+" asking Zoom to revoke the access")
	case d.after != nil:
		foot = "esc close"
		if d.after.Confirmed {
			add(theme.OK, s.Signs.OK+" Zoom has confirmed that the access of "+account+" is revoked.")
		} else {
			add(theme.Warning, s.Signs.Warning+" "+text.Line(d.after.Advice))
		}
		add(theme.OK, s.Signs.OK+" The credentials are cleared here.")
		if d.after.Confirmed {
			for _, k := range d.before.Kin {
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
		for _, k := range d.before.Kin {
			add(theme.Warning, s.Signs.Warning+" Zoom revokes the access of a user as a whole: this ends "+text.Line(k.Whose())+" too.")
		}
		lines = append(lines, "")
		if len(d.before.Upcoming) == 0 {
			add(theme.Plain, "No upcoming interview is concerned.")
		} else {
			add(theme.Warning, s.Signs.Warning+" "+wording.Counted(len(d.before.Upcoming), "upcoming interview")+" on Zoom: the meetings stay, but can no longer be changed or cancelled there from here.")
			lines = append(lines, d.interviews(inner)...)
		}
	}
	body, seen := window(strings.Join(lines, "\n"), &d.scroll, rows-2)
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
		out = append(out, d.app.grid().Truncate("  "+d.app.start(i.Start)+"  "+text.Line(i.CandidateName)+"  "+text.Line(i.Title), w))
	}
	return out
}
