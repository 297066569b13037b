package shell

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// minute is when what a screen says about now may not be true any more.
type minute struct{}

// nextMinute is the one thing that wakes a session in which nothing happens.
func (a *App) nextMinute() tea.Cmd {
	now := a.session.Now()
	return a.After(now.Truncate(time.Minute).Add(time.Minute).Sub(now), minute{})
}

// timely is a screen that holds words about now, such as "in 23 min", "Today" or
// the time of the next try. What is drawn from the clock at each View needs
// nothing of this.
type timely interface {
	// Retell makes those words anew.
	Retell() tea.Cmd
}

// told is what was last told that time has passed.
type told struct {
	minute time.Time
	screen Screen
}

// passTime lets the visible screen, and the first one of Today, whose numbers
// stand in the sidebar, tell anew what depends on the clock: once in each
// minute, and when a screen comes into sight. It is asked at every message, so
// that nothing old is drawn when a machine wakes from sleep either.
func (a *App) passTime() tea.Cmd {
	now := told{a.session.Now().Truncate(time.Minute), a.Active()}
	last := a.told
	if now == last {
		return nil
	}
	a.told = now
	var cmds []tea.Cmd
	if s, ok := now.screen.(timely); ok {
		cmds = append(cmds, s.Retell())
	}
	if root := a.Stacks[Today].Screens; len(root) > 0 && root[0] != now.screen && now.minute != last.minute {
		if s, ok := root[0].(timely); ok {
			cmds = append(cmds, s.Retell())
		}
	}
	a.dirty = true
	return tea.Batch(cmds...)
}
