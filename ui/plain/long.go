package plain

import (
	"context"
	"strings"
	"sync/atomic"
	"time"

	"recruitty/ui/wording"
)

// saidEvery is how often it is said how far a long step is.
const saidEvery = 10 * time.Second

// long does something that may take long.
func long[T any](ctx context.Context, p *plain, what string, do func(ctx context.Context, told func(done, all int)) (T, error)) (T, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var done, all atomic.Int64
	type outcome struct {
		value T
		err   error
	}
	ended := make(chan outcome, 1)
	go func() {
		v, err := do(ctx, func(d, a int) { done.Store(int64(d)); all.Store(int64(a)) })
		ended <- outcome{v, err}
	}()
	begun := p.Now()
	said := begun
	in := p.in
	if !p.terminal || p.ahead != nil {
		in = nil // a pipe's lines are for the questions that come
	}
	for {
		select {
		case o := <-ended:
			return o.value, o.err
		case l, open := <-in:
			switch {
			case !open:
				in = nil
			case strings.EqualFold(l.text, "stop"):
				p.tell("Stopping after these rows.")
				stop()
			case l.text != "":
				p.tell("%s is still under way; type stop to end it.", what)
			}
		case <-p.After(pollInterval):
			if now := p.Now(); now.Sub(said) >= saidEvery {
				said = now
				p.tell("%s: %s. Type stop to end it.", what, wording.Progress(int(done.Load()), int(all.Load()), now.Sub(begun)))
			}
		}
	}
}
