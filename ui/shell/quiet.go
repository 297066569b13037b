package shell

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// quietFor is how long no key acts after a box was closed. Who types on, because
// they took the box for open, or pastes into a terminal that does not say so,
// would set off whatever their letters stand for on the screen beneath.
const quietFor = 150 * time.Millisecond

// quiet is that time. It is one mechanism for every box.
type quiet struct {
	until time.Time
	last  string // the text of the last key that fell into it
}

// hush begins it.
func (a *App) hush() { a.quiet = quiet{until: a.session.Now().Add(quietFor)} }

// hushed reports whether a key or a paste comes too soon after a box was closed.
// A text box that is open now takes it all the same, since letters do nothing
// but stand there. Each new letter that falls into the quiet makes it last
// longer, until the text that was meant for the box is over; a key that is held
// down does not.
func (a *App) hushed(msg tea.Msg) bool {
	now := a.session.Now()
	if a.quiet.until.IsZero() || !now.Before(a.quiet.until) {
		return false
	}
	if m := a.TopModal(); m != nil && m.Typing() {
		return false
	}
	typed := ""
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		typed = msg.Text
	case tea.PasteMsg:
		typed = msg.Content
	}
	if typed != "" && typed != a.quiet.last {
		a.quiet = quiet{until: now.Add(quietFor), last: typed}
	}
	return true
}

// Quiet is for how long no key acts yet, 0 when keys act.
func (a *App) Quiet() time.Duration { return max(a.quiet.until.Sub(a.session.Now()), 0) }
