package render

import (
	"cmp"
	"os"
	"os/exec"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"recruitty/ui/text"
)

// root stands between Bubble Tea and the model. With a painter it paints every
// View at once and gives Bubble Tea an empty one.
type root struct {
	inner        tea.Model
	painter      *painter // nil with Bubble Tea's own renderer
	remote       bool
	enter, leave func() // the terminal; set with a painter
	turn         turn

	// The terminal of this machine and its keyboard, for a program that gets them for a
	// while (Exec); nil where none may.
	input, output *os.File
	keys          *gate
	loan          Loan
	borrower      *exec.Cmd
	returned      chan struct{} // is closed when that has ended
	lends         func(lent bool)
	size          func() (w, h int, known bool)

	answered func(painted bool) // of Options; nil when nobody asks
	keyed    bool               // a key has been taken that no frame has answered
	working  bool               // and something that it began may still bring one
}

// filter sees every message before Bubble Tea acts on it.
func (r *root) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if msg.Width < 0 || msg.Height < 0 {
			return nil
		}
		return tea.WindowSizeMsg{Width: min(cmp.Or(msg.Width, usualWidth), maxWidth), Height: min(cmp.Or(msg.Height, usualHeight), maxHeight)}
	case tea.InterruptMsg:
		if r.loan.Interrupted() {
			return nil // it is for the program that has the terminal
		}
	case tea.SuspendMsg:
		if r.remote {
			return nil // it would stop the server
		}
		if r.painter != nil {
			r.leave()
		}
	case tea.BatchMsg:
		for i := range msg {
			msg[i] = r.guard(msg[i])
		}
	}
	return msg
}

// Init implements tea.Model. The model learns the size first, so that its first
// picture is right.
func (r *root) Init() tea.Cmd {
	defer r.rescue()
	if r.painter == nil {
		var first tea.Cmd
		r.inner, first = r.inner.Update(text.ByCodePoint())
		return tea.Batch(first, r.inner.Init(), tea.RequestBackgroundColor)
	}
	var first tea.Cmd
	r.inner, first = r.inner.Update(text.ByCodePoint()) // until the terminal says otherwise
	cmds := []tea.Cmd{first}
	r.inner, first = r.inner.Update(tea.WindowSizeMsg{Width: r.painter.width, Height: r.painter.height})
	return r.guard(tea.Batch(append(cmds, first, r.inner.Init())...))
}

// Update implements tea.Model.
func (r *root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	defer r.rescue()
	r.turn.begin()
	defer r.turn.end()
	_, key := msg.(tea.KeyMsg)
	if key {
		r.keyed, r.working = true, false
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if msg.String() == "ctrl+z" {
			if r.remote {
				return r, nil
			}
			return r, tea.Suspend
		}
	case clipboard:
		if r.painter == nil {
			return r, tea.SetClipboard(string(msg))
		}
		_, _ = r.painter.Write([]byte(ansi.SetSystemClipboard(string(msg))))
		return r, nil
	case execute:
		return r, r.guard(r.lend(msg))
	case executed:
		return r, r.guard(r.takeBack(msg))
	case tea.SuspendMsg: // comes here when the process was resumed
		if r.painter == nil {
			return r, nil
		}
		r.enter() // asks the terminal anew, which may be another one by now
		var cmd tea.Cmd
		r.inner, cmd = r.inner.Update(text.ByCodePoint())
		return r, r.guard(cmd)
	case tea.WindowSizeMsg:
		if r.painter != nil {
			r.painter.resize(msg.Width, msg.Height)
		}
	case tea.ColorProfileMsg:
		if r.painter != nil {
			r.painter.setProfile(msg.Profile)
		}
	case tea.ModeReportMsg:
		if r.painter != nil {
			r.painter.modeReport(msg)
		}
		if !byLetter(msg) {
			return r, nil
		}
		var cmd tea.Cmd
		r.inner, cmd = r.inner.Update(text.Grid{})
		return r, r.guard(cmd)
	}
	var cmd tea.Cmd
	r.inner, cmd = r.inner.Update(msg)
	if key {
		r.working = cmd != nil
	}
	return r, r.guard(cmd)
}

// byLetter reports whether a terminal says that it can show what one sees as one
// letter in one place, which it is told to do then (mode 2027).
func byLetter(msg tea.ModeReportMsg) bool {
	return msg.Mode == ansi.ModeUnicodeCore && (msg.Value == ansi.ModeReset || msg.Value == ansi.ModeSet || msg.Value == ansi.ModePermanentlySet)
}

// View implements tea.Model.
func (r *root) View() tea.View {
	defer r.rescue()
	r.turn.begin()
	defer r.turn.end()
	v := r.inner.View()
	if r.painter == nil {
		return v
	}
	painted := r.painter.paint(&v)
	if r.keyed && (painted || !r.working) {
		r.keyed = false
		if r.answered != nil {
			r.answered(painted)
		}
	}
	return tea.View{}
}

// abandon gives the terminal back, if it can be, and tells who has to end what
// does not come back.
func (r *root) abandon(stuck func()) {
	if stuck == nil {
		return
	}
	if r.leave != nil {
		within(time.Second, r.leave)
	}
	stuck()
}

// rescue gives the terminal back before a panic is reported, so that the report
// can be read. Bubble Tea recovers from the panic.
func (r *root) rescue() {
	if r.painter == nil {
		return
	}
	if p := recover(); p != nil {
		r.leave()
		panic(p)
	}
}

// guard does the same for a panic in a command.
func (r *root) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil || r.painter == nil {
		return cmd
	}
	return func() tea.Msg {
		defer r.rescue()
		return cmd()
	}
}
