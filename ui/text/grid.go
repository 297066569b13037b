package text

import "github.com/charmbracelet/x/ansi"

// Grid is how a terminal spreads text over its cells; every screen measures by
// the grid of its own terminal. The zero value is that of a terminal that shows
// what one sees as one letter in one place (mode 2027, grapheme clustering): a
// family of four is two cells wide there. See ByCodePoint for the others.
type Grid struct{ byCodePoint bool }

// ByCodePoint is the grid of a terminal that moves on for each code point, as
// wcwidth(3) counts: a family of four is eight cells wide there.
func ByCodePoint() Grid { return Grid{byCodePoint: true} }

func (g Grid) method() ansi.Method {
	if g.byCodePoint {
		return ansi.WcWidth
	}
	return ansi.GraphemeWidth
}

// The functions of this package measure by the zero Grid, for text that goes to
// no terminal in particular.

// Width is Grid.Width.
func Width(s string) int { return Grid{}.Width(s) }

// Truncate is Grid.Truncate.
func Truncate(s string, w int) string { return Grid{}.Truncate(s, w) }

// Wrap is Grid.Wrap.
func Wrap(s string, w int) string { return Grid{}.Wrap(s, w) }

// Spread is Grid.Spread.
func Spread(left, right string, w int) string { return Grid{}.Spread(left, right, w) }

// Fit is Grid.Fit.
func Fit(s string, w, h int) []string { return Grid{}.Fit(s, w, h) }

// Pack is Grid.Pack.
func Pack(items []string, sep string, w int) string { return Grid{}.Pack(items, sep, w) }

// Flow is Grid.Flow.
func Flow(items []string, sep string, w int) string { return Grid{}.Flow(items, sep, w) }

// Paragraph is Grid.Paragraph.
func Paragraph(s string, w, most int) []string { return Grid{}.Paragraph(s, w, most) }
