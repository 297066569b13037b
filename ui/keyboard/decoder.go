package keyboard

import (
	"bytes"
	"time"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// How long what is unfinished waits, and how long what came too late is known.
const (
	together   = 50 * time.Millisecond  // an ESC and a letter that are one key
	aloneAfter = 150 * time.Millisecond // from which on an ESC is the esc key
	goesOn     = time.Second            // for the rest of anything else
	lateFor    = 2 * time.Second        // after it was given up
	latePaste  = 10 * time.Second
)

// What a terminal sends by itself has a few numbers and a few dozen bytes.
const (
	maxNumbers = 14   // of one control sequence, beside the first
	maxSent    = 1024 // bytes of one control sequence or string
)

const esc = 0x1b

// place is where in the stream of bytes a decoder is (ECMA-48 5.4, 5.6).
type place int

const (
	ground    place = iota
	character       // within a UTF-8 character
	escape          // behind ESC
	twice           // behind ESC ESC
	opening         // behind ESC P or ESC ], which may be a key or open a string
	single          // behind ESC O
	control         // in a control sequence
	console         // behind ESC [ [, of the Linux console
	mouse           // in the three bytes of an X10 mouse report
	words           // in a string, until it is closed
	closing         // behind an ESC in a string
)

// decoder turns bytes into messages. It is told the time and reads no clock.
type decoder struct {
	emit  func(msg uv.Event, size int)
	most  int  // bytes of one paste
	kitty bool // the terminal marks its keys; a bare ESC is none of them

	at      place
	held    []byte // what is unfinished
	numbers int    // of a control sequence
	over    bool   // it is too much of one: its end is waited for, and all of it left out
	alt     bool   // an ESC came before the character or sequence
	apart   bool   // its second byte came so late that both may be keys
	last    time.Time

	pasting bool
	pasted  []byte
	cut     bool // there was more of it
	marked  int  // bytes of the mark at its end that have come

	lost lost
	lib  uv.EventDecoder
}

// feed takes what came at one time.
func (d *decoder) feed(b []byte, now time.Time) {
	d.silence(now)
	apart := now.Sub(d.last) > together
	d.last = now
	b = d.join(b, now)
	for i := 0; i < len(b); i++ {
		if d.pasting {
			d.paste(b[i])
			continue
		}
		d.take(b[i], b[i+1:], apart && i == 0)
	}
}

// wait is how long what is unfinished waits for its rest; 0 when nothing is.
func (d *decoder) wait() time.Duration {
	switch {
	case d.pasting:
		return goesOn
	case d.at == ground:
		return 0
	case d.at == escape || d.at == twice:
		if d.kitty {
			return goesOn
		}
		return aloneAfter
	case d.apart && len(d.held) == 2:
		return aloneAfter
	}
	return goesOn
}

// deadline is when silence has something to end.
func (d *decoder) deadline() (time.Time, bool) {
	w := d.wait()
	return d.last.Add(w), w > 0
}

// silence ends what has waited for its rest long enough.
func (d *decoder) silence(now time.Time) {
	end, waiting := d.deadline()
	if !waiting || now.Before(end) {
		return
	}
	if d.pasting {
		d.breakOff(end)
		return
	}
	held := d.held
	d.lost = lost{at: end}
	switch at := d.at; {
	case at == character:
		d.garbled()
	case at == escape:
		d.lost.held = []byte{esc}
		d.key(uv.KeyEscape)
	case at == twice:
		d.key(uv.KeyEscape)
		d.key(uv.KeyEscape)
	case d.apart && len(held) == 2:
		d.typed(held)
	case at == opening, at == single && len(held) == 2:
		d.decode(held[:2])
	default:
		d.lost.held = bytes.Clone(held)
	}
	d.reset()
}

// end takes it that nothing more comes.
func (d *decoder) end() {
	d.silence(d.last.Add(goesOn))
}

// reset goes back to where nothing is unfinished.
func (d *decoder) reset() {
	d.at, d.held, d.numbers, d.over, d.alt, d.apart = ground, d.held[:0], 0, false, false, false
}

// again drops what is unfinished and takes c as what comes next.
func (d *decoder) again(c byte, rest []byte) {
	d.reset()
	d.take(c, rest, false)
}

// take takes one byte; rest came together with it, and apart says that nothing
// came for a while before.
func (d *decoder) take(c byte, rest []byte, apart bool) {
	switch d.at {
	case ground:
		d.begin(c)
	case character:
		d.continued(c, rest)
	case escape:
		d.afterEscape(c, rest, apart)
	case twice:
		if c == '[' || c == 'O' {
			d.at, d.alt, d.held = escape, true, d.held[:1]
			d.afterEscape(c, rest, false)
			return
		}
		d.key(uv.KeyEscape)
		d.at, d.held = escape, d.held[:1]
		d.afterEscape(c, rest, apart)
	case opening:
		d.open(c, rest)
	case single:
		d.shifted(c, rest)
	case control:
		d.control(c, rest)
	case console:
		if c >= 'A' && c <= 'E' {
			d.key(uv.KeyF1 + rune(c-'A'))
		}
		d.reset()
	case mouse:
		if d.held = append(d.held, c); len(d.held) == 6 {
			d.finish()
		}
	case words, closing:
		d.word(c, rest)
	}
}

// begin takes a byte where nothing is unfinished.
func (d *decoder) begin(c byte) {
	d.held = d.held[:0]
	switch {
	case c == esc:
		d.at, d.held = escape, append(d.held, c)
	case c < 0x80:
		d.decode([]byte{c})
	case c >= 0xc2 && c <= 0xf4:
		d.at, d.held = character, append(d.held, c)
	case c == 0x8f || c == 0x90 || c == 0x9b || c == 0x9d || c == 0x9f: // the same in one byte
		d.at, d.held = escape, append(d.held, esc)
		d.afterEscape(c-0x40, nil, false)
	default:
		d.garbled()
	}
}

// continued takes a byte of a character behind its first.
func (d *decoder) continued(c byte, rest []byte) {
	d.held = append(d.held, c)
	if !utf8.FullRune(d.held) {
		return
	}
	r, n := utf8.DecodeRune(d.held)
	if r == utf8.RuneError && n == 1 { // c is no part of it
		d.garbled()
		d.again(c, rest)
		return
	}
	press := uv.KeyPressEvent{Code: r, Text: string(r)}
	if d.alt {
		press.Text, press.Mod = "", uv.ModAlt
	}
	d.emit(press, n)
	d.reset()
}

// afterEscape takes the byte behind an ESC.
func (d *decoder) afterEscape(c byte, rest []byte, apart bool) {
	opens := c == '[' || c == 'O' || c == ']' || c == 'P' || c == '_'
	if apart && !d.kitty && (!opens || len(rest) > 0 && !continues(c, rest)) {
		d.key(uv.KeyEscape)
		d.again(c, rest)
		return
	}
	d.held, d.apart = append(d.held, c), apart
	switch {
	case c == '[':
		d.at = control
	case c == 'O':
		d.at = single
	case c == ']' || c == 'P':
		d.at = opening
	case c == '_':
		d.at = words
	case c == esc:
		d.at = twice
	case c < 0x80:
		d.finish()
	case c >= 0xc2 && c <= 0xf4:
		d.at, d.alt, d.held = character, true, append(d.held[:0], c)
	default:
		d.key(uv.KeyEscape)
		d.again(c, rest)
	}
}

// open tells a string of a terminal from a key with alt.
func (d *decoder) open(c byte, rest []byte) {
	if d.held[1] == ']' && c >= '0' && c <= '9' || d.held[1] == 'P' && c >= 0x20 && c <= 0x3f {
		d.at, d.held = words, append(d.held, c)
		return
	}
	if d.apart {
		d.typed(d.held)
	} else {
		d.decode(d.held)
	}
	d.again(c, rest)
}

// shifted takes a byte behind ESC O.
func (d *decoder) shifted(c byte, rest []byte) {
	switch {
	case (c >= '0' && c <= '9' || c == ';') && len(d.held) < 8:
		d.held = append(d.held, c)
	case c > 0x20 && c < 0x7f:
		d.held = append(d.held, c)
		d.finish()
	default:
		d.again(c, rest)
	}
}
