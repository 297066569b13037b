package sshd

import (
	"cmp"
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	uv "github.com/charmbracelet/ultraviolet"

	"recruitty/internal/exitcode"
	"recruitty/recruit"
	"recruitty/ui"
	"recruitty/ui/keyboard"
	"recruitty/ui/preferences"
	"recruitty/ui/render"
	"recruitty/ui/shell"
)

// maxTyped is how many bytes of keys a visitor may be ahead of the screens. A
// terminal without marked pastes sends a pasted book as keys.
const maxTyped = 16 << 10

// finishing is how long work that a visitor has begun may go on after they have
// left, or their line was lost.
const finishing = 5 * time.Second

// terminal shows the screens until the visitor leaves or the visit ends.
func (s *Server) terminal(sess ssh.Session, v *visit, pty ssh.Pty, windows <-chan ssh.Window) int {
	v.talks.Store(true)
	idle := time.AfterFunc(s.limits.Idle, func() { v.end(idled) })
	defer idle.Stop()
	longest := time.AfterFunc(s.limits.Longest, func() { v.end(tooLong) })
	defer longest.Stop()

	// What was decided is saved even when the line is lost at that moment.
	work, stopWork := context.WithCancel(s.base)
	defer func() { time.AfterFunc(finishing, stopWork) }()
	looking, stopLooking := context.WithCancel(v.ctx)
	defer stopLooking()

	company, err := s.o.Workspace.Services.Settings.Workspace(work)
	if err != nil {
		v.log.Error("read the workspace's name", "error", err)
		say(sess, "%s", recruit.Sentence(err))
		return exitcode.Failed
	}
	env := environment(sess.Environ(), pty.Term)
	locale := uv.Environ(env)
	screens := ui.New(shell.Session{
		Context: work, Now: s.o.Now, Zone: v.Location(), Workspace: s.workspace(v), Member: v.Member, Company: company, Remote: true,
		ASCII: pty.Term == "linux", Language: cmp.Or(locale.Getenv("LC_ALL"), locale.Getenv("LC_CTYPE"), locale.Getenv("LANG")),
		After:   func(d time.Duration, msg tea.Msg) tea.Cmd { return after(looking, d, msg) },
		Changes: s.o.Workspace.Storage.Changes(looking), Inbox: s.inboxes.of(v.Member).names,
		Preferences: preferences.OfMember{Settings: s.workspace(v).Services.Store, Member: v.Member.ID},
	})
	// A visitor can do these as often as a line carries: the log says each once.
	said := map[keyboard.Notice]bool{}
	logged := func(n keyboard.Notice) {
		if !said[n] {
			said[n] = true
			v.log.Warn("typed and not taken as it came", "what", string(n))
		}
	}
	w := &window{width: cells(pty.Window.Width, usualWide, maxWide), height: cells(pty.Window.Height, usualHigh, maxHigh), visits: s.visits, v: v}
	width, height := w.width, w.height // w may change as soon as its sizes are taken
	watch := &stopwatch{times: s.metrics.frames, now: s.o.Now}
	err = render.Run(v.ctx, screens, render.Options{
		Input: sess, Answered: watch.answered,
		Keyboard: keyboard.Options{Paste: s.limits.Paste, Ahead: maxTyped, Key: watch.key,
			Arrived: func() { idle.Reset(s.limits.Idle) }, Noticed: logged},
		Output: s.metrics.counting(v.lasting(sess, s.limits.Paused)), Environ: env,
		Width: width, Height: height,
		Remote: true, Events: sizes(windows, w.resize),
		Stuck: func() {
			v.log.Error("the screens do not come back; the session was ended for the visitor")
			_ = sess.Close()
		},
	})
	keeping, kept := context.WithTimeout(s.base, finishing)
	defer kept()
	if err := screens.KeepTyped(keeping); err != nil {
		v.log.Error("keep what was typed", "error", err)
	}
	if err != nil {
		v.log.Error("the screens ended", "error", err)
		say(sess, "Something went wrong inside recruitty; the host's log has the details. What was saved is kept.")
		return exitcode.Failed
	}
	return exitcode.Done
}

// after delivers msg after d, unless the visit ends before: what waits for the
// next minute would keep the screens in memory until then.
func after(ctx context.Context, d time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
			return msg
		case <-ctx.Done():
			return nil
		}
	}
}

// sizes turns new window sizes into messages, of which only the newest waits. It
// takes all sizes at once as long as the session is open: the SSH library waits
// until they are taken, and reads nothing else of the connection meanwhile, not
// even that there is room again for what the screens are writing.
func sizes(windows <-chan ssh.Window, resize func(width, height int) tea.WindowSizeMsg) <-chan tea.Msg {
	out := make(chan tea.Msg)
	go func() {
		var size tea.Msg
		for {
			to := out
			if size == nil {
				to = nil
			}
			select {
			case w, open := <-windows:
				if !open {
					return
				}
				size = resize(cells(w.Width, usualWide, maxWide), cells(w.Height, usualHigh, maxHigh))
			case to <- size:
				size = nil
			}
		}
	}()
	return out
}

// environment is what counts of the variables that the visitor's client sent:
// those that say what the terminal can show.
func environment(sent []string, term string) []string {
	out := []string{"TERM=" + oneLine(term, 64), "SSH_TTY=ssh"}
	for _, e := range sent {
		name, value, _ := strings.Cut(e, "=")
		switch name {
		case "COLORTERM", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "LANG", "LC_ALL", "LC_CTYPE":
			out = append(out, name+"="+oneLine(value, 64))
		}
	}
	return out
}
