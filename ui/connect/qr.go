package connect

import (
	"strings"

	"charm.land/lipgloss/v2"
	"rsc.io/qr"

	"recruitty/ui/shell"
)

// qrQuiet is the light edge around a code, in modules. The standard asks for
// four; cameras are content with one, and rows are what a terminal is short of.
const qrQuiet = 1

// qrCells is a way to draw a code: how many modules a cell holds.
type qrCells struct{ across, down int }

// Half blocks are in every font and give square modules. Sextants (Unicode 13)
// take two thirds of the rows and half of the columns; a module is then a
// quarter less wide than high, which cameras read as a code seen from the side.
var (
	halfBlocks = qrCells{1, 2}
	sextants   = qrCells{2, 3}
)

// qrCode is an address as a code for a camera, with the lowest error correction,
// because a screen is not dirty. Nil when the address is too long for one.
func qrCode(address string) *qr.Code {
	code, err := qr.Encode(address, qr.L)
	if err != nil {
		return nil
	}
	return code
}

// size is the room that a code takes, in cells.
func (c qrCells) size(code *qr.Code) (w, h int) {
	n := code.Size + 2*qrQuiet
	return (n + c.across - 1) / c.across, (n + c.down - 1) / c.down
}

// draw draws a code light on black, whatever the terminal's own colours are: a
// camera wants the dark modules dark, and without colours this is right on the
// usual dark background.
func (c qrCells) draw(code *qr.Code) []string {
	w, h := c.size(code)
	ink := lipgloss.NewStyle().Foreground(lipgloss.Color("#FFFFFF")).Background(lipgloss.Color("#000000"))
	lines := make([]string, h)
	for y := range h {
		var line strings.Builder
		for x := range w {
			light := 0
			for bit := range c.across * c.down {
				if c.light(code, x*c.across+bit%c.across, y*c.down+bit/c.across) {
					light |= 1 << bit
				}
			}
			line.WriteRune(c.block(light))
		}
		lines[y] = ink.Render(line.String())
	}
	return lines
}

// light reports whether a module is light, at a place that counts the edge. What
// lies beyond the edge, where a cell is not filled, is not.
func (c qrCells) light(code *qr.Code, x, y int) bool {
	n := code.Size + 2*qrQuiet
	return x < n && y < n && !code.Black(x-qrQuiet, y-qrQuiet)
}

// block is the character with these modules filled; bit 0 is the upper left
// one, and bits run along the rows.
func (c qrCells) block(filled int) rune {
	if c == halfBlocks {
		return []rune(" ▀▄█")[filled]
	}
	switch filled { // those that Unicode had before the sextants
	case 0:
		return ' '
	case 0b010101:
		return '▌'
	case 0b101010:
		return '▐'
	case 0b111111:
		return '█'
	}
	at := '\U0001FB00' + rune(filled) - 1
	if filled > 0b010101 {
		at--
	}
	if filled > 0b101010 {
		at--
	}
	return at
}

// qrFit draws a code as large as w by h cells allow; nil where it does not fit.
func qrFit(a *shell.App, code *qr.Code, w, h int) []string {
	if code == nil {
		return nil
	}
	ways := []qrCells{halfBlocks, sextants}
	if a.Session().ASCII { // a console's font has half blocks at best
		ways = ways[:1]
	}
	for _, way := range ways {
		if cw, ch := way.size(code); cw <= w && ch <= h {
			return way.draw(code)
		}
	}
	return nil
}
