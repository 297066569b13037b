package shell

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// changeRest is how long a session rests after a change elsewhere before it
// looks for the next one. Fifty people at work change something many times a
// second, and each change makes every session read: the first change shows at
// once, those that follow show together.
const changeRest = 400 * time.Millisecond

// rested is the end of that rest.
type rested struct{}

// Broadcast tells the visible screen and every modal what changed. Hidden
// Screens hear of it when they are shown again: what is read for
// nobody's eyes keeps those who look waiting. The first screen of Today is never hidden in
// this sense, because the numbers in the sidebar are its own.
func (a *App) Broadcast(fact Changed) tea.Cmd {
	a.missed = make(map[Screen]struct{})
	active := a.Active()
	var cmds []tea.Cmd
	for i := range a.Stacks {
		for depth, s := range a.Stacks[i].Screens {
			paneHears(s, fact)
			if s == active || Section(i) == Today && depth == 0 {
				cmds = append(cmds, s.Update(fact))
				continue
			}
			a.missed[s] = struct{}{}
		}
	}
	for _, m := range append([]Modal(nil), a.Modals...) {
		cmds = append(cmds, m.Update(fact))
	}
	if fact.News == nil { // a change of this session, whose numbers are looked for
		cmds = append(cmds, a.askSizes())
	}
	cmd := tea.Batch(cmds...)
	a.dirty = a.dirty || cmd != nil
	return cmd
}

// MissedBy says that a screen shows what was true before a change.
func (a *App) MissedBy(s Screen) {
	if a.missed == nil {
		a.missed = make(map[Screen]struct{})
	}
	a.missed[s] = struct{}{}
}

// catchUp tells a screen that has become visible what it missed.
func (a *App) catchUp() tea.Cmd {
	s := a.Active()
	if _, missed := a.missed[s]; !missed {
		return nil
	}
	delete(a.missed, s)
	return s.Update(Changed{})
}
