package render

import (
	"bytes"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// stuckAfter is how long after ctrl+c the model may still be busy with one
// message before it counts as one that will not come back. A program that was
// told to end has ended ten seconds later.
const stuckAfter = 8 * time.Second

// turn is the message that the model is busy with, to be asked by others.
type turn struct {
	began atomic.Pointer[time.Time] // nil when it waits for the next one
}

func (t *turn) begin() {
	now := time.Now()
	t.began.Store(&now)
}

func (t *turn) end() { t.began.Store(nil) }

// busyFor is how long the model has been busy with its message.
func (t *turn) busyFor() time.Duration {
	if began := t.began.Load(); began != nil {
		return time.Since(*began)
	}
	return 0
}

// watched reads from in and calls stuck when a ctrl+c has passed by and the model
// is still busy, a while later, with the message it had then. It does not take
// the key from anybody: a model that can still hear decides itself what it means.
type watched struct {
	io.Reader
	turn  *turn
	after time.Duration
	stuck func()
	once  *sync.Once
	done  <-chan struct{}
}

func (w watched) Read(b []byte) (int, error) {
	n, err := w.Reader.Read(b)
	if stop(b[:n]) {
		time.AfterFunc(w.after, func() {
			select {
			case <-w.done:
			default:
				if w.turn.busyFor() > w.after*3/4 {
					w.once.Do(w.stuck)
				}
			}
		})
	}
	return n, err
}

// stop reports whether ctrl+c is among some bytes, as a control character or as
// the keyboard protocol of kitty and the one of xterm write it.
func stop(b []byte) bool {
	return bytes.IndexByte(b, 0x03) >= 0 || bytes.Contains(b, []byte("\x1b[99;5")) || bytes.Contains(b, []byte("\x1b[27;5;99~"))
}

// within calls do and waits for it no longer than d.
func within(d time.Duration, do func()) {
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	select {
	case <-done:
	case <-time.After(d):
	}
}
