package connect

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"rsc.io/qr"

	"recruitty/recruit"
	"recruitty/ui/edit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// addressPage is a page with an address to be opened on any device: as text, as
// a hyperlink and as a code for a camera.
type addressPage struct {
	app     *shell.App
	title   string
	address string
	code    *qr.Code // nil when the address is too long for one
	turned  bool     // Q: the code alone where both do not fit, or where it is not shown by itself
}

func newAddressPage(a *shell.App, title, address string) addressPage {
	return addressPage{app: a, title: title, address: address, code: qrCode(address)}
}

// pageState is what the page says at the moment.
type pageState struct {
	before, after []string // sentences above and below the address
	code          string   // to be typed there; "" for none
	tone          theme.Tone
	sentence      string // how it stands
	foot          string
	typing, quiet bool // quiet: no code for a camera unless asked for
	input         *edit.Line
}

// Room for words beside a code, and of a box without one.
const (
	besideCode = 42
	wordsWidth = 84
)

// keys are those of the page while it is of use.
func (p *addressPage) keys(used func() bool) []shell.Action {
	return []shell.Action{
		{Name: "sign-in.copy", Key: "c", Help: "copy", Shown: used, Do: func() tea.Cmd { return p.app.CopyText("Address", p.address) }},
		{Name: "sign-in.qr-code", Key: "Q", Help: "QR code", Shown: func() bool { return used() && p.code != nil }, Do: p.turn},
	}
}

// turn shows the QR code alone, or the words again.
func (p *addressPage) turn() tea.Cmd {
	if w, h := p.room(); !p.turned && qrFit(p.app, p.code, w, h-1) == nil {
		return p.app.Say(theme.Warning, "The window is too small for the QR code; make it larger.")
	}
	p.turned = !p.turned
	return nil
}

// room is what the root gives a box, see App.modalView.
func (p *addressPage) room() (w, h int) { return p.app.Width - 2, p.app.Height - 3 }

// view draws words and code side by side: in a frame, or where that takes rows
// that the code needs, without one; and the words alone where neither fits.
func (p *addressPage) view(st pageState, maxW, maxH int) (string, *tea.Cursor) {
	if !st.typing && st.quiet == p.turned {
		w := min(maxW, 120)
		inner, rows := shell.FrameSize(w, maxH)
		if code := qrFit(p.app, p.code, inner-besideCode-2, rows-2); code != nil {
			words, _ := p.words(st, inner-p.app.Grid().Width(code[0])-2, rows-2)
			return p.app.Frame(p.title, "", shell.Beside(p.app.Grid(), words, code, inner), st.foot, w, maxH), nil
		}
		if code := qrFit(p.app, p.code, maxW-besideCode-2, maxH); code != nil {
			words, _ := p.words(st, maxW-p.app.Grid().Width(code[0])-3, maxH-4)
			words = append(append([]string{p.app.Styles().Title.Render(p.title), ""}, words...), "", st.foot)
			return shell.Beside(p.app.Grid(), words, code, maxW), nil
		}
	}
	if p.turned && !st.typing {
		if code := qrFit(p.app, p.code, maxW, maxH-1); code != nil {
			return strings.Join(append(code, "Q back to the text"), "\n"), nil
		}
	}
	w := min(maxW, wordsWidth)
	inner, rows := shell.FrameSize(w, maxH)
	words, at := p.words(st, inner, rows-2)
	return p.app.Frame(p.title, "", strings.Join(words, "\n"), st.foot, w, maxH), shell.Offset(at, 2, 1)
}

// sentence draws a box that says only how it stands.
func (p *addressPage) sentence(a *shell.App, title string, st pageState, maxW, maxH int) string {
	w := min(maxW, wordsWidth)
	inner, _ := shell.FrameSize(w, maxH)
	return a.Frame(title, "", a.Styles().Tone(st.tone).Render(a.Grid().Wrap(st.sentence, inner)), st.foot, w, maxH)
}

// words are the lines of the page; the address gets what room is left.
func (p *addressPage) words(st pageState, w, room int) ([]string, *tea.Cursor) {
	s := p.app.Styles()
	wrap := func(sentences []string) (out []string) {
		for _, sentence := range sentences {
			indent := 0
			if len(sentence) > 3 && sentence[0] >= '1' && sentence[0] <= '9' { // a numbered step
				indent = 3
			}
			lines := strings.Split(p.app.Grid().Wrap(sentence[indent:], max(w-indent, 10)), "\n")
			for i, line := range lines {
				lead := text.Spaces(indent)
				if i == 0 {
					lead = sentence[:indent]
				}
				out = append(out, lead+line)
			}
		}
		return out
	}
	before, after := wrap(st.before), wrap(st.after)
	if st.code != "" {
		after = append(after, "", "   "+s.Accent.Bold(true).Render(spaced(st.code)))
	}
	var at *tea.Cursor
	typed := len(after)
	if st.input != nil {
		after = append(after, "")
	}
	var stands []string
	for line := range strings.SplitSeq(p.app.Grid().Wrap(st.sentence, w), "\n") {
		stands = append(stands, s.Tone(st.tone).Render(line))
	}
	if len(before)+len(after)+len(stands)+8 <= room {
		after, typed = append([]string{""}, after...), typed+1
		before = append(before, "")
		stands = append([]string{""}, stands...)
	}
	lines := append(before, p.addressLines(w, room-len(before)-len(after)-len(stands))...)
	if st.input != nil {
		st.input.Styles = s
		st.input.SetWidth(w - 4)
		after[typed] = "   " + st.input.View()
		at = shell.Offset(st.input.Cursor(), 3, len(lines)+typed)
	}
	return append(append(lines, after...), stands...), at
}

// addressLines is the whole address in as many lines as there is room for; where
// there is too little, its beginning, for it can be copied. Each line is a link
// to the whole.
func (p *addressPage) addressLines(w, room int) []string {
	w = max(w-3, 10)
	var out []string
	line := func(s string) {
		out = append(out, "   "+p.app.Styles().Accent.Render(text.Link(s, p.address)))
	}
	for rest := text.Line(p.address); rest != ""; {
		n := min(len(rest), w)
		if len(out)+1 >= max(room, 1) && n < len(rest) {
			line(p.app.Grid().Truncate(rest, w))
			return out
		}
		line(rest[:n])
		rest = rest[n:]
	}
	return out
}

// spaced writes a code with gaps between its signs, to be read from afar.
func spaced(code string) string { return strings.Join(strings.Split(text.Line(code), ""), " ") }

// left is the time left as minutes and seconds.
func left(a *shell.App, until time.Time) string {
	n := max(wording.Seconds(until.Sub(a.Session().Now())), 0)
	return fmt.Sprintf("%d:%02d", n/60, n%60)
}

// AccountName is whose account it is; the permission to know may be missing.
func AccountName(c recruit.Connection) string {
	switch {
	case c.UserEmail != "":
		return c.UserEmail
	case c.UserName != "":
		return c.UserName
	}
	return "an account whose name was not shared"
}
