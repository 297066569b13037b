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

func (b *browserSignIn) Update(msg tea.Msg) (shell.Outcome, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		b.input.SetValue(text.Line(msg.Content))
		return shell.Stay, b.paste()
	case tea.KeyPressMsg:
		if !b.typing {
			return b.press(msg)
		}
		switch msg.String() {
		case "enter":
			return shell.Stay, b.paste()
		case "esc":
			b.stopTyping()
			return shell.Stay, nil
		}
	}
	if !b.typing {
		return shell.Stay, nil
	}
	return shell.Stay, b.input.Update(msg)
}

// waiting reports whether the address is of use now.
func (b *browserSignIn) waiting() bool { return b.sign != nil && !b.over && b.busy == "" }

func (b *browserSignIn) press(press tea.KeyPressMsg) (shell.Outcome, tea.Cmd) {
	switch name := press.String(); {
	case name == "esc":
		b.end()
		return shell.Closed, nil
	case name == "r" && b.busy == "" && (b.over || b.err != nil):
		return shell.Stay, b.begin()
	case !b.waiting():
	case name == "p" || name == "tab":
		b.typing = true
		b.input.Focus()
	case name == "o" && b.app.Session().OpenURL == nil:
		return shell.Stay, b.app.Say(theme.Warning, "There is no browser on this side; copy the address with c.")
	case name == "o":
		return shell.Stay, b.open()
	default:
		return shell.Stay, b.page.press(name)
	}
	return shell.Stay, nil
}

func (b *browserSignIn) Keys() []shell.Action {
	switch {
	case b.typing:
		return []shell.Action{shell.Bind("enter", "take this address"), shell.Bind("esc", "not now")}
	case b.over:
		return []shell.Action{shell.Bind("r", "begin again"), shell.Bind("esc", "cancel")}
	case !b.waiting():
		return []shell.Action{shell.Bind("esc", "cancel")}
	}
	keys := []shell.Action{shell.Bind("p", "paste where it ended")}
	if b.err != nil {
		keys = append(keys, shell.Bind("r", "begin again"))
	}
	if b.app.Session().OpenURL != nil {
		keys = append(keys, shell.Bind("o", "open here"))
	}
	return append(append(keys, b.page.keys()...), shell.Bind("esc", "cancel"))
}

func (b *browserSignIn) View(maxW, maxH int) (string, *tea.Cursor) {
	s := b.app.Styles()
	state := pageState{typing: b.typing, quiet: b.opened, foot: "esc cancel"}
	switch {
	case b.busy != "":
		state.tone, state.sentence = theme.Dim, s.Signs.Waiting+" "+b.busy
	case b.err != nil:
		state.tone, state.sentence = theme.Error, s.Signs.Error+" "+recruit.Sentence(b.err)
		state.foot = "p paste again     r begin again     esc cancel"
		if b.over {
			state.foot = "r begin again     esc cancel"
		}
	default:
		state.tone, state.sentence = theme.Dim, s.Signs.Waiting+" waiting for the browser, "+left(b.app, b.until)+" left"
	}
	if !b.waiting() {
		return b.page.sentence(b.app, b.how.title, state, maxW, maxH), nil
	}
	if b.typing {
		state.foot = "esc not now     enter take this address"
		state.input = b.input
	}
	if b.opened && !b.page.turned {
		state.before = []string{b.how.service + "'s page should now be open in your browser. Sign in there and press " + b.how.allow + "; this box then goes on by itself.",
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
		return "3  it ends on a page that cannot be reached: copy that address, press p and paste it"
	}
	return "3  here that is all; from another device press p and paste the address you end on"
}
