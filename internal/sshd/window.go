package sshd

import tea "charm.land/bubbletea/v2"

// A session's memory grows with the cells of its window: what is beyond the most
// stays empty.
const (
	usualWide, usualHigh = 80, 24
	maxWide, maxHigh     = 300, 100
)

// cells is a side of a window: the usual one when the client names none, and
// at most so much.
func cells(n, usual, most int) int {
	if n <= 0 {
		return usual
	}
	return min(n, most)
}

// window is what a visitor's screens are drawn in.
type window struct {
	width, height int
	visits        *visits
	v             *visit
}

// resize makes the window another size, as far as there is memory for it: what
// has none stays empty, as beyond the largest window.
func (w *window) resize(width, height int) tea.WindowSizeMsg {
	now, then := windowHolds(w.width, w.height), windowHolds(width, height)
	if then > now {
		if err := w.visits.more(w.v, then-now); err != nil {
			w.v.log.Warn("the window stays as it was", "error", err)
			width, height = min(width, w.width), min(height, w.height)
			then = windowHolds(width, height)
		}
	}
	if then < now {
		w.visits.less(w.v, now-then)
	}
	w.width, w.height = width, height
	return tea.WindowSizeMsg{Width: width, Height: height}
}
