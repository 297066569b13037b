package keyboard

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// The marks around a paste (xterm control sequences, bracketed paste mode).
const (
	pasteBegins = "\x1b[200~"
	pasteEnds   = "\x1b[201~"
)

// paste takes a byte of a paste or of the mark at its end.
func (d *decoder) paste(c byte) {
	if c != pasteEnds[d.marked] {
		d.more(pasteEnds[:d.marked])
		d.marked = 0
	}
	if c != pasteEnds[d.marked] {
		d.moreByte(c)
		return
	}
	if d.marked++; d.marked == len(pasteEnds) {
		d.handOn(d.pasted)
	}
}

func (d *decoder) more(s string) {
	for i := range len(s) {
		d.moreByte(s[i])
	}
}

func (d *decoder) moreByte(c byte) {
	if len(d.pasted) >= d.most {
		d.cut = true
		return
	}
	d.pasted = append(d.pasted, c)
}

// handOn hands on what was pasted.
func (d *decoder) handOn(pasted []byte) {
	if d.cut {
		pasted = pasted[:whole(pasted)]
	}
	if len(pasted) > 0 {
		d.emit(uv.PasteEvent{Content: strings.ToValidUTF8(string(pasted), string(utf8.RuneError))}, len(pasted))
	}
	if d.cut {
		d.emit(Notice(fmt.Sprintf("That paste had more than %s; the rest of it was left out.", amount(d.most))), 0)
	}
	d.pasting, d.pasted, d.cut, d.marked = false, nil, false, 0
}

func amount(n int) string {
	if n < 1<<10 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%d kB", n>>10)
}

// breakOff ends a paste whose end did not come.
func (d *decoder) breakOff(now time.Time) {
	n := whole(d.pasted)
	d.lost = lost{at: now, paste: true, marked: d.marked}
	if !d.cut {
		d.lost.held = bytes.Clone(d.pasted[n:])
	}
	d.handOn(d.pasted[:n])
	d.emit(Notice("The end of that paste did not come. What came is here; check that it is complete."), 0)
}

// whole is the length of b without a character at its end that has not all of
// its bytes.
func whole(b []byte) int {
	for i := len(b) - 1; i >= max(len(b)-utf8.UTFMax+1, 0); i-- {
		if utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				return i
			}
			break
		}
	}
	return len(b)
}
