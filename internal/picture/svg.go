// Package picture draws what stands on a terminal's screen as an SVG image, so
// that documents can show the program as it really looks.
package picture

import (
	"fmt"
	"html"
	"image/color"
	"strings"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// The size of a cell and of the frame around all of them, in pixels.
const (
	cellWidth, cellHeight = 8.4, 18
	margin                = 14
	fontSize              = 14
)

// The colours of a terminal that names none.
const (
	paper = "#16181d"
	ink   = "#d7dae0"
)

// SVG draws a screen of width by height cells. content is text with the escape
// sequences that style it; title is read aloud in place of the image.
func SVG(content, title string, width, height int) string {
	screen := uv.NewScreenBuffer(width, height)
	uv.NewStyledString(content).Draw(screen, screen.Bounds())
	var b strings.Builder
	w, h := float64(width)*cellWidth+2*margin, height*cellHeight+2*margin
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="%.0f" height="%d" viewBox="0 0 %.0f %d">`+"\n", w, h, w, h)
	fmt.Fprintf(&b, "<title>%s</title>\n", html.EscapeString(title))
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", paper)
	fmt.Fprintf(&b, `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="%d" fill="%s" xml:space="preserve">`+"\n", fontSize, ink)
	for y := range height {
		for x := 0; x < width; {
			r := runAt(screen, x, y, width)
			r.draw(&b, y)
			x = r.to
		}
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

// run is a row of cells that look alike.
type run struct {
	from, to int // cells
	text     string
	style    uv.Style
	narrow   bool // a letter in each cell
}

// runAt is the run that begins at a cell. A letter that is wider than a cell is
// a run of its own, so that what follows stands in its column whatever the
// reader's font makes of it.
func runAt(screen uv.ScreenBuffer, x, y, width int) run {
	first := screen.CellAt(x, y)
	if first == nil {
		return run{from: x, to: x + 1}
	}
	r := run{from: x, to: x + max(first.Width, 1), text: first.Content, style: first.Style}
	if r.narrow = first.Width == 1 && plain(first.Content); !r.narrow {
		return r
	}
	for r.to < width {
		next := screen.CellAt(r.to, y)
		if next == nil || next.Width != 1 || !plain(next.Content) || !next.Style.Equal(&r.style) {
			break
		}
		r.text, r.to = r.text+next.Content, r.to+1
	}
	return r
}

// plain reports whether a letter is as wide as its cell in any font for
// terminals: European alphabets, punctuation, lines and blocks.
func plain(letter string) bool {
	r, size := utf8.DecodeRuneInString(letter)
	return size == len(letter) && (r < 0x0590 || r >= 0x2010 && r < 0x25a0)
}

func (r run) draw(b *strings.Builder, y int) {
	fg, bg := hex(r.style.Fg, ink), hex(r.style.Bg, "")
	if r.style.Attrs&uv.AttrReverse != 0 {
		fg, bg = hex(r.style.Bg, paper), hex(r.style.Fg, ink)
	}
	x, top := margin+float64(r.from)*cellWidth, margin+y*cellHeight
	wide := float64(r.to-r.from) * cellWidth
	if bg != "" {
		fmt.Fprintf(b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", x, top, wide, cellHeight, bg)
	}
	text := strings.TrimRight(r.text, " ")
	if text == "" {
		return
	}
	lead := len(text) - len(strings.TrimLeft(text, " "))
	text = text[lead:]
	x += float64(lead) * cellWidth
	look := ""
	if fg != ink {
		look += fmt.Sprintf(` fill="%s"`, fg)
	}
	if r.style.Attrs&uv.AttrBold != 0 {
		look += ` font-weight="bold"`
	}
	if r.style.Attrs&uv.AttrFaint != 0 {
		look += ` opacity="0.6"`
	}
	if n := utf8.RuneCountInString(text); n > 1 && r.narrow {
		look += fmt.Sprintf(` textLength="%.1f"`, float64(n)*cellWidth)
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%d"%s>%s</text>`+"\n", x, top+cellHeight-5, look, html.EscapeString(text))
}

// hex is a colour as an image names it, or another one where there is none.
func hex(c color.Color, otherwise string) string {
	if c == nil {
		return otherwise
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
