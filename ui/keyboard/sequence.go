package keyboard

import (
	"bytes"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// control takes a byte of a control sequence.
func (d *decoder) control(c byte, rest []byte) {
	switch {
	case c == 0x18 || c == 0x1a: // they call it off
		d.reset()
		return
	case c < 0x20 || c > 0x7e:
		d.again(c, rest)
		return
	case c == '[' && len(d.held) == 2:
		d.at = console
		return
	case c == ';' || c == ':':
		d.numbers++
	}
	d.over = d.over || d.numbers > maxNumbers || len(d.held) >= maxSent
	if d.over {
		if c >= '@' {
			d.reset()
		}
		return
	}
	d.held = append(d.held, c)
	switch {
	case c == 'M' && len(d.held) == 3:
		d.at = mouse
	case c >= '@':
		d.finish()
	case c == '$' && urxvt(d.held[2:len(d.held)-1]):
		d.finish()
	}
}

// urxvt reports whether the numbers before a $ are those of a key with shift as
// urxvt sends it; a report has more of them.
func urxvt(numbers []byte) bool {
	return len(numbers) > 0 && len(bytes.Trim(numbers, "0123456789")) == 0
}

// word takes a byte of a string or of what closes it.
func (d *decoder) word(c byte, rest []byte) {
	switch {
	case d.at == closing && c == '\\', d.at == words && c == 0x07, d.at == words && c == 0x9c && !d.within():
		if d.over {
			d.reset()
			return
		}
		if d.at == closing {
			d.held = append(d.held, esc)
		}
		d.held = append(d.held, c)
		d.finish()
	case d.at == closing: // it was broken off, and something else began
		d.reset()
		d.at, d.held = escape, append(d.held, esc)
		d.take(c, rest, false)
	case c == esc:
		d.at = closing
	case c == 0x18 || c == 0x1a:
		d.reset()
	case c < 0x20: // no answer holds it; someone pressed a key
		d.again(c, rest)
	case len(d.held) >= maxSent:
		d.over = true
	default:
		d.held = append(d.held, c)
	}
}

// within reports whether the last character of what is held has more bytes.
func (d *decoder) within() bool {
	tail := d.held[max(len(d.held)-utf8.UTFMax+1, 0):]
	for i := len(tail) - 1; i >= 0; i-- {
		if utf8.RuneStart(tail[i]) {
			return tail[i] >= 0xc2 && !utf8.FullRune(tail[i:])
		}
	}
	return false
}

// finish hands on the sequence that is held.
func (d *decoder) finish() {
	held, alt, apart := bytes.Clone(d.held), d.alt, d.apart
	d.reset()
	if apart && len(held) == 3 && !d.known(held) {
		d.typed(held)
		return
	}
	if alt {
		held = append([]byte{esc}, held...)
	}
	d.decode(held)
}

// known reports whether the library knows a sequence.
func (d *decoder) known(held []byte) bool {
	switch d.ask(held).(type) {
	case uv.KeyPressEvent, uv.FocusEvent, uv.BlurEvent:
		return true
	}
	return false
}

// typed hands on an ESC and what came after it as the keys that they are.
func (d *decoder) typed(held []byte) {
	d.key(uv.KeyEscape)
	for _, c := range held[1:] {
		d.decode([]byte{c})
	}
}

func (d *decoder) key(code rune) { d.emit(uv.KeyPressEvent{Code: code}, 1) }

// garbled hands on a sign for bytes that are no character.
func (d *decoder) garbled() {
	d.emit(uv.KeyPressEvent{Code: utf8.RuneError, Text: string(utf8.RuneError)}, 1)
	d.reset()
}

// ask lets the library read a whole key or sequence. Nothing that a terminal
// sends may end the program: what makes the library panic is unknown.
func (d *decoder) ask(unit []byte) (event uv.Event) {
	defer func() {
		if recover() != nil {
			event = uv.UnknownEvent(unit)
		}
	}()
	_, event = d.lib.Decode(unit)
	return event
}

// decode hands on what a whole key or sequence means, if it is known.
func (d *decoder) decode(unit []byte) {
	event := d.ask(unit)
	if several, ok := event.(uv.MultiEvent); ok {
		for _, e := range several {
			d.event(e, len(unit))
		}
		return
	}
	d.event(event, len(unit))
}

func (d *decoder) event(event uv.Event, size int) {
	switch e := event.(type) {
	case uv.PasteStartEvent:
		d.pasting, d.pasted, d.cut, d.marked = true, nil, false, 0
	case uv.KeyPressEvent:
		if e, ok := usual(uv.Key(e)); ok {
			d.emit(uv.KeyPressEvent(e), size)
		}
	case uv.KeyReleaseEvent:
		if e, ok := usual(uv.Key(e)); ok {
			d.emit(uv.KeyReleaseEvent(e), size)
		}
	case uv.KeyboardEnhancementsEvent:
		d.kitty = e.Flags&1 != 0
		d.emit(e, size)
	case uv.MouseEvent, uv.FocusEvent, uv.BlurEvent, uv.ModeReportEvent, uv.BackgroundColorEvent, uv.ForegroundColorEvent, uv.CursorColorEvent,
		uv.PrimaryDeviceAttributesEvent, uv.TerminalVersionEvent, uv.CapabilityEvent:
		d.emit(e, size)
	}
}

// usual gives a key of the number pad, which the kitty protocol tells from its
// twin, the name of that, and leaves out shift and its like on their own.
func usual(k uv.Key) (uv.Key, bool) {
	switch {
	case k.Code == uv.KeyKpEnter:
		k.Code = uv.KeyEnter
	case k.Code >= uv.KeyCapsLock && k.Code <= uv.KeyNumLock, k.Code >= uv.KeyLeftShift && k.Code <= uv.KeyIsoLevel5Shift:
		return k, false
	}
	for _, twin := range [...][2]rune{{uv.KeyKpLeft, uv.KeyLeft}, {uv.KeyKpRight, uv.KeyRight}, {uv.KeyKpUp, uv.KeyUp}, {uv.KeyKpDown, uv.KeyDown},
		{uv.KeyKpPgUp, uv.KeyPgUp}, {uv.KeyKpPgDown, uv.KeyPgDown}, {uv.KeyKpHome, uv.KeyHome}, {uv.KeyKpEnd, uv.KeyEnd},
		{uv.KeyKpInsert, uv.KeyInsert}, {uv.KeyKpDelete, uv.KeyDelete}} {
		if k.Code == twin[0] {
			k.Code = twin[1]
		}
	}
	return k, true
}
