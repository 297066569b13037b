package shell

import (
	"context"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit/steps"
)

// Long is work that may take over a second: it says how far it is, how fast it goes and how
// long it still takes, and can be stopped. The zero value is none.
type Long struct {
	app      *App
	what     string
	stop     context.CancelFunc
	running  bool
	stopping bool

	mu        sync.Mutex // over what the work itself tells
	step      steps.Step
	since     time.Time
	done, all int64
}

// drawsEvery is how often it is drawn anew how far work is.
const drawsEvery = 250 * time.Millisecond

// RunLong is Run for work that may take long, which is called so: it goes on until it is done
// or stopped, and its context ends then. told may be called from any goroutine, as may the steps
// that the work names by itself.
func RunLong[T any](a *App, l *Long, what string, f func(ctx context.Context, told func(done, all int)) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	a.UnderWay++
	return LoadLong(a, l, what, f, func(value T, err error) tea.Cmd {
		a.UnderWay--
		return then(value, err)
	})
}

// LoadLong is RunLong for work that changes nothing: nobody is asked who quits meanwhile. Its
// result is delivered even when the screen that began it was left.
func LoadLong[T any](a *App, l *Long, what string, f func(ctx context.Context, told func(done, all int)) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	ctx, stop := context.WithCancel(a.session.Context)
	l.mu.Lock()
	l.step, l.since, l.done, l.all = steps.Step{}, a.session.Now(), 0, 0
	l.mu.Unlock()
	l.app, l.what, l.stop, l.running, l.stopping = a, what, stop, true, false
	told := func(done, all int) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.done, l.all = int64(done), int64(all)
	}
	watched := steps.Watched(ctx, func(s steps.Step) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.step, l.since, l.done, l.all = s, a.session.Now(), 0, 0
	})
	return tea.Batch(l.tick(), func() tea.Msg {
		defer stop()
		value, err := f(watched, told)
		return Answer{func() tea.Cmd {
			l.running = false
			return then(value, err)
		}}
	})
}

// tick draws anew until the work has ended.
func (l *Long) tick() tea.Cmd {
	return l.app.After(drawsEvery, Answer{Deliver: func() tea.Cmd {
		if !l.running {
			return nil
		}
		return l.tick()
	}})
}

// Running reports whether it is under way.
func (l *Long) Running() bool { return l.running }

// Stopped reports whether someone has stopped it.
func (l *Long) Stopped() bool { return l.stopping }

// Words say how far it is: "Saving: 12 of 40 interviews, 4 a second, about 7 s left".
func (l *Long) Words(unit steps.Unit) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	what, done, all := l.what, l.done, l.all
	if l.step.What != "" {
		what, unit = l.step.What, l.step.Unit
		if l.step.Measure != nil {
			done, all = l.step.Measure()
		}
	}
	if l.stopping {
		what = "Stopping"
	}
	took := l.app.session.Now().Sub(l.since)
	if done > 0 || all > 0 {
		if took < time.Second {
			took = 0 // too short to say how fast it is
		}
		what += ": " + steps.Far(unit, done, all, took)
	}
	return what
}

// Stop ends it, once what is begun is done.
func (l *Long) Stop() tea.Cmd {
	if l.running {
		l.stopping = true
		l.stop()
	}
	return nil
}

// StopKey ends it, once what is begun is done.
func (l *Long) StopKey() Action {
	return Action{Name: "work.stop", Key: "esc", Help: "stop", Shown: func() bool { return l.running && !l.stopping }, Do: l.Stop}
}

// Waiting is the box of work for which someone waits. It closes by itself.
type Waiting struct {
	Long
	Title string
	Unit  steps.Unit
}

// RunWaiting is RunLong in a box.
func RunWaiting[T any](a *App, w *Waiting, f func(ctx context.Context, told func(done, all int)) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	cmd := RunLong(a, &w.Long, w.Title, f, func(value T, err error) tea.Cmd {
		a.Close(w)
		return then(value, err)
	})
	return tea.Batch(a.Open(w), cmd)
}

// Init implements Modal.
func (w *Waiting) Init() tea.Cmd { return nil }

// Update implements Modal.
func (w *Waiting) Update(tea.Msg) tea.Cmd { return nil }

// Typing implements Modal.
func (w *Waiting) Typing() bool { return false }

// Keys implements Modal.
func (w *Waiting) Keys() []Action { return []Action{w.StopKey()} }

// View implements Modal.
func (w *Waiting) View(maxW, maxH int) (string, *tea.Cursor) {
	width := min(maxW, 72)
	inner, _ := FrameSize(width, maxH)
	return w.app.Frame(w.Title, "", w.app.Grid().Wrap(w.Words(w.Unit), inner), w.app.Foot(w.Keys()), width, maxH), nil
}
