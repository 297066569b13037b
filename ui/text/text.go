// Package text does the arithmetic of text on a grid of terminal cells: how
// wide it is, how to cut, pad, wrap and pack it. All widths are cells, not
// bytes or runes; styled text keeps its styling.
package text

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Ellipsis ends every text that was cut.
const Ellipsis = "…"

// Height is the number of lines of s; the empty text has one.
func Height(s string) int { return strings.Count(s, "\n") + 1 }

// Truncate cuts one line to at most w cells and marks the cut with an ellipsis.
func (g Grid) Truncate(s string, w int) string { return g.end(s, w, Ellipsis) }

// end cuts one line to at most w cells; mark ends what was cut.
func (g Grid) end(s string, w int, mark string) string {
	if w <= 0 {
		return ""
	}
	if len(s) <= w || g.cells(s) <= w { // no line is wider than its bytes
		return s
	}
	if i, known := g.place(s, w-g.cells(mark)); known {
		return s[:i] + mark
	}
	return g.endByTables(s, w, mark)
}

// endByTables is end for what is wider than w.
func (g Grid) endByTables(s string, w int, mark string) string {
	if g.byCodePoint {
		// ansi 0.11.8 looks at the clusters to see whether anything has to be cut
		// off; with blanks behind it, it does the rest by code points.
		s += Spaces(w + 1)
	}
	s, back := g.held(s)
	return back(g.method().Truncate(s, w, mark))
}

// Pad makes one line exactly w cells wide, cutting or filling on the right.
func (g Grid) Pad(s string, w int) string {
	if w <= 0 {
		return ""
	}
	s = ended(g.Truncate(s, w))
	if n := w - g.cells(s); n > 0 {
		return s + Spaces(n)
	}
	return s
}

// ended keeps what follows s out of its last letter: a number sign of Arabic
// joins even the blank behind it, which is lost then.
func ended(s string) string {
	if r, _ := utf8.DecodeLastRuneInString(s); prepended(r) {
		return s + "\u200c"
	}
	return s
}

// PadLeft is Pad for numbers: it fills on the left.
func (g Grid) PadLeft(s string, w int) string {
	if w <= 0 {
		return ""
	}
	s = g.Truncate(s, w)
	if n := w - g.cells(s); n > 0 {
		return Spaces(n) + s
	}
	return s
}

// Spaces returns n blanks, and nothing for n below one.
func Spaces(n int) string {
	const blanks = "                                                                                                                        "
	if n <= 0 {
		return ""
	}
	if n <= len(blanks) {
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// kept stands for a hyphen while lines are broken: a date or an address that
// ends a line at its hyphen cannot be read as one.
const kept = "\u2011"

// Wrap breaks s into lines of at most w cells, at blanks where it can, but not
// behind a sign such as ✓, nor before a dot that stands between two things: no line begins
// with it. A line that begins with blanks goes on two cells deeper than it began, so that
// it is told apart from the next one.
func (g Grid) Wrap(s string, w int) string {
	if w <= 0 {
		return ""
	}
	if !strings.HasPrefix(s, " ") && !strings.Contains(s, "\n ") {
		return g.wrap(s, w)
	}
	lines := strings.Split(s, "\n")
	for n, line := range lines {
		words := strings.TrimLeft(line, " ")
		indent := len(line) - len(words)
		if indent == 0 || indent > w/3 || g.cells(line) <= w {
			lines[n] = g.wrap(line, w)
			continue
		}
		words = g.wrap(words, w-indent-deeper)
		lines[n] = Spaces(indent) + strings.ReplaceAll(words, "\n", "\n"+Spaces(indent+deeper))
	}
	return strings.Join(lines, "\n")
}

// deeper is how many cells deeper than its beginning a line goes on.
const deeper = 2

// wrap is Wrap without regard to blanks at the beginning.
func (g Grid) wrap(s string, w int) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "-", kept), " · ", glued+"· ")
	s, back := g.held(glue(s))
	s = back(g.method().Wrap(s, w, ""))
	return strings.ReplaceAll(strings.ReplaceAll(s, kept, "-"), glued, " ")
}

// Paragraph is Wrap into at most so many lines; one that is cut ends in an
// ellipsis.
func (g Grid) Paragraph(s string, w, most int) []string {
	lines := strings.Split(g.Wrap(s, w), "\n")
	if most < 1 || len(lines) <= most {
		return lines
	}
	lines[most-1] = g.Truncate(lines[most-1]+" "+lines[most], w)
	return lines[:most]
}

// Spread puts left at the left and right at the right of a line of exactly w
// cells. When both do not fit, left is cut first, then right goes.
func (g Grid) Spread(left, right string, w int) string {
	rw := g.cells(right)
	if rw == 0 {
		return g.Pad(left, w)
	}
	if rw+2 > w {
		return g.Pad(left, w)
	}
	return g.Pad(left, w-rw-1) + " " + right
}

// Fit makes s exactly w cells wide and h lines high, cutting and filling.
func (g Grid) Fit(s string, w, h int) []string {
	lines := make([]string, 0, max(h, 0))
	for line := range strings.SplitSeq(s, "\n") {
		if len(lines) >= h {
			break
		}
		lines = append(lines, g.Pad(line, w))
	}
	for len(lines) < h {
		lines = append(lines, Spaces(w))
	}
	return lines
}

// Columns sets each text in its own column of the given width, with two
// blanks between columns. Missing cells are blank, cells too many are dropped.
func (g Grid) Columns(texts []string, widths []int) string {
	var b strings.Builder
	for i, w := range widths {
		if i > 0 {
			b.WriteString("  ")
		}
		cell := ""
		if i < len(texts) {
			cell = texts[i]
		}
		b.WriteString(g.Pad(cell, w))
	}
	return b.String()
}

// Pack joins items with sep in one line of at most w cells. Items that no
// longer fit are left out and the line ends with an ellipsis; an item is never
// shown in part. The first items are the most important ones.
func (g Grid) Pack(items []string, sep string, w int) string {
	var b strings.Builder
	used, sepWidth := 0, g.cells(sep)
	for i, item := range items {
		need := g.cells(item)
		if i > 0 {
			need += sepWidth
		}
		// All but the last item must leave room for a blank and the ellipsis.
		reserve := 2
		if i == len(items)-1 {
			reserve = 0
		}
		if used+need+reserve > w {
			if used+2 <= w && used > 0 {
				b.WriteString(" " + Ellipsis)
			} else if used == 0 && w > 0 {
				b.WriteString(Ellipsis)
			}
			break
		}
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(item)
		used += need
	}
	return b.String()
}

// Cut returns the cells from left to right (exclusive) of one line. Blanks stand
// for what is left of a letter that begins before them. (Package ansi 0.11.8 cuts
// by code point from the wrong side.)
func (g Grid) Cut(s string, left, right int) string {
	if right <= left {
		return ""
	}
	s = g.end(s, right, "")
	if left <= 0 {
		return s
	}
	if i, known := g.place(s, left); known {
		return s[i:]
	}
	return g.behindByTables(s, left)
}

// behindByTables is what of s stands behind so many cells.
func (g Grid) behindByTables(s string, left int) string {
	whole := g.cells(s)
	s, back := g.held(s)
	for from := left; from < whole; from++ {
		if tail := back(g.method().TruncateLeft(s, from, "")); g.cells(tail) <= whole-from {
			return Spaces(from-left) + tail
		}
	}
	return Spaces(whole - left)
}

// Strip removes all styling and other escape sequences.
func Strip(s string) string { return ansi.Strip(s) }
