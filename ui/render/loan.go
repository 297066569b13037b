package render

import (
	"sync/atomic"
	"time"
)

// Loan reports whether another program has the terminal. While it has, ctrl+c is meant for that
// program, although the system interrupts every process.
type Loan struct {
	lent atomic.Bool
	back atomic.Int64 // when it came back last, in nanoseconds since 1970
}

// late is how long after the other program has ended an interrupt may still be one that was
// for it: a busy machine is slow to hand it on. From then on ctrl+c is a key again, and an
// interrupt comes from outside.
const late = time.Second

// Set says that the terminal is lent, or came back.
func (l *Loan) Set(lent bool) {
	if !lent {
		l.back.Store(time.Now().UnixNano())
	}
	l.lent.Store(lent)
}

// Lent reports whether another program has the terminal.
func (l *Loan) Lent() bool { return l.lent.Load() }

// Interrupted reports whether an interrupt that is heard of now was for the other program.
func (l *Loan) Interrupted() bool {
	return l.lent.Load() || time.Now().UnixNano() < l.back.Load()+int64(late)
}
