package connect

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// This file is what a person sees of a browser sign-in and can do in its box.

func (b *browserSignIn) Typing() bool { return b.typing }

func (b *browserSignIn) Update(msg tea.Msg) tea.Cmd {
	if paste, ok := msg.(tea.PasteMsg); ok {
		b.input.SetValue(text.Line(paste.Content))
		return b.paste()
	}
	if !b.typing {
		return nil
	}
	return b.input.Update(msg)
}

// waiting reports whether the address is of use now.
func (b *browserSignIn) waiting() bool { return b.sign != nil && !b.over && b.busy == "" }

// BrowserActions are the keys of a sign-in in a browser.
func BrowserActions() []shell.Action { return new(browserSignIn).Keys() }

func (b *browserSignIn) Keys() []shell.Action {
	if b.typing {
		return []shell.Action{{Key: "enter", Help: "use this address", Do: b.paste}, {Key: "esc", Help: "not now", Do: func() tea.Cmd {
			b.stopTyping()
			return nil
		}}}
	}
	keys := []shell.Action{
		{Name: "sign-in.paste", Key: "p", Help: "paste the address", Strokes: []string{"p", "tab"}, Shown: b.waiting, Do: func() tea.Cmd {
			b.typing = true
			b.input.Focus()
			return nil
		}},
		{Name: "sign-in.again", Key: "r", Help: "start over", Shown: func() bool { return b.busy == "" && (b.over || b.err != nil) }, Do: b.begin},
		{Name: "sign-in.open", Key: "o", Help: "open here", Shown: b.waiting, Do: b.open, When: func() string {
			return shell.If(b.app.Session().OpenURL == nil, "There is no browser on this side; copy the address with c.")
		}},
	}
	return append(append(keys, b.page.keys(b.waiting)...), cancelKey(func() tea.Cmd {
		b.end()
		b.app.Close(b)
		return nil
	}))
}

func (b *browserSignIn) View(maxW, maxH int) (string, *tea.Cursor) {
	s := b.app.Styles()
	state := pageState{typing: b.typing, quiet: b.opened, foot: b.app.Foot(b.Keys(), "r", "esc", "enter")}
	switch {
	case b.busy != "":
		state.tone, state.sentence = theme.Dim, s.Signs.Waiting+" "+b.busy
	case b.err != nil:
		state.tone, state.sentence = theme.Error, s.Signs.Error+" "+recruit.Sentence(b.err)
		state.foot = b.app.Foot(b.Keys(), "p", "r", "esc", "enter")
	default:
		state.tone, state.sentence = theme.Dim, s.Signs.Waiting+" waiting for the browser, "+left(b.app, b.until)+" left"
	}
	if !b.waiting() {
		return b.page.sentence(b.app, b.how.title, state, maxW, maxH), nil
	}
	if b.typing {
		state.input = b.input
	}
	if b.opened && !b.page.turned {
		state.before = []string{b.how.service + "'s page should now be open in your browser. Sign in there and press " + b.how.allow + "; this box then continues on its own.",
			"", "If nothing opened, open this address on any device; o tries again here:"}
		state.after = []string{"From another device: p, and paste the address you end on."}
	} else {
		state.before = []string{"1  open this address on any device"}
		state.after = []string{"2  sign in and press " + b.how.allow, b.third()}
	}
	return b.page.view(state, maxW, maxH)
}

// third is the last step, which differs where the browser cannot come back by
// itself.
func (b *browserSignIn) third() string {
	if b.app.Session().Remote {
		return "3  it ends on a page that does not load: copy its address, press p and paste it"
	}
	return "3  that is all; from another device press p and paste the address you end on"
}
