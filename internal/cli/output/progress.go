package output

import (
	"context"
	"sync"
	"time"

	"recruitty/recruit/steps"
)

// everySo is how often a long command says how far it is.
const everySo = 2 * time.Second

// Progress returns what tells on the error output, now and then, how far a long
// command is: how many rows, how fast, and how long it will still take. all is 0 where
// that is not known.
func (p *Printer) Progress(verb string) func(done, all int) { return p.Counting(verb, steps.Rows) }

// Counting is Progress for what is counted in something else than rows.
func (p *Printer) Counting(verb string, unit steps.Unit) func(done, all int) {
	began := time.Now() // of the machine: what is measured is work
	said := began
	return func(done, all int) {
		now := time.Now()
		if now.Sub(said) < everySo {
			return
		}
		said = now
		p.Tell("%s: %s.", verb, steps.Far(unit, int64(done), int64(all), now.Sub(began)))
	}
}

// Waiter tells on the error output how far a command is whose work names its steps.
// What is over at once says nothing.
type Waiter struct {
	p    *Printer
	hint string // how it is stopped, said once; "" where nobody can
	now  func() time.Time
	tick func() (every <-chan time.Time, stop func())

	mu    sync.Mutex
	step  steps.Step
	since time.Time
	end   chan struct{} // is closed when the command ends; nil while nothing has begun
	ended chan struct{}
}

// Wait watches the steps of what is done in the context that it returns, until stop is
// called. stoppable says that ctrl+c ends the command.
func (p *Printer) Wait(ctx context.Context, stoppable bool) (watched context.Context, stop func()) {
	w := &Waiter{p: p, now: time.Now, tick: func() (<-chan time.Time, func()) {
		t := time.NewTicker(everySo)
		return t.C, t.Stop
	}}
	if stoppable {
		w.hint = " ctrl+c stops it."
	}
	return steps.Watched(ctx, w.begin), w.stop
}

// begin takes note of a step.
func (w *Waiter) begin(s steps.Step) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.step, w.since = s, w.now()
	if w.end == nil {
		w.end, w.ended = make(chan struct{}), make(chan struct{})
		go w.tell(w.end, w.ended)
	}
}

// tell says how far the step is until the command has ended.
func (w *Waiter) tell(end <-chan struct{}, ended chan<- struct{}) {
	defer close(ended)
	every, stop := w.tick()
	defer stop()
	for {
		select {
		case <-end:
			return
		case <-every:
			w.mu.Lock()
			s, took, hint := w.step, w.now().Sub(w.since), w.hint
			w.mu.Unlock()
			if took < everySo/2 {
				continue // it has just begun
			}
			w.p.Tell("%s: %s.%s", s.What, farIn(s, took), hint)
			w.mu.Lock()
			w.hint = ""
			w.mu.Unlock()
		}
	}
}

// farIn says how far a step is, or for how long it has gone on where it has no measure.
func farIn(s steps.Step, took time.Duration) string {
	if s.Measure != nil {
		if done, all := s.Measure(); done > 0 || all > 0 {
			return steps.Far(s.Unit, done, all, took)
		}
	}
	return "for " + steps.Remaining(took-time.Second)
}

// stop ends it. Nothing is told afterwards.
func (w *Waiter) stop() {
	w.mu.Lock()
	end, ended := w.end, w.ended
	w.mu.Unlock()
	if end != nil {
		close(end)
		<-ended
	}
}
