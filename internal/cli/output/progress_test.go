package output

import (
	"bytes"
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"recruitty/recruit/steps"
)

// TestWait tells of steps that take long, with the clock of a bubble, and of no others.
func TestWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var said bytes.Buffer
		p := &Printer{Err: &said}
		ctx, stop := p.Wait(context.Background(), true)
		steps.Begin(ctx, steps.Step{What: "Opening"})
		time.Sleep(1500 * time.Millisecond)
		var done atomic.Int64
		steps.Begin(ctx, steps.Step{What: "Copying", Unit: steps.Bytes, Measure: func() (int64, int64) { return done.Load(), 400 << 20 }})
		time.Sleep(time.Second) // it has just begun at the first tick
		done.Store(250 << 20)
		time.Sleep(1700 * time.Millisecond) // past 4 s, when it had copied for 2.5 s
		steps.Begin(ctx, steps.Step{What: "Checking"})
		time.Sleep(4500 * time.Millisecond)
		stop()
		const want = "Copying: 250 MB of 400 MB, 100 MB a second, about 2 s left. ctrl+c stops it.\nChecking: for 1 s.\nChecking: for 3 s.\n"
		if said.String() != want {
			t.Errorf("said %q, want %q", said.String(), want)
		}
	})
}

// TestWaitForNothing holds that a command without a step tells nothing and waits for
// nobody.
func TestWaitForNothing(t *testing.T) {
	t.Parallel()
	var said bytes.Buffer
	_, stop := (&Printer{Err: &said}).Wait(context.Background(), false)
	stop()
	if said.Len() > 0 {
		t.Errorf("said %q", said.String())
	}
}
