package render

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// joinGap is how many columns that stay as they are are written again rather than
// jumped over: about as many as a jump has bytes.
const joinGap = 6

// rows changes the rows of a terminal. It knows what each row shows by the text
// that it was drawn from, and takes the old and the new text apart only where they
// differ: a grid of cells for a whole screen takes a megabyte, and hundreds of
// sessions share a host.
type rows struct {
	width, height int
	method        ansi.Method // how the terminal counts
	out           *bytes.Buffer
	shown         [][]byte // what each row was drawn from; nil when nobody knows what the screen shows
	unsure        []bool   // rows that are to be written whole, whatever they show
	pens          pens
	pen           uint16 // of the terminal
	x, y          int    // its cursor; x < 0 when that is not known
	was, is       line   // the row that is being drawn
}

// resize takes a new size; everything is drawn anew.
func (r *rows) resize(width, height int) {
	r.width, r.height = width, height
	r.forget()
}

// forget says that nobody knows what the terminal shows.
func (r *rows) forget() { r.shown = nil }

// count says how the terminal counts from now on. Rows of which the same text makes
// other cells then are written again.
func (r *rows) count(by ansi.Method) {
	for y, text := range r.shown {
		r.was.read(text, r.width, r.method, &r.pens)
		r.is.read(text, r.width, by, &r.pens)
		r.unsure[y] = r.unsure[y] || r.was.odd || r.is.odd
	}
	r.method = by
}

// clear empties the screen when nobody knows what it shows.
func (r *rows) clear() {
	if r.shown != nil {
		return
	}
	r.shown, r.unsure = make([][]byte, r.height), make([]bool, r.height)
	r.pens.forget(r.pens.profile)
	r.pen = plainPen
	r.out.WriteString(ansi.ResetStyle + ansi.CursorHomePosition + ansi.EraseEntireScreen)
	r.x, r.y = 0, 0
}

// draw brings row y to what text says.
func (r *rows) draw(y int, text string) {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if string(r.shown[y]) == text && !r.unsure[y] {
		return
	}
	if r.pens.full() {
		r.put(plainPen)
		r.pens.forget(r.pens.profile)
	}
	r.was.read(r.shown[y], r.width, r.method, &r.pens)
	r.shown[y] = append(r.shown[y][:0], text...)
	r.is.read(r.shown[y], r.width, r.method, &r.pens)
	if r.was.odd || r.is.odd || r.unsure[y] {
		r.whole(y)
		return
	}
	end, before := r.is.end(&r.pens), r.was.end(&r.pens)
	for x := 0; x < end; {
		if r.stays(x) {
			x++
			continue
		}
		to, gap := x+1, 0
		for next := to; next < end && gap <= joinGap; next++ {
			if r.stays(next) {
				gap++
			} else {
				to, gap = next+1, 0
			}
		}
		r.move(x, y)
		r.write(x, to)
		x = to
	}
	if before > end {
		r.move(end, y)
		r.put(plainPen)
		r.out.WriteString(ansi.EraseLineRight)
	}
}

// stays reports whether a column shows already what it should.
func (r *rows) stays(x int) bool {
	return r.was.same(&r.is, x) || r.was.blank(x, &r.pens) && r.is.blank(x, &r.pens)
}

// whole writes all of row y: where the letters of it stand depends on nothing that
// was there before.
func (r *rows) whole(y int) {
	end, same := r.is.end(&r.pens), !r.unsure[y]
	for x := range max(end, r.was.end(&r.pens)) {
		same = same && r.stays(x)
	}
	if same {
		return
	}
	r.unsure[y] = false
	r.x = -1 // an odd row may have left the cursor elsewhere
	r.move(0, y)
	r.put(plainPen)
	r.out.WriteString(ansi.EraseLineRight)
	r.write(0, end)
	r.x = -1
}

// write writes the columns from x to the one before end, where the cursor stands.
func (r *rows) write(x, end int) {
	for ; x < end; x++ {
		c := r.is.at(x)
		if c.width == 0 {
			continue
		}
		if !r.is.blank(x, &r.pens) || r.pens.all[r.pen].shows {
			r.put(c.pen)
		}
		letter := r.is.letter(c)
		corner := r.y == r.height-1 && x+int(c.width) == r.width
		if corner { // it must not scroll the screen
			r.out.WriteString(ansi.ResetModeAutoWrap)
		}
		if r.anchored(c, letter, x) {
			// Nobody knows how wide the terminal makes this letter: some know a family as
			// one letter and do not say so, as tmux. The cells of the letter are emptied
			// before it, and behind it the cursor is told where it is.
			r.out.WriteString(ansi.EraseCharacter(int(c.width)))
			r.out.Write(letter)
			r.out.WriteString(ansi.CursorHorizontalAbsolute(x + int(c.width) + 1))
		} else {
			r.out.Write(letter)
		}
		if corner {
			r.out.WriteString(ansi.SetModeAutoWrap)
		}
	}
	if r.x = end; end >= r.width {
		r.x = -1 // the cursor waits at the margin
	}
}

// anchored reports whether the cursor has to be told its column behind a letter.
func (r *rows) anchored(c cell, letter []byte, x int) bool {
	return r.method != ansi.GraphemeWidth && len(letter) >= 4 && x+int(c.width) < r.width && ansi.StringWidth(string(letter)) != int(c.width)
}

// put makes the terminal write with a pen.
func (r *rows) put(pen uint16) {
	r.out.WriteString(r.pens.change(r.pen, pen))
	r.pen = pen
}

// move puts the cursor to a column and a row.
func (r *rows) move(x, y int) {
	if x == r.x && y == r.y {
		return
	}
	b := append(r.out.AvailableBuffer(), "\x1b["...)
	if y == r.y && r.x >= 0 {
		b = append(strconv.AppendInt(b, int64(x+1), 10), 'G') // CHA
	} else {
		b = append(strconv.AppendInt(b, int64(y+1), 10), ';')
		b = append(strconv.AppendInt(b, int64(x+1), 10), 'H') // CUP
	}
	r.out.Write(b)
	r.x, r.y = x, y
}
