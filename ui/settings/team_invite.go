package settings

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/ui/forms"
	"recruitty/ui/render"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// invite is the box in which a member gets a code to bring a key of their own.
type invite struct {
	app     *shell.App
	member  recruit.Member
	address string    // of the host, "" while nobody has said
	until   time.Time // of the code that is open; zero without one
	line    string    // what to send, once a code was made: it is never shown again
	busy    bool
	err     error
}

// inviteMember opens the box. until is how long a code of theirs is open.
func inviteMember(a *shell.App, m recruit.Member, until time.Time, address string) tea.Cmd {
	box := &invite{app: a, member: m, until: until, address: address}
	if m.ID != a.Member().ID {
		return a.Open(box)
	}
	return a.Open(shell.NewConfirm(a, "Invite yourself?", "Whoever uses the code of "+text.Line(m.Name)+" enters as you, with all that you may do. It is for another machine of your own; for someone else choose their line first.",
		"go on", func() tea.Cmd { return a.Open(box) }))
}

func (b *invite) Init() tea.Cmd { return nil }

func (b *invite) Typing() bool { return false }

func (b *invite) Keys() []shell.Action {
	made := func() bool { return b.line != "" }
	if b.busy {
		return nil
	}
	return []shell.Action{
		{Name: "invite.create", Key: "enter", Help: "create a code", Shown: func() bool { return !made() }, Do: b.create},
		{Name: "invite.copy", Key: "c", Help: "copy", Shown: made, Do: func() tea.Cmd {
			return tea.Batch(render.Clipboard(b.line), b.app.Say(theme.Plain, "The line was sent to the clipboard."))
		}},
		{Name: "invite.take-back", Key: "x", Help: "withdraw", Shown: func() bool { return made() || !b.until.IsZero() }, Do: func() tea.Cmd {
			return b.app.Open(shell.NewConfirm(b.app, "Cancel the code?", "The code of "+text.Line(b.member.Name)+" then no longer works; you can create a new one.", "undo", b.takeBack))
		}},
		{Name: "invite.leave", Key: "esc", Help: "close", Do: func() tea.Cmd {
			b.app.Close(b)
			return nil
		}},
	}
}

func (b *invite) Update(tea.Msg) tea.Cmd { return nil }

// create asks for a new code.
func (b *invite) create() tea.Cmd {
	type made struct {
		code  string
		until time.Time
	}
	b.busy, b.err = true, nil
	invitations, actor, id := b.app.Services().Invitations, b.app.Member(), b.member.ID
	return shell.Run(b.app, func(ctx context.Context) (m made, err error) {
		m.code, m.until, err = invitations.Invite(ctx, actor, id)
		return m, err
	}, func(m made, err error) tea.Cmd {
		b.busy = false
		if b.err = err; err != nil {
			return nil
		}
		b.line, b.until = recruit.JoinLine(b.address, m.code), m.until
		return b.app.Broadcast(shell.Changed{})
	})
}

// takeBack makes the code void.
func (b *invite) takeBack() tea.Cmd {
	b.busy, b.err = true, nil
	invitations, actor, id := b.app.Services().Invitations, b.app.Member(), b.member.ID
	return shell.Run(b.app, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, invitations.TakeBack(ctx, actor, id)
	}, func(_ struct{}, err error) tea.Cmd {
		b.busy = false
		if b.err = err; err != nil {
			return nil
		}
		b.app.Close(b)
		return tea.Batch(b.app.Broadcast(shell.Changed{}), b.app.Say(theme.OK, "The code of "+text.Line(b.member.Name)+" no longer works."))
	})
}

func (b *invite) View(maxW, maxH int) (string, *tea.Cursor) {
	s, w := b.app.Styles(), min(maxW, forms.FormWidth)
	inner, _ := shell.FrameSize(w, maxH)
	name := text.Line(b.member.Name)
	var parts []string
	say := func(tone theme.Tone, words string) {
		if sign := s.Sign(tone); sign != "" {
			words = sign + " " + words
		}
		parts = append(parts, s.Tone(tone).Render(b.app.Grid().Wrap(words, inner)))
	}
	switch {
	case b.line != "":
		say(theme.Plain, "Send this line to "+name+", who types it on their own machine:")
		parts = append(parts, s.Accent.Render(b.app.Grid().Wrap(b.line, inner)))
		say(theme.Plain, fmt.Sprintf("It works once, until %s. It is not kept here, so it is never shown again.", b.app.Start(b.until)))
		if b.address == "" {
			say(theme.Warning, "HOST and PORT stand for the address the team connects to. Enter it in Settings, Workspace, and this line is complete.")
		}
	default:
		say(theme.Plain, fmt.Sprintf("With a code, %s adds the key of their own machine, without anybody sending a key. A code works once and for %d days.",
			name, int(access.InvitationLife/(24*time.Hour))))
		if !b.until.IsZero() {
			say(theme.Warning, "A code is open until "+b.app.Start(b.until)+". A new one replaces it; x cancels it.")
		}
	}
	if b.busy {
		say(theme.Dim, s.Signs.Waiting+" Saving")
	}
	if b.err != nil {
		say(theme.Error, recruit.Sentence(b.err))
	}
	return b.app.Frame("Invite "+b.app.Grid().Truncate(name, 40), "", strings.Join(parts, "\n\n"), b.app.Foot(b.Keys()), w, maxH), nil
}
