package shell

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/keystroke"
	"recruitty/ui/pointer"
	"recruitty/ui/text"
)

// wheelLines is how far one notch of the wheel leads.
const wheelLines = 3

// Drew notes that something which can be pointed at was drawn just now.
func (a *App) Drew(t pointer.Target) { a.targets = append(a.targets, t) }

// drew is Drew for what knows the styles only.
func (a *App) drew(drawn any) {
	if t, is := drawn.(pointer.Target); is {
		a.Drew(t)
	}
}

// mouse takes a click or the wheel. What it does a key does as well; so it is refused
// where a key would be.
func (a *App) mouse(msg tea.MouseMsg) tea.Cmd {
	at := msg.Mouse()
	_, click := msg.(tea.MouseClickMsg)
	_, wheel := msg.(tea.MouseWheelMsg)
	if !click && !wheel || click && at.Button != tea.MouseLeft || !a.prefs.Mouse || at.X < 0 || at.Y < 0 || at.X >= a.Width || at.Y >= a.Height {
		a.still = true
		return nil
	}
	now := a.session.Now()
	if a.tooSmall() || a.hold != nil || now.Before(a.quiet.until) || a.TopModal() != nil && now.Before(a.GraceUntil) || a.Active() == nil {
		return nil
	}
	a.dirty = true
	picture := strings.Split(text.Strip(a.shown.Content), "\n")
	if wheel {
		return a.wheel(picture, at)
	}
	return a.click(picture, at)
}

// click does what stands under the mouse.
func (a *App) click(picture []string, at tea.Mouse) tea.Cmd {
	if len(a.Modals) == 0 {
		if cmd, taken := a.clickSection(picture, at); taken {
			return cmd
		}
	}
	if hit, is := pointer.Find(a.Grid(), picture, a.targets, at.X, at.Y); is {
		if cmd, taken, enter := hit.Target.Point(hit.Line, hit.Column); taken {
			if a.bar.focused = false; enter {
				return tea.Batch(cmd, a.press(keystroke.Key("enter")))
			}
			return tea.Batch(cmd, a.moved())
		}
	}
	return a.clickKey(picture, at)
}

// moved tells who has the keyboard that a cursor moved without a key.
func (a *App) moved() tea.Cmd {
	if m := a.TopModal(); m != nil {
		return m.Update(Moved{})
	}
	return a.toScreen(Moved{})
}

// clickSection goes to the section under the mouse.
func (a *App) clickSection(picture []string, at tea.Mouse) (tea.Cmd, bool) {
	entries := a.barEntries()
	i := -1
	switch side := sidebarWidth(a.Width); {
	case side > 0 && at.X < side:
		i = at.Y - rowsAbove
	case side == 0 && at.Y == 1 && len(picture) > 1:
		names := make([]string, len(entries))
		for n, e := range entries {
			names[n] = e.short
		}
		if n, is := pointer.At(a.Grid(), picture[1], names, at.X); is {
			i = n
		}
	}
	if i < 0 || i >= len(entries) || a.Active().Typing() {
		return nil, false
	}
	a.bar.focused = false
	a.leave()
	list := a.BarSections()
	if i >= len(list) {
		return a.Open(a.Nav.Palette(a)), true
	}
	return a.Goto(list[i]), true
}

// clickKey presses the key that stands under the mouse: in the footer, and in a box at
// its foot.
func (a *App) clickKey(picture []string, at tea.Mouse) tea.Cmd {
	var keys []Action
	switch m := a.TopModal(); {
	case m != nil:
		keys = a.Present(m.Keys())
	case at.Y == a.Height-1:
		keys = a.screenKeys(a.Active())
	default:
		return nil
	}
	keys = slices.DeleteFunc(keys, func(k Action) bool { return k.Turn != nil || k.On != nil || k.Key == "" || k.Why() != "" })
	words := make([]string, len(keys))
	for i, k := range keys {
		words[i] = k.Key + " " + k.Help
	}
	if at.Y >= len(picture) {
		return nil
	}
	i, is := pointer.At(a.Grid(), picture[at.Y], words, at.X)
	if !is {
		return nil
	}
	return a.press(keystroke.Key(keys[i].Keystrokes()[0]))
}

// wheel scrolls what is under the mouse, or else what has the keyboard.
func (a *App) wheel(picture []string, at tea.Mouse) tea.Cmd {
	by := wheelLines
	switch at.Button {
	case tea.MouseWheelUp:
		by = -wheelLines
	case tea.MouseWheelDown:
	default: // sideways there is nothing to see
		a.still = true
		return nil
	}
	if hit, is := pointer.Find(a.Grid(), picture, a.targets, at.X, at.Y); is && hit.Target.Wheel(by) {
		return a.moved()
	}
	if m := a.TopModal(); m != nil {
		keys := Pick(a.Present(m.Keys()), "box.scroll", "box.read")
		if len(keys) == 0 {
			return nil
		}
		var cmds []tea.Cmd
		for range wheelLines {
			cmds = append(cmds, keys[0].Turn(by/wheelLines))
		}
		return tea.Batch(cmds...)
	}
	for _, t := range a.targets {
		if t.Wheel(by) {
			return a.moved()
		}
	}
	if a.Active().Typing() {
		return nil
	}
	key := "down"
	if by < 0 {
		key = "up"
	}
	var cmds []tea.Cmd
	for range wheelLines {
		cmds = append(cmds, a.screenKey(keystroke.Key(key)))
	}
	return tea.Batch(cmds...)
}

// turnBy goes on by so many tabs of the visible screen.
func (a *App) turnBy(by int) tea.Cmd {
	for _, k := range KeysOf(a.Active()) {
		if k.Turn != nil && slices.Contains(k.Keystrokes(), "tab") {
			return k.Turn(by)
		}
	}
	return nil
}
