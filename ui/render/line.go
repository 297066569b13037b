package render

import (
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// line is a row of the screen as cells, read from the text that draws it.
type line struct {
	text  []byte
	cells []cell
	// odd says that a letter of it takes more than one cell, or that terminals
	// differ in how many it takes. An erasure or an insertion in the middle of such
	// a row may hit half a letter, so it is only ever written whole.
	odd bool
}

// cell is what one column of the screen shows: a letter, which lies in the text of
// its line, and the pen that writes it. It holds no pointers, so that the
// collector of memory has nothing to do with it.
type cell struct {
	from, to uint16 // the letter; none in the columns that a wide letter takes besides its first
	pen      uint16
	width    uint8
}

// letter returns what a cell shows.
func (l *line) letter(c cell) []byte { return l.text[c.from:c.to] }

// read takes a row of text, which is valid UTF-8, apart into so many columns. What lies behind them is
// left out; control sequences that say nothing about style or links, and control
// characters, are not for a row to hold and are left out as well.
func (l *line) read(row []byte, columns int, method ansi.Method, p *pens) {
	const blank = ' '
	l.odd = false
	l.text = append(l.text[:0], blank)
	l.text = append(l.text, row[:min(len(row), maxRow)]...)
	l.cells = l.cells[:0]
	decode := ansi.DecodeSequenceWc[[]byte]
	if method == ansi.GraphemeWidth {
		decode = ansi.DecodeSequence[[]byte]
	}
	parser := ansi.GetParser()
	defer ansi.PutParser(parser)
	end, with, last := len(l.text), uint16(plainPen), -1
	for at := 1; at < end && len(l.cells) < columns; {
		if c := l.text[at]; c >= ' ' && c < 0x7f && (at+1 >= end || l.text[at+1] < 0x80) {
			last = len(l.cells)
			l.cells = append(l.cells, cell{uint16(at), uint16(at + 1), with, 1}) //nolint:gosec // maxRow
			at++
			continue
		}
		rest := l.text[at:end]
		sequence, width, n, _ := decode(rest, 0, parser)
		if rest[0] >= ' ' && rest[0] < 0x7f { // the base of a letter of more than one character
			if cluster, wide := ansi.FirstGraphemeCluster(rest, method); len(cluster) > n {
				sequence, width, n = cluster, wide, len(cluster)
			}
		}
		switch {
		case width > 0:
			if len(l.cells)+width > columns {
				for len(l.cells) < columns { // no room for all of it
					l.cells = append(l.cells, cell{from: 0, to: 1, pen: with, width: 1})
				}
				return
			}
			last = len(l.cells)
			c := cell{uint16(at), uint16(at + n), with, uint8(min(width, 255))} //nolint:gosec // maxRow
			l.cells = append(l.cells, c)
			for range width - 1 {
				l.cells = append(l.cells, cell{pen: with})
			}
			l.odd = l.odd || width > 1 || ansi.StringWidth(string(sequence)) != width
		case sequence[0] >= 0xc0: // a mark that a control sequence parts from its letter
			l.join(last, sequence)
		default:
			with = p.after(with, sequence, parser)
		}
		at += max(n, 1)
	}
}

// maxRow is how many bytes of a row are looked at: some 200 for each cell of the
// widest screen.
const maxRow = 60_000

// join adds a mark to the letter of a cell. One without a letter shows nothing.
func (l *line) join(n int, mark []byte) {
	first, _ := utf8.DecodeRune(mark)
	if n < 0 || unicode.IsControl(first) {
		return
	}
	c := &l.cells[n]
	if len(l.text)+int(c.to-c.from)+len(mark) > maxRow+1000 {
		return
	}
	from := len(l.text)
	l.text = append(append(l.text, l.letter(*c)...), mark...)
	c.from, c.to = uint16(from), uint16(len(l.text)) //nolint:gosec // maxRow
	l.odd = true
}

// at returns the cell of a column; behind the end of the text it is a blank one.
func (l *line) at(x int) cell {
	if x < len(l.cells) {
		return l.cells[x]
	}
	return cell{from: 0, to: 1, width: 1} // the blank that stands before the text
}

// same reports whether a column of two lines shows the same.
func (l *line) same(o *line, x int) bool {
	a, b := l.at(x), o.at(x)
	return a.pen == b.pen && a.width == b.width && string(l.letter(a)) == string(o.letter(b))
}

// blank reports whether a column shows nothing at all.
func (l *line) blank(x int, p *pens) bool {
	c := l.at(x)
	return c.width == 1 && c.to-c.from == 1 && l.text[c.from] == ' ' && !p.all[c.pen].shows
}

// end returns the column behind the last one that shows something.
func (l *line) end(p *pens) int {
	n := len(l.cells)
	for n > 0 && l.blank(n-1, p) && l.cells[n-1].width > 0 {
		n--
	}
	return n
}
