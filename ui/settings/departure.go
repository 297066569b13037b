package settings

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// departure asks before a member leaves the team. It says what ends with it and
// what stays behind, and then what Zoom confirmed.
type departure struct {
	app    *shell.App
	before accounts.Belongings
	keep   bool // the access to Zoom is taken over
	busy   bool
	err    error
	scroll int
	choice shell.Choice
	after  *accounts.Departed
}

// removeMember reads what a member has, and asks.
func removeMember(a *shell.App, m recruit.Member) tea.Cmd {
	departures, actor := a.Services().Departures, a.Member()
	return shell.Prepare(a, func(ctx context.Context) (accounts.Belongings, error) { return departures.Of(ctx, actor, m.ID) },
		func(b accounts.Belongings, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			return a.Open(&departure{app: a, before: b})
		})
}

func (d *departure) Init() tea.Cmd { return nil }

func (d *departure) Typing() bool { return false }

// mayKeep reports whether there is an access to Zoom to take over.
func (d *departure) mayKeep() bool {
	return d.before.Zoom.Connection.State == recruit.Connected && len(d.before.Zoom.Upcoming) > 0
}

func (d *departure) Keys() []shell.Action {
	switch {
	case d.after != nil:
		return []shell.Action{shell.CloseKey(d.app, d), shell.ScrollKeys(&d.scroll)}
	case d.busy:
		return nil
	}
	keys := append(d.choice.Keys("Remove", d.answer), shell.ScrollKeys(&d.scroll))
	if d.mayKeep() {
		keys = append(keys, shell.Action{Key: "z", Help: "revoke or take over Zoom", Do: func() tea.Cmd {
			d.keep = !d.keep
			return nil
		}})
	}
	return keys
}

func (d *departure) answer(yes bool) tea.Cmd {
	if yes {
		return d.remove()
	}
	d.app.Close(d)
	return nil
}

func (d *departure) Update(tea.Msg) tea.Cmd { return nil }

func (d *departure) remove() tea.Cmd {
	d.busy, d.err = true, nil
	departures, actor, id, keep := d.app.Services().Departures, d.app.Member(), d.before.Member.ID, d.keep
	return shell.Run(d.app, func(ctx context.Context) (accounts.Departed, error) { return departures.Remove(ctx, actor, id, keep) },
		func(done accounts.Departed, err error) tea.Cmd {
			d.busy, d.err = false, err
			if err != nil && done.Member.ID == 0 {
				return nil
			}
			d.after, d.scroll = &done, 0
			return d.app.Broadcast(shell.Changed{})
		})
}

func (d *departure) View(maxW, maxH int) (string, *tea.Cursor) {
	a, s, w := d.app, d.app.Styles(), min(maxW, 76)
	inner, rows := shell.FrameSize(w, maxH)
	var lines []string
	add := func(tone theme.Tone, words string) {
		indent := words[:len(words)-len(strings.TrimLeft(words, " "))]
		for line := range strings.SplitSeq(a.Grid().Wrap(text.Line(strings.TrimSpace(words)), inner-len(indent)), "\n") {
			lines = append(lines, indent+s.Tone(tone).Render(line))
		}
	}
	name := text.Line(d.before.Member.Name)
	foot, title := d.choice.Foot(a, "Remove"), "Remove "+a.Grid().Truncate(name, 30)+"?"
	if d.err != nil {
		add(theme.Error, s.Signs.Error+" "+recruit.Sentence(d.err))
		lines = append(lines, "")
	}
	switch {
	case d.busy:
		foot = ""
		add(theme.Dim, s.Signs.Waiting+" removing, and asking Zoom to revoke the access")
	case d.after != nil:
		foot, title = d.app.Foot(d.Keys(), "esc"), a.Grid().Truncate(name, 30)+" has left the team"
		d.tell(add)
	default:
		add(theme.Plain, "They can no longer act here. What they did stays in the log, and their interviews stay.")
		for _, said := range d.before.Ends(d.keep) {
			add(theme.Plain, said)
		}
		for _, said := range d.before.Stays(d.keep, func(i recruit.InterviewSummary) string { return a.Start(i.Start) }) {
			add(theme.Warning, said)
		}
		if d.mayKeep() && d.keep {
			add(theme.Dim, "z revokes the access to Zoom instead")
		} else if d.mayKeep() {
			add(theme.Dim, "z takes their access to Zoom over instead, as long as meetings need it")
		}
	}
	body, seen := shell.Window(strings.Join(lines, "\n"), &d.scroll, rows-2)
	return a.FrameSeen(title, "", body, foot, seen, w, maxH), nil
}

// tell says how it went.
func (d *departure) tell(add func(theme.Tone, string)) {
	s := d.app.Styles()
	add(theme.OK, s.Signs.OK+" "+text.Line(d.before.Member.Name)+" can no longer act here.")
	switch unconfirmed := d.after.Unconfirmed(); {
	case d.after.Zoom.Connection.ID == 0:
	case d.after.Kept:
		add(theme.OK, s.Signs.OK+" You are responsible for their access to Zoom until their meetings are over.")
	case unconfirmed != "":
		add(theme.Warning, s.Signs.Warning+" "+unconfirmed)
	default:
		add(theme.OK, s.Signs.OK+" Zoom has confirmed that their access is revoked.")
	}
	if len(d.before.Inbox.Files)+len(d.before.Organised)+len(d.before.Mail) > 0 {
		add(theme.Plain, "What stayed behind is listed in Settings, Team under o.")
	}
}
