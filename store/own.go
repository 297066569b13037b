package store

import "sync"

// own tells this process's commits from those of others by their numbers. It is
// only used while somebody wants to hear of changes.
type own struct {
	mu      sync.Mutex
	begun   bool
	seen    int64 // up to here everybody has heard of everything
	numbers map[int64]struct{}
}

// begin starts behind the commit seen.
func (o *own) begin(seen int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.begun, o.seen, o.numbers = true, seen, map[int64]struct{}{}
}

// made takes note of a commit of this process.
func (o *own) made(number int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.begun && number > o.seen {
		o.numbers[number] = struct{}{}
	}
}

// others reports whether other processes have committed something since the last
// call, when the last commit is now. One of this process that is not noted yet
// counts as another's: better once too often than not at all.
func (o *own) others(now int64) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	some := now < o.seen // a workspace that is another one now, or cannot be read
	for ; o.seen < now; o.seen++ {
		if _, mine := o.numbers[o.seen+1]; !mine {
			some = true
		}
		delete(o.numbers, o.seen+1)
	}
	o.seen = now
	return some
}
