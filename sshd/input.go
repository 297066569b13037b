package sshd

import (
	"bytes"
	"io"
	"sync"
)

// What a terminal puts around a paste (xterm control sequences, bracketed
// paste mode).
const (
	pasteBegins = "\x1b[200~"
	pasteEnds   = "\x1b[201~"
)

// mostTyped is how many bytes a visitor may be ahead of the screens. A terminal
// without marked pastes sends a pasted book as keys; the rest of it is thrown
// away, as the driver of a real terminal does.
const mostTyped = 16 << 10

// keyboard is what a visitor types. It takes everything that comes, at once, so
// that a screen that is behind or stands still lets nothing pile up: pastes are
// cut off at a size, and keys that are too far ahead are dropped. Nothing is
// held back, so that a lone escape key comes through at once.
type keyboard struct {
	most   int    // bytes of one paste
	key    func() // a key has come
	alive  func() // anything has come
	cut    func() // a paste was too long; called once for each
	missed func() // keys were dropped; called once until the screens caught up

	mu    sync.Mutex
	more  *sync.Cond
	queue []byte // sifted, not read yet
	typed int    // of those, bytes outside of pastes; since the queue was empty
	full  bool   // what comes is dropped
	err   error  // why nothing more comes
	paste paste
}

// listen begins to take what comes from in; it ends when in does.
func (k *keyboard) listen(in io.Reader) {
	k.more = sync.NewCond(&k.mu)
	go func() {
		var raw [4096]byte
		for {
			n, err := in.Read(raw[:])
			if n > 0 {
				k.alive()
				if !answers(raw[:n]) && !k.pasting() {
					k.key()
				}
			}
			k.take(raw[:n], err)
			if err != nil {
				return
			}
		}
	}()
}

// answers says that b begins with what nobody typed: a terminal's answers to
// queries (OSC, DCS and private CSI), that it was given the focus, a paste.
func answers(b []byte) bool {
	for _, begins := range []string{"\x1b]", "\x1bP", "\x1b[?", "\x1b[I", "\x1b[O", pasteBegins} {
		if bytes.HasPrefix(b, []byte(begins)) {
			return true
		}
	}
	return false
}

// pasting says that a paste is coming; the line decides how long it takes.
func (k *keyboard) pasting() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.paste.inside
}

// take puts what came into the queue, as far as it has room. A paste is taken
// or dropped as a whole, with its marks, so that none becomes keys.
func (k *keyboard) take(b []byte, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	var dropped [2 * len(pasteEnds)]byte
	for _, c := range b {
		if !k.paste.inside && k.paste.matched == 0 {
			k.makeRoom()
		}
		if k.full {
			_, _ = k.paste.sift(dropped[:0], c, 0)
			continue
		}
		if !k.paste.inside {
			k.typed++
		}
		var cut bool
		if k.queue, cut = k.paste.sift(k.queue, c, k.most); cut {
			k.cut()
		}
	}
	k.err = err
	k.more.Signal()
}

// Read implements io.Reader.
func (k *keyboard) Read(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for len(k.queue) == 0 && k.err == nil {
		k.more.Wait()
	}
	if len(k.queue) == 0 {
		return 0, k.err
	}
	n := copy(p, k.queue)
	k.queue = k.queue[n:]
	if len(k.queue) == 0 {
		k.queue = nil
	}
	return n, nil
}

// makeRoom begins to drop what comes when there is too much, and ends that when
// the screens have caught up.
func (k *keyboard) makeRoom() {
	if len(k.queue) == 0 {
		k.typed, k.full = 0, false
	}
	if !k.full && (k.typed >= mostTyped || len(k.queue) >= 2*max(k.most, mostTyped)) {
		k.full = true
		k.missed()
	}
}

// paste recognises pastes in a stream of bytes and cuts them off.
type paste struct {
	inside  bool
	through int  // bytes of it that went through
	over    bool // there were more
	matched int  // bytes of the next mark that have come
	marked  int  // of the mark at its end, those that went through
}

// sift appends c to out unless it is too much of a paste, of which at most most
// bytes go through, and says whether the paste has just become too long.
func (p *paste) sift(out []byte, c byte, most int) (_ []byte, cut bool) {
	mark := pasteBegins
	if p.inside {
		mark = pasteEnds
	}
	if c != mark[p.matched] {
		p.matched, p.marked = 0, 0
	}
	if c == mark[p.matched] {
		p.matched++
	}
	switch {
	case !p.inside:
		out = append(out, c)
	case p.through < most:
		out = append(out, c)
		p.through++
		if p.matched > 0 {
			p.marked++
		}
	case !p.over && p.matched == 0:
		p.over, cut = true, true
	}
	if p.matched == len(mark) {
		if p.inside {
			out = append(out, mark[p.marked:]...)
		}
		*p = paste{inside: !p.inside}
	}
	return out, cut
}
