package sshd

import (
	"sync"
	"time"

	"recruitty/recruit"
)

// memoryReleaser returns memory to the system when the last visit has ended: the
// runtime alone would keep most of it for a long time. It does so in the
// background, soon and once more after a pause, because some of what a visit
// used is free only later; and else at most once in each pause.
type memoryReleaser struct {
	pause time.Duration
	now   recruit.Clock
	after func(time.Duration, func())
	empty func() bool
	free  func()

	mu    sync.Mutex
	last  time.Time
	soon  bool // it is going to happen
	again bool // someone has left since it was last going to happen
}

// left is called when a visit has ended.
func (g *memoryReleaser) left() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.again = true
	if g.soon || !g.empty() {
		return
	}
	g.soon = true
	// Not at once: connections are still being closed.
	g.after(max(time.Second, g.pause-g.now().Sub(g.last)), g.run)
}

func (g *memoryReleaser) run() {
	g.mu.Lock()
	empty := g.empty()
	g.soon = empty && g.again
	g.again = false
	if empty {
		g.last = g.now()
	}
	if g.soon {
		g.after(g.pause, g.run)
	}
	g.mu.Unlock()
	if empty {
		g.free()
	}
}
