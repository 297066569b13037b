package shell

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit/access"
)

// goWait is how long g waits for its second key, the letter of a section or another g
// for the first row. Alone it does nothing.
const goWait = time.Second

// goKey is the state of a g that waits for its letter.
type goKey struct {
	waiting    bool
	generation int
	msg        tea.KeyPressMsg
}

// goEnds says that no letter followed.
type goEnds struct{ generation int }

func (a *App) goEnds(msg goEnds) tea.Cmd {
	if !a.goKey.waiting || msg.generation != a.goKey.generation {
		return nil
	}
	a.goKey.waiting = false
	a.dirty = true
	return nil
}

// press gives a key to its one reader: the top modal, or the sections while they
// have the keyboard, or the root's own keys, or the visible screen.
func (a *App) press(msg tea.KeyPressMsg) tea.Cmd {
	everywhere := a.Everywhere()
	if stop := Pick(everywhere, StopName)[0]; stop.Matches(msg) {
		return stop.Do()
	}
	if a.tooSmall() {
		return nil // nobody should act on what cannot be seen
	}
	if a.hold != nil {
		a.keep(msg)
		return nil
	}
	if a.hushed(msg) {
		return nil
	}
	if m := a.TopModal(); m != nil {
		if a.session.Now().Before(a.GraceUntil) {
			return nil
		}
		if !m.Typing() {
			msg = a.latin(msg)
		}
		if cmd, taken := a.Press(a.Present(m.Keys()), msg); taken {
			return cmd
		}
		return m.Update(msg)
	}
	screen := a.Active()
	if screen == nil {
		return nil
	}
	a.dirty = true
	if screen.Typing() {
		if cmd, taken := a.Press(a.KeysOf(screen), msg); taken {
			return cmd
		}
		return screen.Update(msg)
	}
	msg = a.latin(msg)
	if a.goKey.waiting {
		return a.afterGo(msg)
	}
	if a.bar.focused {
		if cmd, ok := a.barPress(msg); ok {
			return cmd
		}
	}
	if a.leadsToBar(msg) {
		a.focusBar()
		return nil
	}
	if cmd, taken := a.Press(everywhere, msg); taken {
		return cmd
	}
	return a.screenKey(msg)
}

// backs is what esc does: on the first screen of a section it leads to the sections.
func (a *App) backs() string {
	if len(a.Stacks[a.Section].Screens) > 1 {
		return "back"
	}
	return "sections"
}

// back does what esc is for on the visible screen, or else goes to something nearer
// than the screen before, to that screen, or to the sections.
func (a *App) back() tea.Cmd {
	if k, own := escape(a.KeysOf(a.Active())); own {
		return a.Perform(k)
	}
	if b, ok := a.Active().(Backer); ok && b.Back() {
		return nil
	}
	a.leave()
	if !a.Pop() {
		a.focusBar()
	}
	return nil
}

// escape is what a screen itself does at esc, if it has something.
func escape(keys []Action) (Action, bool) {
	i := slices.IndexFunc(keys, func(k Action) bool { return k.Acts() && slices.Contains(k.Keystrokes(), "esc") })
	if i < 0 {
		return Action{}, false
	}
	return keys[i], true
}

// toSection goes to a section by its place.
func (a *App) toSection(msg tea.KeyPressMsg) tea.Cmd {
	s := Section(msg.String()[0] - '1')
	if !a.sectionShown(s) {
		return nil
	}
	a.leave()
	return a.Goto(s)
}

// beginGo waits for the letter of a section.
func (a *App) beginGo(msg tea.KeyPressMsg) tea.Cmd {
	a.goKey = goKey{waiting: true, generation: a.goKey.generation + 1, msg: msg}
	return a.After(goWait, goEnds{a.goKey.generation})
}

// afterGo takes the key after g: a section's letter, or a second g, which is a key of the
// screen ("first row"). Any other means what it always does.
func (a *App) afterGo(msg tea.KeyPressMsg) tea.Cmd {
	a.goKey.waiting = false
	for s := range sections {
		if s.Names().Letter == msg.String() && a.sectionShown(s) {
			a.leave()
			return a.Goto(s)
		}
	}
	if msg.String() == a.goKey.msg.String() {
		return a.screenKey(msg)
	}
	return a.press(msg)
}

// screenKey does what a key means on the visible screen, or gives it to the screen
// where it is no action's.
func (a *App) screenKey(msg tea.KeyPressMsg) tea.Cmd {
	a.wanted = wanted{}
	if cmd, taken := a.Press(a.KeysOf(a.Active()), msg); taken {
		return cmd
	}
	return a.toScreen(msg)
}

// Quit ends the program, and asks first only while something is under way.
func (a *App) Quit() tea.Cmd {
	if a.UnderWay == 0 {
		return tea.Quit
	}
	return a.Open(NewConfirm(a, "Quit recruitty?",
		"Something is still being saved. It will finish by itself, but you will not see how it ended.",
		"quit", func() tea.Cmd { return tea.Quit }))
}

// LetGo ends the session of a member who has left the team. A host ends those of
// its visitors itself.
func (a *App) LetGo() tea.Cmd {
	if a.session.Remote {
		return nil
	}
	a.gone = true
	return tea.Quit
}

// Ended says why the session has ended by itself, nil when it has not.
func (a *App) Ended() error {
	if !a.gone {
		return nil
	}
	return access.Gone(a.Member())
}
