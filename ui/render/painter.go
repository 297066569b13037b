package render

import (
	"bytes"
	"io"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// The terminal's own stack of window titles; xterm control sequences, window
// operations 22 and 23.
const (
	pushTitle = "\x1b[22;2t"
	popTitle  = "\x1b[23;2t"
)

// painter turns views into the bytes that change the screen from what it shows
// to what it should show. A frame leaves in one write.
type painter struct {
	mu  sync.Mutex // Bubble Tea writes its queries from another goroutine
	out io.Writer

	environ       []string
	width, height int
	inside        bool // we have the terminal
	sync          bool // the terminal shows a frame as a whole
	quiet         bool // the terminal must not be asked questions

	bytes bytes.Buffer // of the frame
	rows  rows
	last  tea.View // without Content
}

func newPainter(o Options, profile colorprofile.Profile) *painter {
	term := uv.Environ(o.Environ).Getenv("TERM")
	p := &painter{
		out: o.Output, environ: o.Environ,
		width: min(o.Width, maxWidth), height: min(o.Height, maxHeight),
		quiet: term == "" || term == "dumb" || term == "linux",
	}
	p.rows = rows{width: p.width, height: p.height, method: ansi.WcWidth, out: &p.bytes, pens: pens{profile: profile}}
	return p
}

// Write lets Bubble Tea write between two frames.
func (p *painter) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.out.Write(b)
}

// enter takes the terminal: alternate screen, no cursor, pastes marked as such.
// It also asks for the background colour and whether frames can be shown as a
// whole; the answers come as messages.
func (p *painter) enter() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.inside {
		return
	}
	p.inside = true
	p.bytes.Reset()
	p.rows.forget()
	p.last = tea.View{}
	p.bytes.WriteString(pushTitle + ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable + ansi.SetModeBracketedPaste)
	if !p.quiet {
		p.bytes.WriteString(ansi.RequestBackgroundColor)
		if answersModeQuery(uv.Environ(p.environ)) {
			p.bytes.WriteString(ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore)
		}
	}
}

// answersModeQuery leaves out Apple's Terminal, which prints the query, and
// connections whose far end is not known.
func answersModeQuery(env uv.Environ) bool {
	program := env.Getenv("TERM_PROGRAM")
	if strings.Contains(program, "Apple") {
		return false
	}
	if _, ssh := env.LookupEnv("SSH_TTY"); !ssh {
		if _, ssh = env.LookupEnv("SSH_CONNECTION"); !ssh {
			return true
		}
	}
	term := env.Getenv("TERM")
	for _, known := range []string{"ghostty", "wezterm", "alacritty", "kitty", "rio", "foot", "tmux"} {
		if strings.Contains(term, known) {
			return true
		}
	}
	return false
}

// leave gives the terminal back as it was. It may be called again.
func (p *painter) leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.inside {
		return
	}
	p.inside = false
	var b strings.Builder
	p.bytes.Reset()
	p.rows.put(plainPen)
	_, _ = p.bytes.WriteTo(&b)
	if p.last.KeyboardEnhancements != (tea.KeyboardEnhancements{}) {
		b.WriteString(ansi.PopKittyKeyboard(1))
	}
	if p.last.MouseMode != tea.MouseModeNone {
		b.WriteString(resetMouse)
	}
	if p.last.ReportFocus {
		b.WriteString(ansi.ResetModeFocusEvent)
	}
	if p.rows.method == ansi.GraphemeWidth {
		b.WriteString(ansi.ResetModeUnicodeCore)
		p.rows.method = ansi.WcWidth // until it is asked for again
	}
	if p.last.Cursor != nil {
		b.WriteString(ansi.SetCursorStyle(0))
	}
	b.WriteString(ansi.ResetModeBracketedPaste + ansi.ResetStyle + ansi.SetModeTextCursorEnable +
		ansi.ResetModeAltScreenSaveCursor + ansi.SetWindowTitle("") + popTitle)
	_, _ = io.WriteString(p.out, b.String())
}

// resize takes a new window size; everything is painted anew.
func (p *painter) resize(w, h int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if w == p.width && h == p.height {
		return
	}
	p.width, p.height = w, h
	p.rows.resize(w, h)
}

func (p *painter) setProfile(profile colorprofile.Profile) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if profile != p.rows.pens.profile {
		p.rows.pens.profile = profile
		p.rows.forget()
	}
}

// modeReport is the terminal's answer to what enter asked.
func (p *painter) modeReport(msg tea.ModeReportMsg) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch msg.Mode {
	case ansi.ModeSynchronizedOutput:
		p.sync = msg.Value == ansi.ModeReset
	case ansi.ModeUnicodeCore:
		if p.inside && p.rows.method != ansi.GraphemeWidth && byLetter(msg) {
			p.bytes.WriteString(ansi.SetModeUnicodeCore)
			p.rows.count(ansi.GraphemeWidth)
		}
	}
}

// paint brings the terminal to v and reports whether anything had to be written.
func (p *painter) paint(v *tea.View) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.inside {
		return false
	}
	p.modes(v)
	p.draw(v.Content)
	p.place(v)
	last := *v
	last.Content = ""
	p.last = last
	if p.bytes.Len() == 0 {
		return false
	}
	_, _ = p.out.Write(p.bytes.Bytes())
	p.bytes.Reset()
	return true
}
