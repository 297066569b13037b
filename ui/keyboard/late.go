package keyboard

import (
	"bytes"
	"time"
)

// lost is what was given up because its rest did not come.
type lost struct {
	at     time.Time // zero when there is nothing
	held   []byte    // of a sequence, or of the last character of a paste
	paste  bool
	marked int // bytes of the mark at a paste's end that had come
}

// pieceOfPaste is how many bytes at once are no typing behind a paste without
// an end.
const pieceOfPaste = 64

// join takes what came late for what was given up back to it, and returns what
// is left. Only what a terminal sends in one piece and nobody types counts.
func (d *decoder) join(b []byte, now time.Time) []byte {
	l := d.lost
	if l.at.IsZero() || len(b) == 0 {
		return b
	}
	d.lost = lost{}
	switch late := now.Sub(l.at); {
	case l.paste && late <= latePaste:
		return d.joinPaste(l, b)
	case late > lateFor || len(l.held) == 0 || len(b) < 2:
		return b
	case len(l.held) == 1:
		if continues(b[0], b[1:]) {
			d.at, d.held = escape, append(d.held[:0], esc)
		}
	case l.held[1] == '[' || l.held[1] == 'O':
		if n := endOfNumbers(b); n > 0 && n == len(b)-1 && b[n] >= '@' && b[n] <= '~' {
			d.at, d.held = control, append(d.held[:0], l.held...)
			if l.held[1] == 'O' {
				d.at = single
			}
		}
	default: // a string
		if n := endOfString(b); n > 0 {
			return b[n:]
		}
	}
	return b
}

func (d *decoder) joinPaste(l lost, b []byte) []byte {
	if mark := []byte(pasteEnds[l.marked:]); l.marked > 0 && bytes.HasPrefix(b, mark) {
		return b[len(mark):]
	}
	ends, begins := bytes.Index(b, []byte(pasteEnds)), bytes.Index(b, []byte(pasteBegins))
	if ends > 0 && (begins < 0 || ends < begins) || ends < 0 && begins < 0 && len(b) >= pieceOfPaste {
		d.pasting, d.pasted = true, l.held
	}
	return b
}

// continues reports whether c and what came with it go on with a sequence as a
// terminal does and nobody types behind the esc key.
func continues(c byte, rest []byte) bool {
	if len(rest) == 0 {
		return false
	}
	next, n := rest[0], len(rest)
	key := n == 1 || rest[1] == esc
	switch c {
	case '[':
		return next >= '0' && next <= '?' || key && (next >= 'A' && next <= 'Z' || next >= 'a' && next <= 'd') ||
			next == '[' && n <= 2 || next == 'M' && n <= 4
	case 'O':
		return key && (next >= 'A' && next <= 'S' || next >= 'a' && next <= 'd' || next >= 'j' && next <= 'y') ||
			next >= '0' && next <= '9' && n <= 2
	case ']':
		return next >= '0' && next <= '9'
	case 'P':
		return next >= '0' && next <= '?' || next == '!' || next == '$' || next == '+'
	case '_':
		return next == 'G'
	}
	return false
}

// endOfNumbers is where the numbers that b begins with end.
func endOfNumbers(b []byte) int {
	for i, c := range b {
		if c < 0x20 || c > 0x3f {
			return i
		}
	}
	return len(b)
}

// endOfString is where the string whose rest b begins with was closed, or 0.
func endOfString(b []byte) int {
	for i, c := range b[:min(len(b), maxSent)] {
		switch {
		case c == 0x07:
			return i + 1
		case c == esc && i+1 < len(b) && b[i+1] == '\\':
			return i + 2
		case c < 0x20:
			return 0
		}
	}
	return 0
}
