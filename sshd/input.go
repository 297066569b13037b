package sshd

import "io"

// What a terminal puts around a paste (xterm control sequences, bracketed
// paste mode).
const (
	pasteBegins = "\x1b[200~"
	pasteEnds   = "\x1b[201~"
)

// keyboard is what a visitor types: each piece is reported as a sign of life,
// and pastes are cut off at a size, for the screens keep them whole until they
// end. Nothing is held back, so that a lone escape key comes through at once.
type keyboard struct {
	in    io.Reader
	most  int // bytes of one paste
	alive func()
	cut   func() // a paste was too long; called once for each

	pasting bool
	pasted  int // bytes of the paste that went through
	over    bool
	matched int // bytes of the next mark that have come
	through int // of those, the ones that went through
	raw     [4096]byte
	ready   []byte // sifted, not read yet
}

// Read implements io.Reader.
func (k *keyboard) Read(p []byte) (int, error) {
	for len(k.ready) == 0 {
		n, err := k.in.Read(k.raw[:])
		if n > 0 {
			k.alive()
			k.ready = k.sift(k.raw[:n])
		}
		if err != nil && len(k.ready) == 0 {
			return 0, err
		}
	}
	n := copy(p, k.ready)
	k.ready = k.ready[n:]
	return n, nil
}

// sift returns b without what is too much of a paste.
func (k *keyboard) sift(b []byte) []byte {
	out := make([]byte, 0, len(b)+len(pasteEnds))
	for _, c := range b {
		mark := pasteBegins
		if k.pasting {
			mark = pasteEnds
		}
		if c != mark[k.matched] {
			k.matched, k.through = 0, 0
		}
		if c == mark[k.matched] {
			k.matched++
		}
		switch {
		case !k.pasting:
			out = append(out, c)
		case k.pasted < k.most:
			out = append(out, c)
			k.pasted++
			if k.matched > 0 {
				k.through++
			}
		case !k.over && k.matched == 0:
			k.over = true
			k.cut()
		}
		if k.matched == len(mark) {
			if k.pasting {
				out = append(out, mark[k.through:]...)
			}
			k.pasting, k.pasted, k.over, k.matched, k.through = !k.pasting, 0, false, 0, 0
		}
	}
	return out
}
