package render

import (
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// maxPens is how many pens and ways between them are remembered; a screen has a
// few dozen.
const maxPens = 1000

// plainPen is the number of the pen that writes without any style.
const plainPen = 0

// pens numbers the ways in which letters are written, so that cells need no
// pointers and two of them are compared as two numbers.
type pens struct {
	profile colorprofile.Profile
	all     []pen
	byLast  map[penStep]uint16   // the pen after a control sequence
	between map[[2]uint16]string // what changes a terminal's pen
}

// pen is how a letter is written, in the colours as they are told to pens.
type pen struct {
	style uv.Style
	link  uv.Link
	shows bool // on a space
}

// penStep is a control sequence that is met while a pen is in use.
type penStep struct {
	from     uint16
	sequence string
}

// forget begins anew for a terminal with these colours.
func (p *pens) forget(profile colorprofile.Profile) {
	*p = pens{profile: profile, all: []pen{{}}, byLast: map[penStep]uint16{}, between: map[[2]uint16]string{}}
}

// full reports whether it is time to forget.
func (p *pens) full() bool {
	return len(p.all) > maxPens || len(p.byLast) > maxPens || len(p.between) > maxPens
}

// after returns the pen that a control sequence, which parser has just read,
// makes of another; anything but SGR and hyperlinks leaves it as it is.
func (p *pens) after(from uint16, sequence []byte, parser *ansi.Parser) uint16 {
	if n, known := p.byLast[penStep{from, string(sequence)}]; known {
		return n
	}
	next := p.all[from]
	switch {
	case ansi.HasCsiPrefix(sequence) && parser.Command() == 'm':
		uv.ReadStyle(parser.Params(), &next.style)
	case ansi.HasOscPrefix(sequence) && parser.Command() == 8:
		uv.ReadLink(parser.Data(), &next.link)
	}
	n := p.number(next)
	p.byLast[penStep{from, string(sequence)}] = n
	return n
}

// number returns the number of a pen.
func (p *pens) number(of pen) uint16 {
	for n := range p.all {
		if p.all[n].style.Equal(&of.style) && p.all[n].link == of.link {
			return uint16(n) //nolint:gosec // at most maxPens and what one row adds
		}
	}
	s := uv.ConvertStyle(of.style, p.profile)
	of.shows = s.Bg != nil || s.Underline != uv.UnderlineNone || !of.link.IsZero() || s.Attrs&(uv.AttrReverse|uv.AttrStrikethrough) != 0
	p.all = append(p.all, of)
	return uint16(len(p.all) - 1) //nolint:gosec // as above
}

// change returns what makes the terminal write with another pen.
func (p *pens) change(from, to uint16) string {
	if from == to {
		return ""
	}
	step := [2]uint16{from, to}
	if text, known := p.between[step]; known {
		return text
	}
	was, is := uv.ConvertStyle(p.all[from].style, p.profile), uv.ConvertStyle(p.all[to].style, p.profile)
	text := is.Diff(&was)
	if is.IsZero() && len(text) > len(ansi.ResetStyle) {
		text = ansi.ResetStyle
	}
	wasLink, isLink := uv.ConvertLink(p.all[from].link, p.profile), uv.ConvertLink(p.all[to].link, p.profile)
	if wasLink != isLink {
		text += ansi.SetHyperlink(isLink.URL, isLink.Params)
	}
	p.between[step] = text
	return text
}
