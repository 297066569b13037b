package render

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

const resetMouse = ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr

// draw brings the rows of the terminal to content.
func (p *painter) draw(content string) {
	p.rows.clear()
	y := 0
	for row := range strings.SplitSeq(content, "\n") {
		if y >= p.height {
			return
		}
		p.rows.draw(y, row)
		y++
	}
	for ; y < p.height; y++ {
		p.rows.draw(y, "")
	}
}

// modes writes what v wants otherwise than before, apart from its content.
func (p *painter) modes(v *tea.View) {
	if v.WindowTitle != p.last.WindowTitle {
		p.bytes.WriteString(ansi.SetWindowTitle(v.WindowTitle))
	}
	if was, is := p.last.KeyboardEnhancements, v.KeyboardEnhancements; was != is {
		none := tea.KeyboardEnhancements{}
		switch {
		case was == none:
			p.bytes.WriteString(ansi.PushKittyKeyboard(kittyFlags(is)))
			if !p.quiet { // the answer says that no key is a bare ESC
				p.bytes.WriteString(ansi.RequestKittyKeyboard)
			}
		case is == none:
			p.bytes.WriteString(ansi.PopKittyKeyboard(1))
		default:
			p.bytes.WriteString(ansi.KittyKeyboard(kittyFlags(is), 1))
		}
	}
	if v.ReportFocus != p.last.ReportFocus {
		if v.ReportFocus {
			p.bytes.WriteString(ansi.SetModeFocusEvent)
		} else {
			p.bytes.WriteString(ansi.ResetModeFocusEvent)
		}
	}
	if v.MouseMode != p.last.MouseMode {
		p.bytes.WriteString(resetMouse)
		switch v.MouseMode {
		case tea.MouseModeCellMotion:
			p.bytes.WriteString(ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr)
		case tea.MouseModeAllMotion:
			p.bytes.WriteString(ansi.SetModeMouseAnyEvent + ansi.SetModeMouseExtSgr)
		}
	}
}

// place puts the cursor where v wants it, and makes the frame whole: the cursor
// does not fly over the screen and a terminal that can shows all at once.
func (p *painter) place(v *tea.View) {
	drawn := p.bytes.Len() > 0
	was, is := p.last.Cursor, v.Cursor
	if is != nil {
		p.rows.move(min(max(is.X, 0), p.width-1), min(max(is.Y, 0), p.height-1))
		if was == nil || was.Shape != is.Shape || was.Blink != is.Blink {
			p.bytes.WriteString(ansi.SetCursorStyle(cursorStyle(is)))
		}
	}
	if p.bytes.Len() == 0 && (was != nil) == (is != nil) {
		return
	}
	frame := append([]byte(nil), p.bytes.Bytes()...)
	p.bytes.Reset()
	if p.sync && drawn {
		p.bytes.WriteString(ansi.SetModeSynchronizedOutput)
	}
	if was != nil && (drawn || is == nil) {
		p.bytes.WriteString(ansi.ResetModeTextCursorEnable)
	}
	p.bytes.Write(frame)
	if is != nil && (drawn || was == nil) {
		p.bytes.WriteString(ansi.SetModeTextCursorEnable)
	}
	if p.sync && drawn {
		p.bytes.WriteString(ansi.ResetModeSynchronizedOutput)
	}
}

// cursorStyle is the number of DECSCUSR for a cursor.
func cursorStyle(c *tea.Cursor) int {
	n := int(c.Shape)*2 + 1
	if !c.Blink {
		n++
	}
	return n
}

// kittyFlags are the progressive enhancements of the kitty keyboard protocol;
// telling keys apart is always among them.
func kittyFlags(k tea.KeyboardEnhancements) int {
	flags := ansi.KittyDisambiguateEscapeCodes
	if k.ReportEventTypes {
		flags |= ansi.KittyReportEventTypes
	}
	if k.ReportAlternateKeys {
		flags |= ansi.KittyReportAlternateKeys
	}
	if k.ReportAllKeysAsEscapeCodes {
		flags |= ansi.KittyReportAllKeysAsEscapeCodes
	}
	if k.ReportAssociatedText {
		flags |= ansi.KittyReportAssociatedKeys
	}
	return flags
}
